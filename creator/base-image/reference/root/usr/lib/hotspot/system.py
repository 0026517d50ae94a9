"""Makes settings take effect on a system whose root is given, so that a test can give it a directory."""

import dataclasses
import json
import os
import pathlib
import subprocess
from typing import List, Set

import settings as asked

SUPPORTED = "usr/share/i18n/SUPPORTED"
HOME = "var/lib/hotspot/home.json"
COUNTING = "access_log /var/log/nginx/reads.log reads;\n"


class System:
    def __init__(self, root: pathlib.Path, run=subprocess.run):
        self.root, self.run = root, run

    def write(self, name: str, text: str, mode: int = 0o644):
        """A whole file or none: the power may go at any moment."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(path.name + ".new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        new.chmod(mode)
        new.replace(path)

    def command(self, *words: str, text: str = ""):
        self.run(list(words), input=text, text=True, check=True, stdout=subprocess.DEVNULL)

    # ---- what there is to choose from ----

    def timezones(self) -> Set[str]:
        names = (self.root / "usr/share/zoneinfo/tzdata.zi").read_text().splitlines()
        zones = {line.split()[1] for line in names if line.startswith("Z ")}
        return zones | {line.split()[2] for line in names if line.startswith("L ")} | {"UTC"}

    def locales(self) -> List[str]:
        lines = (self.root / SUPPORTED).read_text().splitlines()
        return [line.split()[0].split(".")[0] for line in lines if line.endswith(" UTF-8") and "@" not in line]

    def languages(self) -> Set[str]:
        return {name for locale in self.locales() for name in (locale, locale.split("_")[0])}

    def locale_of(self, language: str) -> str:
        """fr is fr_FR, en is en_US; a language that no country is named after takes the first that speaks it."""
        if "_" in language:
            return language
        known = [each for each in self.locales() if each.split("_")[0] == language]
        first = [f"{language}_{language.upper()}", f"{language}_US"]
        return next((each for each in first if each in known), known[0])

    # ---- what takes effect ----

    def apply(self, wanted: asked.Settings):
        if wanted.hostname:
            self.hostname(wanted.hostname)
        if wanted.timezone:
            self.timezone(wanted.timezone)
        if wanted.language:
            self.language(wanted.language)
        if wanted.wifi:
            self.wifi(wanted.wifi)
        if wanted.admin:
            self.admin(wanted.admin)
        if wanted.title:
            self.remember("title", wanted.title)
        if wanted.branding:
            self.remember("branding", dataclasses.asdict(wanted.branding))
        if wanted.metrics is not None:
            self.write("etc/nginx/hotspot.d/reads.conf", COUNTING if wanted.metrics else "access_log off;\n")

    def remember(self, key: str, value):
        """For the home page, which is made once the data partition is there."""
        path = self.root / HOME
        known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        self.write(HOME, json.dumps({**known, key: value}, ensure_ascii=False, indent=1) + "\n")

    def hostname(self, name: str):
        self.write("etc/hostname", f"{name}\n")
        self.write("etc/hosts", f"127.0.0.1 localhost\n127.0.1.1 {name}\n::1 localhost ip6-localhost ip6-loopback\n")

    def timezone(self, name: str):
        new = self.root / "etc/localtime.new"
        new.unlink(missing_ok=True)
        new.symlink_to(f"/usr/share/zoneinfo/{name}")
        new.replace(self.root / "etc/localtime")
        self.write("etc/timezone", f"{name}\n")

    def language(self, language: str):
        locale = self.locale_of(language)
        self.command("localedef", "-i", locale, "-f", "UTF-8", f"{locale}.UTF-8")
        self.write("etc/default/locale", f"LANG={locale}.UTF-8\n")

    def wifi(self, wifi: asked.Wifi):
        self.write("etc/hostapd/hostapd.conf", hostapd(wifi), 0o600)
        self.write("etc/dnsmasq.d/hotspot.conf", dnsmasq(wifi))
        self.write(
            "etc/systemd/network/20-wifi.network",
            f"[Match]\nName=wlan0\n\n[Network]\nAddress={wifi.address}/24\nConfigureWithoutCarrier=yes\nLinkLocalAddressing=no\n",
        )
        self.remember("ssid", wifi.ssid)

    def admin(self, admin: asked.Admin):
        known = (self.root / "etc/passwd").read_text().splitlines()
        entry = next((line.split(":") for line in known if line.split(":")[0] == admin.username), None)
        if entry is None:
            self.command("useradd", "--create-home", "--shell", "/bin/bash", "--groups", "sudo", admin.username)
        elif int(entry[2]) < 1000:
            raise ValueError(f"admin.username: '{admin.username}' belongs to the system (expected another)")
        # Through a pipe: arguments can be read by everybody on the machine. The system's own scheme hashes it.
        self.command("chpasswd", text=f"{admin.username}:{admin.password}\n")


def hostapd(wifi: asked.Wifi) -> str:
    """hostapd.conf of one 2.4 GHz network."""
    lines = [
        "interface=wlan0",
        "driver=nl80211",
        f"ssid2={wifi.ssid.encode().hex()}",
        "utf8_ssid=1",
        f"country_code={wifi.country}",
        "ieee80211d=1",
        "hw_mode=g",
        f"channel={wifi.channel}",
        "ieee80211n=1",
        "wmm_enabled=1",
        f"ignore_broadcast_ssid={int(wifi.hide)}",
    ]
    if wifi.passphrase:
        lines += ["wpa=2", "wpa_key_mgmt=WPA-PSK", "rsn_pairwise=CCMP", f"wpa_passphrase={wifi.passphrase}"]
    return "\n".join(lines) + "\n"


def dnsmasq(wifi: asked.Wifi) -> str:
    """dnsmasq's file: addresses for who joins, and the names that lead here. All names, where it spoofs."""
    net = wifi.address.rsplit(".", 1)[0]
    names = ["#"] if wifi.spoof else [wifi.domain, wifi.welcome]
    lines = ["interface=wlan0", "bind-dynamic", "no-resolv", "no-hosts", "domain-needed"]
    lines += [f"dhcp-range={net}.10,{net}.250,255.255.255.0,1h", f"dhcp-option=option:domain-search,{wifi.domain}"]
    lines += [f"address=/{name}/{wifi.address}" for name in names]
    return "\n".join(lines) + "\n"

"""What offspot.yaml asks for, checked. Pure: reads nothing, changes nothing.

Names of keys follow the offspot world (timezone, hostname, ap); the others are ours. A value that cannot be honoured is
left out and told, and the others still take effect: a hotspot with a wrong time zone is of more use than none.
"""

import ipaddress
import re
from dataclasses import dataclass
from typing import Callable, Dict, List, Optional, Set

LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
USERNAME = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class Wifi:
    """The network that the device opens; `passphrase` None is a network for everybody."""

    ssid: str = "Hotspot"
    passphrase: Optional[str] = None
    address: str = "192.168.144.1"
    channel: int = 11
    country: str = "FR"
    hide: bool = False
    domain: str = "hotspot.offspot"
    welcome: str = "goto.kiwix"
    spoof: bool = False


@dataclass(frozen=True)
class Admin:
    """The one person who may log in at the console, and become root there."""

    username: str
    password: str


@dataclass(frozen=True)
class Branding:
    """Looks of the home page; the pictures are named by their paths below /data. None: the page's own."""

    logo: Optional[str] = None
    favicon: Optional[str] = None
    primary: Optional[str] = None
    background: Optional[str] = None


@dataclass(frozen=True)
class Settings:
    """None: not asked for, stays as it is."""

    hostname: Optional[str] = None
    timezone: Optional[str] = None
    language: Optional[str] = None
    wifi: Optional[Wifi] = None
    admin: Optional[Admin] = None
    title: Optional[str] = None
    branding: Optional[Branding] = None
    metrics: Optional[bool] = None


class Reader:
    """Takes values out of one map and remembers what was wrong, without ever repeating a secret."""

    def __init__(self, raw: Dict, path: str, problems: List[str]):
        self.raw, self.path, self.problems = dict(raw), path, problems

    def take(self, key: str, accepts: Callable, expected: str, default=None, secret: bool = False):
        value = self.raw.pop(key, None)
        if value is None:
            return default
        if accepts(value):
            return value
        came = "a value" if secret else repr(value)[:80]
        self.problems.append(f"{self.path}{key}: {came} (expected {expected})")
        return default

    def rest(self):
        for key in self.raw:
            self.problems.append(f"{self.path}{key}: left out (this base does not know it)")


def read(raw, timezones: Set[str], languages: Set[str], problems: List[str]) -> Settings:
    """The settings of a document; adds to problems what was left out of it."""
    if raw is None:
        return Settings()
    if not isinstance(raw, dict):
        problems.append(f"a {type(raw).__name__} (expected a map of settings)")
        return Settings()
    top = Reader(raw, "", problems)
    hostname = top.take("hostname", is_hostname, "letters, digits and hyphens, at most 63")
    timezone = top.take("timezone", lambda v: isinstance(v, str) and v in timezones, "a name like Africa/Bamako")
    language = top.take("language", lambda v: normal(v) in languages, "a language like fr or pt_BR")
    ap = top.take("ap", lambda v: isinstance(v, dict), "a map")
    admin = top.take("admin", lambda v: isinstance(v, dict), "a map", secret=True)
    title = top.take("title", is_title, "1 to 100 printable characters")
    branding = top.take("branding", lambda v: isinstance(v, dict), "a map")
    metrics = top.take("metrics", lambda v: type(v) is bool, "true or false")
    top.rest()
    return Settings(
        hostname,
        timezone,
        normal(language) if language else None,
        read_wifi(ap, problems) if ap is not None else None,
        read_admin(admin, problems) if admin is not None else None,
        title,
        read_branding(branding, problems) if branding is not None else None,
        metrics,
    )


def read_wifi(raw: Dict, problems: List[str]) -> Optional[Wifi]:
    ap, default = Reader(raw, "ap.", problems), Wifi()
    wanted_secret = raw.get("passphrase") is not None
    passphrase = ap.take("passphrase", is_passphrase, "8 to 63 printable ASCII characters", secret=True)
    domain = ap.take("domain", is_domain, "a domain name", "hotspot")
    tld = ap.take("tld", is_domain, "a domain name", "offspot")
    wifi = Wifi(
        ap.take("ssid", is_ssid, "1 to 32 bytes", default.ssid),
        passphrase,
        ap.take("address", is_private_address, "a private IPv4 address", default.address),
        ap.take("channel", lambda v: type(v) is int and 1 <= v <= 14, "1 to 14", default.channel),
        ap.take("country", lambda v: isinstance(v, str) and re.fullmatch("[A-Z]{2}", v), "two capitals", default.country),
        ap.take("hide", lambda v: type(v) is bool, "true or false", default.hide),
        f"{domain}.{tld}",
        ap.take("welcome", is_domain, "a domain name", default.welcome),
        ap.take("spoof", lambda v: type(v) is bool, "true or false", default.spoof),
    )
    ap.rest()
    if wanted_secret and passphrase is None:
        problems.append("ap: left out, for without its passphrase the network would be open")
        return None
    return wifi


def read_admin(raw: Dict, problems: List[str]) -> Optional[Admin]:
    admin = Reader(raw, "admin.", problems)
    username = admin.take("username", lambda v: isinstance(v, str) and USERNAME.fullmatch(v) and v != "root", "a name like admin")
    password = admin.take("password", is_password, "8 to 128 printable characters", secret=True)
    admin.rest()
    if username and password:
        return Admin(username, password)
    problems.append("admin: left out (expected a username and a password)")
    return None


def read_branding(raw: Dict, problems: List[str]) -> Branding:
    looks = Reader(raw, "branding.", problems)
    branding = Branding(
        looks.take("logo", is_data_path, "a path below /data"),
        looks.take("favicon", is_data_path, "a path below /data"),
        looks.take("primary", is_colour, "a colour like #1f5f8b"),
        looks.take("background", is_colour, "a colour like #ffffff"),
    )
    looks.rest()
    return branding


def normal(language):
    return language.replace("-", "_") if isinstance(language, str) else None


def is_hostname(value) -> bool:
    return isinstance(value, str) and LABEL.fullmatch(value) is not None


def is_domain(value) -> bool:
    return isinstance(value, str) and len(value) < 200 and all(LABEL.fullmatch(each) for each in value.split("."))


def is_ssid(value) -> bool:
    return isinstance(value, str) and 1 <= len(value.encode()) <= 32 and value.isprintable()


def is_passphrase(value) -> bool:
    return isinstance(value, str) and 8 <= len(value) <= 63 and all(" " <= each <= "~" for each in value)


def is_password(value) -> bool:
    return isinstance(value, str) and 8 <= len(value) <= 128 and value.isprintable()


def is_title(value) -> bool:
    return isinstance(value, str) and 1 <= len(value.strip()) and len(value) <= 100 and value.isprintable()


def is_colour(value) -> bool:
    return isinstance(value, str) and COLOUR.fullmatch(value) is not None


def is_data_path(value) -> bool:
    """Whether it names something below /data without a detour."""
    if not isinstance(value, str) or not value.startswith("/data/") or len(value) > 1024 or not value.isprintable():
        return False
    return all(part not in ("", ".", "..") for part in value.split("/")[2:])


def is_private_address(value) -> bool:
    try:
        address = ipaddress.IPv4Address(value)
    except ValueError:
        return False
    return isinstance(value, str) and address.is_private and address.packed[3] == 1

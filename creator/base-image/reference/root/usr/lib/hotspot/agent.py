"""The hotspot's own hands.

agent.py settings FILE   at boot: makes offspot.yaml take effect, then empties it, for it holds passwords
agent.py contents DATA   at boot, after: library and home page
agent.py reads DATA      now and then, where it was asked for: counts what was read
agent.py defaults        while the base image is made: what holds without an offspot.yaml

Ends with 0 also where values were refused: a line on the console and in the journal tells each, and the device goes on booting.
"""

import dataclasses
import json
import pathlib
import socket
import subprocess
import sys

import contents
import reads
import settings
import system

ROOT = pathlib.Path("/")
STATE = ROOT / "var/lib/hotspot"
LARGEST = 1 << 20
APPLIED = "# The settings took effect and were removed from here. Write others, and they do at the next start.\n---\n"


def say(line: str):
    print(f"hotspot: {line}", flush=True)


def apply(file: pathlib.Path, device: system.System, load) -> None:
    """One run over the file; what fails by itself does not keep the rest from taking effect."""
    if not file.is_file():
        say(f"no {file}: settings stay as they are")
        return
    problems: list = []
    with file.open("rb") as source:
        text = source.read(LARGEST + 1)
    if len(text) > LARGEST:
        say(f"{file} is larger than {LARGEST} bytes (expected less): settings stay as they are")
        return
    try:
        raw = load(text.decode("utf-8"))
    except ValueError as e:
        say(f"{file} cannot be read: {type(e).__name__} (expected YAML): settings stay as they are")
        return
    wanted = settings.read(raw, device.timezones(), device.languages(), problems)
    for field in dataclasses.fields(wanted):
        name, value = field.name, getattr(wanted, field.name)
        try:
            device.apply(settings.Settings(**{name: value}))
        except (OSError, ValueError, subprocess.CalledProcessError) as e:
            problems.append(f"{name}: did not take effect: {e}")
        else:
            if value is not None:
                say(f"{name} set")
    for problem in problems:
        say(problem)
    if raw is not None:
        file.write_text(APPLIED)


def load_yaml(text: str):
    import yaml  # not at the top: a test of the rest needs no YAML

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as e:
        raise ValueError("not YAML") from e


def first_line(path: pathlib.Path, default: str) -> str:
    return path.read_text(encoding="utf-8").strip() if path.is_file() else default


def main(arguments) -> int:
    device = system.System(ROOT)
    if arguments[:1] == ["settings"] and len(arguments) == 2:
        apply(pathlib.Path(arguments[1]), device, load_yaml)
        socket.sethostname(first_line(ROOT / "etc/hostname", "hotspot"))
    elif arguments[:1] == ["contents"] and len(arguments) == 2:
        language = first_line(ROOT / "etc/default/locale", "LANG=en").partition("=")[2]
        file = ROOT / system.HOME
        home = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        for line in contents.make(pathlib.Path(arguments[1]), STATE, home, language):
            say(line)
    elif arguments[:1] == ["reads"] and len(arguments) == 2:
        reads.count(ROOT / "var/log/nginx/reads.log", pathlib.Path(arguments[1]) / "private/reads.json")
    elif arguments == ["defaults"]:
        device.apply(settings.Settings(hostname="hotspot", timezone="Etc/UTC", wifi=settings.Wifi(), metrics=False))
        device.write("etc/resolv.conf", "nameserver 127.0.0.1\n")
        device.write("etc/default/locale", "LANG=C.UTF-8\n")
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

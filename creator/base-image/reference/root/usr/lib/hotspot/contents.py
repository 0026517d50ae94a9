"""The library and the home page of what lies on the data partition."""

import os
import pathlib
import subprocess
import unicodedata
import xml.etree.ElementTree
from typing import Dict, List

import homepage

# Beside the library and hidden names: what nginx does not hand out either, and what the page shows elsewhere.
NOT_SHOWN = {"conf", "images", "private", "lost+found", "branding", "readers"}
LARGEST_PICTURE = 1 << 20
# First bytes of a picture, and the ending under which it is served.
PICTURES = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"\x00\x00\x01\x00": ".ico"}


def zims(data: pathlib.Path) -> List[pathlib.Path]:
    """All ZIM files, in order of their names; links lead nowhere."""
    found = []
    for directory, below, names in os.walk(data):
        below[:] = [each for each in below if not each.startswith(".")]
        here = pathlib.Path(directory)
        found += [here / each for each in names if each.endswith(".zim") and not (here / each).is_symlink()]
    return sorted(found)


def files(data: pathlib.Path) -> List[str]:
    """What the home page offers besides the library: the first level, directories with a slash at the end."""
    if not data.is_dir():
        return []
    shown = []
    for each in sorted(data.iterdir()):
        if each.name.startswith(".") or each.name in NOT_SHOWN or each.suffix == ".zim" or each.is_symlink():
            continue
        if each.is_file() or any(inner.is_file() and inner.suffix != ".zim" for inner in each.rglob("*")):
            shown.append(each.name + "/" * each.is_dir())
    return shown


def programs(data: pathlib.Path) -> List[str]:
    """Programs that read ZIM files on a computer or telephone: what lies in /data/readers."""
    folder = data / "readers"
    if not folder.is_dir():
        return []
    return sorted(each.name for each in folder.iterdir() if each.is_file() and not each.is_symlink() and each.name[0] != ".")


def below(data: pathlib.Path, path: str) -> pathlib.Path:
    """The file that /data/… names; refused where links would lead elsewhere."""
    file = data / path[len("/data/") :]
    if not file.is_file() or file.resolve() != data.resolve() / path[len("/data/") :]:
        raise ValueError(f"{path}: no such file (expected one on the data partition)")
    return file


def picture(data: pathlib.Path, path: str, state: pathlib.Path, name: str) -> str:
    """Copies a picture to where nginx serves it; gives the name of the copy."""
    with below(data, path).open("rb") as source:
        content = source.read(LARGEST_PICTURE + 1)
    ending = next((each for magic, each in PICTURES.items() if content.startswith(magic)), None)
    if ending is None or len(content) > LARGEST_PICTURE:
        raise ValueError(f"{path}: not shown (expected a PNG, JPEG, GIF or ICO picture of at most 1 MiB)")
    folder = state / "branding"
    folder.mkdir(exist_ok=True)
    new = folder / f"{name}.new"
    new.write_bytes(content)
    new.replace(folder / f"{name}{ending}")
    return f"{name}{ending}"


def library(data: pathlib.Path, state: pathlib.Path, run, problems: List[str]) -> Dict[str, str]:
    """Writes library.xml; the books in it by the path segment that leads to them."""
    new, books = state / "library.xml.new", {}
    new.write_text('<?xml version="1.0" encoding="UTF-8"?>\n<library version="20110515">\n</library>\n')
    for zim in zims(data):
        outcome = run(["kiwix-manage", str(new), "add", str(zim)], capture_output=True, text=True)
        if outcome.returncode == 0:
            books[segment(zim)] = zim.stem.replace("_", " ")
        else:
            problems.append(f"{zim}: kiwix-manage ended with {outcome.returncode} (expected a sound ZIM)")
    for book in xml.etree.ElementTree.parse(new).getroot().iter("book"):
        at = segment(pathlib.Path(book.get("path", "")))
        if at in books and book.get("title"):
            books[at] = book.get("title")
    new.replace(state / "library.xml")
    return books


def segment(zim: pathlib.Path) -> str:
    """The part of the URL that kiwix-serve names a book by (HumanReadableNameMapper of libkiwix)."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", zim.stem) if not unicodedata.combining(each))
    return bare.replace(" ", "_").replace("+", "plus")


def make(data: pathlib.Path, state: pathlib.Path, home: Dict, language: str, run=subprocess.run) -> List[str]:
    """Writes library.xml, home.html and starting.html; returns a line for each thing that had to be left out.

    home: what the settings left for the page: title, ssid, branding, each of which may be missing.
    """
    problems: List[str] = []
    books = library(data, state, run, problems)
    look = {key: value for key, value in home.get("branding", {}).items() if value}
    for name in ("logo", "favicon"):
        if name in look:
            try:
                look[name] = picture(data, look[name], state, name)
            except (OSError, ValueError) as e:
                problems.append(f"branding.{name}: {e}")
                del look[name]
    title = home.get("title") or home.get("ssid") or "Hotspot"
    put(state / "home.html", homepage.page(title, language, look, books, programs(data), files(data)))
    put(state / "starting.html", homepage.starting(title, language, look))
    return problems


def put(file: pathlib.Path, page: str) -> None:
    new = file.with_name(file.name + ".new")
    new.write_text(page, encoding="utf-8")
    new.replace(file)

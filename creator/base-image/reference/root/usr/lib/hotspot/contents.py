"""The library and the home page of what lies on the data partition."""

import html
import os
import pathlib
import subprocess
import urllib.parse
from typing import Dict, List

TEXTS = {
    "en": {"library": "Library", "files": "Files", "empty": "Nothing here yet."},
    "fr": {"library": "Bibliothèque", "files": "Fichiers", "empty": "Rien ici pour le moment."},
}
# Beside the library and hidden names: what nginx does not hand out either.
NOT_SHOWN = {"conf", "images", "private", "lost+found"}
STYLE = "body{font-family:sans-serif;max-width:40em;margin:2em auto;padding:0 1em;line-height:1.6}h1{font-size:1.6em}"


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


def page(title: str, language: str, books: Dict[str, str], names: List[str]) -> str:
    """The home page; books maps the path segment of a book to its title."""
    short = language.split("_")[0]
    words = TEXTS.get(short, TEXTS["en"])

    def links(heading: str, entries: Dict[str, str]) -> str:
        items = "".join(f'<li><a href="{html.escape(url)}">{html.escape(text)}</a></li>' for url, text in entries.items())
        return f"<h2>{heading}</h2><ul>{items}</ul>" if entries else ""

    body = links(words["library"], {f"/library/{urllib.parse.quote(key)}/": text for key, text in books.items()})
    body += links(words["files"], {f"/files/{urllib.parse.quote(each)}": each for each in names})
    return (
        f'<!DOCTYPE html><html lang="{short if short in TEXTS else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{html.escape(title)}</title><style>{STYLE}</style></head>'
        f"<body><h1>{html.escape(title)}</h1>{body or '<p>' + words['empty'] + '</p>'}</body></html>\n"
    )


def make(data: pathlib.Path, state: pathlib.Path, title: str, language: str, run=subprocess.run) -> List[str]:
    """Writes library.xml and home.html; returns a line for each ZIM that kiwix refuses."""
    library, refused, books = state / "library.xml.new", [], {}
    library.write_text('<?xml version="1.0" encoding="UTF-8"?>\n<library version="20110515">\n</library>\n')
    for zim in zims(data):
        outcome = run(["kiwix-manage", str(library), "add", str(zim)], capture_output=True, text=True)
        if outcome.returncode == 0:
            books[zim.stem] = zim.stem.replace("_", " ")
        else:
            refused.append(f"{zim}: kiwix-manage ended with {outcome.returncode} (expected a sound ZIM)")
    library.replace(state / "library.xml")
    home = state / "home.html.new"
    home.write_text(page(title, language, books, files(data)), encoding="utf-8")
    home.replace(state / "home.html")
    return refused

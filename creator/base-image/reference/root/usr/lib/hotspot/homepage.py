"""The home page as text. Pure; everything that people gave is escaped."""

import html
import urllib.parse
from typing import Dict, List

TEXTS = {
    "en": {"library": "Library", "files": "Files", "readers": "Take the books along", "empty": "Nothing here yet.",
           "starting": "The library is starting. This page tries again by itself."},
    "fr": {"library": "Bibliothèque", "files": "Fichiers", "readers": "Emporter les livres", "empty": "Rien ici pour le moment.",
           "starting": "La bibliothèque démarre. Cette page réessaie d’elle-même."},
}
ENDINGS = {".exe": "Windows", ".msi": "Windows", ".dmg": "macOS", ".pkg": "macOS", ".appimage": "Linux", ".deb": "Linux", ".apk": "Android"}
STYLE = (
    "body{{font-family:sans-serif;max-width:40em;margin:2em auto;padding:0 1em;line-height:1.6;background:{background};color:{text}}}"
    "h1{{font-size:1.6em}}h1,h2,a{{color:{primary}}}.logo{{max-width:100%;max-height:8em}}"
)


def is_dark(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 299 * red + 587 * green + 114 * blue < 128000


def style(look: Dict[str, str]) -> str:
    background = look.get("background", "#ffffff")
    dark = is_dark(background)
    primary = look.get("primary", "#9cc9ea" if dark else "#1f5f8b")
    return STYLE.format(background=background, text="#f5f5f5" if dark else "#1a1a1a", primary=primary)


def links(heading: str, entries: Dict[str, str]) -> str:
    items = "".join(f'<li><a href="{html.escape(url)}">{html.escape(text)}</a></li>' for url, text in entries.items())
    return f"<h2>{heading}</h2><ul>{items}</ul>" if entries else ""


def program(name: str) -> str:
    """A program's name with the system that it is for, as far as its ending tells."""
    system = next((each for ending, each in ENDINGS.items() if name.lower().endswith(ending)), None)
    return f"{system}: {name}" if system else name


def whole(title: str, language: str, look: Dict[str, str], head: str, body: str) -> str:
    short = language.split("_")[0]
    icon = f'<link rel="icon" href="/branding/{look["favicon"]}">' if "favicon" in look else ""
    logo = f'<img class="logo" src="/branding/{look["logo"]}" alt="">' if "logo" in look else ""
    return (
        f'<!DOCTYPE html><html lang="{short if short in TEXTS else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width">{head}<title>{html.escape(title)}</title>{icon}<style>{style(look)}</style></head>'
        f"<body>{logo}<h1>{html.escape(title)}</h1>{body}</body></html>\n"
    )


def words(language: str) -> Dict[str, str]:
    return TEXTS.get(language.split("_")[0], TEXTS["en"])


def page(title: str, language: str, look: Dict[str, str], books: Dict[str, str], programs: List[str], names: List[str]) -> str:
    """books: titles by path segment; programs: names in /data/readers; look: colours, and names of pictures in /branding/."""
    said, quote = words(language), urllib.parse.quote
    body = links(said["library"], {f"/library/{quote(key)}/": text for key, text in books.items()})
    body += links(said["files"], {f"/files/{quote(each)}": each for each in names})
    body += links(said["readers"], {f"/files/readers/{quote(each)}": program(each) for each in programs})
    return whole(title, language, look, "", body or f"<p>{said['empty']}</p>")


def starting(title: str, language: str, look: Dict[str, str]) -> str:
    """What stands in for the library while it starts, which takes longer the more books it has."""
    return whole(title, language, look, '<meta http-equiv="refresh" content="3">', f"<p>{words(language)['starting']}</p>")

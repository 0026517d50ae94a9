"""Counts what is read, by day and by book, without a trace of who read it: the log that is counted holds no addresses."""

import json
import os
import pathlib
import re

DAY = re.compile(r"(\d{4}-\d\d-\d\d)T")
PLACES = {"books": re.compile(r"/library/(?:content/)?([^/]+)/.+"), "files": re.compile(r"/files/(.*[^/])")}
# Pages that kiwix-serve itself makes.
OWN = {"catalog", "search", "skin", "suggest", "viewer", "nojs"}
MOST_DAYS = 400
MOST_NAMES = 1000


def read(line: str):
    """(day, kind, name) of a line that counts, else None: time, status, path and type of content, with tabs between."""
    fields = line.rstrip("\n").split("\t")
    if len(fields) != 4 or fields[1] != "200" or not DAY.match(fields[0]):
        return None
    for kind, place in PLACES.items():
        found = place.fullmatch(fields[2])
        if found and found.group(1) not in OWN and (kind == "files" or fields[3].startswith("text/html")):
            return fields[0][:10], kind, found.group(1)
    return None


def add(counts: dict, lines) -> dict:
    """Counts pages of books, and files: {day: {kind: {name: count}}}. Only the newest days, and no endless list of names."""
    for day, kind, name in filter(None, map(read, lines)):
        names = counts.setdefault(day, {}).setdefault(kind, {})
        if name in names or len(names) < MOST_NAMES:
            names[name] = names.get(name, 0) + 1
    return {day: counts[day] for day in sorted(counts)[-MOST_DAYS:]}


def count(log: pathlib.Path, result: pathlib.Path) -> None:
    """Moves what the log holds into the result; the log is emptied in place, for nginx has it open for appending."""
    if not log.is_file() or log.stat().st_size == 0:
        return
    known = json.loads(result.read_text(encoding="utf-8")) if result.is_file() else {}
    with log.open("r+", encoding="utf-8", errors="replace") as source:
        counts = add(known, source)
        source.truncate(0)
    result.parent.mkdir(mode=0o700, exist_ok=True)
    new = result.with_name(result.name + ".new")
    with new.open("w", encoding="utf-8") as out:
        json.dump(counts, out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    new.replace(result)

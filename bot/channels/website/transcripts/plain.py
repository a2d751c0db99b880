"""A transcript as plain text."""

import re
from collections.abc import Iterator

from bot.channels.website.transcripts.sheet import Entry, Sheet

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def as_text(sheet: Sheet) -> bytes:
    """UTF-8, with a mark at its beginning by which simple editors know that it is."""
    lines = [sheet.title, sheet.zone]
    for day in sheet.days:
        lines += ["", day.name]
        for entry in day.entries:
            lines += ["", f"{entry.time} {entry.who}:", *_said(entry)]
    return "\r\n".join([*lines, ""]).encode("utf-8-sig", "replace")


def _said(entry: Entry) -> Iterator[str]:
    text = _BOLD.sub(r"\1", entry.text) if entry.marked else entry.text
    yield from text.splitlines()
    yield from entry.documents

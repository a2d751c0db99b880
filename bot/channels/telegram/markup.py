"""Our texts as Telegram takes them: in pieces of limited length, **bold** as HTML, everything else the text it is."""

import html
import re
from collections.abc import Iterator

LIMIT = 4096
"""Of a message, in UTF-16 code units; the tags do not count."""
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*")
_BORDERS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…])\s"), re.compile(r"\s"))
"""Where a text may be cut, the best places first: paragraphs, lines, sentences, words."""
_SHORTEST = 4
"""A piece ends at the best kind of border that leaves it at least this part of the limit."""


def parts(text: str, limit: int = LIMIT) -> list[str]:
    """The text in pieces of at most `limit`, cut between paragraphs if possible and never within **bold**."""
    pieces, rest = [], text.strip()
    while _units(rest) > limit:
        place = _border(rest, _reach(rest, limit))
        pieces.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return [*pieces, rest] if rest else pieces


def to_html(text: str) -> str:
    """For `parse_mode` HTML: nothing in the text but our own **bold** is taken for markup."""
    return "".join(_marked(text))


def plain(text: str) -> str:
    """The text without the signs of markup."""
    return _BOLD.sub(r"\1", text)


def _marked(text: str) -> Iterator[str]:
    place = 0
    for bold in _BOLD.finditer(text):
        yield html.escape(text[place : bold.start()], quote=False)
        yield f"<b>{html.escape(bold[1], quote=False)}</b>"
        place = bold.end()
    yield html.escape(text[place:], quote=False)


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _reach(text: str, limit: int) -> int:
    """How many characters fit."""
    units = 0
    for place, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > limit:
            return place
    return len(text)


def _border(text: str, reach: int) -> int:
    bold = [span.span() for span in _BOLD.finditer(text) if span.start() < reach]
    for border in _BORDERS:
        places = [found.start() for found in border.finditer(text, 0, reach + 1)]
        whole = [place for place in places if not any(start < place < end for start, end in bold)]
        if whole and whole[-1] >= reach // _SHORTEST:
            return whole[-1]
    cut = next((start for start, end in bold if start < reach < end and start > 0), reach)
    return max(cut, 1)

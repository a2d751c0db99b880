"""Our texts as Telegram takes them: in pieces of limited length, a little HTML, everything else the text it is.

Bold are only what people look for again (dates, sums, references) and who of the staff speaks; a list of fields is aligned.
A text is first `prepared`, which puts marks of our own in place of ours and no one else's, then cut into `parts`, then made
HTML or plain.
"""

import html
import re

LIMIT = 4096
"""Of a message, in UTF-16 code units; the tags do not count."""
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*")
_MARKS = {"\ue000": "<b>", "\ue001": "</b>", "\ue002": "<code>", "\ue003": "</code>"}
"""Characters for private use, which nobody's text keeps."""
_FOREIGN = dict.fromkeys(map(ord, _MARKS))
_SPAN = re.compile("\ue000[^\ue001]*\ue001|\ue002[^\ue003]*\ue003")
_LIST = re.compile(r"(?:^– [^:\n]{1,40}: .*$\n?){2,}", re.MULTILINE)
_ROW = re.compile(r"^– ([^:\n]{1,40}): ", re.MULTILINE)
_WIDEST = 16
"""Characters of a label up to which the values of a list stand in one column; longer labels stand out of it."""
_BORDERS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…])\s"), re.compile(r"\s"))
"""Where a text may be cut, the best places first: paragraphs, lines, sentences, words."""
_SHORTEST = 4
"""A piece ends at the best kind of border that leaves it at least this part of the limit."""


def prepared(text: str, speaker: str | None = None) -> str:
    """The text with its marks; the name of a `speaker` stands in a line before it."""
    marked = _BOLD.sub(_bold, text.translate(_FOREIGN).strip())
    marked = _LIST.sub(_aligned, marked)
    name = " ".join((speaker or "").translate(_FOREIGN).split())
    return f"\ue000{name}\ue001\n{marked}" if name else marked


def parts(prepared: str, limit: int = LIMIT) -> list[str]:
    """The text in pieces of at most `limit`, cut between paragraphs if possible and never within a mark."""
    pieces, rest = [], prepared.strip()
    while _units(rest) > limit:
        place = _border(rest, _reach(rest, limit))
        pieces.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return [*pieces, rest] if rest else pieces


def to_html(part: str) -> str:
    """For `parse_mode` HTML: nothing in the text but our own marks is taken for markup."""
    escaped = html.escape(part, quote=False)
    return "".join(_MARKS.get(character, character) for character in escaped)


def plain(part: str) -> str:
    """The text without marks."""
    return part.translate(_FOREIGN)


def _bold(found: re.Match[str]) -> str:
    has_figures = any(map(str.isdigit, found[1]))
    return f"\ue000{found[1]}\ue001" if has_figures else found[1]


def _aligned(found: re.Match[str]) -> str:
    width = min(_WIDEST, max(len(row[1]) for row in _ROW.finditer(found[0])))
    return _ROW.sub(lambda row: f"\ue002{row[1]:<{width}}\ue003 ", found[0])


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
    marked = [span.span() for span in _SPAN.finditer(text) if span.start() < reach]
    for border in _BORDERS:
        places = [found.start() for found in border.finditer(text, 0, reach + 1)]
        whole = [place for place in places if not any(start < place < end for start, end in marked)]
        if whole and whole[-1] >= reach // _SHORTEST:
            return whole[-1]
    cut = next((start for start, end in marked if start < reach < end and start > 0), reach)
    return max(cut, 1)

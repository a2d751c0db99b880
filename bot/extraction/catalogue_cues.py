"""Values that a text states by the phrases and patterns of the catalogue: `cues:` and `patterns:` of a field.

So a field that a handler adds is understood without Python. "Not", "never", "kein" before a phrase turn a yes into a no and
take a choice back; a phrase in a question or after "if" states nothing.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.claims.catalogue import Field, Kind
from bot.claims.countries import countries_in
from bot.extraction.cues import compile_phrases
from bot.extraction.folded import fold
from bot.extraction.found import Span, Stated
from bot.extraction.people import find_count
from bot.extraction.tables import read_table

STATED, WRITTEN_OUT = 0.8, 0.85
"""Confidence of a value that a phrase states, and of one that stands in the text itself."""
_MOST = 5
"""Pieces of a text that are put together."""
_REACH = 60
"""Characters around a phrase that are looked at for what turns it around."""
_ASKS = re.compile(r"[^.!\n?]{0,200}\?")


class FieldCues:
    """The phrases and patterns of one field, compiled; `lang` is "en" or "de"."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self._cues = {value: _by_language(phrases) for value, phrases in field.cues.items()}
        self._patterns = {
            lang: [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
            for lang, patterns in field.patterns.items()
        }

    def find(self, text: str, lang: str) -> Stated | None:
        """What the text states of this field, if anything; the span counts from its start, its message is 0."""
        return self._by_phrase(text, lang) or self._written_out(text, lang)

    def _by_phrase(self, text: str, lang: str) -> Stated | None:
        folded = fold(text)
        for value, patterns in self._cues.items():
            for found in patterns[lang].finditer(folded):
                said = self._said(value, text, found, lang)
                if said is not None:
                    return Stated(self.field.name, said, STATED, Span(0, *found.span()))
        return None

    def _said(self, value: str, text: str, found: re.Match[str], lang: str) -> str | None:
        """The value that a phrase means where it stands."""
        if _ASKS.match(text, found.end()) or _around("unsure", lang).search(_before(text, found.start())):
            return None
        if not _is_negated(text, found, lang):
            return value
        if self.field.kind is Kind.YES_NO:
            return "no" if value == "yes" else None
        return self.field.deny if value == self.field.affirm else None

    def _written_out(self, text: str, lang: str) -> Stated | None:
        found = [
            (match.start(1), match.end(1))
            for pattern in self._patterns.get(lang, ())
            for match in pattern.finditer(text)
        ]
        pieces = sorted({span for span in found if text[slice(*span)].strip()})
        if not pieces:
            return None
        if self.field.kind is Kind.TEXT:
            said = dict.fromkeys(" ".join(text[slice(*span)].split()) for span in pieces)
            return self._written(", ".join(list(said)[:_MOST]), pieces[0])
        values = ((as_kind(self.field.kind, text[slice(*span)], lang), span) for span in pieces)
        return next((self._written(value, span) for value, span in values if value), None)

    def _written(self, value: str, span: tuple[int, int]) -> Stated:
        return Stated(self.field.name, value, WRITTEN_OUT, Span(0, *span))


def as_kind(kind: Kind, text: str, lang: str) -> str | None:
    """A piece of text as the value of a field of this kind; None if it can't be one."""
    if kind is Kind.COUNT:
        count = find_count(text, lang)
        return count.value if count else None
    if kind is Kind.COUNTRY:
        return ", ".join(sorted(countries_in(text))) or None
    return " ".join(text.split()).strip(" .,;:") or None


def _is_negated(text: str, found: re.Match[str], lang: str) -> bool:
    after = text[found.end() : found.end() + _REACH]
    return bool(
        _around("negation", lang).search(_before(text, found.start())) or _negated_after(lang).match(after)
    )


def _before(text: str, start: int) -> str:
    return text[max(0, start - _REACH) : start]


def _by_language(phrases: Mapping[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    return {lang: compile_phrases(list(each), folded=True) for lang, each in phrases.items()}


@cache
def _around(table: str, lang: str) -> re.Pattern[str]:
    """A word of the table with up to three words between it and the end of what it is searched in."""
    words = compile_phrases(_grammar()[table][lang]).pattern
    unless = compile_phrases(_grammar()["unless"][lang]).pattern
    guard = rf"(?!\s+(?:{unless}))" if table == "negation" else ""
    return re.compile(rf"(?:{words}){guard}(?:\s+[\w'’-]+){{0,3}}\s*\Z", re.IGNORECASE)


@cache
def _negated_after(lang: str) -> re.Pattern[str]:
    words = compile_phrases(_grammar()["negation_after"][lang]).pattern
    return re.compile(rf"(?:\s+[\w'’-]+){{0,3}}?\s+(?:{words})", re.IGNORECASE)


@cache
def _grammar() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = read_table(Path(__file__).parent / "grammar" / "negation.yml")
    return data

"""Reads messages as one line of business needs them: what every report states, and what only its catalogue knows of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.claims.catalogue import Catalogue, Field, Kind
from bot.claims.values import Value
from bot.extraction.ahead import beside, find_ahead
from bot.extraction.catalogue_answers import answer
from bot.extraction.catalogue_cues import WRITTEN_OUT, FieldCues
from bot.extraction.cue_types import CueTypes
from bot.extraction.cues import compile_phrases
from bot.extraction.found import AmountFound, DateFound, Reading, Span, Stated, TextFound
from bot.extraction.language import detect_language
from bot.extraction.meanings import LONGEST_ANSWER, SUMMARY, Meanings
from bot.extraction.own_words import without_own_words
from bot.extraction.promises import PLAINLY
from bot.extraction.reader import Reader
from bot.extraction.told import Told

_OWN = frozenset(each.name for each in fields(Reading)) - {"dates", "amounts", "stated", "meaning"}
"""What the reader finds by itself."""
_BY_OTHERS = frozenset({"demand_form"})
"""What others did: how the insured wrote or spoke to them says nothing of it."""
_LONGEST = 6_000
"""Characters of a message in which the catalogue's own fields are looked for."""
_BESIDE = 8
"""Words of a sentence that tells something beside the answer to another question; a shorter one is the answer, or part of it."""
_LANGUAGES = ("en", "de")
_REGION = {"en": "GB", "de": "DE"}


class LineReader:
    """A `Reader` and a catalogue; it only reads, so one serves all conversations and threads."""

    def __init__(
        self, reader: Reader, catalogue: Catalogue, meanings: Meanings | None = None, told: Told | None = None
    ) -> None:
        self._reader, self._catalogue, self._meanings, self._told = reader, catalogue, meanings, told
        self._cues = [FieldCues(field) for field in catalogue.fields if field.cues or field.patterns]
        # Of all languages together: a line such as "Frist 24.11." shows none.
        self._days = {
            field.name: compile_phrases([phrase for each in field.beside.values() for phrase in each])
            for field in catalogue.fields
            if field.beside
        }
        self._types = _cue_types(catalogue)

    @classmethod
    def load(cls, models: Path, catalogue: Catalogue) -> "LineReader":
        """With the models of the folder, which know the types of professional indemnity, or the words of the catalogue.

        Raises FileNotFoundError if the folder has no models.
        """
        trained = None if _cue_types(catalogue) else models
        told = Told.load(trained) if trained is not None else None
        return cls(Reader(trained, catalogue.policy_patterns), catalogue, Meanings.load(models), told)

    def read(
        self,
        messages: Sequence[str],
        *,
        now: datetime,
        lang: str | None = None,
        region: str | None = None,
        asks: str | None = None,
    ) -> Reading:
        """As `Reader.read`, with what the newest message states of the catalogue's own fields in `stated`.

        `asks` may also be `SUMMARY`.
        """
        meaning = self._meanings.of(asks, messages[-1]) if self._meanings and messages else None
        told = self._tell(messages, asks)
        asks = None if asks == SUMMARY else asks
        reading = self._fitted(self._reader.read(messages, now=now, lang=lang, region=region, asks=asks))
        text = messages[-1][:_LONGEST] if messages else ""
        language = lang if lang in _LANGUAGES else (detect_language(text) or ("en", 0.5))[0]
        if self._types is not None:
            reading = replace(reading, incident_type=self._types.classify(messages, language))
        asked = self._catalogue.field(asks) if asks is not None and self._catalogue.has(asks) else None
        if asked is not None and asked.name in _OWN and asked.kind is not Kind.CHOICE:
            asked = None
        country = region or _REGION[language]
        found: dict[str, Stated] = {}
        for each in self._stated(text, language, country, now):
            found.setdefault(each.field, each)
        answered = (
            answer(asked, text, reading.amounts, lang=language, region=country, now=now) if asked else None
        )
        if answered is not None and asked is not None:
            hinted = found.get(asked.name)
            if hinted is None:
                found[asked.name] = answered
            elif asked.kind is Kind.YES_NO and answered.value != hinted.value:
                # "No summons yet": the words that the answer denies tell nothing else either.
                found = {name: each for name, each in found.items() if each.span != hinted.span}
                found[asked.name] = answered
        stated = _without_denied(tuple(found.values()))
        taken = [each.span for each in stated if each.field in (asks, *self._days)]
        last = len(messages) - 1
        moved = tuple(replace(each, span=replace(each.span, message=last)) for each in stated)
        days = [each.value for each in stated if each.field in self._days]
        reading = replace(_without(reading, taken, last, days), stated=moved, meaning=meaning)
        return _with_told(reading, told)

    def _tell(self, messages: Sequence[str], asks: str | None) -> dict[str, TextFound]:
        """What the messages tell in passing, by the field; a short answer to the open question is read by others."""
        if self._told is None:
            return {}
        long = bool(messages) and len(messages[-1].split()) > LONGEST_ANSWER
        story = long or asks in (None, "description", "incident_type")
        found = self._told.find(messages) if story else self._told.find(messages, least_words=_BESIDE)
        answered = set() if long else {asks, "ongoing"} if asks == "mitigation" else {asks}
        return {
            name: said for name, said in found.items() if name not in answered and self._catalogue.has(name)
        }

    def _stated(self, text: str, lang: str, region: str, now: datetime) -> Iterator[Stated]:
        for cues in self._cues:
            told = without_own_words(text) if cues.field.name in _BY_OTHERS else text
            found = cues.find(told, lang) if cues.field.name not in _OWN else None
            if found is not None:
                yield found
        for field in self._catalogue.fields:
            lead = self._days.get(field.name)
            if lead is None or not lead.search(text):
                continue
            days = find_ahead(text, lang=lang, now=now, region=region)
            # What was due before may stand in the same words: "we had until 30 November, they want it by 3 May".
            day = beside(
                text, [each for each in days if not field.ahead or each.period.end >= now.date()], lead
            )
            if day is not None:
                yield Stated(field.name, day.period, WRITTEN_OUT, day.span)

    def _fitted(self, reading: Reading) -> Reading:
        """What the line has no field for counts for the nearest one that it has."""
        if not self._catalogue.has("amount_claimed") and reading.amount_estimated is None:
            reading = replace(reading, amount_estimated=reading.amount_claimed)
        if not self._catalogue.has("discovered_on") and reading.occurred_on is None:
            reading = replace(reading, occurred_on=reading.discovered_on)
        return reading


def _with_told(reading: Reading, told: Mapping[str, TextFound]) -> Reading:
    """The reading with what was told in passing, which goes before listed words."""
    told = {name: said for name, said in told.items() if not _is_plain(getattr(reading, name, None))}
    own: dict[str, Any] = {name: said for name, said in told.items() if name in _OWN}
    others = [
        Stated(name, said.value, said.confidence, said.span)
        for name, said in told.items()
        if name not in own and said.span
    ]
    kept = [each for each in reading.stated if each.field not in told]
    return replace(reading, stated=(*kept, *others), **own)


def _is_plain(found: object) -> bool:
    """Whether the words themselves say so, whatever was learnt of others."""
    return isinstance(found, TextFound) and found.confidence >= PLAINLY and found.value in ("yes", "no")


def _without_denied(stated: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """What is said without words that are denied: "no summons yet" tells not how a demand came."""
    denied = [each.span for each in stated if each.value == "no"]
    return tuple(
        each
        for each in stated
        if each.value == "no"
        or not any(each.span.start < span.end and span.start < each.span.end for span in denied)
    )


def _cue_types(catalogue: Catalogue) -> CueTypes | None:
    if not catalogue.has("incident_type"):
        return None
    kinds: Field = catalogue.field("incident_type")
    return CueTypes(kinds) if kinds.cues else None


def _without(reading: Reading, taken: Sequence[Span], message: int, days: Sequence[Value | None]) -> Reading:
    """The reading without what was found in characters that are a value of another field, or is such a day said again."""
    dropped: dict[str, Any] = {}
    for name in _OWN:
        found: object = getattr(reading, name)
        if isinstance(found, DateFound | AmountFound | TextFound) and found.span is not None:
            span = found.span
            # "Tomorrow, 25 November" says one day twice.
            again = isinstance(found, DateFound) and found.period in days
            if again or (
                span.message == message
                and any(span.start < each.end and each.start < span.end for each in taken)
            ):
                dropped[name] = None
    return replace(reading, **dropped) if dropped else reading

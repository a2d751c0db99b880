"""What is asked in a message, whatever stands beside it: "400 I think. was it my fault, and should I just pay him?".

A question is found by its form, and what it is about by words that come together in it, in any order; both are data in
`grammar/asked.yml`.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.extraction.folded import fold
from bot.extraction.found import Span
from bot.extraction.tables import read_table

_LONGEST = 2_000
"""Characters looked at; who tells more asks at the end of it."""
_LONGEST_QUESTION = 300
_FEWEST = 2
"""Words of a question without its mark."""
_SENTENCE = re.compile(r"(?:[^.!?…\n]|(?<=\b\d)\.|(?<=\b\d\d)\.|\.(?=\w))+[.!?…]*")
_CLAUSE = re.compile(
    r"[,;:–()\"“„]\s*|\s+[-–]+\s+|\s+(?=(?:and|or|but|und|oder|aber|because|weil|cause|denn|sondern)\s)"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a text, at characters `start` to `end`; `topic` is None for one about nothing that is listed."""

    text: str
    topic: str | None
    start: int
    end: int
    marked: bool
    """Whether it ends with its mark."""

    def holds(self, span: Span) -> bool:
        """Whether what was read stands in it."""
        return self.start <= span.start and span.end <= self.end


def find_asked(text: str) -> tuple[Asked, ...]:
    """The questions of a text in their order."""
    begins = max(0, len(text) - _LONGEST)
    folded = fold(text[begins:]).replace("’", "'")
    found = []
    for sentence in _SENTENCE.finditer(folded):
        for start, end in _questions(sentence.group()):
            words = sentence.group()[start:end][:_LONGEST_QUESTION]
            place = begins + sentence.start()
            marked = "?" in words
            found.append(Asked(words.strip(), _topic(words, folded), place + start, place + end, marked))
    return tuple(found)


def topics_asked(text: str) -> tuple[str, ...]:
    """The topics of a text's questions, each once."""
    return tuple(dict.fromkeys(asked.topic for asked in find_asked(text) if asked.topic is not None))


def wishes_person(text: str) -> bool:
    """Whether somebody wants to speak to a person, be it amid other things, and does not say that they don't."""
    folded = fold(text[-_LONGEST:]).replace("’", "'")
    return any(
        _is_wished(sentence.group(), "wishes_person", "no_person") for sentence in _SENTENCE.finditer(folded)
    )


def takes_a_break(text: str) -> bool:
    """Whether somebody wants to stop for now and go on another time, in whatever words."""
    folded = fold(text[-_LONGEST:]).replace("’", "'")
    return any(
        _is_wished(sentence.group(), "takes_a_break", "no_break") for sentence in _SENTENCE.finditer(folded)
    )


def _is_wished(sentence: str, wish: str, denial: str) -> bool:
    """Whether a sentence has the words of a wish, and its clause none that make it something else."""
    found = _form(wish).search(sentence)
    if found is None:
        return False
    begin = max((cut.end() for cut in _CLAUSE.finditer(sentence, 0, found.start())), default=0)
    return _form(denial).search(sentence, begin, found.end()) is None


def _questions(sentence: str) -> list[tuple[int, int]]:
    """Where the questions of a sentence begin and end; one with a mark is a question as a whole if no clause opens as one."""
    marked = "?" in sentence
    opens = _form("opens_marked" if marked else "opens")
    borders = [0, *(cut.end() for cut in _CLAUSE.finditer(sentence))]
    starts = [start for start in borders if opens.match(sentence, start)]
    starts += [
        asks.start(asks.lastindex or 0)
        for asks in _form("asks_after").finditer(sentence)
        if not _form("asked_by").search(sentence[: asks.start()])
    ]
    if not starts and marked:
        starts = [0]
    starts = [start for start in starts if not _form("reported").search(sentence[:start])]
    if starts == [0] and _form("reports").match(sentence):
        return []
    pieces = pairwise([*sorted(set(starts)), len(sentence)])
    return [
        (start, end)
        for start, end in pieces
        if len(sentence[start:end].split()) >= (1 if marked else _FEWEST)
    ]


def _topic(question: str, text: str) -> str | None:
    return next((name for name, ways in _topics() if any(way.holds(question, text) for way in ways)), None)


@dataclass(frozen=True, slots=True)
class _Way:
    """Words that together make a topic: all of the one kind, none of the other; those of `beside` anywhere in the message."""

    has: tuple[re.Pattern[str], ...]
    lacks: tuple[re.Pattern[str], ...]
    beside: tuple[re.Pattern[str], ...]

    def holds(self, question: str, text: str) -> bool:
        return (
            all(each.search(question) for each in self.has)
            and not any(each.search(question) for each in self.lacks)
            and all(each.search(text) for each in self.beside)
        )


@cache
def _topics() -> tuple[tuple[str, tuple[_Way, ...]], ...]:
    return tuple((name, tuple(map(_way, ways))) for name, ways in _table()["topics"].items())


def _way(patterns: list[str]) -> _Way:
    def those(mark: str) -> tuple[re.Pattern[str], ...]:
        marked = [each for each in patterns if each[0] in "!~"]
        chosen = (
            [each[1:] for each in marked if each[0] == mark]
            if mark
            else [each for each in patterns if each not in marked]
        )
        return tuple(re.compile(_filled(each)) for each in chosen)

    return _Way(those(""), those("!"), those("~"))


@cache
def _form(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_filled(each)})" for each in _table()["forms"][name]))


def _filled(pattern: str) -> str:
    """A pattern with the words that stand for its names: "<we> pay"."""
    words = _table()["words"]
    return re.sub(r"(?<!P)<([a-z_]+)>", lambda name: _filled(f"(?:{words[name[1]]})"), pattern)


@cache
def _table() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = read_table(Path(__file__).parent / "grammar" / "asked.yml")
    return table

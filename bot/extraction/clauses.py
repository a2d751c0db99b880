"""Sentences and clauses of chat text, cut so that no date or amount is torn apart."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'’”»)]*+(?=\s)|\n+|\s\|\|\s")
_CLAUSE_END = re.compile(
    r"[,;()–—]|\s-+\s|\s/\s|\s(?:and|but|then|because|while|so|und|aber|dann|weil|doch|sondern|dass|that|when|als)\s",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|no|nr|ca|mr|mrs|ms|dr|st|str|approx|incl|excl|vs|ref|tel|fr|sfr|bzw|evtl|inkl|exkl|zzgl|"
    r"max|min|rd|mio|mrd|tsd|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|mon|tue|wed|thu|fri|sat|sun)"
    r"|\d)\.$",
    re.IGNORECASE,
)
_DAY_POINT = re.compile(r"(?<!\d)\d{1,2}\.\Z")
"""What a German day ends with: "am 12."."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Characters `start` to `end` of the text; `sentence` numbers sentences from 0."""

    start: int
    end: int
    sentence: int


class Clauses:
    """The clauses of one text, in order, found by position."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = clauses
        self._starts = [clause.start for clause in clauses]

    def __getitem__(self, index: int) -> Clause:
        return self._clauses[index]

    def __len__(self) -> int:
        return len(self._clauses)

    def index_at(self, position: int) -> int:
        """Number of the clause that holds the character at `position`."""
        return max(0, bisect_right(self._starts, position) - 1)

    def at(self, position: int) -> Clause:
        return self._clauses[self.index_at(position)]

    def sentence_span(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence that holds the character at `position`."""
        index = self.index_at(position)
        number = self._clauses[index].sentence
        first = last = index
        while first > 0 and self._clauses[first - 1].sentence == number:
            first -= 1
        while last + 1 < len(self._clauses) and self._clauses[last + 1].sentence == number:
            last += 1
        return self._clauses[first].start, self._clauses[last].end


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the blanks around it."""
    cuts = [found.end() for found in _SENTENCE_END.finditer(text) if _ends_sentence(text, found, frozenset())]
    for begin, end in pairwise([0, *cuts, len(text)]):
        sentence = text[begin:end]
        if stripped := sentence.strip():
            start = begin + sentence.index(stripped)
            yield start, start + len(stripped)


def split_clauses(text: str, keep: Iterable[tuple[int, int]] = ()) -> Clauses:
    """Cut `text` at sentence ends and clause borders, never inside one of the spans in `keep`."""
    inside: set[int] = set()
    ends: set[int] = set()
    for start, end in keep:
        inside.update(range(start + 1, end))
        ends.add(end)
    cuts: dict[int, bool] = {}
    for found in _SENTENCE_END.finditer(text):
        if found.start() in ends or _ends_sentence(text, found, inside):
            cuts[found.end()] = True
    for found in _CLAUSE_END.finditer(text):
        if found.start() in inside or (found.group() == "," and _between_digits(text, found.start())):
            continue
        word = found.group().strip()
        cuts.setdefault(found.end() if len(word) < 2 else found.start(), False)
    clauses: list[Clause] = []
    begin, sentence = 0, 0
    for cut in sorted(cuts):
        if text[begin:cut].strip():
            clauses.append(Clause(begin, cut, sentence))
            begin = cut
        if cuts[cut] and clauses:
            sentence = clauses[-1].sentence + 1
    if begin < len(text) or not clauses:
        clauses.append(Clause(begin, len(text), sentence))
    return Clauses(clauses)


def _ends_sentence(text: str, found: re.Match[str], inside: AbstractSet[int]) -> bool:
    if found.group().startswith("\n") or "|" in found.group():
        return True
    if found.start() in inside and found.end() in inside:
        return False
    if not found.group().startswith("."):
        return True
    if found.end() - 1 in inside or found.start() in inside:
        # "Am 12. gesehen" goes on, "am 12. Gesehen haben wir" does not.
        return not (
            _DAY_POINT.search(text, 0, found.end())
            and text[found.end() : found.end() + 4].lstrip()[:1].islower()
        )
    return len(found.group()) > 1 or not _ABBREVIATION.search(
        text[max(0, found.start() - 8) : found.start() + 1]
    )


def _between_digits(text: str, position: int) -> bool:
    return text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit()

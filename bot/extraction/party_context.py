"""What the words around a party say about its part in the story: claimant, owner of what broke, or neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_REACH = 60
"""Characters looked at on either side."""


@dataclass(frozen=True, slots=True)
class ContextRules:
    """Weighed patterns for one language; `strong` verbs are those of one who demands, `vouch` those of any party."""

    rules: tuple[tuple[str, re.Pattern[str], float], ...]
    strong: re.Pattern[str]
    vouch: re.Pattern[str]
    inverted: re.Pattern[str]
    demanding: re.Pattern[str]

    @classmethod
    def of(
        cls, rules: Sequence[tuple[str, str, float]], strong: Sequence[str], vouch: Sequence[str]
    ) -> "ContextRules":
        """From the tables `context`, `strong` and `vouch` of a language."""
        demand = [word for word in strong if word.lower() not in _WEAK_DE]
        link = (
            r"^(?:['’]s\s+\w+)?(?:\s+\([^)]{1,30}\))?(?:,?\s+who)?\s+"
            r"(?:(?:now|already|also|just|then|jetzt|nun|auch|schon|gleich|hat|has|have|haben|only|is|are)\s+){0,2}(?:"
        )
        return cls(
            tuple((side, re.compile(pattern, re.IGNORECASE), weight) for side, pattern, weight in rules),
            re.compile(link + _either(demand) + r")\b", re.IGNORECASE),
            re.compile(link + _either(vouch or strong) + r")\b", re.IGNORECASE),
            re.compile(
                rf"\b(?:{_either(demand)})\s+(?:(?:die|der|das|den|ein|eine|uns|mir|nun|jetzt)\s+)*$",
                re.IGNORECASE,
            ),
            re.compile(rf"\b(?:{_either(demand)})\b", re.IGNORECASE),
        )

    def score(self, text: str, start: int, end: int, *, named: bool, generic: bool) -> float:
        """How much speaks for the party at `start` to `end` being the claimant; below 0 nothing does."""
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        score = 1.8 if named else 0.3 if generic else 0.9
        if self.strong.search(after):
            score += 2.5
        elif self.vouch.search(after):
            score += 0.9
        if self.inverted.search(before):
            score += 1.8
        for side, pattern, weight in self.rules:
            if generic and weight < 0:
                continue
            if pattern.search(before if side == "before" else after):
                score += weight
        return score


_WEAK_DE = frozenset(
    (
        "hat",
        "haben",
        "ist",
        "war",
        "wurde",
        "hatte",
        "kann",
        "musste",
        "sagt",
        "meint",
        "schreibt",
        "schickt",
        "bekam",
        "merkte",
        "meldete",
        "sieht",
        "zahlt",
    )
)


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))

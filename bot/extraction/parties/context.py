"""What the words around a party say about its part in the story, as named hints whose weights are learnt."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.extraction.folded import fold, folded
from bot.extraction.grammar import either
from bot.extraction.word_patterns import WordPattern, WordPatterns

_BEFORE, _BEHIND = 44, 60
"""Characters looked at on either side."""


@dataclass(frozen=True, slots=True)
class ContextRules:
    """Named patterns for one language; `strong` verbs are those of one who demands, `vouch` those of any party."""

    before: WordPatterns
    after: tuple[tuple[str, re.Pattern[str]], ...]
    """Those that must stand right behind the party."""
    demanding: WordPattern
    """The verbs themselves, wherever they stand."""

    @classmethod
    def of(
        cls,
        rules: Sequence[tuple[str, str, str]],
        strong: Sequence[str],
        vouch: Sequence[str],
        anybody: Collection[str],
    ) -> "ContextRules":
        """From the tables `context`, `strong`, `vouch` and `anybody` (verbs that are no demand) of a language."""
        demand = either([word for word in strong if word.lower() not in anybody])
        link = (
            r"^(?:['’]s\s+\w+)?(?:\s+\([^)]{1,30}\))?(?:,?\s+who)?\s+"
            r"(?:(?:now|already|also|just|then|jetzt|nun|auch|schon|gleich|hat|has|have|haben|only|is|are)\s+){0,2}(?:"
        )
        named = [(name, side, re.compile(folded(pattern))) for name, side, pattern in rules]
        demands = re.compile(folded(link + demand + r")\b"))
        acts = re.compile(folded(link + either(vouch or strong) + r")\b"))
        inverted = re.compile(
            folded(rf"\b(?:{demand})\s+(?:(?:die|der|das|den|ein|eine|uns|mir|nun|jetzt)\s+)*$")
        )
        return cls(
            WordPatterns(
                [*((name, rule) for name, side, rule in named if side == "before"), ("inverted", inverted)]
            ),
            (
                *((name, rule) for name, side, rule in named if side == "after"),
                ("demands", demands),
                ("acts", acts),
            ),
            WordPattern(rf"\b(?:{demand})\b", re.IGNORECASE),
        )

    def hints(self, text: str, start: int, end: int, begin: int, stop: int) -> list[str]:
        """The names of what stands before and after characters `start` to `end` of the message from `begin` to `stop`."""
        before = fold(text[max(begin, start - _BEFORE) : start])
        after = fold(text[end : min(stop, end + _BEHIND)])
        return self.before.found_in(before) + [name for name, rule in self.after if rule.match(after)]

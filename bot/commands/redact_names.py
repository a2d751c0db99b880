"""Names of people and firms, each part replaced by an invented one wherever it occurs, in any case and spelling of umlauts."""

import re
from functools import cache

from bot.claims.languages import languages
from bot.commands.stand_ins import StandIns
from bot.extraction.language import known_words
from bot.extraction.parties.words import PartyWords

_PART = re.compile(r"[^\W\d_]+")
_ROLES = frozenset({
    "dr", "prof", "mr", "mrs", "ms", "miss", "herr", "herrn", "frau", "von", "van", "der", "den", "de", "di", "da", "zu", "und",
    "and", "the", "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "se", "ltd", "limited", "llc", "llp", "plc",
    "inc", "corp", "co", "it", "edv", "firma", "company",
})  # fmt: skip
"""Words in names that name nobody."""
_AMBIGUOUS = frozenset({
    "will", "may", "mark", "bill", "rob", "frank", "grace", "hope", "joy", "rose", "dawn", "art", "pat", "young", "price",
    "brown", "white", "black", "green", "jung", "gross", "groß", "klein", "alt", "stark", "ernst", "koch", "sommer", "winter",
    "reich",
})  # fmt: skip
"""Names that are also said without naming anybody."""
_LOOSE = 5
"""Letters from which a part is also found at the beginning of a longer word: "Kesslerserver"."""
_SHORT = 3
"""Letters below which a part counts only as written: "Li" and "Bo" are syllables of everything."""
_SPELT = {"ä": "(?:ä|ae|a)", "ö": "(?:ö|oe|o)", "ü": "(?:ü|ue|u)", "ß": "(?:ß|ss)"}
_ENDING = r"(?=(?:['’]?s|es|n|ns)?(?![^\W\d_]))"


class Names:
    """Learns names, then replaces their parts in texts."""

    def __init__(self, stand_ins: StandIns) -> None:
        self._stand_ins = stand_ins
        self._others: dict[str, str] = {}
        """By the part in lower case, or as written if it is an everyday word, too."""
        self._patterns: dict[str, str] = {}
        self._compiled: re.Pattern[str] | None = None

    def learn_person(self, name: str, *, given: bool = True) -> None:
        """Every part of the name names the person, everyday word or not; the first is the given name unless there is none."""
        parts = [part for part in _PART.findall(name) if part.lower() not in _ROLES and len(part) > 1]
        for number, part in enumerate(parts):
            self._add(part, "given" if given and number == 0 else "family")
        self._add_together(parts)

    def learn_party(self, name: str) -> bool:
        """A firm or a person; everyday words in it stay. False if it has no others and so names nobody: "the client"."""
        every = _PART.findall(name)
        parts = [part for part in every if len(part) > 1 and not is_everyday(part)]
        for number, part in enumerate(parts):
            kind = "firm" if len(parts) < max(2, len(every)) else "family" if number else "given"
            self._add(part, kind)
        self._add_together(parts)
        return bool(parts)

    def replaced(self, text: str) -> str:
        if self._compiled is None:
            # The longest first, so that a name in one word is not taken for its first part.
            ordered = sorted(self._patterns, key=len, reverse=True)
            self._keys = ordered
            self._compiled = re.compile(
                "|".join(f"(?P<p{number}>{self._patterns[key]})" for number, key in enumerate(ordered))
            )
        return self._compiled.sub(self._other, text) if self._patterns else text

    def _other(self, found: re.Match[str]) -> str:
        other = self._others[self._keys[int((found.lastgroup or "p0")[1:])]]
        written = found.group()
        if len(written) > 1 and written.isupper():
            return other.upper()
        return other.lower() if written.islower() else other

    def _add(self, part: str, kind: str) -> None:
        if part in self._others or part.lower() in self._others:
            return
        if is_everyday(part) or len(part) < _SHORT:
            if part != part.lower():
                self._keep(part, self._stand_ins.name(kind), rf"(?<![^\W\d_]){_spelt(part)}{_ENDING}")
            return
        ending = "" if len(part) >= _LOOSE else _ENDING
        self._keep(
            part.lower(), self._stand_ins.name(kind), rf"(?i:(?<![^\W\d_]){_spelt(part.lower())}{ending})"
        )

    def _add_together(self, parts: list[str]) -> None:
        """All parts of a name one after the other, also in one word, as in addresses."""
        if len(parts) > 1:
            others = [self._others.get(part.lower()) or self._others.get(part) or part for part in parts]
            for joint, pattern in ((" ", r"\s+"), ("", "")):
                key = joint.join(parts).lower()
                if key not in self._others:
                    written = pattern.join(_spelt(part.lower()) for part in parts)
                    self._keep(key, joint.join(others), rf"(?i:(?<![^\W\d_]){written}{_ENDING})")

    def _keep(self, key: str, other: str, pattern: str) -> None:
        self._others[key], self._patterns[key], self._compiled = other, pattern, None


def _spelt(part: str) -> str:
    return "".join(_SPELT.get(char, re.escape(char)) for char in part)


def is_everyday(part: str) -> bool:
    """Whether it is a word of a language that is spoken, or a trade or role."""
    return part.lower() in _ROLES or part.lower() in _everyday()


@cache
def _everyday() -> frozenset[str]:
    words = {*known_words(), *_AMBIGUOUS}
    for lang in languages():
        its = PartyWords.of(lang)
        words |= {word for phrase in its.kinds | its.generic | its.staff for word in phrase.split()}
    return frozenset(words)

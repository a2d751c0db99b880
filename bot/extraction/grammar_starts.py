"""How a match of a pattern can begin, read off the pattern itself, so that it is tried at few words only.

The answer is a set of beginnings of words, one to four folded letters or `DIGIT`; None if a match might begin with
anything else.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

DIGIT = "0"
Starts = frozenset[str] | None
_QUANTIFIERS = "?*+{"
_BORDER = re.compile(r"\\b|\(\?<!(?:\\w|\[\\w[^]\\]*\])\)")
"""What only matches at the beginning of a word, if a letter or digit follows."""
_MOST = 4
"""Letters of a beginning: with two, each "the" would be tried as "three" and "third"."""


def starts(
    pattern: str, tables: Mapping[str, Iterable[str]], parts: Mapping[str, str], *, bordered: bool = True
) -> Starts:
    """`tables` are the words and `parts` the snippets of pattern that it may name.

    `bordered` says that the pattern is only tried where a word begins; without, it must say so itself with a `_BORDER`.
    """
    try:
        found, empty, _ = _Reader(pattern, tables, parts, bordered=bordered).alternatives(0)
    except _Unknown:
        return None
    return None if empty else frozenset(found)


def beginning(word: str) -> tuple[str, ...]:
    """The possible entries for a word of a text."""
    if word[:1].isdigit():
        return (DIGIT,)
    folded = word.casefold()[:_MOST]
    return tuple(folded[:length] for length in range(1, len(folded) + 1))


class _Unknown(Exception):
    """Something that this reader does not know may come first."""


_First = tuple[set[str], bool, int]
"""Beginnings of an element, whether it may be left out, and where it ends."""


class _Reader:
    """Walks through a pattern of the grammar as far as it says how a match begins."""

    def __init__(
        self,
        pattern: str,
        tables: Mapping[str, Iterable[str]],
        parts: Mapping[str, str],
        *,
        bordered: bool,
    ) -> None:
        self._pattern, self._tables, self._parts = pattern, tables, parts
        self._bordered = bordered
        """Whether only the beginning of a word can stand here."""

    def alternatives(self, at: int) -> _First:
        found: set[str] = set()
        empty = False
        while True:
            its, its_empty, at = self._sequence(at)
            found |= its
            empty = empty or its_empty
            if at >= len(self._pattern) or self._pattern[at] == ")":
                return found, empty, at
            at += 1

    def _sequence(self, at: int) -> _First:
        found: set[str] = set()
        begun, bordered = False, self._bordered
        while at < len(self._pattern) and self._pattern[at] not in "|)":
            if begun:
                at = self._skip(at)
                continue
            self._bordered = self._bordered or _BORDER.match(self._pattern, at) is not None
            in_group = self._pattern[at] == "("
            its, empty, at = self._quantified(at)
            if its and not (self._bordered or in_group):
                raise _Unknown
            found |= its
            begun = not empty
        self._bordered = bordered
        return found, not begun, at

    def _quantified(self, at: int) -> _First:
        found, empty, end = self._element(at)
        mark = self._pattern[end : end + 1]
        if mark and mark in "?*":
            empty = True
        elif mark == "{" and self._pattern[end + 1 : end + 2].isdigit():
            empty = empty or self._pattern[end + 1] == "0"
        return found, empty, self._after_quantifier(end)

    def _element(self, at: int) -> _First:
        sign = self._pattern[at]
        if sign == "(":
            return self._group(at)
        if sign == "{":
            return self._place(at)
        if sign == "\\" and self._pattern[at + 1] in "db":
            return ({DIGIT} if self._pattern[at + 1] == "d" else set()), self._pattern[at + 1] == "b", at + 2
        if sign == "[":
            inside = self._pattern[at + 1 : self._pattern.index("]", at + 2)]
            if all(each in "0123456789-" for each in inside):
                return {DIGIT}, False, at + len(inside) + 2
            if inside.isalpha():
                return set(inside.casefold()), False, at + len(inside) + 2
        if sign.isdigit():
            return {DIGIT}, False, at + 1
        if sign.isalpha():
            return {self._letters(at).casefold()[:_MOST]}, False, at + 1
        raise _Unknown

    def _letters(self, at: int) -> str:
        """The letters that stand in a row from here and cannot be left out."""
        end = at + 1
        while self._pattern[end : end + 1].isalpha() and self._pattern[end + 1 : end + 2] not in (
            *_QUANTIFIERS,
        ):
            end += 1
        return self._pattern[at:end]

    def _group(self, at: int) -> _First:
        for opening in ("(?=", "(?!", "(?<=", "(?<!"):
            if self._pattern.startswith(opening, at):
                return set(), True, self._skip(at)
        if self._pattern.startswith("(?P<", at):
            begin = self._pattern.index(">", at) + 1
        elif self._pattern.startswith(("(?:", "(?i:"), at):
            begin = self._pattern.index(":", at) + 1
        elif self._pattern.startswith("(?", at):
            raise _Unknown
        else:
            begin = at + 1
        found, empty, end = self.alternatives(begin)
        return found, empty, end + 1

    def _place(self, at: int) -> _First:
        end = self._pattern.index("}", at)
        name = self._pattern[at + 1 : end].partition(":")[0]
        if name not in self._tables:
            found, empty, _ = _Reader(
                self._parts[name], self._tables, self._parts, bordered=self._bordered
            ).alternatives(0)
            return found, empty, end + 1
        words = list(self._tables[name])
        if not all(word[0].isalnum() for word in words):
            raise _Unknown
        return {DIGIT if word[0].isdigit() else _first(word) for word in words}, False, end + 1

    def _skip(self, at: int) -> int:
        """Where the element at this place ends, whatever it is."""
        sign = self._pattern[at]
        if sign == "(":
            depth, at = 1, at + 1
            while depth:
                if self._pattern[at] == "(":
                    depth += 1
                elif self._pattern[at] == ")":
                    depth -= 1
                at = self._after_sign(at)
            return at
        return self._after_sign(at)

    def _after_sign(self, at: int) -> int:
        if self._pattern[at] == "\\":
            return at + 2
        # A closing bracket right at the beginning belongs to the class.
        return self._pattern.index("]", at + 2) + 1 if self._pattern[at] == "[" else at + 1

    def _after_quantifier(self, at: int) -> int:
        if self._pattern[at : at + 1] == "{" and self._pattern[at + 1 : at + 2].isdigit():
            at = self._pattern.index("}", at) + 1
        elif self._pattern[at : at + 1] in ("?", "*", "+"):
            at += 1
        return at + 1 if self._pattern[at : at + 1] in ("?", "+") else at


def _first(word: str) -> str:
    letters = "".join(takewhile(str.isalnum, word))
    return letters.casefold()[:_MOST]

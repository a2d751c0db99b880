"""What a pattern cannot match without, read off the pattern itself, so that most rules need not be tried.

The answer is a tuple of clauses: of each clause at least one name must be present in the text. A name is
that of a table of words, or `DIGIT`.
"""

from collections.abc import Collection, Mapping

DIGIT = "0-9"
Clauses = tuple[frozenset[str], ...]


def needs(pattern: str, tables: Collection[str], parts: Mapping[str, str]) -> Clauses:
    clauses, _ = _Reader(pattern, tables, parts).alternatives(0)
    return tuple(dict.fromkeys(clauses))


class _Reader:
    """Walks through a pattern of the grammar; each method answers its clauses and where it stopped."""

    def __init__(self, pattern: str, tables: Collection[str], parts: Mapping[str, str]) -> None:
        self._pattern, self._tables, self._parts = pattern, tables, parts

    def alternatives(self, at: int) -> tuple[list[frozenset[str]], int]:
        branches: list[list[frozenset[str]]] = []
        while True:
            clauses, at = self._sequence(at)
            branches.append(clauses)
            if at >= len(self._pattern) or self._pattern[at] == ")":
                break
            at += 1
        if len(branches) == 1:
            return branches[0], at
        if not all(branches):
            return [], at
        return [frozenset().union(*(min(clauses, key=len) for clauses in branches))], at

    def _sequence(self, at: int) -> tuple[list[frozenset[str]], int]:
        clauses: list[frozenset[str]] = []
        while at < len(self._pattern) and self._pattern[at] not in "|)":
            found, at = self._element(at)
            if at < len(self._pattern) and self._pattern[at] in "?*":
                found, at = [], at + 1
            clauses += found
        return clauses, at

    def _element(self, at: int) -> tuple[list[frozenset[str]], int]:
        pattern = self._pattern
        if pattern[at] == "\\":
            return ([frozenset({DIGIT})] if pattern[at + 1] == "d" else []), at + 2
        if pattern[at] == "[":
            # A closing bracket right at the beginning belongs to the class.
            end = pattern.index("]", at + 2)
            digits = all(part in "0123456789-" for part in pattern[at + 1 : end])
            return ([frozenset({DIGIT})] if digits else []), end + 1
        if pattern[at] == "(":
            return self._group(at)
        if pattern[at] == "{":
            return self._place(at)
        return [], at + 1

    def _group(self, at: int) -> tuple[list[frozenset[str]], int]:
        looks = self._pattern.startswith(("(?=", "(?!", "(?<=", "(?<!"), at)
        begin = at + 1
        if self._pattern.startswith("(?P=", at):
            return [], self._pattern.index(")", at) + 1
        if self._pattern.startswith("(?P<", at):
            begin = self._pattern.index(">", at) + 1
        elif looks:
            begin = at + (4 if self._pattern[at + 2] == "<" else 3)
        elif self._pattern.startswith("(?", at):
            begin = next(place for place in range(at, len(self._pattern)) if self._pattern[place] in ":>") + 1
        clauses, end = self.alternatives(begin)
        return ([] if looks else clauses), end + 1

    def _place(self, at: int) -> tuple[list[frozenset[str]], int]:
        end = self._pattern.index("}", at)
        name = self._pattern[at + 1 : end].partition(":")[0]
        if name[:1].isdigit():
            return [], end + 1
        if name in self._tables:
            return [frozenset({name})], end + 1
        return list(needs(self._parts.get(name, ""), self._tables, self._parts)), end + 1

"""A small grammar engine: rules and words are data (YAML), resolving a match is plain Python.

A grammar file holds `words` (named lists or tables of spellings, each with its value), `parts` (named
snippets of regular expression) and `rules`. In a rule's `pattern`

    {month}        stands for the words of that name, captured under the name; a part is not captured
    {month:other}  the words or the part, captured as `other`
    {month:}       the words or the part, not captured
    {month:month__b} and any name with two underscores: captured as `month`, for a pattern of several branches

What was captured is handed to the rule's `resolve` function as a dictionary of values. `examples`
beside each rule are run as tests.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from bot.extraction.grammar_needs import Clauses, needs
from bot.extraction.grammar_starts import Starts, beginning, starts
from bot.extraction.tables import read_table

_CHOICES_KEPT = 1_024
"""Choices of rules that are remembered, for the most frequent sets of tables; there are millions of sets."""
_BEGINNING = re.compile(r"(?<!\w)\w{1,4}")
_PLACE = re.compile(r"\{([a-z_][a-z_0-9]*)(?:(:)([a-z_0-9]*))?\}")


@dataclass(frozen=True)
class Rule:
    name: str
    expression: str
    """What its matches look like, with all places filled."""
    resolve: str
    groups: dict[str, str]
    """Group name -> name of the word table that its text is looked up in."""
    options: dict[str, Any]
    examples: tuple[dict[str, Any], ...]
    needs: Clauses = ()
    """Of each clause one table's word, or a digit, must be in the text for the rule to match."""
    starts: Starts = None
    """How the first word of a match can begin, if that is known."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        # Compiled when a text first has its words: most texts need few of the rules, and all of them take half a second.
        try:
            return re.compile(self.expression, re.IGNORECASE)
        except re.error as error:
            raise ValueError(f"rule {self.name}: {error}") from error


@dataclass(frozen=True, slots=True)
class Match:
    rule: Rule
    start: int
    end: int
    values: dict[str, Any]
    """Each named group that took part: a table's value for the word, or the text as it stands."""


class Grammar:
    """The rules of one or more files, in order; which of overlapping matches counts is the caller's choice."""

    def __init__(
        self,
        words: dict[str, dict[str, Any]],
        rules: list[dict[str, Any]],
        parts: dict[str, str] | None = None,
    ) -> None:
        self.words = words
        self._parts = parts or {}
        self._alternatives = {name: either(table) for name, table in words.items()}
        self.rules = tuple(self._rule(rule) for rule in rules)
        self._possible = lru_cache(maxsize=_CHOICES_KEPT)(self._find_possible)

    @classmethod
    def load(cls, *paths: Path) -> "Grammar":
        """Read one or more files; later ones add words, parts and rules to earlier ones."""
        words: dict[str, dict[str, Any]] = {}
        parts: dict[str, str] = {}
        rules: list[dict[str, Any]] = []
        for path in paths:
            data = read_table(path)
            for name, table in (data.get("words") or {}).items():
                words.setdefault(name, {}).update(
                    {str(key).lower(): value for key, value in table.items()}
                    if isinstance(table, dict)
                    else {str(key).lower(): str(key).lower() for key in table}
                )
            parts.update(data.get("parts") or {})
            rules.extend(data.get("rules") or [])
        return cls(words, rules, parts)

    def scan(
        self, text: str, start: int = 0, end: int | None = None, present: frozenset[str] | None = None
    ) -> Iterator[Match]:
        """Every match of every rule between `start` and `end`, overlapping ones included.

        `present` names the tables with a word there (and `DIGIT`); rules that need others are not tried.
        """
        stop = len(text) if end is None else end
        searched, tried = self._possible(present)
        found = [
            (number, match)
            for number in searched
            for match in self.rules[number].pattern.finditer(text, start, stop)
        ]
        ends: dict[int, int] = {}
        for word in _BEGINNING.finditer(text, start, stop):
            place = word.start()
            for letters in beginning(word.group()):
                for number in tried.get(letters, ()):
                    if place < ends.get(number, 0):
                        continue
                    match = self.rules[number].pattern.match(text, place, stop)
                    if match:
                        ends[number] = match.end()
                        found.append((number, match))
        for number, match in sorted(found, key=lambda each: (each[0], each[1].start())):
            rule = self.rules[number]
            yield Match(rule, match.start(), match.end(), self._values(rule, match))

    def _find_possible(self, present: frozenset[str] | None) -> tuple[list[int], dict[str, list[int]]]:
        """The numbers of the rules to search for everywhere, and of those to try at words, by how a word begins."""
        searched: list[int] = []
        tried: dict[str, list[int]] = {}
        for number, rule in enumerate(self.rules):
            if present is not None and any(clause.isdisjoint(present) for clause in rule.needs):
                continue
            if rule.starts is None:
                searched.append(number)
            for letters in rule.starts or ():
                tried.setdefault(letters, []).append(number)
        return searched, tried

    def expand(self, pattern: str, groups: dict[str, str] | None = None) -> str:
        """The pattern with its places filled; the groups it captures from words are added to `groups`."""
        taken: dict[str, str] = {} if groups is None else groups

        def place(found: re.Match[str]) -> str:
            name, colon, given = found.groups()
            if name in self._alternatives:
                body, group = self._alternatives[name], given if colon else name
            elif name in self._parts:
                body, group = _PLACE.sub(place, self._parts[name]), given if colon else ""
            else:
                raise ValueError(f"no words or part named {name!r} in {pattern!r}")
            if not group:
                return f"(?:{body})"
            if group in taken:
                raise ValueError(f"{group!r} twice in {pattern!r}; name one of them {{{name}:other}}")
            taken[group] = name if name in self._alternatives else ""
            return f"(?P<{group}>{body})"

        return _PLACE.sub(place, pattern)

    def _values(self, rule: Rule, found: re.Match[str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for group, text in found.groupdict().items():
            if text is None:
                continue
            table = rule.groups.get(group)
            values[group.partition("__")[0]] = (
                self.words[table].get(" ".join(text.lower().split()), text) if table else text
            )
        return values

    def _rule(self, rule: dict[str, Any]) -> Rule:
        groups: dict[str, str] = {}
        try:
            expression = rf"(?<!\w)(?:{self.expand(rule['pattern'], groups)})(?!\w)"
        except ValueError as error:
            raise ValueError(f"rule {rule['name']}: {error}") from error
        known = {"name", "pattern", "resolve", "examples"}
        return Rule(
            rule["name"],
            expression,
            rule.get("resolve", rule["name"]),
            {group: table for group, table in groups.items() if table},
            {key: value for key, value in rule.items() if key not in known},
            tuple(rule.get("examples", ())),
            needs(rule["pattern"], self.words, self._parts),
            starts(rule["pattern"], self.words, self._parts),
        )


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits first: a tree of shared beginnings, which fails fast.

    A blank stands for any blanks.
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for character in " ".join(word.split()):
            branch = branch.setdefault(r"\s+" if character == " " else re.escape(character), {})
        branch[""] = {}
    return _branch(tree)


def _branch(tree: dict[str, Any]) -> str:
    options = [letter + _branch(rest) for letter, rest in tree.items() if letter]
    if not options:
        return ""
    joined = options[0] if len(options) == 1 and "" not in tree else f"(?:{'|'.join(options)})"
    return f"{joined}?" if "" in tree else joined

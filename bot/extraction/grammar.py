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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.extraction.grammar_needs import Clauses, needs

_PLACE = re.compile(r"\{([a-z_][a-z_0-9]*)(?:(:)([a-z_0-9]*))?\}")


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    resolve: str
    groups: dict[str, str]
    """Group name -> name of the word table that its text is looked up in."""
    options: dict[str, Any]
    examples: tuple[dict[str, Any], ...]
    needs: Clauses = ()
    """Of each clause one table's word, or a digit, must be in the text for the rule to match."""


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
        self._alternatives = {name: _alternatives(table) for name, table in words.items()}
        self._rules_for: dict[frozenset[str], tuple[Rule, ...]] = {}
        self.rules = tuple(self._compile(rule) for rule in rules)

    @classmethod
    def load(cls, *paths: Path) -> "Grammar":
        """Read one or more files; later ones add words, parts and rules to earlier ones."""
        words: dict[str, dict[str, Any]] = {}
        parts: dict[str, str] = {}
        rules: list[dict[str, Any]] = []
        for path in paths:
            data = yaml.safe_load(path.read_text("utf-8"))
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
        for rule in self.rules if present is None else self._possible(present):
            for found in rule.pattern.finditer(text, start, stop):
                yield Match(rule, found.start(), found.end(), self._values(rule, found))

    def _possible(self, present: frozenset[str]) -> tuple[Rule, ...]:
        if present not in self._rules_for:
            self._rules_for[present] = tuple(
                rule for rule in self.rules if not any(clause.isdisjoint(present) for clause in rule.needs)
            )
        return self._rules_for[present]

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

    def _compile(self, rule: dict[str, Any]) -> Rule:
        groups: dict[str, str] = {}
        try:
            pattern = re.compile(rf"(?<!\w)(?:{self.expand(rule['pattern'], groups)})(?!\w)", re.IGNORECASE)
        except (ValueError, re.error) as error:
            raise ValueError(f"rule {rule['name']}: {error}") from error
        known = {"name", "pattern", "resolve", "examples"}
        return Rule(
            rule["name"],
            pattern,
            rule.get("resolve", rule["name"]),
            {group: table for group, table in groups.items() if table},
            {key: value for key, value in rule.items() if key not in known},
            tuple(rule.get("examples", ())),
            needs(rule["pattern"], self.words, self._parts),
        )


def _alternatives(table: dict[str, Any]) -> str:
    """The spellings as a tree of shared beginnings, which fails fast; the longest that fits comes first."""
    tree: dict[str, Any] = {}
    for word in table:
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

"""YAML that remembers its lines: which line each place of a file stands on, and what YAML itself would let pass in silence."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_SPOKEN = frozenset({"yes", "no", "on", "off", "y", "n"})
"""Words that YAML takes for true and false, where people mean the words."""
_MEANT = frozenset({"default", "affirm", "deny"})
"""Keys whose values are words."""
_NAMES = ("reason", "name")
"""The keys that name an entry of a list."""


class Unreadable(Exception):
    """The file is no YAML or can't be opened; the message names the line, if there is one."""


@dataclass(slots=True)
class Lines:
    """The content of a file, with the line on which each place begins ("fields.claimant.label.de" → 57)."""

    data: Any = None
    lines: dict[str, int] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    """Each begins with its place: keys given twice, and words that YAML takes for something else."""

    def line(self, place: str) -> int | None:
        """The line of a place, or of the nearest one around it that the file has."""
        while place not in self.lines:
            if "." not in place:
                return None
            place = place.rpartition(".")[0]
        return self.lines[place]

    def located(self, mistake: str) -> str:
        """A sentence that begins with a place, with the line of that place before it."""
        place = mistake.split(" ", 1)[0].rstrip(":,")
        line = self.line(place)
        return mistake if line is None else f"line {line}: {mistake}"


def read_lines(path: Path) -> Lines:
    """Read a file. Raises Unreadable."""
    try:
        text = path.read_text("utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        found = Lines(yaml.safe_load(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" line {mark.line + 1}" if mark else ""
        raise Unreadable(f"{path.name}{where} can't be read: {error.problem or error.context}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{path.name} line {line} is not UTF-8: save the file in that encoding") from error
    except (OSError, yaml.YAMLError) as error:
        raise Unreadable(f"{path.name} can't be read: {' '.join(str(error).split())}") from error
    if node is not None:
        _walk(node, "", "", found)
    return found


def _walk(node: yaml.Node, place: str, key: str, found: Lines) -> None:
    if isinstance(node, yaml.MappingNode):
        _mapping(node, place, found)
    elif isinstance(node, yaml.SequenceNode):
        for number, entry in enumerate(node.value, start=1):
            inside = f"{place}.{_name(entry) or number}"
            found.lines.setdefault(inside, entry.start_mark.line + 1)
            _walk(entry, inside, "", found)
            if _is_spoken(entry):
                found.mistakes.append(f"{place} needs “{entry.value}” in quotes")
    elif key in _MEANT and _is_spoken(node):
        found.mistakes.append(f"{place} needs “{node.value}” in quotes")


def _mapping(node: yaml.MappingNode, place: str, found: Lines) -> None:
    seen = set()
    for key, value in node.value:
        name = str(key.value)
        inside = f"{place}.{name}" if place else name
        if name in seen:
            found.lines[inside] = key.start_mark.line + 1
            found.mistakes.append(f"{inside} is given a second time")
        seen.add(name)
        found.lines.setdefault(inside, key.start_mark.line + 1)
        if _is_spoken(key):
            found.mistakes.append(f"{inside} needs “{name}” in quotes")
        _walk(value, inside, name, found)


def _name(node: yaml.Node) -> str | None:
    """What an entry of a list is called."""
    if not isinstance(node, yaml.MappingNode):
        return None
    names = {
        str(key.value): str(value.value) for key, value in node.value if isinstance(value, yaml.ScalarNode)
    }
    return next((names[key] for key in _NAMES if key in names), None)


def _is_spoken(node: yaml.Node) -> bool:
    return node.tag.endswith(":bool") and str(node.value).lower() in _SPOKEN

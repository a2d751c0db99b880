"""Invented reports with the roles marked in them: what the weights are learnt from, beside the labelled reports.

A mark is `{kind:text}`: o event, d discovery, c demand, x another date, L loss, N another amount, P claimant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "grammar"
_MARK = re.compile(r"\{([odcxLNP]):([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of one kind (one letter) at characters `start` to `end` of the plain text."""

    kind: str
    start: int
    end: int


def marked_reports(lang: str) -> Iterator[tuple[str, list[Mark]]]:
    """The plain text and the marks of each report in `grammar/roles.examples.{lang}.txt`."""
    for line in (_FOLDER / f"roles.examples.{lang}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield read_marks(line)


def read_marks(line: str) -> tuple[str, list[Mark]]:
    """The plain text of one marked report, and its marks."""
    text, marks, place = "", [], 0
    for found in _MARK.finditer(line):
        text += line[place : found.start()]
        marks.append(Mark(found.group(1), len(text), len(text) + len(found.group(2))))
        text, place = text + found.group(2), found.end()
    return text + line[place:], marks

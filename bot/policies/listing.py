"""A list of policies as a table in text (CSV), checked line by line; and written the same way."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from bot.claims.policy_number import number_key
from bot.policies.entry import COLUMNS, NEEDED, BadEntry, read_entry, write_entry
from bot.policies.model import Policy


class BadListing(Exception):
    """The file is no list of policies; one sentence."""


@dataclass(frozen=True, slots=True)
class Listing:
    policies: tuple[Policy, ...]
    problems: tuple[str, ...]
    """One sentence for each line that can't be used: "line 7: valid_to lies before valid_from …"."""
    ignored: tuple[str, ...]
    """Columns that mean nothing here."""


def read_listing(data: bytes) -> Listing:
    """UTF-8, with or without byte-order mark, or Windows-1252; comma, semicolon or tab. Raises BadListing."""
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    policies: list[Policy] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    line = 1
    try:
        for row in rows:
            line, number = rows.line_num + 1, line
            if not any(cell.strip() for cell in row):
                continue
            if not columns:
                columns = _columns(row)
                continue
            try:
                policy = _entry(columns, row)
            except BadEntry as bad:
                problems += [f"line {number}: {reason}" for reason in bad.reasons]
                continue
            earlier = seen.setdefault(number_key(policy.number), number)
            if earlier != number:
                problems.append(f"line {number}: number {policy.number} stands in line {earlier} already")
                continue
            policies.append(policy)
    except csv.Error as error:
        raise BadListing(f"line {line} is broken ({error}).") from error
    if not columns:
        raise BadListing("it is empty.")
    return Listing(tuple(policies), tuple(problems), tuple(name for name in columns if name not in COLUMNS))


def write_listing(policies: Iterable[Policy]) -> str:
    """A table that `read_listing` reads back."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(write_entry(policy) for policy in policies)
    return out.getvalue()


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadListing("it is no text in UTF-8 or Windows-1252.")


def _columns(row: list[str]) -> list[str]:
    columns = [cell.strip().lower().replace(" ", "_") for cell in row]
    absent = [name for name in NEEDED if name not in columns]
    if absent:
        raise BadListing(f"its first line lacks the columns {', '.join(absent)}.")
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise BadListing(f"its first line names columns twice: {', '.join(twice)}.")
    return columns


def _entry(columns: list[str], row: list[str]) -> Policy:
    if any(cell.strip() for cell in row[len(columns) :]):
        raise BadEntry([f"has {len(row)} cells for {len(columns)} columns"])
    return read_entry(dict(zip(columns, row, strict=False)))

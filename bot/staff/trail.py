"""The audit trail's chain: each entry's hash covers its content and the hash of the entry before."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

BEGINNING = ""
"""What stands in place of a hash before the first entry."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody saw or did. `details` name fields, numbers and reasons, never values: the trail outlives what is erased."""

    action: str
    conversation: str | None = None
    claim: str | None = None
    details: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    seq: int
    at: datetime
    member: str | None
    """None for the command line and the service itself."""
    deed: Deed
    previous: str
    hash: str


def entry(previous: str, seq: int, at: datetime, member: str | None, deed: Deed) -> Entry:
    """The entry that follows on the one with the hash `previous`."""
    return Entry(seq, at, member, deed, previous, _hash(previous, seq, at, member, deed))


def first_broken(entries: Iterable[Entry], *, before: tuple[int, str] = (0, BEGINNING)) -> int | None:
    """The `seq` of the first entry that does not fit, from the one after `before` (seq, hash) on."""
    seq, previous = before
    for each in entries:
        fits = each.seq == seq + 1 and each.previous == previous
        if not fits or each.hash != _hash(previous, each.seq, each.at, each.member, each.deed):
            return each.seq
        seq, previous = each.seq, each.hash
    return None


def _hash(previous: str, seq: int, at: datetime, member: str | None, deed: Deed) -> str:
    content = {
        "seq": seq,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "member": member,
        "action": deed.action,
        "conversation": deed.conversation,
        "claim": deed.claim,
        "details": dict(deed.details or {}),
        "previous": previous,
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()

"""A conversation: who may speak in it, in which language, and which question is open."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo


class Owner(StrEnum):
    """bot → waiting → staff → bot | closed; while waiting the bot still takes down facts."""

    BOT = "bot"
    WAITING = "waiting"
    STAFF = "staff"
    CLOSED = "closed"


class HandoffReason(StrEnum):
    ASKED_FOR = "asked_for"
    MISUNDERSTOOD = "misunderstood"
    SEVERITY = "severity"
    EMERGENCY = "emergency"
    COMPLAINT = "complaint"
    CALLBACK = "callback"
    ENGINE_FAILURE = "engine_failure"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that can be read in more than one way: the readings, likeliest first, in the stored form of their values.

    A single reading is one that can't be meant, such as a day still to come.
    """

    field: str
    readings: tuple[Any, ...]


@dataclass
class Conversation:
    """One person on one channel."""

    id: str
    channel: str
    opened_at: datetime
    language: str
    timezone: str = "Europe/Berlin"
    region: str = "DE"
    language_known: bool = False
    """Whether the language was decided from what the person wrote or asked for, not only from the browser."""
    owner: Owner = Owner.BOT
    reasons: list[HandoffReason] = field(default_factory=list)
    claim: str | None = None
    """Id of the claim that is talked about."""
    asks: str | None = None
    """The claim field of the open question, `confirm` at the summary, or None."""
    asked: int = 0
    """How many times in a row the open question was asked."""
    doubts: tuple[Doubt, ...] = ()
    """What has to be cleared up before a value can be taken, in the order of asking."""
    misunderstood: int = 0
    """Misunderstandings in a row."""
    introduced: bool = False
    """Whether the assistant has said what it is."""
    clock_offset: timedelta = timedelta(0)
    """Added to the real time: only replays and demos carry a clock of their own."""
    apologised_for: str | None = None
    """Id of the message for which the person was told that the engine is out of order."""

    def may_speak_bot(self) -> bool:
        """Whether the bot may answer: from the moment staff take over it is silent."""
        return self.owner in (Owner.BOT, Owner.WAITING)

    def hand_over(self, reason: HandoffReason) -> None:
        """Bot → waiting; every reason is kept, a second one changes nothing else."""
        if reason not in self.reasons:
            self.reasons.append(reason)
        if self.owner is Owner.BOT:
            self.owner = Owner.WAITING

    def local(self, instant: datetime) -> datetime:
        """An instant by the conversation's own clock, in the insured's zone."""
        return (instant + self.clock_offset).astimezone(ZoneInfo(self.timezone))

"""A conversation: who may speak in it, in which language, and which question is open."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.claims.countries import country_at

SURE_OF_LANGUAGE = 0.7
"""Confidence from which a message counts as written in a language."""
MOVED = "moved"
"""Kept in mind beside the questions: the draft goes on in another conversation."""
_IN_A_ROW = 2
"""Messages in another language after which the conversation goes on in it."""


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
    SAME_LOSS = "same_loss"


_LASTING = frozenset({HandoffReason.SEVERITY, HandoffReason.EMERGENCY, HandoffReason.CLOCK})
"""Reasons that stay true whatever people do about them."""


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
    """The claim field of the open question, `confirm` at the summary, a side question (`service/asides.py`), or None."""
    asked: dict[str, int] = field(default_factory=dict)
    """How often each question was put in this notice, by "field/wording"."""
    trail: list[str] = field(default_factory=list)
    """The fields asked for in this notice, the newest last."""
    said: list[str] = field(default_factory=list)
    """The fields whose values the last reply said back: what "no, Tuesday" corrects."""
    aside: dict[str, Any] = field(default_factory=dict)
    """What the open side question has learnt so far."""
    callback: dict[str, str] = field(default_factory=dict)
    """Number and time of a call that was asked for."""
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
    other_language: int = 0
    """Messages in a row that were written in another language than the conversation's."""
    heard_at: datetime | None = None
    vouched: dict[str, str] = field(default_factory=dict)
    """What the website that the person is signed in to has told of them, by claim field."""
    account: str | None = None
    """A keyed digest of their account there; the same one comes back to the same conversation."""
    """When the last message was answered, by the real clock."""
    staff: str | None = None
    """Id of the member of staff who has it; only the store's changes of owner set it (`ownership.py`)."""
    waiting_since: datetime | None = None
    dealt_with: list[HandoffReason] = field(default_factory=list)
    """Those of the reasons that staff have taken care of: giving back and closing do that."""

    @property
    def home(self) -> str:
        """ISO 3166: the country that the person is most likely in; the region only tells how they write."""
        # Elsewhere than on a website the time zone is the insurer's.
        return country_at(self.region, self.timezone) if self.channel == "website" else self.region

    @property
    def open_reasons(self) -> list[HandoffReason]:
        """Why a person is needed now."""
        return [reason for reason in self.reasons if reason not in self.dealt_with]

    def may_speak_bot(self) -> bool:
        """Whether the bot may answer: from the moment staff take over it is silent."""
        return self.owner in (Owner.BOT, Owner.WAITING)

    def hand_over(self, reason: HandoffReason) -> None:
        """Bot → waiting; every reason is kept, a second one changes nothing else.

        What lasts, such as the size of the loss, calls no second time for people who have dealt with it.
        """
        if reason in self.dealt_with:
            if reason in _LASTING:
                return
            self.dealt_with = [each for each in self.dealt_with if each is not reason]
        if reason not in self.reasons:
            self.reasons.append(reason)
        if self.owner is Owner.BOT:
            self.owner = Owner.WAITING

    def note_reasons(self, reasons: Iterable[HandoffReason]) -> None:
        """Keep reasons that those who have it know of already: nobody is called."""
        self.reasons += [reason for reason in reasons if reason not in self.reasons]

    def written_in(self, detected: tuple[str, float] | None) -> "Conversation":
        """This conversation after a message in which a language was `detected`, with a confidence, or none was."""
        if detected is None:
            return self
        language, confidence = detected
        if not self.language_known:
            # "webshop down" is said in German, too: without more evidence the browser's language stands.
            unsure = language != self.language and confidence < SURE_OF_LANGUAGE
            return self if unsure else replace(self, language=language, language_known=True)
        if language == self.language or confidence < SURE_OF_LANGUAGE:
            return replace(self, other_language=0) if language == self.language else self
        if self.other_language + 1 < _IN_A_ROW:
            return replace(self, other_language=self.other_language + 1)
        return replace(self, language=language, other_language=0)

    def forget_notice(self) -> None:
        """Begin with the questions of a new notice."""
        self.asks, self.doubts, self.misunderstood = None, (), 0
        self.asked, self.trail, self.said, self.aside = {}, [], [], {}

    def ask_afresh(self) -> None:
        """What was asked in vain before a person came may be asked again."""
        self.misunderstood = 0
        self.asked = {put: number for put, number in self.asked.items() if "/" not in put}

    def lose_draft(self) -> None:
        """The draft goes on in another conversation."""
        self.claim = None
        self.forget_notice()
        self.aside = {MOVED: True}

    def local(self, instant: datetime) -> datetime:
        """An instant by the conversation's own clock, in the insured's zone."""
        return (instant + self.clock_offset).astimezone(ZoneInfo(self.timezone))

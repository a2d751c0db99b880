"""One message being heard: what is known of it, and what is going to be said and asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache

from bot.claims.catalogue import Catalogue
from bot.claims.model import Change, Claim, Fact, SetBy, Source
from bot.claims.values import Money, Period, Value, from_json, to_json
from bot.conversations.message import Message
from bot.conversations.model import Conversation, Doubt
from bot.documents.model import Document
from bot.extraction.found import Reading
from bot.extraction.replying import is_vague, only_announces
from bot.service.answers import court_said
from bot.service.answers.facts import Heard, unknown
from bot.service.answers.telling import is_about_us, states_harm, tells_of_harm
from bot.service.duty import Duty
from bot.service.formats import Formats, in_summary
from bot.service.known import Known
from bot.service.outcome import Outcome
from bot.service.ports import LONG, Point

CONFIRM = "confirm"
"""What is asked at the summary, in place of a field."""

SENDS = "send"
"""What a button says that sends the notice although points to change stand beside it."""

TELLING = frozenset({"report_claim", "inform", "correct"})
"""Intents of messages that state something."""

OF_THE_LOSS = frozenset({"fault", "ransom", "pay", "tell"})
"""Topics of what is asked about a loss, with or without a question mark: "was it my fault" tells nobody's fault."""

_UPSET = frozenset({"complaint", "nlu_fallback", "request_callback"})
_ASKING_BESIDE = frozenset(
    {"ask_coverage", "ask_process", "ask_privacy", "ask_bot_identity", "request_human", "request_callback"}
)
"""What somebody may ask or wish in the same breath in which they tell what happened."""
_WORDS_OF_A_STORY = 6
_PLAIN_TYPE = 0.9
"""Confidence from which a greeting names a kind of incident beyond doubt."""
_WORDS_OF_A_COMPLAINT = 18

_WORDINGS = ("first", "again", "short")
"""The ways in which a question is put; each is used twice at most."""
MOST = 2
MOST_IN_A_ROW = 3
"""How often a question is put before somebody may go on without an answer, in whatever words."""
_IN_A_ROW = "/in a row"

_NOTICED_ON = (("same_day", "occurred_on"), ("with_demand", "claim_made_on"))
"""Days on which a loss is often noticed, by the words of their buttons."""

Option = tuple[str, str, Mapping[str, object]]
"""A button: label, intent, entities."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The engine's view of a message, and what was read from its text (None for a pressed button)."""

    intent: str
    reading: Reading | None
    read: tuple[str, ...]
    """Ids of the messages that the reading covers, the newest last."""
    story: bool
    """Whether the message tells what happened rather than answers a question."""
    topics: frozenset[str] = frozenset()
    """What else the text is about, questions and wishes that have an answer of their own: "why", "back", "ransom"."""
    replaces: str | None = None
    """The earlier version of the text, if it was changed by who wrote it."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """All earlier versions by the ids of their messages."""
    confidence: float = 1.0
    """How sure the engine is of the intent."""
    told_staff: Sequence[tuple[str, Reading]] = ()
    """What was read in messages to staff since, by their ids."""
    points: Sequence[tuple[Point, Reading]] = ()
    """Points of the summary that parts of the message name, and what was read of what they should be."""


@dataclass
class Hearing:
    catalogue: Catalogue
    conversation: Conversation
    claim: Claim
    message: Message
    understood: Understood
    at: datetime
    formats: Formats
    privacy_url: str
    duty: Duty
    asked: str | None
    """The question that was open when the message came."""
    by_mail: bool = False
    """Whether mails can be sent."""
    opening: bool = False
    """Whether it is the first message of the conversation."""
    another: bool = False
    """Whether it follows a notice that was sent before."""
    documents: tuple[Document, ...] = ()
    """What was sent with this claim or in this conversation so far, the message's own included."""
    files_alone: bool = False
    """Whether the message is files without words of their own."""
    heard: Heard = field(default_factory=lambda: Heard((), ()))
    told: bool = False
    """Whether the message added to the story."""
    unclear: str | None = None
    """A point that the message wants changed to something that was not understood."""
    withdrawn: tuple[str, ...] = ()
    """Fields of which an edited message no longer says what it had said."""
    known: Known = field(default_factory=Known)
    result: Outcome = field(default_factory=Outcome)

    @property
    def intent(self) -> str:
        return self.understood.intent

    @property
    def reading(self) -> Reading | None:
        return self.understood.reading

    @property
    def topics(self) -> frozenset[str]:
        return self.understood.topics

    @property
    def source(self) -> Source:
        """The whole message, as where a fact comes from."""
        return Source(self.message.id, 0, len(self.message.text))

    @property
    def story(self) -> bool:
        """Whether the message tells what happened; a greeting, a question or "I have a claim" tells nothing yet."""
        if not self.understood.story or self.vague:
            return False
        return self.intent in TELLING or len(self.message.text.split()) > LONG or self._told_beside()

    @property
    def vague(self) -> bool:
        """Whether the message says that something happened and not what."""
        return is_vague(self.message.text) or self._only_announces() or self.only_court_papers

    @property
    def only_court_papers(self) -> bool:
        """Whether it says that papers of a court came, and not what they are about; asked again, its words are kept."""
        known = self.claim.value(court_said.COURT_PAPERS) == "yes" and not self.claim.knows("description")
        return not self.worn_out("description") and court_said.tells_no_more(
            self.message.text, self.reading, known=known
        )

    def _only_announces(self) -> bool:
        """Whether it says that there is another loss to report, and nothing of it: "can I report another one?"."""
        return "another_report" in self.topics and only_announces(self.message.text)

    def _told_beside(self) -> bool:
        """Whether a greeting, a complaint or a call for help tells what happened as well, and is not about us."""
        kind = self.reading.incident_type if self.reading else None
        words = len(self.message.text.split())
        about_us = "complaining" in self.topics and words <= _WORDS_OF_A_COMPLAINT
        if kind is None or about_us:
            return False
        if self.intent == "greet":
            # "Hello, key lost" is brief; whatever sounds like nothing in particular is a greeting alone.
            plain = kind.confidence >= _PLAIN_TYPE and "?" not in self.message.text
            return kind.value != "other" and (plain or self._tells_much())
        if self.intent in _ASKING_BESIDE and states_harm(self.reading, self.message.text, owned=True):
            return True
        if self.intent == "request_human":
            return tells_of_harm(self.reading, self.message.text)
        return self.intent in _UPSET and words >= _WORDS_OF_A_STORY and not is_about_us(self.message.text)

    def _tells_much(self) -> bool:
        """Whether a greeting goes on with who has the loss, when it was or how much it is."""
        reading = self.reading
        facts = reading and (reading.claimant or reading.dates or reading.amounts)
        return bool(facts) and len(self.message.text.split()) >= _WORDS_OF_A_STORY

    @property
    def brief(self) -> bool:
        """Whether the message is short enough for an order; in a longer text "cancel" is part of the story."""
        return len(self.message.text.split()) <= 8

    def pressed(self, name: str) -> str | None:
        """What the pressed button says about `name`, if one was pressed."""
        value = self.message.pressed.entities.get(name) if self.message.pressed else None
        return str(value) if value is not None else None

    def word(self, name: str) -> str:
        return self.formats.word(name)

    def named_fields(self, piece: str | None = None) -> list[str]:
        """Fields of the claim that the text, or a piece of it, names, as in "the amount is wrong"."""
        text, language = (piece or self.message.text).lower(), self.conversation.language
        spans = {entry.name: _spans(text, entry.called.get(language)) for entry in self.catalogue.fields}
        every = [span for each in spans.values() for span in each]
        # "What happened" names no day of which somebody says that it "happened".
        named = {name for name, each in spans.items() if any(not _inside(span, every) for span in each)}
        return (
            [entry.name for entry in self.catalogue.needed(self.claim) if entry.name in named]
            if named
            else []
        )

    def add(self, change: Change | None) -> None:
        """Count a change as made by this message."""
        if change is not None:
            self.heard = replace(self.heard, changes=(*self.heard.changes, change))

    def leave_open(self, field: str | None) -> None:
        """Leave a question to a person: it counts as answered with "not known", unless nobody can do without."""
        if field and self.catalogue.has(field) and not self.catalogue.field(field).must:
            self.claim.record(Fact(field, None, SetBy.BOT, self.at, 1.0))
            instead = unknown(self.catalogue.field(field), self.catalogue)
            if instead is not None:
                self.claim.record(Fact(field, instead, SetBy.BOT, self.at, 0.5))

    # Questions

    def ask(self, wanted: str, wording: str = "", *, options: list[Option] | None = None) -> None:
        """Put a question; without a `wording` in one that was not used twice already."""
        count = self.conversation.asked
        chosen = wording or self._fresh_wording(wanted)
        count[f"{wanted}/{chosen}"] = count.get(f"{wanted}/{chosen}", 0) + 1
        # Of every question but the present one the row has ended.
        ended = [name for name in count if name.endswith(_IN_A_ROW) and name != wanted + _IN_A_ROW]
        for name in ended:
            del count[name]
        count[wanted + _IN_A_ROW] = self.in_a_row(wanted) + 1
        if self.catalogue.has(wanted) and self.conversation.trail[-1:] != [wanted]:
            self.conversation.trail = [*self.conversation.trail[-11:], wanted]
        self.conversation.asks = wanted
        self.result.asks, self.result.wording = wanted, chosen
        self.result.options = self.options(wanted, chosen) if options is None else options
        if self.result.helps and wanted == self.asked:
            self.result.options = [*self._help(wanted), (self.word("person"), "request_human", {})]

    def once(self, told: str) -> bool:
        """Whether this is told for the first time in this notice; asking counts as telling."""
        fresh = told not in self.conversation.asked
        self.conversation.asked[told] = 1
        return fresh

    def worn_out(self, wanted: str) -> bool:
        """Whether a question was put in all words that there are, as often as anybody should read them."""
        return all(self.put(wanted, wording) >= MOST for wording in _WORDINGS)

    def in_a_row(self, wanted: str) -> int:
        """How often a question was put since another one was."""
        return self.conversation.asked.get(wanted + _IN_A_ROW, 0)

    def forget_put(self, wanted: str) -> None:
        """Begin anew with a question that has come to read differently."""
        for wording in _WORDINGS:
            self.conversation.asked.pop(f"{wanted}/{wording}", None)

    def put(self, wanted: str, wording: str) -> int:
        """How often a question was put in these words."""
        return self.conversation.asked.get(f"{wanted}/{wording}", 0)

    def _fresh_wording(self, wanted: str) -> str:
        """The least used wording; after a digression the short one comes before the explaining one."""
        if wanted != self.asked or wanted == CONFIRM:
            order = _WORDINGS
        else:
            order = ("short", "again", "first") if self.result.answers else ("again", "short", "first")
        return min(order, key=lambda wording: self.put(wanted, wording))

    def ask_which(self, doubt: Doubt) -> None:
        """Offer the readings of a value, or ask for another day in place of one still to come."""
        values = [from_json(reading) for reading in doubt.readings]
        if self.catalogue.field(doubt.field).choices:
            names = [str(value) for value in values if value != "other"]
            self.ask(doubt.field, options=self.choices(doubt.field, [*names, "other"]))
        elif self.put(doubt.field, "which") + self.put(doubt.field, "future") >= MOST:
            self.ask(doubt.field, options=self._readings(doubt))
        elif len(values) == 1:
            self.ask(doubt.field, "future", options=[])
            self.result.value = self.written(values[0])
        else:
            self.ask(doubt.field, "which", options=self._readings(doubt))

    def _readings(self, doubt: Doubt) -> list[Option]:
        if len(doubt.readings) < 2:
            return []
        return [
            (self.written(from_json(reading)), "inform", {doubt.field: reading}) for reading in doubt.readings
        ]

    def choices(self, field: str, names: list[str]) -> list[Option]:
        texts = self.catalogue.field(field).choices
        return [(self.formats.text(texts[name]), "inform", {field: name}) for name in dict.fromkeys(names)]

    def written(self, value: Value | None) -> str:
        match value:
            case Period():
                return self.formats.period(value)
            case Money():
                return self.formats.money(value)
            case _:
                return str(value)

    def options(self, wanted: str, wording: str) -> list[Option]:
        """The buttons of a question."""
        word = self.word
        if wanted == CONFIRM:
            send: list[Option] = [(word("send"), "affirm", {})]
            return [*send, *self._points()] if wording == "which" else [*send, (word("change"), "deny", {})]
        if not self.catalogue.has(wanted):
            return []
        field = self.catalogue.field(wanted)
        if field.kind == "yes_no":
            return [
                (word("yes"), "inform", {wanted: "yes"}),
                (word("no"), "inform", {wanted: "no"}),
                (word("unsure"), "inform", {wanted: None}),
            ]
        if field.name == "discovered_on":
            days = ((word(name), self.claim.value(anchor)) for name, anchor in _NOTICED_ON)
            return [(said, "inform", {wanted: to_json(day)}) for said, day in days if isinstance(day, Period)]
        return self.choices(wanted, list(field.buttons or field.choices))

    def _help(self, wanted: str) -> list[Option]:
        """For who was not understood twice: what a question offers anyway, or the commonest kinds of incident."""
        if wanted == "description" and self.catalogue.has("incident_type"):
            kinds = self.catalogue.field("incident_type")
            return self.choices(kinds.name, list(kinds.buttons or kinds.choices)[:6])
        return list(self.result.options)

    def _points(self) -> list[Option]:
        """A button for everything in the summary."""
        return [
            (self.formats.text(entry.label), "correct", {"change": entry.name})
            for entry in self.catalogue.needed(self.claim)
            if self.claim.knows(entry.name) and in_summary(entry)
        ]


def _spans(text: str, words: tuple[str, ...] | None) -> list[tuple[int, int]]:
    """Where these words stand in `text` as whole words; a star at the end of one stands for any ending."""
    return [found.span() for found in _any_of(words).finditer(text)] if words else []


def _inside(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end and (start, end) != span for start, end in others)


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    each = (rf"{re.escape(word.rstrip('*').lower())}{'' if word.endswith('*') else r'\b'}" for word in words)
    return re.compile(rf"\b(?:{'|'.join(each)})")

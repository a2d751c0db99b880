"""A stored conversation as turns: what the insured said or pressed, what was answered and asked, and what the claim then held."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.claims.catalogue import Catalogue, Kind
from bot.claims.model import Claim, SetBy, Status
from bot.claims.values import Value
from bot.commands.redact import Redactor
from bot.conversations.message import Author, Message
from bot.conversations.model import Conversation
from bot.extraction.language import detect_language
from bot.store.transcript import Transcript

INSURED_NAME = "insured_name"
_MINUTE = timedelta(minutes=1)
_NOTED = timedelta(hours=1)
"""Time between two messages that a replay need not let pass, unless a day ends in it."""


@dataclass(frozen=True, slots=True)
class Turn:
    said: Message
    after: timedelta
    """What has to pass before it is said, so that the replay's clock stands where the conversation's did."""
    answer: tuple[Message, ...]

    @property
    def asks(self) -> str | None:
        """The field that the end of the answer asks for."""
        return self.answer[-1].asks


@dataclass(frozen=True, slots=True)
class Recording:
    """What can be played again: all turns up to the first that the bot did not answer alone."""

    transcript: Transcript
    catalogue: Catalogue
    turns: tuple[Turn, ...]
    begins: datetime
    """When the first thing was said, by the conversation's own clock."""
    cut: bool
    """Whether messages follow that are not among the turns."""

    @property
    def conversation(self) -> Conversation:
        return self.transcript.conversation

    @property
    def locale(self) -> str:
        """Of the browser, as far as the first answer tells its language."""
        answered = " ".join(message.text for message in self.turns[0].answer) if self.turns else ""
        language, _ = detect_language(answered) or (self.conversation.language, 0.0)
        return f"{language}-{self.conversation.region}"

    def claims(self) -> list[dict[str, Value | None]]:
        """Of each claim, oldest first, what it held after the last turn; what staff entered does not count."""
        until = self.conversation.local(self.turns[-1].said.at) if self.turns else self.begins
        return [found for claim in self.transcript.claims if (found := self._held(claim, until))]

    def _held(self, claim: Claim, until: datetime) -> dict[str, Value | None]:
        if claim.opened_at > until:
            return {}
        facts = [fact for fact in claim.facts if fact.set_by is not SetBy.STAFF and fact.at <= until]
        held = {fact.field: fact.value for fact in facts}
        discarded = claim.status is Status.WITHDRAWN and claim.submitted_at is None
        sent = claim.submitted_at is not None and claim.submitted_at <= until
        status = Status.WITHDRAWN if discarded else Status.SUBMITTED if sent else Status.DRAFT
        derived = self.catalogue.derived.get(str(held.get("incident_type")), {})
        texts = [field.name for field in self.catalogue.fields if field.kind is Kind.TEXT]
        return {
            "status": status.value,
            **derived,
            **{name: value for name, value in held.items() if name not in texts},
        }

    def redactor(self) -> Redactor:
        """Replaces the personal data of this conversation."""
        facts = [fact for claim in self.transcript.claims for fact in claim.facts]

        def values(kind: Kind, *, own: bool = True, others: bool = True) -> list[str]:
            names = {field.name for field in self.catalogue.fields if field.kind is kind}
            return [
                fact.value
                for fact in facts
                if isinstance(fact.value, str)
                and fact.field in names
                and (own if fact.field == INSURED_NAME else others)
            ]

        return Redactor(
            [message.text for message in self.transcript.messages],
            persons=values(Kind.NAME, others=False),
            parties=values(Kind.NAME, own=False),
            numbers=values(Kind.NUMBER),
            policy_patterns=self.catalogue.policy_patterns,
            region=self.conversation.region,
        )


def record(transcript: Transcript, catalogue: Catalogue) -> Recording:
    """The turns of a conversation."""
    local = transcript.conversation.local
    exchanges = _exchanges(transcript)
    begins = local(exchanges[0][0].at) if exchanges else local(transcript.conversation.opened_at)
    turns, clock = list[Turn](), begins
    for said, answer in exchanges:
        authors = {message.author for message in answer}
        if Author.BOT not in authors or Author.STAFF in authors or not said.text.strip():
            break
        after = _passing(clock, local(said.at))
        clock += after
        turns.append(Turn(said, after, tuple(answer)))
    return Recording(transcript, catalogue, tuple(turns), begins, cut=len(turns) < len(exchanges))


def _exchanges(transcript: Transcript) -> list[tuple[Message, list[Message]]]:
    """Each of the insured's messages with its replies; what answers none in particular goes with the one before it."""
    found: dict[str, tuple[Message, list[Message]]] = {}
    last = None
    for message in transcript.messages:
        if message.author is Author.INSURED:
            found[message.id], last = (message, []), message.id
        elif (answered := transcript.answers.get(message.id, last)) in found:
            found[answered][1].append(message)
    return list(found.values())


def _passing(clock: datetime, at: datetime) -> timedelta:
    """Whole minutes until `at`, if that matters to what is said; as many as it takes to the same day."""
    passing = at - clock
    if passing < _NOTED and at.date() == clock.date():
        return timedelta(0)
    whole = passing // _MINUTE * _MINUTE
    return whole if (clock + whole).date() == at.date() else whole + _MINUTE

"""A turn: one message being answered, as a unit of work.

The engine calls back for each decision; everything a turn changes stays in memory until the answer is complete and is
then stored in one transaction with the replies (`talk.py`). So a turn that dies half-way has changed nothing, and may be
run again.
"""

import random
from collections.abc import Awaitable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.claims.catalogue import Catalogue
from bot.claims.model import Claim, Status
from bot.claims.reference import new_reference
from bot.claims.values import to_json
from bot.conversations.message import Button, Reply
from bot.extraction.found import Reading
from bot.extraction.topics import find_topics
from bot.service.hearing import CONFIRM, Hearing, Understood
from bot.service.ids import new_id
from bot.service.intake import Intake
from bot.service.known import Known
from bot.service.looking_up import look_up
from bot.service.outcome import Outcome
from bot.service.ports import EngineTurn, Records, Work

ENGINE_TEXT = 1_000
"""Characters of a message that the engine sees; extraction sees all of them."""


RUN_ON = 160
"""Characters up to which what is said and what is asked read best as one paragraph."""


_SLASHES = {ord("/"): " "}


class Turn:
    """The engine's answer to `work` in the making; `conversation` and `claim` are its own copies."""

    def __init__(
        self,
        work: Work,
        intake: Intake,
        catalogue: Catalogue,
        at: datetime,
        reading: Awaitable[Reading | None],
        records: Records | None = None,
    ) -> None:
        # Each attempt at a message is a turn of its own: the engine remembers answers, and what belongs to a remembered
        # one (the claim, the buttons) may have died with the process that asked for it.
        self.id = f"{work.message.id}-{new_id()[:8]}"
        self.work, self.at = work, at
        self.conversation = replace(work.conversation, reasons=list(work.conversation.reasons))
        self.claim = work.claim
        self._intake, self._catalogue, self._reading = intake, catalogue, reading
        self._records = records
        self._outcome: Outcome | None = None
        self._hearing: Hearing | None = None
        self._put_away: Claim | None = None
        self._submitted = False

    async def hear(self, intent: str) -> Outcome:
        """What the claim wants said and asked; asked again within the turn it gives the same answer."""
        if self._outcome is None:
            if self.claim is None or self.claim.status is not Status.DRAFT:
                self.claim = self._new_claim()
            hearing = await self._hear(intent, self.claim)
            self._outcome = self._intake.answer(hearing, await self._known(hearing))
            if self._outcome.discards or self._outcome.begins_anew:
                self._put_away_draft(self.claim)
        return self._outcome

    async def submit(self) -> Outcome:
        """Submit the confirmed notice; nothing is said if it was not confirmed in this turn."""
        if self._outcome is None or not self._outcome.confirmed or self.claim is None:
            return Outcome()
        self.claim.submit(
            at=self.at, reference=self._reference(), missing=self._catalogue.missing(self.claim)
        )
        self._submitted = True
        self.conversation.forget_notice()
        assert self._hearing is not None
        return self._intake.sent(self._hearing)

    async def after(self, intent: str) -> Outcome:
        """The answer to what is said after a notice was sent."""
        if self._outcome is None:
            assert self.claim is not None
            hearing = await self._hear(intent, self.claim)
            self._outcome = self._intake.answer_after(hearing, await self._known(hearing))
        return self._outcome

    async def _hear(self, intent: str, claim: Claim) -> Hearing:
        read = tuple(message for message, _ in self.work.read_together())
        story = self.work.tells_story and claim.status is Status.DRAFT
        topics = find_topics(self.work.message.text)
        understood = Understood(intent, await self._reading, read, story, topics)
        self._hearing = self._intake.hear(self.conversation, claim, self.work.message, understood, self.at)
        return self._hearing

    async def _known(self, hearing: Hearing) -> Known:
        if self._records is None:
            return Known()
        known = await look_up(hearing, self._records, self.work.message.at)
        if known.resumed is not None:
            self.claim = hearing.claim = known.resumed
        return known

    def settle(self) -> list[Claim]:
        """The claims to store after this turn; the conversation keeps to the last one, if anything was said of it."""
        kept = [self.claim] if self.claim is not None and self.claim.facts else []
        self.conversation.claim = kept[0].id if kept else None
        return [*([self._put_away] if self._put_away else []), *kept]

    def slots(self) -> dict[str, Any]:
        """The claim as the engine's slots mirror it, and what its responses interpolate."""
        formats = self._intake.formats(self.conversation)
        claimant = self.claim.value("claimant") if self.claim else None
        slots: dict[str, Any] = {field.name: None for field in self._catalogue.fields if field.shown}
        if self.claim is not None and self.claim.status is Status.DRAFT:
            for name, fact in self.claim.projection().items():
                if name in slots:
                    slots[name] = "unknown" if fact.value is None else to_json(fact.value)
        outcome = self._outcome or Outcome()
        asks = outcome.asks or ""
        asked = self._catalogue.field(asks) if self._catalogue.has(asks) else None
        language = self.conversation.language
        return slots | {
            "confirm": True if outcome.confirmed else None,
            "language": self.conversation.language,
            "wording": outcome.wording,
            "value": outcome.value,
            "example": asked.examples.get(language, "") if asked else "",
            "policy_example": self._catalogue.policy_example,
            "policy_hint": self._catalogue.policy_hint.get(language, ""),
            "claimant_name": claimant if isinstance(claimant, str) else formats.word("other_side"),
            "summary": formats.summary(self.claim) if self.claim and outcome.asks == "confirm" else "",
            "phase": self._phase(),
            "privacy_url": self._intake.privacy_url,
        }

    def request(self, question: str | None) -> EngineTurn:
        """The turn as it is put to the engine."""
        message, phase = self.work.message, self._phase()
        text = _shortened(message.text)
        # Slashes open commands in Rasa, and text of nothing else says nothing.
        speaks = bool(text.translate(_SLASHES).strip())
        return EngineTurn(
            conversation=self.conversation.id,
            message=self.id,
            text=text if speaks and not message.pressed else None,
            intent=message.pressed.intent if message.pressed else None if speaks else "nlu_fallback",
            metadata={
                "turn": self.id,
                "context": question,
                "asks": self.conversation.asks,
                "language": self.conversation.language,
            },
            slots={name: value for name, value in self.slots().items() if value is not None},
            active_loop="notice_form" if phase == "reporting" else None,
            requested_slot=self.conversation.asks if phase == "reporting" else None,
        )

    def replies(self, texts: tuple[str, ...]) -> list[Reply]:
        """The engine's texts as messages, the introduction apart; the last one carries the question and its buttons."""
        outcome = self._outcome
        apart = 1 if outcome is not None and outcome.introduces else 0
        replies = [Reply(text) for text in (*texts[:apart], *_joined(texts[apart:]))]
        if replies and outcome is not None and outcome.asks and not self._submitted:
            buttons = tuple(
                Button(new_id(), label, intent, entities) for label, intent, entities in outcome.options
            )
            asks = outcome.asks if outcome.asks == CONFIRM or self._catalogue.has(outcome.asks) else None
            replies[-1] = replace(replies[-1], asks=asks, buttons=buttons)
        return replies

    def _phase(self) -> str:
        if self.claim is None:
            return "opening"
        return "reporting" if self.claim.status is Status.DRAFT else "reported"

    def _new_claim(self) -> Claim:
        if self.claim is not None:
            self.conversation.forget_notice()
        return Claim(
            id=new_id(), line=self._catalogue.line, conversation=self.conversation.id, opened_at=self.at
        )

    def _put_away_draft(self, claim: Claim) -> None:
        """The draft is discarded, or withdrawn for a new one."""
        assert self._outcome is not None
        if self._outcome.discards:
            claim.discard()
        else:
            claim.withdraw()
        self._put_away, self.claim = claim, None
        if self._outcome.begins_anew:
            self.claim = self._new_claim()

    def _reference(self) -> str:
        return new_reference(self._catalogue.reference_prefix, self.at.year, random.SystemRandom())


def _joined(texts: tuple[str, ...]) -> list[str]:
    """One message a turn: short sentences run on, longer ones stand in paragraphs of their own."""
    if not texts:
        return []
    run_on = sum(map(len, texts)) < RUN_ON and not any("\n" in text for text in texts)
    return [(" " if run_on else "\n\n").join(texts)]


def _shortened(text: str) -> str:
    """Beginning and end of a long text: the story and what is wanted of us stand there."""
    if len(text) <= ENGINE_TEXT:
        return text
    half = ENGINE_TEXT // 2 - 2
    return f"{text[:half]} … {text[-half:]}"

"""A turn: one message being answered, as a unit of work.

The engine calls back for each decision; everything a turn changes stays in memory until the answer is complete and is
then stored in one transaction with the replies (`talk.py`). So a turn that dies half-way has changed nothing, and may be
run again.
"""

import random
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.claims.catalogue import Catalogue
from bot.claims.model import Claim, SetBy, Status
from bot.claims.reference import new_reference
from bot.claims.resume_code import LASTS, is_code
from bot.claims.values import to_json
from bot.conversations.message import Button, Reply
from bot.conversations.understanding import NOT_UNDERSTOOD, Understanding
from bot.documents.model import Document
from bot.extraction.asked import topics_asked
from bot.extraction.found import Reading
from bot.extraction.replying import says
from bot.extraction.topics import find_topics
from bot.mail.model import Mail
from bot.service import forgetting, receipts
from bot.service.corrections.pointed import without_points
from bot.service.hearing import CONFIRM, SENDS, TELLING, Hearing, Understood
from bot.service.ids import new_id
from bot.service.intake import Intake
from bot.service.known import Known
from bot.service.looking_up import look_up
from bot.service.outcome import Outcome
from bot.service.ports import EngineAnswer, EngineTurn, Records, Work
from bot.service.texts import text
from bot.service.told_staff import Told
from bot.service.vouched import take_down, tells_nothing

DESCRIPTION = "description"
ENGINE_TEXT = 1_000
"""Characters of a message that the engine sees; extraction sees all of them."""


RUN_ON = 160
"""Characters up to which what is said and what is asked read best as one paragraph."""


_FEW_WORDS = 25
"""Words of a question after the notice that can hardly be a story of another loss."""
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
        told: Awaitable[Told] | None = None,
        points: Awaitable[Sequence[Reading]] | None = None,
    ) -> None:
        # Each attempt at a message is a turn of its own: the engine remembers answers, and what belongs to a remembered
        # one (the claim, the buttons) may have died with the process that asked for it.
        self.id = f"{work.message.id}-{new_id()[:8]}"
        self.at = at
        self.conversation = replace(work.conversation, reasons=list(work.conversation.reasons))
        self._open = work.conversation.claim, work.conversation.asks
        self.work = work = work.in_its_place()
        self.conversation.asks = work.conversation.asks
        self.claim = work.claim
        self._before = work.claim if work.claim and work.claim.status is not Status.DRAFT else None
        self._intake, self._catalogue, self._reading = intake, catalogue, reading
        self._records, self._told, self._points = records, told, points
        self._outcome: Outcome | None = None
        self._hearing: Hearing | None = None
        self._put_away: Claim | None = None
        self._submitted = False
        self._topics = find_topics(work.message.text) if work.message.pressed is None else frozenset()
        self._another = self._speaks_of_another()

    async def hear(self, intent: str, confidence: float = 1.0) -> Outcome:
        """What the claim wants said and asked; asked again within the turn it gives the same answer."""
        if self._outcome is None:
            if self.claim is None or self.claim.status is not Status.DRAFT:
                self.claim = self._new_claim()
            if "another_report" in self._topics and self._another and intent not in TELLING:
                # "I have another claim" looks like a question about the one before.
                intent = "report_claim"
            hearing = await self._hear(intent, self.claim, confidence)
            if self._before is not None and self.claim.knows("description"):
                self._take_over(self._before, self.claim)
            known = await self._known(hearing)
            hearing.another = self._before is not None
            self._outcome = self._intake.answer(hearing, known)
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

    async def _hear(self, intent: str, claim: Claim, confidence: float = 1.0) -> Hearing:
        read = tuple(message for message, _ in self.work.read_together())
        story = self.work.tells_story and (claim.status is Status.DRAFT or self.work.corrects is not None)
        corrects = self.work.corrects
        if corrects is not None and intent in TELLING:
            intent = "correct"
        if intent == "affirm" and self._chooses_a_point():
            intent = "deny"
        replaced = corrects.text if corrects else None
        versions = corrects.versions if corrects else {}
        reading, topics = await self._reading, self._topics
        told = await self._told if self._told is not None else ()
        points = tuple(zip(self.work.points, await self._points, strict=True)) if self._points else ()
        understood = Understood(
            intent,
            without_points(reading, points),
            read,
            story,
            topics,
            replaced,
            versions,
            confidence,
            told,
            points,
        )
        self._hearing = self._intake.hear(
            self.conversation, claim, self.work.message, understood, self.at, self.work.documents
        )
        return self._hearing

    def _chooses_a_point(self) -> bool:
        """Whether the open question is which point of the summary is wrong: a bare "yes" to that sends nothing."""
        offered = [button.entities for button in self.work.offered]
        offers = any("change" in each for each in offered) and not any(SENDS in each for each in offered)
        message = self.work.message
        return offers and message.pressed is None and not says("send", message.text)

    async def _known(self, hearing: Hearing) -> Known:
        if self._records is None:
            return Known()
        known = await look_up(hearing, self._records, self.work.message.at)
        if known.resumed is not None:
            if hearing.claim is self.work.claim:
                # A name or an address that came before the code; the draft has its own.
                hearing.claim.discard()
                self._put_away = hearing.claim
            self.claim = hearing.claim = known.resumed
        return known

    def settle(self) -> list[Claim]:
        """The claims to store after this turn; the conversation keeps to the last one, if anything was said of it."""
        kept = [self.claim] if self.claim is not None and not tells_nothing(self.claim) else []
        corrects = self.work.corrects
        if corrects is not None and corrects.earlier:
            # A word on a claim sent long since; what is talked about now goes on where it stood.
            self.conversation.claim, self.conversation.asks = self._open
            return kept
        # While nothing is told of another notice, the one that was sent is still what the conversation is about.
        current = kept[0] if kept else self._before
        self.conversation.claim = current.id if current else None
        return [*([self._put_away] if self._put_away else []), *kept]

    def mails(self) -> list[Mail]:
        """What is to be sent with the replies; a code is of no use once it has run out."""
        at, language = self.work.message.at, self.conversation.language
        return [
            Mail(
                id=new_id(),
                to=letter.to,
                subject=text(f"{letter.name}_subject", language),
                text=text(f"{letter.name}_mail", language, **letter.values),
                due_at=at,
                until=at + LASTS,
                conversation=self.conversation.id,
            )
            for letter in (self._outcome.mails if self._outcome else ())
        ]

    def documents(self) -> tuple[Document, ...]:
        """What was sent so far, each with what this turn found it to be."""
        return self._hearing.documents if self._hearing else self.work.documents

    def understanding(self, answer: EngineAnswer) -> Understanding:
        """How sure the bot was of a message that the engine has named the intent of."""
        hearing, asks = self._hearing, self.work.conversation.asks
        missed = self.conversation.misunderstood > self.work.conversation.misunderstood
        if hearing is None:
            return Understanding(answer.intent or NOT_UNDERSTOOD, answer.confidence, asks, missed=missed)
        kind = hearing.reading.incident_type if hearing.reading and hearing.story else None
        corrected = tuple(
            change.new.field
            for change in hearing.heard.changes
            if change.old is not None
            and change.old.value is not None
            and change.new.set_by is SetBy.INSURED
            and change.old.value != change.new.value
        )
        return Understanding(
            answer.intent or NOT_UNDERSTOOD,
            answer.confidence,
            asks,
            kind.value if kind else None,
            kind.confidence if kind else None,
            corrected,
            missed,
        )

    def _summary(self) -> str:
        formats = self._intake.formats(self.conversation)
        if self.claim is None:
            return ""
        files = receipts.summary_line(formats, self._catalogue, self.claim, self.documents())
        return "\n".join(filter(None, [formats.summary(self.claim), files]))

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
            "summary": self._summary() if outcome.asks == CONFIRM else "",
            "phase": self._phase(),
            "privacy_url": self._intake.privacy_url,
        }

    def request(self, question: str | None) -> EngineTurn:
        """The turn as it is put to the engine."""
        message, phase = self.work.message, self._phase()
        text = _shortened(message.text)
        # Slashes open commands in Rasa, and text of nothing else says nothing.
        intent = None if text.translate(_SLASHES).strip() else "nlu_fallback"
        if self.work.points and intent is not None:
            # Every word of it says what a point should be.
            intent = "correct"
        if receipts.are_alone(self._catalogue, message.text, message.documents):
            intent = "nlu_fallback"
        elif message.pressed is not None:
            intent = message.pressed.intent
        elif forgetting.is_wish(message.text, self.conversation.asks, self._topics):
            # It sounds like an order to discard the draft, and opens no notice.
            intent = "ask_privacy"
        elif self._adds() or (self.work.corrects is not None and phase == "reported"):
            # Who says that it belongs to what was sent, or changes what they wrote then, opens no second notice,
            # however much it sounds like a story.
            intent = "inform"
        elif phase == "reported" and not self._another and _only_asks(message.text):
            # Nor does a question about it, whatever it sounds like.
            intent = "inform"
        return EngineTurn(
            conversation=self.conversation.id,
            message=self.id,
            text=text if intent is None else None,
            intent=intent,
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
            told = outcome.asks == CONFIRM or self._catalogue.has(outcome.asks)
            asks = outcome.asks if told else outcome.about
            replies[-1] = replace(replies[-1], asks=asks, buttons=buttons)
        return replies

    def _is_sent(self) -> bool:
        return self.claim is not None and self.claim.status is not Status.DRAFT

    def _speaks_of_another(self) -> bool:
        """Whether, after a notice was sent, the text says that it is about another one or brings a draft from elsewhere."""
        if not self._is_sent() or self.work.message.pressed is not None or self.work.corrects is not None:
            return False
        opened = self.conversation.asks == DESCRIPTION
        return opened or "another_report" in self._topics or is_code(self.work.message.text)

    def _adds(self) -> bool:
        """Whether, after a notice was sent, the text says that it belongs to that one."""
        question = "?" in self.work.message.text
        return self._is_sent() and "adds_to_report" in self._topics and not (question or self._another)

    def _phase(self) -> str:
        if self.claim is None or (self._another and self._is_sent()):
            return "opening"
        return "reporting" if self.claim.status is Status.DRAFT else "reported"

    def _new_claim(self) -> Claim:
        # The question what else has happened may be open already.
        if self.claim is not None and self.conversation.asks != DESCRIPTION:
            self.conversation.forget_notice()
        claim = Claim(
            id=new_id(), line=self._catalogue.line, conversation=self.conversation.id, opened_at=self.at
        )
        take_down(self.conversation, claim, self._catalogue, self.at)
        return claim

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
            self._take_over(claim, self.claim)

    def _take_over(self, old: Claim, new: Claim) -> None:
        """Who reports was said in the notice before and is not asked again."""
        for field in self._catalogue.fields:
            fact = old.current(field.name)
            if field.kept and fact is not None and not new.knows(field.name):
                new.record(fact)

    def _reference(self) -> str:
        return new_reference(self._catalogue.reference_prefix, self.at.year, random.SystemRandom())


def _only_asks(text: str) -> bool:
    """Whether a text of few words asks something that has an answer of its own."""
    return len(text.split()) <= _FEW_WORDS and bool(topics_asked(text))


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

"""The dialogue of a notice: from one understood message to what is said and asked next.

Pure decisions over the claim, the conversation and the catalogue; the engine words them, the store keeps them.
"""

from datetime import datetime, timedelta

from bot.claims.catalogue import Catalogue
from bot.claims.languages import languages, named_in
from bot.claims.model import Claim, Status
from bot.conversations.message import Message
from bot.conversations.model import Conversation, HandoffReason
from bot.service import asides, handover, likeness, policies, replies, urgency
from bot.service.duty import Duty
from bot.service.formats import Formats
from bot.service.hearing import Hearing, Understood
from bot.service.known import Known
from bot.service.outcome import Outcome
from bot.service.recording import record

PAUSE = timedelta(hours=3)
"""Silence after which an open draft welcomes its owner back with what it has."""

_NAMED = 3
"""Missing things that are named at a welcome back; more are a few questions."""


class Intake:
    def __init__(self, catalogue: Catalogue, privacy_url: str, duty: Duty) -> None:
        self._catalogue = catalogue
        self.privacy_url, self.duty = privacy_url, duty

    def formats(self, conversation: Conversation) -> Formats:
        return Formats(self._catalogue, conversation.language, conversation.region)

    def hear(
        self, conversation: Conversation, claim: Claim, message: Message, understood: Understood, at: datetime
    ) -> Hearing:
        """Record what the message states."""
        if understood.intent == "change_language":
            conversation.language = _wanted_language(message.text, conversation)
            conversation.language_known = True
        hearing = Hearing(
            self._catalogue,
            conversation,
            claim,
            message,
            understood,
            at,
            self.formats(conversation),
            self.privacy_url,
            self.duty,
            asked=conversation.asks,
            opening=not conversation.introduced,
        )
        record(hearing)
        return hearing

    def answer(self, hearing: Hearing, known: Known | None = None) -> Outcome:
        """What to say to a message that was heard, and what to ask next; `known` is what the records say to it."""
        hearing.known = known or Known()
        conversation, result = hearing.conversation, hearing.result
        if urgency.is_emergency(hearing):
            # Help comes before everything, the introduction with the next calm word.
            urgency.call_for_help(hearing)
            return result
        self._introduce(hearing)
        if self._brought_here(hearing) or self._resumes(hearing):
            return result
        if likeness.is_the_same(hearing) or asides.answer(hearing):
            pass
        else:
            replies.respond(hearing)
        policies.say_policy(hearing)
        if result.asks is None and not result.confirmed and not result.stops:
            self._ask_next(hearing)
        urgency.tell_a_person(hearing)
        urgency.watch_clocks(hearing)
        if not result.says and result.asks is None and not result.confirmed:
            # Everything was asked as often as it may be: nobody is met with silence all the same.
            handover.promise(hearing)
        conversation.heard_at = hearing.message.at
        return result

    def sent(self, hearing: Hearing) -> Outcome:
        """What is said when the notice has been sent: its reference, what comes next, and the next date to keep."""
        outcome = Outcome()
        outcome.say("utter_submitted", reference=hearing.claim.reference or "")
        clock = urgency.next_date(hearing)
        if clock is not None:
            words = next(rule.words for rule in self._catalogue.clocks if rule.name == clock.name)
            time = hearing.formats.moment(clock.due, hearing.at)
            outcome.say("utter_next_date", what=hearing.formats.text(words), time=time)
        return outcome

    def answer_after(self, hearing: Hearing, known: Known | None = None) -> Outcome:
        """The answer to a message that comes after the notice was sent and opens no new one."""
        hearing.known = known or Known()
        result, reference = hearing.result, hearing.claim.reference or ""
        changes = hearing.formats.phrases(hearing.claim, hearing.heard.fields)
        if asides.answer(hearing) or asides.begin(hearing) or replies.answer_question(hearing):
            pass
        elif hearing.intent == "cancel" and hearing.brief:
            result.say("utter_withdrawal", reference=reference)
            handover.to_person(hearing, HandoffReason.ASKED_FOR)
        elif hearing.intent in ("claim_status", "greet", "repeat_question", "affirm", "deny"):
            result.say("utter_status", reference=reference)
        elif hearing.intent == "out_of_scope" and not changes:
            result.say("utter_out_of_scope")
        elif changes:
            result.say("utter_added_facts", reference=reference, facts=changes)
        else:
            result.say("utter_added", reference=reference)
        if result.asks is None:
            hearing.conversation.asks = None
        hearing.conversation.heard_at = hearing.message.at
        return result

    def _introduce(self, hearing: Hearing) -> None:
        if not hearing.conversation.introduced:
            hearing.conversation.introduced = hearing.result.introduces = True
            hearing.result.say("utter_opening", privacy_url=self.privacy_url)

    def _brought_here(self, hearing: Hearing) -> bool:
        """Whether the message was a code from another conversation, with or without a draft behind it."""
        if not hearing.known.code_given:
            return False
        if hearing.known.resumed is None:
            hearing.result.say("utter_code_invalid")
        else:
            self._welcome_back(hearing)
        self._ask_next(hearing)
        return True

    def _welcome_back(self, hearing: Hearing) -> None:
        claim, missing = hearing.claim, self._catalogue.missing(hearing.claim)
        # What this message adds is said back below.
        before = [name for name in claim.projection() if name not in hearing.heard.fields]
        few = hearing.formats.labels(missing) or hearing.word("summary")
        hearing.result.say(
            "utter_welcome_back",
            facts=hearing.formats.phrases(claim, before),
            missing=few if len(missing) <= _NAMED else hearing.word("few_questions"),
        )
        hearing.conversation.heard_at = hearing.message.at

    def _resumes(self, hearing: Hearing) -> bool:
        """Whether the draft's owner was welcomed back and asked whether to go on."""
        conversation, claim = hearing.conversation, hearing.claim
        last = conversation.heard_at
        if last is None or hearing.message.at - last < PAUSE or not claim.knows("description"):
            return False
        if claim.status is not Status.DRAFT:
            return False
        self._welcome_back(hearing)
        if hearing.heard.changes or hearing.told or hearing.intent not in ("greet", "nlu_fallback", "affirm"):
            return False
        if hearing.intent == "affirm":
            self._ask_next(hearing)
        else:
            asides.ask_resume(hearing)
        return True

    def _ask_next(self, hearing: Hearing) -> None:
        conversation = hearing.conversation
        if conversation.asks == asides.POINT and "value" in conversation.aside:
            asides.ask_point(hearing)
            return
        if asides.is_open(hearing) and hearing.result.answers:
            asides.again(hearing)
            return
        if conversation.doubts:
            hearing.ask_which(conversation.doubts[0])
            return
        for wanted in self._catalogue.missing(hearing.claim):
            if not hearing.worn_out(wanted):
                hearing.ask(wanted)
                return
            # Asking once more in the same words helps nobody; a person will. Who asks back or corrects was understood.
            if hearing.result.answers or hearing.heard.changes:
                hearing.result.say("utter_unknown_ok")
            else:
                handover.to_person(hearing, HandoffReason.MISUNDERSTOOD, say="utter_offer_person")
            hearing.leave_open(wanted)
        if self._catalogue.missing(hearing.claim):
            return
        likeness.ask_to_confirm(hearing)


def _wanted_language(text: str, conversation: Conversation) -> str:
    """The language that a text asks for by name, else another one than before: the first."""
    named, current = named_in(text), conversation.language
    if len(named) == 1:
        return named[0]
    # Who names both ("Deutsch bitte, mein Englisch ist schlecht") in a first message writes in the one that is wanted.
    if named and not conversation.introduced:
        return current
    return next((code for code in named or languages() if code != current), current)

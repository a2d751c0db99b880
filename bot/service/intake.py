"""The dialogue of a notice: from one understood message to what is said and asked next.

Pure decisions over the claim, the conversation and the catalogue; the engine words them, the store keeps them.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.claims.catalogue import Catalogue
from bot.claims.languages import languages, named_in
from bot.claims.model import Claim, SetBy, Status
from bot.conversations.message import Message
from bot.conversations.model import Conversation, HandoffReason
from bot.documents.model import Document
from bot.extraction.asked import wishes_person
from bot.extraction.replying import says
from bot.service import (
    additions,
    asides,
    comfort,
    deadlines_near,
    earlier_claims,
    elsewhere,
    forgetting,
    handover,
    likeness,
    policies,
    receipts,
    replies,
    side_questions,
    urgency,
)
from bot.service.answers import another, court_said, telling
from bot.service.answers.implied_answers import waits_for_demand
from bot.service.answers.kind_labels import as_labelled
from bot.service.answers.language_wished import is_wish
from bot.service.answers.recording import record
from bot.service.asked_beside import answer_asked, without_days_ahead
from bot.service.corrections import day_order, withdrawn
from bot.service.corrections.kind_denied import KIND, is_kind_denied
from bot.service.corrections.pointed import hear_points
from bot.service.duty import Duty
from bot.service.formats import Formats
from bot.service.hearing import CONFIRM, MOST_IN_A_ROW, Hearing, Understood
from bot.service.known import Known
from bot.service.outcome import Outcome
from bot.service.told_staff import take_in

PAUSE = timedelta(hours=3)
"""Silence after which an open draft welcomes its owner back with what it has."""

_NAMED = 3
"""Missing things that are named at a welcome back; more are a few questions."""


class Intake:
    def __init__(self, catalogue: Catalogue, privacy_url: str, duty: Duty, *, by_mail: bool = False) -> None:
        """`by_mail`: whether mails can be sent."""
        self._catalogue, self._by_mail = catalogue, by_mail
        self.privacy_url, self.duty = privacy_url, duty

    def formats(self, conversation: Conversation) -> Formats:
        return Formats(self._catalogue, conversation.language, conversation.region)

    def hear(
        self,
        conversation: Conversation,
        claim: Claim,
        message: Message,
        understood: Understood,
        at: datetime,
        documents: tuple[Document, ...] = (),
    ) -> Hearing:
        """Record what the message states; `documents` are all that were sent so far."""
        words = message.text
        alone = receipts.are_alone(self._catalogue, words, message.documents)
        if alone:
            # "Here's the letter" beside a letter says nothing about the loss.
            message, understood = replace(message, text=""), Understood("nlu_fallback", None, (), story=False)
        elif telling.is_mistaken(claim, understood.intent, understood.reading, message):
            understood = replace(understood, intent="report_claim")
        elif earlier_claims.is_asked_for(claim, understood, message):
            understood = replace(understood, intent="claim_status")
        elif earlier_claims.complains(claim, understood, message):
            understood = replace(understood, intent="complaint")
        elif earlier_claims.is_named(claim, understood, message):
            understood = replace(understood, intent="claim_status")
        elif earlier_claims.is_beside(claim, understood, message) or _is_for_others(understood, message):
            understood = replace(understood, intent="inform")
        reading = as_labelled(self._catalogue, understood.reading, message.text)
        if message.pressed is None:
            reading = without_days_ahead(reading, message.text, calls=_is_of_call(conversation))
        understood = replace(understood, reading=reading)
        if understood.intent == "goodbye" and conversation.asks and not _FAREWELL.search(message.text):
            # "Mornings are best" and "Mit freundlichen Grüßen, K.-H. Ullmann" end nothing.
            understood = replace(understood, intent="inform")
        if understood.intent == "change_language" and message.pressed is None and not is_wish(message.text):
            told = claim.knows("description")
            understood = replace(understood, intent="inform" if told else "report_claim")
        if understood.intent == "change_language":
            wanted = _wanted_language(message.text, conversation)
            if wanted == conversation.language and conversation.asks and len(message.text.split()) > _WISH:
                # It is spoken already: what else is said counts.
                understood = replace(understood, intent="inform")
            conversation.language, conversation.language_known = wanted, True
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
            by_mail=self._by_mail,
            opening=not conversation.introduced,
            documents=documents,
            files_alone=alone,
        )
        if not alone:
            record(hearing)
            hear_points(hearing)
            if message.pressed is None and wishes_person(words):
                # Amid whatever else was said, which is recorded by now.
                hearing.understood = replace(hearing.understood, intent="request_human")
        take_in(hearing)
        receipts.sort(hearing, words)
        return hearing

    def answer(self, hearing: Hearing, known: Known | None = None) -> Outcome:
        """What to say to a message that was heard, and what to ask next; `known` is what the records say to it."""
        hearing.known = known or Known()
        conversation, result = hearing.conversation, hearing.result
        if urgency.is_emergency(hearing):
            # Help comes before everything, the introduction with the next calm word.
            urgency.call_for_help(hearing)
            receipts.say(hearing)
            return result
        self._introduce(hearing)
        comfort.say(hearing)
        receipts.say(hearing)
        if forgetting.lead_there(hearing) or earlier_claims.take_note(hearing):
            return result
        if hearing.another and hearing.asked is None and not asides.listens(hearing):
            result.say("utter_new_notice")
        if elsewhere.say_moved(hearing) or self._brought_here(hearing) or self._resumes(hearing):
            return result
        if hearing.files_alone:
            self._recall(hearing)
        elif is_kind_denied(hearing):
            hearing.ask(KIND)
        elif another.put_off(hearing) or likeness.is_the_same(hearing) or asides.answer(hearing):
            pass
        else:
            replies.respond(hearing)
            another.say_one_by_one(hearing)
        policies.say_policy(hearing)
        if result.asks is None and not result.confirmed and not result.stops:
            self._ask_next(hearing)
        urgency.tell_a_person(hearing)
        deadlines_near.tell_a_person(hearing)
        urgency.watch_clocks(hearing)
        if hearing.intent == "change_language" and not result.introduces:
            # What is said beside it would still be worded in the language before.
            result.says = [say for say in result.says if say.response.startswith("utter_language_")]
        if not result.says and result.asks is None and not result.confirmed:
            # Everything was asked as often as it may be: nobody is met with silence all the same.
            handover.promise(hearing)
        conversation.heard_at = hearing.message.at
        return result

    def _recall(self, hearing: Hearing) -> None:
        """After files the open question is put again, once: who sends one file after the other has read it.

        A question that was put in all its words stays open as it is: a file says nothing of not knowing.
        """
        hearing.conversation.misunderstood = 0
        asked = hearing.asked
        if asked is None or hearing.opening:
            return
        if not hearing.worn_out(asked) and hearing.once(f"{asked} beside files"):
            hearing.result.answers = True
        else:
            hearing.result.stops = True

    def sent(self, hearing: Hearing) -> Outcome:
        """What is said when the notice has been sent: its reference, what comes next, what else would help, and the next date."""
        outcome = hearing.result = Outcome()
        reference, hotline = hearing.claim.reference or "", hearing.duty.hotline
        if HandoffReason.EMERGENCY in hearing.conversation.reasons:
            outcome.say("utter_submitted_emergency", reference=reference, hotline=hotline)
        elif _has_other_side(self._catalogue, hearing.claim):
            outcome.say("utter_submitted", reference=reference)
        else:
            outcome.say("utter_submitted_own", reference=reference)
        if urgency.is_urgent(hearing):
            # Two working days are too long for who has been told that it is.
            outcome.say("utter_urgent")
        clock = urgency.next_date(hearing)
        if clock is not None:
            words = next(rule.words for rule in self._catalogue.clocks if rule.name == clock.name)
            time = hearing.formats.moment(clock.due, hearing.at)
            outcome.say("utter_next_date", what=hearing.formats.text(words), time=time)
        receipts.say_wanted(hearing)
        answer_asked(hearing)
        return outcome

    def answer_after(self, hearing: Hearing, known: Known | None = None) -> Outcome:
        """The answer to a message that comes after the notice was sent and opens no new one."""
        hearing.known = known or Known()
        result = hearing.result
        receipts.say(hearing)
        if forgetting.lead_there(hearing):
            return result
        if hearing.files_alone or asides.answer(hearing):
            pass
        elif not asides.begin(hearing) and not replies.answer_question(hearing):
            additions.take_note(hearing)
        elif hearing.heard.changes and not (hearing.result.asks or hearing.result.stops):
            # What was told beside a question is said to be kept, too.
            additions.say_added(hearing)
        if result.asks is None and not hearing.files_alone:
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
        if hearing.message.documents:
            return False
        if hearing.intent == "affirm":
            self._ask_next(hearing)
        else:
            side_questions.ask(hearing, side_questions.RESUME)
        return True

    def _ask_next(self, hearing: Hearing) -> None:
        conversation = hearing.conversation
        if conversation.asks == side_questions.POINT and "value" in conversation.aside:
            side_questions.ask(hearing, side_questions.POINT)
            return
        if asides.again(hearing):
            return
        papers = court_said.COURT_PAPERS in hearing.heard.fields and not hearing.claim.knows("incident_type")
        if papers and hearing.once("what the papers are about"):
            # Who has just had a letter from a court is asked in words, not given a list.
            hearing.ask("description", "again")
            return
        doubted = conversation.doubts[0] if conversation.doubts else None
        if doubted is not None and not _in_vain(hearing, doubted.field):
            hearing.ask_which(doubted)
            return
        if withdrawn.ask_again(hearing) or day_order.ask_about(hearing):
            return
        missing = [*self._catalogue.missing(hearing.claim)]
        if waits_for_demand(hearing):
            missing.sort(key=lambda name: name != "claim_made_on")
        for wanted in missing:
            # What nobody can do without is asked for once more, unless there is something else to go on with.
            alone = self._catalogue.field(wanted).must and len(missing) == 1
            if not (hearing.worn_out(wanted) or (_in_vain(hearing, wanted) and not alone)):
                hearing.ask(wanted)
                return
            # Asking once more in the same words helps nobody; a person will. Who asks back or corrects was understood.
            if hearing.result.answers or hearing.heard.changes or hearing.intent in _UNDERSTOOD:
                if not self._catalogue.field(wanted).must:
                    hearing.result.say("utter_unknown_ok")
            else:
                handover.to_person(hearing, HandoffReason.MISUNDERSTOOD, say="utter_offer_person")
            hearing.leave_open(wanted)
            conversation.doubts = tuple(doubt for doubt in conversation.doubts if doubt.field != wanted)
        left = self._catalogue.missing(hearing.claim)
        if left:
            # What nobody can do without stays open, however often it was asked for.
            conversation.asks = left[0]
            hearing.result.say("utter_still_missing", missing=hearing.formats.labels(left))
            return
        likeness.ask_to_confirm(hearing)


def _in_vain(hearing: Hearing, wanted: str) -> bool:
    """Whether the open question was put as often in a row as anybody should read it, and is not being answered bit by bit."""
    told = any(change.new.set_by is SetBy.INSURED for change in hearing.heard.changes)
    text = hearing.message.text
    # Who asks one thing after the other has understood the question, and has it put in all its words.
    asks = hearing.result.answers and ("?" in text or says("asks", text))
    often = hearing.in_a_row(wanted) >= MOST_IN_A_ROW and wanted == hearing.asked != _STORY
    return often and not (told or asks)


_STORY = "description"
_UNDERSTOOD = frozenset({"claim_status", "change_language", "cancel", "restart", "request_callback"})
"""Wishes that show no trouble with the question beside which they come."""


_OTHER_SIDE, _ATTACK = frozenset({"claimant", "other_party"}), "own_cyber_loss"


def _has_other_side(catalogue: Catalogue, claim: Claim) -> bool:
    """Whether there is somebody to whom something could be admitted or paid, be it to who attacks."""
    return claim.value("incident_type") == _ATTACK or any(
        entry.name in _OTHER_SIDE for entry in catalogue.needed(claim)
    )


def _is_of_call(conversation: Conversation) -> bool:
    """Whether "Monday at 7 suits me" is said of a call: one is to come, or all has been told and stands in the summary."""
    return conversation.asks == CONFIRM or bool(conversation.callback)


_FAREWELL = re.compile(
    r"\b(?:(?:good ?)?bye\w*|see (?:you|ya|u)|cya|later|so long|take care|cheerio|ta-?ta|tsch(?:ü|ue?)\w*|tschau|ciao|baba|servus"
    r"|pfi?[aü]t\w*|ad[ei]|adieu|wieder(?:sehen|schau\w*|luege)|bis (?:dann|bald|später|morgen)|(?:good|gute) ?n(?:ight|acht)"
    r"|(?:schönen|schöns|schönes|nice|good) (?:tag|abend|obig|wochenende|weekend|day|evening|one)|feierabend"
    r"|(?:that|das|des|dis)(?:['’]?s| is| war(?:['’]?s)?| wars)? (?:all|it|alles)|done|off"
    r"|go(?:ing|tta|t to go)|muss (?:los|weg|jetzt)"
    r"|für heute|talk (?:soon|later|tomorrow)|speak soon|leave it|mach\w* (?:schluss|später)|morgen weiter|end)\b|👋",
    re.IGNORECASE,
)
"""Words that take leave; without one nobody does while a question is open."""
_WISH = 8
"""Words of a wish for a language and nothing else."""
_OWN_LANGUAGE = re.compile(
    r"\b(?:my|mein|mis|your|ihr|dein|no|kein|not|instead of|statt)\s+\w+", re.IGNORECASE
)
"""A language that is spoken of and not wished for: "English please, my German is poor"."""


def _wanted_language(text: str, conversation: Conversation) -> str:
    """The language that a text asks for by name, else another one than before: the first."""
    named, current = named_in(_OWN_LANGUAGE.sub(" ", text)), conversation.language
    if len(named) == 1:
        return named[0]
    # Who names both ("Deutsch bitte, mein Englisch ist schlecht") in a first message writes in the one that is wanted.
    if named and not conversation.introduced:
        return current
    return next((code for code in named or languages() if code != current), current)


def _is_for_others(understood: Understood, message: Message) -> bool:
    """Whether what sounds like an order was one to others: "I only wrote please delete this to everyone"."""
    orders = understood.intent in ("cancel", "restart") and message.pressed is None
    return orders and says("reported", message.text)

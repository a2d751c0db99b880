"""What is said to a message, before the next question."""

import re

from bot.claims.catalogue import Kind
from bot.claims.model import Change, Fact, SetBy, Status
from bot.conversations.model import HandoffReason
from bot.extraction.asked import find_asked, wishes_person
from bot.extraction.replying import says
from bot.service import asides, handover, not_understood, receipts, side_questions
from bot.service.answers.assent import holds_back, keep
from bot.service.answers.plain_answer import orders_sending
from bot.service.answers.plain_words import asks_for_a_moment
from bot.service.answers.sending import adds_contact, sends_beside
from bot.service.asked_beside import answer_asked, leaves_unanswered
from bot.service.breaks import takes_a_break
from bot.service.corrections.points_said import AMISS, left_out, left_wrong
from bot.service.hearing import CONFIRM, MOST, SENDS, TELLING, Hearing, Option

_ANSWERS = {
    "ask_coverage": "utter_coverage",
    "ask_process": "utter_process",
    "ask_privacy": "utter_privacy",
    "ask_bot_identity": "utter_bot_identity",
    "thank": "utter_thank",
}
_TOPICS = {
    "ransom": "utter_ransom",
    "pay": "utter_pay",
    "tell": "utter_tell",
    "afterwards": "utter_afterwards",
    "fault": "utter_fault",
    "how_long": "utter_how_long",
    "documents": "utter_documents",
}
"""Questions that are told by their words and have a more fitting answer than their intent."""
_WHERE = re.compile(
    r"\b(?:wo (?:find|steht|seh|sieht|krieg|bekomm|les)\w*|where (?:do|can|would|should|might) (?:i|we|one) (?:find|see|get|look)"
    r"|where(?:[’']s| is) (?:it|that)|where does it say)\b",
    re.IGNORECASE,
)
"""Who asks where something stands asks for the help of the open question."""
_LITTLE = 4
"""Words after a sent notice that ask how it goes on without the form of a question."""
_A_POINT = 3
"""Words in which a point of the summary is named: "the amount", "das mit dem Betrag"."""
_ATTACKS = ("own_cyber_loss", "security_incident")
"""Incidents after which "should I pay?" is about a ransom."""
_MANY = 3
"""Facts in one message that are not said back one by one if the summary follows at once."""
_HANDOVERS = {"request_human": HandoffReason.ASKED_FOR, "complaint": HandoffReason.COMPLAINT}
_HANDOVER_WORDS = {"request_human": "person", "complaint": "complaining"}
"""The topic that says so in words; a report in strong words is no complaint about us."""
_LIKE_CONFESSIONS = frozenset({"complaint", "ask_coverage", "ask_process", "out_of_scope", "nlu_fallback"})
"""What "I told them my insurance will pay" looks like, although nothing is asked."""
_ANY = {"any_date": Kind.PERIOD, "any_name": Kind.NAME, "any_country": Kind.COUNTRY}
"""Points named by their kind only: "the date is wrong"."""
_GUESSED_ALOUD = frozenset({"caused_by"})
"""Guesses from a story that are corrected without having been asked about: "that wasn't me"."""
_CAUSE, _NO_GUESS = "caused_by", 0.9
"""Below this confidence it is said back whom a story was taken to name, since few look for it in the summary."""
_ASKING = frozenset({*_ANSWERS, "repeat_question", "out_of_scope", "nlu_fallback"})


def respond(hearing: Hearing) -> None:
    """Say what the message calls for; it may already ask, confirm or stop."""
    heard, intent, result = hearing.heard, hearing.intent, hearing.result
    documents = hearing.message.documents
    if hearing.conversation.asks == side_questions.POINT:
        # Which day is meant is asked next; what else was set right is said all the same.
        _say_back(hearing)
        return
    if _at_summary(hearing):
        return
    _say_back(hearing)
    if asides.begin(hearing):
        return
    if hearing.asked is None and "resume" in hearing.topics and hearing.brief and not hearing.opening:
        result.say("utter_going_on")
    elif _answer_question(hearing) or _wishes(hearing):
        pass
    elif intent == "greet" and not hearing.opening and not heard.changes:
        result.say("utter_greet")
    elif (
        hearing.asked == "statement_made"
        and "statement_made" in heard.fields
        and hearing.claim.value("statement_made")
    ):
        agreed = hearing.claim.value("statement_made") == "yes"
        result.say("utter_statement_made" if agreed else "utter_no_statement")
    elif "admitted" in hearing.topics and hearing.claim.value("statement_made") == "yes":
        result.say("utter_statement_made" if hearing.once("statement made") else "utter_thanks")
    elif hearing.asked in (*heard.fields, *heard.again) and _is_left_open(hearing):
        result.say("utter_unknown_ok")
    elif not_understood.is_needed(hearing):
        not_understood.insist(hearing)
        return
    elif hearing.asked is None and intent in ("affirm", "thank") and hearing.claim.knows("description"):
        result.say("utter_going_on")
    elif orders_sending(hearing) and not heard.changes and hearing.claim.knows("description"):
        result.say("utter_not_yet" if hearing.catalogue.missing(hearing.claim) else "utter_going_on")
        result.answers = True
    elif not_understood.tells_on(hearing):
        not_understood.keep_words(hearing)
        return
    elif not result.says and (heard.changes or heard.again or hearing.told):
        result.say("utter_thanks")
    elif not (heard.changes or heard.doubts or heard.again or hearing.opening or hearing.told or documents):
        not_understood.misunderstood(hearing)
        return
    if intent != "repeat_question":
        # Who has a question put again has not answered it.
        hearing.conversation.misunderstood = 0


def answer_question(hearing: Hearing) -> bool:
    """Answer what the insured asks, if they ask something; whether they did."""
    return _answer_question(hearing) or _hand_over(hearing)


def _is_left_open(hearing: Hearing) -> bool:
    """Whether the question was answered with "not known", be it that something is assumed instead."""
    fact = hearing.claim.current(hearing.asked or "")
    if fact is None or fact.value is None:
        return True
    assumed = fact.set_by is SetBy.BOT or hearing.catalogue.field(fact.field).kind is Kind.CHOICE
    return assumed and hearing.intent in ("dont_know", "skip")


# At the summary, and corrections


def _at_summary(hearing: Hearing) -> bool:
    """Whether the message was dealt with as a word to the summary or as a wish to change a point."""
    heard, intent = hearing.heard, hearing.intent
    if hearing.asked == CONFIRM and intent == "affirm" and adds_contact(heard.changes) and not heard.doubts:
        # "And my mobile is …, send it" (`sends_beside`).
        hearing.result.confirmed = sends_beside(hearing, heard.changes) and not hearing.catalogue.missing(
            hearing.claim
        )
        if hearing.result.confirmed:
            return True
    if heard.changes or heard.doubts:
        left = hearing.unclear or left_wrong(hearing)
        if left is not None and not heard.doubts:
            hearing.ask(left)
        return False
    if holds_back(hearing):
        return keep(hearing)
    if _stands_already(hearing):
        hearing.result.say("utter_going_on")
        hearing.ask(CONFIRM)
        return True
    point, named = hearing.unclear or hearing.pressed("change"), _named_points(hearing)
    if point is None:
        point = named[0] if len(named) == 1 else left_out(hearing)
    if point is not None and hearing.catalogue.has(point):
        hearing.ask(point)
        return True
    kind_named = bool(hearing.topics & _ANY.keys()) and hearing.brief and "?" not in hearing.message.text
    if named or (kind_named and (intent == "correct" or hearing.asked == CONFIRM)):
        _ask_what_to_change(hearing, named)
        return True
    if hearing.asked != CONFIRM:
        return False
    if intent == "affirm":
        hearing.result.confirmed = not hearing.catalogue.missing(hearing.claim)
        return True
    if intent in ("deny", "correct"):
        if hearing.catalogue.missing(hearing.claim):
            # A point was to be changed before all was told, and nothing came of it.
            hearing.result.say("utter_going_on")
        elif hearing.put(CONFIRM, "which") and says("plain_yes", hearing.message.text):
            # "Yes" to "which point?" names none; the whole is shown again, to be sent or not.
            hearing.ask(CONFIRM)
        else:
            _ask_what_to_change(hearing, [])
        return True
    return False


def _stands_already(hearing: Hearing) -> bool:
    """Whether a word to the summary says once more what is there, and that nothing is wrong with it."""
    complete = hearing.asked == CONFIRM and not hearing.catalogue.missing(hearing.claim)
    states = bool(hearing.heard.again) and hearing.intent in TELLING
    return (
        complete and states and not (says("hold", hearing.message.text) or AMISS.search(hearing.message.text))
    )


def _named_points(hearing: Hearing) -> list[str]:
    """The points that a message wants changed: "the amount is wrong", or just "the amount" at the summary."""
    text, intent = hearing.message.text, hearing.intent
    if hearing.message.pressed is not None or not hearing.claim.knows("description"):
        return []
    wrong = intent == "correct" and hearing.brief
    denied = intent in ("correct", "deny") and hearing.asked in (CONFIRM, None)
    bare = hearing.asked == CONFIRM and len(text.split()) <= _A_POINT and "?" not in text
    amiss = hearing.asked == CONFIRM and hearing.brief and "?" not in text and AMISS.search(text)
    if not (wrong or denied or amiss or (bare and not says("send", text))):
        return []
    return [name for name in hearing.named_fields() if amiss or hearing.claim.knows(name)]


def _ask_what_to_change(hearing: Hearing, named: list[str]) -> None:
    """Offer the points of the summary, only those that were named, or the days or names if one of these is meant."""
    options = hearing.options(CONFIRM, "which")
    if hearing.catalogue.missing(hearing.claim):
        # It can't be sent yet.
        options = [option for option in options if "change" in option[2]]
    options = [option for option in options if option[2].get("change") in named] or options
    for topic, kind in _ANY.items():
        if topic in hearing.topics:
            points = [option for option in options if _is_of_kind(hearing, option, kind)]
            options = points or options
    if len(options) == 1:
        hearing.ask(str(options[0][2]["change"]))
        return
    if hearing.put(CONFIRM, "which") < MOST:
        hearing.ask(CONFIRM, "which", options=options)
        return
    # Asked as usual again, so that "yes" sends; the points stay at hand.
    send = (hearing.word("send"), "affirm", {SENDS: "yes"})
    hearing.ask(CONFIRM, options=[send, *(option for option in options if "change" in option[2])])


def _is_of_kind(hearing: Hearing, option: Option, kind: Kind) -> bool:
    point = str(option[2].get("change", ""))
    return hearing.catalogue.has(point) and hearing.catalogue.field(point).kind is kind


def _say_back(hearing: Hearing) -> None:
    """Show what was understood: corrections old and new, dates and sums in full."""
    changes, result = hearing.heard.changes, hearing.result
    corrected = [change for change in changes if _is_correction(hearing, change)]
    fresh = [change.new.field for change in changes if change not in corrected]
    if corrected:
        said = [hearing.formats.change(c.new.field, c.old, c.new) for c in corrected if c.old]
        result.say("utter_changed", changes="; ".join(said))
    phrases = hearing.formats.phrases(hearing.claim, fresh)
    complete = not (hearing.conversation.doubts or hearing.catalogue.missing(hearing.claim))
    if phrases and complete and hearing.asked != CONFIRM and len(fresh) > _MANY:
        # The summary that follows says it all.
        result.say("utter_complete")
    elif phrases and (hearing.opening or hearing.asked is None):
        result.say("utter_understood", facts=phrases)
    elif phrases and any(_worth_saying(hearing, name) for name in fresh):
        result.say("utter_noted", facts=phrases)
    guessed = next((change.new for change in changes if _is_guessed_cause(change.new)), None)
    if guessed is not None:
        result.say(
            "utter_cause_assumed", cause=hearing.formats.value(hearing.catalogue.field(_CAUSE), guessed)
        )
    said_back = [change.new.field for change in corrected] + (fresh if phrases else [])
    if said_back:
        hearing.conversation.said = said_back


def _is_guessed_cause(fact: Fact) -> bool:
    by_bot = fact.field == _CAUSE and fact.set_by is SetBy.BOT
    return by_bot and fact.confidence < _NO_GUESS and fact.value not in (None, "unknown")


def _is_correction(hearing: Hearing, change: Change) -> bool:
    """Whether a person's word replaces another one; filling in what was unknown or assumed is none."""
    old, new = change.old, change.new
    if old is None or old.value is None or new.field == "description":
        return False
    if new.set_by is SetBy.BOT or old.value == new.value:
        return False
    guessed = old.set_by is SetBy.BOT and new.field not in _GUESSED_ALOUD
    said_back = bool(hearing.catalogue.field(new.field).phrase)
    return not guessed or hearing.asked == CONFIRM or (said_back and hearing.intent == "correct")


def _worth_saying(hearing: Hearing, name: str) -> bool:
    """Dates and sums are said back in full, so that a misreading shows at once; names as answers are not."""
    kind = hearing.catalogue.field(name).kind
    if kind is Kind.CONTACT and name == hearing.asked and hearing.message.pressed is None:
        # An address that was put together from "tom at becker dot com" is said back for checking.
        return "@" in (written := str(hearing.claim.value(name))) and not _writes(hearing, written)
    return name != hearing.asked or kind in (Kind.PERIOD, Kind.MONEY)


def _writes(hearing: Hearing, address: str) -> bool:
    """Whether the address stands in the message as it was taken; a number beside it is written in another way."""
    mail = next(part for part in address.split(", ") if "@" in part)
    return mail.casefold() in hearing.message.text.casefold()


# Questions of the insured


def _answer_question(hearing: Hearing) -> bool:
    intent, topics, result = hearing.intent, hearing.topics, hearing.result
    text = hearing.message.text
    answered = answer_asked(hearing)
    if "statement_made" in hearing.heard.fields and hearing.claim.value("statement_made") == "yes":
        # "I told them it was my fault" is what the answer is about, whatever is asked beside it.
        if intent == "ask_coverage" and not answered:
            result.say("utter_coverage")
        return any(say.response == "utter_trouble" for say in result.says)
    if "admitted" in topics and intent in _LIKE_CONFESSIONS and not ("?" in text or says("asks", text)):
        return False
    if takes_a_break(hearing):
        result.say("utter_goodbye")
        result.stops = True
        return True
    if answered:
        return True
    if asks_for_a_moment(hearing) and not hearing.heard.changes and hearing.asked != CONFIRM:
        result.say("utter_take_time")
        result.answers = True
        return True
    question = "?" in text or (says("asks", text) and not hearing.heard.changes)
    asking = intent in _ASKING or (hearing.brief and question)
    topic = next((name for name in _TOPICS if name in topics), None)
    sent = hearing.claim.status is not Status.DRAFT
    field = hearing.asked if hearing.asked and hearing.catalogue.has(hearing.asked) else None
    if "policy_help" in topics and asking and hearing.catalogue.has("policy_number"):
        result.say("utter_help", help=hearing.formats.text(hearing.catalogue.field("policy_number").help))
    elif topic == "how_long" and asking and sent:
        result.say("utter_next_steps", reference=hearing.claim.reference or "")
    elif topic is not None and asking:
        blackmailed = topic == "pay" and hearing.claim.value("incident_type") in _ATTACKS
        result.say("utter_ransom" if blackmailed else _TOPICS[topic])
        if topic == "documents" and sent:
            receipts.say_wanted(hearing)
    elif field and (_objects(hearing) or (asking and _asks_about_question(hearing))):
        entry = hearing.catalogue.field(field)
        if topics & {"why", "objects"} or not entry.help:
            result.say("utter_why", why=hearing.formats.text(entry.why))
        else:
            result.say("utter_help", help=hearing.formats.text(entry.help))
    elif intent == "ask_process" and leaves_unanswered(hearing):
        result.say("utter_question_noted")
    elif sent and intent == "ask_process" and not (len(text.split()) <= _LITTLE or find_asked(text)):
        # "And I reckon the client will be all right with it" asks nothing.
        return False
    elif sent and (intent == "ask_process" or "next_step" in topics):
        result.say("utter_next_steps", reference=hearing.claim.reference or "")
    elif intent in _ANSWERS:
        result.say(_ANSWERS[intent], privacy_url=hearing.privacy_url)
    elif intent == "goodbye" and not hearing.heard.changes:
        result.say("utter_goodbye" if hearing.claim.knows("description") else "utter_goodbye_untold")
        result.stops = True
    elif intent == "change_language":
        result.say(f"utter_language_{hearing.conversation.language}")
    else:
        # Once the notice is sent there is no question to repeat.
        return intent == "repeat_question" and not (hearing.heard.changes or sent)
    result.answers = True
    return True


def _objects(hearing: Hearing) -> bool:
    """Whether somebody minds being asked; a reason is what they may expect."""
    return "objects" in hearing.topics and not hearing.heard.changes


def _asks_about_question(hearing: Hearing) -> bool:
    """Whether the text asks why or what the open question means; "what's the weather" does not."""
    topics, intent = hearing.topics, hearing.intent
    if hearing.brief and _WHERE.search(hearing.message.text):
        return True
    return intent not in _ANSWERS and ("why" in topics or ("help" in topics and intent != "out_of_scope"))


def _wishes(hearing: Hearing) -> bool:
    """A person, the status of this report, the question before."""
    if _hand_over(hearing):
        return True
    if hearing.intent == "claim_status" and not hearing.heard.changes:
        hearing.result.say("utter_status_draft")
        return True
    if "back" in hearing.topics and hearing.brief and not hearing.heard.changes and hearing.asked:
        before = [name for name in hearing.conversation.trail if name != hearing.asked]
        if before:
            hearing.ask(before[-1])
            hearing.conversation.trail = [name for name in hearing.conversation.trail if name != before[-1]]
            hearing.conversation.trail.append(before[-1])
        else:
            hearing.result.say("utter_no_back")
        return True
    return False


def _hand_over(hearing: Hearing) -> bool:
    corrects = hearing.asked == CONFIRM and says("corrects", hearing.message.text)
    if corrects and "person" not in hearing.topics and hearing.intent == "request_human":
        # Whoever is named in "no, the assistant is an apprentice" is not asked for.
        return False
    confesses = "admitted" in hearing.topics and "complaining" not in hearing.topics
    if confesses and hearing.intent in _LIKE_CONFESSIONS:
        return False
    reason = _HANDOVERS.get(hearing.intent)
    states = hearing.heard.changes or hearing.told or hearing.heard.again
    wished = hearing.intent == "request_human" and wishes_person(hearing.message.text)
    if reason is None or (states and not wished and _HANDOVER_WORDS[hearing.intent] not in hearing.topics):
        return False
    asked_for = reason is HandoffReason.ASKED_FOR
    if not asked_for and reason in hearing.conversation.reasons:
        hearing.result.say("utter_complaint_again")
        return True
    handover.to_person(hearing, reason, say="utter_human" if asked_for else "utter_complaint")
    if asked_for and not hearing.duty.is_open(hearing.at):
        side_questions.ask(hearing, side_questions.HOW)
    return True

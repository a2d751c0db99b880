"""What the words of an answer mean, given the question that was open and what is known already.

The reader sees a text and the name of the question; here stands what only the conversation tells: that a name in an answer to
another question is not a new client, that "the same day" is the day of the event, that "two weeks later" counts from it.
"""

import re
from dataclasses import replace
from typing import Any

from bot.claims.catalogue import Kind
from bot.claims.model import Change, Fact, SetBy
from bot.claims.values import Money, Period, Value
from bot.extraction.answers import answer_text
from bot.extraction.found import AmountFound, DateFound, Reading, Span, TextFound
from bot.extraction.questions import without_questions
from bot.extraction.replying import days_after, last_before, says
from bot.extraction.yes_no import is_of_others
from bot.service.answers import contact_said, court_said, deadline_said, demand_said, names_said
from bot.service.answers.assent import assents_now, is_in, word_to_summary
from bot.service.answers.days_counted import counted_from, counts
from bot.service.answers.days_said import days_kept, days_said
from bot.service.answers.plain_words import (
    asks_for_a_moment,
    denies_another,
    is_not_known,
    knows_nothing,
    not_now,
)
from bot.service.answers.remedies import without_remedies
from bot.service.answers.replacing import DATES, SUMS, corrects, is_told, kept, may_correct
from bot.service.answers.sending import adds_contact, sends_beside
from bot.service.answers.unasked import admission, cause
from bot.service.answers.yes_or_no import tells_else, without_answer
from bot.service.hearing import CONFIRM, OF_THE_LOSS, TELLING, Hearing

_DEMANDED_ON = "claim_made_on"
_OF_THEMSELVES = frozenset({"insured_name", "insured_firm", "insured_contact", "insured_role"})
_STATEMENT = "statement_made"
_DEMAND = ("notice_kind", "demand")
_ANCHORS = {"discovered_on": "occurred_on", _DEMANDED_ON: "occurred_on"}
"""From which day "the next day" counts in the answer to a question."""
_QUESTIONS = frozenset({
    "ask_coverage", "ask_process", "ask_privacy", "ask_bot_identity", "request_human", "request_callback", "repeat_question",
    "claim_status", "complaint", "restart", "cancel", "change_language",
})  # fmt: skip
_MISREAD = frozenset({
    "ask_coverage", "ask_process", "ask_privacy", "claim_status", "complaint", "goodbye", "out_of_scope", "request_callback",
    "repeat_question", "restart", "cancel", "nlu_fallback",
})  # fmt: skip
"""Intents that a text does not have after all if it plainly answers what was asked and asks nothing itself."""
_COURTESIES = frozenset({"thank", "goodbye"})
"""Said in a word or two, these are nobody's name."""
_CALLS = re.compile(r"\b(?:ruf|rück|call|ring|telefon(?:ier|at)|phone me)", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:client|customer|company|firm|kunde|kunden|kundin|firma|auftraggeber)(?:['’]?s)? (?:name|heißt|heisst)\b",
    re.IGNORECASE,
)
"""What comes before the name of somebody else."""
_IN_DISPUTE = re.compile(
    r"\b(?:streit|gegenstands|geschäfts|verfahrens|objekts?)wert\b"
    r"|\b(?:amount|sum|value) (?:in dispute|at stake|in controversy)\b"
    r"|\bvalue of (?:the )?(?:dispute|case|matter|lawsuit|litigation)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[^\W\d_a-zäöü][\w'’-]+(?:[ .]+[^\W\d_a-zäöü][\w'’-]+){1,2}[.!]*")
_BETWEEN = 2
"""Words between that and the name: "is", "is called"."""
NOT_THEN = re.compile(
    r"n[’']t\b(?: \w+){0,2} (?:notic|realis|realiz|spot|see|discover|find)|\b(?:not|nicht|ned|nöd|nid|net) "
    r"(?:sofort|gleich|direkt|grad|am selben|at once|immediately|right away|straight away|the same)",
    re.IGNORECASE,
)
"""It was not noticed at once."""
_STILL_WRONG = re.compile(
    r"\b(?:stimm\w*|pass\w*|fehl\w*|steht|stehen|drin) (?:\w+ ){0,2}?(?:immer noch|noch immer|immer no|oiwei no|weiterhin)\b"
    r"|\b(?:immer noch|noch immer|immer no|weiterhin) (?:\w+ ){0,2}?(?:falsch|verkehrt|nicht richtig|nöd richtig|drin|drauf)\b"
    r"|\bstill (?:\w+ ){0,2}?(?:wrong|incorrect|not (?:right|correct|what)|says?|saying|shows?|showing|missing|lists?|stands?)\b"
    r"|\b(?:isn[’']?t|doesn[’']?t|does not|is not) still (?:right|say)\b",
    re.IGNORECASE,
)
_NEAR = 30
_MOST_IN_A_NAME = 3
_FEW = 5
_MOST_IN_AN_ANSWER = 16


def fitting(hearing: Hearing, reading: Reading) -> Reading:
    """The reading without what an answer can't mean, and with sums where they belong."""
    if asks_for_a_moment(hearing):
        return Reading()
    if contact_said.comes_later(hearing):
        # "It's with our bookkeeper" and "on the laptop they stole" tell nothing new of the loss.
        reading = Reading(insured_contact=reading.insured_contact, insured_name=reading.insured_name)
    changed: dict[str, Any] = contact_said.placed(hearing, reading)
    changed |= court_said.placed(
        hearing.message.text, reading, hearing.claim, None if hearing.story else hearing.asked
    )
    counted = reading.dates or reading.amounts or counts(hearing.message.text, hearing.at.date())
    card = (reading.insured_contact or reading.policy_number) and len(hearing.message.text.split()) <= _FEW
    tells = hearing.intent in TELLING and not (counted or hearing.topics or card)
    if hearing.asked == "incident_type" and not hearing.story and (not tells or "?" in hearing.message.text):
        # Questions, days, sums, and who somebody is are no kind of incident.
        changed["incident_type"] = None
    if hearing.asked == "deadline" or names_said.is_withheld(hearing) or _is_of_report(hearing):
        # That the time allowed is over, and what comes to nobody's mind "right now", says nothing of what happened.
        changed["ongoing"] = None
    if hearing.asked == "notice_kind" and demand_said.was_never_made(hearing):
        changed["notice_kind"] = None
        changed["stated"] = tuple(said for said in reading.stated if (said.field, said.value) != _DEMAND)
    if knows_nothing(hearing):
        # "No clue where that is right now" tells of the loss neither the day nor that it goes on.
        changed |= dict.fromkeys(("ongoing", *(name for name in DATES if name != hearing.asked)))
    if (
        is_not_known(hearing)
        or denies_another(hearing)
        or (hearing.asked and not hearing.story and tells_else(hearing))
    ):
        changed |= without_answer(hearing, reading)
    if hearing.asked != _STATEMENT and is_of_others(_STATEMENT, hearing.message.text):
        # "She owned up on Friday" is no word of the insured's.
        changed[_STATEMENT] = None
    changed |= _without_now(hearing, reading)
    asks_why = hearing.topics & {"why", "objects"} and says("asks", hearing.message.text)
    if hearing.asked and asks_why:
        found: object = getattr(reading, hearing.asked, None)
        if isinstance(found, TextFound) and found.value not in without_questions(hearing.message.text):
            # "Why do you want to know" wants nothing else; "why? it's PI-204" gives the number.
            changed[hearing.asked] = None
    if hearing.story:
        changed |= days_kept(hearing, reading)
    else:
        changed |= (
            (names_said.placed(hearing, reading) or _names(hearing, reading))
            | days_said(hearing, reading)
            | _counted_weekday(hearing, reading)
            | _sums(hearing, reading)
            | kept(hearing, reading)
        )
        changed |= names_said.said_shorter(hearing, reading) | names_said.without_small_words(
            hearing, reading
        )
        changed |= names_said.completed(hearing, changed.get("insured_name", reading.insured_name))
    changed |= without_remedies(hearing, reading)
    if hearing.asked in _OF_THEMSELVES:
        # "Kanzlei Albrecht & Partner" behind one's own name writes for nobody else.
        said = changed.get("stated", reading.stated)
        changed["stated"] = tuple(each for each in said if each.field != "claimant_lawyer")
    if reading.claimant is not None and reading.claimant.span is not None:
        changed |= _lawyers(hearing, reading, reading.claimant.span)
    fitted: Reading = replace(reading, **(changed | _demanded(hearing, reading)))
    return replace(fitted, **deadline_said.placed(hearing, fitted))


def _without_now(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    if hearing.story or hearing.asked in DATES:
        return {}
    nows = assents_now(hearing)
    if (refused := not_now(hearing.message.text)) is not None:
        nows.append(refused)
    said = {name: found.span for name in (*DATES, "ongoing") if (found := getattr(reading, name)) is not None}
    return {name: None for name, span in said.items() if span and is_in(span, nows)}


def _is_of_report(hearing: Hearing) -> bool:
    """Whether "still" is said of what the report says: "Geschädigt stimmt immer noch nicht"."""
    named = [name for name in hearing.named_fields() if name != "ongoing"]
    if hearing.story or not (named or hearing.asked == CONFIRM):
        return False
    return _STILL_WRONG.search(hearing.message.text) is not None


def _lawyers(hearing: Hearing, reading: Reading, own: Span) -> dict[str, Any]:
    """A law firm that is named first has the loss itself; one that is named beside a claimant writes for them."""
    lawyers = [
        said
        for said in reading.stated
        if said.field == "claimant_lawyer" and said.span.start < own.end and own.start < said.span.end
    ]
    if not lawyers:
        return {}
    if hearing.claim.value("claimant") is not None and hearing.asked != "claimant":
        return {"claimant": None}
    return {"stated": tuple(said for said in reading.stated if said not in lawyers)}


def _names(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """A question is no name, and a name in an answer to another question replaces none."""
    asked, text = hearing.asked, hearing.message.text.strip()
    if (asked == "claimant" and says("ourselves", text)) or names_said.is_withheld(hearing):
        return {str(asked): None}
    if names_said.is_own(hearing, reading):
        # Who is asked for their own name and gives one renames nobody else.
        return {"insured_name": reading.claimant, "claimant": None}
    if (card := names_said.from_card(hearing, reading)) is not None:
        return card
    if asked in ("claimant", "insured_name"):
        found: TextFound | None = getattr(reading, asked)
        if found and len(text.split()) <= _FEW and days_after(text) is not None:
            # "The next day" answers a question that was put before.
            return {asked: None}
        if found and (says("says_nothing", text) or _is_no_name(text)):
            # "Nah", "nothing", "nix" and "whatever" are nobody's name.
            return {asked: None}
        if found and hearing.intent in _COURTESIES and len(text.split()) <= _MOST_IN_A_NAME:
            return {asked: None}
        asks = hearing.intent in _QUESTIONS or ("?" in text and len(text.split()) > _MOST_IN_A_NAME)
        drop = found and ((asks and _is_most_of(found, text)) or says("corrects", found.value))
        return {asked: None} if drop else {}
    if reading.insured_name is not None and _is_of_others(reading.insured_name, text):
        return {"insured_name": None}
    known = hearing.claim.value("claimant")
    if reading.claimant is not None and _has_no_other_side(hearing) and _PERSON.fullmatch(text):
        return {"claimant": None, "insured_name": reading.insured_name or reading.claimant}
    if reading.claimant is None or known in (None, reading.claimant.value):
        return {}
    if corrects(hearing, "claimant") and names_said.is_renamed(hearing, reading.claimant):
        return {}
    dropped: dict[str, Any] = {"claimant": None}
    if _PERSON.fullmatch(text) and not hearing.claim.value("insured_name") and reading.insured_name is None:
        dropped["insured_name"] = reading.claimant
    return dropped


def _has_no_other_side(hearing: Hearing) -> bool:
    """Whether a name can only be the insured's own, because the loss is."""
    needed = {field.name for field in hearing.catalogue.needed(hearing.claim)}
    nobody = hearing.claim.knows("notice_kind") and "claimant" not in needed
    return nobody and not hearing.claim.value("insured_name")


def _is_of_others(found: TextFound, text: str) -> bool:
    """Whether the nearest words before a name say that it is somebody else's: "my client's name is Bolt Ltd"."""
    before = text[: found.span.start] if found.span else text
    named = list(_OF_OTHERS.finditer(before))
    return bool(named) and len(before[named[-1].end() :].split()) <= _BETWEEN


def _is_most_of(found: TextFound, text: str) -> bool:
    return found.value in text and len(found.value) > len(text) * 0.6


def _is_no_name(text: str) -> bool:
    return len(text.split()) == 1 and answer_text("claimant", text) is None


def _sums(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """A sum in an answer to another question replaces none that is known: "yes, we paid 500 of it"."""
    if hearing.asked in SUMS and _IN_DISPUTE.search(hearing.message.text) and len(reading.amounts) == 1:
        # What a dispute is about names no damage; as the answer to how high it is, it is roughly all that is known.
        return {hearing.asked: replace(reading.amounts[0], approximate=True)}
    # What was paid or given back is neither the damage nor a demand.
    paid = hearing.asked == _STATEMENT
    if not (paid or any(isinstance(hearing.claim.value(name), Money) for name in SUMS)):
        return {}
    found = [name for name in SUMS if (each := getattr(reading, name)) and not _wanted_by_them(hearing, each)]
    righted = {*hearing.named_fields()} if paid else {each for each in SUMS if corrects(hearing, each)}
    return {} if righted & {*SUMS} else dict.fromkeys(found)


def _demanded(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """Sums of which it is said that somebody wants them are demanded; sums of a notice without a demand are estimated."""
    claimed, estimated, kind = reading.amount_claimed, reading.amount_estimated, reading.notice_kind
    if estimated is not None and claimed is None and not hearing.story:
        if _wanted_by_them(hearing, estimated):
            return {"amount_claimed": estimated, "amount_estimated": None}
        if demand_said.is_told(hearing, reading):
            return {"amount_claimed": estimated, "amount_estimated": None}
    elif claimed is not None and estimated is None and reading.claim_made_on is None:
        undemanded = kind is not None and kind.span is not None and kind.value in ("circumstance", "own_loss")
        if undemanded or (not hearing.story and says("wants_nothing", hearing.message.text)):
            return {"amount_claimed": None, "amount_estimated": claimed}
    return {}


def is_demanded(hearing: Hearing, reading: Reading) -> bool:
    """Whether a sum in an answer is said to be one that somebody wants."""
    sum_ = reading.amount_claimed
    told = reading.claim_made_on is not None or demand_said.is_told(hearing, reading)
    return sum_ is not None and (told or _wanted_by_them(hearing, sum_))


def _wanted_by_them(hearing: Hearing, found: AmountFound) -> bool:
    text = hearing.message.text
    if says("wants_nothing", text):
        return False
    return last_before("they_want", text, found.span.start, _NEAR) or says("they_want_it", text)


def _counted_weekday(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """A weekday beside a distance is that day, not the last of its name: "two days later, on Thursday"."""
    asked = hearing.asked
    found: DateFound | None = getattr(reading, asked, None) if asked in _ANCHORS else None
    if asked is None or found is None or not found.period.is_day:
        return {}
    named = hearing.message.text[found.span.start : found.span.end]
    day = _beside(hearing, asked)
    if day is None or not day.is_day or day == found.period or any(map(str.isdigit, named)):
        return {}
    return {asked: None} if day.start.weekday() == found.period.start.weekday() else {}


def told_otherwise(hearing: Hearing) -> Fact | None:
    """The answer in words that only the claim gives a meaning: "the same day", "with the letter", "since two", "ourselves"."""
    asked, text, claim = hearing.asked, hearing.message.text, hearing.claim
    if hearing.message.pressed is not None or contact_said.comes_later(hearing):
        return None
    if "?" in text:
        return admission(hearing)
    beside_it = (
        (None if hearing.topics & OF_THE_LOSS or knows_nothing(hearing) else cause(hearing))
        or admission(hearing)
        or _day_beside(hearing)
    )
    if beside_it is not None or asked is None or not hearing.catalogue.has(asked):
        return beside_it
    value: Value | None = None
    field = asked
    if asked in _ANCHORS:
        value = _beside(hearing, asked)
        if value is None and _counts_from_unknown(hearing, asked):
            # "The same evening" as a day that nobody knows is an answer all the same.
            return Fact(asked, None, SetBy.INSURED, hearing.at, 0.9, hearing.source)
    if value is None and asked in DATES and says("time_of_day", text):
        value = Period(hearing.at.date(), hearing.at.date())
    if demand_said.was_never_made(hearing):
        field, value = "notice_kind", "circumstance"
    own = hearing.reading is not None and hearing.reading.insured_firm is not None
    if (
        asked == "claimant"
        and not own
        and says("ourselves", text)
        and claim.value("notice_kind") != "warning_letter"
    ):
        field, value = "notice_kind", "own_loss"
    if value is None:
        return None
    return Fact(field, value, SetBy.INSURED, hearing.at, 0.9, hearing.source)


def _day_beside(hearing: Hearing) -> Fact | None:
    """A day counted from another one, in words that name the point: "noticed it the day after" at the summary."""
    text, asked = hearing.message.text, hearing.asked
    if NOT_THEN.search(text) or asked in DATES or len(text.split()) > _MOST_IN_AN_ANSWER:
        return None
    unread = [name for name in _ANCHORS if getattr(hearing.reading, name, None) is None]
    named = [name for name in hearing.named_fields() if name in unread]
    named = named or _due_next(hearing)
    if len(named) != 1 or not hearing.claim.knows("description"):
        return None
    if asked not in (None, CONFIRM) and is_told(hearing, named[0]) and not may_correct(hearing):
        # "Rolled it back the same day we found out" says what was done, and not anew when it was noticed.
        return None
    # The day of the event may be set right in the same breath: "happened on the 11th, noticed the same day".
    said: DateFound | None = getattr(hearing.reading, _ANCHORS[named[0]], None)
    anchor = said.period if said is not None else hearing.claim.value(_ANCHORS[named[0]])
    day = counted_from(text, anchor, hearing.at.date()) if isinstance(anchor, Period) else None
    if day is None:
        return None
    return Fact(named[0], day, SetBy.INSURED, hearing.at, 0.9, hearing.source)


def _due_next(hearing: Hearing) -> list[str]:
    """The day that is asked for next, if few words answer it before it is: "the same day" to which policy it is about."""
    few = hearing.asked != CONFIRM and len(hearing.message.text.split()) <= _FEW
    due = hearing.catalogue.missing(hearing.claim)[:2] if few and hearing.asked else []
    return [name for name in due if name in _ANCHORS and name != hearing.asked][:1]


def _anchor(hearing: Hearing, asked: str) -> str:
    """The day from which "the day after" counts: the one just spoken of, else that of the event."""
    before = hearing.conversation.trail[-2:-1]
    spoken = before[0] if before and before[0] in DATES and before[0] != asked else _ANCHORS[asked]
    return spoken if isinstance(hearing.claim.value(spoken), Period) else _ANCHORS[asked]


def _beside(hearing: Hearing, asked: str) -> Period | None:
    text, claim = hearing.message.text, hearing.claim
    demand = claim.value("claim_made_on")
    if asked == "discovered_on" and isinstance(demand, Period) and says("with_demand", text):
        return demand
    anchor = claim.value(_anchor(hearing, asked))
    return counted_from(text, anchor, hearing.at.date()) if isinstance(anchor, Period) else None


def _counts_from_unknown(hearing: Hearing, asked: str) -> bool:
    anchor = _anchor(hearing, asked)
    known = hearing.claim.knows(anchor) and hearing.claim.value(anchor) is None
    return known and counts(hearing.message.text, hearing.at.date())


def meant(hearing: Hearing, changes: tuple[Change, ...]) -> str:
    """The intent of the message, once it is known what it answered: a plain answer is no order and no question."""
    intent, asked, text = hearing.intent, hearing.asked, hearing.message.text
    if hearing.message.pressed is not None:
        return intent
    if names_said.is_withheld(hearing):
        return "dont_know"
    if asked == CONFIRM and not changes:
        return word_to_summary(hearing)
    if asked == CONFIRM and intent != "correct" and adds_contact(changes) and sends_beside(hearing, changes):
        return "affirm"
    answered = any(change.new.field == asked and change.new.value is not None for change in changes)
    short = len(text.split()) <= _MOST_IN_AN_ANSWER
    # Any words look like a name, so there a question counts as one; "call me Bea" wants no call.
    known = answered and asked is not None
    kind = hearing.catalogue.field(str(asked)).kind if known else None
    calls = _CALLS.search(text) and kind is not Kind.NAME
    beside = hearing.topics - ({"person"} if kind is Kind.NAME else set())
    plain = answered and short and "?" not in text and not beside and not calls
    if not plain or intent not in _MISREAD:
        return intent
    named = kind in (Kind.NAME, Kind.TEXT)
    return intent if named and intent.startswith("ask_") else "inform"

"""What a message adds to the claim: everything that was read, pressed, or plainly answered."""

import re
from dataclasses import fields, replace
from typing import Any

from bot.claims.catalogue import Field, Kind
from bot.claims.model import Change, Fact, SetBy, Source, Status
from bot.claims.resume_code import is_code
from bot.claims.values import Period, to_json
from bot.conversations.model import Doubt
from bot.extraction.found import DateFound, Reading
from bot.extraction.replying import says
from bot.service.answers import at_home, names_said
from bot.service.answers.added import with_known
from bot.service.answers.another import told_beside
from bot.service.answers.answering import (
    DATES,
    fitting,
    is_demanded,
    is_none,
    is_plain_no,
    meant,
    told_otherwise,
)
from bot.service.answers.assent import adds, holds_back
from bot.service.answers.contact_said import comes_later, points_back, said_of_contact
from bot.service.answers.countries_said import country_said
from bot.service.answers.facts import Heard, assume, from_button, from_reading, infer, settled, unknown
from bot.service.answers.implied_answers import follow
from bot.service.answers.kinds_said import in_doubt, kind_in_words, likeliest, with_better_type, without_guess
from bot.service.answers.names_said import at_their_word
from bot.service.answers.plain_words import asks_for_a_moment, denies_another, is_not_known, statement_beside
from bot.service.answers.yes_or_no import is_unsure, knows_of_another, tells_else, without_answer
from bot.service.asides import listens
from bot.service.calls import follow_number
from bot.service.corrections import day_order
from bot.service.corrections.set_right import set_right
from bot.service.corrections.withdrawn import take_back
from bot.service.hearing import CONFIRM, TELLING, Hearing
from bot.service.side_questions import ORDER, POINT

_ASKED_BESIDE = frozenset(
    {"why", "help", "policy_help", "documents", "how_long", "fault", "ransom", "pay", "tell"}
)
_FEW = 4
_NOT = re.compile(r"\b(?:not|nicht|ned|nöd|nid|net)\b|n[’']t\b", re.IGNORECASE)
_WORTH_KEEPING = 4
"""Words from which an answer that is none is kept as part of the story."""


def record(hearing: Hearing) -> None:
    """Add what the message states to the claim; `hearing.heard` says what that was."""
    heard = Heard((), ())
    if told_beside(hearing) or holds_back(hearing):
        hearing.heard = heard
        return
    if points_back(hearing):
        # "The same as on my policy" asks nothing about cover.
        hearing.understood = replace(hearing.understood, intent="inform")
    answered = _answered(hearing)
    if hearing.message.pressed is not None:
        entities = dict(hearing.message.pressed.entities)
        heard = from_button(
            entities, hearing.claim, hearing.catalogue, hearing.message.id, hearing.at, hearing.asked
        )
    elif hearing.reading is not None and not (listens(hearing) or points_back(hearing)):
        heard = _from_text(hearing, hearing.reading)
        if not (answered or heard.doubts):
            heard = replace(heard, doubts=in_doubt(hearing))
    heard = _settle(hearing, heard)
    if answered is None and hearing.message.pressed is None and not listens(hearing):
        named = country_said(hearing)
        answered = named if named and named.field not in heard.fields else None
    if answered is not None and hearing.asked not in heard.fields:
        change = hearing.claim.record(answered)
        follows = infer(hearing.claim, hearing.catalogue, hearing.at)
        doubts = hearing.conversation.doubts
        hearing.conversation.doubts = tuple(doubt for doubt in doubts if doubt.field != answered.field)
        said_again = () if change else (answered.field,)
        heard = replace(
            heard,
            changes=(*heard.changes, *filter(None, [change]), *follows),
            again=(*heard.again, *said_again),
        )
    if not listens(hearing):
        heard = replace(heard, changes=(*heard.changes, *follow(hearing, heard.changes)))
    ordered = orders_sending(hearing) and hearing.intent in ("goodbye", "cancel")
    intent = "affirm" if ordered else meant(hearing, heard.changes)
    if intent != hearing.intent:
        hearing.understood = replace(hearing.understood, intent=intent)
    if hearing.claim.status is Status.DRAFT:
        assume(hearing.claim, hearing.catalogue, hearing.at, at_home.region(hearing))
        at_home.follow_money(hearing)
    hearing.heard = replace(heard, changes=_once_each(heard.changes))
    follow_number(hearing)
    take_back(hearing)


def _once_each(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Of a field that changed twice in one message the first old value and the last new one."""
    first: dict[str, Change] = {}
    for change in changes:
        before = first.get(change.new.field)
        first[change.new.field] = change if before is None else Change(before.old, change.new)
    return tuple(first.values())


def _answered(hearing: Hearing) -> Fact | None:
    """What the words answer that no reading finds in them."""
    return (
        said_of_contact(hearing)
        or told_otherwise(hearing)
        or kind_in_words(hearing)
        or _plain_answer(hearing)
        or at_their_word(hearing)
    )


def _from_text(hearing: Hearing, reading: Reading) -> Heard:
    reading = likeliest(hearing, without_guess(hearing, reading))
    fitted = fitting(hearing, _added(hearing, reading))
    corrected = set_right(hearing, fitted)
    reading = with_known(hearing, _no_answer(hearing, corrected) if corrected else _placed(hearing, fitted))
    heard = from_reading(
        reading,
        hearing.claim,
        hearing.catalogue,
        hearing.understood.read,
        hearing.at,
        asked=hearing.asked,
        story=hearing.story,
        demanded=is_demanded(hearing, reading),
    )
    if hearing.story or (not (heard.changes or heard.doubts or heard.again) and _adds_to_story(hearing)):
        heard = with_better_type(hearing, heard, reading)
        _tell_story(hearing)
    if hearing.only_court_papers and hearing.catalogue.has("notice_kind"):
        # Whatever they are about, somebody demands something.
        source = Source(hearing.message.id, 0, len(hearing.message.text))
        demand = Fact("notice_kind", "demand", SetBy.INSURED, hearing.at, 0.85, source)
        change = hearing.claim.record(demand)
        follows = infer(hearing.claim, hearing.catalogue, hearing.at)
        heard = replace(heard, changes=(*heard.changes, *filter(None, [change]), *follows))
    if (
        hearing.vague
        and len(hearing.message.text.split()) > 1
        and hearing.intent in TELLING
        and hearing.asked in (None, "description")
    ):
        # "I need to report a claim" is understood, and says nothing that could be kept.
        hearing.told = True
    if not hearing.claim.knows("description"):
        # A guess at the type of what nobody has told yet is none.
        told = tuple(doubt for doubt in heard.doubts if doubt.field != "incident_type")
        heard = replace(heard, doubts=told)
    return heard


def _no_answer(hearing: Hearing, corrected: Reading) -> Reading:
    """What sets right another point is no yes or no to the open question: "freigegeben am 2., nicht am 3."."""
    asked = hearing.asked
    if (
        asked is None
        or not hearing.catalogue.has(asked)
        or says("yes_or_no", _NOT.sub(" ", hearing.message.text))
    ):
        return corrected
    if hearing.catalogue.field(asked).kind is not Kind.YES_NO:
        return corrected
    return replace(corrected, **without_answer(hearing, corrected))


def _added(hearing: Hearing, reading: Reading) -> Reading:
    """After the notice was sent, what comes up fills gaps; only what is said to be wrong is replaced."""
    if hearing.claim.status is Status.DRAFT or hearing.intent == "correct":
        return reading
    names = [each.name for each in fields(reading) if each.name not in ("dates", "amounts", "incident_type")]
    filled: dict[str, Any] = {name: None for name in names if hearing.claim.value(name) is not None}
    return replace(reading, **filled)


def _placed(hearing: Hearing, reading: Reading) -> Reading:
    """A bare day that corrects something belongs to the day that was just said; if that could be several, it is asked about."""
    found = [each for name in DATES if (each := getattr(reading, name)) is not None]
    corrects = hearing.asked in (CONFIRM, ORDER) or (
        hearing.intent == "correct" and hearing.asked not in DATES
    )
    if not corrects or len(found) != 1 or hearing.named_fields():
        return reading
    empty = replace(reading, occurred_on=None, discovered_on=None, claim_made_on=None)
    if hearing.asked == ORDER:
        read_as = next(name for name in DATES if getattr(reading, name) is not None)
        in_order: dict[str, Any] = {day_order.meant(hearing, found[0], read_as): _sure(found[0])}
        return replace(empty, **in_order)
    known = [name for name in DATES if isinstance(hearing.claim.value(name), Period)]
    told = [name for name in known if not _is_assumed(hearing, name)]
    # A day that is only assumed to be that of the event moves with it.
    known = told or known
    said = [name for name in known if name in hearing.conversation.said]
    meant = said if len(said) == 1 else known
    if not meant:
        return reading
    if len(meant) > 1:
        hearing.conversation.aside = {"value": to_json(found[0].period), "fields": meant}
        hearing.conversation.asks = POINT
        return empty
    moved: dict[str, Any] = {meant[0]: _sure(found[0])}
    return replace(empty, **moved)


def _is_assumed(hearing: Hearing, name: str) -> bool:
    fact, anchor = hearing.claim.current(name), hearing.catalogue.field(name).same_as
    if fact is None or anchor is None or fact.set_by is not SetBy.BOT:
        return False
    return fact.value == hearing.claim.value(anchor)


def _sure(found: DateFound) -> DateFound:
    return replace(found, confidence=max(found.confidence, 0.8))


def _settle(hearing: Hearing, heard: Heard) -> Heard:
    """Any answer to a doubt ends it; one that picks a reading by its month alone means that reading."""
    changes = list(heard.changes)
    left: list[Doubt] = []
    for doubt in hearing.conversation.doubts:
        answered = doubt.field in heard.fields or hearing.claim.knows(doubt.field)
        if not answered and not (doubt.field == hearing.asked and hearing.intent in ("dont_know", "skip")):
            left.append(doubt)
            continue
        picked = settled(doubt, hearing.claim.value(doubt.field))
        for number, change in enumerate(changes):
            if picked is not None and change.new.field == doubt.field:
                picking = hearing.claim.record(replace(change.new, value=picked))
                changes[number] = Change(change.old, picking.new) if picking else change
    fresh = {doubt.field for doubt in heard.doubts}
    hearing.conversation.doubts = (*(doubt for doubt in left if doubt.field not in fresh), *heard.doubts)
    return replace(heard, changes=tuple(changes))


def _plain_answer(hearing: Hearing) -> Fact | None:
    """The fact in "yes", "no", "I don't know" and "skip", if the open question can be answered so."""
    asked, intent = hearing.asked, hearing.intent
    if asked is None or not hearing.catalogue.has(asked):
        return None
    field = hearing.catalogue.field(asked)
    source = Source(hearing.message.id)
    aside = (
        "objects" in hearing.topics or _asks_beside(hearing) or ("back" in hearing.topics and hearing.brief)
    )
    if hearing.message.pressed is None and (aside or asks_for_a_moment(hearing)):
        # "That's none of your business" and "back" are no no, and "where do I find it" no "I don't know".
        return None
    if names_said.is_withheld(hearing) or is_not_known(hearing) or comes_later(hearing):
        intent = "dont_know"
    if intent in ("dont_know", "skip") and not field.must:
        if knows_of_another(hearing):
            # That the client does not know says nothing of the writer.
            return None
        guess = _likeliest_of(hearing, field)
        if guess is not None:
            return Fact(field.name, guess, SetBy.BOT, hearing.at, 0.5, source)
        return Fact(field.name, unknown(field, hearing.catalogue), SetBy.INSURED, hearing.at, 1.0, source)
    if intent == "deny" and (other := _denied_beside(hearing)) is not None:
        return other
    if intent in ("affirm", "deny") and (_answers_another(hearing, field) or denies_another(hearing)):
        return None
    if tells_else(hearing) or is_unsure(hearing):
        # "Still not working" says neither yes nor no to whether anything was signed.
        return None
    if orders_sending(hearing):
        return None
    said = {"affirm": field.affirm, "deny": field.deny}
    if field.kind is Kind.YES_NO:
        said = {"affirm": "yes", "deny": "no"}
    no_value = field.kind in (Kind.NUMBER, Kind.COUNT) or field.ahead or is_plain_no(hearing, field.kind)
    none = is_none(hearing, field.kind, ahead=field.ahead)
    beside = statement_beside(hearing, field.kind)
    if beside is not None and not field.must:
        return Fact(field.name, beside, SetBy.INSURED, hearing.at, 1.0, source)
    if ((intent == "deny" and no_value) or none) and not field.must:
        return Fact(field.name, None, SetBy.INSURED, hearing.at, 1.0, source)
    value = said.get(intent)
    if (
        value is None
        and field.kind in (Kind.TEXT, Kind.COUNT)
        and not field.must
        and _answers_in_words(hearing, field.kind)
    ):
        value = hearing.message.text.strip()
    return Fact(field.name, value, SetBy.INSURED, hearing.at, 1.0, source) if value else None


def _likeliest_of(hearing: Hearing, field: Field) -> str | None:
    """The first of the choices between which somebody can't decide; the summary marks it as assumed."""
    doubt = next((each for each in hearing.conversation.doubts if each.field == field.name), None)
    first = doubt.readings[0] if doubt is not None and field.choices else None
    return first if isinstance(first, str) and first != field.deny else None


def orders_sending(hearing: Hearing) -> bool:
    """Whether somebody wants it sent while a question is open; "send it" is no yes to that."""
    text = hearing.message.text
    orders = says("send", text) and not says("yes_or_no", text)
    return hearing.message.pressed is None and hearing.brief and orders and hearing.asked != CONFIRM


def _asks_beside(hearing: Hearing) -> bool:
    return bool(hearing.topics & _ASKED_BESIDE) and says("asks", hearing.message.text)


def _denied_beside(hearing: Hearing) -> Fact | None:
    """ "No court" in answer to another question says "no" to the one that it names."""
    named = [
        name
        for name in hearing.named_fields()
        if name != hearing.asked and hearing.catalogue.field(name).kind is Kind.YES_NO
    ]
    few = len(hearing.message.text.split()) <= _FEW
    if len(named) != 1 or not few or not says("none", hearing.message.text):
        return None
    return Fact(named[0], "no", SetBy.INSURED, hearing.at, 0.8, Source(hearing.message.id))


def _answers_another(hearing: Hearing, field: Field) -> bool:
    """Whether what sounds like a yes or no is a day, a sum or a person, and answers a question that was put before."""
    if hearing.message.pressed is not None or field.kind is not Kind.YES_NO:
        return False
    reading, text = hearing.reading, hearing.message.text
    found = reading is not None and bool(
        reading.dates or reading.amounts or reading.insured_contact or _is_a_card(reading, text)
    )
    return (found or says("ourselves", text)) and not says("yes_or_no", text)


def _is_a_card(reading: Reading, text: str) -> bool:
    """Whether a name or a policy number is most of the text: "Alan Price" is no yes."""
    found = [reading.insured_name, reading.claimant, reading.policy_number]
    return sum(len(each.value) for each in found if each is not None) > len(text) / 2


def _answers_in_words(hearing: Hearing, kind: Kind) -> bool:
    """Whether a text is the answer to a question that any words answer."""
    # A code that was brought from the other channel goes on with a draft there.
    if hearing.message.pressed is not None or "?" in hearing.message.text or is_code(hearing.message.text):
        return False
    if kind is Kind.COUNT and not says("counted", hearing.message.text):
        return False
    if kind is Kind.TEXT and _tells_who(hearing):
        return False
    if kind is Kind.TEXT and hearing.intent == "affirm" and says("says_nothing", hearing.message.text):
        # "Yes" is no place.
        return False
    if hearing.intent in (*TELLING, "affirm", "deny", "out_of_scope"):
        return True
    # Places and names of things look like nothing to the engine; a single unknown word may be a slip of the hand.
    return kind is Kind.TEXT and hearing.intent == "nlu_fallback" and len(hearing.message.text.split()) > 1


def _tells_who(hearing: Hearing) -> bool:
    """Whether the words are the insured's name or address, and nobody's place: "I'm Hazel Strand, hazel@strand.example"."""
    reading, text = hearing.reading, hearing.message.text
    found = [reading.insured_name, reading.insured_contact] if reading else []
    return sum(len(each.value) for each in found if each is not None) > len(text) / 2


def _adds_to_story(hearing: Hearing) -> bool:
    """Whether words that answer no question tell more of what happened, or are at least worth keeping."""
    if hearing.asked == CONFIRM:
        return adds(hearing)
    if (
        hearing.asked is None
        or not hearing.catalogue.has(hearing.asked)
        or not hearing.claim.knows("description")
    ):
        return False
    spoken = hearing.catalogue.field(hearing.asked).kind not in (
        Kind.NAME,
        Kind.CONTACT,
        Kind.NUMBER,
        Kind.TEXT,
    )
    return spoken and hearing.intent in TELLING and len(hearing.message.text.split()) >= _WORTH_KEEPING


def _tell_story(hearing: Hearing) -> None:
    """Keep the person's own words as the description while they tell what happened."""
    text = hearing.message.text.strip()
    if not text:
        return
    before = hearing.claim.value("description")
    old = (hearing.understood.replaces or "").strip()
    words = text
    if isinstance(before, str):
        words = before.replace(old, text) if old and old in before else f"{before}\n{text}"
    source = Source(hearing.message.id, 0, len(hearing.message.text))
    hearing.told = True
    hearing.claim.record(Fact("description", words, SetBy.INSURED, hearing.at, 1.0, source))

"""What a message adds to the claim: everything that was read, pressed, or plainly answered."""

import re
from dataclasses import fields, replace
from typing import Any

from bot.claims.catalogue import Kind
from bot.claims.model import Change, Fact, SetBy, Status
from bot.claims.values import Period, from_json, to_json
from bot.conversations.model import Doubt
from bot.extraction.found import DateFound, Reading
from bot.extraction.replying import says
from bot.service.answers import at_home
from bot.service.answers.added import with_known
from bot.service.answers.another import told_beside
from bot.service.answers.answering import (
    fitting,
    is_demanded,
    meant,
    told_otherwise,
)
from bot.service.answers.assent import adds, holds_back
from bot.service.answers.contact_said import comes_later, points_back, said_of_contact
from bot.service.answers.countries_said import country_said
from bot.service.answers.demand_said import comes_with_demand
from bot.service.answers.facts import Heard, assume, from_button, from_reading, infer, settled
from bot.service.answers.implied_answers import follow
from bot.service.answers.kinds_said import in_doubt, kind_in_words, likeliest, with_better_type, without_guess
from bot.service.answers.learnt import learnt_answer, leave_to_meaning, likely_answer, says_unknown
from bot.service.answers.names_said import at_their_word, without_our_words
from bot.service.answers.own_firm_said import has_none, with_own_firm
from bot.service.answers.plain_answer import orders_sending, plain_answer
from bot.service.answers.plain_words import asks_nothing
from bot.service.answers.replacing import DATES, hardly_corrects
from bot.service.answers.whose_contact import taken_off, with_owners
from bot.service.answers.yes_or_no import tells_else, without_answer
from bot.service.asides import listens
from bot.service.calls import follow_number
from bot.service.corrections import day_order
from bot.service.corrections.set_right import set_right
from bot.service.corrections.withdrawn import take_back
from bot.service.hearing import CONFIRM, TELLING, Hearing
from bot.service.side_questions import ORDER, POINT

_NOT = re.compile(r"\b(?:not|nicht|ned|nöd|nid|net)\b|n[’']t\b", re.IGNORECASE)
_ASKS = frozenset({"ask_coverage", "ask_privacy", "ask_process", "ask_bot_identity"})
_OURSELVES = re.compile(
    r"\b(?:i|we|i['’]ve|we['’]ve|ich|wir|mir|mia|hab|habe|hob|han|haben)\b", re.IGNORECASE
)
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
    if hearing.intent in _ASKS and (asks_nothing(hearing) or comes_later(hearing)):
        # "It's on the encrypted server" asks nothing about data protection.
        hearing.understood = replace(hearing.understood, intent="inform")
    answered = learnt_answer(hearing)
    if answered is not None:
        leave_to_meaning(hearing)
        if hearing.intent in ("dont_know", "skip") and not says_unknown(hearing):
            # "Me, I forgot" knows well who it was.
            hearing.understood = replace(hearing.understood, intent="inform")
    else:
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
        if answered is None and not (heard.changes or heard.doubts):
            answered = likely_answer(hearing)
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
        heard = replace(heard, changes=(*heard.changes, *follow(hearing, heard.changes), *taken_off(hearing)))
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
        or plain_answer(hearing)
        or has_none(hearing)
        or at_their_word(hearing)
    )


def _from_text(hearing: Hearing, reading: Reading) -> Heard:
    reading = with_own_firm(hearing, likeliest(hearing, without_guess(hearing, reading)))
    fitted = fitting(hearing, _added(hearing, reading))
    corrected = set_right(hearing, fitted)
    reading = with_known(hearing, _no_answer(hearing, corrected) if corrected else _placed(hearing, fitted))
    reading = with_owners(hearing, with_own_firm(hearing, without_our_words(hearing, reading)))
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
        demand = Fact("notice_kind", "demand", SetBy.INSURED, hearing.at, 0.85, hearing.source)
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
        # "I gave the deposit back, 300" tells of what was asked, whatever the sum sets right.
        or (_OURSELVES.search(hearing.message.text) and not tells_else(hearing))
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
        hearing.intent == "correct" and hearing.asked not in DATES and not hardly_corrects(hearing)
    )
    if not corrects or len(found) != 1 or hearing.named_fields():
        return reading
    if reading.claim_made_on is not None and comes_with_demand(hearing, reading):
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
    heard = _insisted(hearing, _shown(hearing, heard))
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


def _shown(hearing: Hearing, heard: Heard) -> Heard:
    """A day that was in doubt is known once another in the story shows the order: "2/11" beside "a letter dated 2/19"."""
    changes: list[Change] = []
    for doubt in hearing.conversation.doubts:
        found = getattr(hearing.reading, doubt.field, None)
        if not isinstance(found, DateFound) or found.ambiguous or doubt.field in heard.fields:
            continue
        if to_json(found.period) in doubt.readings and not hearing.claim.knows(doubt.field):
            fact = Fact(
                doubt.field, found.period, SetBy.INSURED, hearing.at, found.confidence, hearing.source
            )
            changes += filter(None, [hearing.claim.record(fact)])
    return replace(heard, changes=(*heard.changes, *changes))


def _insisted(hearing: Hearing, heard: Heard) -> Heard:
    """Whoever says "11/9" again, asked which day that is, means it as their country writes it: the likeliest reading."""
    same = [doubt for doubt in heard.doubts if doubt in hearing.conversation.doubts]
    said = next((doubt for doubt in same if doubt.field == hearing.asked and len(doubt.readings) > 1), None)
    value = from_json(said.readings[0]) if said else None
    if said is None or not isinstance(value, Period):
        return heard
    change = hearing.claim.record(Fact(said.field, value, SetBy.INSURED, hearing.at, 0.6, hearing.source))
    doubts = tuple(doubt for doubt in heard.doubts if doubt != said)
    return replace(heard, changes=(*heard.changes, *filter(None, [change])), doubts=doubts)


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
    hearing.told = True
    hearing.claim.record(Fact("description", words, SetBy.INSURED, hearing.at, 1.0, hearing.source))

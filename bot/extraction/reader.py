"""Reads a run of messages by one person and puts everything it states under the claim field it belongs to.

Plain functions in a fixed order instead of a spaCy pipeline: identifiers, dates, amounts, parties, roles, type. Each
step needs the plain spans of the ones before and nothing else of a `Doc`; tokenising into one costs more than the
whole reading, and the order is easier to see here than in a pipeline of registered components.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.claims.languages import FALLBACK, default_region, languages
from bot.extraction.amount_roles import assign_amounts
from bot.extraction.answers import answer_text
from bot.extraction.attack import find_attack
from bot.extraction.caused_by import CausedBy
from bot.extraction.causes import reconsidered
from bot.extraction.clauses import split_clauses
from bot.extraction.contact import find_contact, find_insured_name, find_policy_number
from bot.extraction.cues import Cues
from bot.extraction.dates import find_dates
from bot.extraction.first_heard import heard_first_by_demand
from bot.extraction.found import AmountFound, DateFound, Reading, Span, TextFound, TypeFound
from bot.extraction.harm import told_from
from bot.extraction.identifiers import DATING_KINDS, find_identifiers
from bot.extraction.incident_types import IncidentTypes
from bot.extraction.introductions import find_introduction
from bot.extraction.language import detect_language
from bot.extraction.meanings import LONGEST_ANSWER
from bot.extraction.money.amounts import find_amounts
from bot.extraction.name_turns import without_others
from bot.extraction.no_names import unless_nobody
from bot.extraction.notice import (
    OWN_TYPES,
    find_notice_kind,
    find_ongoing,
    find_statement_made,
    is_undemanded,
)
from bot.extraction.parties.claimant import Party, find_claimant
from bot.extraction.replying import days_after
from bot.extraction.roles import assign_dates
from bot.extraction.second_thoughts import settled, sums_set_right
from bot.extraction.times_of_day import find_time
from bot.extraction.undemanded import (
    only_told_of,
    speaks_of_demands,
    without_decision,
    without_demand,
)
from bot.extraction.writers_firm import own_firms_in, without_own_firm, writers_firm

LONGEST = 20_000
"""Characters of a run of messages that are read."""

_MOST_WEIGHED = 100
"""How many dates and how many sums may be given a role: with more it is a table or a log, and weighing each takes long."""

_BREAK = "\n\n"
_REPORT = 25
"""Characters from which a text without a date or amount may still be a report with an incident type."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_ADDRESS = re.compile(r"\S@\w[\w-]*\.\w")
_SMALL_WORD = 4
_ITS = re.compile(
    r"\W*(?:it['’]?s|that['’]?s|it is|das ist|es ist|dit is|des is|is) (?!me\b|ich\b|i\b)", re.IGNORECASE
)
"""What somebody who tells more beside another question says of the party they spoke of, and not of themselves."""
_GOES_ON = 0.8
_NAMED = 0.8
"""Confidence from which somebody who is named has the loss."""
_CARD = 80
"""Characters of a text that may hold nothing but who somebody is and how to reach them."""
_LEAST_TOLD = 6
"""Words that must be left of a story without its sender's data."""
_SEVERAL = 2
_ANSWERED = 0.9
"""Confidence of a name that is the answer to the question for it."""
_ATTACKED = OWN_TYPES | {"security_incident"}
"""Types of which an attack that goes on is told; in any other the service looks for one itself."""
_DEMANDS = frozenset({"demand", "warning_letter"})
_DAY_FIELDS = frozenset({"occurred_on", "discovered_on", "claim_made_on"})
_AMOUNT_FIELDS = frozenset({"amount_claimed", "amount_estimated"})


class Reader:
    """Reads messages; holds nothing but the trained models, so one serves all conversations and threads."""

    def __init__(self, models: Path | None, policy_patterns: Sequence[str] = ()) -> None:
        """Load the models from the folder `models`; with None incident type and cause stay unread.

        `policy_patterns` are regular expressions of the insurer's own policy numbers. Raises FileNotFoundError
        if the folder has no models.
        """
        self._types = IncidentTypes.load(models) if models else None
        self._causes = CausedBy.load(models) if models else None
        self._policy_texts = tuple(policy_patterns)
        self._policies = tuple(re.compile(pattern, re.IGNORECASE) for pattern in policy_patterns)

    def read(
        self,
        messages: Sequence[str],
        *,
        now: datetime,
        lang: str | None = None,
        region: str | None = None,
        asks: str | None = None,
    ) -> Reading:
        """Everything that `messages` state.

        `now` is the local time of the first message, from which relative dates count; `lang` ("en" or "de") and `region`
        (ISO country of the insured) are found or assumed if missing. `asks` names the claim field that the last
        question asked for: a bare date, amount or name belongs to it.
        """
        text = _BREAK.join(messages)[:LONGEST]
        language = lang if lang in languages() else (detect_language(text) or (FALLBACK, 0.5))[0]
        country = region or default_region(language)

        numbered = find_identifiers(text, policy_patterns=self._policy_texts, region=country)
        identifiers = [(found.start, found.end) for found in numbered]
        undated = [(found.start, found.end) for found in numbered if found.kind not in DATING_KINDS]
        dates = settled(text, find_dates(text, lang=language, now=now, region=country, blocked=undated))
        # "The same day, he called at 11" counts from another day.
        bare = not dates and asks in _DAY_FIELDS and days_after(text) is None
        time = find_time(text, now=now) if bare else None
        dates = dates or ([time] if time else [])
        dated = [(found.span.start, found.span.end) for found in dates]

        def sums(told: str, blocked: Sequence[tuple[int, int]]) -> list[AmountFound]:
            others = [*identifiers, *dated, *blocked]
            return find_amounts(
                told, lang=language, region=country, blocked=others, asked=asks in _AMOUNT_FIELDS
            )

        amounts = sums_set_right(text, sums)
        priced = [(found.span.start, found.span.end) for found in amounts]

        incident_type = self._incident_type(messages, text, dates, amounts, asks)
        type_name = incident_type.value if incident_type else None
        cues = Cues.of(language).find(text)
        clauses = split_clauses(text, [*dated, *priced])
        date_roles = assign_dates(
            text,
            dates[:_MOST_WEIGHED],
            cues=cues,
            clauses=clauses,
            today=now.date(),
            asks=asks,
            harm=told_from(messages, len(_BREAK)),
            newest=len(text) - len(messages[-1]) if len(messages) > 1 else 0,
        )
        if asks is None and not (amounts or speaks_of_demands(cues)):
            date_roles = replace(date_roles, claim_made_on=None)
        if asks != "claim_made_on":
            date_roles = without_decision(text, clauses, date_roles)
        amount_roles = assign_amounts(
            text,
            amounts[:_MOST_WEIGHED],
            cues=cues,
            clauses=clauses,
            own_loss=type_name in OWN_TYPES,
            asks=asks,
        )
        policy_number = find_policy_number(text, patterns=self._policies, asked=asks == "policy_number")
        introduced = find_introduction(text)
        others = asks not in (None, "description", "insured_name", "insured_contact") and _ITS.match(text)
        named = find_insured_name(text, asked=asks == "insured_name", blocked=dated)
        insured_name = unless_nobody(named)
        # Who is asked for a name and tells it beside that of the firm has told it.
        answered = (
            asks == "insured_name" and insured_name is not None and insured_name.confidence >= _ANSWERED
        )
        if introduced.insured and asks != "claimant" and not answered:
            start, end = introduced.insured
            insured_name = TextFound(text[start:end], 0.85, Span(0, start, end))
        own_firms = own_firms_in(text, insured_name, introduced, asked=asks, others=bool(others))
        insured_firm = writers_firm(text, own_firms, insured_name)
        contact = find_contact(
            text,
            region=country,
            # "Petra Wolf, 0171 5550123" is a name with the number to it, whatever was asked.
            asked=asks in ("insured_contact", "insured_name") or (bool(insured_name) and len(text) <= _CARD),
            blocked=[*dated, *_spans(policy_number)],
            name_end=insured_name.span.end if insured_name and insured_name.span else None,
        )
        claimant = self._claimant(
            messages,
            text,
            language,
            [*identifiers, *dated, *priced],
            [*(() if others else _spans(insured_name)), *own_firms, *introduced.own],
            type_name,
            asks,
        )
        if (asks == "claimant" and claimant and _overlap(claimant, insured_name)) or others:
            insured_name = None
        day = date_roles.claim_made_on
        own = type_name is None or type_name in _ATTACKED
        attack = find_attack(text, today=now.date(), dates=dates) if own else None
        notice_kind = find_notice_kind(
            text,
            lang=language,
            incident_type=type_name,
            attacked=attack is not None and not attack.on_client,
            harmed=claimant is not None and not claimant.generic and claimant.confidence >= _NAMED,
            demanded=amount_roles.amount_claimed is not None,
            dated=day is not None
            and not (asks is None and not amounts and only_told_of(text, clauses, day.span)),
        )
        if notice_kind is not None and notice_kind.value == "demand" and notice_kind.span is None:
            # Who names the sum has said that somebody demands it.
            claimed = amount_roles.amount_claimed
            notice_kind = replace(notice_kind, span=claimed.span if claimed else None)
        if asks is None and date_roles.claim_made_on and is_undemanded(notice_kind):
            date_roles = without_demand(
                text,
                notice_kind.span if notice_kind else None,
                clauses,
                date_roles,
                lambda left: assign_dates(
                    left,
                    dates[:_MOST_WEIGHED],
                    cues=Cues.of(language).find(left),
                    clauses=clauses,
                    today=now.date(),
                    harm=told_from(messages, len(_BREAK)),
                ),
            )
        if notice_kind and notice_kind.value == "circumstance" and asks != "amount_claimed":
            amount_roles = amount_roles.estimated()
        noticed, demanded_on = date_roles.discovered_on, date_roles.claim_made_on
        demanded = demanded_on or (notice_kind is not None and notice_kind.value in _DEMANDS)
        if demanded and (noticed is None) != (demanded_on is None) and heard_first_by_demand(text):
            one_day = noticed or demanded_on
            date_roles = replace(date_roles, discovered_on=one_day, claim_made_on=one_day)
        place = _Places(messages)
        return _placed(
            Reading(
                incident_type=incident_type,
                occurred_on=date_roles.occurred_on,
                discovered_on=date_roles.discovered_on,
                claim_made_on=date_roles.claim_made_on,
                amount_claimed=amount_roles.amount_claimed,
                amount_estimated=amount_roles.amount_estimated,
                claimant=claimant,
                caused_by=self._cause(messages, type_name, incident_type, asks),
                notice_kind=notice_kind,
                insured_name=insured_name,
                insured_firm=insured_firm,
                insured_contact=contact,
                policy_number=policy_number,
                # "Rolled back" tells what was done about it, not that it is over for good.
                ongoing=None
                if asks == "mitigation"
                else find_ongoing(text, lang=language, asked=asks == "ongoing") or _under_attack(notice_kind),
                statement_made=find_statement_made(text, lang=language, asked=asks == "statement_made"),
                dates=tuple(dates),
                amounts=tuple(amounts),
            ),
            place,
        )

    def _incident_type(
        self,
        messages: Sequence[str],
        text: str,
        dates: Sequence[DateFound],
        amounts: Sequence[AmountFound],
        asks: str | None,
    ) -> TypeFound | None:
        spans = [*(found.span for found in dates), *(found.span for found in amounts)]
        covered = sum(span.end - span.start for span in spans)
        words = len(text.split())
        if self._types is None or not text.strip():
            return None
        if asks in (None, "description", "incident_type"):
            return self._types.classify(self._stories(messages)) if words > 1 else None
        long = len(text.strip()) - covered >= 3 * _REPORT
        return self._types.classify(self._stories(messages)) if long else None

    def _stories(self, messages: Sequence[str]) -> list[str]:
        """The messages without the sentences that say who writes: an address or a policy tells nothing of the incident."""
        told = [
            " ".join(
                part
                for part in _SENTENCE.split(message)
                if not _ADDRESS.search(part) and not any(policy.search(part) for policy in self._policies)
            )
            for message in messages
        ]
        return told if len("".join(told).split()) > _LEAST_TOLD else list(messages)

    def _cause(
        self,
        messages: Sequence[str],
        type_name: str | None,
        incident_type: TypeFound | None,
        asks: str | None,
    ) -> TextFound | None:
        if asks == "caused_by":
            return _in_newest(messages, asks) or answer_text("caused_by", _BREAK.join(messages))
        if self._causes is None or incident_type is None:
            return None
        return reconsidered(self._causes.classify(messages, type_name), _BREAK.join(messages))

    def _claimant(
        self,
        messages: Sequence[str],
        text: str,
        lang: str,
        figures: Sequence[tuple[int, int]],
        own: Sequence[tuple[int, int]],
        type_name: str | None,
        asks: str | None,
    ) -> TextFound | None:
        if asks == "claimant" and messages and len(messages[-1].split()) <= LONGEST_ANSWER:
            text, messages = without_own_firm(text), [without_own_firm(message) for message in messages]
            # The answer may look like the introduction of the writer ("it's Hartmann Ltd"), so only a sum, a day or a name with
            # an address is none.
            answer = unless_nobody(_in_newest(messages, asks) or answer_text("claimant", text))
            if answer and not (_is_figure(answer, figures) or _ADDRESS.search(answer.value)):
                return answer
            text = without_others(text)
        party: Party | None = find_claimant(
            text, lang=lang, blocked=[*figures, *own], own_loss=type_name in OWN_TYPES
        )
        if party is None:
            return None
        place = Span(0, party.start, party.end)
        return unless_nobody(TextFound(party.value, party.confidence, place, party.generic))


def _spans(*found: TextFound | None) -> list[tuple[int, int]]:
    return [(each.span.start, each.span.end) for each in found if each and each.span]


def _in_newest(messages: Sequence[str], asks: str) -> TextFound | None:
    """The answer in the newest of several messages: what was told before it was no answer to the question."""
    if len(messages) < _SEVERAL:
        return None
    found = answer_text(asks, messages[-1])
    if found is None or found.span is None:
        return found
    start = sum(len(message) + len(_BREAK) for message in messages[:-1])
    place = Span(0, found.span.start + start, found.span.end + start)
    return replace(found, span=place) if place.end <= LONGEST else None


def _under_attack(kind: TextFound | None) -> TextFound | None:
    """That it goes on, if an attack is an emergency."""
    return TextFound("yes", _GOES_ON, kind.span) if kind and kind.value == "cyber_emergency" else None


def _is_figure(answer: TextFound, figures: Sequence[tuple[int, int]]) -> bool:
    """Whether an answer is a sum or a day, with a small word beside it at most."""
    covered = max(
        (min(end, b) - max(start, a) for start, end in _spans(answer) for a, b in figures), default=0
    )
    return covered > 0 and len(answer.value) - covered <= _SMALL_WORD


def _overlap(one: TextFound, other: TextFound | None) -> bool:
    return any(a < d and c < b for a, b in _spans(one) for c, d in _spans(other))


class _Places:
    """Maps characters of the joined text back to a message and the characters in it."""

    def __init__(self, messages: Sequence[str]) -> None:
        self._lengths = [len(message) for message in messages]
        self._starts = [0]
        for message in messages[:-1]:
            self._starts.append(self._starts[-1] + len(message) + len(_BREAK))

    def of(self, span: Span) -> Span:
        """The span in its message; one that crosses a border is cut at the end of the message it starts in."""
        number = max(0, bisect_right(self._starts, span.start) - 1)
        offset = self._starts[number]
        length = self._lengths[number] if self._lengths else 0
        return Span(number, min(span.start - offset, length), min(span.end - offset, length))


def _placed(reading: Reading, place: _Places) -> Reading:
    def moved[T: (DateFound, AmountFound)](found: T) -> T:
        return replace(found, span=place.of(found.span))

    def moved_text(found: TextFound | None) -> TextFound | None:
        return replace(found, span=place.of(found.span)) if found and found.span else found

    return replace(
        reading,
        occurred_on=reading.occurred_on and moved(reading.occurred_on),
        discovered_on=reading.discovered_on and moved(reading.discovered_on),
        claim_made_on=reading.claim_made_on and moved(reading.claim_made_on),
        amount_claimed=reading.amount_claimed and moved(reading.amount_claimed),
        amount_estimated=reading.amount_estimated and moved(reading.amount_estimated),
        claimant=moved_text(reading.claimant),
        caused_by=moved_text(reading.caused_by),
        notice_kind=moved_text(reading.notice_kind),
        insured_name=moved_text(reading.insured_name),
        insured_firm=moved_text(reading.insured_firm),
        insured_contact=moved_text(reading.insured_contact),
        policy_number=moved_text(reading.policy_number),
        ongoing=moved_text(reading.ongoing),
        statement_made=moved_text(reading.statement_made),
        dates=tuple(moved(found) for found in reading.dates),
        amounts=tuple(moved(found) for found in reading.amounts),
    )

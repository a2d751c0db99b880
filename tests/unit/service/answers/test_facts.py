"""From what was read or pressed to facts."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from bot.claims.model import Claim, Fact, SetBy, Source
from bot.claims.values import Money, Value, to_json
from bot.conversations.model import Doubt
from bot.extraction.found import Reading
from bot.service.answers.facts import Heard, from_button, from_reading, infer, settled
from tests.builders import (
    NOW,
    a_claim,
    a_date,
    a_fact,
    a_reading,
    a_source,
    a_span,
    a_sum,
    a_text,
    a_type,
    an_ambiguous_date,
    day,
    days,
    euros,
    said_of,
    the_catalogue,
)

ASSUMED_SAME_DAY = {"lost_key", "property_damage", "bodily_injury"}
BOTH_SUMS = ((Decimal(1400), Decimal(1400)), (Decimal("1.4"), Decimal("1.4")))
TYPES = sorted(the_catalogue().field("incident_type").choices)


def read(
    reading: Reading,
    claim: Claim | None = None,
    messages: Sequence[str] = ("m1",),
    *,
    story: bool = True,
    asked: str | None = None,
) -> tuple[Heard, Claim]:
    claim = claim or a_claim()
    return from_reading(reading, claim, the_catalogue(), messages, NOW, asked=asked, story=story), claim


@pytest.mark.parametrize(
    ("reading", "field", "value"),
    [
        (a_reading(occurred_on=a_date("2026-04-03")), "occurred_on", day("2026-04-03")),
        (
            a_reading(occurred_on=a_date("2026-04-03", "2026-04-05")),
            "occurred_on",
            days("2026-04-03", "2026-04-05"),
        ),
        (a_reading(discovered_on=a_date("2026-04-03")), "discovered_on", day("2026-04-03")),
        (a_reading(amount_estimated=a_sum("900")), "amount_estimated", euros("900")),
        (a_reading(claimant="Alderway Dental"), "claimant", "Alderway Dental"),
        (a_reading(insured_contact="mara@example.com"), "insured_contact", "mara@example.com"),
        (a_reading(policy_number="PI-204-1877"), "policy_number", "PI-204-1877"),
        (a_reading(caused_by="employee"), "caused_by", "employee"),
        (a_reading(statement_made="yes"), "statement_made", "yes"),
    ],
)
def test_from_reading_takes_what_is_stated(reading: Reading, field: str, value: Value) -> None:
    heard, claim = read(reading)
    assert claim.value(field) == value
    assert heard.fields == [field]


def test_from_reading_keeps_who_said_it_and_where() -> None:
    _, claim = read(a_reading(claimant=a_text("Alderway Dental", 0.8)))
    fact = claim.facts[0]
    assert (fact.set_by, fact.source, fact.confidence, fact.at) == (SetBy.INSURED, a_source(), 0.8, NOW)


def test_from_reading_keeps_how_a_sum_was_put() -> None:
    _, claim = read(a_reading(amount_estimated=a_sum("900", "1100", approximate=True, currency_stated=False)))
    assert claim.value("amount_estimated") == euros("900", "1100", approximate=True, currency_stated=False)


def test_from_reading_takes_from_earlier_messages_nothing_again() -> None:
    reading = a_reading(
        claimant=a_text("Alderway", span=a_span(0)), insured_name=a_text("Mara", span=a_span(1))
    )
    heard, claim = read(reading, messages=("m1", "m2"))
    assert said_of(claim) == {"insured_name": "Mara"}
    assert claim.facts[0].source == a_source("m2")
    assert heard.fields == ["insured_name"]


@pytest.mark.parametrize(
    ("reading", "field"),
    [
        (a_reading(occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04")), "occurred_on"),
        (a_reading(discovered_on=a_date("2026-05-01", future=True)), "discovered_on"),
        (a_reading(claim_made_on=a_date("2026-05-01", future=True)), "claim_made_on"),
        (a_reading(amount_claimed=a_sum("1400", readings=BOTH_SUMS)), "amount_claimed"),
    ],
)
def test_from_reading_doubts_what_has_two_readings_or_is_still_to_come(reading: Reading, field: str) -> None:
    heard, claim = read(reading)
    assert claim.facts == []
    assert [doubt.field for doubt in heard.doubts] == [field]


def test_from_reading_takes_the_rest_of_a_message_with_a_doubt() -> None:
    heard, claim = read(
        a_reading(claimant="Alderway", occurred_on=an_ambiguous_date("2026-04-03", "2026-03-04"))
    )
    assert said_of(claim) == {"claimant": "Alderway"}
    assert len(heard.doubts) == 1


@pytest.mark.parametrize(
    "reading",
    [
        a_reading(claimant=a_text("the one", 0.3)),
        a_reading(caused_by=a_text("self", 0.64, span=None)),
        a_reading(caused_by=a_text("nobody")),
        a_reading(ongoing=a_text("maybe")),
        a_reading(notice_kind=a_text("complaint")),
    ],
)
def test_from_reading_leaves_what_is_unsure_or_no_answer(reading: Reading) -> None:
    heard, claim = read(reading)
    assert claim.facts == []
    assert (heard.changes, heard.doubts) == ((), ())


def test_from_reading_offers_the_best_guesses_where_the_type_is_unsure() -> None:
    guess = a_reading(incident_type=a_type("data_loss", 0.4, "system_outage"))
    heard, claim = read(guess)
    assert claim.facts == []
    assert heard.doubts == (Doubt("incident_type", ("data_loss", "system_outage")),)
    assert read(guess, story=False)[0] == Heard((), ())
    assert read(guess, a_claim({"incident_type": "other"}))[0] == Heard((), ())


@pytest.mark.parametrize(
    ("picked", "settled_on"),
    [
        (days("2026-04-01", "2026-04-30"), day("2026-04-03")),
        (days("2026-03-01", "2026-03-31"), day("2026-03-04")),
        (day("2026-03-04"), day("2026-03-04")),
        (days("2026-03-01", "2026-04-30"), None),
        (day("2026-04-06"), None),
        (None, None),
        ("unsure", None),
    ],
)
def test_settled_takes_the_one_reading_that_fits(picked: Value | None, settled_on: Value | None) -> None:
    doubt = Doubt("occurred_on", (to_json(day("2026-04-03")), to_json(day("2026-03-04"))))
    assert settled(doubt, picked) == settled_on


@pytest.mark.parametrize("story", [True, False])
def test_from_reading_infers_from_the_whole_text_only_if_it_tells_a_story(story: bool) -> None:
    reading = a_reading(incident_type=a_type("data_loss", 0.9), caused_by=a_text("self", span=None))
    _, claim = read(reading, story=story)
    assert said_of(claim) == ({"caused_by": "self", "incident_type": "data_loss"} if story else {})
    assert all(fact.set_by is SetBy.BOT and fact.source is None for fact in claim.facts)


def test_from_reading_lets_no_inference_change_what_the_insured_said() -> None:
    claim = a_claim({"incident_type": "lost_key", "caused_by": "employee"})
    heard, _ = read(a_reading(incident_type=a_type("data_loss"), caused_by=a_text("self", span=None)), claim)
    assert said_of(claim) == {"incident_type": "lost_key", "caused_by": "employee"}
    assert heard.changes == ()


def test_from_reading_of_the_same_again_changes_nothing() -> None:
    heard, _ = read(a_reading(claimant="Alderway"), a_claim({"claimant": "Alderway"}))
    assert (heard.changes, heard.doubts) == ((), ())


@pytest.mark.parametrize(
    "value", [day("2026-04-03"), days("2026-04-01", "2026-04-30"), euros("1400.50"), "employee", None]
)
def test_from_button_records_what_the_button_stands_for(value: Value | None) -> None:
    claim = a_claim()
    heard = from_button({"occurred_on": to_json(value)}, claim, the_catalogue(), "m7", NOW)
    assert claim.value("occurred_on") == value
    assert claim.facts[0].source == Source("m7")
    assert claim.facts[0].set_by is SetBy.INSURED
    assert heard.fields == ["occurred_on"]


def test_from_button_leaves_what_is_no_field() -> None:
    claim = a_claim()
    assert from_button({"confirm": "yes"}, claim, the_catalogue(), "m7", NOW) == Heard((), ())
    assert claim.facts == []


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        ({"amount_claimed": euros("900")}, "demand"),
        ({"claim_made_on": day("2026-04-01")}, "demand"),
        ({"amount_estimated": euros("900")}, None),
        ({"amount_claimed": None}, None),
        ({"claim_made_on": None, "amount_claimed": None}, None),
    ],
)
def test_infer_a_demand_from_its_sum_or_its_day(known: dict[str, Value | None], kind: str | None) -> None:
    claim = a_claim(known)
    list(infer(claim, the_catalogue(), NOW))
    assert claim.value("notice_kind") == kind


@pytest.mark.parametrize("said", ["warning_letter", "own_loss", "circumstance", None])
def test_infer_no_demand_against_the_insureds_word(said: str | None) -> None:
    claim = a_claim({"notice_kind": said, "amount_claimed": euros("900")})
    assert "notice_kind" not in [change.new.field for change in infer(claim, the_catalogue(), NOW)]
    assert claim.value("notice_kind") == said


@pytest.mark.parametrize("kind", TYPES)
def test_infer_the_same_day_only_for_what_is_noticed_at_once(kind: str) -> None:
    claim = a_claim({"incident_type": kind, "occurred_on": day("2026-04-03")})
    list(infer(claim, the_catalogue(), NOW))
    assumed = claim.current("discovered_on")
    assert (assumed is not None) is (kind in ASSUMED_SAME_DAY)
    if assumed is not None:
        assert (assumed.value, assumed.set_by) == (day("2026-04-03"), SetBy.BOT)


def test_infer_assumes_no_day_for_what_happened_long_ago() -> None:
    claim = a_claim({"incident_type": "bodily_injury", "occurred_on": day("2026-03-27")})
    list(infer(claim, the_catalogue(), NOW))
    assert not claim.knows("discovered_on")


def test_infer_assumes_no_day_that_was_asked_for_in_vain() -> None:
    claim = a_claim({"incident_type": "lost_key", "occurred_on": day("2026-04-03")})
    claim.record(a_fact("discovered_on", None, set_by=SetBy.BOT))
    assert "discovered_on" not in [change.new.field for change in infer(claim, the_catalogue(), NOW)]


def test_infer_moves_the_assumed_day_with_the_day_it_came_from() -> None:
    claim = a_claim({"incident_type": "lost_key", "occurred_on": day("2026-04-03")})
    list(infer(claim, the_catalogue(), NOW))
    read(a_reading(occurred_on=a_date("2026-04-04")), claim)
    assert claim.value("discovered_on") == day("2026-04-04")


@pytest.mark.parametrize("said", [day("2026-04-05"), None])
def test_infer_leaves_the_day_that_the_insured_named(said: Value | None) -> None:
    claim = a_claim({"incident_type": "lost_key", "discovered_on": said, "occurred_on": day("2026-04-03")})
    assert list(infer(claim, the_catalogue(), NOW)) == []
    assert claim.value("discovered_on") == said


def test_that_nobody_demands_anything_is_heard_beside_another_answer() -> None:
    said = a_reading(claimant="Lagan Hope", notice_kind="circumstance")
    assert read(said, story=False, asked="claimant")[1].value("notice_kind") == "circumstance"
    # A demand that was told, and what only follows from the text as a whole, stay as they are.
    told = a_claim({"notice_kind": "demand"})
    assert read(said, told, story=False, asked="claimant")[1].value("notice_kind") == "demand"
    guessed = a_claim()
    guessed.record(Fact("notice_kind", "circumstance", SetBy.BOT, NOW, 0.6))
    assert read(said, guessed, story=False, asked="claimant")[0].fields == ["claimant", "notice_kind"]
    mere = a_reading(notice_kind=a_text("circumstance", 0.6, span=None))
    assert read(mere, story=False, asked="claimant")[1].value("notice_kind") is None


def test_what_somebody_guessed_themselves_is_not_what_is_demanded() -> None:
    told = {"incident_type": "professional_error", "notice_kind": "demand"}
    rough = Money(Decimal(80_000), Decimal(100_000), "EUR")
    guessed = a_claim({**told, "amount_estimated": rough})
    list(infer(guessed, the_catalogue(), NOW))
    assert guessed.value("amount_claimed") is None
    exact = a_claim({**told, "amount_estimated": Money(Decimal(4200), Decimal(4200), "EUR")})
    list(infer(exact, the_catalogue(), NOW))
    assert exact.value("amount_claimed") == exact.value("amount_estimated")

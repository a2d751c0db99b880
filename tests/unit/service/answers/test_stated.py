"""Fields of the catalogue's own: taken down from what was stated, implied by others, or assumed."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.claims.clocks import clocks
from bot.claims.model import Claim, SetBy
from bot.claims.values import Value
from bot.extraction.found import Reading, Stated
from bot.service.answers.facts import Heard, assume, from_reading, infer
from bot.service.formats import Formats
from tests.builders import NOW, a_claim, a_complete_claim, a_fact, a_reading, a_span, day, the_catalogue
from tests.unit.service.hearing import hear

CATALOGUE = the_catalogue()


def taken(claim: Claim, *stated: Stated) -> Heard:
    reading = Reading(stated=stated)
    return from_reading(reading, claim, CATALOGUE, ("m1",), NOW, asked="claimant", story=False)


def marked(value: str = "marked") -> Stated:
    return Stated("key_marked", value, 0.8, a_span())


def test_what_is_stated_is_the_insureds_word_with_its_place() -> None:
    claim = a_claim({"incident_type": "lost_key"})
    assert taken(claim, marked()).fields == ["key_marked"]
    fact = claim.current("key_marked")
    assert fact is not None
    assert (fact.value, fact.set_by, fact.source and fact.source.start) == ("marked", SetBy.INSURED, 3)


def test_what_is_stated_again_is_understood_though_nothing_changes() -> None:
    heard = taken(a_claim({"incident_type": "lost_key", "key_marked": "marked"}), marked())
    assert (heard.fields, heard.again) == ([], ("key_marked",))


@pytest.mark.parametrize(("kind", "kept"), [("lost_key", True), (None, True), ("data_loss", False)])
def test_a_field_of_other_notices_is_left_out(kind: str | None, kept: bool) -> None:
    claim = a_claim({"incident_type": kind} if kind else {})
    taken(claim, marked())
    assert claim.knows("key_marked") is kept


def test_several_readings_are_asked_about() -> None:
    readings = (day("2026-05-03"), day("2026-06-03"))
    doubtful = Stated("deadline", readings[0], 0.8, a_span(), readings)
    heard = taken(a_claim({"notice_kind": "demand"}), doubtful)
    assert [doubt.field for doubt in heard.doubts] == ["deadline"]
    assert heard.fields == []


def test_an_earlier_message_is_not_read_twice() -> None:
    earlier = replace(marked(), span=a_span(message=1))
    claim = a_claim({"incident_type": "lost_key"})
    from_reading(Reading(stated=(earlier,)), claim, CATALOGUE, ("m1",), NOW, asked=None, story=True)
    assert not claim.knows("key_marked")


@pytest.mark.parametrize(
    ("known", "field", "value"),
    [
        ({"incident_type": "privacy_breach"}, "personal_data", "yes"),
        ({"incident_type": "data_loss"}, "personal_data", None),
        ({"notice_kind": "warning_letter"}, "demand_form", "lawyer"),
        ({"notice_kind": "demand", "demand_form": "court"}, "court_papers", "yes"),
        (
            {"incident_type": "data_loss", "notice_kind": "demand", "personal_data": "yes"},
            "personal_data_role",
            "processor",
        ),
        ({"incident_type": "data_loss", "notice_kind": "demand"}, "personal_data_role", None),
    ],
)
def test_values_follow_from_others(known: dict[str, Value | None], field: str, value: str | None) -> None:
    claim = a_claim(known)
    list(infer(claim, CATALOGUE, NOW))
    assert claim.value(field) == value


def test_what_follows_gives_way_to_what_was_said() -> None:
    claim = a_claim({"incident_type": "privacy_breach", "personal_data": "no"})
    assert list(infer(claim, CATALOGUE, NOW)) == []
    assert claim.value("personal_data") == "no"


def test_the_country_is_assumed_once_something_was_told_and_marked_so() -> None:
    claim = a_claim()
    assume(claim, CATALOGUE, NOW, "AT")
    assert claim.facts == []
    claim = a_claim({"description": "…", "notice_kind": "demand"})
    assume(claim, CATALOGUE, NOW, "AT")
    assert (claim.value("country_of_work"), claim.value("country_of_claimant")) == ("AT", "AT")
    summary = Formats(CATALOGUE, "en", "GB").summary(claim)
    assert "Country of the work: Austria (assumed)" in summary


def test_what_is_assumed_is_no_answer_to_anything() -> None:
    turned = hear("nlu_fallback", text="asdf", claim=a_claim({"description": "…"}), asks="occurred_on")
    assert turned.claim.knows("country_of_work")
    assert turned.said == ["utter_not_understood"]


def test_what_is_for_staff_stands_in_no_summary() -> None:
    claim = a_claim({"description": "…", "similar_to": "FN-26-7K3QD", "mitigation": "rolled back"})
    summary = Formats(CATALOGUE, "en", "GB").summary(claim)
    assert "rolled back" in summary
    assert "7K3QD" not in summary
    assert "…" not in summary


@pytest.mark.parametrize(
    ("asks", "intent", "text", "value"),
    [
        ("mitigation", "inform", "we pulled the plug", "we pulled the plug"),
        ("mitigation", "out_of_scope", "we pulled the plug", "we pulled the plug"),
        ("mitigation", "inform", "what do you mean?", None),
        ("personal_data_count", "inform", "the whole staff", "the whole staff"),
        ("personal_data_count", "deny", "none", None),
    ],
)
def test_any_words_answer_some_questions(asks: str, intent: str, text: str, value: str | None) -> None:
    claim = a_claim({"description": "…", "incident_type": "system_outage", "ongoing": "yes"})
    assert hear(intent, text=text, claim=claim, asks=asks).claim.value(asks) == value


@pytest.mark.parametrize(
    ("known", "asked", "not_asked"),
    [
        ({"incident_type": "lost_key"}, ["key_marked"], ["key_stolen", "key_number", "police_number"]),
        ({"incident_type": "lost_key", "key_stolen": "yes"}, ["police_number"], []),
        ({"incident_type": "data_loss"}, ["personal_data"], ["personal_data_count", "client_informed"]),
        (
            {"incident_type": "data_loss", "personal_data": "yes", "notice_kind": "demand"},
            ["client_informed"],
            ["personal_data_count", "personal_data_kinds", "authority_informed"],
        ),
        ({"incident_type": "privacy_breach", "personal_data": "yes"}, ["personal_data_count"], []),
        ({"notice_kind": "demand", "demand_form": "email"}, [], ["deadline", "court_papers"]),
        ({"notice_kind": "demand", "demand_form": "letter"}, ["deadline"], ["court_papers"]),
        ({"notice_kind": "warning_letter"}, ["deadline", "court_papers"], []),
        ({"incident_type": "system_outage", "ongoing": "yes"}, ["mitigation"], []),
        ({"incident_type": "system_outage", "ongoing": "no"}, [], ["mitigation", "insured_role", "press"]),
    ],
)
def test_only_what_matters_for_this_notice_is_asked(
    known: dict[str, Value | None], asked: list[str], not_asked: list[str]
) -> None:
    missing = CATALOGUE.missing(a_claim(known))
    assert set(asked) <= set(missing)
    assert not set(not_asked) & set(missing)


def test_who_the_insured_is_answers_no_question_for_words() -> None:
    text = "I'm Hazel Strand, hazel@strand.example"
    reading = a_reading(insured_name="Hazel Strand", insured_contact="hazel@strand.example")
    claim = a_complete_claim({"ongoing": "yes", "incident_type": "system_outage"}, without="mitigation")
    hear("inform", reading, claim=claim, asks="mitigation", text=text)
    assert not claim.knows("mitigation")
    hear("inform", claim=claim, asks="mitigation", text="we switched it all off")
    assert claim.value("mitigation") == "we switched it all off"


@pytest.mark.parametrize(
    ("text", "told", "kept"),
    [
        ("and bank details of 80 people", "bank details", "payroll, bank details"),
        ("yes, the payroll list", "payroll list", "payroll list"),
        ("payroll", "payroll", "payroll"),
        ("not payroll but bank details", "bank details", "bank details"),
        ("bank details instead", "bank details", "bank details"),
    ],
)
def test_what_is_listed_later_is_added_unless_it_sets_right(text: str, told: str, kept: str) -> None:
    claim = a_complete_claim(
        {"incident_type": "privacy_breach", "personal_data": "yes", "personal_data_kinds": "payroll"}
    )
    said = Stated("personal_data_kinds", told, 0.85, a_span())
    hear("inform", Reading(stated=(said,)), claim=claim, asks="personal_data_count", text=text)
    assert claim.value("personal_data_kinds") == kept


def test_what_was_told_while_the_kind_was_only_guessed_counts_once_it_is_another() -> None:
    claim = a_complete_claim({"notice_kind": "circumstance"})
    claim.facts = [fact for fact in claim.facts if fact.field != "incident_type"]
    claim.record(a_fact("incident_type", "software_error", set_by=SetBy.BOT, confidence=0.7))
    taken(
        claim, Stated("personal_data", "yes", 0.8, a_span()), Stated("client_informed", "yes", 0.8, a_span())
    )
    assert not {"personal_data", "client_informed"} & {field.name for field in CATALOGUE.needed(claim)}
    assert CATALOGUE.missing(claim) == ()
    claim.record(a_fact("incident_type", "privacy_breach"))
    assert not {"personal_data", "client_informed"} & set(CATALOGUE.missing(claim))


def test_what_waits_for_another_kind_makes_nothing_urgent_and_runs_no_clock() -> None:
    claim = a_complete_claim({"incident_type": "software_error", "notice_kind": "circumstance"})
    before = [clock.name for clock in clocks(claim, CATALOGUE, NOW, ZoneInfo("Europe/Berlin"))]
    claim.record(a_fact("personal_data", "yes"))
    assert [clock.name for clock in clocks(claim, CATALOGUE, NOW, ZoneInfo("Europe/Berlin"))] == before
    assert Formats(CATALOGUE, "en", "GB").phrases(claim, ["personal_data_count"]) == ""

"""Names at the summary, and names that were not understood the first time."""

import pytest

from bot.claims.values import Value
from bot.extraction.found import Reading, Span, TextFound
from bot.service.hearing import CONFIRM
from bot.service.side_questions import POINT
from tests.builders import a_complete_claim, a_reading
from tests.unit.service.hearing import hear

NAMES: dict[str, Value | None] = {"claimant": "Pellworth Pharma", "insured_name": "Hedda Lindqvist"}


def test_a_name_at_the_summary_is_for_the_one_that_it_is_spelt_like() -> None:
    claim = a_complete_claim(NAMES)
    turned = hear(
        "inform", a_reading(claimant="Hedda Lindkvist"), claim=claim, asks=CONFIRM, text="Hedda Lindkvist"
    )
    assert (claim.value("insured_name"), claim.value("claimant")) == ("Hedda Lindkvist", "Pellworth Pharma")
    assert turned.said[0] == "utter_changed"


def test_a_name_like_none_at_the_summary_is_asked_about() -> None:
    claim = a_complete_claim(NAMES)
    turned = hear(
        "inform", a_reading(claimant="Orla Quigley"), claim=claim, asks=CONFIRM, text="no, Orla Quigley"
    )
    assert turned.outcome.asks == POINT
    assert turned.labels == ["Claimant", "You"]
    assert claim.value("claimant") == "Pellworth Pharma"


def test_a_name_that_says_whose_it_is_needs_no_question() -> None:
    claim = a_complete_claim(NAMES)
    text = "the client is Orla Quigley"
    hear("correct", a_reading(claimant="Orla Quigley"), claim=claim, asks=CONFIRM, text=text)
    assert claim.value("claimant") == "Orla Quigley"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("äh Ralf. Ralf Dettmer", "Ralf Dettmer"),
        ("so it's Ludwig van der Meer", "Ludwig van der Meer"),
        ("hm, Øystein", "Øystein"),
    ],
)
def test_a_name_that_is_written_once_more_is_taken(text: str, name: str) -> None:
    claim = a_complete_claim(without="insured_name")
    hear("nlu_fallback", Reading(), claim=claim, asks="insured_name", text=text, misunderstood=1)
    assert claim.value("insured_name") == name


@pytest.mark.parametrize(
    ("intent", "text", "before"),
    [
        ("nlu_fallback", "Ralf Dettmer?", 1),
        ("nlu_fallback", "asdf qwer", 1),
        ("dont_know", "Keine Ahnung", 1),
        ("request_human", "Mensch", 1),
        ("nlu_fallback", "Xyz", 0),
    ],
)
def test_what_is_no_name_is_not_taken_for_one(intent: str, text: str, before: int) -> None:
    claim = a_complete_claim(without="insured_name")
    hear(intent, Reading(), claim=claim, asks="insured_name", text=text, misunderstood=before)
    assert not claim.knows("insured_name")


def test_a_name_that_answers_for_the_own_one_renames_nobody_else() -> None:
    claim = a_complete_claim({"claimant": "Juniper Rugs"}, without="insured_name")
    text, reading = "you can call me Bea, Beatrix Holloway", a_reading(claimant="Beatrix Holloway")
    turned = hear("request_callback", reading, claim=claim, asks="insured_name", text=text)
    assert (claim.value("insured_name"), claim.value("claimant")) == ("Beatrix Holloway", "Juniper Rugs")
    assert turned.outcome.asks == CONFIRM


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        ("my surname is spelt Lindquist", "Lindquist", "Hedda Lindquist"),
        ("Nachname ist Berg", "Berg", "Hedda Berg"),
        ("my first name is Hedwig", "Hedwig", "Hedwig Lindqvist"),
        ("sorry, it's Lindkvist", "Lindkvist", "Hedda Lindkvist"),
        ("thanks, Hedda", "Hedda", "Hedda Lindqvist"),
    ],
)
def test_a_part_of_the_insureds_own_name_goes_into_the_whole(text: str, said: str, name: str) -> None:
    claim = a_complete_claim(NAMES)
    hear("correct", a_reading(insured_name=said), claim=claim, asks=CONFIRM, text=text)
    assert claim.value("insured_name") == name


def test_a_name_beside_a_policy_number_is_the_insureds_own() -> None:
    text = "Mara Lindt, PI-204-1877"
    claim = a_complete_claim(without="claimant")
    claim.facts = [fact for fact in claim.facts if fact.field != "insured_name"]
    reading = Reading(
        claimant=TextFound(text, 0.9, Span(0, 0, len(text))),
        policy_number=TextFound("PI-204-1877", 0.97, Span(0, 12, 23)),
    )
    hear("inform", reading, claim=claim, asks="claimant", text=text)
    assert claim.value("insured_name") == "Mara Lindt"
    assert claim.value("claimant") is None


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Pellworth Pharma", "third_party"),
        ("someone at Pellworth", "third_party"),
        ("Hedda Lindqvist", "self"),
        ("Pawel Nowak", "employee"),
    ],
)
def test_a_name_as_the_one_who_caused_it_is_nobody_elses(text: str, cause: str) -> None:
    claim = a_complete_claim(NAMES, without="caused_by")
    reading = Reading(
        insured_name=TextFound(text, 0.7, Span(0, 0, len(text))),
        caused_by=TextFound("employee", 0.8, Span(0, 0, len(text))) if cause == "employee" else None,
    )
    hear("inform", reading, claim=claim, asks="caused_by", text=text)
    assert claim.value("caused_by") == cause
    assert claim.value("insured_name") == "Hedda Lindqvist"


@pytest.mark.parametrize("said", ["Brandauer", "familie"])
def test_part_of_a_known_name_said_beside_a_sum_replaces_nothing(said: str) -> None:
    claim = a_complete_claim({"claimant": "familie brandauer"})
    text = f"nein, {said} will 1.600 und nicht 1500, habe jetzt geschaut"
    hear("correct", a_reading(claimant=said), claim=claim, asks=CONFIRM, text=text)
    assert claim.value("claimant") == "familie brandauer"


def test_name_set_right_by_another_is_taken() -> None:
    claim = a_complete_claim({"claimant": "familie brandauer"})
    text = "nein, die geschädigten heissen Familie Brandner, so steht es im Vertrag"
    hear("correct", a_reading(claimant="Familie Brandner"), claim=claim, asks=CONFIRM, text=text)
    assert claim.value("claimant") == "Familie Brandner"

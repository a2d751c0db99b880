"""What was learnt of answers goes before listed words where it is sure, and stands in for them where it is likely."""

from typing import Any

import pytest

from bot.extraction.found import Reading, Span, Stated
from bot.service.answers.learnt import thinks_better
from tests.builders import a_claim, a_complete_claim, a_date, a_span, a_text, day
from tests.unit.service.hearing import hear

DOWN: dict[str, Any] = {
    "incident_type": "system_outage",
    "description": "their server is down",
    "occurred_on": day("2026-03-31"),
    "discovered_on": day("2026-03-31"),
    "claimant": "Miller Ltd",
}


def meaning(value: str, confidence: float, **found: Any) -> Reading:
    return Reading(meaning=a_text(value, confidence), **found)


def test_a_sure_meaning_goes_before_listed_words() -> None:
    claim = a_claim({**DOWN, "notice_kind": "circumstance"})
    hear(
        "inform",
        meaning("no", 0.95, ongoing=a_text("yes")),
        claim=claim,
        text="done and dusted, none of it still there",
        asks="ongoing",
    )
    assert claim.value("ongoing") == "no"


def test_a_likely_meaning_stands_in_where_words_say_nothing() -> None:
    claim = a_claim(DOWN)
    hear("out_of_scope", meaning("circumstance", 0.55), claim=claim, text="divil a word", asks="notice_kind")
    assert claim.value("notice_kind") == "circumstance"


@pytest.mark.parametrize(("value", "confidence"), [("other", 0.99), ("no", 0.3)])
def test_what_is_no_answer_or_unsure_changes_nothing(value: str, confidence: float) -> None:
    claim = a_claim({**DOWN, "notice_kind": "circumstance"})
    hear("nlu_fallback", meaning(value, confidence), claim=claim, text="hmm well", asks="ongoing")
    assert claim.value("ongoing") is None
    assert not claim.knows("ongoing")


def test_a_warning_letter_stays_one() -> None:
    claim = a_claim(DOWN)
    told = meaning("demand", 0.99, notice_kind=a_text("warning_letter"))
    hear("inform", told, claim=claim, text="a cease and desist letter", asks="notice_kind")
    assert claim.value("notice_kind") == "warning_letter"


def test_nobody_has_demanded_anything_after_all() -> None:
    claim = a_claim({**DOWN, "notice_kind": "demand"})
    told = meaning("circumstance", 0.95)
    hear("complaint", told, claim=claim, text="niemert hät öppis gforderet", asks="claim_made_on")
    assert claim.value("notice_kind") == "circumstance"


def test_who_asks_for_a_person_is_heard() -> None:
    claim = a_claim({**DOWN, "notice_kind": "circumstance"})
    hear("request_human", meaning("yes", 0.9), claim=claim, text="get me somebody", asks="ongoing")
    assert not claim.knows("ongoing")


def test_assent_in_any_words_sends() -> None:
    claim = a_complete_claim()
    turned = hear("affirm", meaning("yes", 0.97), claim=claim, text="yeah good as gold", asks="confirm")
    assert turned.outcome.confirmed


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("yes but who pays me?", meaning("yes", 0.97)),
        ("aye, make it 500", meaning("yes", 0.97)),
        (
            "all good, it is still down",
            meaning("yes", 0.97, stated=(Stated("ongoing", "yes", 0.8, a_span()),)),
        ),
        ("fine, the claimant was wrong", meaning("yes", 0.97)),
        ("hmm", meaning("yes", 0.4)),
    ],
)
def test_assent_with_anything_else_sends_nothing(text: str, reading: Reading) -> None:
    turned = hear("inform", reading, claim=a_complete_claim(), text=text, asks="confirm")
    assert not turned.outcome.confirmed


def test_a_sure_no_holds_the_summary_back() -> None:
    told = meaning("no", 0.95)
    turned = hear("goodbye", told, claim=a_complete_claim(), text="not on your nelly", asks="confirm")
    assert not turned.outcome.confirmed
    assert turned.outcome.asks == "confirm"


@pytest.mark.parametrize(
    ("text", "asks", "means", "value"),
    [
        ("no, I've only told them what happened", "statement_made", 0.8, None),
        ("no, it's still down", "ongoing", 0.98, "yes"),
    ],
)
def test_a_no_in_front_is_contradicted_by_what_is_certain_only(
    text: str, asks: str, means: float, value: str | None
) -> None:
    claim = a_claim({**DOWN, "notice_kind": "circumstance"})
    hear("inform", meaning("yes", means), claim=claim, text=text, asks=asks)
    assert claim.value(asks) == value


def test_two_days_later_on_a_thursday_is_that_thursday() -> None:
    text = "two days later, on Thursday"
    claim = a_claim({**DOWN, "occurred_on": day("2026-03-24"), "discovered_on": None})
    claim.facts = [fact for fact in claim.facts if fact.field != "discovered_on"]
    thursday = a_date("2026-04-02", span=Span(0, text.index("on Thu"), len(text)))
    hear(
        "inform",
        Reading(discovered_on=thursday, dates=(thursday,)),
        claim=claim,
        text=text,
        asks="discovered_on",
    )
    assert claim.value("discovered_on") == day("2026-03-26")


def test_who_names_somebody_does_not_say_they_do_not_know() -> None:
    claim = a_claim({**DOWN, "notice_kind": "circumstance"})
    turned = hear("dont_know", meaning("self", 0.9), claim=claim, text="me, I forgot", asks="caused_by")
    assert claim.value("caused_by") == "self"
    assert "utter_unknown_ok" not in turned.said


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("no I don't think so. actually I don't know, ask my boss", True),
        ("nein, oder? weiß ich nicht, da müssen Sie den Chef fragen", True),
        ("no, honestly not sure", True),
        ("yes, well I'm not sure", True),
        ("nein. so genau weiß ich das nicht", True),
        ("no", False),
        ("nope, nothing signed", False),
        ("no. I don't know what happens next", False),
        ("yes. not sure how much though", False),
        ("nein, ich weiß dass das wichtig ist", False),
    ],
)
def test_who_ends_with_not_knowing_knows_not(text: str, unknown: bool) -> None:
    assert thinks_better(text) is unknown


@pytest.mark.parametrize(
    "text",
    [
        "Geschädigt stimmt immer noch nicht!!",
        "the claimant is still wrong",
        "der Betrag steht immer noch drin",
        "it still says Iyer",
    ],
)
def test_what_the_summary_still_says_does_not_go_on(text: str) -> None:
    claim = a_complete_claim({"ongoing": "no"})
    hear("correct", Reading(ongoing=a_text("yes")), claim=claim, text=text, asks="confirm")
    assert claim.value("ongoing") == "no"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("not yet but in contract is a penalty of 1.500 per day when system is down", "circumstance"),
        ("noch nicht, aber im Vertrag steht eine Vertragsstrafe", "circumstance"),
        ("no, not yet, but he might want money", "circumstance"),
        ("Ja, sie will Geld", "demand"),
        ("yes he wants his money back", "demand"),
    ],
)
def test_not_yet_is_no_demand_whatever_may_come(text: str, kind: str) -> None:
    claim = a_claim(DOWN)
    intent = "deny" if kind == "circumstance" else "affirm"
    hear(intent, meaning("demand", 0.91), claim=claim, text=text, asks="notice_kind")
    assert claim.value("notice_kind") == kind

"""First messages that tell of a loss, and those that ask for one told before."""

from datetime import date

import pytest

from bot.claims.values import Period
from bot.extraction.found import DateFound, Reading, Span, TextFound, TypeFound
from bot.service.answers.telling import is_about_us, is_mistaken, states_harm, tells_of_harm
from tests.builders import a_claim, a_message

_DAY = DateFound(Period(date(2026, 10, 2), date(2026, 10, 2)), 0.9, Span(0, 0, 1), "test")


def _reading(
    claimant: str | None, *, kind: float = 0.5, dated: bool = True, generic: bool = False
) -> Reading:
    return Reading(
        incident_type=TypeFound("data_error", kind, ()),
        claimant=TextFound(claimant, 0.8, Span(0, 0, 1), generic) if claimant else None,
        dates=(_DAY,) if dated else (),
    )


@pytest.mark.parametrize(
    ("intent", "text", "reading"),
    [
        ("claim_status", "There is a mistake in the status report we sent Lorne Foods on 2 October.", _reading("Lorne Foods")),
        ("claim_status", "Im Statusbericht an die Stadtwerke vom 2. Oktober steckt ein Fehler", _reading("Stadtwerke")),
        ("claim_status", "Any news? Our update deleted the archive of Penrose on 2 October.", _reading("Penrose")),
        ("thank", "thanks, on 2 October we lost the archive of Penrose Chambers", _reading("Penrose Chambers")),
    ],
)  # fmt: skip
def test_who_tells_of_a_loss_reports_it(intent: str, text: str, reading: Reading) -> None:
    assert is_mistaken(a_claim({}), intent, reading, a_message(text))


@pytest.mark.parametrize(
    ("intent", "text", "reading"),
    [
        ("claim_status", "I reported the mistake at Lorne Foods on 2 October and heard nothing.", _reading("Lorne Foods")),
        ("claim_status", "Was ist mit dem Fehler bei Lorne Foods vom 2. Oktober?", _reading("Lorne Foods", kind=0.9)),
        ("claim_status", "the one from 2 October, has it moved at all", _reading(None, kind=0.9)),
        ("claim_status", "wrong at Lorne, FN-26-5JE6A of 2 October, how far is it", _reading("Lorne")),
        ("dont_know", "not sure, the customer was told on 2 October or later", _reading("customer", generic=True)),
        ("inform", "There is a mistake in the report we sent Lorne Foods on 2 October.", _reading("Lorne Foods")),
    ],
)  # fmt: skip
def test_who_asks_for_one_told_before_reports_nothing(intent: str, text: str, reading: Reading) -> None:
    assert not is_mistaken(a_claim({}), intent, reading, a_message(text))


def test_what_is_known_is_not_told_first() -> None:
    text = "There is a mistake in the status report we sent Lorne Foods on 2 October."
    assert not is_mistaken(
        a_claim({"description": "The report is wrong"}),
        "claim_status",
        _reading("Lorne Foods"),
        a_message(text),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Talk to a person please, our update took down the shop of Harbour Bikes on Monday", True),
        ("Rufen Sie mich an, am Montag hat unser Update den Shop der Buchhandlung Wenz gelöscht", True),
        ("Please ring me back this afternoon on my mobile, Jan Krüger", False),
    ],
)
def test_a_wish_may_stand_beside_a_loss(text: str, told: bool) -> None:
    assert tells_of_harm(_reading("Harbour Bikes", kind=0.9), text) is told


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("I deleted a client's photos, are we covered for that?", True),
        ("Ist das versichert? Ich hab dem Kunden die Datenbank gelöscht.", True),
        ("Sagen Sie mal, zahlt ihr auch? Sie hat eine Rechnung doppelt verschickt", True),
        ("Would you pay if an employee deleted a client's data?", False),
        ("How long does a claim about a lost key take?", False),
        ("I reported a deleted database last month", False),
        ("Your app is broken, I can't log in", False),
    ],
)
def test_harm_is_told_beside_a_question(text: str, harm: bool) -> None:
    assert states_harm(_reading(None, kind=0.7, dated=False), text) is harm


@pytest.mark.parametrize(
    ("intent", "text", "report"),
    [
        ("cancel", "I'd like to file something", True),
        ("cancel", "Meldung machen", True),
        ("cancel", "I don't want to report anything", False),
        ("cancel", "vergiss es", False),
        ("claim_status", "Hallo? Also das Geld ist weg.", True),
        ("claim_status", "Ist mein Geld für den Schaden schon weg?", False),
        ("claim_status", "how far is my claim", False),
    ],
)
def test_an_opening_begins_a_report_unless_it_ends_or_asks(intent: str, text: str, report: bool) -> None:
    assert is_mistaken(a_claim({}), intent, Reading(), a_message(text)) is report


@pytest.mark.parametrize(
    ("text", "us"),
    [
        ("Eure Hotline ist eine Katastrophe, keiner geht ran", True),
        ("your service is useless, three days and no answer", True),
        ("your tool told me to write here, we broke the client's shop", False),
        ("the client is furious, our update broke their shop", False),
    ],
)
def test_who_is_cross_with_us_reports_nothing(text: str, us: bool) -> None:
    assert is_about_us(text) is us

"""Money of one's own that went to a fraudster is one's own damage."""

import pytest

from bot.extraction.found import Reading
from bot.service.answers.own_money import as_own
from tests.builders import a_sum, a_text


def read(text: str) -> Reading:
    return as_own(Reading(amount_claimed=a_sum("18600"), notice_kind=a_text("demand")), text)


@pytest.mark.parametrize(
    "text",
    [
        "One of the girls in accounts here paid a fake invoice. 18,600 euro gone on us",
        "our accountant paid two bogus invoices, 18,600 in total",
        "paid a fake bill, €18,600 down the drain",
        "we transferred 18,600 to a fraudster",
        "a fake supplier mail cost us 18,600",
        "unsere Buchhaltung hat 18.600 Euro an einen Betrüger überwiesen",
        "wir haben eine gefälschte Rechnung über 18.600 Euro bezahlt",
        "vom Firmenkonto sind 18.600 Euro weg",
    ],
)
def test_money_lost_to_fraud_is_the_insureds_own_loss(text: str) -> None:
    reading = read(text)
    assert reading.notice_kind is not None
    assert reading.notice_kind.value == "own_loss"
    assert reading.amount_claimed is None
    assert reading.amount_estimated is not None


@pytest.mark.parametrize(
    "text",
    [
        "we transferred 18,600 of our client's money to a fraudster",
        "we paid their invoice of 18,600",
        "I sent a wrong invoice and they want 18,600",
        "ich habe eine falsche Rechnung geschrieben, der Kunde will 18.600",
    ],
)
def test_what_others_lost_or_want_stays_a_demand(text: str) -> None:
    assert read(text) == Reading(amount_claimed=a_sum("18600"), notice_kind=a_text("demand"))

"""Who learns of their slip by the demand."""

from datetime import datetime

import pytest

from bot.extraction.first_heard import heard_first_by_demand
from bot.extraction.reader import Reader

NOW = datetime(2026, 1, 15, 13, 33)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday I got a letter from their solicitors. That letter was the first I ever heard of it.",
        "Their e-mail was the first we knew of any problem",
        "The first I heard about it was their letter",
        "I knew nothing about it until Friday, when the tribunal papers landed on my desk",
        "we had no idea until their invoice came",
        "I only found out from the lawyer's letter",
        "Erst durch diese E-Mail habe ich gemerkt, dass es ein Problem gibt",
        "Gemerkt haben wir es erst mit dem Anwaltsschreiben",
        "Davon gewusst haben wir nichts, bis am 25. Juni der Brief der Anwälte bei uns ankam",
        "Bis zu dem Schreiben wussten wir davon nichts",
        "Die Abmahnung war das Erste, was ich davon gehört hab",
        "I first heard of it on 24 November, when their letter arrived asking me to pay",
        "Erfahren hab ich davon am 12. November, als der Brief kam",
    ],
)
def test_the_demand_was_the_first_that_was_heard_of_it(text: str) -> None:
    assert heard_first_by_demand(text)


@pytest.mark.parametrize(
    "text",
    [
        "We noticed it on Monday and on Friday their letter came",
        "That was the first time I deleted anything",
        "I knew the letter would come",
        "Am Montag gemerkt, am Freitag kam der Brief",
        "Der Brief kam erst am Freitag",
        "nobody told us until Monday",
    ],
)
def test_other_discoveries_are_not(text: str) -> None:
    assert not heard_first_by_demand(text)


def test_its_day_is_that_of_the_discovery() -> None:
    text = (
        "The poster went up on 5 January. On Monday I received a letter from their solicitors, they demand £5,200. "
        "That letter was the first I ever heard of it."
    )
    reading = Reader(None).read([text], now=NOW, lang="en", region="GB")
    assert reading.claim_made_on is not None
    assert reading.discovered_on is not None
    assert reading.discovered_on.period == reading.claim_made_on.period


def test_the_day_it_was_first_heard_is_that_of_the_demand() -> None:
    told = "I first heard of it on 12 January, when their letter arrived, they want £7,500 for the repair."
    reading = Reader(None).read([told], now=NOW, lang="en", region="GB")
    assert reading.discovered_on is not None
    assert reading.claim_made_on is not None
    assert reading.claim_made_on.period == reading.discovered_on.period

"""Where nobody demands anything, the day of a call or a letter is not that of a demand."""

from datetime import date, datetime

import pytest

from bot.extraction.reader import Reader

NOW = datetime(2026, 5, 14, 10)
READER = Reader(None)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "I deleted a table at Bolt Ltd on Monday. They rang on Tuesday to complain, nothing about compensation so far."),
        ("en", "On Monday I sent the wrong list to Bolt Ltd. On Tuesday they sent a letter, they aren't asking for money."),
        ("de", "Am Montag hab ich bei der Bolt GmbH eine Platte gelöscht. Am Dienstag kam ein Brief, Geld will man darin nicht."),
        ("de", "am montag falsche preise bei bolt gmbh eingespielt, die ham sich am dienstag beschwert aber geld wolln se nich"),
    ],
)  # fmt: skip
def test_who_wants_nothing_demanded_on_no_day(lang: str, text: str) -> None:
    found = READER.read([text], now=NOW, lang=lang, region="GB")
    assert found.claim_made_on is None
    assert found.notice_kind is not None
    assert found.notice_kind.value == "circumstance"
    assert found.occurred_on is not None
    assert found.occurred_on.period.start == date(2026, 5, 11)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "They never asked for anything. Then on Tuesday their solicitor demanded £5,000."),
        ("de", "Erst wollten sie kein Geld. Am Dienstag fordern sie dann doch 5.000 Euro."),
    ],
)
def test_a_demand_that_came_in_the_end_is_one(lang: str, text: str) -> None:
    found = READER.read([text], now=NOW, lang=lang, region="GB")
    assert found.notice_kind is not None
    assert found.notice_kind.value == "demand"


@pytest.mark.parametrize(
    ("lang", "text", "noticed"),
    [
        ("en", "On Monday we published wrong hours. They rang on Tuesday, nothing about compensation.", date(2026, 5, 12)),
        ("de", "Am Montag stürzte ein Server ab. Am Dienstag rief der Chef an, Geld hat er keins verlangt.", date(2026, 5, 12)),
        ("en", "On Monday I wiped a disk. On Tuesday they sent a letter, they aren't asking for money.", None),
    ],
)  # fmt: skip
def test_who_rings_about_it_tells_of_it(lang: str, text: str, noticed: date | None) -> None:
    found = READER.read([text], now=NOW, lang=lang)
    assert found.claim_made_on is None
    assert (found.discovered_on.period.start if found.discovered_on else None) == noticed


def test_what_was_demanded_keeps_its_day() -> None:
    text = "On Monday I wiped a disk. On Tuesday they sent a letter, they want 900 euros."
    assert READER.read([text], now=NOW, lang="en").claim_made_on is not None


@pytest.mark.parametrize(
    ("lang", "text", "demanded"),
    [
        ("de", "Ich habe eine Frist verpasst. Am 4. Mai kam der ablehnende Bescheid vom Finanzamt.", False),
        ("de", "am 4. mai is der steuerbescheid kommen, da hab ichs gsehn", False),
        ("de", "Am 4. Mai Schreiben vom Bauamt bekommen, unsere Pläne sind falsch", False),
        ("en", "we missed the filing date for a client, the penalty notice from HMRC came on 4 May", False),
        ("en", "on 4 May the council's refusal letter arrived, our drawings were wrong", False),
        ("de", "Am 4. Mai kam ein Brief vom Kunden, er will 3000 Euro", True),
        ("de", "Am 4. Mai kam der Mandant mit dem Bescheid vom Finanzamt und fordert 400 Euro von uns", True),
        ("en", "a letter from our client came on 4 May, they claim the HMRC penalty of £400 back", True),
    ],
)
def test_an_authoritys_decision_is_no_demand_by_itself(lang: str, text: str, demanded: bool) -> None:
    found = READER.read([text], now=NOW, lang=lang, region="GB" if lang == "en" else "DE")
    assert (found.claim_made_on is not None) is demanded
    assert (found.notice_kind is not None and found.notice_kind.value == "demand") is demanded

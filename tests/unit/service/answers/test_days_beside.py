"""Days in answers to other questions: what was mended then moves no day of the loss, what happened then does."""

from datetime import UTC, date, datetime

import pytest

from bot.claims.model import Claim, Source
from bot.claims.values import Period
from bot.extraction.reader import Reader
from tests.builders import a_claim, a_complete_claim, a_date, a_fact, a_reading, day
from tests.unit.service.hearing import hear

NOW = datetime(2026, 8, 31, 16, tzinfo=UTC)
READER = Reader(None)
EVENT, NOTICED, DEMANDED = Period(date(2026, 8, 24), date(2026, 8, 26)), day("2026-08-26"), day("2026-08-27")


def answered(lang: str, asks: str, text: str, intent: str) -> Claim:
    claim = a_complete_claim(
        {
            "incident_type": "software_error",
            "occurred_on": EVENT,
            "discovered_on": NOTICED,
            "notice_kind": "demand",
            "claim_made_on": DEMANDED,
            "ongoing": "yes",
        },
        without=asks,
    )
    reading = READER.read([text], now=NOW, lang=lang, asks=asks)
    hear(intent, reading, claim=claim, text=text, asks=asks, at=NOW, language=lang)
    return claim


@pytest.mark.parametrize("intent", ["deny", "inform", "correct"])
@pytest.mark.parametrize(
    ("lang", "asks", "text"),
    [
        ("de", "ongoing", "Nein, Patch ist seit dem 26. drauf"),
        ("de", "ongoing", "nein, seit dem 25. läuft alles wieder"),
        ("de", "ongoing", "Nee, am 28. haben wir es behoben"),
        ("de", "ongoing", "Nein. Die alte Version läuft seit dem 25. August"),
        ("de", "ongoing", "nein am 26. mittags wars repariert"),
        ("en", "ongoing", "No, patched since the 26th"),
        ("en", "ongoing", "no. back up since Wednesday the 26th"),
        ("en", "ongoing", "nope, over since the 25th"),
        ("en", "ongoing", "not any more, the fix went live on the 25th"),
        ("de", "mitigation", "am 25. hab ich das backup eingespielt"),
        ("de", "mitigation", "Am 26. August alte Version zurückgespielt"),
        ("en", "mitigation", "Put the old version back on the 25th"),
        ("en", "mitigation", "rolled it back on 26 August"),
        ("en", "statement_made", "no, only told them on the 25th I'd look into it"),
        ("de", "court_papers", "nein, am 28. kam nur ein Brief"),
    ],
)
def test_what_was_done_on_a_day_moves_none_of_the_loss(lang: str, asks: str, text: str, intent: str) -> None:
    claim = answered(lang, asks, text, intent)
    assert [claim.value(name) for name in ("occurred_on", "discovered_on", "claim_made_on")] == [
        EVENT,
        NOTICED,
        DEMANDED,
    ]


@pytest.mark.parametrize(
    ("lang", "asks", "text"),
    [
        ("en", "ongoing", "no, and it happened on the 25th"),
        ("en", "ongoing", "No. Sorry, it was only the 25th"),
        ("de", "ongoing", "nein, passiert ist es übrigens am 25."),
        ("de", "statement_made", "nein. moment, es war am 25., nicht vom 24. bis 26."),
        ("en", "mitigation", "wait, it happened on the 25th"),
    ],
)
def test_a_day_of_the_event_itself_still_sets_it_right(lang: str, asks: str, text: str) -> None:
    assert answered(lang, asks, text, "correct").value("occurred_on") == day("2026-08-25")


def a_job_told(description: str, *, asked_for: bool = False) -> Claim:
    claim = a_claim()
    claim.record(a_fact("description", description, source=Source("m0")))
    claim.record(a_fact("occurred_on", day("2026-08-03"), source=Source("m1" if asked_for else "m0")))
    return claim


@pytest.mark.parametrize(
    ("description", "text"),
    [
        ("we got the manual of Kestrel on 3 August", "on 20 August I delivered it with two warnings swapped"),
        ("am 3. August haben wir die Betreuung angefangen", "am 20. August hat er die Datenbank gelöscht"),
    ],
)
def test_the_day_of_the_harm_replaces_that_of_the_job(description: str, text: str) -> None:
    claim = a_job_told(description)
    said = a_reading(occurred_on=a_date("2026-08-20"))
    hear("inform", said, claim=claim, text=text, asks="discovered_on", at=NOW)
    assert claim.value("occurred_on") == day("2026-08-20")
    assert not claim.knows("discovered_on")


@pytest.mark.parametrize(
    ("description", "asked_for"),
    [("on 3 August I deleted their archive", False), ("gave a client my usb stick", True)],
)
def test_once_harm_or_the_day_was_told_a_later_day_does_not(description: str, asked_for: bool) -> None:
    claim = a_job_told(description, asked_for=asked_for)
    said = a_reading(occurred_on=a_date("2026-08-20"))
    hear("inform", said, claim=claim, text="on 20 August it crashed again", asks="discovered_on", at=NOW)
    assert claim.value("occurred_on") == day("2026-08-03")

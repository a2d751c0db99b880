"""A deadline told by its length counts from the demand, and a day that ends it is no day of the loss."""

from typing import Any

import pytest

from bot.claims.model import Claim
from bot.claims.values import Period, Value
from bot.conversations.model import Conversation
from bot.extraction.line_reader import LineReader
from bot.extraction.reader import Reader
from tests.builders import NOW, a_claim, a_conversation, a_fact, day, the_catalogue
from tests.unit.service.hearing import hear

READER = LineReader(Reader(None, the_catalogue().policy_patterns), the_catalogue())
DEMANDED: dict[str, Value | None] = {
    "notice_kind": "demand",
    "demand_form": "letter",
    "description": "we sent the wrong plans",
    "occurred_on": day("2026-03-02"),
}
COUNTED, FROM_TODAY = day("2026-04-16"), day("2026-04-22")
"""14 days from the demand of 2 April, and from 8 April, when all this is told."""


def a_demand(**values: Any) -> Claim:
    return a_claim({**DEMANDED, "claim_made_on": day("2026-04-02"), **values})


def say(
    text: str, claim: Claim, lang: str = "en", *, asks: str = "deadline", talk: Conversation | None = None
) -> Conversation:
    region = "GB" if lang == "en" else "DE"
    talk = talk or a_conversation(language=lang, region=region)
    talk.asks = asks
    reading = READER.read([text], now=NOW, lang=lang, region=region, asks=asks)
    hear("inform", reading, claim=claim, text=text, conversation=talk)
    return talk


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "we've 14 days to reply from the letter"),
        ("en", "two weeks"),
        ("en", "14 days"),
        ("en", "within 14 days of receipt"),
        ("en", "it says to be paid within two weeks"),
        ("en", "payable in 14 days"),
        ("en", "a fortnight to respond"),
        ("en", "they gave us 2 wks from the date of the letter"),
        ("en", "14 day deadline from receiving it"),
        ("en", "we have fourteen days to answer the solicitor"),
        ("de", "binnen 2 Wochen"),
        ("de", "zahlbar innert 14 Tagen"),
        ("de", "innerhalb von zwei wochen ab Zugang"),
        ("de", "14 tage frist steht im brief"),
        ("de", "zahlbar in 14 tagen"),
        ("de", "se hend üs zwoi wuche zyt gäh, also 14 tage"),
        ("de", "eine 14-tägige Frist"),
        ("de", "ich habe bekommen 14 Tage Zeit für antworten"),
        ("de", "Zahlungsfrist 14 Tage netto"),
        ("de", "2 wochen ab datum vom schreiben"),
    ],
)
def test_a_time_allowed_counts_from_the_demand(lang: str, text: str) -> None:
    claim = a_demand()
    say(text, claim, lang)
    assert claim.value("deadline") == COUNTED
    assert claim.value("claim_made_on") == day("2026-04-02")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "we have 14 days left"),
        ("en", "in 14 days"),
        ("en", "in about two weeks"),
        ("en", "14 days from today"),
        ("en", "still got two weeks"),
        ("de", "noch 14 Tage"),
        ("de", "in 14 tagen"),
        ("de", "in zwei Wochen läuft sie ab"),
        ("de", "zwei wochen ab heute"),
        ("de", "wir haben noch zwei Wochen Zeit"),
        ("en", "22 April"),
        ("de", "bis 22. april"),
    ],
)
def test_time_that_is_left_counts_from_today_and_a_day_stays_one(lang: str, text: str) -> None:
    claim = a_demand()
    talk = say(text, claim, lang)
    assert claim.value("deadline") == FROM_TODAY
    say("it came on 3 April", claim, asks="claim_made_on", talk=talk)
    assert claim.value("deadline") == FROM_TODAY


def test_it_is_counted_from_today_until_the_day_of_the_demand_is_known() -> None:
    claim = a_claim(DEMANDED)
    talk = say("they gave us 14 days", claim)
    assert claim.value("deadline") == FROM_TODAY
    say("the letter came on 2 April", claim, asks="claim_made_on", talk=talk)
    assert claim.value("deadline") == COUNTED


def test_it_follows_the_demand_that_is_set_right() -> None:
    claim = a_demand()
    talk = say("one month from the letter", claim)
    assert claim.value("deadline") == day("2026-05-02")
    claim.record(a_fact("claim_made_on", day("2026-03-31")))
    say("nothing else", claim, asks="court_papers", talk=talk)
    assert claim.value("deadline") == day("2026-04-30")


def test_a_day_told_instead_stays() -> None:
    claim = a_demand()
    talk = say("14 days", claim)
    say("no, until 20 April", claim, asks="deadline", talk=talk)
    say("the letter came on 31 March", claim, asks="claim_made_on", talk=talk)
    assert claim.value("deadline") == day("2026-04-20")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "its 14 days from the date of the letter which is the 31st of March, so 14 April"),
        ("en", "14 days from 31 March"),
        ("en", "the letter is dated 31 March and gives us 14 days"),
        ("de", "14 Tage ab dem 31. März"),
        ("de", "die 14 tage laufen ab briefdatum, das ist der 31. märz, also 14. april"),
        ("de", "der Brief ist datiert auf den 31. März, Frist 14 Tage"),
    ],
)
def test_the_letters_own_date_counts_and_is_no_new_day_of_the_demand(lang: str, text: str) -> None:
    claim = a_demand()
    say(text, claim, lang)
    assert claim.value("deadline") == day("2026-04-14")
    assert claim.value("claim_made_on") == day("2026-04-02")


@pytest.mark.parametrize(
    ("lang", "text", "ends"),
    [
        ("de", "ihr anwalt hat geschrieben, 2400 euro, unterlassungserklärung bis 15. april", "2026-04-15"),
        ("de", "Ziegler Bau, die wollen 900 Euro bis spätestens 17. April", "2026-04-17"),
        ("en", "Harlow Ltd, they want 900 pounds by 17 April", "2026-04-17"),
        ("en", "Harlow Ltd, their solicitor wants an answer until 15 April", "2026-04-15"),
    ],
)
@pytest.mark.parametrize("intent", ["inform", "correct"])
def test_a_day_until_which_something_is_wanted_is_never_asked_about(
    lang: str, text: str, ends: str, intent: str
) -> None:
    claim = a_demand()
    talk = a_conversation(asks="claimant", language=lang)
    reading = READER.read([text], now=NOW, lang=lang, region="DE", asks="claimant")
    turned = hear(intent, reading, claim=claim, text=text, conversation=talk)
    assert claim.value("deadline") == day(ends)
    assert turned.conversation.doubts == ()
    assert [claim.value(name) for name in ("occurred_on", "claim_made_on")] == [
        day("2026-03-02"),
        day("2026-04-02"),
    ]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "I rang him two days after the letter"),
        ("en", "we waited 14 days for their answer"),
        ("de", "ich hab zwei Tage später zurückgerufen"),
        ("de", "14 Tage haben wir auf Antwort gewartet"),
    ],
)
def test_other_stretches_of_time_are_no_deadline(lang: str, text: str) -> None:
    claim = a_demand()
    say(text, claim, lang, asks="statement_made")
    assert not isinstance(claim.value("deadline"), Period)


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        ("ja gestern kam ne mail, er will 12k", "de", True),
        ("yes, an email came yesterday, they want 12k", "en", True),
        ("gestern angerufen, fordert 1200 euro", "de", True),
        ("we put the old version back yesterday", "en", False),
        ("gestern haben wir alles zurückgespielt", "de", False),
    ],
)
@pytest.mark.parametrize("asks", ["incident_type", "caused_by"])
@pytest.mark.parametrize("intent", ["inform", "correct"])
def test_the_day_beside_a_demand_told_last_is_its_day(
    text: str, lang: str, told: bool, asks: str, intent: str
) -> None:
    claim = a_claim(
        {
            "description": "the shop broke",
            "occurred_on": day("2026-04-01"),
            "discovered_on": day("2026-04-03"),
        }
    )
    reading = READER.read([text], now=NOW, lang=lang, region="DE", asks=asks)
    hear(intent, reading, claim=claim, text=text, asks=asks, language=lang)
    assert (claim.value("claim_made_on") == day("2026-04-07")) is told
    assert claim.value("discovered_on") == day("2026-04-03")

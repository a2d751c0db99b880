"""Values as readers in different places write them."""

import pytest

from bot.claims.model import SetBy
from bot.claims.values import Money, Period
from bot.service.formats import Formats
from tests.builders import a_claim, a_fact, day, days, euros, the_catalogue

GB, US, DE, AT, CH = ("en", "GB"), ("en", "US"), ("de", "DE"), ("de", "AT"), ("de", "CH")


def formats(language: str = "en", region: str = "GB") -> Formats:
    return Formats(the_catalogue(), language, region)


def plain(text: str) -> str:
    """With ordinary blanks for those that keep words together or narrow."""
    return text.replace("\xa0", " ").replace("\u202f", " ").replace("\u2009", " ")


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (GB, "Friday, 3 April 2026"),
        (US, "Friday, April 3, 2026"),
        (DE, "Freitag, 3. April 2026"),
        (AT, "Freitag, 3. April 2026"),
        (CH, "Freitag, 3. April 2026"),
        (("en", "XX"), "Friday, 3 April 2026"),
        (("de", "US"), "Freitag, 3. April 2026"),
    ],
)
def test_formats_of_a_day_name_weekday_and_year(reader: tuple[str, str], text: str) -> None:
    assert formats(*reader).day(day("2026-04-03").start) == text


@pytest.mark.parametrize(
    ("reader", "period", "text"),
    [
        (GB, days("2026-04-03", "2026-04-05"), "3–5 Apr 2026"),
        (US, days("2026-04-03", "2026-04-05"), "Apr 3 – 5, 2026"),
        (DE, days("2026-04-03", "2026-04-05"), "3.–5. Apr. 2026"),
        (GB, days("2026-04-28", "2026-05-05"), "28 Apr – 5 May 2026"),
        (DE, days("2025-12-28", "2026-01-05"), "28. Dez. 2025 – 5. Jan. 2026"),
        (AT, days("2025-12-28", "2026-01-05"), "28. Dez. 2025 – 5. Jän. 2026"),
    ],
)
def test_formats_of_a_period_show_both_ends(reader: tuple[str, str], period: Period, text: str) -> None:
    assert plain(formats(*reader).period(period)) == text


@pytest.mark.parametrize(
    ("reader", "money", "text"),
    [
        (GB, euros("1400"), "€1,400"),
        (GB, euros("1400.5"), "€1,400.50"),
        (GB, euros("1400", approximate=True), "about €1,400"),
        (GB, euros("5000", "8000", approximate=True), "€5,000 to €8,000"),
        (US, euros("1234567", currency="USD"), "$1,234,567"),
        (("en", "DE"), euros("4000"), "€4,000"),
        (DE, euros("1400"), "1.400 €"),
        (DE, euros("1400.55", approximate=True), "rund 1.400,55 €"),
        (DE, euros("5000", "8000"), "5.000 € bis 8.000 €"),
        (AT, euros("1400"), "€ 1.400"),
        (CH, euros("1400", currency="CHF"), "CHF 1’400"),
        (CH, euros("1400.50", currency="CHF"), "CHF 1’400.50"),
    ],
)
def test_formats_of_a_sum_are_the_readers_own(reader: tuple[str, str], money: Money, text: str) -> None:
    assert plain(formats(*reader).money(money)) == text


@pytest.mark.parametrize(
    ("field", "value", "english", "german"),
    [
        ("caused_by", "employee", "somebody in your team", "jemand aus Ihrem Team"),
        ("statement_made", "no", "No", "Nein"),
        ("claimant", "Alderway Dental", "Alderway Dental", "Alderway Dental"),
        ("policy_number", None, "not known yet", "noch nicht bekannt"),
    ],
)
def test_formats_of_a_value_use_the_catalogues_words(
    field: str, value: str | None, english: str, german: str
) -> None:
    entry = the_catalogue().field(field)
    assert formats("en", "GB").value(entry, a_fact(field, value)) == english
    assert formats("de", "DE").value(entry, a_fact(field, value)) == german


def test_phrases_say_back_only_the_fields_named_and_known() -> None:
    claim = a_claim({"claimant": "Alderway Dental", "insured_name": "Mara Lindt", "occurred_on": None})
    assert formats().phrases(claim, ["occurred_on", "claimant"]) == "the loss is with **Alderway Dental**"
    assert formats().phrases(claim, ["statement_made"]) == ""


def test_phrases_mark_an_assumed_day() -> None:
    claim = a_claim({"discovered_on": day("2026-04-03")}, by=SetBy.BOT)
    assert formats().phrases(claim, ["discovered_on"]) == "noticed on **Friday, 3 April 2026** (assumed)"


def test_summary_has_a_line_for_each_known_field_that_applies() -> None:
    claim = a_claim({"notice_kind": "own_loss", "claimant": "Alderway Dental", "amount_estimated": None})
    claim.record(a_fact("description", "A very long story"))
    claim.record(a_fact("occurred_on", day("2026-04-03"), set_by=SetBy.BOT))
    lines = formats().summary(claim).splitlines()
    assert lines == [
        "– Situation: My own loss",
        "– Happened: Friday, 3 April 2026 (assumed)",
        "– Estimated damage: not known yet",
    ]


@pytest.mark.parametrize(("confidence", "mark"), [(0.6, " (assumed)"), (0.85, "")])
def test_summary_marks_what_follows_from_the_story_and_was_not_said(confidence: float, mark: str) -> None:
    guess = a_fact("notice_kind", "circumstance", set_by=SetBy.BOT, confidence=confidence)
    claim = a_claim()
    claim.record(guess)
    assert formats().summary(claim) == f"– Situation: No demand yet{mark}"
    claim.record(a_fact("notice_kind", "circumstance"))
    assert formats().summary(claim) == "– Situation: No demand yet"


def test_change_shows_the_new_value_and_the_old_one() -> None:
    old, new = a_fact("discovered_on", day("2026-04-03")), a_fact("discovered_on", day("2026-04-05"))
    assert (
        formats().change("discovered_on", old, new)
        == "Noticed: **Sunday, 5 April 2026** (was Friday, 3 April 2026)"
    )
    assert formats("de", "DE").change("discovered_on", old, new).endswith("(vorher Freitag, 3. April 2026)")


@pytest.mark.parametrize(("stated", "mark"), [(True, ""), (False, " (currency assumed)")])
def test_a_currency_that_nobody_named_is_marked(stated: bool, mark: str) -> None:
    claim = a_claim({"incident_type": "other", "notice_kind": "demand"})
    claim.record(a_fact("amount_claimed", euros("1400", currency_stated=stated)))
    assert f": €1,400{mark}" in formats().summary(claim).splitlines()[-1]

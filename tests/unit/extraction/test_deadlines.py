"""Deadlines, hearings and suits as people tell them: the day is kept, a day gone by is none, a suit is court papers."""

import pytest

from bot.claims.values import Period
from bot.extraction.line_reader import LineReader
from bot.extraction.reader import Reader
from tests.builders import NOW, day, the_catalogue

READER = LineReader(Reader(None, the_catalogue().policy_patterns), the_catalogue())
TODAY, TOMORROW, FRIDAY = day("2026-04-08"), day("2026-04-09"), day("2026-04-10")


def told(text: str, lang: str) -> dict[str, object]:
    reading = READER.read([text], now=NOW, lang=lang, region="GB" if lang == "en" else "DE")
    found: dict[str, object] = {each.field: each.value for each in reading.stated}
    return found | {"demanded on": reading.claim_made_on, "happened on": reading.occurred_on}


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("de", "Frist zur Verteidigungsanzeige läuft am 15.4. ab", day("2026-04-15")),
        ("de", "er will 2.340 Euro von mir und zwar bis 30. April", day("2026-04-30")),
        ("en", "I got a letter from him that he wants €1,270 off me by 5 May", day("2026-05-05")),
        ("de", "Abgabefrist ist am Freitag", FRIDAY),
        ("de", "die Berufungsfrist läuft morgen ab und ich hab das vergessen", TOMORROW),
        ("de", "Frist für die Stellungnahme ist heute um 24 Uhr!!", TODAY),
        ("de", "heute um Mitternacht endet die Einspruchsfrist", TODAY),
        ("de", "am 15.4. läuft die Frist ab", day("2026-04-15")),
        ("de", "noch nicht passiert, morgen ist die Frist", TOMORROW),
        ("de", "die Verhandlung vor dem Landgericht Köln findet am 14. Mai 2026 statt", day("2026-05-14")),
        ("de", "Ladung zum Gütetermin am 20.4. erhalten", day("2026-04-20")),
        ("de", "Der Kunde will bis Monatsende 3.500 Euro sonst Klage", day("2026-04-30")),
        ("de", "Die Verjährungsfrist endet am 31.12.2026", day("2026-12-31")),
        ("de", "d Frischt lauft am Fritig ab", FRIDAY),
        ("de", "Mahnbescheid bekommen, Widerspruchsfrist zwei Wochen", day("2026-04-22")),
        ("en", "Fristablauf: 30.4.", day("2026-04-30")),
        ("en", "court papers came this morning, hearing on 2 May", day("2026-05-02")),
        ("en", "summons came, trial on 15 May", day("2026-05-15")),
        ("en", "the court date is 9 May", day("2026-05-09")),
        ("en", "the time limit for objections expires on 27 April", day("2026-04-27")),
        ("en", "tomorrow is the deadline for the appeal", TOMORROW),
        ("en", "appeal deadline is tomorrow", TOMORROW),
        ("en", "limitation runs out at the end of the year", day("2026-12-31")),
        ("en", "they gave us until the end of next week", day("2026-04-17")),
    ],
)
def test_a_deadline_is_kept_however_it_is_told(lang: str, text: str, value: Period) -> None:
    found = told(text, lang)
    assert found.get("deadline") == value
    assert found["happened on"] is None


@pytest.mark.parametrize("now", ["2026-04-08", "2026-04-29", "2026-04-30"])
def test_the_end_of_the_month_is_its_last_day_on_every_day(now: str) -> None:
    at = NOW.replace(day=int(now[-2:]))
    reading = READER.read(["Zahlung bis Monatsende verlangt"], now=at, lang="de", region="DE")
    assert {each.field: each.value for each in reading.stated}["deadline"] == day("2026-04-30")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "am Montag haben wir die Frist versäumt"),
        ("de", "Ich hab den Termin am Freitag verschlafen"),
        ("de", "der Shop war bis heute Mittag offline"),
        ("de", "bis gestern lief alles"),
        ("de", "der Vertrag ist befristet bis 2025, der Fehler war am Montag"),
        ("en", "the deadline was last Friday and we missed it"),
        ("en", "the hearing was on 3 March and I missed it"),
        ("en", "I have a client who complained on Tuesday"),
        ("en", "the trial version of our software deleted data on Monday"),
        ("en", "it was down from Monday until today"),
    ],
)
def test_a_day_on_which_nothing_ends_is_no_deadline(lang: str, text: str) -> None:
    assert "deadline" not in told(text, lang)


def test_a_deadline_said_twice_is_no_day_of_the_demand() -> None:
    found = told("die Frist ist morgen, 9.4., Anwalt der Gegenseite gibts keinen", "de")
    assert (found["deadline"], found["demanded on"], found["happened on"]) == (TOMORROW, None, None)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "we're being sued!!!"),
        ("en", "the client is suing us for 40k"),
        ("en", "I was served with a lawsuit on Monday"),
        ("de", "wir wurden verklagt"),
        ("de", "Habe eine Klage bekommen"),
        ("de", "Klage ist uns zugestellt worden"),
        ("de", "wir haben eine Klage am Hals"),
    ],
)
def test_a_suit_is_court_papers(lang: str, text: str) -> None:
    assert told(text, lang).get("court_papers") == "yes"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "they threaten to sue us"),
        ("en", "pay by Friday or else a lawsuit against us follows"),
        ("de", "sonst Klage"),
        ("de", "der Kunde droht mit Klage"),
    ],
)
def test_a_threat_of_one_is_not(lang: str, text: str) -> None:
    found = told(text, lang)
    assert "yes" not in (found.get("court_papers"), found.get("demand_form"))
    assert found.get("demand_form") != "court"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Bis heute ist der Shop nicht fertig, wir arbeiten noch daran."),
        ("de", "Bis jetzt haben wir nichts gehört"),
        ("de", "Bis gestern kamen immer noch Beschwerden."),
        ("de", "bis heute keine Frist gesetzt"),
        ("de", "ich hab bis heute nicht geantwortet"),
        ("de", "bis zum heutigen Tag ist nichts passiert"),
        ("de", "bis heute früh lief gar nichts"),
        ("en", "Until today the shop is not ready."),
        ("en", "To this day the shop isn't ready"),
        ("en", "until now nobody called"),
        ("en", "up until yesterday it was still down"),
        ("en", "Until this morning nothing worked"),
        ("en", "till today no answer from us"),
        ("de", "Ich musste die Pläne bis Freitag, 3. April, liefern, abgegeben hab ich sie erst gestern."),
    ],
)
def test_how_long_it_has_lasted_is_no_deadline(lang: str, text: str) -> None:
    assert "deadline" not in told(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("de", "Wir haben nur bis heute Zeit", TODAY),
        ("de", "sie haben mir eine Frist bis heute gesetzt", TODAY),
        ("de", "zahlen sollen wir bis heute 18 Uhr", TODAY),
        ("en", "they gave us until today", TODAY),
        ("en", "we have until today to answer", TODAY),
        ("en", "the deadline: Friday, 10 April", FRIDAY),
        ("en", "deadline Thursday 16 April", day("2026-04-16")),
    ],
)
def test_a_time_allowed_until_today_is_one(lang: str, text: str, value: Period) -> None:
    assert told(text, lang)["deadline"] == value


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("de", "bis jetzt keine", None),
        ("de", "nein, bis heute noch nicht", None),
        ("de", "bis dato keine Frist genannt", None),
        ("en", "until now they did not set one", None),
        ("en", "up to today none", None),
        ("de", "bis heute", TODAY),
        ("en", "until today", TODAY),
    ],
)
def test_an_answer_that_there_is_none_up_to_now_names_no_day(
    lang: str, text: str, value: Period | None
) -> None:
    reading = READER.read([text], now=NOW, lang=lang, region="GB" if lang == "en" else "DE", asks="deadline")
    found = {each.field: each.value for each in reading.stated}
    assert found.get("deadline") == value


def test_a_deadline_behind_one_that_is_over_is_kept() -> None:
    text = "Wir sollten bis zum 30. März fertig sein. Verteidigungsanzeige müssen wir bis 3. Mai abgeben."
    assert told(text, "de")["deadline"] == day("2026-05-03")

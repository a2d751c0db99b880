"""Days of stories and of answers: told exactly after roughly, one after the other, due and too late, over several messages."""

from datetime import UTC, date, datetime

import pytest

from bot.extraction.clauses import split_clauses
from bot.extraction.dates import find_dates
from bot.extraction.dates.rough import days_within, is_stretch
from bot.extraction.due import owed_and_late
from bot.extraction.found import Period, Reading
from bot.extraction.harm import tells_harm, told_from
from bot.extraction.reader import Reader

NOW = datetime(2026, 6, 17, 12, tzinfo=UTC)  # a Wednesday
READER = Reader(None)


def read(*messages: str, lang: str, asks: str | None = None) -> Reading:
    region = "DE" if lang == "de" else "GB"
    return READER.read(list(messages), now=NOW, lang=lang, region=region, asks=asks)


def june(first: int, last: int | None = None) -> Period:
    return Period(date(2026, 6, first), date(2026, 6, last or first))


def event(reading: Reading) -> Period | None:
    return reading.occurred_on.period if reading.occurred_on else None


def noticed(reading: Reading) -> Period | None:
    return reading.discovered_on.period if reading.discovered_on else None


def demanded(reading: Reading) -> Period | None:
    return reading.claim_made_on.period if reading.claim_made_on else None


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("en", "I had a bad day last week. On Thursday the 11th of June I dropped their server.", june(11)),
        ("en", "Last week was a nightmare. On 9 June our update wiped the shop of Pike Cycles.", june(9)),
        ("en", "Something awful happened this month. On 2 June I deleted the archive of Tern Films.", june(2)),
        ("en", "It all kicked off over the weekend. Saturday afternoon our update deleted the bookings.", june(13)),
        ("de", "Letzte Woche war echt der Wurm drin. Am Dienstag, den 9. Juni, hab ich die Platte gelöscht.", june(9)),
        ("de", "Anfang Juni ist mir ein Fehler passiert. Am 4. Juni ging der Newsletter an die falsche Liste.", june(4)),
        ("de", "Am Wochenende ging alles schief. Sonntag früh ist beim Kunden die Kasse ausgefallen.", june(14)),
        ("de", "letzte woche gabs ärger. am donnerstag hab ich das falsche backup eingespielt", june(11)),
    ],
)  # fmt: skip
def test_an_exact_day_in_a_rough_time_is_the_event(lang: str, text: str, day: Period) -> None:
    assert event(read(text, lang=lang)) == day


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In June somebody took over our account and ran ads. On Friday it was locked, that's when we noticed."),
        ("de", "im juni hat jemand den account übernommen. am freitag hat google ihn gesperrt, da haben wir es gemerkt."),
    ],
)  # fmt: skip
def test_a_day_of_noticing_in_it_is_not(lang: str, text: str) -> None:
    reading = read(text, lang=lang)
    assert event(reading) == june(1, 17)
    assert noticed(reading) == june(12)


def test_a_demand_outside_a_rough_time_leaves_it() -> None:
    told = (
        "Letzte Woche war durch meinen Fehler das Archiv weg. Am Montag kam ein Brief, sie wollen 1.800 Euro."
    )
    assert event(read(told, lang="de")) == june(8, 14)
    assert demanded(read(told, lang="de")) == june(15)


@pytest.mark.parametrize(
    ("lang", "text", "day", "since"),
    [
        ("en", "tuesday morning, tills wouldnt start. they want money since this morning btw", 16, 17),
        ("en", "saturday lunchtime when they opened. they've been asking for money since yesterday", 13, 16),
        ("en", "On Friday evening, and this morning a letter of their lawyer came", 12, 17),
        ("en", "Monday. Since yesterday he demands 500 pounds.", 15, 16),
        ("de", "dienstag früh, da ging die kasse nicht an. seit heute wollen sie geld", 16, 17),
        ("de", "Am Montag. Geld wollen die seit gestern.", 15, 16),
        ("de", "am 4. Juni. die rechnung für den schaden kam dann am 9.", 4, 9),
    ],
)
def test_the_first_day_answers_the_question_and_the_demand_has_its_own(
    lang: str, text: str, day: int, since: int
) -> None:
    reading = read(text, lang=lang, asks="discovered_on")
    assert (noticed(reading), demanded(reading)) == (june(day), june(since))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "On Monday I dropped it and we noticed on Tuesday that it was dead"),
        ("de", "am montag ist es passiert, aufgefallen ist es mir erst am dienstag früh"),
    ],
)
def test_what_is_told_first_may_be_the_event_all_the_same(lang: str, text: str) -> None:
    reading = read(text, lang=lang, asks="discovered_on")
    assert (event(reading), noticed(reading)) == (june(15), june(16))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Up to this morning one till was still dead. On 12 June they emailed, they demand 700 pounds."),
        ("en", "until this morning still nobody could pay. the letter came on 12 June, they want 700"),
        ("de", "Bis heute früh ging eine Kasse noch nicht. Am 12. Juni haben sie gemailt, sie fordern 700 Euro."),
        ("de", "das ging bis gestern so. am 12. juni kam die rechnung über 700 euro"),
    ],
)  # fmt: skip
def test_how_long_it_lasted_does_not_answer_when_it_was_noticed(lang: str, text: str) -> None:
    reading = read(text, lang=lang, asks="discovered_on")
    assert (noticed(reading), demanded(reading)) == (None, june(12))


def test_a_call_on_the_day_of_noticing_is_no_demand() -> None:
    told = "on 9 June, one buyer has called the company and they called me same day"
    reading = read(told, lang="en", asks="discovered_on")
    assert (noticed(reading), demanded(reading)) == (june(9), None)


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("en", "I must deliver the drawings until Friday 5 June, but I delivered only on Monday 15 June.", june(5)),
        ("en", "We should deliver the app until 5 June, but we are finished only on 8 June.", june(5)),
        ("en", "I had to give the tax return latest on 2 June and I gave it only on 9 June.", june(2)),
        ("en", "The objection was due by 2 June at the latest. My assistant filed it on 4 June, too late.", june(2)),
        ("en", "we promised it by 5 June, it went out on 12 June", june(5)),
        ("de", "Ich musste die Pläne bis Freitag, 5. Juni, liefern, abgegeben hab ich sie aber erst am 12. Juni.", june(5)),
        ("de", "Die Übersetzung war zum 1. Juni zugesagt, geliefert hab ich erst am 10. Juni.", june(1)),
        ("de", "Spätestens am 2. Juni hätte der Einspruch da sein müssen, ich hab ihn erst am 5. Juni eingereicht.", june(2)),
        ("de", "Bis 1. Juni sollte alles fertig sein, es wurde aber der 9. Juni.", june(1)),
        ("de", "Ich sollte das Gutachten bis zum 5. Juni abgeben, fertig war es am 12.", june(5)),
    ],
)  # fmt: skip
def test_of_a_delay_the_due_day_is_the_event(lang: str, text: str, day: Period) -> None:
    reading = read(text, lang=lang)
    assert (event(reading), demanded(reading)) == (day, None)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "They gave us until 10 June to pay, the shop broke on 3 June, their lawyer wrote only on 8 June",
        ),
        ("en", "On 3 June the server crashed, it was noticed only on 9 June"),
        ("de", "Zahlen sollen wir bis 10. Juni, der Brief kam erst am 5. Juni"),
    ],
)
def test_a_deadline_of_theirs_is_no_due_day(lang: str, text: str) -> None:
    dates = find_dates(text, lang=lang, now=NOW, region="GB")
    owed, late = owed_and_late(text, dates, split_clauses(text))
    assert not owed
    assert not late


@pytest.mark.parametrize(
    ("lang", "messages", "day"),
    [
        (
            "de",
            (
                "Ich bin Hochzeitsfotografin und habe am 5. Juni die Hochzeit von M. T. fotografiert.",
                "Am 8. Juni habe ich dann zu Hause die Speicherkarten formatiert. Gemerkt habe ich das am 10. Juni.",
            ),
            june(8),
        ),
        (
            "de",
            (
                "hallo, wir haben am 1. juni die betreuung der server von praxis dr. lenz übernommen",
                "am 8. juni hat mein mitarbeiter beim aufräumen die patientendatenbank gelöscht",
            ),
            june(8),
        ),
        (
            "en",
            (
                "I'm a translator and on 2 June I got the manual of Kestrel Pumps to translate.",
                "On 5 June I delivered it with two warnings swapped. Kestrel spotted it on 9 June.",
            ),
            june(5),
        ),
        (
            "en",
            (
                "We launched the campaign for Kestrel on 3 June with a photo from the web.",
                "On 10 June the photographer demanded 900.",
            ),
            june(3),
        ),
    ],
)
def test_a_first_message_may_only_set_the_scene(lang: str, messages: tuple[str, ...], day: Period) -> None:
    assert event(read(*messages, lang=lang)) == day


def test_harm_is_told_from_the_first_message_that_names_it() -> None:
    assert told_from(["I shot a wedding", "then I formatted the cards", "all is lost"], 2) == (18, 44)
    assert told_from(["all is lost", "on Monday"], 2) == (0, 0)
    assert told_from(["hello", "it was on Monday"], 2) == (0, 0)
    assert tells_harm("die Karten formatiert")
    assert not tells_harm("eine Hochzeit fotografiert")


@pytest.mark.parametrize(
    ("lang", "text", "stretch", "found"),
    [
        (
            "de",
            "Durch meinen Fehler konnten vom 9. bis 12. Juni alle Mandanten fremde Akten lesen. Am 12. hat ein nächtliches"
            " Skript die Rechte wieder richtig gesetzt. Gemerkt hab ich es auch am 12. Juni. Geld hat bisher keiner verlangt.",
            june(9, 12),
            june(12),
        ),
        (
            "en",
            "From 9 to 12 June anybody logged in could read the payslips of all staff, my fault. On the 12th a nightly job put"
            " the permissions right again. I noticed on the 12th from the logs. Nobody has asked for money.",
            june(9, 12),
            june(12),
        ),
        (
            "en",
            "my sync job mixed up the customer files on 8 June. on the 10th a script set everything right by itself. i noticed"
            " it on the 10th as well, going through the logs.",
            june(8),
            june(10),
        ),
    ],
)
def test_the_day_of_a_repair_is_neither_the_event_nor_a_demand(
    lang: str, text: str, stretch: Period, found: Period
) -> None:
    reading = read(text, lang=lang)
    assert (event(reading), noticed(reading), demanded(reading)) == (stretch, found, None)


def test_rough_times_are_told_apart_from_stretches() -> None:
    text = "last week it was down, from 8 to 10 June, worst on 9 June"
    week, stretch, day = find_dates(text, lang="en", now=NOW, region="GB")
    assert days_within(week, [week, stretch, day]) == [day]
    assert days_within(stretch, [week, stretch, day]) == []
    assert (is_stretch(week), is_stretch(stretch), is_stretch(day)) == (False, True, False)

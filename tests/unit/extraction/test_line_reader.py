"""What only the catalogue knows of is read: by its phrases in any message, and by its kind in an answer."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.claims.catalogue import HERE, Catalogue
from bot.claims.values import Period, Value
from bot.extraction.found import Reading
from bot.extraction.line_reader import LineReader
from bot.extraction.meanings import SUMMARY
from bot.extraction.reader import Reader
from tests.builders import NOW, day, the_catalogue

INDEMNITY = LineReader(Reader(None, the_catalogue().policy_patterns), the_catalogue())
PERSONAL = LineReader(Reader(None), Catalogue.load(HERE / "personal_lines.yml"))


def read(text: str, lang: str = "en", asks: str | None = None, reader: LineReader = INDEMNITY) -> Reading:
    return reader.read([text], now=NOW, lang=lang, region="GB" if lang == "en" else "DE", asks=asks)


def stated(text: str, lang: str = "en", asks: str | None = None) -> dict[str, Value]:
    return {each.field: each.value for each in read(text, lang, asks).stated}


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "not marked", "not_marked"),
        ("en", "it wasn't really labelled", "not_marked"),
        ("en", "plain key, nothing on it", "not_marked"),
        ("en", "there was a tag with the company's name", "marked"),
        ("en", "No, it was marked", "marked"),
        ("en", "Was it marked?", None),
        ("en", "no idea whether it was marked", None),
        ("de", "der war nicht beschriftet", "not_marked"),
        ("de", "beschriftet war er nicht", "not_marked"),
        ("de", "da war ein Anhänger mit Adresse dran", "marked"),
        ("de", "da stand nix drauf", "not_marked"),
        ("de", "keine Ahnung, ob der beschriftet war", None),
    ],
)
def test_a_choice_is_known_by_its_phrases(lang: str, text: str, value: str | None) -> None:
    assert stated(text, lang).get("key_marked") == value


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "the jacket was stolen", "yes"),
        ("en", "it was not stolen, I lost it", "no"),
        ("en", "I didn't notice it was stolen", "yes"),
        ("de", "er wurde mir geklaut", "yes"),
        ("de", "gestohlen wurde er nicht", "no"),
        ("en", "I lost it on the bus", None),
    ],
)
def test_a_not_turns_a_yes_into_a_no(lang: str, text: str, value: str | None) -> None:
    assert stated(text, lang).get("key_stolen") == value


@pytest.mark.parametrize(
    ("lang", "text", "field", "value"),
    [
        ("en", "the police reference is 22/4711-AB", "police_number", "22/4711-AB"),
        ("de", "Aktenzeichen: ST/0815/26", "police_number", "ST/0815/26"),
        ("de", "Schlüsselnummer A4711", "key_number", "A4711"),
        ("en", "my client in the United States says so", "country_of_claimant", "US"),
        ("de", "unser Kunde sitzt in der Schweiz", "country_of_claimant", "CH"),
        ("en", "the payroll of 60 employees went out", "personal_data_count", "60"),
        ("de", "betroffen sind rund 300 Patienten", "personal_data_count", "rund 300"),
        (
            "en",
            "it has bank details and home addresses",
            "personal_data_kinds",
            "bank details, home addresses",
        ),
        ("en", "letter from their solicitors Smith & Rowe", "claimant_lawyer", "Smith & Rowe"),
        ("en", "their email is boss@alderway.example", "claimant_contact", "boss@alderway.example"),
    ],
)
def test_what_is_written_out_is_taken_as_it_stands(lang: str, text: str, field: str, value: str) -> None:
    assert stated(text, lang)[field] == value


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "Friday", day("2026-04-10")),
        ("en", "30 June", day("2026-06-30")),
        ("en", "in two weeks", day("2026-04-22")),
        ("en", "end of the month", day("2026-04-30")),
        ("en", "the 2nd", day("2026-05-02")),
        ("en", "he wants an answer by the end of April", day("2026-04-30")),
        ("en", "the letter says end of April", Period(date(2026, 4, 21), date(2026, 4, 30))),
        ("de", "bis Ende April", day("2026-04-30")),
        ("de", "bis Monatsende", day("2026-04-30")),
        ("de", "in 14 Tagen", day("2026-04-22")),
        ("de", "noch nicht abgelaufen, am 20.", day("2026-04-20")),
        ("de", "läuft am Freitag ab", day("2026-04-10")),
        ("en", "it was the 12th", day("2026-04-12")),
        ("en", "I don't want to miss it, it's on Friday", day("2026-04-10")),
        ("de", "15.4.", day("2026-04-15")),
        ("de", "am Montag", day("2026-04-13")),
    ],
)
def test_a_deadline_lies_ahead(lang: str, text: str, value: Period) -> None:
    reading = read(text, lang, "deadline")
    assert [(each.field, each.value) for each in reading.stated if each.field == "deadline"] == [
        ("deadline", value)
    ]
    assert (reading.occurred_on, reading.claim_made_on) == (None, None)


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "it was last Friday", day("2026-04-03")),
        ("en", "already passed on the 6th", day("2026-04-06")),
        ("en", "ran out on Monday", day("2026-04-06")),
        ("en", "that was on Monday", day("2026-04-06")),
        ("en", "two days ago", day("2026-04-06")),
        ("de", "war letzten Freitag", day("2026-04-03")),
        ("de", "die hatten uns bis letzten Freitag Zeit gegeben", day("2026-04-03")),
        ("de", "die Frist ist am 6. abgelaufen", day("2026-04-06")),
        ("de", "is scho am Montag gwesen", day("2026-04-06")),
        ("de", "leider schon vorbei, war am 2.", day("2026-04-02")),
    ],
)
def test_a_deadline_that_is_said_to_be_over_has_passed(lang: str, text: str, value: Period) -> None:
    reading = read(text, lang, "deadline")
    assert {each.field: each.value for each in reading.stated}["deadline"] == value


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "they gave us until Friday to sign"),
        ("de", "sie setzen eine Frist bis zum 10.4., sonst klagen sie"),
    ],
)
def test_a_deadline_in_a_story_is_known_by_the_words_before_it(lang: str, text: str) -> None:
    assert stated(text, lang)["deadline"] == day("2026-04-10")


def test_a_day_gone_by_is_no_deadline_of_a_story() -> None:
    assert "deadline" not in stated("the shop was down until 2 March 2026")
    assert "deadline" not in stated("Ich habe die Berufungsfrist verpasst, Fristende war Montag.", "de")


@pytest.mark.parametrize(
    ("asks", "lang", "text", "value"),
    [
        ("personal_data_count", "en", "about 40. actually make that 60, two sheets", "60"),
        ("country_of_work", "de", "das war in Österreich", "AT"),
        ("country_of_claimant", "en", "Germany and Austria", "AT, DE"),
        ("police_number", "en", "22/4711-AB", "22/4711-AB"),
        ("claimant_lawyer", "en", "Smith & Rowe", "Smith & Rowe"),
        ("key_marked", "de", "Ja, beschriftet", "marked"),
        ("caused_by", "en", "a subcontractor", "subcontractor"),
    ],
)
def test_an_answer_is_read_by_the_kind_of_its_field(asks: str, lang: str, text: str, value: str) -> None:
    assert stated(text, lang, asks)[asks] == value


def test_the_contact_of_the_other_side_is_not_taken_for_the_insureds_own() -> None:
    reading = read("boss@alderway.example", asks="claimant_contact")
    assert [each.value for each in reading.stated] == ["boss@alderway.example"]
    assert reading.insured_contact is None


def test_what_is_stated_belongs_to_the_newest_message() -> None:
    reading = INDEMNITY.read(["I lost a key", "it was not marked"], now=NOW, lang="en", region="GB")
    assert {each.span.message for each in reading.stated if each.field == "key_marked"} == {1}


# A line of business without a model of its own


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("en", "somebody drove into my parked car", "motor_accident"),
        ("en", "my bike was stolen at the station", "vehicle_theft"),
        ("de", "ein Steinschlag in der Windschutzscheibe", "glass"),
        ("de", "bei uns ist ein Rohr geplatzt", "water_damage"),
        ("en", "our flat was burgled", "burglary"),
        ("de", "die Küche hat gebrannt", "fire"),
        ("en", "a tree fell on the roof in the storm", "storm"),
        ("de", "mein Hund hat die Briefträgerin gebissen", "liability_private"),
        ("en", "my suitcase never arrived", "lost_luggage"),
        ("de", "wir mussten den Urlaub stornieren", "trip_cancelled"),
        ("en", "I was in hospital in Spain", "medical_abroad"),
    ],
)
def test_the_type_is_known_by_the_words_of_the_catalogue(lang: str, text: str, kind: str) -> None:
    found = read(text, lang, reader=PERSONAL).incident_type
    assert found is not None
    assert (found.value, found.confidence >= 0.6) == (kind, True)


def test_several_types_are_left_to_a_question() -> None:
    found = read("there was a fire and then the flat was flooded", reader=PERSONAL).incident_type
    assert found is not None
    assert found.confidence < 0.6
    assert {found.value, *(name for name, _ in found.alternatives)} == {"fire", "water_damage"}


def test_a_text_without_a_telling_word_has_no_type() -> None:
    assert read("something happened", reader=PERSONAL).incident_type is None


def test_what_the_line_has_no_field_for_counts_for_the_nearest() -> None:
    reading = read("I noticed yesterday that my bike is gone, they demand 900 pounds", reader=PERSONAL)
    assert reading.occurred_on is not None
    assert reading.amount_estimated is not None


def test_every_type_of_the_second_line_has_words_or_is_the_rest() -> None:
    kinds: Any = Catalogue.load(HERE / "personal_lines.yml").field("incident_type")
    assert set(kinds.choices) - set(kinds.cues) == {"other"}


def test_what_an_answer_denies_is_not_read_out_of_it() -> None:
    assert stated("no summons yet", asks="court_papers") == {"court_papers": "no"}
    assert stated("yes, a summons came", asks="court_papers")["court_papers"] == "yes"


@pytest.mark.parametrize(
    ("lang", "text", "on"),
    [
        ("en", "we've till the 12th of next month to answer", 12),
        ("de", "bis zum 12. des nächsten Monats muss ich antworten", 12),
        ("en", "the log shows it took 14 days to respond to their ticket", None),
        ("de", "wir haben zwei Wochen Zeit verloren", None),
    ],
)
def test_a_time_allowed_is_a_deadline_and_a_time_lost_is_none(lang: str, text: str, on: int | None) -> None:
    found = stated(text, lang).get("deadline")
    assert (found.start.day if isinstance(found, Period) else None) == on


@pytest.mark.parametrize(
    "text", ["zwei Wochen steht da", "two weeks it says", "14 Tage hab ich laut dem Wisch"]
)
def test_the_end_of_a_time_that_is_only_counted(text: str) -> None:
    assert isinstance(stated(text).get("deadline"), Period)


@pytest.mark.parametrize(
    ("lang", "text", "came"),
    [
        ("de", "ich habe Post vom Gericht", "yes"),
        ("de", "gelber Brief vom Amtsgericht", "yes"),
        ("en", "I have been served", "yes"),
        ("en", "letter from the county court", "yes"),
        ("en", "apparently I'm being taken to court", "yes"),
        ("en", "no court papers yet", "no"),
        ("en", "the updates were served from the wrong server", None),
    ],
)
def test_papers_of_a_court(lang: str, text: str, came: str | None) -> None:
    assert stated(text, lang).get("court_papers") == came


@pytest.fixture(scope="module")
def trained(models: Path) -> LineReader:
    return LineReader.load(models, the_catalogue())


def test_what_a_story_tells_in_passing_is_read(trained: LineReader) -> None:
    story = "Their shop was down on Monday. It has been running fine again since the evening. I told them it was our fault."
    reading = read(story, reader=trained)
    assert reading.ongoing is not None
    assert reading.statement_made is not None
    assert (reading.ongoing.value, reading.statement_made.value) == ("no", "yes")
    assert {each.field: each.value for each in reading.stated}["client_informed"] == "yes"


@pytest.mark.parametrize(
    ("asks", "lang", "text"),
    [
        (SUMMARY, "de", "ja, ist richtig, bitte senden"),
        ("policy_number", "de", "hab ich nicht da"),
        ("key_marked", "de", "nei, isch nüt druf gstande"),
        (
            "mitigation",
            "en",
            "we put the old version back and since then the shop has been running fine again",
        ),
    ],
)
def test_a_short_answer_tells_nothing_in_passing(
    trained: LineReader, asks: str, lang: str, text: str
) -> None:
    reading = read(text, lang, asks, trained)
    assert reading.ongoing is None
    assert reading.statement_made is None


def test_the_open_question_is_not_answered_in_passing(trained: LineReader) -> None:
    told = "no, nothing was agreed and nothing was paid, and their shop has been running fine again since Monday evening"
    reading = read(told, asks="ongoing", reader=trained)
    assert reading.statement_made is not None
    assert reading.statement_made.value == "no"

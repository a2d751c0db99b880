"""How people answer and correct, told by their words."""

import pytest

from bot.extraction.replying import day_after, days_after, is_vague, last_before, only_announces, says
from tests.builders import day, days


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("am selben Tag", 0),
        ("gleich gemerkt", 0),
        ("na, am gleichen Tag", 0),
        ("straight away", 0),
        ("am nächsten Tag", 1),
        ("the next morning", 1),
        ("zwei Tage später", 2),
        ("a week later", 7),
        ("3 Wochen danach", 21),
        ("the same evening", 0),
        ("straight after", 0),
        ("noch in der gleichen Nacht", 0),
        ("am selben Nachmittag", 0),
        ("same", 0),
        ("an hour later", 0),
        ("48 hours later", None),
        ("next mornin", 1),
        ("am Tag drauf", 1),
        ("am übernächsten Tag", 2),
        ("is ma glei aufgfalln", 0),
        ("just after 3", None),
        ("gemerkt gleich", 0),
        ("after an hour or so", 0),
        ("a paar Stund später", 0),
        ("Same Day Couriers", None),
        ("not the same day, the day after", 1),
        ("at once, they called the next day", 0),
        ("acht Tage später", 8),
        ("twelve days after", 12),
        ("am Montag", None),
        ("weiß ich nicht", None),
    ],
)
def test_days_after_the_event(text: str, count: int | None) -> None:
    assert days_after(text) == count


def test_a_day_after_a_period_counts_from_its_end() -> None:
    assert day_after(days("2026-03-02", "2026-03-04"), 1) == day("2026-03-05")
    assert day_after(days("2026-03-02", "2026-03-04"), 0) == days("2026-03-02", "2026-03-04")
    assert day_after(days("2026-03-21", "2026-03-31"), 2) == days("2026-03-23", "2026-04-02")


@pytest.mark.parametrize(
    "text",
    [
        "Ich muss einen Schaden melden",
        "hab mist gebaut",
        "I need to report a claim please",
        "Guten Tag, bei uns ist was passiert",
        "something went wrong",
        "asdf",
        "lkjhlkjh",
        "🙃🙃",
        "42",
    ],
)
def test_what_says_only_that_something_happened_is_vague(text: str) -> None:
    assert is_vague(text)


@pytest.mark.parametrize(
    "text",
    [
        "webshop down",
        "Schlüssel verloren",
        "Serverausfall",
        "hab beim Kunden den Server gelöscht",
        "Abmahnung",
    ],
)
def test_few_words_may_tell_what_happened(text: str) -> None:
    assert not is_vague(text)


@pytest.mark.parametrize(
    "text", ["seit 2", "um halb neun", "at 3 pm", "since about 14:30", "gegen zwölf rum"]
)
def test_a_time_of_day_alone_is_told(text: str) -> None:
    assert says("time_of_day", text)


@pytest.mark.parametrize("text", ["at 3 customers", "um 5.000 Euro", "seit 2024", "since 2 weeks"])
def test_other_numbers_are_no_time_of_day(text: str) -> None:
    assert not says("time_of_day", text)


def test_only_who_is_said_to_want_a_sum_wants_it() -> None:
    text = "nette Leute, die wollen jetzt 900 Euro"
    assert last_before("they_want", text, text.index("900"), 30)
    assert not last_before("they_want", "I want to say about 900", 20, 30)


@pytest.mark.parametrize(
    "text",
    [
        "can I report another one?",
        "something else happened yesterday",
        "ich muss noch was melden",
        "neue Meldung bitte",
    ],
)
def test_another_loss_can_be_announced_without_a_word_of_it(text: str) -> None:
    assert only_announces(text)


@pytest.mark.parametrize(
    "text", ["noch ein Fall: Router kaputt", "new case: our server got hacked last night"]
)
def test_who_announces_and_tells_has_told(text: str) -> None:
    assert not only_announces(text)


@pytest.mark.parametrize(
    "text",
    [
        "when we were served",
        "with their email",
        "durch ihr Schreiben",
        "als die Klage kam",
        "bei der Zustellung",
    ],
)
def test_heard_of_with_the_demand(text: str) -> None:
    assert says("with_demand", text)


@pytest.mark.parametrize(
    "text",
    [
        "they haven't yet",
        "noch gar nicht",
        "nobody asked for any money so far",
        "hat keiner was verlangt",
    ],
)
def test_nobody_wants_anything_yet(text: str) -> None:
    assert says("wants_nothing", text)


@pytest.mark.parametrize("text", ["last Tuesday", "not before Monday", "niemand weiß es"])
def test_other_denials_tell_nothing_of_a_demand(text: str) -> None:
    assert not says("wants_nothing", text)


@pytest.mark.parametrize(
    "text",
    [
        "nobody else, it's our own money",
        "we did, it was our account",
        "no client involved, only our firm",
        "niemand außer uns",
        "da ist kein Kunde, das Geld ist uns weg",
        "we're the ones out of pocket",
    ],
)
def test_the_loss_is_the_writers_own(text: str) -> None:
    assert says("ourselves", text)


@pytest.mark.parametrize(
    "text", ["it was our client's account", "unser Konto bei Meier GmbH", "we lost the contract of Bolt"]
)
def test_the_loss_is_not_said_to_be_the_writers_own(text: str) -> None:
    assert not says("ourselves", text)

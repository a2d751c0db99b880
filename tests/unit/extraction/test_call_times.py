"""When somebody wants to be called back."""

from datetime import date

import pytest

from bot.extraction.call_times import call_days, find_call_time, only_wants_call, without_call_times


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Please call me back on +49 170 5550123 tomorrow at 10", "tomorrow at 10"),
        ("Bitte rufen Sie mich zurück: 0170 5550124, morgen um 10", "morgen um 10"),
        ("ring me after 5pm, 07700 900123", "after 5pm"),
        ("0171 5550123 am besten werktags ab 17 Uhr", "werktags ab 17 Uhr"),
        ("can someone phone me on Friday morning or Monday afternoon", "Friday morning or Monday afternoon"),
        ("any time", "any time"),
        ("zwischen 9 und 11", "zwischen 9 und 11"),
        ("Montag früh oder Dienstag nachmittag", "Montag früh oder Dienstag nachmittag"),
        ("can you ring me on 07700 900812, not before 7", "not before 7"),
        ("anrufen gern, außer mittwochs", "außer mittwochs"),
        ("bitte nicht nach 17 Uhr anrufen", "bitte nicht nach 17 Uhr"),
        ("ned vor achte bitte", "ned vor achte"),
        ("any time but mornings", "any time but mornings"),
        ("freitags geht nicht, sonst ab 10", "freitags geht nicht, ab 10"),
        ("Wednesdays are no good, after 4 otherwise", "Wednesdays are no good, after 4"),
        ("after 7, not earlier", "after 7"),
        ("nöd am Mäntig", "nöd am Mäntig"),
        ("call me on 020 7946 0018", None),
        ("Wann höre ich von Ihnen?", None),
        ("I want to talk to somebody", None),
    ],
)
def test_phrase_that_tells_the_time(text: str, phrase: str | None) -> None:
    assert find_call_time(text) == phrase


def test_the_time_of_a_call_dates_no_event() -> None:
    text = "I wiped the server yesterday. Please call me tomorrow after 5 on 07700 900123."
    left = without_call_times(text)
    assert len(left) == len(text)
    assert "yesterday" in left
    assert "tomorrow" not in left
    assert without_call_times("They called us on Friday.") == "They called us on Friday."


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Bitte rufen Sie mich heute nach 17 Uhr zurück, 0170 5550124", True),
        ("Hi. Can you call me back on 07700 900123 please? Thanks!", True),
        ("I wiped the server of a client yesterday. Please call me.", False),
        ("the client called me and wants 500 euros", False),
    ],
)
def test_a_wish_for_a_call_and_nothing_else(text: str, only: bool) -> None:
    assert only_wants_call(text) is only


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("tomorrow between 2 and 4pm", [24]),
        ("heute morgen", [23]),
        ("morgen um 10", [24]),
        ("übermorgen früh", [25]),
        ("make that Wednesday", [25]),
        ("any time but not on Wednesday", []),
        ("morgen geht nicht, übermorgen ab 9", [25]),
        ("Monday", [23]),
        ("next Monday", [30]),
        ("Mittwoch oder Freitag ab 5", [25, 27]),
        ("werktags ab 17 Uhr", []),
    ],
)
def test_the_days_that_are_meant_count_from_the_one_on_which_it_was_said(text: str, days: list[int]) -> None:
    assert [day.day for day in call_days(text, date(2026, 11, 23))] == days


def test_a_greeting_is_no_time_to_be_called_at() -> None:
    text = "Good morning, Sabine Roth here, you reach me at sabine@example.ch."
    assert without_call_times(text) == text

"""Marked reports, and what the weights learn from."""

import pytest

from bot.extraction.marked import Mark, marked_reports, read_marks


def test_marks_are_taken_out_of_the_text() -> None:
    text, marks = read_marks("Lost {o:on Monday}, {P:Hollis} want {L:£3}.")
    assert text == "Lost on Monday, Hollis want £3."
    assert marks == [Mark("o", 5, 14), Mark("P", 16, 22), Mark("L", 28, 30)]


@pytest.mark.parametrize("lang", ["en", "de"])
def test_no_mark_of_the_examples_is_left_unread(lang: str) -> None:
    reports = list(marked_reports(lang))
    assert len(reports) > 200
    assert not [text for text, _ in reports if "{" in text or "}" in text]

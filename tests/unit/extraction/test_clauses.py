"""Where sentences end, around days whose number ends with a point."""

import pytest

from bot.extraction.clauses import split_clauses


@pytest.mark.parametrize(
    ("text", "day", "sentences"),
    [
        ("Sie hat es am 12. beim Nachsehen entdeckt.", "am 12.", 1),
        ("Sie hat es am 12. Beim Nachsehen war alles weg.", "am 12.", 2),
        ("Das war am 11. Juni. dann kam er", "am 11. Juni.", 2),
        ("gemerkt am 3.6. und gleich gemeldet", "am 3.6.", 1),
        ("Am 3.6. Gemeldet am selben Tag.", "Am 3.6.", 2),
    ],
)
def test_a_day_s_point_ends_a_sentence_only_before_a_new_one(text: str, day: str, sentences: int) -> None:
    start = text.index(day)
    clauses = split_clauses(text, [(start, start + len(day))])
    assert clauses[len(clauses) - 1].sentence + 1 == sentences

"""Rules are tried only where a match can begin; that must find what searching for each of them everywhere would."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.extraction.dates.windows import grammar
from bot.extraction.grammar_starts import beginning, starts

TABLES = {"month": ["March", "mai"], "number": ["ein", "2nd"], "mark": ["'til"]}
PARTS = {"maybe": "(?:the )?", "day": r"\d{1,2}"}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\d{1,2}\.", {"0"}),
        ("[0-3]?{month}", {"0", "marc", "mai"}),
        ("{month:other} {number}", {"marc", "mai"}),
        ("(?:in |am )?{number}", {"in", "am", "ein", "0"}),
        ("{maybe}{month}", {"the", "marc", "mai"}),
        ("(?P<given>on|Heute)(?! abend)", {"on", "heut"}),
        ("(?!x)an?", {"a"}),
        ("a few|(?:some){0,2}{day}", {"a", "some", "0"}),
        ("[ei]n", {"e", "i"}),
        ("(?:a)?", None),
        (r"\w+ {month}", None),
        ("{mark} {month}", None),
        ("(?P=given)x", None),
        ("[^a]b", None),
    ],
)
def test_how_a_match_begins(pattern: str, expected: set[str] | None) -> None:
    found = starts(pattern, TABLES, PARTS)
    assert found == (None if expected is None else frozenset(expected))


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Monday", {"m", "mo", "mon", "mond"}), ("a", {"a"}), ("3", {"0"}), ("ÄRA", {"ä", "är", "ära"})],
)
def test_what_a_word_is_looked_up_by(word: str, expected: set[str]) -> None:
    assert set(beginning(word)) == expected


WORDS = sorted({word for table in grammar().words.values() for word in table})
texts = st.builds(
    lambda words, gap: gap.join(words),
    st.lists(
        st.one_of(st.sampled_from(WORDS), st.sampled_from("12.,/-'3 a–"), st.text(max_size=3)), max_size=14
    ),
    st.sampled_from([" ", "", " the ", ". "]),
)


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(texts)
@example("in der Nacht vom 3. auf den 4. Mai, two weeks ago and on the 5th of JUNE 2022")
def test_nothing_is_missed(text: str) -> None:
    searched = [
        (rule.name, found.span()) for rule in grammar().rules for found in rule.pattern.finditer(text)
    ]
    assert [(match.rule.name, (match.start, match.end)) for match in grammar().scan(text)] == searched

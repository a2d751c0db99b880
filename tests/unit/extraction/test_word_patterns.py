"""Patterns are tried only at words that they can begin with; that must find what searching for them everywhere would."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.extraction import amount_roles, caused_by, contact, identifiers, notice, ransom
from bot.extraction.folded import fold
from bot.extraction.grammar_starts import starts
from bot.extraction.parties import features
from bot.extraction.parties.words import PartyWords
from bot.extraction.word_patterns import WordPattern, WordPatterns
from tests.support.growth import grows_linearly

PATTERNS = [
    *(pattern for by_language in notice._phrases().values() for pattern in by_language.values()),
    *(pattern for first, cues in caused_by._cues().values() for pattern in (first, *cues)),
    *(caused_by._phrases(name) for name in ("beside", "tellers", "of_clients")),
    *(rule.sought for rule in identifiers.rules() if rule.sought),
    *(pattern for lang in ("en", "de") for pattern in PartyWords.of(lang).described),
    *(
        each
        for module in (amount_roles, caused_by, contact, features, ransom)
        for each in vars(module).values()
        if isinstance(each, WordPattern)
    ),
]
_GRAMMAR = Path(notice.__file__).parent / "grammar"
_LETTERS = re.compile(r"\\.|[^\w\s'’]")
PIECES = sorted(
    {
        piece
        for name in ("notice.yml", "causes.yml", "identifiers.yml", "parties.de.yml", "parties.en.yml")
        for piece in _LETTERS.sub(" ", (_GRAMMAR / name).read_text("utf-8")).split()
    }
)
CONTEXT = {
    lang: [
        (name, re.compile(pattern, re.IGNORECASE))
        for name, side, pattern in yaml.safe_load((_GRAMMAR / f"parties.{lang}.yml").read_text("utf-8"))[
            "context"
        ]
        if side == "before"
    ]
    for lang in ("en", "de")
}
texts = st.builds(
    lambda words, gap: gap.join(words),
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.sampled_from("12.,-'@ß3 aİıſ"), st.text(max_size=3)),
        max_size=30,
    ),
    st.sampled_from([" ", " ", "", ", ", "\n"]),
)


@settings(derandomize=True, deadline=None, database=None, max_examples=80)
@given(texts)
@example("We've ADMITTED it, wır haben unterſchrieben; İ'm a freelancer, PI-204-1877. Kind regards, Ann Lee")
def test_no_match_is_missed(text: str) -> None:
    for each in PATTERNS:
        for said in (text, fold(text)):
            searched = [found.span() for found in each.pattern.finditer(said)]
            assert [found.span() for found in each.finditer(said)] == searched, each.pattern.pattern


@settings(derandomize=True, deadline=None, database=None, max_examples=60)
@given(texts, st.integers(0, 40), st.integers(0, 80))
def test_a_part_of_a_text_is_searched_as_ever(text: str, start: int, end: int) -> None:
    for each in PATTERNS[:20]:
        wanted = each.pattern.search(text, start, end)
        found = each.search(text, start, end)
        assert (found and found.span()) == (wanted and wanted.span())


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(st.sampled_from(["en", "de"]), texts)
@example("en", "the letter came on behalf of our client")
def test_no_name_is_missed(lang: str, text: str) -> None:
    searched = [name for name, pattern in CONTEXT[lang] if pattern.search(text)]
    assert WordPatterns(CONTEXT[lang]).found_in(text) == searched


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bsure|(?<!\w)\d+", {"sure", "0"}),
        (r"(?<![\w.-])(?i:Reg|(?<!his )my) name", {"reg", "my"}),
        (r"\b(?:an )?old|(?:\bnew)", {"an", "old", "new"}),
        (r"(?:the )?\bend", None),
        (r"\bnot|n[’']t", None),
        (r"(?:\bx)?yes", None),
        (r"(?<!not )sure", None),
        (r"(?<!\w-)sure", None),
    ],
)
def test_only_what_begins_with_a_word_is_looked_up(pattern: str, expected: set[str] | None) -> None:
    assert starts(pattern, {}, {}, bordered=False) == (None if expected is None else frozenset(expected))


def test_what_is_replaced() -> None:
    pattern = WordPattern(r"\bby (\w+)", re.IGNORECASE)
    assert pattern.sub(lambda found: found[1].upper(), "done By us, by me.") == "done US, ME."
    assert pattern.sub(lambda _: "", "nobody") == "nobody"


@pytest.mark.parametrize("piece", ["a", "we ", "we've admitted it, ", "i İ", "§"])
def test_looking_up_takes_time_linear_in_the_text(piece: str) -> None:
    assert grows_linearly(lambda text: [list(each.finditer(text)) for each in PATTERNS[:10]], piece)

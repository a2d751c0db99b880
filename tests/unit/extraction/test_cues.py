"""Hints are tried only at words that they can begin with; that must find what searching for each of them would."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.extraction import cues
from bot.extraction.cues import Cues, compile_phrases
from bot.extraction.folded import fold

PHRASES: dict[str, dict[str, list[Any]]] = {
    lang: yaml.safe_load((Path(cues.__file__).parent / "grammar" / f"roles.{lang}.yml").read_text("utf-8"))[
        "cues"
    ]
    for lang in ("en", "de")
}
PATTERNS = {
    lang: {name: compile_phrases(its, folded=True) for name, its in hints.items()}
    for lang, hints in PHRASES.items()
}
WORDS = sorted({str(phrase) for hints in PHRASES.values() for its in hints.values() for phrase in its})
PIECES = [phrase.replace("*", ending).replace("…", "us all") for phrase in WORDS for ending in ("", "en")]


@settings(derandomize=True, deadline=None, database=None, max_examples=200)
@given(
    st.sampled_from(["en", "de"]),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=12),
    st.sampled_from([" ", "", ", ", "\n"]),
)
@example("de", ["Folgekosten", "gmerkt", "G'MERKT", "Schreiben vom 3. Mai"], " ")
@example("en", ["c&d", "hold us fully liable", "I'D EARNED"], " ")
def test_no_hint_is_missed(lang: str, pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    searched = {
        (name, found.span())
        for name, pattern in PATTERNS[lang].items()
        for found in pattern.finditer(fold(text))
    }
    assert {(cue.name, (cue.start, cue.end)) for cue in Cues.of(lang).find(text)} == searched


@pytest.mark.parametrize(
    ("text", "name"),
    [("they NOTICED it", "notice"), ("holding my firm liable", "demand"), ("der Umsatzausfall", "loss")],
)
def test_hints_are_whole_words_and_stems(text: str, name: str) -> None:
    assert name in {cue.name for cue in Cues.of("de" if "der" in text else "en").find(text)}


def test_hints_are_ordered_by_place() -> None:
    found = Cues.of("en").find("our lawyer noticed the letter and the invoice, they demand damages")
    assert [cue.start for cue in found] == sorted(cue.start for cue in found)

"""References survive being read out, and mistakes in them are noticed."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claims.reference import new_reference, parse_reference

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
references = st.builds(
    lambda seed, year, length: new_reference("FN", year, random.Random(seed), length),
    st.integers(0, 2**32),
    st.integers(2020, 2099),
    st.sampled_from([4, 5, 6]),
)


def test_reference_has_prefix_year_and_five_characters() -> None:
    assert re.fullmatch(r"FN-26-[0-9A-HJKMNP-TV-Y]{5}", new_reference("FN", 2026, random.Random(1)))


def test_reference_differs_from_one_time_to_the_next() -> None:
    randomness = random.Random(1)
    assert len({new_reference("FN", 2026, randomness) for _ in range(200)}) > 195


@given(references)
def test_reference_is_read_back_as_it_was_issued(reference: str) -> None:
    assert parse_reference(reference) == reference


@settings(max_examples=25)
@given(references)
def test_reference_with_one_wrong_character_is_refused(reference: str) -> None:
    for place, right in enumerate(reference[3:], start=3):
        for wrong in "0123456789" if place in (3, 4) else ALPHABET:
            if wrong != right and right != "-":
                assert parse_reference(reference[:place] + wrong + reference[place + 1 :]) is None


@settings(max_examples=25)
@given(references)
def test_reference_with_two_neighbours_swapped_is_refused(reference: str) -> None:
    year, body = reference[3:5], reference[6:]
    if year[0] != year[1]:
        assert parse_reference(f"FN-{year[::-1]}-{body}") is None
    for place in range(len(body) - 1):
        one, other = body[place], body[place + 1]
        if one != other:
            assert parse_reference(f"FN-{year}-{body[:place]}{other}{one}{body[place + 2 :]}") is None


@pytest.mark.parametrize(
    "spoken",
    [
        "{0}",
        "my reference is {0}, thanks",
        "Schadennummer:{0}.",
        "{1}",
        "{2}",
        "{2} bitte",
    ],
)
def test_reference_is_found_however_it_is_written(spoken: str) -> None:
    reference = new_reference("FN", 2026, random.Random(3))
    written = spoken.format(reference, reference.lower(), reference.replace("-", " "))
    assert parse_reference(written) == reference


@pytest.mark.parametrize(("right", "misread"), [("0", "O"), ("1", "I"), ("1", "l"), ("V", "u"), ("2", "z")])
def test_reference_characters_that_look_alike_are_taken_for_one_another(right: str, misread: str) -> None:
    randomness = random.Random(5)
    reference = next(
        found for found in iter(lambda: new_reference("FN", 2026, randomness), "") if right in found[6:]
    )
    assert parse_reference(reference[:6] + reference[6:].replace(right, misread)) == reference


@pytest.mark.parametrize(
    "text", ["", "no number at hand", "PI-204-1877", "FN-26", "FN-٢٦-7K3QD", "FN-26-7\u212a3QD"]
)
def test_reference_is_not_found_where_there_is_none(text: str) -> None:
    assert parse_reference(text) is None

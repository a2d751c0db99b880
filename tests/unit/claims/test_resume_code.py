"""The code to go on elsewhere is found however it is typed, and nothing else is taken for one."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.reference import new_reference
from bot.claims.resume_code import find_code, new_code

codes = st.builds(lambda seed: new_code(random.Random(seed)), st.integers())


@given(codes)
def test_code_is_found_as_issued_and_as_people_type_it(code: str) -> None:
    bare = code.replace("-", "")
    for typed in (
        code,
        code.lower(),
        bare,
        bare.lower(),
        code.replace("-", " "),
        code.replace("-", "–"),
        " ".join(bare),
    ):
        assert find_code(typed) == code
        assert find_code(f" {typed}\n") == code
    assert find_code(f"Hallo, mein Code ist {code.lower()}, danke!") == code
    assert find_code(f"code: {bare}.") == code


@given(codes)
def test_code_holds_nothing_that_looks_like_something_else(code: str) -> None:
    assert not set(code) & set("01OILBSZAEU")


def test_codes_differ() -> None:
    randomness = random.Random(1)
    assert len({new_code(randomness) for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the server crashed and 34 GB of data are gone since 7 PM",
        "am 24.12.2025 um 17 Uhr 30",
        "24-12-25",
        "3.4.26",
        "0170 2345678",
        "my policy is PI-204-1877 or KH-24-77",
        "Kennzeichen HD KM 4277, MX-42-77",
        "192.168.34.27",
        "TR-45-67",
        "K7-42-Q9X",
        "XK7-42-Q9",
        "K7-42",
        "K7 and 42 and Q9",
        "K7-42-Q0",
        "about 23456 euros, 4 days",
        "build 7f3c9d2e4a",
        "Windows 7 and 8 GB RAM",
    ],
)
def test_code_is_not_found_in_other_texts(text: str) -> None:
    assert find_code(text) is None


def test_code_is_not_found_in_a_reference() -> None:
    randomness = random.Random(1)
    references = [new_reference("FN", 2020 + number % 10, randomness) for number in range(500)]
    assert [reference for reference in references if find_code(f"reference {reference}")] == []

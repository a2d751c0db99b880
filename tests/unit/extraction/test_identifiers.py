"""Identifiers: the examples of every rule, what they must leave alone, and that they never fail."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.extraction import identifiers
from bot.extraction.identifiers import find_identifiers, rules
from tests.support.growth import grows_linearly

_UNITS = yaml.safe_load(
    (Path(identifiers.__file__).parent / "grammar" / "identifiers.yml").read_text("utf-8")
)["units"]


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in rules() for example in rule.examples], ids=str
)
def test_example_of_rule(rule: identifiers.IdentifierRule, example: str) -> None:
    found = find_identifiers(example)
    assert [
        (one.kind)
        for one in found
        if any(char.isdigit() for char in one.value) or one.kind in ("email", "url", "time")
    ] == [rule.kind]
    assert not any(char.isdigit() for char in example[: found[0].start] + example[found[0].end :])


@pytest.mark.parametrize(
    ("kind", "example"), [(kind, example) for kind, all_ in _UNITS["examples"].items() for example in all_]
)
def test_measures_and_counts(kind: str, example: str) -> None:
    (found,) = find_identifiers(f"We had {example}")
    assert (found.kind, found.value) == (kind, example)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("My policy is PI-204-1877 thanks", "policy", "PI-204-1877"),
        ("meine Police: PI 20418 77", "policy", "PI 20418 77"),
        ("Police Nr. 4711/22, bitte", "policy", "4711/22"),
        ("policy no. HR-4471-0098.", "policy", "HR-4471-0098"),
        ("Versicherungsschein-Nr. 88 123 456", "policy", "88 123 456"),
        ("under policy PI-2208841.", "policy", "PI-2208841"),
        ("Policy: EO-60021-4", "policy", "EO-60021-4"),
        ("see RE-2024-118 attached", "reference", "RE-2024-118"),
        ("invoice 20391 was paid", "reference", "20391"),
        ("ref #44821", "reference", "44821"),
        ("Ticket INC0012345", "reference", "INC0012345"),
        ("LG Mannheim, Az. 3 O 117/25", "reference", "3 O 117/25"),
        ("call me on 0171 3920044", "phone", "01713920044"),
        ("Tel. +43 660 1234567", "phone", "+436601234567"),
        ("+49 (0)621 471122", "phone", "+49621471122"),
        ("mail an max@kunde.de", "email", "max@kunde.de"),
        ("see https://shop.example.com/x?a=1", "url", "https://shop.example.com/x?a=1"),
        ("PHP 8.1 läuft", "version", "8.1"),
        ("auf Windows 11", "version", "11"),
        ("login from 185.220.14.9 on Friday", "ip", "185.220.14.9"),
        ("um halb neun", "time", "halb neun"),
        ("at 2pm", "time", "2pm"),
        ("um 9 Uhr", "time", "9 Uhr"),
        ("ca. 30 % der Daten", "percent", "30 %"),
        ("nach Art. 33 DSGVO", "article", "Art. 33"),
        ("Kennzeichen HD-AB 1234", "plate", "HD-AB 1234"),
        ("in 10115 Berlin", "postcode", "10115"),
    ],
)
def test_in_a_sentence(text: str, kind: str, value: str) -> None:
    assert (kind, value) in [(found.kind, found.value) for found in find_identifiers(text)]


@pytest.mark.parametrize(
    "text",
    [
        "they want 14,000",
        "invoice 24k",
        "Rechnung über 3.219,43 €",
        "£5,000 invoices",
        "EUR 1.400 Schaden",
        "CHF 9'500 und den Namen",
        "quote is 22k",
        "Vertrag 12.000 Euro",
        "contract EUR 9500",
        "ich schulde ihm noch 250",
        "29k vs 14500",
        "i.H.v. 5.600,- EUR",
        "2.500.000 Euro",
        "am 28.2.2024",
        "am 3.4.24",
        "on 2025-05-05",
        "on 3 May",
        "am 12. September",
        "740 costs",
        "1.000 Selbstbehalt",
        "on the 3rd",
        "9,000 deposit",
        "3/17",
        "policy from 2024",
        "£4.2m",
        "no 250 pounds",
        "März 2024",
        "16 Nov",
        "7/9",
        "5 grand",
        "12.11.",
        "£1,200 physio",
        "12,480.00",
        "on 10/17/2025",
        "vom 29.5. bis 1.6.",
    ],
)
def test_left_alone(text: str) -> None:
    assert find_identifiers(text) == []


def test_patterns_of_the_insurer_come_first() -> None:
    (found,) = find_identifiers("my number is 77-KX-12", policy_patterns=[r"\d\d-[A-Z]{2}-\d\d"])
    assert (found.kind, found.value) == ("policy", "77-KX-12")


def test_local_numbers_follow_the_region() -> None:
    (found,) = find_identifiers("0171 3920044", region="DE")
    assert found.value == "+491713920044"


@given(st.text(alphabet=st.sampled_from("0123456789.,-/:#§€%+() aAbBxX\nNr"), max_size=120))
def test_in_order_and_apart(text: str) -> None:
    end = 0
    for found in find_identifiers(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@pytest.mark.parametrize(
    "piece",
    ["1", "1.", "k", " ", "1 1 ", "100 ", "#", "a@", "no. 1 ", "1:", "(0)", "+1 ", "AB-1", "www.", "§ "],
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    assert grows_linearly(find_identifiers, piece)

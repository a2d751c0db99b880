"""Personal data of a conversation, replaced."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.redact import Redactor
from bot.commands.redact_names import is_everyday
from bot.extraction.identifiers import find_identifiers
from tests.builders import the_catalogue

PATTERNS = the_catalogue().policy_patterns


def a_redactor(*texts: str, region: str = "GB", **personal: list[str]) -> Redactor:
    return Redactor(texts, policy_patterns=PATTERNS, region=region, **personal)


def redacted(text: str, region: str = "GB", **personal: list[str]) -> str:
    return a_redactor(text, region=region, **personal)(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lindt",
        "mara lindt",
        "MARA LINDT",
        "Lindt, Mara",
        "Maras Schlüssel",
        "Mara's key",
        "I'm Mara",
        "lindts laptop",
        "maralindt",
        "@mara_lindt",
        "Lindtserver und Mara-Laptop",
    ],
)
def test_name_is_replaced_in_all_its_forms(text: str) -> None:
    said = redacted(text, persons=["Mara Lindt"])
    assert not re.search("mara|lindt", said, re.IGNORECASE)
    assert len(said.split()) == len(text.split())
    assert said[0].isupper() == text[0].isupper()


def test_name_is_replaced_by_the_same_name_everywhere() -> None:
    texts = ["Mara Lindt here", "yours, Mara", "It was LINDT", "Lindt's office"]
    replace = a_redactor(*texts, persons=["Mara Lindt"])
    first, *others = [replace(text) for text in texts]
    given_name, family = first.split()[:2]
    assert others == [f"yours, {given_name}", f"It was {family.upper()}", f"{family}'s office"]
    assert replace(texts[0]) == first
    assert a_redactor(*texts, persons=["Mara Lindt"])(texts[0]) == first


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Müller", "Müller"),
        ("Mueller kam", "Jörg Müller"),
        ("bei Gruss", "Gruß"),
        ("Joerg rief an", "Jörg Müller"),
    ],
)
def test_name_is_replaced_however_umlauts_are_spelt(text: str, name: str) -> None:
    assert redacted(text, persons=[name]).split()[-1] not in text or redacted(text, persons=[name]) != text


def test_everyday_words_of_a_firm_stay_and_mere_roles_are_no_names() -> None:
    text = "the client Alderway Dental Clinic says the client wants money"
    said = redacted(text, parties=["Alderway Dental Clinic", "the client"])
    assert "Alderway" not in said
    assert said.replace(said.split()[2], "Alderway") == text


def test_a_name_that_is_an_everyday_word_is_only_replaced_in_capitals() -> None:
    said = redacted("Will Price here. We will be there at any price.", persons=["Will Price"])
    assert not re.search("Will|Price", said)
    assert said.endswith("We will be there at any price.")


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("that was Kessler Logistik GmbH in Kiel, Kessler is angry", "Kessler"),
        ("Herr Brandstetter hat angerufen, der Brandstetter", "Brandstetter"),
        ("Mrs Whitcombe wants 900", "Whitcombe"),
        ("Müller & Söhne KG", "Söhne"),
    ],
)
def test_marked_names_are_found_without_the_claim(text: str, gone: str) -> None:
    assert gone not in redacted(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("email", "mara.lindt@alderway.co.uk"),
        ("phone", "07712 345678"),
        ("phone", "+44 7712 345678"),
        ("phone", "0171 5551234"),
        ("phone", "(212) 867-5309"),
        ("iban", "DE89 3704 0044 0532 0130 00"),
        ("policy", "PI-204-1877"),
        ("policy", "PI 204.1877"),
        ("policy", "PI20418-77"),
        ("reference", "INC0012345"),
        ("postcode", "M1 4BT"),
    ],
)
def test_identifier_is_replaced_by_one_of_its_kind_and_shape(kind: str, text: str) -> None:
    said = redacted(text)
    assert said != text
    if kind != "email":
        assert re.sub(r"\d", "0", said) == re.sub(r"\d", "0", text)
    assert [each.kind for each in find_identifiers(said, PATTERNS, "GB")] == [kind]


def test_policy_number_stays_one_however_it_is_written() -> None:
    replace = a_redactor("PI-204-1877", "pi 204 1877", numbers=["PI-204-1877"])
    first, second = replace("PI-204-1877"), replace("pi 204 1877")
    assert re.fullmatch(PATTERNS[0], first)
    assert first.replace("-", "") == second.upper().replace(" ", "") != "PI2041877"


def test_phone_number_stays_one_with_and_without_country_code() -> None:
    replace = a_redactor("07712 345678, +447712345678")
    assert replace("07712 345678").replace(" ", "")[1:] == replace("+447712345678")[3:]


def test_iban_has_its_check_digits() -> None:
    said = redacted("DE89 3704 0044 0532 0130 00").replace(" ", "")
    assert int("".join(str(int(char, 36)) for char in said[4:] + said[:4])) % 97 == 1


@pytest.mark.parametrize(
    "text",
    [
        "Lindenstraße 14",
        "Hauptstr. 5a, 69115 Heidelberg",
        "12 Baker Street",
        "4 Old Mill Lane",
    ],
)
def test_street_is_replaced(text: str) -> None:
    said = redacted(f"it was in {text} yesterday")
    assert not {
        word
        for word in text.split()
        if len(word) > 3 and word[0].isupper() and word not in ("Street", "Lane")
    } & set(said.split())


@pytest.mark.parametrize(
    "text",
    [
        "on 03/04/2026 at 14:30, about 1.400 €, 20 %, 3 servers",
        "am 3. April 2026 um 9 Uhr, knapp 100.000 Euro, seit 2022",
        "between 5k and 8k, since last Friday",
        "wir waren auf dem Weg 3 Stunden unterwegs",
    ],
)
def test_dates_times_and_sums_stay(text: str) -> None:
    assert redacted(text, persons=["Mara Lindt"]) == text


def test_what_nothing_fits_is_crossed_out_and_said() -> None:
    replace = Redactor(["PI-7"], numbers=["PI-7"])
    assert replace("my number is PI-7") == "my number is PI-X"
    assert list(replace.unfitting) == ["policy"]


def test_a_stand_in_never_occurs_in_the_original() -> None:
    first = redacted("Mara", persons=["Mara"])
    assert redacted(f"Mara and {first} were there", persons=["Mara"]).split()[0] not in ("Mara", first)


LETTERS = "abcdefghijklmnopqrstuvwxyzäöüéß"
PART = st.text(LETTERS, min_size=3, max_size=12).map(str.capitalize).filter(str.isalpha)
DIGITS = st.text("0123456789", min_size=7, max_size=7)


@settings(max_examples=60, deadline=None)
@given(
    given_name=PART,
    family=PART,
    firm=PART,
    digits=DIGITS,
    text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30),
    case=st.sampled_from([str, str.upper, str.lower]),
)
def test_nothing_personal_is_left(
    given_name: str, family: str, firm: str, digits: str, text: str, case: type[str]
) -> None:
    policy, phone = f"PI-{digits[:3]}-{digits[3:]}", f"07712 34{digits[:4]}"
    name, mail = f"{given_name} {family}", f"{given_name}.{family}@{firm}.com".lower()
    texts = [
        f"{text}\n{case(name)} von {case(firm)}: {mail} {text}",
        f"{case(family)}'s {policy}, {phone}",
        f"{firm} GmbH. {policy.lower()}",
    ]
    replace = Redactor(
        texts,
        persons=[name],
        parties=[f"{firm} GmbH"],
        numbers=[policy],
        policy_patterns=PATTERNS,
        region="GB",
    )
    said = "\n".join(map(replace, texts)).lower()
    for part in (given_name, family, firm):
        if not is_everyday(part) and part.lower() not in text.lower():
            assert not re.search(rf"(?<![^\W\d_]){part.lower()}(?![^\W\d_])", said)
    assert policy.lower() not in said
    assert phone not in said
    assert mail not in said

"""Names are compared tolerantly, and strangers never match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.names import same_name

SAME = [
    ("Mara Lindt", "MARA  lindt"),
    ("Mara Lindt", "Dr. Mara Lindt"),
    ("Mara Lindt", "Prof. Dr. med. Mara Lindt"),
    ("Mara Lindt", "Dipl.-Ing. (FH) Mara Lindt"),
    ("Frau Lindt Mara", "Lindt, Mara"),
    ("Mara Lindt", "Mara J. Lindt"),
    ("Mara Lindt", "Lindt, Mara Johanna"),
    ("Mara Lindt", "Lindt Mara Johanna"),
    ("Lindt Mara", "Mara von Lindt"),
    ("Eva Mueller", "Eva Müller"),
    ("Eva Muller", "Eva Müller"),
    ("Jörg Weiß", "Joerg WEISS"),
    ("Jose Alvarez", "José Álvarez"),
    ("Lukasz Sorensen", "Łukasz Sørensen"),
    ("Sean O’Brien", "O'Brien, Sean"),
    ("Hans Peter Maier", "Hans-Peter Maier"),
    ("Hanspeter Maier", "Hans-Peter Maier"),
    ("Jack Ma", "Ma, Jack"),
    ("Kessler", "Kessler GmbH & Co. KG"),
    ("Kessler und Söhne", "Kessler & Soehne GmbH"),
    ("pixelwerk", "Pixelwerk G.m.b.H."),
    ("Pixelwerk", "Pixelwerk e. K."),
    ("Pixel Werk UG", "Pixelwerk UG (haftungsbeschränkt)"),
    ("Alderway Dental", "Alderway Dental Limited"),
    ("A & B Consulting", "A & B Consulting Ltd."),
    ("Mara Lindt", "Mara Lindt IT-Beratung"),
    ("Mara Lindt", "Pixelwerk, Inh. Mara Lindt"),
    ("Mara Lindt", "Mara Lindt t/a Pixelwerk"),
    ("Pixelwerk", "Mara Lindt (Pixelwerk GmbH)"),
    ("Mara Lindt", "Mara Lindt, Pixelwerk GmbH"),
]
STRANGERS = [
    ("Max Lindt", "Mara Lindt"),
    ("Lindt", "Mara Lindt"),
    ("Mara", "Mara Lindt"),
    ("M. Lindt", "Mara Lindt"),
    ("Mara Lind", "Mara Lindt"),
    ("Anna Bauer", "Anna Baur"),
    ("Anna Meier", "Anna Meyer"),
    ("Maria Schmidt", "Anna Maria Schmidt"),
    ("Jack Ma", "Jack Ba"),
    ("Mara Lindt", "Mara Lindt Gastronomie"),
    ("Kessler GmbH", "Kessler Logistik GmbH"),
    ("Kessler Logistik", "Kessler Logistik Nord GmbH"),
    ("Alpha Software", "Alpha Consulting"),
    ("A & B Consulting", "C & D Consulting"),
    ("GmbH", "AG"),
    ("Dr.", "Prof."),
    ("", ""),
    (None, "Mara Lindt"),
    ("...", "---"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_of_one_party_match_both_ways(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_names_of_strangers_do_not_match(one: str | None, other: str | None) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


@given(st.text(max_size=40), st.text(max_size=40))
def test_names_of_any_characters_are_compared_and_order_does_not_matter(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)

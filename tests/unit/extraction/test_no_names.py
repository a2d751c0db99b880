"""Words that look like a name where one is looked for."""

import pytest

from bot.extraction.answers import answer_text
from bot.extraction.no_names import is_nobodys_name
from bot.extraction.parties.claimant import find_claimant


@pytest.mark.parametrize(
    "value",
    [
        "Tel", "Yes", "YES??", "Nein", "hä", "firma fehlt", "agentur heisst", "stadtwerke machen",
        "5 anderi kunde", "zwei andere kunden",
        "kanzlei will", "die praxis sagt", "client wants", "Natel", "E-Mail", "company", "vorname",
        "drei weitere kunden", "bank hat", "Telefonnummer",
    ],
)  # fmt: skip
def test_nobody_is_called_so(value: str) -> None:
    assert is_nobodys_name(value)


@pytest.mark.parametrize(
    "value",
    [
        "Telford Dental", "stadtwerke hameln", "praxis vogt", "Nein & Partner", "firma machinist",
        "5 Elms Bakery", "Agentur Heisst", "Studio 54", "Will Yes",
        "Five Guys", "kanzlei hatten", "Drei Linden GmbH", "mailwerk", "Natelski",
    ],
)  # fmt: skip
def test_somebody_may_be_called_so(value: str) -> None:
    assert not is_nobodys_name(value)


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Wir haben für die Arztpraxis Dr. Herbst gearbeitet, die will 300", "Arztpraxis Dr. Herbst"),
        ("Geschädigt: WEG Birkenstraße 12. forderung gibts keine.", "WEG Birkenstraße 12"),
        ("Geschädigt ist die WEG Lindenallee 4-6, wir sind die Verwaltung", "WEG Lindenallee 4-6"),
    ],
)
def test_a_name_goes_on_to_its_end(text: str, claimant: str) -> None:
    found = find_claimant(text, lang="de")
    assert found is not None
    assert found.value == claimant
    assert text[found.start : found.end] == claimant


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ein Subunternehmer, die Leinenwerk GmbH, die hat für uns die Migration gemacht.", "de"),
        ("Leinenwerk ist unser Subunternehmer, der hat es verursacht.", "de"),
        ("It was our subcontractor, Harbour Data Ltd", "en"),
        ("Harbour Data Ltd is our hosting provider", "en"),
    ],
)
def test_who_works_for_the_writer_is_no_claimant(text: str, lang: str) -> None:
    found = find_claimant(text, lang=lang)
    assert found is None or found.generic


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("well the photographer i guess, Ekman Photo is the name on the letter", "Ekman Photo"),
        ("Ekman Photo is what it says on the letter", "Ekman Photo"),
        ("Foto Ahrbeck ist der Name auf dem Brief", "Foto Ahrbeck"),
        ("der fotograf glaub ich, Silke Ahrbeck", "Silke Ahrbeck"),
    ],
)
def test_a_name_is_cut_where_it_is_said_whose_it_is(text: str, name: str) -> None:
    found = answer_text("claimant", text)
    assert found is not None
    assert found.value == name

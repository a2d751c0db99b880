"""Who has the loss is named in a sentence of its own, apart from what they are."""

import pytest

from bot.extraction.parties.claimant import find_claimant


@pytest.mark.parametrize(
    ("text", "lang", "claimant"),
    [
        ("The client is a wholesaler. Name is Sunridge Pantry Supply.", "en", "Sunridge Pantry Supply"),
        ("he drilled a line at a clinic, clinic's called Banksia Street Physio", "en", "Banksia Street Physio"),
        ("I wiped the till system of a bakery. The bakery's name is Crumb & Co.", "en", "Crumb & Co"),
        ("My client, who runs a garage, is called Tom Ashdown.", "en", "Tom Ashdown"),
        ("Our client knows nothing of it yet! That is the Harbour Lane Trust.", "en", "Harbour Lane Trust"),
        ("Antrag zu spät. Der Klient hat eine Tischlerei und heißt Alois Pramberger", "de", "Alois Pramberger"),
        ("Unser Kunde weiß noch nichts davon! Das ist die Gebäudereinigung Stübner GmbH.", "de", "Gebäudereinigung Stübner GmbH"),
        ("Habe den Server eines Fitnessstudios gelöscht. Das Studio heißt Pumpwerk Nord.", "de", "Pumpwerk Nord"),
        ("der shop ist weg, er gehört dem teekontor wiek", "de", "teekontor wiek"),
    ],
)  # fmt: skip
def test_a_name_told_later_is_found(text: str, lang: str, claimant: str) -> None:
    found = find_claimant(text, lang=lang)
    assert found is not None
    assert (found.value, found.generic) == (claimant, False)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (
            "Guten Tag, Lohnbüro Hagenow. Meine Mitarbeiterin hat die Liste an die falsche Firma gemailt.",
            "de",
        ),
        ("Good morning, Baxter Bookkeeping. One of my people sent the list to the wrong firm.", "en"),
        ("Hallo Frau Berger, wir haben die falsche Platte formatiert.", "de"),
    ],
)
def test_who_stands_behind_a_greeting_has_no_loss(text: str, lang: str) -> None:
    found = find_claimant(text, lang=lang)
    assert found is None or found.value not in ("Lohnbüro Hagenow", "Baxter Bookkeeping", "Frau Berger")


def test_what_was_sent_is_no_client() -> None:
    found = find_claimant(
        "one of us emailed a sheet with patient names and birth dates to a clinic", lang="en"
    )
    assert found is None or found.value != "patient names"


def test_a_kind_of_firm_and_a_name_nearly_as_likely_are_one() -> None:
    text = (
        "I do IT support for a dental group and I lost the master key to their office somewhere at the gym on Thursday. "
        "Smileworks Dental in Plano TX. they called me friday and said rekeying the whole place is about 2,300 dollars "
        "and they want me to pay it"
    )
    found = find_claimant(text, lang="en")
    assert found is not None
    assert found.value == "Smileworks Dental"
    assert not found.generic


def test_a_family_is_named_by_its_name() -> None:
    text = "I made the application for the heat pump of a client, the Baumgartner family, and got it wrong."
    found = find_claimant(text, lang="en")
    assert found is not None
    assert (found.value, found.generic) == ("Baumgartner family", False)

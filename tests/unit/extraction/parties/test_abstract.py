"""What was done or how something is, is no party; bodies and people whose names end so are."""

import pytest

from bot.extraction.parties.abstract import is_abstract
from bot.extraction.parties.claimant import find_claimant


@pytest.mark.parametrize(
    "word",
    [
        "Übersetzung", "Abrechnung", "Dämmung", "Beglaubigung", "Vermittlung", "Genauigkeit", "Sicherheit",
        "Integration", "Qualität", "Verständnis", "Vermessungen", "Sorgfalt", "Formatting", "Accounting",
        "Translation", "Installation", "Carelessness", "Measurement",
    ],
)  # fmt: skip
def test_abstract_nouns(word: str) -> None:
    assert is_abstract(word)


@pytest.mark.parametrize(
    "word",
    [
        "Verwaltung", "Hausverwaltung", "Stiftung", "Zeitung", "Versicherung", "Vertretung", "Regierung",
        "Genossenschaft", "Vereinigung", "Universität", "Redaktion", "Gewerkschaft", "Hartung", "Hornung", "Jung",
        "Fleming", "Browning", "Clement", "Foundation", "Association", "Parliament", "Bolton", "Trinity", "Union",
    ],
)  # fmt: skip
def test_bodies_and_surnames_are_none(word: str) -> None:
    assert not is_abstract(word)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Guten Tag, ich habe Fehler gemacht bei Übersetzung"),
        ("de", "Hab was verbockt bei Abrechnung, tut mir leid"),
        ("de", "ich mache fehler bei Beglaubigung von Urkunde, Amt nimmt nicht"),
        ("de", "Habe falsch gerechnet bei Dämmung, jetzt Schimmel überall"),
        ("de", "Es gab Ärger wegen Genauigkeit bei Vermessung"),
        ("de", "Kommunikation hat nicht geklappt"),
        ("en", "i did mistake with Translation of contract, very sorry"),
        ("en", "we did Installation wrong"),
    ],
)
def test_nobody_is_called_after_what_was_done(lang: str, text: str) -> None:
    found = find_claimant(text, lang=lang)
    assert found is None or found.generic


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wir haben für Hartung falsch gerechnet, er will 500 Euro", "Hartung"),
        ("Fehler bei Übersetzung für Czystopol GmbH", "Czystopol GmbH"),
        ("Die Stiftung Sonnenhof bekam von mir falsche Zahlen", "Stiftung Sonnenhof"),
        ("Die Verwaltung verlangt Geld", "Verwaltung"),
    ],
)
def test_whoever_is_named_beside_it_is_found(text: str, name: str) -> None:
    found = find_claimant(text, lang="de")
    assert found is not None
    assert found.value == name

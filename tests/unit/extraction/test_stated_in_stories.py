"""What a story states by the phrases of the catalogue: papers of a court, and whether the client was told."""

import pytest

from bot.extraction.catalogue_cues import FieldCues
from tests.builders import the_catalogue


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("ganz ohne Vorwarnung kam ein Mahnbescheid vom Amtsgericht", "de", "yes"),
        ("Ohne ein Wort vorher hat er uns verklagt", "de", "yes"),
        ("without any warning a claim form from the county court arrived", "en", "yes"),
        ("the employment tribunal papers landed on my desk", "en", "yes"),
        ("gestern isch en Zahligsbefehl cho", "de", "yes"),
        ("ohne Mahnbescheid", "de", "no"),
        ("she has filed a claim with the employment tribunal", "en", "yes"),
        ("they have taken us to a tribunal", "en", "yes"),
        ("no papers from the court", "en", "no"),
        ("they threaten to go to the tribunal", "en", None),
        ("the motion I filed with the court was late", "en", None),
    ],
)
def test_papers_of_a_court(text: str, lang: str, value: str | None) -> None:
    found = FieldCues(the_catalogue().field("court_papers")).find(text, lang)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("I have called the HR director of Mutuelle Orvane on Monday", "en", "yes"),
        ("the client already knows", "en", "yes"),
        ("havent told the client yet", "en", "no"),
        ("Ich habe sofort die Geschäftsführerin der Bolt GmbH angerufen", "de", "yes"),
        ("de chund han ich grad informiert", "de", "yes"),
        ("Ich habe den Kunden gestern informiert", "de", "yes"),
        ("den Kunden habe ich noch nicht informiert", "de", "no"),
        ("habe den Kunden nicht informiert", "de", None),
        ("die Kundin hat uns informiert", "de", None),
        ("I called my lawyer", "en", None),
        ("I already know that", "en", None),
        ("das büro weiß bescheid", "de", "yes"),
        ("die Kanzlei ist schon informiert", "de", "yes"),
        ("die wissen längst bescheid", "de", "yes"),
        ("Die Gemeinde wurde am Montag verständigt", "de", "yes"),
        ("das büro weiß noch nicht bescheid", "de", "no"),
        ("mein Büro weiß Bescheid", "de", None),
        ("the practice knows", "en", "yes"),
        ("the school has been told", "en", "yes"),
        ("their office is aware", "en", "yes"),
        ("my office knows", "en", None),
        ("the client knows nothing", "en", None),
    ],
)
def test_whether_the_client_was_told(text: str, lang: str, value: str | None) -> None:
    found = FieldCues(the_catalogue().field("client_informed")).find(text, lang)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("alle konnten die steuerbescheide von allen anderen mandanten lesen", "de", "yes"),
        ("die Befunde der Patienten lagen offen", "de", "yes"),
        ("Kontoauszüge von 30 Mietern", "de", "yes"),
        ("the tax returns of other clients could be read", "en", "yes"),
        ("letters of several patients went to the wrong people", "en", "yes"),
        ("all files of a customer are gone", "en", None),
        ("die Rechnungen der Brauerei", "de", None),
    ],
)
def test_whether_data_of_people_are_among_it(text: str, lang: str, value: str | None) -> None:
    found = FieldCues(the_catalogue().field("personal_data")).find(text, lang)
    assert (found.value if found else None) == value

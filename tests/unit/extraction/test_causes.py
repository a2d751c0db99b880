"""Who caused it, in a few words beside another question, and a freelancer who writes."""

import pytest

from bot.extraction.caused_by import own_trade_left_out
from bot.extraction.causes import find_cause


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("it wasn't me, it was my assistant", "employee"),
        ("das war nicht ich, sondern mein Azubi", "employee"),
        ("nicht ich sondern ein Freelancer", "subcontractor"),
        ("des war i ned, des war da lehrling", "employee"),
        ("das hab nicht ich gemacht, das war meine kollegin", "employee"),
        ("a subcontractor caused it, not us", "subcontractor"),
        ("i didn't do it myself, our freelancer did", "subcontractor"),
        ("not the intern, it was me", "self"),
        ("nein das war ich selbst", "self"),
        ("it was the hosting provider, not me", "third_party"),
        ("der azubi hat das verbockt", "employee"),
        ("das mit dem Löschen war der Kollege Schmidt", "employee"),
        ("das ist dem Kollegen Maier passiert", "employee"),
        ("nope, our web designer, she's employed", "employee"),
        ("wrong, my colleague deleted it. On Monday", "employee"),
        ("er ist kein Subunternehmer, er ist angestellt", "employee"),
        ("it came from a subcontractor, not from me", "subcontractor"),
        ("nein, es kam von einem Subunternehmer", "subcontractor"),
        ("Nein, der Hoster war's", "third_party"),
        ("actually it was the client himself who deleted it", "third_party"),
        ("it was somebody else, the data centre", "third_party"),
    ],
)
def test_somebody_else_is_named(text: str, cause: str) -> None:
    found = find_cause(text)
    assert found is not None
    assert found.value == cause


@pytest.mark.parametrize(
    "text",
    [
        "it was my client",
        "das war am Montag",
        "it wasn't me",
        "my colleague called me",
        "we didn't pay anything, the client asked",
        "nein, nicht wir, der Kunde hat nur angerufen",
        "mein Kollege Tom ist der Ansprechpartner",
        "was it my assistant?",
        "it was noticed by my colleague",
        "das hat meine Kollegin bemerkt",
        "it was a mail from support that told us",
        "we sent it again on Monday",
        "das ist mir am Montag aufgefallen",
        "my colleague sent a new list",
        "it was my assistant " + "and then something else happened " * 6,
    ],
)
def test_nobody_is_named_as_the_one_who_did_it(text: str) -> None:
    assert find_cause(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I'm a freelancer and I caused an outage",
        "im a freelance developer, deleted the wrong db",
        "As a freelancer I maintain their shop and I broke it",
        "Ich bin Freelancer und habe den Server lahmgelegt",
        "ich arbeite als freier Mitarbeiter für die Firma und hab Daten gelöscht",
    ],
)
def test_what_the_writers_are_themselves_is_left_out(text: str) -> None:
    left = own_trade_left_out(text).lower()
    assert not any(word in left for word in ("freelanc", "freier mitarbeiter"))


@pytest.mark.parametrize(
    "text",
    [
        "Our freelancer deleted the database",
        "I hired a freelancer who deleted the database",
        "mein Subunternehmer hat den Zaun beschädigt",
        "I am working with a freelancer who broke it",
    ],
)
def test_whom_the_writers_hired_stays(text: str) -> None:
    assert own_trade_left_out(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, it is much easier for me in English from here on, if that is possible.",
        "that is fine for me",
        "es ist mir lieber auf Englisch",
        "das ist mir zu kompliziert",
        "it's me again",
        "it was sent to me on Friday",
        "das ist uns zugestellt worden",
        "es ist mir peinlich",
        "it was terrible for us",
        "it is important to me",
    ],
)
def test_to_whom_something_was_easy_sent_or_awkward_has_not_done_it(text: str) -> None:
    assert find_cause(text) is None


@pytest.mark.parametrize(
    "text",
    ["it was me", "that was us", "das ist mir passiert", "das ist uns so rausgerutscht", "it was down to me"],
)
def test_to_whom_it_happened_has_done_it(text: str) -> None:
    found = find_cause(text)
    assert found is not None
    assert found.value == "self"

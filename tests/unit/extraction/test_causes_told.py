"""Who caused it, told in passing, alleged by others, or a stranger by whom one's own people were taken in."""

import pytest

from bot.extraction.answers import answer_text
from bot.extraction.causes import find_cause, reconsidered
from bot.extraction.found import TextFound


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "Tasha Greene, account manager at Brightside. freelance designer picked the pic btw not us",
            "subcontractor",
        ),
        ("Kylie Watts, Watts & Dunn. it was our field tech Brodie who set it out", "employee"),
        ("the rule was set by my employee Luca", "employee"),
        ("My assistant Priya missed it", "employee"),
        ("our apprentice forgot the valve", "employee"),
        ("it was wired by a subcontractor", "subcontractor"),
        ("no it was me", "self"),
        ("Den Fehler hat mein Praktikant gemacht", "employee"),
        ("Geschädigt: Julia Stern. Den Fehler hat mein Praktikant gemacht.", "employee"),
        ("wurde von einem Subunternehmer verlegt", "subcontractor"),
        ("das Feld wurde von unserer Azubine falsch ausgefüllt", "employee"),
        ("unser Lehrling hat das Ventil vergessen", "employee"),
        ("meine Kollegin hat die Dateien verwechselt", "employee"),
        ("eine freie Grafikerin hat das Bild ausgesucht, nicht wir", "subcontractor"),
    ],
)
def test_who_is_told_in_passing(text: str, value: str) -> None:
    found = find_cause(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "my assistant noticed it",
        "my colleague Anna will call you",
        "I was told by our accountant",
        "our office manager sent the form",
        "the photos were taken by my colleague",
        "unser Praktikant hat es gemerkt",
        "meine Assistentin schickt die Unterlagen",
        "our admin restored the backup",
        "mein Kollege hat die Fotos geschickt",
        "In the night from Tuesday to Wednesday, it was parked outside the house",
        "nobody wants anything off me, it's my own kit",
        "It's just us, in Wales",
        "die andere Firma hat gelöscht",
        "that's their figure",
        "account manager at Osgood & Lane, it's my mum's firm",
        "das ist ja nur an den Mitarbeiter selber gegangen",
        "Wir prüfen noch, das wissen wir nicht",
    ],
)
def test_who_did_something_else_is_not(text: str) -> None:
    assert find_cause(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "A scammer. My assistant was fooled by it",
        "Thieves, never saw them",
        "some crook, my bookkeeper fell for it",
        "hackers, our admin was on leave",
        "Einbrecher, haben wir nie gesehen",
        "ein Betrüger, meine Kollegin ist drauf reingefallen",
        "das waren Diebe, mein Lehrling war grad weg",
    ],
)
def test_a_stranger_by_whom_ones_people_were_taken_in(text: str) -> None:
    found = answer_text("caused_by", text)
    assert found is not None
    assert found.value == "third_party"


@pytest.mark.parametrize(
    ("text", "value", "confidence"),
    [
        ("Kunde behauptet meine Marktanalyse war falsch", "self", 0.6),
        ("the client claims my report was wrong", "self", 0.6),
        ("sie werfen uns einen Planungsfehler vor", "self", 0.6),
        ("I forgot the filing date, the client says it cost him 500", "self", 0.9),
        ("der Kunde sagt wir haben den Termin verpasst, stimmt auch", "self", 0.9),
    ],
)
def test_what_is_only_alleged_is_less_sure(text: str, value: str, confidence: float) -> None:
    found = reconsidered(TextFound("self", 0.9, None), text)
    assert (found.value, found.confidence) == (value, confidence)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("storage im rechenzentrum vom subunternehmer netcore ag abgeraucht", "subcontractor"),
        ("the storage of our subcontractor Netcore failed", "subcontractor"),
        ("our subcontractor noticed that the storage failed", "unknown"),
        ("storage im rechenzentrum abgeraucht", "unknown"),
    ],
)
def test_a_subcontractor_who_is_named(text: str, value: str) -> None:
    assert reconsidered(TextFound("unknown", 0.5, None), text).value == value

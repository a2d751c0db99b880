"""Answers that name somebody and turn: taken back, another ruled out, the name before who that is."""

import pytest

from bot.extraction.name_answers import answered_client
from tests.support.growth import grows_linearly


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Monika Bärtschi heisst die Verletzte", "Monika Bärtschi"),
        ("sandra moser heisst die frau", "sandra moser"),
        ("Ruedi Zbinden heisst er, glaub ich", "Ruedi Zbinden"),
        ("Maria Ortner war die Teilnehmerin", "Maria Ortner"),
        ("Kern & Partner ist der Kunde, glaub ich", "Kern & Partner"),
        ("Owen Price is the name of the visitor", "Owen Price"),
        ("Rosa Delgado is who fell", "Rosa Delgado"),
        ("die verletzte heißt Anna Roth", "Anna Roth"),
        ("Der Kunde heißt die Bäckerei Meier", "Bäckerei Meier"),
    ],
)
def test_a_name_may_stand_before_or_behind_who_that_is(text: str, name: str) -> None:
    found = answered_client(text)
    assert found is not None
    assert found.value == name
    assert found.span is not None
    assert text[found.span.start : found.span.end] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Calton Lettings, Calton Legal's another client", "Calton Lettings"),
        ("Kestrel Gym, Osprey Gym is somebody else", "Kestrel Gym"),
        ("It is not Bolt, it's Holt", "Holt"),
        ("its not marlow ltd, its barlow ltd", "barlow ltd"),
        ("It isn't the Crown, the Anchor Inn", "the Anchor Inn"),
        ("its not Holt its Bolt", "Bolt"),
        ("nöd d Müller AG, d Möller AG", "Möller AG"),
        ("Nicht Hofer, sondern Hofmann", "Hofmann"),
        ("Ned Fallow, the tenant", "Ned Fallow"),
        ("Alpha Bau, Alpha Dach is wer anders", "Alpha Bau"),
        ("nicht Hansen, Jansen", "Jansen"),
        ("not Hartwell, it's Harwell Dental", "Harwell Dental"),
    ],
)
def test_a_name_taken_back_or_ruled_out_is_not_the_one(text: str, name: str) -> None:
    found = answered_client(text)
    assert found is not None
    assert found.value == name
    assert found.span is not None
    assert text[found.span.start : found.span.end] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bolt Ltd, sorry for the late answer", "Bolt Ltd"),
        ("Meier AG, Entschuldigung, war kurz weg", "Meier AG"),
        ("the company is Sorry Robots Ltd", "Sorry Robots Ltd"),
        ("nicht schlimm, Hartwell GmbH", "Hartwell GmbH"),
        ("weiß nicht wie er heißt, Hotel Post glaub ich", "Hotel Post"),
    ],
)
def test_an_apology_takes_nothing_back(text: str, name: str) -> None:
    found = answered_client(text)
    assert found is not None
    assert found.value == name


def test_who_does_not_know_what_somebody_is_called_names_nobody() -> None:
    assert answered_client("weiß nicht wie die frau heißt") is None


@pytest.mark.parametrize(
    "piece", ["not a, ", "not ", ", ", " , sorry", "A is the ", "a heißt die ", "a, a is ", "told ", "it is "]
)
def test_long_answers_take_no_time(piece: str) -> None:
    assert grows_linearly(answered_client, piece)

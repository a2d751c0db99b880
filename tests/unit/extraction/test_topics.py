"""Questions and wishes told by their words, in both languages."""

import pytest

from bot.extraction.topics import find_topics


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("zurück bitte", "back"),
        ("noch mal zurück", "back"),
        ("können Sie einen Schritt zurück gehen", "back"),
        ("one step back please", "back"),
        ("I told them my insurance will pay", "admitted"),
        ("wir haben uns schon entschuldigt", "admitted"),
        ("can I talk to a real person", "person"),
        ("ich möchte mit einem Menschen reden", "person"),
        ("what a useless service", "complaining"),
        ("das ist eine Frechheit", "complaining"),
        ("the date is wrong", "any_date"),
        ("das Datum stimmt nicht", "any_date"),
        ("the name is misspelled", "any_name"),
        ("I'm back, let's continue", "resume"),
        ("jetzt habe ich wieder Zeit", "resume"),
        ("policy number?", "policy_help"),
        ("ransom?", "ransom"),
    ],
)
def test_topics_are_told_by_their_words(text: str, topic: str) -> None:
    assert topic in find_topics(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("wir rollen das Update gerade zurück", "back"),
        ("ich habe die Daten zurückgespielt", "back"),
        ("lovely lot, now they want five grand", "person"),
        ("my policy number is PI-204-1877", "policy_help"),
    ],
)
def test_other_words_are_not_taken_for_it(text: str, topic: str) -> None:
    assert topic not in find_topics(text)


def test_a_long_story_asks_nothing() -> None:
    assert find_topics("why " * 200) == frozenset()


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("wie ist denn der aktuelle Stand", True),
        ("ich wollt mal den Stand wissen", True),
        ("Stand?", True),
        ("in unserer Absage stand, dass wir jemand jüngeren suchen", False),
        ("der Server stand neben dem Fenster", False),
        ("unser Stand auf der Messe", False),
    ],
)
def test_where_something_stood_is_no_question_of_how_it_stands(text: str, asks: bool) -> None:
    assert ("status" in find_topics(text)) == asks

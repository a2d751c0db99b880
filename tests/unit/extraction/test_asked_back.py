"""A question back is nobody's name, whatever its words; a name beside it counts."""

import pytest

from bot.extraction.answers import answer_text
from bot.extraction.contact import find_insured_name

BACK = [
    "Steht das nicht in den Unterlagen? Warum fragen Sie", "don't you have that already",
    "wieso ist das relevant", "brauchts des unbedingt", "You don't need that do you", "what would you want my name for",
    "Wozu brauchen Sie das?", "wofür das denn", "muss das sein", "was geht sie das an", "Wozu muss ich das denn angeben?",
    "was tut das zur sache", "warum wollen sie das wissen", "Brauchen Sie das wirklich?", "und wozu", "mein Name? wofür?",
    "Was machen Sie mit meinem Namen", "muss i des sagn", "brauchts das", "wer sind sie eigentlich", "für was denn",
    "Why would you need that?", "is that really necessary", "what's that got to do with it", "does it matter who I am",
    "who wants to know", "do i have to", "what for", "how come you need that", "What do you do with my data",
]  # fmt: skip


@pytest.mark.parametrize("text", BACK)
def test_a_question_back_is_no_name(text: str) -> None:
    assert find_insured_name(text, asked=True) is None


@pytest.mark.parametrize("text", [text for text in BACK if "Name?" not in text])
def test_nor_is_it_a_client(text: str) -> None:
    assert answer_text("claimant", text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Why? It's Dana Fields", "Dana Fields"),
        ("Wozu? Na gut, Tom Becker", "Tom Becker"),
        ("Tom Becker, wozu brauchen Sie das?", "Tom Becker"),
        ("ist das wichtig? Anna Holz", "Anna Holz"),
        ("Do I have to? Fine. Siobhan Keane", "Siobhan Keane"),
        ("Will Turner", "Will Turner"),
        ("Do Nguyen", "Do Nguyen"),
        ("May Whitlock", "May Whitlock"),
        ("Musa Yilmaz", "Musa Yilmaz"),
    ],
)
def test_a_name_beside_a_question_is_taken(text: str, name: str) -> None:
    found = find_insured_name(text, asked=True)
    assert found is not None
    assert found.value == name

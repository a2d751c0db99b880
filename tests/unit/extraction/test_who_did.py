"""Whose act a German text tells."""

import pytest

from bot.extraction.folded import fold
from bot.extraction.who_did import is_by_others


def _by_others(text: str, act: str) -> bool:
    folded = fold(text)
    start = folded.index(act)
    return is_by_others(folded, start, start + len(act))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Am selben Tag hat die Käuferin unterschrieben.", "unterschrieben"),
        ("Bezahlt hat der Kunde bis heute nicht.", "bezahlt"),
        ("Der Vermieter hatte alles bezahlt, ich war nicht dabei.", "bezahlt"),
        ("weil der Kunde unterschrieben hat", "unterschrieben"),
        ("haben sie dann unterschrieben", "unterschrieben"),
    ],
)
def test_what_the_other_side_did(text: str, act: str) -> None:
    assert _by_others(text, act)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ich habe schon etwas unterschrieben.", "unterschrieben"),
        ("Mein Chef hat die Rechnung bezahlt.", "bezahlt"),
        ("unser Techniker hat unterschrieben", "unterschrieben"),
        ("sofort unterschrieben", "unterschrieben"),
        ("Der Kunde rief an. Wir haben 500 Euro bezahlt.", "bezahlt"),
    ],
)
def test_what_our_own_side_did(text: str, act: str) -> None:
    assert not _by_others(text, act)

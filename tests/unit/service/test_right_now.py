"""At the summary "that's right now" tells no day, while "it is happening right now" does."""

import pytest

from bot.service.reading import _RIGHT_NOW


@pytest.mark.parametrize(
    "text",
    [
        "yes, that's right now. submit",
        "ok everything is correct now",
        "fine now",
        "stimmt jetzt",
        "so jetzt, abschicken",
    ],
)
def test_now_beside_assent_is_left_out(text: str) -> None:
    assert _RIGHT_NOW.search(text)


@pytest.mark.parametrize("text", ["it's happening right now", "the shop is down now", "der Shop steht jetzt"])
def test_now_of_an_event_stays(text: str) -> None:
    assert not _RIGHT_NOW.search(text)

"""How sure the bot was: the least sure part counts."""

import pytest

from bot.conversations.understanding import UNSURE, Understanding


@pytest.mark.parametrize(
    ("understanding", "sureness"),
    [
        (Understanding("deny", 0.9, "claimant"), 0.9),
        (Understanding("report_claim", 0.9, None, "data_loss", 0.4), 0.4),
        (Understanding("report_claim", 0.3, None, "data_loss", 0.9), 0.3),
        (Understanding("nlu_fallback", 0.3, None), 0.0),
        (Understanding("inform", 0.99, "claimant", missed=True), 0.0),
    ],
)
def test_the_least_sure_part_counts(understanding: Understanding, sureness: float) -> None:
    assert understanding.sureness == sureness


def test_what_corrects_something_is_always_looked_at() -> None:
    assert Understanding("correct", 0.99, None, corrected=("occurred_on",)).sureness < UNSURE
    assert Understanding("correct", 0.2, None, corrected=("occurred_on",)).sureness == 0.2

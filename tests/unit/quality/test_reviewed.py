"""What staff's review is worth: counted before and after, set by set."""

from quality.reviewed import Gain, gains_of


def an_answer(name: str, before: str, after: str) -> dict[str, str]:
    return {"set": name, "intent": "deny", "before": before, "after": after}


def test_gains_are_counted_by_set() -> None:
    answers = [
        an_answer("reviewed", "inform", "deny"),
        an_answer("reviewed", "deny", "deny"),
        an_answer("held out", "deny", "inform"),
    ]
    assert gains_of(answers) == [Gain("intents, reviewed", 2, 1, 2), Gain("intents, held out", 1, 1, 0)]


def test_a_gain_reads_as_shares() -> None:
    assert str(Gain("intents, reviewed", 8, 2, 7)) == "intents, reviewed: 25.0 % -> 87.5 % of 8"

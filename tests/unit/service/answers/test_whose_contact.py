"""Numbers that come beside others, and addresses that are not the claimant's."""

import pytest

from tests.builders import a_complete_claim
from tests.unit.service.answers.test_own_firm_said import _say

MAIL, PHONE = "ravi@menon.example", "+44 7700 900123"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the phone number is missing, it's +41 79 555 01 22", "+41 79 555 01 22"),
        ("natel fehlt: +41 79 412 33 21", "+41 79 412 33 21"),
        ("also my mobile 07700 900456", "07700 900456"),
        ("bitte noch meine Handynummer dazu: +49 171 5550123", "+49 171 5550123"),
    ],
)
def test_a_number_that_is_missing_comes_beside_the_others(text: str, number: str) -> None:
    claim = a_complete_claim({"insured_contact": f"{MAIL}, {PHONE}"})
    _say(text, claim)
    assert claim.value("insured_contact") == f"{MAIL}, {PHONE}, {number}"


@pytest.mark.parametrize(
    "text",
    [
        "my number is wrong, it's 07700 900456",
        "the phone number is 07700 900456",
        "the phone number is missing a digit, it's 07700 900456",
        "my number is 07700 900456. And my firm is missing: Tall Pines Ltd",
    ],
)
def test_a_number_that_was_wrong_is_replaced(text: str) -> None:
    claim = a_complete_claim({"insured_contact": f"{MAIL}, {PHONE}"})
    _say(text, claim)
    assert claim.value("insured_contact") == f"07700 900456, {MAIL}"


@pytest.mark.parametrize(
    ("text", "theirs", "own"),
    [
        ("duncan says he'd like a letter back, his email is duncan@ironbark.example", None, MAIL),
        (
            "my boss wants a copy, his email is duncan@ironbark.example",
            None,
            f"{MAIL}, duncan@ironbark.example",
        ),
        ("the client's contact is Anna, her email is anna@bolt.example", "anna@bolt.example", MAIL),
        ("their email is office@bolt.example", "office@bolt.example", MAIL),
        ("Anna Bolt, the claimant: her email is anna@bolt.example", "anna@bolt.example", MAIL),
    ],
)
def test_an_address_is_kept_for_whose_it_is(text: str, theirs: str | None, own: str) -> None:
    claim = a_complete_claim({"insured_contact": MAIL, "claimant": "Anna Bolt"})
    _say(text, claim)
    assert (claim.value("claimant_contact"), claim.value("insured_contact")) == (theirs, own)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (
            "no duncan is MY boss, that's not the council's contact. take that off and add it to ours",
            f"{MAIL}, duncan@ironbark.example",
        ),
        ("remove duncan's email from the claimant's contact please", MAIL),
        ("duncan@ironbark.example is not their contact", MAIL),
    ],
)
def test_an_address_is_taken_off_the_claimant(text: str, own: str) -> None:
    claim = a_complete_claim({"insured_contact": MAIL, "claimant_contact": "duncan@ironbark.example"})
    turned = _say(text, claim)
    assert (claim.value("claimant_contact"), claim.value("insured_contact")) == (None, own)
    assert "utter_changed" in turned.said


def test_an_address_of_theirs_that_nobody_speaks_of_stays() -> None:
    claim = a_complete_claim({"insured_contact": MAIL, "claimant_contact": "anna@bolt.example"})
    _say("no, my e-mail is not right, it's ravi@tall.example", claim)
    assert claim.value("claimant_contact") == "anna@bolt.example"

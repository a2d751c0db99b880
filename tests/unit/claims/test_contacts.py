"""Contacts are the same however an address or a number is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.contacts import emails, phone_tail, phones, same_contact


@pytest.mark.parametrize(
    ("one", "other", "region"),
    [
        ("mara.lindt@example.com", " Mara.Lindt@Example.COM ", None),
        ("+49 30 901820", "030/901820", "DE"),
        ("+49 30 901820", "030 901820", None),
        ("0049 (0)30 901820", "+4930901820", None),
        ("+44 1632 960123", "01632 960 123", "DE"),
        ("0555 0199", "0555-0199", None),
        ("079 123 45 67", "+41 79 123 45 67", "CH"),
        ("mara@example.com, +49 30 901820", "030 901820", "DE"),
        ("mara@example.com; 030 901820", "office@example.com, mara@example.com", None),
    ],
)
def test_contacts_that_reach_one_person_are_the_same(one: str, other: str, region: str | None) -> None:
    assert same_contact(one, other, region)
    assert same_contact(other, one, region)
    assert {phone_tail(phone) for phone in phones(one)} & {phone_tail(phone) for phone in phones(other)} or (
        set(emails(one)) & set(emails(other))
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mara@example.com", "max@example.com"),
        ("mara@example.com", "mara@example.org"),
        ("+49 30 901820", "+43 30 901820"),
        ("+49 30 901820", "040 901820"),
        ("+49 30 901820", "901820"),
        ("12345", "12345"),
        ("", ""),
        (None, "mara@example.com"),
        ("on the phone", "on the phone"),
    ],
)
def test_contacts_of_others_differ(one: str | None, other: str | None) -> None:
    assert not same_contact(one, other, "DE")
    assert not same_contact(other, one, "DE")


@given(st.text(max_size=40), st.text(max_size=40))
def test_contacts_of_any_characters_are_compared(one: str, other: str) -> None:
    assert same_contact(one, other, "DE") == same_contact(other, one, "DE")

"""What the host site says of a signed-in customer is known from the first word on, and theirs to correct."""

from bot.claims.model import SIGNED_IN, SetBy
from bot.service.vouched import take_down, tells_nothing
from tests.builders import NOW, a_claim, a_conversation, a_fact, the_catalogue

KNOWN = {"insured_name": "Mara Lindt", "insured_contact": "mara@example.com", "shoe_size": "38"}


def test_a_notice_begins_with_what_is_known() -> None:
    claim = a_claim()
    take_down(a_conversation(vouched=KNOWN), claim, the_catalogue(), NOW)
    assert {name: fact.value for name, fact in claim.projection().items()} == {
        "insured_name": "Mara Lindt",
        "insured_contact": "mara@example.com",
    }
    assert {(fact.set_by, fact.origin, fact.source) for fact in claim.facts} == {
        (SetBy.INSURED, SIGNED_IN, None)
    }
    assert "insured_name" not in the_catalogue().missing(claim)


def test_nobody_is_known_without_a_word_of_the_site() -> None:
    claim = a_claim()
    take_down(a_conversation(), claim, the_catalogue(), NOW)
    assert claim.facts == []


def test_the_person_has_the_last_word() -> None:
    claim = a_claim()
    take_down(a_conversation(vouched=KNOWN), claim, the_catalogue(), NOW)
    change = claim.record(a_fact("insured_name", "Mara Lindt-Berger"))
    assert change is not None
    assert claim.value("insured_name") == "Mara Lindt-Berger"


def test_the_sites_word_alone_tells_nothing() -> None:
    claim = a_claim()
    assert tells_nothing(claim)
    take_down(a_conversation(vouched=KNOWN), claim, the_catalogue(), NOW)
    assert tells_nothing(claim)
    claim.record(a_fact("claimant", "Alderway"))
    assert not tells_nothing(claim)

"""One claim on paper: what, when, who and how much at once, every fact with its source, nothing that does harm."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from bot.claims.model import Claim, SetBy, Status
from bot.claims.values import Value
from bot.conversations.message import Author, Message
from bot.conversations.model import HandoffReason, Owner
from bot.desk.claim_paper import as_pdf, file_name
from bot.desk.pages import Words, desk_languages
from bot.documents.model import Document
from bot.service.claim_file import made
from bot.service.desk.views import ClaimMove, Filed, OwnershipEvent, Who
from tests.builders import (
    DUTY,
    NOW,
    a_complete_claim,
    a_conversation,
    a_document,
    a_fact,
    a_message,
    a_source,
    day,
    euros,
    the_catalogue,
)

ANNA = Who("s1", "Anna Berg")
SAID = (
    a_message("The backup had not run since Easter.", id="m1"),
    a_message("When did it happen?", id="m2", seq=2, author=Author.BOT),
    a_message("On **Friday**", id="m3", seq=3),
    a_message("I take over.", id="m4", seq=4, author=Author.STAFF, staff="Anna Berg"),
)
MOVED = ClaimMove(NOW + timedelta(days=1), ANNA, Status.SUBMITTED, Status.IN_REVIEW, "All is here.")
TAKEN = OwnershipEvent(NOW, "take", ANNA, Owner.STAFF, ANNA, (HandoffReason.SEVERITY,), None)


def a_filed_claim(**values: Value | None) -> Claim:
    told: dict[str, Value | None] = {
        "claimant": "Alderway Dental",
        "description": "The backup had not run since Easter.",
        "occurred_on": day("2026-04-03"),
        "amount_claimed": euros("14000"),
    }
    claim = a_complete_claim(told | values)
    claim.facts = [
        replace(fact, source=a_source("m3" if fact.field == "occurred_on" else "m1")) for fact in claim.facts
    ]
    claim.submit(at=NOW, reference="FN-26-7K3QD", missing=())
    return claim


def pages(
    claim: Claim,
    messages: Sequence[Message] = SAID,
    documents: Sequence[Document] = (),
    language: str = "en",
    insurer: str = "Nordlicht",
) -> list[str]:
    """The text of each page."""
    filed = Filed(claim, a_conversation(), tuple(messages), tuple(documents), (TAKEN,), (MOVED,))
    file = made(filed, the_catalogue(), DUTY, language, {"s1": ANNA})
    pdf = as_pdf(file, Words(language, ZoneInfo("Europe/Berlin")), insurer, NOW + timedelta(days=2))
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_the_first_page_answers_what_when_who_and_how_much() -> None:
    first = pages(a_filed_claim())[0]
    for said in (
        "Nordlicht",
        "FN-26-7K3QD",
        "Friday, 3 April 2026",
        "Alderway Dental",
        "€14,000",
        "since Easter",
    ):
        assert said in first


@pytest.mark.parametrize("language", desk_languages())
def test_every_page_has_the_reference_and_its_number(language: str) -> None:
    shown = pages(a_filed_claim(), [*SAID] * 40, language=language)
    assert len(shown) > 3
    for number, page in enumerate(shown, start=1):
        assert "FN-26-7K3QD" in page
        assert f"{number} {'von' if language == 'de' else 'of'} {len(shown)}" in page


def test_facts_point_to_their_messages_and_say_who_changed_them() -> None:
    claim = a_filed_claim()
    claim.record(
        a_fact("amount_claimed", euros("15500"), set_by=SetBy.STAFF, member="s1", reason="as in the letter")
    )
    text = " ".join(" ".join(pages(claim)).split())
    assert "3 April 2026 3" in text
    assert "by Anna Berg: as in the letter" in text
    assert "before: €14,000 1" in text


def test_it_speaks_of_the_insured_and_not_to_them() -> None:
    text = " ".join(" ".join(pages(a_filed_claim(caused_by="self"), language="de")).split())
    assert "die versicherte Person" in text
    assert "Sie selbst" not in text


def test_the_chronology_tells_days_before_moments() -> None:
    text = " ".join(" ".join(pages(a_filed_claim())).split())
    chronology = text[text.index("What happened when") :]
    places = [chronology.index(said) for said in ("The incident", "Taken", "In review: All is here.")]
    assert places == sorted(places)


def test_documents_are_listed_with_their_hash_and_message() -> None:
    text = " ".join(pages(a_filed_claim(), documents=[a_document("letter.pdf", message="m3")]))
    assert "letter.pdf" in text
    assert "ab" * 32 in text.replace("\n", "")
    assert "message 3" in text


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "株式会社 🦷",
        "ab\u202egnp.exe",
        "{nb} {pages}",
        "\x00\x07bell",
        "a" * 400,
        "**b** __i__",
    ],
)
def test_hostile_and_foreign_names_do_nothing(name: str) -> None:
    documents = [a_document(name)]
    messages = (a_message(name, id="m1"), *SAID[1:])
    shown = pages(a_filed_claim(claimant=name), messages, documents, insurer=name)
    text = "".join(shown).replace("\n", "")
    assert "\u202e" not in text
    if name.isascii() and name.isprintable():
        assert name.replace(" ", "") in text.replace(" ", "")
    if "株" in name:
        assert "\u25a1" in text
        assert "can't be printed here" in text


def test_a_file_is_named_after_its_reference() -> None:
    claim = a_filed_claim()
    filed = Filed(claim, a_conversation(), SAID, (), (), ())
    assert file_name(made(filed, the_catalogue(), DUTY, "en", {})) == "FN-26-7K3QD.pdf"

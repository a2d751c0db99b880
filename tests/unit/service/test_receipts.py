"""What is said to files: one line, then the open question; never a misunderstanding."""

import asyncio
from dataclasses import replace
from typing import Any

from bot.claims.model import Claim
from bot.conversations.model import Conversation
from bot.documents.model import Document, Kind, State
from bot.extraction.found import Reading
from bot.service.hearing import CONFIRM, Understood
from bot.service.outcome import Outcome
from bot.service.receipts import summary_line
from bot.service.turn import Turn
from tests.builders import (
    NOW,
    a_claim,
    a_complete_claim,
    a_conversation,
    a_document,
    a_message,
    a_reading,
    a_sent_claim,
    a_work,
    the_catalogue,
)
from tests.unit.service.hearing import INTAKE

LETTER = a_document("Letter of claim.pdf")
PHOTO = a_document("photo.jpg", id="d2", kind=Kind.PICTURE)


def said(outcome: Outcome) -> list[tuple[str, dict[str, str]]]:
    return [(say.response, dict(say.values)) for say in outcome.says]


def hear(
    *own: Document,
    text: str = "",
    intent: str = "nlu_fallback",
    reading: Reading | None = None,
    claim: Claim | None = None,
    before: tuple[Document, ...] = (),
    after: bool = False,
    **conversation: Any,
) -> tuple[Outcome, Conversation, tuple[Document, ...]]:
    """What a message with documents does; `before` it others were sent."""
    talk = a_conversation(**conversation)
    message = a_message(text, documents=own)
    understood = Understood(intent, reading, ("m1",), story=False)
    heard = INTAKE.hear(talk, claim or a_claim(), message, understood, NOW, (*before, *own))
    outcome = INTAKE.answer_after(heard) if after else INTAKE.answer(heard)
    return outcome, talk, heard.documents


def test_a_file_is_confirmed_and_the_open_question_asked_again() -> None:
    outcome, talk, documents = hear(LETTER, claim=a_complete_claim(without="claimant"), asks="claimant")
    assert said(outcome) == [("utter_received", {"files": "“Letter of claim.pdf” (letter of claim)"})]
    assert (outcome.asks, talk.asks, talk.misunderstood) == ("claimant", "claimant", 0)
    assert [each.item for each in documents] == ["letter_of_claim"]


def test_files_one_after_the_other_do_not_wear_the_question_out() -> None:
    claim, asked = a_complete_claim(without="claimant"), {"claimant/first": 1}
    wordings = []
    for number in range(8):
        photo = replace(PHOTO, id=f"d{number}")
        outcome, talk, _ = hear(photo, claim=claim, asks="claimant", asked=asked)
        wordings.append(outcome.asks)
        asked = talk.asked
        assert talk.asks == "claimant"
        assert said(outcome)[0][0] == "utter_received"
    assert wordings == ["claimant", *[None] * 7]
    assert not claim.knows("claimant")


def test_a_file_says_nothing_of_not_knowing() -> None:
    claim = a_complete_claim(without="claimant")
    worn = {f"claimant/{wording}": 2 for wording in ("first", "again", "short")}
    outcome, talk, _ = hear(PHOTO, claim=claim, asks="claimant", asked=worn)
    assert [name for name, _ in said(outcome)] == ["utter_received"]
    assert (talk.asks, claim.knows("claimant")) == ("claimant", False)


def test_a_file_first_of_all_is_welcome() -> None:
    outcome, talk, _ = hear(PHOTO, introduced=False)
    assert [name for name, _ in said(outcome)] == ["utter_opening", "utter_received"]
    assert (outcome.introduces, outcome.asks, talk.introduced) == (True, "description", True)


def test_words_that_only_name_the_file_are_no_answer() -> None:
    claim = a_complete_claim(without="description")
    outcome, _, _ = hear(PHOTO, text="here's the photo", intent="inform", claim=claim, asks="description")
    assert (outcome.asks, claim.knows("description")) == ("description", False)
    assert [name for name, _ in said(outcome)] == ["utter_received"]


def test_words_beside_a_file_are_heard() -> None:
    claim = a_complete_claim(without="claimant")
    text = "Alderway Dental wants 1,400 euros, see the letter"
    reading = a_reading(claimant="Alderway Dental")
    outcome, _, _ = hear(LETTER, text=text, intent="inform", reading=reading, claim=claim, asks="claimant")
    assert claim.value("claimant") == "Alderway Dental"
    assert said(outcome)[0][0] == "utter_received"


def test_words_that_nobody_understands_are_forgiven_beside_a_file() -> None:
    claim = a_complete_claim(without="claimant")
    outcome, talk, _ = hear(PHOTO, text="blah blubb foo", claim=claim, asks="claimant")
    assert [name for name, _ in said(outcome)] == ["utter_received"]
    assert (outcome.asks, talk.misunderstood) == ("claimant", 0)


def test_several_files_are_confirmed_in_one_line() -> None:
    many = [replace(PHOTO, id=f"d{number}", name=f"photo {number}.jpg") for number in range(9)]
    outcome, _, _ = hear(*many, asks="claimant")
    (line,) = [values["files"] for name, values in said(outcome) if name == "utter_received"]
    assert line == (
        "“photo 0.jpg” (picture), “photo 1.jpg” (picture), “photo 2.jpg” (picture), “photo 3.jpg” (picture) and 5 more"
    )


def test_the_line_is_in_the_reader_s_language() -> None:
    outcome, _, _ = hear(LETTER, PHOTO, language="de", asks="claimant")
    assert said(outcome)[0][1]["files"] == "„Letter of claim.pdf“ (Anspruchsschreiben), „photo.jpg“ (Bild)"


def test_endless_names_are_shortened() -> None:
    outcome, _, _ = hear(replace(LETTER, name="x" * 110 + "end.pdf"), asks="claimant")
    assert said(outcome)[0][1]["files"] == f"“{'x' * 31}…xend.pdf” (PDF)"


def test_a_copy_is_said_to_be_one() -> None:
    copy = replace(LETTER, id="d3", same_as="d1")
    outcome, _, _ = hear(copy, PHOTO, before=(replace(LETTER, message="m0"),), asks="claimant")
    assert said(outcome)[:2] == [
        ("utter_received", {"files": "“photo.jpg” (picture)"}),
        ("utter_received_again", {"files": "“Letter of claim.pdf”"}),
    ]


def test_a_locked_file_is_kept_and_spoken_of() -> None:
    outcome, _, _ = hear(replace(LETTER, locked=True), asks="claimant")
    assert said(outcome)[1] == ("utter_received_locked", {"files": "“Letter of claim.pdf”"})


def test_after_sending_a_file_is_added_and_what_is_left_named() -> None:
    claim = a_sent_claim()
    outcome, talk, documents = hear(LETTER, claim=claim, after=True)
    assert said(outcome) == [
        (
            "utter_received_added",
            {"files": "“Letter of claim.pdf” (letter of claim)", "reference": claim.reference},
        ),
        ("utter_still_wanted", {"items": "log files or screenshots, contract or order"}),
    ]
    assert (outcome.asks, talk.asks) == (None, None)
    assert documents[0].item == "letter_of_claim"


def test_after_sending_once_all_is_there_nothing_is_wanted() -> None:
    before = tuple(replace(LETTER, message="m0", item=item) for item in ("letter_of_claim", "log_files"))
    contract = a_document("contract.pdf", id="d2")
    outcome, _, _ = hear(contract, before=before, claim=a_sent_claim(), after=True)
    assert [name for name, _ in said(outcome)] == ["utter_received_added"]


def test_what_a_file_is_can_be_said_afterwards() -> None:
    before = (replace(PHOTO, message="m0"),)
    _, _, documents = hear(
        text="that was the invoice", intent="inform", before=before, claim=a_sent_claim(), after=True
    )
    assert [each.item for each in documents] == ["invoice"]


async def test_at_the_summary_a_file_is_no_yes_and_stands_in_it() -> None:
    claim = a_complete_claim()
    work = replace(
        a_work(a_message("the letter", documents=(LETTER,)), claim, asks=CONFIRM), documents=(LETTER,)
    )

    request = Turn(work, INTAKE, the_catalogue(), NOW, asyncio.Future()).request(None)
    assert (request.text, request.intent) == (None, "nlu_fallback")
    formats = INTAKE.formats(work.conversation)
    assert summary_line(formats, the_catalogue(), claim, [LETTER, replace(PHOTO, claim="other")]) == (
        "– Documents: “Letter of claim.pdf” (PDF)"
    )
    outcome, talk, _ = hear(LETTER, claim=claim, asks=CONFIRM)
    assert (outcome.confirmed, outcome.asks, talk.asks) == (False, CONFIRM, CONFIRM)


def test_the_summary_leaves_out_copies_and_what_was_refused() -> None:
    formats = INTAKE.formats(a_conversation())
    left = [replace(LETTER, same_as="d0"), replace(LETTER, state=State.REFUSED)]
    assert summary_line(formats, the_catalogue(), a_claim(), left) == ""


def test_can_i_send_photos_is_answered_yes() -> None:
    claim = a_complete_claim(without="claimant")
    outcome, _, _ = hear(text="can I send you photos?", intent="ask_process", claim=claim, asks="claimant")
    assert outcome.asks == "claimant"

"""Conversations as the API shows them, each ending where a state begins."""

from typing import Any

from tests.browser.stub import message

Messages = list[dict[str, Any]]


def offered(*labels: str) -> list[dict[str, str]]:
    return [{"label": label, "value": f"value of {label}"} for label in labels]


QUESTION: Messages = [
    message(
        1, "insured", "I lost the key to a client’s office, they want almost 1.400 euros", client_id="text-1"
    ),
    message(2, "bot", "I’m an automated assistant. How we use your data: https://example.com/privacy"),
    message(
        3,
        "bot",
        "That was on **Saturday, 7 March 2026**. Have you paid or signed anything?",
        buttons=offered("No", "Yes"),
    ),
]
DATE: Messages = [
    *QUESTION,
    message(4, "insured", "No", client_id="button-4"),
    message(5, "bot", "When did they first ask you?", asks="claim_made_on"),
]
SUMMARY: Messages = [
    message(1, "insured", "I lost the key to a client’s office", client_id="text-1"),
    message(
        2,
        "bot",
        "Here is your report:\n– Happened: Saturday, 7 March 2026\n– Amount: about €1,400\nIs everything right?",
        asks="confirm",
        buttons=offered("Send it", "Change something"),
    ),
]
STAFF: Messages = [
    *QUESTION[:2],
    message(3, "staff", "Good morning, this is Jo. I’ve read everything.", name="Jo Brandt"),
    message(4, "staff", "Could you send me the letter?", name="Jo Brandt"),
    message(
        5,
        "insured",
        "Here it is",
        client_id="text-5",
        documents=[
            {"id": "d1", "name": "letter.pdf", "type": "application/pdf", "size": 48_000, "preview": False},
            {"id": "d2", "name": "photo.jpg", "type": "image/jpeg", "size": 2_400_000, "preview": True},
        ],
    ),
]

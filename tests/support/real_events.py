"""The two real events as scripts that any channel can tell: a story, two documents, an edit, a correction, and what is kept then.

Each is told with one mistake in the story and one in an answer. The mistake in the story is edited by whatever the channel
offers for it, the one in the answer is corrected in plain words; so the row in the end is the same over every channel.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tests.support.claims import claim_of_reference
from tests.support.processes import Installation
from tests.support.samples import a_pdf, a_picture

REFERENCE = re.compile(r"\bFN-\d\d-[0-9A-Z]{5}\b")
TURNS = 30


@dataclass(frozen=True)
class Correction:
    """In answer to the question for `asks` the person is wrong first and says so then."""

    asks: str
    wrong: str
    right: str
    value: Any


@dataclass(frozen=True)
class Edit:
    """What stands in the story at first, what it is changed to, and the field that this is about."""

    old: str
    new: str
    field: str
    label: str
    """The field's row in the summary."""
    value: Any


@dataclass(frozen=True)
class RealEvent:
    language: str
    now: str
    told: str
    edit: Edit
    correction: Correction
    answers: Mapping[str, str]
    unknown: str
    kept: Mapping[str, Any]
    send: str
    """The button under the summary."""

    @property
    def edited(self) -> str:
        return self.told.replace(self.edit.old, self.edit.new)


DOCUMENTS = {"letter.pdf": a_pdf(text="We ask you to pay for our loss."), "photo.jpg": a_picture()}


def _day(day: str) -> dict[str, str]:
    return {"start": day, "end": day}


def _about(sum_: int) -> dict[str, Any]:
    stated = {"currency": "EUR", "approximate": True, "currency_stated": True}
    return {"low": sum_, "high": sum_} | stated


LOST_KEY = RealEvent(
    language="en",
    now="2025-03-12T10:15:00+01:00",
    told="Hi, lost my jacket on a night out last Friday and the key to my client's office was in it, they had to change "
    "the locks and want almost 1.900 euros",
    edit=Edit("almost 1.900 euros", "almost 1.400 euros", "amount_claimed", "Amount demanded", _about(1400)),
    correction=Correction("claim_made_on", "yesterday", "no, sorry, it was on Monday", _day("2025-03-10")),
    answers={
        "policy_number": "no idea",
        "notice_kind": "they want money from us",
        "claimant": "Birchwood Dental",
        "discovered_on": "on 7 March",
        "caused_by": "that was me",
        "statement_made": "no",
        "ongoing": "no",
        "insured_name": "Tessa Quarry",
        "insured_contact": "tessa.quarry@example.com",
    },
    unknown="I don't know",
    kept={
        "incident_type": "lost_key",
        "occurred_on": _day("2025-03-07"),
        "claimant": "Birchwood Dental",
        "insured_name": "Tessa Quarry",
        "insured_contact": "tessa.quarry@example.com",
    },
    send="Send it",
)
SERVER_CRASH = RealEvent(
    language="de",
    now="2022-03-14T08:40:00+01:00",
    told="Wir betreuen die IT der Kessler Logistik. Am 27. Februar ist deren Server abgestürzt, das Backup war "
    "unbrauchbar, und die Datenrettung hat den Rest zerstört. Alle Daten sind endgültig weg. Die Firma "
    "schätzt den Schaden auf rund 100.000 Euro und macht uns verantwortlich.",
    edit=Edit("Am 27. Februar", "Am 28. Februar", "occurred_on", "Passiert", _day("2022-02-28")),
    correction=Correction(
        "discovered_on", "am 5. März", "nein, Moment, das war am 4. März", _day("2022-03-04")
    ),
    answers={
        "policy_number": "weiß ich nicht",
        "claimant": "Kessler Logistik",
        "claim_made_on": "am Freitag",
        "caused_by": "das war ich",
        "personal_data": "nur Produktdaten",
        "statement_made": "nein",
        "ongoing": "nein",
        "insured_name": "Jonas Brandt",
        "insured_contact": "jonas.brandt@example.com",
    },
    unknown="weiß ich nicht",
    kept={
        "incident_type": "data_loss",
        "amount_claimed": _about(100_000),
        "claimant": "Kessler Logistik",
        "insured_name": "Jonas Brandt",
        "insured_contact": "jonas.brandt@example.com",
    },
    send="Abschicken",
)
REAL_EVENTS = {"lost key": LOST_KEY, "server crash": SERVER_CRASH}


class Teller(Protocol):
    """A person at a channel. What they do waits until it was answered, and returns what was said to it."""

    edits_messages: bool
    """Whether the channel lets people edit what they have sent; elsewhere they change a row of the summary."""

    def says(self, text: str) -> str: ...

    def edits(self, event: RealEvent) -> str:
        """Change the story that was sent, or the row of the summary that its mistake led to."""
        ...

    def gives(self, documents: Mapping[str, bytes]) -> str: ...

    def asked(self) -> str | None:
        """The field of the question that is open, or `confirm`."""
        ...

    def sends(self, event: RealEvent) -> str:
        """Send the report from its summary."""
        ...


def report(event: RealEvent, teller: Teller) -> str:
    """Tells an event from its first word to the reference that it is given."""
    teller.says(event.told)
    if teller.edits_messages:
        teller.edits(event)
    received = teller.gives(DOCUMENTS)
    assert [name for name in DOCUMENTS if name not in received] == []
    _answer(event, teller)
    if not teller.edits_messages:
        teller.edits(event)
        _answer(event, teller)
    (reference,) = set(REFERENCE.findall(teller.sends(event)))
    return str(reference)


def _answer(event: RealEvent, teller: Teller) -> None:
    """Answers what is asked until the summary is shown."""
    for _ in range(TURNS):
        asks = teller.asked() or ""
        if asks == "confirm":
            return
        if asks == event.correction.asks:
            teller.says(event.correction.wrong)
            teller.says(event.correction.right)
        else:
            teller.says(event.answers.get(asks, event.unknown))
    raise AssertionError(f"nothing to confirm within {TURNS} turns")


def kept_rightly(event: RealEvent, installation: Installation, reference: str) -> dict[str, Any]:
    """Asserts that claim and documents of the database are those of the event; the claim."""
    claim = claim_of_reference(installation, reference)
    assert claim["status"] == "submitted"
    wanted = dict(event.kept) | {
        event.edit.field: event.edit.value,
        event.correction.asks: event.correction.value,
    }
    assert {field: claim["fields"][field]["value"] for field in wanted} == wanted
    files = {each["name"]: (each["state"], each["sha256"]) for each in claim["documents"]}
    assert files == {
        name: ("kept", hashlib.sha256(content).hexdigest()) for name, content in DOCUMENTS.items()
    }
    return claim

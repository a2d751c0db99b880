"""The real events through the browser, in both languages: told, asked, confirmed, and the row in the database.

The lost key in English and the server crash in German are told in `test_report_from_a_foreign_page.py`.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import messages, reply, say
from tests.support.claims import claim_of_reference
from tests.support.processes import Installation, Process

TURNS = 30
REFERENCE = re.compile(r"\bFN-\d\d-[0-9A-Z]{5}\b")


@dataclass(frozen=True)
class Story:
    language: str
    insured: str
    """Nobody else's in this suite: an earlier report by the same person is a likely duplicate, and named at the summary."""
    now: str
    told: str
    answers: dict[str, str]
    unknown: str
    expected: dict[str, Any]


KEY = {
    "incident_type": "lost_key",
    "occurred_on": {"start": "2025-03-07", "end": "2025-03-07"},
    "amount_claimed": {
        "low": 1400,
        "high": 1400,
        "currency": "EUR",
        "approximate": True,
        "currency_stated": True,
    },
    "claimant": "Alderway Dental",
}
SERVER = {
    "incident_type": "data_loss",
    "occurred_on": {"start": "2022-02-28", "end": "2022-02-28"},
    "discovered_on": {"start": "2022-03-04", "end": "2022-03-04"},
    "amount_claimed": {
        "low": 100000,
        "high": 100000,
        "currency": "EUR",
        "approximate": True,
        "currency_stated": True,
    },
}
ENGLISH = {
    "policy_number": "no idea",
    "notice_kind": "they want money from us",
    "claimant": "Alderway Dental",
    "discovered_on": "on 4 March",
    "claim_made_on": "yesterday",
    "caused_by": "that was me",
    "statement_made": "no",
    "ongoing": "no",
}
GERMAN = {
    "policy_number": "weiß ich nicht",
    "notice_kind": "der Kunde verlangt Geld",
    "claimant": "Alderway Dental",
    "discovered_on": "am 4. März",
    "claim_made_on": "gestern",
    "caused_by": "das war ich",
    "statement_made": "nein",
    "ongoing": "nein",
}
STORIES = {
    "lost key, German": Story(
        "de",
        "Jule Harms",
        "2025-03-12T10:15:00+01:00",
        "Ich habe letzten Freitag beim Feiern den Schlüssel zum Büro eines Kunden verloren, er musste die "
        "Schließanlage austauschen lassen und will jetzt fast 1.400 Euro",
        GERMAN,
        "weiß ich nicht",
        KEY,
    ),
    "server, English": Story(
        "en",
        "Nora Pell",
        "2022-03-14T08:40:00+01:00",
        "We look after the IT of Kessler Logistics. On 28 February the server crashed, the backup was broken and "
        "the data recovery failed, all of the client's data is gone for good. The company estimates the damage at "
        "around 100.000 euros and holds us responsible.",
        ENGLISH,
        "I don't know",
        SERVER,
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_ends_with_a_row(page: Page, name: str, installation: Installation, service: Process) -> None:
    story = STORIES[name]
    contact = f"{story.insured.lower().replace(' ', '.')}@example.com"
    answers = story.answers | {"insured_name": story.insured, "insured_contact": contact}
    expected = story.expected | {"insured_name": story.insured, "insured_contact": contact}
    page.goto(f"/?lang={story.language}&now={quote(story.now)}")
    say(page, story.told)
    for _ in range(TURNS):
        last = reply(page)
        if REFERENCE.search(" ".join(messages(page, "bot").all_inner_texts())):
            break
        asks = last.get_attribute("data-asks")
        if asks == "confirm":
            pressed = page.locator(".message.pressed")
            before = pressed.count()
            last.locator(".buttons button").first.click()
            expect(pressed).to_have_count(before + 1)
        else:
            say(page, answers.get(asks or "", story.unknown))
    (reference,) = set(REFERENCE.findall(" ".join(messages(page, "bot").all_inner_texts())))
    claim = claim_of_reference(installation, reference)
    assert claim["status"] == "submitted"
    for field, value in expected.items():
        assert claim["fields"][field]["value"] == value, field

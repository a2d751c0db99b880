"""A whole report through the browser, in both languages: told, asked, confirmed, with a reference."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import messages, reply, say

TURNS = 30
REFERENCE = re.compile(r"\bFN-[0-9A-Z-]{4,}")


@dataclass(frozen=True)
class Story:
    language: str
    told: str
    answers: dict[str, str]
    unknown: str


LOST_KEY = Story(
    language="en",
    told=(
        "Hi, I lost my jacket on a night out last Saturday and the key to my client's office was in it. "
        "They had to replace the whole locking system and now want almost 1.400 euros from me."
    ),
    answers={
        "insured_name": "Mara Lindt",
        "insured_role": "I'm the policyholder",
        "insured_contact": "mara.lindt@example.com",
        "policy_number": "no idea",
        "incident_type": "a lost key",
        "notice_kind": "the client demands money",
        "claimant": "Alderway Dental",
        "claimant_relation": "a client",
        "occurred_on": "last Saturday",
        "discovered_on": "on Sunday",
        "claim_made_on": "yesterday",
        "caused_by": "that was me",
        "amount_claimed": "about 1,400 euros",
        "amount_estimated": "about 1,400 euros",
        "statement_made": "no",
        "mitigation": "the locks were replaced",
        "ongoing": "no",
        "key_marked": "no, not marked",
        "country_of_work": "Germany",
        "country_of_claimant": "Germany",
        "documents": "no",
    },
    unknown="I don't know",
)

DEAD_SERVER = Story(
    language="de",
    told=(
        "Wir betreuen die IT der Kessler Logistik. Am 28. Februar ist der Server abgestürzt, das Backup war "
        "unbrauchbar, und die Datenrettung hat den Rest zerstört. Alle Daten sind endgültig weg. Die Firma "
        "schätzt den Schaden auf rund 100.000 Euro."
    ),
    answers={
        "insured_name": "Jonas Brandt",
        "insured_role": "ich bin der Versicherungsnehmer",
        "insured_contact": "jonas.brandt@example.com",
        "policy_number": "weiß ich nicht",
        "incident_type": "Datenverlust",
        "notice_kind": "der Kunde verlangt Geld",
        "claimant": "Kessler Logistik",
        "claimant_relation": "ein Kunde",
        "occurred_on": "am 28. Februar",
        "discovered_on": "am 4. März",
        "claim_made_on": "am 11. März",
        "caused_by": "das waren wir",
        "amount_claimed": "rund 100.000 Euro",
        "amount_estimated": "rund 100.000 Euro",
        "statement_made": "nein",
        "mitigation": "Datenrettung beauftragt",
        "ongoing": "nein",
        "personal_data": "ja",
        "country_of_work": "Deutschland",
        "country_of_claimant": "Deutschland",
        "documents": "nein",
    },
    unknown="weiß ich nicht",
)


@pytest.mark.parametrize("story", [LOST_KEY, DEAD_SERVER], ids=lambda story: story.language)
def test_ends_with_a_reference(page: Page, story: Story) -> None:
    page.goto(f"/?lang={story.language}")
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
            say(page, story.answers.get(asks or "", story.unknown))
    expect(messages(page, "bot").filter(has_text=REFERENCE)).not_to_have_count(0)

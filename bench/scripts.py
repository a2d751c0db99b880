"""What the benchmark's people say: notices in English and German, a conversation without end, a very long message."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NOW = "2026-04-08T14:05:00+01:00"
"""The conversations' own clock, so that every run reads the same days."""


@dataclass(frozen=True)
class Script:
    """A notice: how it begins, and the answer to the question for each field; `unknown` fits every other question."""

    locale: str
    timezone: str
    opening: str
    answers: Mapping[str, str]
    unknown: str


ENGLISH = Script(
    "en-GB",
    "Europe/London",
    "Hello, I run a small IT firm and something went wrong. On Tuesday last week I lost the key to a client's office on a "
    "night out, it was in my jacket, and they had to change all the locks.",
    {
        "description": "I lost the key to a client's office on a night out and they had to replace the locking system.",
        "incident_type": "a lost key",
        "notice_kind": "yes, they want money from us",
        "occurred_on": "on Tuesday last week",
        "discovered_on": "I noticed the next morning, on 1 April",
        "claimant": "Alderway Dental",
        "claim_made_on": "they wrote to me on Friday, 3 April",
        "amount_claimed": "almost 1.400 euros",
        "amount_estimated": "roughly £1,200",
        "caused_by": "it was me",
        "ongoing": "no, that is over",
        "statement_made": "no, I have not agreed to anything",
        "insured_name": "Mara Lindt",
        "insured_contact": "mara.lindt@example.com",
        "policy_number": "PI-204-7718",
        "confirm": "yes, that's right, please send it",
    },
    "I don't know",
)
GERMAN = Script(
    "de-DE",
    "Europe/Berlin",
    "Guten Tag, wir betreuen den Webshop eines Kunden und ein Update von uns hat ihn am Donnerstag letzter Woche lahmgelegt, "
    "zwei Tage lang konnte niemand bestellen.",
    {
        "description": "Unser Update hat den Webshop des Kunden zwei Tage lang lahmgelegt.",
        "incident_type": "ein Ausfall",
        "notice_kind": "ja, der Kunde verlangt Geld von uns",
        "occurred_on": "am Donnerstag letzter Woche",
        "discovered_on": "gemerkt haben wir es am 3. April",
        "claimant": "Kessler Logistik GmbH",
        "claim_made_on": "das Schreiben kam am Montag, den 6. April",
        "amount_claimed": "rund 12.500 Euro",
        "amount_estimated": "etwa 10.000 Euro",
        "caused_by": "das war ein Mitarbeiter von mir",
        "ongoing": "nein, seit Samstag läuft alles wieder",
        "statement_made": "nein, nichts zugesagt",
        "insured_name": "Jonas Brenner",
        "insured_contact": "0171 5550199",
        "policy_number": "PI 318 4402",
        "confirm": "ja, stimmt alles, bitte abschicken",
    },
    "weiß ich nicht",
)
NOTICES = (ENGLISH, GERMAN)


def without_end() -> Iterator[str]:
    """Messages that keep a notice open: the opening, then corrections, questions beside and answers that say nothing."""
    yield ENGLISH.opening
    number = 0
    while True:
        number += 1
        yield "am I covered for something like this?"
        yield f"make that {1_300 + number} euros"
        yield "I don't know"
        yield "what happens with my data?"
        yield f"actually it happened on {1 + number % 28} March 2026"


def long_message(characters: int) -> str:
    """A report of exactly that length: days, sums and names in every paragraph, all of them different."""
    paragraphs = []
    size = number = 0
    while size < characters:
        number += 1
        paragraph = (
            f"On {1 + number % 28} March 2026 our technician migrated mailbox {number} for Northgate {number} Ltd, ticket "
            f"#{48_000 + number}, and the copy of the archive stopped half way. The client noticed it two days later and asked "
            f"for {1_000 + 7 * number} euros, of which {100 + number} are the fee of a data recovery firm. We restored what the "
            "backup still had, told them that the rest is gone, and have not admitted or paid anything so far.\n"
        )
        paragraphs.append(paragraph)
        size += len(paragraph)
    return "".join(paragraphs)[:characters]

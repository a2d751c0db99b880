"""How somebody wants to be reached: "here is fine" is a wish to keep and no address; a mail address replaces no number."""

from dataclasses import replace
from typing import Any

from bot.claims.contacts import emails, phones
from bot.claims.model import Fact, SetBy, Source
from bot.extraction.found import Reading
from bot.extraction.replying import says
from bot.service.hearing import Hearing

CONTACT = "insured_contact"
_PREFERRED, _CHAT = "preferred_contact", "chat"


def prefers_chat(hearing: Hearing) -> bool:
    """Whether the answer to the question for an address is that the conversation itself will do."""
    if hearing.asked != CONTACT or hearing.message.pressed is not None or "?" in hearing.message.text:
        return False
    given = hearing.reading is not None and hearing.reading.insured_contact is not None
    return not given and says("chat_suits", hearing.message.text)


def preferred_way(hearing: Hearing) -> Fact | None:
    """The chat as the best way to them, if they said so in place of an address."""
    catalogue = hearing.catalogue
    kept = catalogue.has(_PREFERRED) and _CHAT in catalogue.field(_PREFERRED).choices
    if not kept or not prefers_chat(hearing):
        return None
    source = Source(hearing.message.id, 0, len(hearing.message.text))
    return Fact(_PREFERRED, _CHAT, SetBy.INSURED, hearing.at, 0.9, source)


def kept_beside(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """A second way to reach somebody stands beside the first: an address replaces an address, a number a number."""
    found, known = reading.insured_contact, hearing.claim.value(CONTACT)
    if found is None or not isinstance(known, str):
        return {}
    mails, numbers = emails(found.value), phones(found.value)
    kept = [*(() if mails else emails(known)), *(() if numbers else phones(known))]
    return {CONTACT: replace(found, value=", ".join([found.value, *kept]))} if kept else {}

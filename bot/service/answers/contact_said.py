"""How somebody wants to be reached: "here is fine" is a wish to keep and no address; a mail address replaces no number; "the
number I gave you" is the one that stands in the conversation, and a telephone number is no policy.
"""

import re
from dataclasses import replace
from typing import Any

from bot.claims.contacts import emails, is_phone, phones, same_contact
from bot.claims.model import Fact, SetBy
from bot.extraction.contact import find_contact
from bot.extraction.found import Reading, TextFound
from bot.extraction.questions import without_questions
from bot.extraction.replying import days_after, says
from bot.service.hearing import Hearing

CONTACT = "insured_contact"
_PREFERRED, _CHAT = "preferred_contact", "chat"
_POLICY = "policy_number"
_FIGURES = re.compile(r"\d{3}")
_SENTENCE = 3
"""Words from which an answer says something."""
_STATEMENTS = frozenset({"inform", "report_claim", "dont_know", "skip", "deny", "out_of_scope"})
_ADDS = re.compile(
    r"\b(?:fehlt|fehlen|fählt|missing|add(?:ed)?|also|as well|too|plus|another|second|both|auch|außerdem|ausserdem|zusätzlich"
    r"|dazu\w*|ergänz\w*|hinzufüg\w*|noch|zweite\w*|left out|forgot(?:ten)?|vergessen|isn[’']?t (?:in )?(?:there|it)"
    r"|not (?:in|there|shown)|nicht drin|ned drin)\b",
    re.IGNORECASE,
)
"""Who names another number so wants it beside the one that is known."""
_INSTEAD = re.compile(
    r"\b(?:wrong|falsch\w*|instead|statt\w*|not|nicht|ned|sondern|changed|new|neue\w*|old|alte\w*|typo|vertippt|digit"
    r"|ziffer|stimmt|correct(?:ed)?"
    r"|korrigier\w*|änder\w*|replace\w*|ersetz\w*|should be|soll\w*|actually|eigentlich)\b|n[’']t\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s+|\n")
_WISHES = frozenset({"person", "complaining", "back", "discard", "erase", "device", "resume"})


def prefers_chat(hearing: Hearing) -> bool:
    """Whether the answer to the question for an address is that the conversation itself will do."""
    if hearing.asked != CONTACT or hearing.message.pressed is not None or "?" in hearing.message.text:
        return False
    given = hearing.reading is not None and hearing.reading.insured_contact is not None
    return not given and says("chat_suits", hearing.message.text)


def points_back(hearing: Hearing) -> bool:
    """Whether the answer to the question for an address is that we have it: "the number I gave you", "same as on my policy"."""
    given = hearing.reading is not None and hearing.reading.insured_contact is not None
    if hearing.asked != CONTACT or hearing.message.pressed is not None or given:
        return False
    return says("said_before", hearing.message.text) or says("number_before", hearing.message.text)


def comes_later(hearing: Hearing) -> bool:
    """Whether the policy number is not at hand: "will share it shortly", "it's on the letter at home"."""
    if hearing.message.pressed is not None or hearing.asked != _POLICY:
        return False
    told = without_questions(hearing.message.text)
    if not told or _FIGURES.search(told):
        return False
    if says("comes_later", told):
        return True
    reading = hearing.reading
    if days_after(told) is not None or (reading is not None and (reading.dates or reading.amounts)):
        # "The day after" answers a question that was put before.
        return False
    wishes = hearing.topics & _WISHES or says("asks", told) or says("wants_call", told)
    return not wishes and (says("whereabouts", told) or _tells_no_number(hearing, told))


def _tells_no_number(hearing: Hearing, told: str) -> bool:
    """Whether a sentence in place of the number gives nothing else either: whoever has one at hand writes it."""
    reading = hearing.reading
    read = reading is not None and (
        reading.dates
        or reading.amounts
        or reading.insured_contact
        or reading.insured_name
        or reading.claimant
        or reading.stated
    )
    states = hearing.intent in _STATEMENTS and len(told.split()) >= _SENTENCE
    return states and not (read or says("corrects", told) or says("send", told) or hearing.named_fields())


def said_of_contact(hearing: Hearing) -> Fact | None:
    """What words in place of an address tell: the way that suits best, or that the number told before is meant."""
    return _preferred_way(hearing) or _told_before(hearing)


def _told_before(hearing: Hearing) -> Fact | None:
    """The number or address that was told beside something else, if the answer points back at it."""
    if not points_back(hearing):
        return None
    story = hearing.claim.value("description")
    found = (
        find_contact(story, region=hearing.conversation.region, asked=True)
        if isinstance(story, str)
        else None
    )
    value = hearing.conversation.callback.get("number") or (found.value if found else None)
    return Fact(CONTACT, value, SetBy.INSURED, hearing.at, 0.8, hearing.source) if value else None


def _preferred_way(hearing: Hearing) -> Fact | None:
    """The chat as the best way to them, if they said so in place of an address."""
    catalogue = hearing.catalogue
    kept = catalogue.has(_PREFERRED) and _CHAT in catalogue.field(_PREFERRED).choices
    if not kept or not prefers_chat(hearing):
        return None
    return Fact(_PREFERRED, _CHAT, SetBy.INSURED, hearing.at, 0.9, hearing.source)


def placed(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """What was read, with addresses and numbers where they belong; one that is known, written otherwise, is as it was."""
    moved = _phone_for_policy(hearing, reading)
    if moved:
        return moved
    found, known = reading.insured_contact, hearing.claim.value(CONTACT)
    if found is not None and isinstance(known, str) and _is_known(hearing, found.value, known):
        return {CONTACT: replace(found, value=known)}
    return _kept_beside(hearing, reading)


def _is_known(hearing: Hearing, value: str, known: str) -> bool:
    """Whether every address and number of a value stands in what is known."""
    parts = [*emails(value), *phones(value)]
    return bool(parts) and all(same_contact(part, known, hearing.conversation.region) for part in parts)


def _phone_for_policy(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """A telephone number in answer to the question for the policy is how to reach them, if that is not known yet."""
    found, text = reading.policy_number, hearing.message.text
    if hearing.asked != _POLICY or found is None or not is_phone(found.value, hearing.conversation.region):
        return {}
    if any(re.search(pattern, text, re.IGNORECASE) for pattern in hearing.catalogue.policy_patterns):
        return {}
    contact = find_contact(text, region=hearing.conversation.region, asked=True)
    open_ = contact is not None and hearing.claim.value(CONTACT) is None
    kept: TextFound | None = contact if open_ else None
    return {_POLICY: None, CONTACT: kept}


def _kept_beside(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """A second way to reach somebody stands beside the first: an address replaces an address, a number a number."""
    found, known = reading.insured_contact, hearing.claim.value(CONTACT)
    if found is None or not isinstance(known, str):
        return {}
    mails, numbers = emails(found.value), phones(found.value)
    said = _sentence(hearing.message.text, found)
    if _ADDS.search(said) and not _INSTEAD.search(_ADDS.sub(" ", said)):
        new = [
            part for part in (*mails, *numbers) if not same_contact(part, known, hearing.conversation.region)
        ]
        return {CONTACT: replace(found, value=", ".join([*emails(known), *phones(known), *new]))}
    kept = [*(() if mails else emails(known)), *(() if numbers else phones(known))]
    return {CONTACT: replace(found, value=", ".join([found.value, *kept]))} if kept else {}


def _sentence(text: str, found: TextFound) -> str:
    """The sentence in which something was found."""
    if found.span is None:
        return text
    begin = max((end.end() for end in _SENTENCE_END.finditer(text, 0, found.span.start)), default=0)
    end = _SENTENCE_END.search(text, found.span.end)
    return text[begin : end.start() if end else len(text)]

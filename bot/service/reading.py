"""What a message states, read beside the engine's own reading of it."""

import asyncio
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.claims.values import Money, Value
from bot.conversations.model import SURE_OF_LANGUAGE
from bot.extraction.call_times import only_wants_call, without_call_times
from bot.extraction.contact import find_contact
from bot.extraction.found import Reading, TextFound
from bot.extraction.language import detect_language
from bot.extraction.replying import says
from bot.extraction.second_thoughts import taken_back
from bot.extraction.spoken_digits import with_digits
from bot.service.answers.at_home import in_home_currency
from bot.service.answers.demand_said import without_threat
from bot.service.answers.own_money import as_own
from bot.service.answers.replacing import DATES, SUMS
from bot.service.answers.telling import tells_of_harm
from bot.service.ports import Reader, Work
from bot.service.side_questions import NUMBER

_CONTACT = "insured_contact"
_ONE_VALUE = frozenset({*DATES, *SUMS, _CONTACT, "policy_number", "claimant", "insured_name"})
"""Questions with one answer: who gives two has taken the first one back."""
_ASKS_ADVICE = re.compile(
    r"\b(?:(?:do|should|must|shall|am|are) (?:i|we)|(?:soll\w*|muss|müss\w*|darf|dürf\w*) (?:ich|wir|man|i|ma|mir))\b"
    r"(?:(?!\b(?:if|when|that|because|wenn|falls|dass|weil)\b)[^.!?\n])*\?",
    re.IGNORECASE,
)
"""A question what to do: its "tonight" is no day of the loss, and no deadline."""
_FEW = 6
"""Words of an answer that names the kind of incident; in more of them the story goes on."""
_UNAWARE = re.compile(
    r"\b(?:no|not|n[’']t|kein\w*|nichts|nix|nicht|ned|nöd)\b.{0,20}\b(?:idea|clue|know\w*|knew|notic\w*|aware|inkling|ahnung|schimmer"
    r"|gewusst|gwusst|gemerkt|bemerkt|plan)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|til|bis)\b(?= )", re.IGNORECASE)
"""Up to the day that is asked for nobody knew of it: "had no clue until the 6th"."""
_FULL_NAME = re.compile(r"[^\W\d_a-zäöü][\w'’-]+(?: [^\W\d_a-zäöü][\w'’-]+){1,2}")
_YES_AND_SUM = re.compile(
    r"\W*(?:yes|yeah|yep|yup|ja|jo|joa|jep|jawohl|si)\W+(?:(?:about|around|roughly|some|ca|circa|etwa|rund|so|ungefähr|gut|knapp)\W+){0,2}"
    r"(?:\d[\d.,'’]{2,}|\d+ ?k)(?: (?:will er|will sie|wollen sie|wollen die|wolln s|he wants|she wants|they want))?\W*"
    r"|\W*(?:\d[\d.,'’]{2,}|\d+ ?k)\W+(?:yes|yeah|yep|ja|jo|jawohl)\W*",
    re.IGNORECASE,
)
"""To "has anybody asked for money?": a sum whose currency goes without saying."""


async def read(reader: Reader, work: Work, at: datetime) -> Reading | None:
    """None for a pressed button; relative dates count from `at`. In a thread: a long text must not hold up others."""
    reading = await _read(reader, work, at)
    return in_home_currency(reading, work.conversation) if reading is not None else None


async def _read(reader: Reader, work: Work, at: datetime) -> Reading | None:
    if work.message.pressed is not None:
        return None
    conversation, asks = work.conversation, work.conversation.asks
    # Somebody may write a single message in the other language; dates and sums are read in the one they used.
    detected = detect_language(work.message.text)
    sure = detected is not None and detected[1] >= SURE_OF_LANGUAGE
    lang = detected[0] if detected and sure else conversation.language
    texts = [text for _, text in work.read_together()]
    if asks not in (*DATES, *SUMS):
        # A day or a sum answers the question for one, even beside a wish to be called, or a recall that sounds like it.
        texts = [without_call_times(text) for text in texts]

    if texts and asks in DATES and _UNAWARE.search(texts[-1]):
        texts[-1] = _UNTIL.sub(lambda word: " " * len(word.group()), texts[-1])
    if texts and asks is not None:
        texts[-1] = _ASKS_ADVICE.sub(lambda question: " " * len(question.group()), texts[-1])
    if texts and (asks in (_CONTACT, NUMBER) or says("wants_call", texts[-1])):
        texts[-1] = with_digits(texts[-1])

    def found(asked: str | None, newest: str | None = None) -> Reading:
        said = texts if newest is None else [*texts[:-1], newest]
        return reader.read(said, now=at, lang=lang, region=conversation.region, asks=asked)

    # The number to call is an address of theirs like any other.
    asked = _CONTACT if asks == NUMBER else asks
    reading = await asyncio.to_thread(found, asked)
    if asked in _ONE_VALUE and texts and not work.tells_story:
        # In a thread, too: each reading of a long text takes its time.
        again = await asyncio.to_thread(taken_back, texts[-1], asked, lambda text: found(asked, text))
        reading = again or reading
    if texts and asks in (None, "description"):
        reading = as_own(reading, texts[-1], len(texts) - 1)
    if asks == "incident_type" and len(work.message.text.split()) > _FEW:
        told = work.claim.value("description") if work.claim is not None else None
        whole = await asyncio.to_thread(found, asked, f"{told or ''}\n{texts[-1]}")
        reading = replace(reading, incident_type=whole.incident_type)
    if texts and asks == "notice_kind":
        reading = without_threat(reading, texts[-1], len(texts) - 1)
    wishes = asks is None and all(only_wants_call(text) for _, text in work.read_together())
    if wishes and not tells_of_harm(reading, work.message.text):
        name = reading.insured_name or _person(reading.claimant)
        own = reading.insured_contact or find_contact(
            work.message.text, region=conversation.region, asked=True
        )
        return Reading(insured_contact=own, insured_name=name)
    corrected = _sum_meant(work, reading)
    if corrected is None:
        return reading
    meant: Reading = await asyncio.to_thread(found, corrected)
    sums: dict[str, Any] = {corrected: getattr(meant, corrected), "amounts": meant.amounts}
    return replace(reading, **sums)


def _person(found: TextFound | None) -> TextFound | None:
    """The name beside a wish to be called, if it is that of a person: it is the caller's."""
    return found if found is not None and _FULL_NAME.fullmatch(found.value) else None


def _sum_meant(work: Work, reading: Reading) -> str | None:
    """The sum that a number without a currency sets right: "make that 500", "es sind 500, nicht 480"."""
    claim, text = work.claim, work.message.text
    if work.conversation.asks == "notice_kind" and not reading.amounts and _YES_AND_SUM.fullmatch(text):
        return "amount_claimed"
    if claim is None or reading.amounts or not says("bare_sum", text):
        return None
    known = [name for name in SUMS if isinstance(claim.value(name), Money)]
    # "Make that 60" may as well be how many people it concerns.
    counted = any(isinstance(claim.value(name), str) for name in ("personal_data_count",))
    if len(known) != 1 or work.conversation.asks in SUMS:
        return None
    swaps = says("one_for_another", text)
    if swaps and not _names_figure(text, claim.value(known[0])):
        # "32, not 23" sets right what is no sum.
        return None
    return known[0] if not counted or swaps else None


def _names_figure(text: str, known: Value | None) -> bool:
    """Whether one of the numbers of a text is the sum that is known, be it in thousands."""
    if not isinstance(known, Money):
        return False
    figures = {re.sub(r"\D", "", found) for found in re.findall(r"\d[\d.,'’]*", text)}
    return any(
        f"{end.normalize():f}".replace(".", "").removesuffix("000")
        in {each.removesuffix("000") for each in figures}
        for end in (known.low, known.high)
    )

"""What a message states, read beside the engine's own reading of it."""

import asyncio
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.claims.values import Money
from bot.conversations.model import SURE_OF_LANGUAGE
from bot.extraction.call_times import only_wants_call, without_call_times
from bot.extraction.found import Reading
from bot.extraction.language import detect_language
from bot.extraction.replying import says
from bot.service.answering import DATES, SUMS
from bot.service.hearing import CONFIRM
from bot.service.ports import Reader, Work

_TAKES_BACK = re.compile(
    r".{1,120}\b(?:no,? wait|wait,? no|no,? sorry|sorry,? no|scratch that|i mean"
    r"|nein,? warte|warte,? nein|halt,? nein|ach nein|äh,? nein|nein,? quatsch|quatsch|ich meine)\b[\s,.:;–…-]*",
    re.IGNORECASE | re.DOTALL,
)
"""An answer up to the words that take it back."""


async def read(reader: Reader, work: Work, at: datetime) -> Reading | None:
    """None for a pressed button; relative dates count from `at`. In a thread: a long text must not hold up others."""
    if work.message.pressed is not None:
        return None
    conversation, asks = work.conversation, work.conversation.asks
    # Somebody may write a single message in the other language; dates and sums are read in the one they used.
    detected = detect_language(work.message.text)
    sure = detected is not None and detected[1] >= SURE_OF_LANGUAGE
    lang = detected[0] if detected and sure else conversation.language
    texts = [text for _, text in work.read_together()]
    if asks not in DATES:
        # A day answers the question for one, even beside a wish to be called.
        texts = [without_call_times(text) for text in texts]

    if texts and asks in (*DATES, *SUMS):
        texts[-1] = _second_thought(texts[-1])

    def found(asked: str | None) -> Reading:
        return reader.read(texts, now=at, lang=lang, region=conversation.region, asks=asked)

    reading = await asyncio.to_thread(found, asks if asks != CONFIRM else None)
    if asks is None and all(map(only_wants_call, texts)):
        return Reading(insured_contact=reading.insured_contact, insured_name=reading.insured_name)
    corrected = _sum_meant(work, reading)
    if corrected is None:
        return reading
    again: Reading = await asyncio.to_thread(found, corrected)
    sums: dict[str, Any] = {corrected: getattr(again, corrected), "amounts": again.amounts}
    return replace(reading, **sums)


def _second_thought(text: str) -> str:
    """An answer without what its writer takes back in the same breath: "Monday... no wait, Tuesday"; places stay as they were."""
    taken_back = _TAKES_BACK.match(text)
    if taken_back is None or not text[taken_back.end() :].strip(" .!?"):
        return text
    return " " * taken_back.end() + text[taken_back.end() :]


def _sum_meant(work: Work, reading: Reading) -> str | None:
    """The sum that a number without a currency sets right: "make that 500", "es sind 500, nicht 480"."""
    claim, text = work.claim, work.message.text
    if claim is None or reading.amounts or not says("bare_sum", text):
        return None
    known = [name for name in SUMS if isinstance(claim.value(name), Money)]
    # "Make that 60" may as well be how many people it concerns.
    counted = any(isinstance(claim.value(name), str) for name in ("personal_data_count",))
    if len(known) != 1 or work.conversation.asks in SUMS:
        return None
    return known[0] if not counted or says("one_for_another", text) else None

"""What a message states, read beside the engine's own reading of it."""

import asyncio
from datetime import datetime

from bot.conversations.model import SURE_OF_LANGUAGE
from bot.extraction.found import Reading
from bot.extraction.language import detect_language
from bot.service.hearing import CONFIRM
from bot.service.ports import Reader, Work


async def read(reader: Reader, work: Work, at: datetime) -> Reading | None:
    """None for a pressed button; relative dates count from `at`. In a thread: a long text must not hold up others."""
    if work.message.pressed is not None:
        return None
    conversation, asks = work.conversation, work.conversation.asks
    # Somebody may write a single message in the other language; dates and sums are read in the one they used.
    detected = detect_language(work.message.text)
    sure = detected is not None and detected[1] >= SURE_OF_LANGUAGE
    return await asyncio.to_thread(
        reader.read,
        [text for _, text in work.read_together()],
        now=at,
        lang=detected[0] if detected and sure else conversation.language,
        region=conversation.region,
        asks=asks if asks != CONFIRM else None,
    )

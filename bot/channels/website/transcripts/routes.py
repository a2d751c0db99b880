"""`GET /chat/v1/transcript`: the conversation to keep."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from bot.channels.errors import ApiError
from bot.channels.website.access import Access
from bot.channels.website.texts import sentence
from bot.channels.website.transcripts import pdf
from bot.channels.website.transcripts.plain import as_text
from bot.channels.website.transcripts.sheet import lay_out
from bot.conversations.message import Message
from bot.conversations.model import Conversation
from bot.service.ports import Store


def transcript_router(store: Store, access: Access) -> APIRouter:
    router = APIRouter(prefix="/chat/v1", tags=["chat"])
    # Making a PDF takes a processor; one at a time leaves the other to the conversations.
    making = asyncio.Semaphore(1)

    @router.get("/transcript", response_class=Response)
    async def transcript(
        conversation: Annotated[Conversation, Depends(access.whole)],
        format: Annotated[Literal["txt", "pdf"], Query()] = "txt",
    ) -> Response:
        """All that was said, as a file, in the conversation's language and time zone. 413: too long for a PDF."""
        messages = await _all(store, conversation.id)
        if format == "txt":
            sheet = lay_out(conversation, messages)
            return _file(as_text(sheet), f"{sheet.file}.txt", "text/plain; charset=utf-8")
        if sum(len(message.text) for message in messages) > pdf.MOST:
            raise ApiError(413, "too_long", sentence("transcript_too_long", conversation.language))
        sheet = lay_out(conversation, messages)
        async with making:
            made = await asyncio.to_thread(pdf.as_pdf, sheet)
        return _file(made, f"{sheet.file}.pdf", "application/pdf")

    return router


async def _all(store: Store, conversation: str) -> list[Message]:
    found: list[Message] = []
    while page := await store.messages(conversation, found[-1].seq if found else 0):
        found += page
    return found


def _file(content: bytes, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=kind, headers=headers)

"""`/chat/v1`: what is said in a conversation (design §10), and the demo page built on it; `opening.py` has the rest."""

from html import escape
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from bot.channels.errors import ApiError, reader
from bot.channels.website.access import Access, gone
from bot.channels.website.events import MOST, Watched, as_json, stream
from bot.channels.website.rates import Rates
from bot.channels.website.texts import sentence
from bot.claims.fields import Phrases
from bot.conversations.message import MAX_TEXT, Incoming, storable
from bot.documents.model import UnknownDocument
from bot.service.ports import UnknownButton, UnknownConversation
from bot.service.talk import Talk

HERE = Path(__file__).parent


class NewMessage(BaseModel):
    """A text, or the value of a button that was offered; files with a text or alone."""

    model_config = ConfigDict(extra="forbid")

    client_id: Annotated[str, Field(min_length=1, max_length=100)]
    text: Annotated[str | None, Field(max_length=MAX_TEXT)] = None
    button: Annotated[str | None, Field(min_length=1, max_length=64)] = None
    attachment_ids: Annotated[
        tuple[Annotated[str, Field(pattern=r"^[0-9a-z]{1,40}$")], ...], Field(max_length=50)
    ] = ()

    @field_validator("client_id", "text", "button")
    @classmethod
    def _printable(cls, value: str | None) -> str | None:
        return None if value is None else storable(value)

    @model_validator(mode="after")
    def _one_of(self) -> "NewMessage":
        if not self.client_id or self.button == "":
            raise ValueError("client_id or button has no printable character")
        if self.text is not None and not self.text.strip():
            if not self.attachment_ids:
                raise ValueError("the text is empty")
            self.text = None
        if self.attachment_ids and self.button is not None:
            raise ValueError("a button takes no files along")
        if (self.text is None) == (self.button is None) and not self.attachment_ids:
            raise ValueError("give either text or button")
        return self


def chat_router(talk: Talk, watched: Watched, access: Access, rates: Rates) -> APIRouter:
    router = APIRouter(prefix="/chat/v1", tags=["chat"])
    store = watched.store

    @router.post("/messages", status_code=202, dependencies=[Depends(rates.may_write)])
    async def post_message(
        message: NewMessage, conversation: Annotated[str, Depends(access.claimed)]
    ) -> dict[str, str]:
        """Hand in a message. It is stored before this answers; the same `client_id` again changes nothing."""
        incoming = Incoming(
            conversation, message.client_id, message.text, message.button, attachments=message.attachment_ids
        )
        try:
            accepted = await talk.receive(incoming)
        except UnknownConversation:
            raise gone() from None
        except UnknownDocument:
            raise ApiError(422, "unknown_attachment") from None
        except UnknownButton:
            raise ApiError(422, "unknown_button") from None
        return {"id": accepted.id}

    @router.get("/messages")
    async def list_messages(
        conversation: Annotated[str, Depends(access.existing)],
        after: Annotated[int, Query(ge=0, le=2**31)] = 0,
    ) -> dict[str, Any]:
        """Messages after a `seq`, oldest first, at most 500."""
        return {"messages": [as_json(message) for message in await store.messages(conversation, after)]}

    @router.get("/events", response_class=StreamingResponse)
    async def events(
        request: Request,
        conversation: Annotated[str, Depends(access.existing)],
        last_event_id: Annotated[str, Header()] = "0",
        after: Annotated[int, Query(ge=0, le=2**31)] = 0,
    ) -> StreamingResponse:
        """Server-sent events `message`, `typing` and, at the end of all, `erased`; resumes after `Last-Event-ID`."""
        seen = int(last_event_id) if last_event_id.isdecimal() and len(last_event_id) < 10 else 0
        if watched.changes.streams(conversation) >= MOST:
            raise ApiError(
                429, "too_many_tabs", sentence("too_many_tabs", reader(request)), {"Retry-After": "60"}
            )
        body = stream(watched, conversation, max(seen, after))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(body, media_type="text/event-stream", headers=headers)

    return router


def pages_router(openings: Phrases) -> APIRouter:
    """The demo page with first messages to try, by language; its scripts and styles are served from /static."""
    router = APIRouter(include_in_schema=False)
    page = (HERE / "pages" / "demo.html").read_text("utf-8")
    for language, texts in openings.items():
        buttons = [f'<button type="button" class="example">{escape(text)}</button>' for text in texts]
        page = page.replace(f"<!-- openings {language} -->", "\n          ".join(buttons))

    @router.get("/")
    async def demo(request: Request) -> HTMLResponse:
        return HTMLResponse(page)

    return router

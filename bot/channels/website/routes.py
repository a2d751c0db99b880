"""`/chat/v1`: the website chat's API (design §10), and the demo page built on it."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import FileResponse, StreamingResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator, model_validator

from bot.channels.errors import ApiError
from bot.channels.website.events import Changes, as_json, stream
from bot.channels.website.sessions import Signer, new_conversation
from bot.conversations.message import MAX_TEXT, Incoming
from bot.service.ports import Store, UnknownButton, UnknownConversation
from bot.service.talk import Talk

HERE = Path(__file__).parent
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class NewSession(BaseModel):
    """What a browser knows of its person; everything may be left out."""

    model_config = ConfigDict(extra="ignore")

    locale: Annotated[str | None, Field(max_length=35, examples=["de-CH"])] = None
    timezone: Annotated[str | None, Field(max_length=64, examples=["Europe/Zurich"])] = None
    identity: Annotated[str | None, Field(max_length=2000)] = None
    now: AwareDatetime | None = None

    @field_validator("now")
    @classmethod
    def _within_reach(cls, value: datetime | None) -> datetime | None:
        # Further out, counting days from it leaves the calendar.
        if value is not None and not 1900 <= value.year <= 2200:
            raise ValueError("not a time between 1900 and 2200")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                ZoneInfo(value)
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:
                raise ValueError("not a time zone name such as Europe/Berlin") from error
        return value


class NewMessage(BaseModel):
    """A text, or the value of a button that was offered."""

    model_config = ConfigDict(extra="forbid")

    client_id: Annotated[str, Field(min_length=1, max_length=100)]
    text: Annotated[str | None, Field(max_length=MAX_TEXT)] = None
    button: Annotated[str | None, Field(min_length=1, max_length=64)] = None

    @field_validator("client_id", "text", "button")
    @classmethod
    def _printable(cls, value: str | None) -> str | None:
        return None if value is None else _CONTROL.sub("", value)

    @model_validator(mode="after")
    def _one_of(self) -> "NewMessage":
        if not self.client_id or self.button == "":
            raise ValueError("client_id or button has no printable character")
        if (self.text is None) == (self.button is None):
            raise ValueError("give either text or button")
        if self.text is not None and not self.text.strip():
            raise ValueError("the text is empty")
        return self


def chat_router(talk: Talk, store: Store, changes: Changes, signer: Signer, *, test_clock: bool) -> APIRouter:
    router = APIRouter(prefix="/chat/v1", tags=["chat"])

    async def conversation_of(authorization: Annotated[str, Header()] = "") -> str:
        scheme, _, token = authorization.partition(" ")
        conversation = signer.conversation(token) if scheme.lower() == "bearer" else None
        if conversation is None:
            raise ApiError(401, "unauthorized", "This needs the token of a chat session as a bearer token.")
        return conversation

    async def existing(conversation: Annotated[str, Depends(conversation_of)]) -> str:
        if await store.conversation(conversation) is None:
            raise ApiError(
                404, "unknown_session", "This chat session does not exist any more; open a new one."
            )
        return conversation

    @router.post("/sessions", status_code=201)
    async def open_session(session: NewSession) -> dict[str, str]:
        """Open a conversation; the token is the only key to it."""
        if session.now is not None and not test_clock:
            raise ApiError(
                422, "test_clock_off", "`now` is only for tests; it needs FIRSTNOTICE_TEST_CLOCK=1."
            )
        conversation = new_conversation(datetime.now(UTC), session.locale, session.timezone, session.now)
        await store.open_conversation(conversation)
        return {"session": conversation.id, "token": signer.token(conversation.id)}

    @router.post("/messages", status_code=202)
    async def post_message(
        message: NewMessage, conversation: Annotated[str, Depends(conversation_of)]
    ) -> dict[str, str]:
        """Hand in a message. It is stored before this answers; the same `client_id` again changes nothing."""
        incoming = Incoming(conversation, message.client_id, message.text, message.button)
        try:
            accepted = await talk.receive(incoming)
        except UnknownConversation:
            raise ApiError(
                404, "unknown_session", "This chat session does not exist any more; open a new one."
            ) from None
        except UnknownButton:
            raise ApiError(
                422, "unknown_button", "This button was not offered in this conversation."
            ) from None
        return {"id": accepted.id}

    @router.get("/messages")
    async def list_messages(
        conversation: Annotated[str, Depends(existing)], after: Annotated[int, Query(ge=0, le=2**31)] = 0
    ) -> dict[str, Any]:
        """Messages after a `seq`, oldest first, at most 500."""
        return {"messages": [as_json(message) for message in await store.messages(conversation, after)]}

    @router.get("/events", response_class=StreamingResponse)
    async def events(
        conversation: Annotated[str, Depends(existing)],
        last_event_id: Annotated[str, Header()] = "0",
        after: Annotated[int, Query(ge=0, le=2**31)] = 0,
    ) -> StreamingResponse:
        """Server-sent events `message` and `typing`; resumes after `Last-Event-ID`."""
        seen = int(last_event_id) if last_event_id.isdecimal() and len(last_event_id) < 10 else 0
        body = stream(store, changes, talk.busy, conversation, max(seen, after))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(body, media_type="text/event-stream", headers=headers)

    return router


def pages_router() -> APIRouter:
    """The demo page; its scripts and styles are served from /static."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def demo(request: Request) -> FileResponse:
        return FileResponse(HERE / "pages" / "demo.html")

    return router

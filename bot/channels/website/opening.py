"""`/chat/v1/sessions` and `/session`: opening a conversation, or coming back to it; ending and erasing it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import APIRouter, Depends, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

from bot.channels.errors import ApiError
from bot.channels.website.access import Access, gone
from bot.channels.website.identity import Identities, Identity
from bot.channels.website.rates import Rates
from bot.channels.website.sessions import Signer, new_conversation
from bot.channels.website.texts import sentence
from bot.conversations.model import Conversation
from bot.service.erasing import Erasure
from bot.service.ports import Store

COMES_BACK = timedelta(days=30)
"""Silence after which a signed-in customer begins a new conversation."""


class Visits(Protocol):
    """Finds what belongs to whom, for the website."""

    async def open_of(self, account: str, since: datetime) -> str | None:
        """The account's newest conversation that is not over: it has an unsent draft, or waits for or has a person."""

    async def reports(self, conversation: str) -> tuple[str, ...]:
        """References of the reports that were sent in it."""

    async def typist(self, conversation: str, now: datetime) -> str | None:
        """The name of a member of staff who is writing in it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What these routes need."""

    store: Store
    visits: Visits
    signer: Signer
    access: Access
    identities: Identities
    rates: Rates
    erasure: Erasure
    end: Callable[[str], Awaitable[bool]]
    test_clock: bool


class NewSession(BaseModel):
    """What a browser knows of its person; everything may be left out."""

    model_config = ConfigDict(extra="ignore")

    locale: Annotated[str | None, Field(max_length=35, examples=["de-CH"])] = None
    timezone: Annotated[str | None, Field(max_length=64, examples=["Europe/Zurich"])] = None
    identity: Annotated[str | None, Field(max_length=4000, description="A JWT that the host site signs.")] = (
        None
    )
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


def opening_router(parts: Opening) -> APIRouter:
    router = APIRouter(prefix="/chat/v1", tags=["chat"])
    here, known = Depends(parts.access.whole), Depends(parts.access.claimed)

    @router.post("/sessions", status_code=201, dependencies=[Depends(parts.rates.may_open)])
    async def open_session(session: NewSession) -> dict[str, Any]:
        """Open a conversation; the token is the only key to it.

        With a signed `identity` nobody is asked again for what it says, and somebody who was here before with the same
        `sub` may come back to their open conversation: then `resumed` is true.
        """
        if session.now is not None and not parts.test_clock:
            raise ApiError(
                422, "test_clock_off", "`now` is only for tests; it needs FIRSTNOTICE_TEST_CLOCK=1."
            )
        at = datetime.now(UTC)
        identity = parts.identities.read(session.identity, at) if session.identity else Identity({}, None)
        before = None
        if identity.account is not None and session.now is None:
            before = await parts.visits.open_of(identity.account, at - COMES_BACK)
        id = before or await _new(session, identity, at)
        return {"session": id, "token": parts.signer.token(id), "resumed": before is not None}

    async def _new(session: NewSession, identity: Identity, at: datetime) -> str:
        conversation = new_conversation(at, session.locale, session.timezone, session.now)
        conversation.vouched, conversation.account = dict(identity.facts), identity.account
        await parts.store.open_conversation(conversation)
        return conversation.id

    @router.get("/session")
    async def session_state(conversation: Annotated[Conversation, here]) -> dict[str, Any]:
        """Whether it has ended, the reports sent in it, and a sentence to show before it is erased."""
        references = await parts.visits.reports(conversation.id)
        return {
            "session": conversation.id,
            "language": conversation.language,
            "ended": conversation.owner.value == "closed",
            "reports": list(references),
            "erasing": _told("erases_the_rest" if references else "erases_all", conversation, references),
        }

    @router.post("/end", status_code=204)
    async def end_session(conversation: Annotated[Conversation, here]) -> None:
        """The person ends the conversation; drafts and reports stay. Writing again reopens it."""
        await parts.end(conversation.id)

    @router.delete("/session", status_code=204, responses={200: {"description": "What has to stay, said."}})
    async def erase_session(id: Annotated[str, known]) -> Response:
        """Erase the conversation. 204: nothing is left. 200 with `kept` and `message`: reports that were sent have to stay."""
        conversation = await parts.store.conversation(id)
        erased = await parts.erasure.erase(id)
        if erased is None:
            raise gone()
        if not erased.reports or conversation is None:
            return Response(status_code=204)
        told = _told("erased_the_rest", conversation, erased.reports)
        return JSONResponse({"kept": list(erased.reports), "message": told})

    return router


def _told(name: str, conversation: Conversation, references: tuple[str, ...]) -> str:
    return sentence(name, conversation.language).format(references=", ".join(references))

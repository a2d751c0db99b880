"""`/chat/v1/points`: a row of the summary was pressed, so that point is to be changed.

Words could be misread there: "Change: Agreed, paid or signed" looks like a yes.
"""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from bot.channels.errors import ApiError
from bot.channels.website.access import Access, gone
from bot.channels.website.rates import Rates
from bot.claims.catalogue import Catalogue
from bot.conversations.message import Button, Incoming
from bot.service.formats import in_summary
from bot.service.ports import UnknownConversation
from bot.service.talk import Talk


class Point(BaseModel):
    """A row of the summary, by its label."""

    model_config = ConfigDict(extra="forbid")

    client_id: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\x20-\x7e]+$")]
    label: Annotated[str, Field(min_length=1, max_length=200, examples=["Amount demanded"])]


def points_router(talk: Talk, access: Access, rates: Rates, catalogue: Catalogue) -> APIRouter:
    router = APIRouter(prefix="/chat/v1", tags=["chat"])

    @router.post("/points", status_code=202, dependencies=[Depends(rates.may_write)])
    async def change_point(
        point: Point, conversation: Annotated[str, Depends(access.claimed)]
    ) -> dict[str, str]:
        """Ask to change a point of the summary. Stored as a pressed button; the same `client_id` again changes nothing."""
        wish = wish_to_change(catalogue, point.label)
        if wish is None:
            raise ApiError(422, "unknown_point")
        try:
            accepted = await talk.receive(Incoming(conversation, point.client_id, command=wish))
        except UnknownConversation:
            raise gone() from None
        return {"id": accepted.id}

    return router


def wish_to_change(catalogue: Catalogue, label: str) -> Button | None:
    """What a row with this label stands for, in whichever language it is; None if there is none."""
    for field in catalogue.fields:
        if in_summary(field) and label in field.label.values():
            return Button(f"change-{field.name}", label, "correct", {"change": field.name})
    return None

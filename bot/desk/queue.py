"""The queue of conversations, and the search through all of them."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from bot.conversations.model import HandoffReason
from bot.desk.gate import REFRESH, Gate
from bot.desk.live import mark
from bot.desk.pages import Pages
from bot.service.desk.ports import Desk
from bot.service.desk.views import Which
from bot.staff.model import Member, Session

CHANNELS = ("website", "telegram")


def queue_router(desk: Desk, pages: Pages, gate: Gate) -> APIRouter:
    router = APIRouter()

    @router.get("/")
    async def queue(
        request: Request,
        session: Annotated[Session, Depends(gate.signed_in)],
        which: Which = Which.WAITING,
        after: Annotated[str | None, Query(max_length=200)] = None,
        reason: HandoffReason | None = None,
        channel: Annotated[str | None, Query(max_length=20)] = None,
        language: Annotated[str | None, Query(max_length=8)] = None,
    ) -> Response:
        context = await frame(desk, session.member, which)
        chosen = {"reason": reason, "channel": channel or None, "language": language or None}
        try:
            page = await desk.queue(session.member, which, after=after, **chosen)  # type: ignore[arg-type]
        except ValueError:
            return RedirectResponse(f"/desk/?which={which}", 303)
        if REFRESH not in request.headers:
            await desk.saw_list(session.member, "list", [each.conversation for each in page.entries])
        context |= {"page": page, "chosen": chosen, "channels": CHANNELS, "reasons": tuple(HandoffReason)}
        return pages.show(request, "queue", context, session=session)

    @router.get("/search")
    async def search(
        request: Request,
        session: Annotated[Session, Depends(gate.signed_in)],
        q: Annotated[str, Query(max_length=200)] = "",
    ) -> Response:
        exact = await desk.open_reference(session.member, q) if q.strip() else None
        if exact is not None:
            return RedirectResponse(f"/desk/conversations/{exact}", 303)
        context = await frame(desk, session.member, None)
        context |= {"q": q, "found": await desk.search(session.member, q)}
        return pages.show(request, "search", context, session=session)

    @router.get("/callbacks")
    async def callbacks(request: Request, session: Annotated[Session, Depends(gate.signed_in)]) -> Response:
        context = await frame(desk, session.member, None)
        calls = await desk.callbacks(session.member)
        if REFRESH not in request.headers:
            await desk.saw_list(session.member, "list_calls", [each.conversation for each in calls])
        context["callbacks"] = calls
        return pages.show(request, "callbacks", context, session=session)

    return router


async def frame(
    desk: Desk, member: Member, which: Which | None, conversation: str | None = None
) -> dict[str, Any]:
    """What the list of queues needs: how many each has, and which is open. To be asked for before what the page shows."""
    shown = mark(await desk.pulse(member, conversation))
    return {"shown": shown, "counts": await desk.counts(member), "which": which, "queues": tuple(Which)}

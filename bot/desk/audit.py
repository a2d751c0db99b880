"""The audit trail, for admins: who saw or changed what, and whether the trail is whole."""

from datetime import datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from bot.desk.claims import day_in
from bot.desk.gate import Gate
from bot.desk.pages import Pages
from bot.service.desk.ports import Desk
from bot.staff.model import Session

_SHOWN = 100


def audit_router(desk: Desk, pages: Pages, gate: Gate, zone: ZoneInfo) -> APIRouter:
    router = APIRouter(prefix="/audit")

    @router.get("")
    async def audit(
        request: Request,
        session: Annotated[Session, Depends(gate.signed_in)],
        by: Annotated[str, Query(max_length=40)] = "",
        conversation: Annotated[str, Query(max_length=40)] = "",
        action: Annotated[str, Query(max_length=40)] = "",
        since: str = "",
        until: str = "",
        before: Annotated[int | None, Query(ge=1)] = None,
        verify: bool = False,
    ) -> Response:
        first, last = day_in(since), day_in(until)
        entries = await desk.audit(
            session.member,
            by=by or None,
            conversation=conversation or None,
            action=action or None,
            since=datetime.combine(first, time(), zone) if first else None,
            until=datetime.combine(last + timedelta(days=1), time(), zone) if last else None,
            before=before,
            limit=_SHOWN,
        )
        context: dict[str, Any] = {
            "entries": entries,
            "people": await desk.people(),
            "chosen": {
                "by": by,
                "conversation": conversation,
                "action": action,
                "since": since,
                "until": until,
            },
            "more": entries[-1].seq if len(entries) == _SHOWN else None,
            "verified": await desk.verify_audit(session.member) if verify else None,
        }
        return pages.show(request, "audit", context, session=session)

    return router

"""The claims as a list for handlers, with filters, totals and files to take away."""

import json
from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from bot.claims.catalogue import Catalogue
from bot.claims.model import Status
from bot.claims.rules import Level
from bot.desk.gate import Gate
from bot.desk.pages import Pages
from bot.desk.sheets import as_csv, as_xlsx, cells
from bot.service.desk.claims_book import ClaimsBook, Wanted
from bot.service.desk.ports import Desk
from bot.staff.model import Session

_MOST = 50_000
"""Claims in one file; more are taken away by the period."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def wanted(
    status: str = "",
    incident_type: Annotated[str, Query(max_length=40)] = "",
    level: str = "",
    received_from: str = "",
    received_to: str = "",
    least: Annotated[str, Query(max_length=20)] = "",
    words: Annotated[str, Query(max_length=200)] = "",
) -> Wanted:
    """The filters of the address; what can't be read does not matter."""
    return Wanted(
        Status(status) if status in tuple(Status) else None,
        incident_type or None,
        Level(level) if level in tuple(Level) else None,
        day_in(received_from),
        day_in(received_to),
        _number(least),
        words,
    )


def claims_router(
    desk: Desk, book: ClaimsBook, catalogue: Catalogue, pages: Pages, gate: Gate, zone: ZoneInfo
) -> APIRouter:
    router = APIRouter(prefix="/claims")

    @router.get("")
    async def claims(
        request: Request,
        session: Annotated[Session, Depends(gate.signed_in)],
        chosen: Annotated[Wanted, Depends(wanted)],
        after: Annotated[str | None, Query(max_length=100)] = None,
    ) -> Response:
        try:
            page = await book.page(chosen, after=after)
        except ValueError:
            return RedirectResponse("/desk/claims", 303)
        await desk.saw_list(session.member, "list_claims", [each.conversation for each in page.entries])
        context: dict[str, Any] = {
            "page": page,
            "totals": await book.totals(chosen),
            "chosen": chosen,
            "types": pages.words(request, session).choices(catalogue.field("incident_type")),
            "statuses": tuple(Status),
            "levels": tuple(Level),
            "money": catalogue.field("amount_claimed"),
            "query": _query(request),
        }
        return pages.show(request, "claims", context, session=session)

    @router.get(".{form}")
    async def file(
        form: Literal["csv", "json", "xlsx"],
        session: Annotated[Session, Depends(gate.signed_in)],
        chosen: Annotated[Wanted, Depends(wanted)],
    ) -> Response:
        await desk.took_claims(session.member, form, chosen)
        headers = {
            "Content-Disposition": f'attachment; filename="claims.{form}"',
            "Cache-Control": "no-store",
        }
        if form == "json":
            return StreamingResponse(_lines(book, chosen), media_type="application/json", headers=headers)
        rows = []
        async for entry in book.all(chosen):
            rows.append(cells(entry, zone))
            if len(rows) == _MOST:
                break
        if form == "xlsx":
            return Response(as_xlsx(rows), media_type=_XLSX, headers=headers)
        return Response(as_csv(rows), media_type="text/csv; charset=utf-8", headers=headers)

    return router


async def _lines(book: ClaimsBook, chosen: Wanted) -> AsyncIterator[str]:
    """A JSON array, claim by claim."""
    before = "[\n"
    async for claim in book.in_full(chosen):
        yield before + json.dumps(claim, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _query(request: Request) -> str:
    """The filters as they stand, for links that keep them."""
    return str(request.url.remove_query_params("after").query)


def day_in(text: str) -> date | None:
    """The day of a date field; None if it is empty or no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None

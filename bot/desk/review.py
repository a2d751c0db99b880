"""The review list: what the bot was unsure of, and forms to say what was meant."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from bot.claims.catalogue import Catalogue
from bot.desk.gate import Gate
from bot.desk.pages import Pages
from bot.service.desk.reviewing import INTENTS, Review
from bot.staff.model import Session

HOME = "/desk/review"


def review_router(review: Review, catalogue: Catalogue, pages: Pages, gate: Gate) -> APIRouter:
    router = APIRouter(prefix="/review")

    async def page(request: Request, session: Session, start: int, done: bool, problem: str = "") -> Response:
        shown = await review.page(session.member, start, done=done)
        context: dict[str, Any] = {
            "page": shown,
            "done": done,
            "problem": problem,
            "intents": INTENTS,
            "types": pages.words(request, session).choices(catalogue.field("incident_type")),
            "field": catalogue.field,
        }
        return pages.show(request, "review", context, session=session, status=422 if problem else 200)

    @router.get("")
    async def listed(
        request: Request,
        session: Annotated[Session, Depends(gate.signed_in)],
        start: Annotated[int, Query(ge=0, le=100_000)] = 0,
        done: bool = False,
    ) -> Response:
        return await page(request, session, start, done)

    @router.post("/{message}")
    async def mark(
        message: str,
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        intent: Annotated[str, Form(max_length=40)] = "",
        incident_type: Annotated[str, Form(max_length=40)] = "",
    ) -> Response:
        try:
            await review.mark(session.member, message, intent=intent, incident_type=incident_type)
        except KeyError:
            raise HTTPException(404) from None
        except ValueError:
            return await page(request, session, 0, done=False, problem="nothing_marked")
        return RedirectResponse(HOME, 303)

    @router.post("/{message}/dismiss")
    async def dismiss(message: str, session: Annotated[Session, Depends(gate.form)]) -> Response:
        try:
            await review.dismiss(session.member, message)
        except KeyError:
            raise HTTPException(404) from None
        return RedirectResponse(HOME, 303)

    @router.post("/{message}/take-back")
    async def take_back(message: str, session: Annotated[Session, Depends(gate.form)]) -> Response:
        try:
            await review.take_back(session.member, message)
        except KeyError:
            raise HTTPException(404) from None
        return RedirectResponse(f"{HOME}?done=1", 303)

    return router

"""The desk, put together: one application under /desk with pages for its own errors."""

from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from bot.claims.catalogue import Catalogue
from bot.desk.account import account_router
from bot.desk.audit import audit_router
from bot.desk.claim_pdf import claim_pdf_router
from bot.desk.claims import claims_router
from bot.desk.conversation import conversation_router
from bot.desk.documents import documents_router
from bot.desk.gate import FormExpired, Gate, SignInNeeded
from bot.desk.live import Bells, live_router
from bot.desk.overview import overview_router
from bot.desk.pages import Pages
from bot.desk.people import people_router
from bot.desk.queue import queue_router
from bot.desk.replies import replies_router
from bot.desk.review import review_router
from bot.desk.sign_in import sign_in_router
from bot.service.claim_file import ClaimFiles
from bot.service.desk.claims_book import ClaimsBook
from bot.service.desk.overview import Overviews
from bot.service.desk.ports import Accounts, Desk, People
from bot.service.desk.reviewing import Review
from bot.service.documents import Documents
from bot.service.ports import UnknownConversation
from bot.staff.errors import NotAllowed, UnknownMember


class Staff(Protocol):
    """What the desk stands on."""

    @property
    def desk(self) -> Desk: ...

    @property
    def accounts(self) -> Accounts: ...

    @property
    def people(self) -> People: ...

    @property
    def overviews(self) -> Overviews: ...

    @property
    def review(self) -> Review: ...

    @property
    def files(self) -> ClaimFiles: ...


STATIC = Path(__file__).parent / "static"


def create_desk(
    staff: Staff,
    documents: Documents,
    book: ClaimsBook,
    catalogue: Catalogue,
    insurer: str,
    zone: ZoneInfo,
    bells: Bells,
) -> FastAPI:
    """To be mounted at /desk."""
    work, accounts, people = staff.desk, staff.accounts, staff.people
    desk = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gate, pages = Gate(accounts), Pages(insurer, zone)
    desk.include_router(sign_in_router(accounts, pages, gate))
    desk.include_router(account_router(accounts, pages, gate))
    desk.include_router(queue_router(work, pages, gate))
    desk.include_router(conversation_router(work, documents, catalogue, pages, gate))
    desk.include_router(claims_router(work, book, catalogue, pages, gate, zone))
    desk.include_router(claim_pdf_router(staff.files, pages, gate, insurer))
    desk.include_router(overview_router(staff.overviews, catalogue, pages, gate))
    desk.include_router(review_router(staff.review, catalogue, pages, gate))
    desk.include_router(replies_router(work, pages, gate))
    desk.include_router(people_router(people, pages, gate))
    desk.include_router(audit_router(work, pages, gate, zone))
    desk.include_router(documents_router(work, documents, gate))
    desk.include_router(live_router(work, gate, bells))
    desk.mount("/static", StaticFiles(directory=STATIC), name="desk_static")
    _errors(desk, pages)
    return desk


def _errors(desk: FastAPI, pages: Pages) -> None:
    def problem(request: Request, name: str, status: int) -> Response:
        return pages.show(request, "problem", {"name": name}, status=status)

    @desk.exception_handler(SignInNeeded)
    async def _sign_in(request: Request, error: SignInNeeded) -> Response:
        return RedirectResponse(error.to, 303)

    @desk.exception_handler(FormExpired)
    async def _expired(request: Request, error: FormExpired) -> Response:
        return problem(request, "expired", 403)

    @desk.exception_handler(NotAllowed)
    async def _not_allowed(request: Request, error: NotAllowed) -> Response:
        return problem(request, "not_allowed", 403)

    @desk.exception_handler(UnknownConversation)
    async def _unknown(request: Request, error: UnknownConversation) -> Response:
        return problem(request, "not_found", 404)

    @desk.exception_handler(UnknownMember)
    async def _gone(request: Request, error: UnknownMember) -> Response:
        return problem(request, "not_found", 404)

    @desk.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return problem(
            request, "not_found" if error.status_code in (404, 405) else "broken", error.status_code
        )

    @desk.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        return problem(request, "invalid", 422)

    @desk.exception_handler(Exception)
    async def _bug(request: Request, error: Exception) -> Response:
        return problem(request, "broken", 500)

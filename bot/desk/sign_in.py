"""Signing in and out: password, second factor, the first own password, the company's account."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.website.rates import address
from bot.desk.factor import FactorPages
from bot.desk.gate import COOKIE, Gate, forget, from_our_page, keep, own_path
from bot.desk.pages import Pages, language_of
from bot.service.desk.ports import Accounts
from bot.staff.errors import LockedOut, SignInRefused, WeakPassword, WrongCode, WrongPassword
from bot.staff.model import Preferences, Session, Stage

_STATE = "firstnotice_sign_in"
_STEPS = {
    Stage.SECOND_FACTOR: "/desk/sign-in/code",
    Stage.NEW_PASSWORD: "/desk/sign-in/password",
    Stage.SET_UP_FACTOR: "/desk/sign-in/factor",
}


def sign_in_router(accounts: Accounts, pages: Pages, gate: Gate) -> APIRouter:
    router = APIRouter()
    setting_up = FactorPages(accounts, pages, "/desk/sign-in/factor")

    @router.get("/sign-in")
    async def ask(request: Request, next: Annotated[str, Query()] = "") -> Response:
        token = request.cookies.get(COOKIE)
        session = await accounts.session(token) if token else None
        if session is not None:
            return _on(session, next)
        return page(request, next)

    @router.post("/sign-in")
    async def sign_in(
        request: Request,
        email: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        next: Annotated[str, Form()] = "",
    ) -> Response:
        from_our_page(request)
        try:
            token, session = await accounts.sign_in(
                email,
                password,
                browser=_browser(request),
                address=_address(request),
                origin=address(request),
            )
        except LockedOut:
            return page(request, next, email=email, problem="locked_now", status=429)
        except WrongPassword:
            return page(request, next, email=email, problem="wrong", status=422)
        return keep(_on(session, next), request, token)

    def page(
        request: Request, next: str, *, email: str = "", problem: str = "", status: int = 200
    ) -> HTMLResponse:
        context: dict[str, Any] = {"next": own_path(next), "email": email, "problem": problem}
        context |= {"company": accounts.company_account}
        return pages.show(request, "sign_in", context, status=status)

    @router.get("/sign-in/code")
    async def ask_code(
        request: Request,
        session: Annotated[Session, Depends(gate.half_way)],
        next: Annotated[str, Query()] = "",
    ) -> Response:
        if session.stage is not Stage.SECOND_FACTOR:
            return _on(session, next)
        return pages.show(request, "sign_in_code", {"next": own_path(next), "problem": ""}, session=session)

    @router.post("/sign-in/code")
    async def code(
        request: Request,
        session: Annotated[Session, Depends(gate.half_way_form)],
        code: Annotated[str, Form()] = "",
        next: Annotated[str, Form()] = "",
    ) -> Response:
        context: dict[str, Any] = {"next": own_path(next), "problem": "wrong_code"}
        try:
            token, session = await accounts.second_factor(request.cookies[COOKIE], code)
        except WrongCode:
            return pages.show(request, "sign_in_code", context, session=session, status=422)
        except LockedOut as error:
            context |= {"problem": "locked", "until": error.until}
            return pages.show(request, "sign_in_code", context, session=session, status=422)
        return keep(_on(session, next), request, token)

    @router.get("/sign-in/password")
    async def ask_password(request: Request, session: Annotated[Session, Depends(gate.half_way)]) -> Response:
        if session.stage is not Stage.NEW_PASSWORD:
            return _on(session, "")
        return pages.show(request, "sign_in_password", {"problem": ""}, session=session)

    @router.post("/sign-in/password")
    async def password(
        request: Request,
        session: Annotated[Session, Depends(gate.half_way_form)],
        password: Annotated[str, Form()] = "",
        again: Annotated[str, Form()] = "",
    ) -> Response:
        problem = "" if password == again else "differ"
        if not problem:
            try:
                session = await accounts.new_password(request.cookies[COOKIE], "", password)
            except WeakPassword as error:
                problem = error.reason
        if problem:
            return pages.show(request, "sign_in_password", {"problem": problem}, session=session, status=422)
        if session.member.preferences == Preferences():
            await accounts.prefer(session.member, Preferences(language=language_of(request, None)))
        return _on(session, "")

    @router.get("/sign-in/factor")
    async def ask_factor(request: Request, session: Annotated[Session, Depends(gate.half_way)]) -> Response:
        if session.stage is not Stage.SET_UP_FACTOR:
            return _on(session, "")
        return await setting_up.begin(request, session)

    @router.post("/sign-in/factor")
    async def factor(
        request: Request,
        session: Annotated[Session, Depends(gate.half_way_form)],
        code: Annotated[str, Form()] = "",
    ) -> Response:
        return await setting_up.confirm(request, session, code)

    @router.post("/sign-out")
    async def sign_out(
        request: Request, session: Annotated[Session, Depends(gate.half_way_form)]
    ) -> Response:
        await accounts.sign_out(request.cookies[COOKIE])
        return forget(RedirectResponse("/desk/sign-in", 303))

    @router.get("/sign-in/company")
    async def company(request: Request, next: Annotated[str, Query()] = "") -> Response:
        try:
            to, state = await accounts.begin_company_sign_in(
                back_to=own_path(next), redirect_uri=str(request.url_for("company_back"))
            )
        except SignInRefused as error:
            return page(request, next, problem=f"company_{error.reason}", status=422)
        response = RedirectResponse(to, 303)
        secure = request.url.scheme == "https"
        response.set_cookie(
            _STATE, state, path="/desk", max_age=900, httponly=True, secure=secure, samesite="lax"
        )
        return response

    @router.get("/sign-in/company/back")
    async def company_back(
        request: Request, state: Annotated[str, Query()] = "", code: Annotated[str, Query()] = ""
    ) -> Response:
        try:
            token, session, to = await accounts.end_company_sign_in(
                state=state,
                kept_state=request.cookies.get(_STATE, ""),
                code=code,
                redirect_uri=str(request.url_for("company_back")),
                browser=_browser(request),
                address=_address(request),
            )
        except SignInRefused as error:
            return page(request, "", problem=f"company_{error.reason}", status=422)
        response = keep(_on(session, to), request, token)
        response.delete_cookie(_STATE, path="/desk")
        return response

    return router


def _on(session: Session, next: str) -> Response:
    """To the step that comes next, or to where the member wanted to go."""
    return RedirectResponse(_STEPS.get(session.stage, own_path(next)), 303)


def _browser(request: Request) -> str:
    return request.headers.get("user-agent", "")[:120]


def _address(request: Request) -> str:
    return request.client.host if request.client else ""

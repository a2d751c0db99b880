"""One's own account: name, language, alerts, password, second factor, and where one is signed in."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.desk.factor import FactorPages
from bot.desk.gate import COOKIE, Gate
from bot.desk.pages import Pages, desk_languages
from bot.service.desk.ports import Accounts
from bot.staff.errors import LockedOut, NotAllowed, WeakPassword, WrongPassword
from bot.staff.model import Session

HOME = "/desk/account"
THEMES = ("system", "light", "dark")


def account_router(accounts: Accounts, pages: Pages, gate: Gate) -> APIRouter:
    router = APIRouter()
    factor = FactorPages(accounts, pages, f"{HOME}/factor/confirm")

    async def page(request: Request, session: Session, *, problem: str = "", done: str = "") -> Response:
        context = {
            "sessions": await accounts.sessions(session.member),
            "languages": desk_languages(),
            "themes": THEMES,
            "problem": problem,
            "done": done,
        }
        return pages.show(request, "account", context, session=session, status=422 if problem else 200)

    @router.get("/account")
    async def account(
        request: Request, session: Annotated[Session, Depends(gate.signed_in)], done: str = ""
    ) -> Response:
        return await page(request, session, done=done)

    @router.post("/account")
    async def prefer(
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        name: Annotated[str, Form(max_length=80)] = "",
        language: Annotated[str, Form()] = "",
        theme: Annotated[str, Form()] = "",
        browser_alerts: Annotated[bool, Form()] = False,
        sound: Annotated[bool, Form()] = False,
        email_alerts: Annotated[bool, Form()] = False,
        alert_hours: Annotated[str, Form(max_length=120)] = "",
    ) -> Response:
        wishes = replace(
            session.member.preferences,
            language=language if language in desk_languages() else session.member.preferences.language,
            theme=theme if theme in THEMES else "system",
            browser_alerts=browser_alerts,
            sound=sound,
            email_alerts=email_alerts,
            alert_hours=alert_hours.strip(),
        )
        try:
            await accounts.prefer(session.member, wishes, name=name.strip() or None)
        except ValueError:
            typed = replace(session.member, name=name, preferences=wishes)
            return await page(request, replace(session, member=typed), problem="hours")
        return RedirectResponse(f"{HOME}?done=saved", 303)

    @router.post("/account/password")
    async def password(
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        old: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        again: Annotated[str, Form()] = "",
    ) -> Response:
        if password != again:
            return await page(request, session, problem="differ")
        try:
            await accounts.new_password(request.cookies[COOKIE], old, password)
        except WrongPassword:
            return await page(request, session, problem="wrong_old")
        except LockedOut:
            return await page(request, session, problem="locked_now")
        except WeakPassword as error:
            return await page(request, session, problem=error.reason)
        return RedirectResponse(f"{HOME}?done=password", 303)

    @router.post("/account/factor")
    async def begin_factor(request: Request, session: Annotated[Session, Depends(gate.form)]) -> Response:
        return await factor.begin(request, session)

    @router.post("/account/factor/confirm")
    async def confirm_factor(
        request: Request, session: Annotated[Session, Depends(gate.form)], code: Annotated[str, Form()] = ""
    ) -> Response:
        return await factor.confirm(request, session, code)

    @router.post("/account/factor/drop")
    async def drop_factor(
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        password: Annotated[str, Form()] = "",
    ) -> Response:
        try:
            await accounts.drop_factor(request.cookies[COOKIE], password)
        except WrongPassword:
            return await page(request, session, problem="wrong_old")
        except NotAllowed:
            return await page(request, session, problem="factor_required")
        return RedirectResponse(f"{HOME}?done=factor_dropped", 303)

    @router.post("/account/sessions/{id}/end")
    async def end_session(id: str, session: Annotated[Session, Depends(gate.form)]) -> Response:
        await accounts.end_session(session.member, id)
        return RedirectResponse(f"{HOME}?done=session_ended", 303)

    @router.post("/account/sessions/end-others")
    async def end_others(request: Request, session: Annotated[Session, Depends(gate.form)]) -> Response:
        await accounts.end_others(request.cookies[COOKIE])
        return RedirectResponse(f"{HOME}?done=session_ended", 303)

    return router

"""Members of staff, for admins: add, change, disable, give a new one-time password."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.desk.gate import Gate
from bot.desk.pages import Pages
from bot.service.desk.ports import People
from bot.staff.errors import KnownMember, LastAdmin, NotAllowed, UnknownMember
from bot.staff.model import Right, Role, Session

HOME = "/desk/people"


def people_router(people: People, pages: Pages, gate: Gate) -> APIRouter:
    router = APIRouter(prefix="/people")

    async def page(
        request: Request, session: Session, *, problem: str = "", password: str = "", who: str = ""
    ) -> Response:
        if not session.member.may(Right.PEOPLE):
            raise NotAllowed(Right.PEOPLE)
        context = {
            "members": await people.list(session.member),
            "roles": tuple(Role),
            "problem": problem,
            "password": password,
            "who": who,
        }
        return pages.show(request, "people", context, session=session, status=422 if problem else 200)

    @router.get("")
    async def members(request: Request, session: Annotated[Session, Depends(gate.signed_in)]) -> Response:
        return await page(request, session)

    @router.post("")
    async def add(
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        role: Annotated[Role, Form()],
        email: Annotated[str, Form(max_length=200)] = "",
        name: Annotated[str, Form(max_length=80)] = "",
    ) -> Response:
        try:
            member, password = await people.add(session.member, email=email, name=name, role=role)
        except KnownMember:
            return await page(request, session, problem="known_member")
        except ValueError:
            return await page(request, session, problem="bad_member")
        # Shown in the answer itself: it is kept nowhere that it could be fetched from again.
        return await page(request, session, password=password, who=member.name)

    @router.post("/{id}")
    async def change(
        id: str,
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        role: Annotated[Role, Form()],
    ) -> Response:
        try:
            await people.change(session.member, id, role=role)
        except (LastAdmin, UnknownMember) as error:
            return await page(request, session, problem=_problem(error))
        return RedirectResponse(HOME, 303)

    @router.post("/{id}/disable")
    async def disable(
        id: str,
        request: Request,
        session: Annotated[Session, Depends(gate.form)],
        disabled: Annotated[bool, Form()] = False,
    ) -> Response:
        try:
            await people.disable(session.member, id, disabled=disabled)
        except (LastAdmin, UnknownMember) as error:
            return await page(request, session, problem=_problem(error))
        return RedirectResponse(HOME, 303)

    @router.post("/{id}/reset")
    async def reset(id: str, request: Request, session: Annotated[Session, Depends(gate.form)]) -> Response:
        try:
            password = await people.reset(session.member, id)
        except UnknownMember as error:
            return await page(request, session, problem=_problem(error))
        name = next((each.name for each in await people.list(session.member) if each.id == id), "")
        return await page(request, session, password=password, who=name)

    return router


def _problem(error: Exception) -> str:
    return "last_admin" if isinstance(error, LastAdmin) else "unknown_member"

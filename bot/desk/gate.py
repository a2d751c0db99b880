"""Who may pass: the session behind a request's cookie, and that forms come from our own pages."""

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Form, Request
from fastapi.responses import Response

from bot.service.desk.ports import Accounts
from bot.staff.model import Right, Session, Stage

COOKIE = "firstnotice_desk"
REFRESH = "x-refresh"
"""The header of a page that fetches itself anew."""
_OURS = ("same-origin", "none", "")


class SignInNeeded(Exception):
    """Nobody is signed in, or not all the way; `to` is the page to go to."""

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to


class FormExpired(Exception):
    """A form does not carry its session's token: it is too old, or not from our pages."""


class Gate:
    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    async def signed_in(self, request: Request) -> Session:
        """The session of somebody who may see the desk. Raises SignInNeeded."""
        return _all_the_way(await self.half_way(request))

    async def looking_on(self, request: Request) -> Session:
        """The same for a page that keeps itself fresh, which is no use of the session: who is away is signed out in time."""
        return _all_the_way(await self._session(request, used=False))

    async def half_way(self, request: Request) -> Session:
        """A session at whatever stage. Raises SignInNeeded."""
        return await self._session(request, used=REFRESH not in request.headers)

    async def _session(self, request: Request, *, used: bool) -> Session:
        token = request.cookies.get(COOKIE)
        session = await self._accounts.session(token, used=used) if token else None
        if session is None:
            raise SignInNeeded(_sign_in(request))
        return session

    async def form(self, request: Request, csrf: Annotated[str, Form()] = "") -> Session:
        """The session of somebody who sends a form of ours. Raises SignInNeeded or FormExpired."""
        session = await self.signed_in(request)
        self.check(request, session, csrf)
        return session

    async def half_way_form(self, request: Request, csrf: Annotated[str, Form()] = "") -> Session:
        """The same at whatever stage."""
        session = await self.half_way(request)
        self.check(request, session, csrf)
        return session

    def check(self, request: Request, session: Session, csrf: str) -> None:
        """That a form comes from a page of this session. Raises FormExpired."""
        from_our_page(request)
        if not self._accounts.csrf_valid(session, csrf):
            raise FormExpired


def _all_the_way(session: Session) -> Session:
    if session.stage is not Stage.DONE or not session.member.may(Right.SEE):
        raise SignInNeeded("/desk/sign-in")
    return session


def from_our_page(request: Request) -> None:
    """For forms of those who have no session yet. Raises FormExpired."""
    if request.headers.get("sec-fetch-site", "") not in _OURS:
        raise FormExpired


def keep(response: Response, request: Request, token: str) -> Response:
    """Have the browser keep a session's token, out of scripts' reach."""
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, token, path="/desk", httponly=True, secure=secure, samesite="lax")
    return response


def forget(response: Response) -> Response:
    response.delete_cookie(COOKIE, path="/desk")
    return response


def own_path(path: str) -> str:
    """`path` if it is one of the desk's own pages, else the first page: nobody is sent elsewhere by a link."""
    parts = unquote(path.partition("?")[0]).split("/")
    fine = path.startswith("/desk/") and path.isprintable() and "\\" not in path and ".." not in parts
    return path if fine else "/desk/"


def _sign_in(request: Request) -> str:
    if request.method != "GET" or request.url.path.rstrip("/") == "/desk":
        return "/desk/sign-in"
    query = f"?{request.url.query}" if request.url.query else ""
    return f"/desk/sign-in?next={quote(request.url.path + query)}"

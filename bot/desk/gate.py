"""Who may pass: the session behind a request's cookie, and that forms come from our own pages."""

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Form, Request
from fastapi.responses import Response

from bot.service.desk_ports import Accounts
from bot.staff.model import Right, Session, Stage

COOKIE = "firstnotice_desk"
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
        session = await self.half_way(request)
        if session.stage is not Stage.DONE:
            raise SignInNeeded("/desk/sign-in")
        if not session.member.may(Right.SEE):
            raise SignInNeeded("/desk/sign-in")
        return session

    async def half_way(self, request: Request) -> Session:
        """A session at whatever stage. Raises SignInNeeded."""
        token = request.cookies.get(COOKIE)
        session = await self._accounts.session(token) if token else None
        if session is None:
            raise SignInNeeded(_sign_in(request))
        return session

    async def form(self, request: Request, csrf: Annotated[str, Form()] = "") -> Session:
        """The session of somebody who sends a form of ours. Raises SignInNeeded or FormExpired."""
        session = await self.signed_in(request)
        self._check(request, session, csrf)
        return session

    async def half_way_form(self, request: Request, csrf: Annotated[str, Form()] = "") -> Session:
        """The same at whatever stage."""
        session = await self.half_way(request)
        self._check(request, session, csrf)
        return session

    def _check(self, request: Request, session: Session, csrf: str) -> None:
        from_our_page(request)
        if not self._accounts.csrf_valid(session, csrf):
            raise FormExpired


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

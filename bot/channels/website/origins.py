"""Which pages may use the chat: cross-origin requests are answered for permitted origins only, and never with cookies."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ANY = "*"
_PATHS = "/chat/"
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID",
    # Browsers cap it: Chromium at two hours.
    "Access-Control-Max-Age": "7200",
}
_VARY = {"Vary": "Origin"}
_EXPOSED = "Content-Disposition, Retry-After"


class Origins:
    """Middleware; a page of ours may always use the chat, whatever the proxy before us calls us."""

    def __init__(self, app: ASGIApp, *, allowed: Sequence[str] = (), own: str = "") -> None:
        """`allowed` has origins such as `https://shop.example`, or `*`; `own` is our public address, if it is known."""
        self._app, self._allowed = app, frozenset(allowed)
        self._own = origin_of(own)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = Headers(scope=scope).get("origin") if _is_chat(scope) else None
        if origin is None:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        permitted = self._permits(origin)
        if not permitted and not self._is_ours(origin, headers):
            await _refusal(origin)(scope, receive, send)
            return
        answered: dict[str, str] = {}
        if permitted:
            answered["Access-Control-Allow-Origin"] = ANY if ANY in self._allowed else origin
            answered["Access-Control-Expose-Headers"] = _EXPOSED
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await Response(status_code=204, headers=answered | _PREFLIGHT | _VARY)(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                given.update(answered)
                given.add_vary_header("Origin")
            await send(message)

        await self._app(scope, receive, marked)

    def _permits(self, origin: str) -> bool:
        return ANY in self._allowed or origin in self._allowed

    def _is_ours(self, origin: str, headers: Headers) -> bool:
        if headers.get("sec-fetch-site") == "same-origin" or (self._own and origin == self._own):
            return True
        # A proxy that ends TLS changes the scheme, so only host and port are compared.
        return bool(urlsplit(origin).netloc) and urlsplit(origin).netloc == headers.get("host")


def origin_of(address: str) -> str:
    """The origin of a web address, as browsers write it; nothing for what is none."""
    parts = urlsplit(address)
    if not parts.hostname or parts.scheme not in ("http", "https"):
        return ""
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port not in (None, usual) else "")


def _is_chat(scope: Scope) -> bool:
    return scope["type"] == "http" and str(scope["path"]).startswith(_PATHS)


def _refusal(origin: str) -> JSONResponse:
    message = (
        f"Pages of {origin[:200]} may not use this chat; FIRSTNOTICE_WIDGET_ORIGINS lists those that may."
    )
    return JSONResponse({"error": {"code": "origin_not_allowed", "message": message}}, 403)

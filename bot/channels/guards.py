"""What every request passes through: a limit on its size and the headers that keep a page to itself."""

from contextlib import suppress

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 1_000_000
"""Bytes; the longest permitted text is far below, even with every character escaped."""

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Asked again each time and mostly answered "unchanged": file names carry no version.
    "Cache-Control": "no-cache",
}


class _TooLarge(Exception):
    pass


class Guards:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        size, started = 0, False

        async def limited() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > MAX_BODY:
                raise _TooLarge
            return message

        async def guarded(message: Message) -> None:
            nonlocal started
            if size > MAX_BODY and not started:
                # Frameworks make an error of their own of one that reading the body raises.
                return
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        with suppress(_TooLarge):
            await self._app(scope, limited, guarded)
        if size > MAX_BODY and not started:
            size = 0
            error = {"error": {"code": "too_large", "message": f"At most {MAX_BODY:,} bytes are taken."}}
            await JSONResponse(error, 413)(scope, receive, guarded)

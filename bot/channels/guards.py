"""What every request passes through: limits on its size and slowness, and the headers that keep a page to itself."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.errors import answer, language_of, sentence

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


SLOWEST = 4_000
"""Bytes a second that a body has to come in at; what is slower only keeps us waiting."""
GRACE = 30.0
"""Seconds for which it may be slower."""


class _Refused(Exception):
    """A body that is not read to its end; its sender gets the answer."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code

    def answer(self, scope: Scope) -> JSONResponse:
        language = language_of(Headers(scope=scope).get("accept-language", ""))
        # What is left of the body would be taken for the next request.
        return answer(self.status, self.code, sentence(self.code, language), {"Connection": "close"})


class Guards:
    """Middleware."""

    def __init__(
        self, app: ASGIApp, *, larger: Mapping[str, int] | None = None, grace: float = GRACE
    ) -> None:
        """`larger`: bytes that bodies may have at paths that begin so."""
        self._app, self._larger, self._grace = app, larger or {}, grace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(receive, self._most(str(scope["path"])), self._grace)
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if body.refused is not None and not started:
                # Frameworks make an error of their own of one that reading the body raises.
                return
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        with suppress(_Refused):
            await self._app(scope, body.receive, guarded)
        if body.refused is not None and not started:
            refused, body.refused = body.refused, None
            await refused.answer(scope)(scope, receive, guarded)

    def _most(self, path: str) -> int:
        return next((most for start, most in self._larger.items() if path.startswith(start)), MAX_BODY)


class _Body:
    """A request's body on its way in, up to so many bytes and not too slowly."""

    def __init__(self, receive: Receive, most: int, grace: float) -> None:
        self._receive, self._most, self._grace = receive, most, grace
        self._waited, self._size, self._ended = 0.0, 0, False
        self.refused: _Refused | None = None

    async def receive(self) -> Message:
        if self._ended:
            # From here on it only tells that the other side has gone, be it in hours.
            return await self._receive()
        begun = time.monotonic()
        try:
            left = self._grace + self._size / SLOWEST - self._waited
            message = await asyncio.wait_for(self._receive(), left)
        except TimeoutError:
            self.refused = _Refused(408, "too_slow")
            raise self.refused from None
        self._waited += time.monotonic() - begun
        self._size += len(message.get("body", b""))
        self._ended = not message.get("more_body", False)
        if self._size > self._most:
            self.refused = _Refused(413, "too_large")
            raise self.refused
        return message

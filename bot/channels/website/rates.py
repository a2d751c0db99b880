"""How often somebody may do something: moving windows, in this process's memory.

Several processes count on their own, so together they allow as many times more; that is enough against floods.
"""

import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from fastapi import Request
from limits import parse

from bot.channels.errors import ApiError, reader
from bot.channels.website.texts import sentence

NO_LIMIT = "none"
_REMEMBERED = 20_000
"""Callers that a limit remembers; with more of them at once the one heard from longest ago is forgotten."""


class Limit:
    """At most so many times within any stretch of time as long as its rate says, for each key.

    The storages of `limits` go through all keys at every hit, one thread a key; this one looks at the key that is hit.
    """

    def __init__(self, rate: str, clock: Callable[[], float] = time.monotonic) -> None:
        """`rate` is written as in "90/minute"; "none" allows everything."""
        item = None if rate == NO_LIMIT else parse(rate)
        self._most = item.amount if item else 0
        self._within = float(item.get_expiry()) if item else 0.0
        self._clock = clock
        self._hits: OrderedDict[str, deque[float]] = OrderedDict()

    def hit(self, key: str) -> float:
        """Seconds after which `key` may try again; 0 if this time counts and all is well."""
        wait = self.wait(key)
        if wait or not self._most:
            return wait
        self._hits.setdefault(key, deque()).append(self._clock())
        self._hits.move_to_end(key)
        if len(self._hits) > _REMEMBERED:
            self._hits.popitem(last=False)
        return 0.0

    def wait(self, key: str) -> float:
        """The same without counting anything."""
        hits, now = self._hits.get(key), self._clock()
        if not hits:
            return 0.0
        self._hits.move_to_end(key)
        while hits and hits[0] <= now - self._within:
            hits.popleft()
        return hits[0] + self._within - now if len(hits) >= self._most else 0.0


class Rates:
    """The limits of the website chat. Whoever asks from this very machine, and through no proxy, is not counted."""

    def __init__(
        self, sessions: str, messages: str, uploads: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._sessions, self._uploads = Limit(sessions, clock), Limit(uploads, clock)
        self._messages = Limit(messages, clock)

    async def may_open(self, request: Request) -> None:
        """Count a new session of this address. Raises ApiError 429."""
        _count(self._sessions, address(request), request, "too_many_sessions")

    async def may_upload(self, request: Request) -> None:
        """Count a file from this address. Raises ApiError 429."""
        _count(self._uploads, address(request), request, "too_many_files")

    async def may_write(self, request: Request) -> None:
        """Count a message of this session, known by its token. Raises ApiError 429."""
        if address(request) is not None:
            _count(self._messages, request.headers.get("authorization", "")[:200], request, "too_fast")


def _count(limit: Limit, key: str | None, request: Request, code: str) -> None:
    wait = limit.hit(key) if key is not None else 0.0
    if wait > 0:
        seconds = str(math.ceil(wait))
        raise ApiError(429, code, sentence(code, reader(request)), {"Retry-After": seconds})


def address(request: Request) -> str | None:
    """Where a request comes from, as trusted proxies tell it; None from this machine itself.

    IPv6 addresses count by their first 64 bits, of which one line has all the rest.
    """
    host = request.client.host if request.client else ""
    try:
        found = ip_address(host)
    except ValueError:
        return host
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    if found.is_loopback:
        return None
    if isinstance(found, IPv6Address):
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(found)

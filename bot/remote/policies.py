"""Policies of the insurer's own service, asked over HTTP; docs/policies.md says what it has to answer."""

import asyncio
import logging

import httpx

from bot.claims.policy_number import number_key
from bot.policies.directory import DirectoryDown
from bot.policies.entry import COLUMNS, BadEntry, read_entry
from bot.policies.model import Policy

TIMEOUT = 2.0
"""Seconds for one look-up: somebody waits for an answer, which can do without it."""
_MOST = 100
"""Policies that one answer may hold."""


class RemotePolicies:
    def __init__(self, url: str, token: str = "", timeout: float = TIMEOUT) -> None:
        headers = {"Accept": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._url, self._timeout = url, timeout
        self._http = httpx.AsyncClient(headers=headers, timeout=timeout)
        # The library notes every address it asks, and these hold names.
        logging.getLogger("httpx").setLevel(logging.WARNING)

    async def find(
        self, number: str | None = None, name: str | None = None, contact: str | None = None
    ) -> tuple[Policy, ...]:
        given = {"number": number and number_key(number), "name": name, "contact": contact}
        wanted = {key: value for key, value in given.items() if value}
        if not wanted:
            return ()
        try:
            # The library's own limit is for each step of a request.
            async with asyncio.timeout(self._timeout):
                answer = await self._http.get(httpx.URL(self._url).copy_merge_params(wanted))
            if answer.status_code != httpx.codes.OK:
                raise DirectoryDown(f"status {answer.status_code}")
            return _policies(answer)
        except (httpx.HTTPError, TimeoutError) as error:
            raise DirectoryDown(type(error).__name__) from error

    async def close(self) -> None:
        await self._http.aclose()


def _policies(answer: httpx.Response) -> tuple[Policy, ...]:
    """Raises DirectoryDown for anything that is not what was agreed; never quotes it."""
    try:
        entries = answer.json()
    except ValueError as error:
        raise DirectoryDown("no JSON") from error
    if not isinstance(entries, list) or len(entries) > _MOST:
        raise DirectoryDown(f"no list of at most {_MOST} policies")
    if not all(isinstance(entry, dict) for entry in entries):
        raise DirectoryDown("no list of objects")
    try:
        return tuple(read_entry({name: str(entry.get(name) or "") for name in COLUMNS}) for entry in entries)
    except BadEntry as error:
        columns = sorted({reason.split()[0] for reason in error.reasons})
        raise DirectoryDown(f"wrong {', '.join(columns)}") from None

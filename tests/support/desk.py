"""Members of staff at the desk, over HTTP: they sign in and send its forms as a browser would."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any

import httpx

from bot.service.desk.people import People
from bot.staff.model import Role
from bot.store.database import Database
from bot.store.people import SqlPeople
from tests.support.apart import run_apart

PASSWORD = "five calm words for testing"
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')


def add_member(database_url: str, *, email: str, name: str, role: Role) -> str:
    """Add somebody as `python -m bot staff add` does; their one-time password."""

    async def add() -> str:
        database = Database(database_url)
        try:
            people = People(SqlPeople(database), lambda: datetime.now(UTC))
            return (await people.add(None, email=email, name=name, role=role))[1]
        finally:
            await database.close()

    return run_apart(add())


class Clerk:
    """Somebody signed in to the desk of a running service; a context manager that closes their browser."""

    def __init__(
        self,
        url: str,
        database_url: str,
        name: str = "Anna Berg",
        role: Role = Role.ADMIN,
        language: str = "en",
    ) -> None:
        """Adds the member and goes through the forms of a first sign-in."""
        self.name, self.email = name, f"{name.lower().replace(' ', '.')}@insurer.example"
        self.http = httpx.Client(
            base_url=url, timeout=15, trust_env=False, headers={"Accept-Language": language}
        )
        given = add_member(database_url, email=self.email, name=name, role=role)
        self.submit("/desk/sign-in", {"email": self.email, "password": given}, csrf="")
        done = self.submit("/desk/sign-in/password", {"password": PASSWORD, "again": PASSWORD})
        assert done.status_code == 303, done.text

    def __enter__(self) -> "Clerk":
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.http.get(path, params=query or None)

    def page(self, path: str, **query: Any) -> str:
        """The page's source; it has to be there."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, (answer.status_code, answer.headers.get("location"))
        return answer.text

    def text(self, path: str, **query: Any) -> str:
        """What can be read on a page, in one line."""
        return read(self.page(path, **query))

    def submit(
        self, path: str, form: Mapping[str, str] | None = None, *, csrf: str | None = None
    ) -> httpx.Response:
        """Send a form with the session's token, or with another `csrf`."""
        token = self.csrf() if csrf is None else csrf
        return self.http.post(path, data={**(form or {}), "csrf": token})

    def csrf(self) -> str:
        """The token of this session's forms; it stands on every page with one."""
        for path in ("/desk/account", "/desk/sign-in/password"):
            found = _CSRF.search(self.http.get(path).text)
            if found:
                return unescape(found[1])
        raise AssertionError("no page has a form")


def read(html: str) -> str:
    """The text of a page without its tags, in one line."""
    body = html.partition("<main")[2] or html
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())

"""Setting up a second factor: the picture to scan, the first code, and the recovery codes."""

from urllib.parse import parse_qs, urlsplit

import segno
from fastapi import Request
from fastapi.responses import Response

from bot.desk.gate import COOKIE
from bot.desk.pages import Pages
from bot.service.desk.ports import Accounts
from bot.staff.errors import WrongCode
from bot.staff.model import Session


class FactorPages:
    def __init__(self, accounts: Accounts, pages: Pages, action: str) -> None:
        """`action` is where the first code is sent to."""
        self._accounts, self._pages, self._action = accounts, pages, action

    async def begin(self, request: Request, session: Session, problem: str = "") -> Response:
        """The secret to scan."""
        address = await self._accounts.begin_factor(request.cookies[COOKIE])
        context = {"address": address, "key": key(address), "picture": picture(address), "problem": problem}
        return self._pages.show(
            request,
            "factor",
            context | {"action": self._action},
            session=session,
            status=422 if problem else 200,
        )

    async def confirm(self, request: Request, session: Session, code: str) -> Response:
        """The recovery codes, or the same step again with what was wrong."""
        try:
            codes = await self._accounts.confirm_factor(request.cookies[COOKIE], code)
        except WrongCode:
            return await self.begin(request, session, "wrong_code")
        return self._pages.show(request, "recovery_codes", {"codes": codes}, session=session)


def key(address: str) -> str:
    """The secret of an otpauth:// address, to be typed in."""
    secret = parse_qs(urlsplit(address).query)["secret"][0]
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def picture(address: str) -> str:
    """An otpauth:// address as a picture to be scanned, in a data address."""
    return segno.make(address, micro=False).svg_data_uri(scale=5, border=2, light="white", dark="black")

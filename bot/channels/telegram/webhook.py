"""Updates by being called: Telegram posts each to a public address of ours, with a secret that only it knows."""

import asyncio
import hashlib
import hmac
import json
import logging

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from telegram.error import TelegramError

from bot.channels.errors import ApiError
from bot.channels.telegram.calls import WANTED, Calls
from bot.channels.telegram.taking import Taking

log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
_CONNECTIONS = 40
BACK_OFF = (0.5, 1, 2, 5, 10, 30, 60)


def secret_token(secret: str) -> str:
    """What Telegram has to show: the same on every machine that has our secret, and no way back to it."""
    return hmac.new(secret.encode(), b"telegram webhook", hashlib.sha256).hexdigest()


async def announce(calls: Calls, address: str, token: str) -> None:
    """Tell Telegram where to post, until it has heard it. Setting it again, as each replica does, changes nothing."""
    for attempt in range(1_000_000):
        try:
            await calls.set_webhook(
                f"{address}{PATH}",
                secret_token=token,
                allowed_updates=list(WANTED),
                max_connections=_CONNECTIONS,
                drop_pending_updates=False,
            )
            return
        except TelegramError as error:
            log.warning("webhook not set reason=%s", type(error).__name__)
        await asyncio.sleep(BACK_OFF[min(attempt, len(BACK_OFF) - 1)])


def webhook_router(taking: Taking, token: str) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.post(PATH)
    async def update(request: Request) -> JSONResponse:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), token.encode()):
            raise ApiError(401, "unauthorized", "This address is for Telegram.")
        try:
            data = json.loads(await request.body())
        except (ValueError, RecursionError):
            raise ApiError(400, "malformed_json", "The body is not valid JSON.") from None
        if not isinstance(data, dict) or not isinstance(data.get("update_id"), int):
            raise ApiError(400, "invalid", "The body is not an update.")
        # If it can't be stored, the error becomes a 500 and Telegram tries again; what we can't read it need not repeat.
        await taking.take(data)
        return JSONResponse({"ok": True})

    return router

"""Where alerts for everybody go: a Telegram group of the staff, and a webhook that is signed."""

import hashlib
import hmac
import json
import logging
import time
from collections.abc import Callable

import httpx

from bot.staff.alerts import Alert, AlertFailed

TIMEOUT = 10.0


class TelegramGroup:
    """Posts one line with a link; the group learns nothing else."""

    def __init__(self, api: str, token: str, chat: str) -> None:
        self._url, self._chat = f"{api}/bot{token}/sendMessage", chat
        self._http = httpx.AsyncClient(timeout=TIMEOUT)
        # The library notes every address it asks, and this one holds the token.
        logging.getLogger("httpx").setLevel(logging.WARNING)

    async def send(self, alert: Alert, link: str, said: str) -> None:
        mark = "🔴" if alert.spell.is_emergency else "🟠" if alert.kind == "escalation" else "🔔"
        message = {
            "chat_id": self._chat,
            "text": f"{mark} {said}\n{link}".strip(),
            "link_preview_options": {"is_disabled": True},
        }
        await _posted(self._http, self._url, json.dumps(message).encode(), {})

    async def close(self) -> None:
        await self._http.aclose()


class Webhook:
    """Posts JSON with the header `X-Firstnotice-Signature: t=<unix time>,v1=<hex>`.

    v1 is the HMAC-SHA256 of "<t>.<body>" under the shared secret; `id` is the same each time an alert is tried.
    """

    def __init__(self, url: str, secret: str, clock: Callable[[], float] = time.time) -> None:
        self._url, self._secret, self._clock = url, secret.encode(), clock
        self._http = httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False)
        logging.getLogger("httpx").setLevel(logging.WARNING)

    async def send(self, alert: Alert, link: str, said: str) -> None:
        spell = alert.spell
        event = {
            "id": f"{spell.conversation}-{spell.since.timestamp():.0f}-{alert.kind}",
            "event": f"conversation.{alert.kind}",
            "conversation": spell.conversation,
            "since": spell.since.isoformat(),
            "reasons": list(spell.reasons),
            "severity": spell.level,
            "next_due": spell.next_due.isoformat() if spell.next_due else None,
            "channel": spell.channel,
            "language": spell.language,
            "reference": spell.reference,
            "url": link or None,
        }
        body, at = json.dumps(event).encode(), int(self._clock())
        digest = hmac.new(self._secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
        await _posted(self._http, self._url, body, {"X-Firstnotice-Signature": f"t={at},v1={digest}"})

    async def close(self) -> None:
        await self._http.aclose()


async def _posted(http: httpx.AsyncClient, url: str, body: bytes, headers: dict[str, str]) -> None:
    try:
        answer = await http.post(url, content=body, headers={"Content-Type": "application/json", **headers})
    except httpx.HTTPError as error:
        raise AlertFailed(type(error).__name__) from None
    if not answer.is_success:
        raise AlertFailed(f"status {answer.status_code}")

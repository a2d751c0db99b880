"""Chat sessions: a signed token instead of a cookie, and what a browser tells about its person."""

import hashlib
import hmac
from datetime import datetime, timedelta

from babel.core import get_global

from bot.claims.languages import default_region, default_timezone, spoken
from bot.conversations.model import Conversation
from bot.service.ids import new_id


class Signer:
    """Makes and checks the tokens of chat sessions: the conversation's id and its signature."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(f"chat session {secret}".encode()).digest()

    def token(self, conversation: str) -> str:
        return f"{conversation}.{self._signature(conversation)}"

    def conversation(self, token: str) -> str | None:
        """The conversation that a token opens, or None if it was not made by us."""
        conversation, _, signature = token.partition(".")
        return (
            conversation
            if hmac.compare_digest(signature.encode(), self._signature(conversation).encode())
            else None
        )

    def _signature(self, conversation: str) -> str:
        return hmac.new(self._key, conversation.encode(), hashlib.sha256).hexdigest()


def new_conversation(
    at: datetime, locale: str | None, timezone: str | None, clock: datetime | None
) -> Conversation:
    """A conversation on the website; `clock` is where its own time begins, for replays and demos."""
    parts = (locale or "").replace("_", "-").split("-")
    language = spoken(parts[0].lower())
    region = next((part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()), None)
    zone = timezone or default_timezone(language)
    return Conversation(
        id=new_id(),
        channel="website",
        opened_at=at,
        language=language,
        timezone=zone,
        region=region or _region_of(zone) or default_region(language),
        clock_offset=clock - at if clock else timedelta(0),
    )


def _region_of(zone: str) -> str | None:
    territory: str | None = get_global("zone_territories").get(zone)
    return territory

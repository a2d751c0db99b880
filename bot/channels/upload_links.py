"""Links by which one file is added to a conversation from a browser, for channels that can't carry large ones."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Upload:
    """What a link stands for: one file in this conversation, until then."""

    conversation: str
    expires_at: datetime
    once: str
    """Unique to the link; the document that is sent by it has it as its external id, so a second one changes nothing."""

    @property
    def external_id(self) -> str:
        return f"upload-{self.once}"


class UploadLinks:
    def __init__(self, secret: str, public_url: str) -> None:
        """`public_url` is where browsers reach the service; without it there are no links."""
        self._key = hashlib.sha256(f"upload link {secret}".encode()).digest()
        self._public_url = public_url

    async def link(self, conversation: str) -> str:
        """A link for one file, or nothing if the service has no public address."""
        if not self._public_url:
            return ""
        return f"{self._public_url}/upload/{self.token(conversation, datetime.now(UTC) + LASTS)}"

    def token(self, conversation: str, expires_at: datetime) -> str:
        body = f"{conversation}.{int(expires_at.timestamp())}.{secrets.token_hex(8)}"
        return f"{body}.{self._signature(body)}"

    def read(self, token: str, now: datetime) -> Upload | None:
        """What a token stands for; None if it was not made by us or its time is over."""
        body, _, signature = token.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(body).encode()):
            return None
        conversation, expires, once = body.split(".")
        upload = Upload(conversation, datetime.fromtimestamp(int(expires), UTC), once)
        return upload if now < upload.expires_at else None

    def _signature(self, body: str) -> str:
        return hmac.new(self._key, body.encode(), hashlib.sha256).hexdigest()[:40]

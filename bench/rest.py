"""People on Rasa's own REST channel, whose answer is the response to the request."""

import time
import uuid
from collections.abc import Iterator

import httpx

from bench.load import Silent


class RestTalk:
    """A sender who says one text after another; `turns` is the length of the conversation."""

    def __init__(self, client: httpx.AsyncClient, texts: Iterator[str], turns: int) -> None:
        self._client, self._texts, self._left = client, texts, turns
        self._sender = uuid.uuid4().hex

    @property
    def ended(self) -> bool:
        return self._left <= 0

    async def turn(self) -> float:
        """Raises Silent for an error and for an empty answer, which is how this channel tells of one."""
        self._left -= 1
        body = {"sender": self._sender, "message": next(self._texts)}
        begun = time.perf_counter()
        response = await self._client.post("/webhooks/rest/webhook", json=body)
        seconds = time.perf_counter() - begun
        if response.status_code != 200 or not response.json():
            raise Silent(f"status {response.status_code}, no reply")
        return seconds

    async def close(self) -> None:
        """Nothing is held open."""

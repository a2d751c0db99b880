"""The service's client of the engine: the one place where httpx errors are translated."""

import httpx

from bot.service.ports import EngineAnswer, EngineDown, EngineFailed, EngineTurn

_PATH = "/webhooks/firstnotice"
TIMEOUT = 20.0
"""Seconds for one turn; the engine answers in hundredths, so this only ends what is stuck."""


class RasaEngine:
    def __init__(self, url: str, token: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._http = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(TIMEOUT, connect=2.0),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=32),
            transport=transport,
            trust_env=False,
        )

    async def answer(self, turn: EngineTurn) -> EngineAnswer:
        said = {"text": turn.text} if turn.intent is None else {"intent": turn.intent}
        body = {
            "sender": turn.conversation,
            "message_id": turn.message,
            "metadata": dict(turn.metadata),
            "state": {
                "slots": dict(turn.slots),
                "active_loop": turn.active_loop,
                "requested_slot": turn.requested_slot,
            },
            **said,
        }
        try:
            response = await self._http.post(f"{_PATH}/turn", json=body)
        except httpx.TransportError as error:
            raise EngineDown(type(error).__name__) from error
        if response.status_code in (401, 404, 503):
            raise EngineDown(f"status {response.status_code}")
        if response.status_code != 200:
            raise EngineFailed(f"status {response.status_code}")
        data = response.json()
        texts = tuple(reply["text"] for reply in data["replies"] if reply.get("text"))
        if not texts:
            raise EngineFailed("no reply")
        intent = data.get("intent") or {}
        return EngineAnswer(texts, intent.get("name"), float(intent.get("confidence") or 0.0))

    async def forget(self, conversation: str) -> None:
        """Have the engine drop the answers of a conversation that it remembers. Raises EngineDown or EngineFailed."""
        try:
            response = await self._http.post(f"{_PATH}/forget", json={"sender": conversation}, timeout=5.0)
        except httpx.TransportError as error:
            raise EngineDown(type(error).__name__) from error
        if response.status_code != 204:
            raise EngineFailed(f"status {response.status_code}")

    async def ready(self) -> bool:
        try:
            response = await self._http.get(f"{_PATH}/health", timeout=2.0)
        except httpx.TransportError:
            return False
        return response.status_code == 200

    async def close(self) -> None:
        await self._http.aclose()

"""The engine's one channel, spoken by the service only: `POST turn`, `POST understand`, `POST forget`, `GET health`.

Text and commands come in separate fields, every request carries the shared token, and an error is an HTTP error:
400 for a request that makes no sense, 401 for a wrong token, 502 for a turn that has no answer.
"""

import functools
import hmac
import json
import logging
import os
from typing import Any, Awaitable, Callable, Dict, Optional, Text

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from components.answers import Answers
from components.processor import RANKED, TurnProcessor
from components.speed import quicken
from components.turns import InvalidTurn, read_text, read_turn

TOKEN_VARIABLE = "FIRSTNOTICE_ENGINE_TOKEN"

logger = logging.getLogger("firstnotice.engine")

Handler = Callable[..., Awaitable[HTTPResponse]]


class FirstnoticeChannel(InputChannel):
    """Routes under /webhooks/firstnotice."""

    def __init__(self, token: Text) -> None:
        """With an empty token every request is refused."""
        self._token = token
        self._answers = Answers()
        self._processor: Optional[TurnProcessor] = None

    @classmethod
    def name(cls) -> Text:
        """The last part of the routes' prefix."""
        return "firstnotice"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[Text, Any]]) -> InputChannel:
        """Takes the token from the environment: secrets stay out of files."""
        return cls(os.environ.get(TOKEN_VARIABLE, ""))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The four routes; `on_new_message` is unused because it swallows failures."""
        routes = Blueprint("firstnotice")
        routes.add_route(self._guarded(self._turn), "/turn", methods=["POST"])
        routes.add_route(self._guarded(self._understand), "/understand", methods=["POST"])
        routes.add_route(self._guarded(self._forget), "/forget", methods=["POST"])
        routes.add_route(self._guarded(self._health), "/health", methods=["GET"])
        return routes

    async def close(self) -> None:
        """Closes what the processor holds open."""
        if self._processor is not None:
            await self._processor.close()

    def _guarded(self, handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def guarded(request: Request) -> HTTPResponse:
            given = (request.headers.get("authorization") or "").encode("utf-8", "replace")
            if not self._token or not hmac.compare_digest(given, f"Bearer {self._token}".encode("utf-8")):
                return _error(401, "unauthorized", "a valid token is needed")
            try:
                return await handler(request)
            except InvalidTurn as invalid:
                return _error(400, invalid.code, str(invalid))

        return guarded

    async def _turn(self, request: Request) -> HTTPResponse:
        turn = read_turn(_body(request))
        try:
            processor = self._ready(request.app)
            answer = await self._answers.once((turn.sender, turn.message_id), lambda: processor.answer(turn))
        except InvalidTurn:
            raise
        except Exception as error:
            reason = _reason(error)
            logger.error("turn failed: sender=%s message=%s reason=%s", turn.sender, turn.message_id, reason)
            return _error(502, "turn_failed", reason)
        return response.json(answer)

    async def _understand(self, request: Request) -> HTTPResponse:
        body = _body(request)
        context = body.get("context") if isinstance(body, dict) else None
        if not isinstance(body, dict) or not isinstance(context, (str, type(None))):
            raise InvalidTurn("bad_request", "an object with text and context is needed")
        text = read_text(body.get("text"))
        try:
            parsed = self._ready(request.app).understand(text, {"context": context})
        except Exception as error:
            return _error(502, "not_understood", _reason(error))
        return response.json(
            {
                "intent": parsed["intent"]["name"],
                "confidence": parsed["intent"]["confidence"],
                "ranking": parsed["intent_ranking"][:RANKED],
            }
        )

    async def _forget(self, request: Request) -> HTTPResponse:
        body = _body(request)
        sender = body.get("sender") if isinstance(body, dict) else None
        if not isinstance(sender, str) or not sender:
            raise InvalidTurn("bad_request", "an object with sender is needed")
        self._answers.forget(sender)
        return response.empty()

    async def _health(self, request: Request) -> HTTPResponse:
        try:
            return response.json({"status": "ok", "model": self._ready(request.app).model_name})
        except Exception as error:
            return _error(503, "not_ready", _reason(error))

    def _ready(self, app: Sanic) -> TurnProcessor:
        loaded = app.ctx.agent.processor
        if loaded is None:
            raise RuntimeError("no model is loaded")
        if self._processor is None or self._processor.graph_runner is not loaded.graph_runner:
            quicken()
            self._processor = TurnProcessor(loaded)
        return self._processor


def _body(request: Request) -> Any:
    try:
        return json.loads(request.body)
    except ValueError as error:
        raise InvalidTurn("bad_request", "the body is not JSON") from error


def _error(status: int, code: Text, message: Text) -> HTTPResponse:
    return response.json({"error": {"code": code, "message": message}}, status=status)


def _reason(error: BaseException) -> Text:
    """Kinds of errors from the outermost to the cause; their texts may quote people, so they are left out."""
    names = []
    current: Optional[BaseException] = error
    while current is not None and len(names) < 5:
        names.append(type(current).__name__)
        current = current.__cause__ or current.__context__
    return " < ".join(names)

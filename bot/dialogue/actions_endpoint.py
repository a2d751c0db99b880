"""rasa-sdk's executor behind one route of the service, for the engine alone (shared secret)."""

import hmac
import logging
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

log = logging.getLogger(__name__)


def actions_route(actions: Sequence[Action], token: str) -> Route:
    """`POST /engine/actions`: runs one action; 401 wrong token, 400 rejection, 404 unknown action, 500 failure."""
    executor = ActionExecutor()
    for action in actions:
        executor.register_action(action)
    # Newer SDKs answer 449 to a call without the domain unless they hold one with the digest that the call names.
    executor.domain, executor.domain_digest = {}, "local"

    async def run(request: Request) -> JSONResponse:
        sent = request.headers.get("authorization", "")
        if not hmac.compare_digest(sent.encode(), f"Bearer {token}".encode()):
            return _error(401, "the engine's token is wrong")
        call: dict[str, Any] = await request.json()
        if not call.get("domain"):
            call["domain_digest"] = "local"
        try:
            result = await executor.run(call)
        except ActionExecutionRejection as rejection:
            return JSONResponse({"error": str(rejection), "action_name": rejection.action_name}, 400)
        except ActionNotFoundException as missing:
            return _error(404, str(missing))
        except Exception as error:
            log.exception("action failed name=%s", call.get("next_action"))
            return _error(500, type(error).__name__)
        return JSONResponse(result.model_dump() if result is not None else {"events": [], "responses": []})

    return Route("/engine/actions", run, methods=["POST"])


def _error(status: int, message: str) -> JSONResponse:
    return JSONResponse({"error": message}, status)

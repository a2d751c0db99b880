"""A service that says what a test puts into its mouth, in the place of the real one: for states that are hard to come by."""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import BrowserContext, Request, Route

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""One pixel."""
KEPT_ALIVE = ": still here\n\n"
EVENTS = {"Content-Type": "text/event-stream", "Access-Control-Allow-Origin": "*"}


def message(seq: int, author: str, text: str, **more: Any) -> dict[str, Any]:
    """A message as the API shows it."""
    plain = {
        "id": f"m{seq}",
        "seq": seq,
        "author": author,
        "text": text,
        "buttons": [],
        "asks": None,
        "documents": [],
    }
    return plain | {"at": f"2026-03-12T10:{seq:02}:00+01:00", "name": None} | more


class Stub:
    """Answers `/chat/v1/` for all pages of a context."""

    def __init__(self, context: BrowserContext, messages: Sequence[dict[str, Any]] = ()) -> None:
        self.messages = list(messages)
        self.lasting_events: str | None = None
        """Address of a stream of events that goes on; without one it ends at once, and is asked for again."""
        self.refusals: dict[str, tuple[int, Mapping[str, Any]]] = {}
        """By method and path, such as `POST messages`: what is answered instead."""
        self.hanging: set[str] = set()
        """By method and path: requests that are never answered."""
        self.down = False
        self.asked: list[Request] = []
        context.route(re.compile(r"/chat/v1/"), self._answer)

    def remember(self, context: BrowserContext, service: str, **kept: Any) -> None:
        """The visitor has been here before: their browser has kept a conversation."""
        kept = {"session": "s1", "token": "t1", "seen": 0, "outbox": []} | kept
        item = f"firstnotice:{service}/chat/v1/:"
        # Once: what the page does with it afterwards is to stay.
        context.add_init_script(
            f"if (location.origin !== 'null' && !localStorage.getItem('visited')) {{ localStorage.setItem('visited', 1);"
            f" localStorage.setItem({json.dumps(item)}, {json.dumps(json.dumps(kept))}); }}"
        )

    def said(self, method: str, path: str) -> list[Any]:
        """Bodies of the requests to a path."""
        asked = [each for each in self.asked if each.method == method and _path(each) == path]
        return [json.loads(each.post_data or "null") for each in asked]

    def _answer(self, route: Route) -> None:
        request, path = route.request, _path(route.request)
        origin = {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Headers": "*",
            "Access-Control-Allow-Methods": "*",
        }
        if request.method == "OPTIONS":
            return route.fulfill(status=204, headers=origin)
        self.asked.append(request)
        what = f"{request.method} {path}"
        if what in self.hanging:
            return None
        if self.down:
            return route.abort()
        if what in self.refusals:
            status, error = self.refusals[what]
            return route.fulfill(status=status, json={"error": error}, headers=origin)
        if path.endswith("/preview"):
            return route.fulfill(body=PICTURE, content_type="image/png", headers=origin)
        if path == "transcript":
            return route.fulfill(body="%PDF", content_type="application/pdf", headers=origin)
        if path == "events":
            if self.lasting_events:
                return route.continue_(url=self.lasting_events)
            return route.fulfill(body=KEPT_ALIVE, content_type="text/event-stream", headers=origin)
        return route.fulfill(
            status=201 if request.method == "POST" else 200, json=self._json(request, path), headers=origin
        )

    def _json(self, request: Request, path: str) -> Any:
        if path == "sessions":
            return {"session": "s1", "token": "t1"}
        if path == "messages" and request.method == "GET":
            after = int(request.url.partition("after=")[2] or 0)
            return {"messages": [each for each in self.messages if each["seq"] > after]}
        if path == "attachments":
            return {
                "id": f"d{len(self.asked)}",
                "name": "letter.pdf",
                "type": "application/pdf",
                "size": 48_000,
                "preview": False,
            }
        return {"id": "m0"}


def _path(request: Request) -> str:
    return request.url.partition("/chat/v1/")[2].partition("?")[0]

"""A strict stand-in for Telegram's Bot API: a real HTTP server that refuses what Telegram refuses, and fails on demand."""

import asyncio
import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import httpx
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from tests.support.ports import free_port, wait_for
from tests.support.telegram_methods import Chats, Values
from tests.support.telegram_objects import (
    Json,
    Refused,
    bad,
    number,
)

TOKEN = "123456:stand-in_TOKEN"


@dataclass
class Fault:
    """What goes wrong with the next `times` calls: the line is cut before or after the call is carried out, or a refusal."""

    method: str
    times: int
    late: bool = False
    refusal: Refused | None = None
    after: int = 0
    """Calls that go well before."""


class TelegramStandIn(Chats):
    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.lock = threading.RLock()
        self.reset()

    def reset(self) -> None:
        """As if nothing had ever happened."""
        super().reset()
        self.calls: list[tuple[str, Values]] = []
        self.faults: list[Fault] = []
        self.outage = False
        self.webhook: Json = {"url": ""}
        self.webhook_at = ""
        """Where the webhook's host really is; Telegram wants https, which tests have not."""
        self.all_updates: list[Json] = []
        self._updates: list[Json] = []
        self._again: list[Json] = []
        self._silent: set[str] = set()
        self._held = False
        self._held_back: list[Json] = []
        self._update_ids = itertools.count(7001)
        self._query_ids = itertools.count(1)
        self._polls = 0
        self.conflicts = 0
        """Calls for updates that were ended by another one."""

    # What tests do

    def update(self, kind: str, data: Json) -> int:
        """Something happened; its update id."""
        return self.raw_update({kind: data})

    def redeliver(self, *updates: int) -> None:
        """Hand out old updates once more, in this order, as after an acknowledgement that was lost."""
        with self.lock:
            known = {update["update_id"]: update for update in self.all_updates}
            self._again += [known[id] for id in updates]

    def raw_update(self, update: Json) -> int:
        with self.lock:
            update = {"update_id": next(self._update_ids)} | update
            self.all_updates.append(update)
            if self._held:
                self._held_back.append(update)
            else:
                self._updates.append(update)
            return int(update["update_id"])

    def hold(self) -> None:
        """Hand out nothing that happens from here on."""
        self._held = True

    def let_go(self, *updates: int) -> None:
        """Hand out what was held back, in this order, as webhooks beside one another do."""
        with self.lock:
            known = {update["update_id"]: update for update in self._held_back}
            self._again += [known[id] for id in updates]
            self._held, self._held_back = False, []

    def waiting(self) -> int:
        """Updates that were not acknowledged."""
        with self.lock:
            return len(self._updates) + len(self._again)

    def cut(self, method: str, times: int = 1, *, late: bool = False, after: int = 0) -> None:
        self.faults.append(Fault(method, times, late, after=after))

    def refuse(self, method: str, refusal: Refused, times: int = 1) -> None:
        self.faults.append(Fault(method, times, refusal=refusal))

    def answer_no_more(self, method: str) -> None:
        """Carry out calls of this method and keep their results back."""
        self._silent = {method}

    def answer_again(self) -> None:
        self._silent = set()

    def limit(self, chat: int, seconds: float) -> None:
        """Whoever sends to this chat within that time is told to wait."""
        self.places[chat].limited_until = time.monotonic() + seconds

    def new_query(self) -> str:
        id = f"query-{next(self._query_ids)}"
        self.queries[id] = {"at": time.monotonic(), "answer": None}
        return id

    def called(self, method: str) -> list[Values]:
        with self.lock:
            return [values for name, values in self.calls if name == method]

    @contextmanager
    def running(self) -> Iterator["TelegramStandIn"]:
        config = uvicorn.Config(
            self._serve, port=self.port, log_config=None, access_log=False, lifespan="off", interface="asgi3"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=self._run, args=(server,), name="telegram")
        thread.start()
        try:
            wait_for(lambda: server.started, 10, "the stand-in for Telegram")
            yield self
        finally:
            server.should_exit = server.force_exit = True
            thread.join(10)

    # The server

    def _run(self, server: uvicorn.Server) -> None:
        async def both() -> None:
            posting = asyncio.create_task(self._post_updates())
            await server.serve()
            posting.cancel()

        asyncio.run(both())

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        await request.body()
        path = request.url.path
        if path.startswith(f"/file/bot{TOKEN}/"):
            await self._send_file(path.rsplit("/", 1)[1], scope, receive, send)
            return
        head, _, method = path.removeprefix("/bot").partition("/")
        if head != TOKEN:
            refused = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            await JSONResponse(refused, 401)(scope, receive, send)
            return
        values = await self._values(request) | dict(request.query_params)
        fault = self._fault(method)
        early = self.outage or (fault is not None and not fault.late and fault.refusal is None)
        answer = None if early else await self._answer(method, values, fault.refusal if fault else None)
        while method in self._silent:  # noqa: ASYNC110 (set by another thread)
            await asyncio.sleep(0.02)
        if answer is None or (fault is not None and fault.late):
            # As when the network goes away: no answer, and nobody knows what became of the call.
            transport: Any = getattr(send, "__self__", None)
            transport.transport.abort()
            return
        await JSONResponse(answer, answer.get("error_code", 200))(scope, receive, send)

    async def _values(self, request: Request) -> Values:
        """A call's values; of a file that comes with it the id under which it is kept from here on."""
        kind = request.headers.get("content-type", "")
        if kind.startswith("application/json"):
            given = (await request.json()).items()
            return {name: v if isinstance(v, str) else json.dumps(v) for name, v in given}
        if not kind.startswith("multipart/"):
            return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        values: Values = {}
        async with request.form() as form:
            for name, value in form.items():
                if isinstance(value, str):
                    values[name] = value
                    continue
                values[name] = f"file{len(self.files) + 1}"
                self.files[values[name]] = await value.read()
                values["file_name"] = value.filename or ""
        return values

    async def _send_file(self, id: str, scope: Scope, receive: Receive, send: Send) -> None:
        """The content of a file; a fault called "file" cuts the line before it, or in the middle."""
        with self.lock:
            self.calls.append(("file", {"id": id}))
        found, fault = self.files.get(id), self._fault("file")
        if fault is None and not self.outage:
            await Response(found or b"", 200 if found else 404)(scope, receive, send)
            return
        if fault is not None and fault.late and found:
            length = [(b"content-length", str(len(found)).encode())]
            await send({"type": "http.response.start", "status": 200, "headers": length})
            await send({"type": "http.response.body", "body": found[: len(found) // 2], "more_body": True})
            await asyncio.sleep(0.05)
        transport: Any = getattr(send, "__self__", None)
        transport.transport.abort()

    def _fault(self, method: str) -> Fault | None:
        with self.lock:
            for fault in self.faults:
                if fault.method != method or fault.times <= 0:
                    continue
                if fault.after > 0:
                    fault.after -= 1
                    return None
                fault.times -= 1
                return fault
        return None

    async def _answer(self, method: str, values: Values, refusal: Refused | None) -> Json:
        with self.lock:
            self.calls.append((method, values))
        try:
            if refusal is not None:
                raise refusal
            if method == "getUpdates":
                return {"ok": True, "result": await self._get_updates(values)}
            call: Callable[[Values], Any] | None = getattr(self, f"_{method}", None)
            if call is None or "_" in method:
                raise Refused(404, "Not Found")
            with self.lock:
                return {"ok": True, "result": call(values)}
        except Refused as refused:
            answer: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
            return answer | ({"parameters": refused.parameters} if refused.parameters else {})

    # Updates

    async def _get_updates(self, values: Values) -> list[Json]:
        self._polls += 1
        mine = self._polls
        until = time.monotonic() + min(number(values, "timeout", 0), 2)
        while True:
            with self.lock:
                if self.webhook["url"]:
                    raise Refused(
                        409,
                        "Conflict: can't use getUpdates method while webhook is active; "
                        "use deleteWebhook to delete the webhook first",
                    )
                if mine != self._polls:
                    self.conflicts += 1
                    raise Refused(409, "Conflict: terminated by other getUpdates request")
                offset = number(values, "offset", 0)
                self._updates = [one for one in self._updates if one["update_id"] >= offset]
                found = self._again + self._updates
                self._again = []
                if found or time.monotonic() > until or self.outage:
                    return found[: number(values, "limit", 100)]
            await asyncio.sleep(0.01)

    async def _post_updates(self) -> None:
        """Post to the webhook what waits, one after the other, each until it is acknowledged."""
        async with httpx.AsyncClient(trust_env=False) as http:
            while True:
                await asyncio.sleep(0.01)
                with self.lock:
                    waiting = self._again + self._updates
                if not self.webhook["url"] or not waiting or self.outage:
                    continue
                update = waiting[0]
                path = "/" + self.webhook["url"].split("/", 3)[3]
                headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret_token"]}
                try:
                    answer = await http.post(self.webhook_at + path, json=update, headers=headers)
                    self.webhook["last_error_message"] = f"{answer.status_code}"
                    done = answer.is_success
                except httpx.HTTPError:
                    done = False
                with self.lock:
                    for queue in (self._again, self._updates):
                        if done and update in queue:
                            queue.remove(update)
                            break
                if not done:
                    await asyncio.sleep(0.2)

    def _setWebhook(self, values: Values) -> bool:
        if not values.get("url", "").startswith("https://"):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = {"url": values["url"], "secret_token": values.get("secret_token", "")}
        return True

    def _deleteWebhook(self, values: Values) -> bool:
        self.webhook = {"url": ""}
        if values.get("drop_pending_updates") in ("true", "True"):
            self._updates.clear()
        return True

    def _getWebhookInfo(self, values: Values) -> Json:
        pending = {"has_custom_certificate": False, "pending_update_count": len(self._updates)}
        return {"url": self.webhook["url"]} | pending

"""Bodies that never end or trickle in are refused in the one shape, and long streams are left alone."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from bot.channels import guards
from bot.channels.guards import MAX_BODY, Guards

Sent = list[Message]


async def reading(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that reads all, and makes an error of its own of what goes wrong."""
    try:
        while (await receive()).get("more_body"):
            pass
        status = 200
    except Exception:
        status = 400
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b"done"})


async def call(
    chunks: AsyncIterator[Message], *, path: str = "/chat/v1/messages", app: Any = reading, **options: Any
) -> Sent:
    sent: Sent = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "http", "path": path, "method": "POST", "headers": []}
    await Guards(app, **options)(scope, chunks.__anext__, send)
    return sent


async def body(*sizes: int, wait: float = 0.0) -> AsyncIterator[Message]:
    for number, size in enumerate(sizes, start=1):
        await asyncio.sleep(wait)
        yield {"type": "http.request", "body": b"x" * size, "more_body": number < len(sizes)}


def status(sent: Sent) -> int:
    return int(sent[0]["status"])


async def test_an_ordinary_body_passes() -> None:
    sent = await call(body(10, 10))
    assert status(sent) == 200
    assert dict(sent[0]["headers"])[b"x-content-type-options"] == b"nosniff"


async def test_a_large_body_is_refused() -> None:
    sent = await call(body(MAX_BODY, 1))
    assert status(sent) == 413
    assert b"too_large" in sent[1]["body"]
    assert dict(sent[0]["headers"])[b"connection"] == b"close"


async def test_larger_ones_may_come_where_files_are_taken() -> None:
    larger = {"/chat/v1/attachments": 3 * MAX_BODY}
    assert status(await call(body(2 * MAX_BODY), path="/chat/v1/attachments", larger=larger)) == 200
    assert status(await call(body(4 * MAX_BODY), path="/chat/v1/attachments", larger=larger)) == 413
    assert status(await call(body(2 * MAX_BODY), path="/chat/v1/messages", larger=larger)) == 413


async def test_a_body_that_trickles_in_is_refused() -> None:
    sent = await call(body(*[1] * 50, wait=0.02), grace=0.1)
    assert status(sent) == 408
    assert b"too_slow" in sent[1]["body"]


async def test_a_slow_line_that_keeps_up_is_waited_for() -> None:
    enough = int(guards.SLOWEST * 0.05)
    assert status(await call(body(*[enough] * 10, wait=0.03), grace=0.1)) == 200


async def test_what_takes_long_to_deal_with_is_not_slow() -> None:
    async def thorough(scope: Scope, receive: Receive, send: Send) -> None:
        for _ in range(5):
            await receive()
            await asyncio.sleep(0.05)
        await send({"type": "http.response.start", "status": 200, "headers": []})

    assert status(await call(body(1, 1, 1, 1, 1), app=thorough, grace=0.1)) == 200


async def test_a_stream_may_stay_open() -> None:
    async def streaming(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        assert (await receive())["type"] == "http.disconnect"

    async def left_late() -> AsyncIterator[Message]:
        yield {"type": "http.request", "body": b"", "more_body": False}
        await asyncio.sleep(0.3)
        yield {"type": "http.disconnect"}

    assert status(await call(left_late(), app=streaming, grace=0.1)) == 200

"""Tells an open page that something has changed, by server-sent events; the page then fetches itself anew.

What another process has stored is seen at the next beat, what this one has stored at once.
"""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from bot.conversations.message import Message
from bot.desk.gate import Gate, SignInNeeded
from bot.service.desk.ports import Desk
from bot.service.desk.views import Pulse
from bot.staff.model import Member, Session

BEAT = 0.5
"""Seconds between looks; what an insured writes is to be seen within one."""
LIST = 2.0
"""Seconds between fetches of a conversation's page because of others in the list beside it: where many talk, that is always."""
_STILL_IN = 2
"""Beats after which it is asked again whether the session still holds."""
_SAY_AGAIN = 10
"""Beats after which somebody who looks on says so again."""
_QUIET = 30
"""Beats of silence after which a line is sent all the same, so that nobody in between cuts the connection."""


class Bells:
    """Wakes the open pages of a conversation in which this process has just stored something."""

    def __init__(self) -> None:
        self._hung: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def changed(self, conversation: str, messages: Sequence[Message]) -> None:
        for bell in self._hung.get(conversation, ()):
            bell.set()

    @contextmanager
    def heard(self, conversation: str | None) -> Iterator[asyncio.Event]:
        bell, name = asyncio.Event(), conversation or ""
        self._hung[name].add(bell)
        try:
            yield bell
        finally:
            self._hung[name].discard(bell)
            if not self._hung[name]:
                del self._hung[name]


def live_router(desk: Desk, gate: Gate, bells: Bells) -> APIRouter:
    router = APIRouter()

    @router.get("/live")
    async def live(
        request: Request,
        session: Annotated[Session, Depends(gate.looking_on)],
        conversation: Annotated[str | None, Query(max_length=40)] = None,
        shown: Annotated[str, Query(max_length=400)] = "",
    ) -> StreamingResponse:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        body = beats(desk, session.member, conversation, shown, lambda: gate.looking_on(request), bells)
        return StreamingResponse(body, media_type="text/event-stream", headers=headers)

    return router


def mark(pulse: Pulse) -> str:
    """What a page hands to its stream, so that what happens between the two is not lost."""
    return f"{pulse.queue}|{pulse.conversation}"


async def beats(
    desk: Desk,
    member: Member,
    conversation: str | None,
    shown: str,
    still_in: Callable[[], Awaitable[Session]],
    bells: Bells,
    *,
    beat: float = BEAT,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncGenerator[str, None]:
    """An event `changed` or `present` for each change; `shown` is the page's `mark`, if it has one.

    It ends when the reader goes away, and once `still_in` raises SignInNeeded.
    """
    queue, marked, talk = shown.partition("|")
    before = Pulse(queue, talk) if marked else None
    number, list_from = 0, clock()
    try:
        with bells.heard(conversation) as bell:
            while True:
                bell.clear()
                if number % _STILL_IN == 0:
                    member = (await still_in()).member
                if conversation is not None and number % _SAY_AGAIN == 0:
                    await desk.looking(member, conversation)
                pulse = await desk.pulse(member, conversation)
                if before and pulse.conversation == before.conversation and clock() < list_from:
                    pulse = replace(pulse, queue=before.queue)
                changed = list(_events(before, pulse))
                for event in changed:
                    yield event
                if conversation is not None and before and pulse.queue != before.queue:
                    list_from = clock() + LIST
                if not changed and number % _QUIET == 0:
                    yield ": still here\n\n"
                before, number = pulse, number + 1
                with suppress(TimeoutError):
                    await asyncio.wait_for(bell.wait(), beat)
    except SignInNeeded:
        yield "event: ended\ndata: {}\n\n"
    finally:
        if conversation is not None:
            await desk.leaving(member, conversation)


def _events(before: Pulse | None, pulse: Pulse) -> list[str]:
    events = []
    if before is not None and (pulse.queue, pulse.conversation) != (before.queue, before.conversation):
        events.append("event: changed\ndata: {}\n\n")
    if before is None or pulse.present != before.present:
        present = [{"name": each.member.name, "typing": each.typing} for each in pulse.present]
        events.append(f"event: present\ndata: {json.dumps(present)}\n\n")
    return events

"""Tells an open page that something has changed, by server-sent events; the page then fetches itself anew."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from bot.desk.gate import Gate, SignInNeeded
from bot.service.desk_ports import Desk
from bot.service.desk_views import Pulse
from bot.staff.model import Member, Session

BEAT = 0.5
"""Seconds between looks; what an insured writes is to be seen within one."""
_STILL_IN = 2
"""Beats after which it is asked again whether the session still holds."""
_SAY_AGAIN = 10
"""Beats after which somebody who looks on says so again."""
_QUIET = 30
"""Beats of silence after which a line is sent all the same, so that nobody in between cuts the connection."""


def live_router(desk: Desk, gate: Gate) -> APIRouter:
    router = APIRouter()

    @router.get("/live")
    async def live(
        request: Request,
        session: Annotated[Session, Depends(gate.looking_on)],
        conversation: Annotated[str | None, Query(max_length=40)] = None,
        shown: Annotated[str, Query(max_length=400)] = "",
    ) -> StreamingResponse:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        body = beats(desk, session.member, conversation, shown, lambda: gate.looking_on(request))
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
) -> AsyncIterator[str]:
    """An event `queue`, `conversation` or `present` for each that changes; `shown` is the page's `mark`, if it has one.

    It ends when the reader goes away, and once `still_in` raises SignInNeeded.
    """
    queue, marked, talk = shown.partition("|")
    before = Pulse(queue, talk) if marked else None
    number = 0
    try:
        while True:
            if number % _STILL_IN == 0:
                member = (await still_in()).member
            if conversation is not None and number % _SAY_AGAIN == 0:
                await desk.looking(member, conversation)
            pulse = await desk.pulse(member, conversation)
            changed = list(_events(before, pulse))
            for event in changed:
                yield event
            if not changed and number % _QUIET == 0:
                yield ": still here\n\n"
            before, number = pulse, number + 1
            await asyncio.sleep(BEAT)
    except SignInNeeded:
        yield "event: ended\ndata: {}\n\n"
    finally:
        if conversation is not None:
            await desk.leaving(member, conversation)


def _events(before: Pulse | None, pulse: Pulse) -> list[str]:
    events = []
    if before is not None and pulse.queue != before.queue:
        events.append("event: queue\ndata: {}\n\n")
    if before is not None and pulse.conversation != before.conversation:
        events.append("event: conversation\ndata: {}\n\n")
    if before is None or pulse.present != before.present:
        present = [{"name": each.member.name, "typing": each.typing} for each in pulse.present]
        events.append(f"event: present\ndata: {json.dumps(present)}\n\n")
    return events

"""When an open page is told that something has changed."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any, cast

from bot.desk.live import LIST, Bells, beats
from bot.service.desk.ports import Desk
from bot.service.desk.views import Pulse
from bot.staff.model import Session

NEVER = 3600.0
CHANGED = "event: changed\ndata: {}\n\n"


class QuietDesk:
    """Gives one pulse after another, the last again and again."""

    def __init__(self, *pulses: Pulse) -> None:
        self.pulses = list(pulses)
        self.left: list[str] = []

    async def pulse(self, member: object, conversation: str | None) -> Pulse:
        return self.pulses.pop(0) if len(self.pulses) > 1 else self.pulses[0]

    async def looking(self, member: object, conversation: str) -> None: ...

    async def leaving(self, member: object, conversation: str) -> None:
        self.left.append(conversation)


class Anna:
    member = "anna"


async def anna() -> Session:
    return cast(Session, Anna())


def page(
    desk: QuietDesk, bells: Bells, conversation: str | None = "v1", **how: Any
) -> AsyncGenerator[str, None]:
    shown = "q1|t1" if conversation else "q1|"
    return beats(cast(Desk, desk), cast(Any, "anna"), conversation, shown, anna, bells, **how)


async def seen(events: AsyncGenerator[str, None], name: str) -> str:
    return await asyncio.wait_for(anext(event async for event in events if name in event), 5)


async def test_what_this_process_stores_is_told_without_waiting_for_the_beat() -> None:
    bells, desk = Bells(), QuietDesk(Pulse("q1", "t1"), Pulse("q1", "t2"))
    async with aclosing(page(desk, bells, beat=NEVER)) as events:
        assert "still here" in await anext(events)
        waiting = asyncio.ensure_future(anext(events))
        await asyncio.sleep(0)
        bells.changed("v2", ())
        await asyncio.sleep(0)
        assert not waiting.done()
        bells.changed("v1", ())
        assert await asyncio.wait_for(waiting, 5) == CHANGED
    assert desk.left == ["v1"]
    bells.changed("v1", ())


async def test_what_another_process_stores_is_told_at_the_beat() -> None:
    desk = QuietDesk(Pulse("q1", "t1"), Pulse("q1", "t2"))
    assert await seen(page(desk, Bells(), beat=0), "changed") == CHANGED


async def test_both_changes_at_once_are_one_fetch() -> None:
    desk = QuietDesk(Pulse("q1", "t1"), Pulse("q2", "t2"), Pulse("q2", "t2", ()), Pulse("q2", "t3"))
    events = page(desk, Bells(), beat=0)
    assert [await seen(events, "changed") for _ in range(2)] == [CHANGED, CHANGED]
    assert len(desk.pulses) == 1


async def test_others_in_the_list_are_fetched_every_few_seconds_beside_an_open_conversation() -> None:
    now = 0.0

    async def told(conversation: str | None) -> list[float]:
        """When the page was told, while others write all the time."""
        nonlocal now
        now, times = 0.0, []
        desk = QuietDesk(*(Pulse(f"q{number}", "t1" if conversation else "") for number in range(1, 30)))

        async def tick() -> Session:
            nonlocal now
            now += 1.0
            return await anna()

        stream = beats(
            cast(Desk, desk), cast(Any, "anna"), conversation, "q0|t1" if conversation else "q0|", tick,
            Bells(), beat=0, clock=lambda: now,
        )  # fmt: skip
        async for event in stream:
            if event == CHANGED:
                times.append(now)
            if len(times) == 3:
                break
        return times

    first, second, third = await told("v1")
    assert second - first >= LIST
    assert third - second >= LIST
    first, second, third = await told(None)
    assert third - first <= LIST

"""Once a day, by one process, all that is due goes, and what fails stays due."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversations.erased import Erased
from bot.service import retention
from bot.service.erasing import Erasure
from bot.service.retention import Done, Retention

NOW = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)


class Held:
    """Conversations that are due until they are erased; `stuck` ones never are."""

    def __init__(self, drafts: tuple[str, ...] = (), closed: tuple[str, ...] = (), stuck: str = "") -> None:
        self.drafts, self.closed, self.stuck = list(drafts), list(closed), stuck
        self.asked: dict[str, datetime] = {}
        self.gone: list[tuple[str, bool]] = []
        self.lost: list[str] = []

    async def abandoned(self, before: datetime) -> list[str]:
        self.asked["abandoned"] = before
        return self.drafts[:2]

    async def expired(self, before: datetime) -> list[str]:
        self.asked["expired"] = before
        return self.closed[:2]

    async def erased(self, since: datetime) -> list[str]:
        self.asked["erased"] = since
        return self.lost

    async def drop_empty(self, before: datetime) -> int:
        self.asked["empty"] = before
        return 3

    async def drop_spent(self, now: datetime) -> int:
        return 4

    async def erase(self, conversation: str, at: datetime, *, reports_too: bool = False) -> Erased | None:
        if conversation == self.stuck:
            raise OSError
        self.gone.append((conversation, reports_too))
        for due in (self.drafts, self.closed):
            if conversation in due:
                due.remove(conversation)
        return Erased()


class Lease:
    """Free for the first who asks on a day."""

    def __init__(self) -> None:
        self.until = datetime.min.replace(tzinfo=UTC)
        self.taken = 0

    async def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        if now < self.until:
            return False
        self.until, self.taken = until, self.taken + 1
        return True


def keeping(held: Held, lease: Lease | None = None) -> Retention:
    return Retention(held, Erasure(held), lease or Lease(), timedelta(days=180), 10)


async def test_all_that_is_due_goes_however_much_it_is() -> None:
    held = Held(("a", "b", "c", "d", "e"), ("x", "y", "z"))
    assert await keeping(held).round(NOW) == Done(drafts=5, closed=3, empty=3, spent=4, failed=0)
    assert sorted(held.gone) == [
        *[(each, False) for each in "abcde"],
        *[(each, True) for each in "xyz"],
    ]


async def test_what_fails_is_counted_and_does_not_stop_the_round() -> None:
    held = Held(("a", "b", "c"), stuck="a")
    done = await keeping(held).round(NOW)
    assert (done.drafts, done.failed) == (2, 1)
    assert held.drafts == ["a"]


async def test_terms_count_from_the_last_word_and_from_the_end_of_the_year() -> None:
    held = Held()
    await keeping(held).round(NOW)
    assert held.asked["abandoned"] == NOW - timedelta(days=180)
    assert held.asked["expired"] == datetime(2016, 1, 1, tzinfo=UTC)


async def test_what_was_erased_lately_is_erased_again() -> None:
    held = Held()
    held.lost = ["crashed"]
    await keeping(held).round(NOW)
    assert held.gone == [("crashed", False)]
    assert held.asked["erased"] == NOW - timedelta(days=2)


async def test_showing_what_is_due_erases_nothing() -> None:
    held = Held(("a",), ("x",))
    due = await keeping(held).due(NOW)
    assert (due.drafts, due.closed) == (["a"], ["x"])
    assert held.gone == []


async def test_of_many_processes_one_does_it_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "FIRST_LOOK", 0)
    monkeypatch.setattr(retention, "LOOK", 0.001)
    held, lease = Held(("a",)), Lease()
    running = [asyncio.create_task(keeping(held, lease).run()) for _ in range(3)]
    await asyncio.sleep(0.05)
    for task in running:
        task.cancel()
    assert lease.taken == 1
    assert held.gone == [("a", False)]

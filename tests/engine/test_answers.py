"""A message that comes twice is answered once."""

import asyncio
from typing import Any

import pytest
from components.answers import Answers


class Work:
    """Counts how often it is done; can be held back or fail."""

    def __init__(self, fails: bool = False) -> None:
        self.times = 0
        self.fails = fails
        self.go = asyncio.Event()
        self.go.set()

    async def __call__(self) -> dict[str, Any]:
        self.times += 1
        await self.go.wait()
        if self.fails:
            raise RuntimeError
        return {"number": self.times}


async def test_the_second_time_brings_the_first_answer() -> None:
    answers, work = Answers(), Work()
    assert await answers.once(("c", "m"), work) == await answers.once(("c", "m"), work)
    assert work.times == 1


async def test_another_sender_with_the_same_message_id_is_another_message() -> None:
    answers, work = Answers(), Work()
    await answers.once(("alice", "1"), work)
    await answers.once(("bob", "1"), work)
    assert work.times == 2


async def test_a_duplicate_that_comes_meanwhile_waits_for_the_first() -> None:
    answers, work = Answers(), Work()
    work.go.clear()
    both = asyncio.gather(answers.once(("c", "m"), work), answers.once(("c", "m"), work))
    await asyncio.sleep(0)
    work.go.set()
    first, second = await both
    assert first == second
    assert work.times == 1


async def test_a_failure_is_tried_again() -> None:
    answers, work = Answers(), Work(fails=True)
    with pytest.raises(RuntimeError):
        await answers.once(("c", "m"), work)
    work.fails = False
    assert await answers.once(("c", "m"), work) == {"number": 2}


async def test_a_caller_who_hangs_up_does_not_stop_the_turn() -> None:
    answers, work = Answers(), Work()
    work.go.clear()
    caller = asyncio.ensure_future(answers.once(("c", "m"), work))
    await asyncio.sleep(0)
    caller.cancel()
    await asyncio.sleep(0)
    work.go.set()
    assert await answers.once(("c", "m"), work) == {"number": 1}


async def test_only_the_newest_answers_are_kept() -> None:
    answers, work = Answers(size=2), Work()
    for number in "1234":
        await answers.once(("c", number), work)
    await asyncio.sleep(0)
    assert len(answers._tasks) <= 2
    await answers.once(("c", "4"), work)
    assert work.times == 4


async def test_what_is_forgotten_is_worked_out_anew() -> None:
    answers, work = Answers(), Work()
    await answers.once(("alice", "1"), work)
    await answers.once(("bob", "1"), work)
    answers.forget("alice")
    await answers.once(("bob", "1"), work)
    assert work.times == 2
    await answers.once(("alice", "1"), work)
    assert work.times == 3


async def test_what_is_forgotten_meanwhile_is_not_remembered() -> None:
    answers, work = Answers(), Work()
    work.go.clear()
    waiting = asyncio.ensure_future(answers.once(("alice", "1"), work))
    await asyncio.sleep(0)
    answers.forget("alice")
    work.go.set()
    assert await waiting == {"number": 1}
    assert await answers.once(("alice", "1"), work) == {"number": 2}

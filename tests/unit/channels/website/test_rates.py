"""Limits: floods are stopped, people never, and who was stopped learns when to come back."""

from typing import Any

import pytest
from starlette.requests import Request

from bot.channels.errors import ApiError
from bot.channels.website.rates import Limit, Rates, address

DEFAULTS = {"sessions": "120/hour", "messages": "90/minute", "uploads": "200/hour"}


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def a_request(host: str | None = "203.0.113.9", **headers: str) -> Request:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    client = (host, 4711) if host is not None else None
    scope: dict[str, Any] = {
        "type": "http",
        "headers": named,
        "client": client,
        "path": "/",
        "method": "POST",
    }
    return Request(scope)


def test_so_many_and_no_more() -> None:
    limit = Limit("3/minute", Clock())
    assert [limit.hit("a") for _ in range(3)] == [0, 0, 0]
    assert limit.hit("a") == 60


def test_the_window_moves() -> None:
    clock = Clock()
    limit = Limit("2/minute", clock)
    limit.hit("a")
    clock.now += 40
    limit.hit("a")
    assert limit.hit("a") == pytest.approx(20)
    clock.now += 20
    assert limit.hit("a") == 0
    assert limit.hit("a") == pytest.approx(40)


def test_a_refused_try_does_not_put_off_the_next_one() -> None:
    clock = Clock()
    limit = Limit("1/minute", clock)
    limit.hit("a")
    for _ in range(50):
        clock.now += 1
        limit.hit("a")
    clock.now += 10
    assert limit.hit("a") == 0


def test_one_caller_does_not_use_up_anothers() -> None:
    limit = Limit("1/hour", Clock())
    assert limit.hit("a") == limit.hit("b") == 0
    assert limit.hit("a") > 0


def test_no_limit() -> None:
    limit = Limit("none", Clock())
    assert {limit.hit("a") for _ in range(10_000)} == {0}


def test_many_callers_do_not_fill_the_memory() -> None:
    limit = Limit("1/hour", Clock())
    for number in range(50_000):
        limit.hit(str(number))
    assert len(limit._hits) <= 20_000
    assert limit.hit("49999") > 0


@pytest.mark.parametrize("seconds", [1.0, 2.5, 4.0])
def test_a_person_who_is_quick_is_never_stopped(seconds: float) -> None:
    clock = Clock()
    limit = Limit(DEFAULTS["messages"], clock)
    for _ in range(300):
        clock.now += seconds
        assert limit.hit("a") == 0


def test_a_burst_of_short_messages_is_no_flood() -> None:
    limit = Limit(DEFAULTS["messages"], Clock())
    assert {limit.hit("a") for _ in range(40)} == {0}


@pytest.mark.parametrize(
    ("host", "counted_as"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::99", "2001:db8:1:2::"),
        ("2001:db8:1:3::99", "2001:db8:1:3::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", None),
        ("127.8.8.8", None),
        ("::1", None),
        ("::ffff:127.0.0.1", None),
        ("testclient", "testclient"),
        ("unknown", "unknown"),
    ],
)
def test_addresses(host: str, counted_as: str | None) -> None:
    assert address(a_request(host)) == counted_as


def test_without_an_address_all_are_one() -> None:
    assert address(a_request(None)) == ""


async def test_who_was_too_fast_is_told_kindly_and_when_to_come_back() -> None:
    clock = Clock()
    rates = Rates("1/hour", "1/minute", "1/hour", clock)
    token = {"authorization": "Bearer one"}
    await rates.may_write(a_request(**token))
    clock.now += 10.5
    with pytest.raises(ApiError) as refused:
        await rates.may_write(a_request(**token, accept_language="fr, de-CH;q=0.8, en;q=0.5"))
    assert (refused.value.status, refused.value.code) == (429, "too_fast")
    assert refused.value.headers == {"Retry-After": "50"}
    assert "warten Sie einen Moment" in refused.value.message
    await rates.may_write(a_request(authorization="Bearer two"))


async def test_sessions_and_files_are_counted_by_address_and_apart() -> None:
    rates = Rates("1/hour", "none", "1/hour", Clock())
    for may in (rates.may_open, rates.may_upload):
        await may(a_request("203.0.113.9"))
        await may(a_request("203.0.113.10"))
        with pytest.raises(ApiError) as refused:
            await may(a_request("203.0.113.9"))
        assert refused.value.status == 429


async def test_this_machine_is_not_counted() -> None:
    rates = Rates("1/hour", "1/hour", "1/hour", Clock())
    for may in (rates.may_open, rates.may_write, rates.may_upload) * 5:
        await may(a_request("127.0.0.1", authorization="Bearer one"))

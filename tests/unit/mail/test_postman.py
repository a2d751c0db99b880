"""The postman: what is due is sent, what fails is tried again, what can't be is given up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.mail.model import Mail, MailFailed
from bot.mail.postman import BACK_OFF, Postman

pytestmark = pytest.mark.asyncio

T0 = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)
MAIL = Mail("k1", "mara@example.com", "Your code", "K7-42-Q9", T0)


class Box:
    """Mails in memory."""

    def __init__(self, *mails: Mail) -> None:
        self.waiting = {mail.id: mail for mail in mails}
        self.ended: dict[str, str] = {}

    async def add(self, mail: Mail) -> None:
        self.waiting[mail.id] = mail

    async def take(self, now: datetime, until: datetime) -> Mail | None:
        due = next((mail for mail in self.waiting.values() if mail.due_at <= now), None)
        if due is None:
            return None
        self.waiting[due.id] = replace(due, due_at=until, attempts=due.attempts + 1)
        return self.waiting[due.id]

    async def sent(self, mail: str, at: datetime) -> None:
        del self.waiting[mail]
        self.ended[mail] = "sent"

    async def put_off(self, mail: str, until: datetime, reason: str) -> None:
        self.waiting[mail] = replace(self.waiting[mail], due_at=until)

    async def given_up(self, mail: str, reason: str, at: datetime) -> None:
        del self.waiting[mail]
        self.ended[mail] = reason


class Server:
    """A mail server that fails as it is told."""

    def __init__(self, *failures: MailFailed | None) -> None:
        self.failures = list(failures)
        self.got: list[Mail] = []

    async def send(self, mail: Mail) -> None:
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None:
            raise failure
        self.got.append(mail)


class Clock:
    now = T0

    def __call__(self) -> datetime:
        return self.now


async def test_what_is_due_is_sent_once() -> None:
    box, server = Box(MAIL), Server()
    postman = Postman(box, server, Clock())
    assert await postman.deliver_one()
    assert not await postman.deliver_one()
    assert [mail.text for mail in server.got] == ["K7-42-Q9"]
    assert box.ended == {"k1": "sent"}


async def test_a_server_that_is_away_is_tried_again_later_and_later() -> None:
    clock = Clock()
    box, server = Box(MAIL), Server(*[MailFailed("away")] * 3)
    postman = Postman(box, server, clock)
    for wait in BACK_OFF[:3]:
        assert await postman.deliver_one()
        assert box.waiting["k1"].due_at == clock.now + timedelta(seconds=wait)
        assert not await postman.deliver_one()
        clock.now += timedelta(seconds=wait)
    await postman.deliver_one()
    assert box.ended == {"k1": "sent"}


async def test_an_address_that_does_not_exist_is_given_up() -> None:
    box = Box(MAIL)
    await Postman(box, Server(MailFailed("no such user", permanent=True)), Clock()).deliver_one()
    assert box.ended == {"k1": "no such user"}


async def test_a_mail_that_is_of_no_use_any_more_is_not_sent() -> None:
    box, server = Box(replace(MAIL, until=T0)), Server()
    await Postman(box, server, Clock()).deliver_one()
    assert (server.got, box.ended) == ([], {"k1": "too late"})


async def test_after_a_day_a_mail_is_given_up() -> None:
    clock = Clock()
    box = Box(MAIL)
    postman = Postman(box, Server(*[MailFailed("away")] * 99), clock)
    while box.waiting:
        clock.now = box.waiting["k1"].due_at
        await postman.deliver_one()
    assert box.ended == {"k1": "away"}
    assert timedelta(hours=20) < clock.now - T0 < timedelta(hours=30)

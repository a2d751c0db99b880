"""Alerts, on each database: each once for a waiting spell, however many processes look, and none for what waits no more."""

import asyncio
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from sqlalchemy import select

from bot.conversations.model import HandoffReason
from bot.remote.alert_ways import TelegramGroup, Webhook
from bot.service.alerting import BACK_OFF, Alerting, Setup
from bot.service.hours import Hours
from bot.staff.alerts import Alert, AlertFailed, AlertKind, Spell
from bot.staff.model import Preferences
from bot.store.alerts import SqlAlerts
from bot.store.database import Database
from bot.store.desk_tables import alerts
from bot.store.mails import SqlMails
from bot.store.people import SqlPeople
from bot.store.sign_ins import SqlSignIns
from tests.support.office import Office


class Notebook:
    """A way to staff that notes what it was given."""

    def __init__(self) -> None:
        self.given: list[tuple[str, str, str]] = []
        self.down = False

    async def send(self, alert: Alert, link: str, said: str) -> None:
        if self.down:
            raise AlertFailed("scripted")
        self.given.append((alert.kind.value, link, said))


class Watch:
    """Two processes that look after alerts."""

    def __init__(self, office: Office) -> None:
        self.office, self.group = office, Notebook()
        hours = Hours.from_text("Mo-Fr 08:00-18:00", ZoneInfo("UTC"))
        setup = Setup("https://desk.example", timedelta(minutes=30), mails=True)
        self.processes = [
            Alerting(
                SqlAlerts(office.database),
                SqlPeople(office.database),
                hours,
                {"telegram": self.group},
                setup,
                office.clock,
            )
            for _ in range(2)
        ]

    async def look(self) -> None:
        await asyncio.gather(*(process.look() for process in self.processes))
        for process in self.processes:
            while await process.send_one():
                pass

    async def mails(self) -> list[tuple[str, str, str]]:
        store, found = SqlMails(self.office.database), []
        while mail := await store.take(self.office.clock(), self.office.clock() + timedelta(hours=1)):
            found.append((mail.to, mail.subject, mail.text))
        return found

    async def states(self) -> list[str]:
        async with self.office.database.read() as connection:
            return list((await connection.execute(select(alerts.c.state).order_by(alerts.c.id))).scalars())


@pytest.fixture
async def watch(database: Database) -> Watch:
    office = await Office(database).staffed()
    store = SqlSignIns(database)
    await store.prefer(office.anna.id, Preferences(language="de", email_alerts=True), None)
    return Watch(office)


async def test_each_way_is_told_once_by_however_many_processes(watch: Watch) -> None:
    await watch.office.waiting("v1")
    for _ in range(3):
        await watch.look()
    assert watch.group.given == [
        (
            "waiting",
            "https://desk.example/desk/conversations/v1",
            "Somebody is waiting for a person (asked for a person)",
        )
    ]
    assert await watch.mails() == [
        (
            "anna@insurer.example",
            "Jemand wartet auf einen Menschen",
            "Jemand wartet auf einen Menschen (hat darum gebeten)\n\nhttps://desk.example/desk/conversations/v1",
        )
    ]


async def test_if_nobody_comes_it_is_told_once_more_and_to_admins(watch: Watch) -> None:
    await watch.office.waiting("v1")
    await watch.look()
    await watch.mails()
    watch.office.clock.on(minutes=31)
    for _ in range(2):
        await watch.look()
    assert [kind for kind, _, _ in watch.group.given] == ["waiting", "escalation"]
    assert sorted(to for to, _, _ in await watch.mails()) == ["ada@insurer.example", "anna@insurer.example"]


async def test_what_was_taken_calls_nobody(watch: Watch) -> None:
    await watch.office.waiting("v1")
    await watch.office.desk.take(watch.office.ben, "v1")
    watch.office.clock.on(hours=2)
    await watch.look()
    assert watch.group.given == []
    assert await watch.states() == []


async def test_an_alert_that_waits_to_be_sent_is_dropped_once_somebody_took_it(watch: Watch) -> None:
    await watch.office.waiting("v1")
    watch.group.down = True
    await watch.look()
    await watch.office.desk.take(watch.office.ben, "v1")
    watch.group.down = False
    watch.office.clock.on(minutes=1)
    await watch.look()
    assert watch.group.given == []
    assert sorted(await watch.states()) == ["dropped", "sent"]


async def test_a_second_spell_calls_again(watch: Watch) -> None:
    office = watch.office
    await office.waiting("v1")
    await watch.look()
    await office.desk.take(office.ben, "v1")
    office.clock.on(minutes=5)
    await office.desk.give_back(office.ben, "v1")
    await office.answered("So?")
    await watch.look()
    await office.said("a person after all")
    await office.answered("Somebody will be with you.", calls=HandoffReason.ASKED_FOR)
    await watch.look()
    assert len(watch.group.given) == 2


async def test_what_is_snoozed_calls_nobody(watch: Watch) -> None:
    await watch.office.waiting("v1")
    await watch.office.desk.snooze(watch.office.ben, "v1", watch.office.clock() + timedelta(hours=3))
    await watch.look()
    assert watch.group.given == []


async def test_what_can_not_be_sent_is_tried_again_and_given_up_in_the_end(watch: Watch) -> None:
    await watch.office.waiting("v1")
    watch.group.down = True
    for wait in (0, *BACK_OFF):
        watch.office.clock.on(seconds=wait)
        await watch.processes[0].look()
        while await watch.processes[0].send_one():
            pass
    assert "failed" in await watch.states()
    assert watch.group.given == []


ALERT = Alert(
    Spell(
        "v1",
        datetime(2026, 4, 8, 12, tzinfo=UTC),
        ("emergency",),
        "emergency",
        None,
        "telegram",
        "de",
        "FN-26-7K3QD",
    ),
    AlertKind.WAITING,
    "webhook",
)


async def test_the_webhook_is_signed_and_says_nothing_personal() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(204)

    webhook = Webhook("https://hooks.example/claims", "a secret that is shared", clock=lambda: 1775649600.7)
    webhook._http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    await webhook.send(ALERT, "https://desk.example/desk/conversations/v1", "")
    body = seen[0].content
    digest = hmac.new(b"a secret that is shared", b"1775649600." + body, hashlib.sha256).hexdigest()
    assert seen[0].headers["X-Firstnotice-Signature"] == f"t=1775649600,v1={digest}"
    assert json.loads(body) == {
        "id": "v1-1775649600-waiting",
        "event": "conversation.waiting",
        "conversation": "v1",
        "since": "2026-04-08T12:00:00+00:00",
        "reasons": ["emergency"],
        "severity": "emergency",
        "next_due": None,
        "channel": "telegram",
        "language": "de",
        "reference": "FN-26-7K3QD",
        "url": "https://desk.example/desk/conversations/v1",
    }
    await webhook.close()


async def test_the_group_gets_a_line_and_a_link() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"ok": True})

    group = TelegramGroup("https://api.telegram.org", "1:token", "-100123")
    group._http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    await group.send(
        ALERT, "https://desk.example/desk/conversations/v1", "Jemand wartet auf einen Menschen (Notfall)"
    )
    sent = json.loads(seen[0].content)
    assert (sent["chat_id"], sent["text"]) == (
        "-100123",
        "🔴 Jemand wartet auf einen Menschen (Notfall)\nhttps://desk.example/desk/conversations/v1",
    )
    await group.close()


@pytest.mark.parametrize("status", [301, 403, 429, 500])
async def test_anything_but_success_is_a_failure_that_tells_no_secret(status: int) -> None:
    group = TelegramGroup("https://api.telegram.org", "1:token", "-100123")
    group._http = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(status)))
    with pytest.raises(AlertFailed) as failed:
        await group.send(ALERT, "", "x")
    assert str(failed.value) == f"status {status}"
    await group.close()

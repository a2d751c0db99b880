"""Calls staff outside the browser when somebody waits for a person, and louder when nobody comes.

Every process looks; the store sees to it that each alert is given once for a waiting spell, on each way.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.mail.model import Mail
from bot.service.desk.people_store import Members
from bot.service.hours import Hours
from bot.service.texts import text
from bot.staff.alerts import Alert, AlertFailed, Spell, alerted_member, due
from bot.staff.model import Member

log = logging.getLogger(__name__)

LOOK = 2.0
"""Seconds between looks at who waits."""
HIDDEN = timedelta(seconds=30)
BACK_OFF = (5, 15, 60, 300, 900, 3600)
"""Seconds until an alert is tried again, by the number of attempts so far; then it is given up."""
KEPT = timedelta(days=30)


class AlertStore(Protocol):
    async def spells(self, now: datetime) -> Sequence[Spell]: ...

    async def give(self, alert: Alert, now: datetime, mail: Mail | None) -> bool: ...

    async def take(self, now: datetime, until: datetime) -> tuple[int, Alert, int] | None: ...

    async def settle(self, id: int, now: datetime, *, again: datetime | None, sent: bool) -> None: ...

    async def forget(self, before: datetime) -> None: ...


class Way(Protocol):
    """Where alerts for everybody go."""

    async def send(self, alert: Alert, link: str, said: str) -> None:
        """Raises AlertFailed."""


@dataclass(frozen=True, slots=True)
class Setup:
    public_url: str
    """Empty: alerts come without a link."""
    escalate_after: timedelta
    mails: bool
    """Whether there is a mail server."""


class Alerting:
    def __init__(
        self,
        store: AlertStore,
        members: Members,
        hours: Hours,
        ways: Mapping[str, Way],
        setup: Setup,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._members, self._hours, self._ways = store, members, hours, ways
        self._setup, self._clock = setup, clock

    async def run(self) -> None:
        """Look after alerts until cancelled."""
        while True:
            try:
                await self.look()
                while await self.send_one():
                    pass
            except Exception:
                log.exception("alerts can't be looked after")
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        """Note the alerts that are called for now."""
        now = self._clock()
        spells = await self._store.spells(now)
        if not spells:
            return
        everybody = (await self._members.members()).values()
        members = [each for each in everybody if self._setup.mails and not each.disabled]
        for spell in spells:
            for alert in due(
                spell,
                members,
                now,
                ways=tuple(self._ways),
                escalate_after=self._setup.escalate_after,
                waited=self._waited,
                on_shift=self._on_shift,
                is_open=self._hours.is_open(now),
            ):
                await self._store.give(alert, now, await self._mail(alert, now))
        await self._store.forget(now - KEPT)

    async def send_one(self) -> bool:
        """Whether an alert was due; it is sent, put off or given up then."""
        now = self._clock()
        taken = await self._store.take(now, now + HIDDEN)
        if taken is None:
            return False
        id, alert, attempts = taken
        way = self._ways.get(alert.way)
        if way is None:
            await self._store.settle(id, now, again=None, sent=False)
            return True
        try:
            await way.send(alert, self.link(alert.spell), said(alert))
        except AlertFailed as error:
            over = attempts > len(BACK_OFF)
            log.warning("alert not sent way=%s attempts=%d reason=%s", alert.way, attempts, error)
            again = None if over else now + timedelta(seconds=BACK_OFF[attempts - 1])
            await self._store.settle(id, now, again=again, sent=False)
        else:
            await self._store.settle(id, self._clock(), again=None, sent=True)
        return True

    def link(self, spell: Spell) -> str:
        """Where the conversation is at the desk."""
        url = self._setup.public_url
        return f"{url}/desk/conversations/{spell.conversation}" if url else ""

    async def _mail(self, alert: Alert, now: datetime) -> Mail | None:
        id = alerted_member(alert.way)
        member = await self._members.member(id) if id else None
        if member is None:
            return None
        language = member.preferences.language
        key = f"{alert.kind}-{alert.spell.conversation}-{alert.spell.since.timestamp():.0f}"
        return Mail(
            id=hashlib.sha256(f"{key}-{member.id}".encode()).hexdigest()[:40],
            to=member.email,
            subject=text(f"alert_{alert.kind}", language),
            text=f"{said(alert, language)}\n\n{self.link(alert.spell)}".strip(),
            due_at=now,
            conversation=alert.spell.conversation,
        )

    def _waited(self, since: datetime, now: datetime) -> timedelta:
        """Opening time between the two, counted no further than matters."""
        most = self._setup.escalate_after
        return most if self._hours.answer_by(since, most) <= now else timedelta(0)

    def _on_shift(self, member: Member, at: datetime) -> bool:
        own = member.preferences.alert_hours
        if not own:
            return self._hours.is_open(at)
        try:
            return Hours.from_text(own, self._hours.zone).is_open(at)
        except ValueError:
            return self._hours.is_open(at)


def said(alert: Alert, language: str | None = None) -> str:
    """One line without anything personal, in the reader's language, or in the conversation's."""
    language = language or alert.spell.language
    reasons = ", ".join(text(f"reason_{reason}", language) for reason in alert.spell.reasons)
    return text(f"alert_{alert.kind}", language) + (f" ({reasons})" if reasons else "")

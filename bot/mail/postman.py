"""Sends the mails that wait in the database, again with growing pauses while the server can't be reached.

A mail is handed over once; only a crash in the instant between the server's taking it and our noting that may repeat it,
with the same Message-ID.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.mail.model import Mail, MailFailed
from bot.mail.ports import Mailer, Mails

log = logging.getLogger(__name__)

LOOK = 1.0
"""Seconds between looks for mails that are due."""
HIDDEN = timedelta(minutes=3)
"""How long a mail that is being sent is left alone by others; longer than the mailer's own limit for one."""
BACK_OFF = (2, 10, 60, 300, 900, 3600, 3600, 7200, 7200, 14400, 14400, 28800)
"""Seconds until the next attempt, by the number of attempts so far: a day in all, after which a mail is given up."""


def _now() -> datetime:
    return datetime.now(UTC)


class Postman:
    def __init__(self, mails: Mails, mailer: Mailer, now: Callable[[], datetime] = _now) -> None:
        self._mails, self._mailer, self._now = mails, mailer, now

    async def run(self) -> None:
        """Look after mails until cancelled; a mail in the making is finished by the next start."""
        while True:
            try:
                while await self.deliver_one():
                    pass
            except Exception:
                log.exception("mails can't be looked up")
            await asyncio.sleep(LOOK)

    async def deliver_one(self) -> bool:
        """Whether a mail was due; it is sent, put off or given up then."""
        mail = await self._mails.take(self._now(), self._now() + HIDDEN)
        if mail is None:
            return False
        if mail.until is not None and mail.until <= self._now():
            await self._mails.given_up(mail.id, "too late", self._now())
            log.warning("mail given up id=%s reason=too late", mail.id)
            return True
        try:
            await self._mailer.send(mail)
        except MailFailed as error:
            await self._failed(mail, error)
        else:
            await self._mails.sent(mail.id, self._now())
        return True

    async def _failed(self, mail: Mail, error: MailFailed) -> None:
        over = error.permanent or mail.attempts > len(BACK_OFF)
        log.warning("mail %s id=%s reason=%s", "given up" if over else "put off", mail.id, error.reason)
        if over:
            await self._mails.given_up(mail.id, error.reason, self._now())
            return
        wait = timedelta(seconds=BACK_OFF[max(mail.attempts, 1) - 1])
        await self._mails.put_off(mail.id, self._now() + wait, error.reason)

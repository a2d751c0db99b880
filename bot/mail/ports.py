"""What the postman needs: where mails wait, and who hands them over."""

from datetime import datetime
from typing import Protocol

from bot.mail.model import Mail


class Mails(Protocol):
    """Mails that wait in the database; every method is one transaction."""

    async def add(self, mail: Mail) -> None:
        """Have a mail sent; once this returns it is not lost. The same id again changes nothing."""

    async def take(self, now: datetime, until: datetime) -> Mail | None:
        """The mail that is due longest, counted as tried and hidden from others until `until`; None if none is due."""

    async def sent(self, mail: str, at: datetime) -> None:
        """It was handed over; its text is forgotten."""

    async def put_off(self, mail: str, until: datetime, reason: str) -> None: ...

    async def given_up(self, mail: str, reason: str, at: datetime) -> None:
        """It never will be sent; its text is forgotten."""


class Mailer(Protocol):
    async def send(self, mail: Mail) -> None:
        """Hand a mail over to a server that answers for it. Raises MailFailed."""

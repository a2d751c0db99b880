"""A mail on its way out, and why sending one can fail."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mail:
    id: str
    to: str
    subject: str
    text: str
    due_at: datetime
    until: datetime | None = None
    """When it is of no use any more, such as a code that has run out; None if it always is."""
    conversation: str | None = None
    """The conversation it comes from, if any: whoever erases that erases this."""
    attempts: int = 0
    """How often sending it was begun."""


class MailFailed(Exception):
    """A mail could not be handed over. `permanent`: it never will be, such as one to an address that does not exist.

    The reason names no address and no word of the mail; it is logged.
    """

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.permanent = reason, permanent

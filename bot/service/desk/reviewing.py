"""What the bot was unsure of, shown to staff, who say what was meant; `python -m bot train --with-reviewed` learns from it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.service.desk.people_store import Members
from bot.service.desk.review_views import Mark, ReviewItem, Verdict
from bot.service.desk.views import Who
from bot.staff.errors import NotAllowed
from bot.staff.model import Member, Right
from bot.staff.trail import Deed

INTENTS = (
    "report_claim", "inform", "correct", "affirm", "deny", "dont_know", "skip", "repeat_question", "request_human",
    "request_callback", "complaint", "claim_status", "ask_coverage", "ask_process", "ask_privacy", "ask_bot_identity",
    "change_language", "restart", "cancel", "greet", "thank", "goodbye", "out_of_scope",
)  # fmt: skip
"""What people can mean, as in domain.yml; what is most likely to be meant first."""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    items: tuple[ReviewItem, ...]
    left: int
    """How many wait to be reviewed in all."""
    more: int | None
    """Where the next part begins, None at the end."""
    people: Mapping[str, Who]


class Reviewed(Protocol):
    """The store's part."""

    async def page(self, start: int, limit: int, *, done: bool) -> Sequence[ReviewItem]: ...

    async def left(self) -> int: ...

    async def mark(self, message: str, mark: Mark, member: str, at: datetime) -> bool: ...


class Trail(Protocol):
    async def append(self, at: datetime, member: str | None, *deeds: Deed) -> None: ...


class Review:
    def __init__(
        self,
        reviewed: Reviewed,
        members: Members,
        trail: Trail,
        types: Collection[str],
        clock: Callable[[], datetime],
    ) -> None:
        """`types`: the incident types of this line of business."""
        self._reviewed, self._members, self._trail = reviewed, members, trail
        self._types, self._now = types, clock

    async def page(
        self, member: Member, start: int = 0, *, limit: int = 30, done: bool = False
    ) -> ReviewPage:
        """What is left to review, the least sure first, or with `done` what was reviewed. Raises NotAllowed."""
        _demand(member)
        items = tuple(await self._reviewed.page(start, limit + 1, done=done))
        if items:
            shown = list(dict.fromkeys(item.conversation for item in items[:limit]))
            await self._trail.append(self._now(), member.id, Deed("review_list", details={"found": shown}))
        people = {id: Who(id, each.name) for id, each in (await self._members.members()).items()}
        more = start + limit if len(items) > limit else None
        return ReviewPage(items[:limit], await self._reviewed.left(), more, people)

    async def mark(self, member: Member, message: str, *, intent: str, incident_type: str) -> None:
        """Say what a message meant; an empty text says nothing of that part.

        Raises NotAllowed, ValueError if nothing is said or there is no such intent or type, KeyError for no such message.
        """
        if not (intent or incident_type):
            raise ValueError("a mark needs an intent or an incident type")
        if (intent and intent not in INTENTS) or (incident_type and incident_type not in self._types):
            raise ValueError(f"there is no {intent} or {incident_type}")
        await self._mark(member, message, Mark(Verdict.MARKED, intent or None, incident_type or None))

    async def dismiss(self, member: Member, message: str) -> None:
        """There is nothing to learn from a message. Raises NotAllowed, or KeyError for no such message."""
        await self._mark(member, message, Mark(Verdict.DISMISSED))

    async def take_back(self, member: Member, message: str) -> None:
        """Have a message reviewed again. Raises NotAllowed, or KeyError for no such message."""
        await self._mark(member, message, Mark())

    async def _mark(self, member: Member, message: str, mark: Mark) -> None:
        _demand(member)
        if not await self._reviewed.mark(message, mark, member.id, self._now()):
            raise KeyError(message)


def _demand(member: Member) -> None:
    if not member.may(Right.REVIEW):
        raise NotAllowed(Right.REVIEW)

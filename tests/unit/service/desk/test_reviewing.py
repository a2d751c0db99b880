"""The review list: for those who may, with intents and types that there are."""

from datetime import datetime

import pytest
import yaml

from bot.commands.processes import ROOT
from bot.service.desk.people_store import Members
from bot.service.desk.review_views import Mark, ReviewItem, Verdict
from bot.service.desk.reviewing import INTENTS, Review
from bot.staff.errors import NotAllowed
from bot.staff.model import Member, Role
from bot.staff.trail import Deed
from tests.builders import NOW

ANNA = Member("m1", "anna@insurer.example", "Anna Berg", Role.SUPPORT)


class Stored:
    """Store, people and trail in one."""

    def __init__(self) -> None:
        self.marks: list[tuple[str, Mark, str]] = []
        self.deeds: list[Deed] = []
        self.items = [
            ReviewItem(
                f"m{n}",
                f"v{n}",
                None,
                None,
                NOW,
                "hm",
                None,
                None,
                "deny",
                0.3,
                None,
                None,
                False,
                (),
                Mark(),
                None,
                None,
            )
            for n in range(3)
        ]

    async def page(self, start: int, limit: int, *, done: bool) -> list[ReviewItem]:
        return [] if done else self.items[start : start + limit]

    async def left(self) -> int:
        return len(self.items)

    async def mark(self, message: str, mark: Mark, member: str, at: datetime) -> bool:
        self.marks.append((message, mark, member))
        return message != "nobody"

    async def members(self) -> dict[str, Member]:
        return {ANNA.id: ANNA}

    async def append(self, at: datetime, member: str | None, *deeds: Deed) -> None:
        self.deeds += deeds


@pytest.fixture
def stored() -> Stored:
    return Stored()


@pytest.fixture
def review(stored: Stored) -> Review:
    members: Members = stored  # type: ignore[assignment]
    return Review(stored, members, stored, {"data_loss"}, lambda: NOW)


def test_the_intents_are_those_that_the_engine_knows() -> None:
    known = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["intents"]
    assert set(INTENTS) == {next(iter(intent)) if isinstance(intent, dict) else intent for intent in known}


async def test_pages_follow_on_each_other_and_the_trail_tells_who_saw_what(
    review: Review, stored: Stored
) -> None:
    page = await review.page(ANNA, limit=2)
    assert ([item.message for item in page.items], page.more, page.left) == (["m0", "m1"], 2, 3)
    assert (await review.page(ANNA, 2, limit=2)).more is None
    assert stored.deeds[0].details == {"found": ["v0", "v1"]}


async def test_a_mark_says_intent_type_or_both(review: Review, stored: Stored) -> None:
    await review.mark(ANNA, "m0", intent="dont_know", incident_type="")
    await review.mark(ANNA, "m1", intent="", incident_type="data_loss")
    await review.dismiss(ANNA, "m2")
    assert [mark for _, mark, _ in stored.marks] == [
        Mark(Verdict.MARKED, "dont_know"),
        Mark(Verdict.MARKED, None, "data_loss"),
        Mark(Verdict.DISMISSED),
    ]


@pytest.mark.parametrize(
    ("intent", "kind"), [("", ""), ("made_up", ""), ("", "made_up"), ("nlu_fallback", "")]
)
async def test_what_there_is_not_is_no_mark(review: Review, stored: Stored, intent: str, kind: str) -> None:
    with pytest.raises(ValueError, match=r"needs|there is no"):
        await review.mark(ANNA, "m0", intent=intent, incident_type=kind)
    assert stored.marks == []


async def test_nobody_reviews_without_the_right(review: Review, stored: Stored) -> None:
    gone = Member("m2", "x@insurer.example", "X", Role.SUPPORT, disabled=True)
    with pytest.raises(NotAllowed):
        await review.page(gone)
    with pytest.raises(NotAllowed):
        await review.dismiss(gone, "m0")
    assert stored.marks == []


async def test_a_message_that_nobody_knows_is_an_error(review: Review) -> None:
    with pytest.raises(KeyError):
        await review.dismiss(ANNA, "nobody")

"""The list of claims over each database: filters, totals, pages."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.claims.model import Claim, Status
from bot.claims.rules import Level
from bot.claims.values import Money, Value
from bot.service.desk.claims_book import Wanted
from bot.store.claims_book import SqlClaimsBook
from bot.store.database import Database
from bot.store.store import SqlStore
from tests.builders import a_complete_claim, a_conversation, day, euros
from tests.contract.conftest import T0

SUMS: tuple[tuple[str, dict[str, Value | None]], ...] = (
    (
        "FN-26-00001",
        {"amount_claimed": euros("1400"), "insured_name": "Eva Öztürk", "incident_type": "lost_key"},
    ),
    ("FN-26-00002", {"amount_claimed": euros("5000", "8000"), "claimant": "50 % Rabatt_GmbH"}),
    ("FN-26-00003", {"amount_claimed": Money(Decimal("2500.50"), Decimal("2500.50"), "CHF")}),
    ("FN-26-00004", {"amount_claimed": None, "amount_estimated": None}),
)


@pytest.fixture
def book(database: Database) -> SqlClaimsBook:
    return SqlClaimsBook(database, ZoneInfo("Europe/Berlin"))


async def kept(store: SqlStore, number: int, **changes: Any) -> Claim:
    reference, values = SUMS[number]
    claim = a_complete_claim(values)
    at = T0 + timedelta(days=number)
    claim.id, claim.conversation, claim.opened_at = f"c{number}", f"v{number}", at
    claim.submit(at=at, reference=reference, missing=())
    for name, value in changes.items():
        setattr(claim, name, value)
    conversation = a_conversation(id=claim.conversation, opened_at=at, claim=claim.id)
    await store.open_conversation(conversation)
    await store.save(conversation, [claim])
    return claim


@pytest.fixture
async def four(sql_store: SqlStore) -> None:
    for number in range(len(SUMS)):
        await kept(sql_store, number)


async def references(book: SqlClaimsBook, wanted: Wanted) -> list[str | None]:
    return [entry.reference async for entry in book.all(wanted)]


@pytest.mark.usefixtures("four")
async def test_the_newest_comes_first_and_pages_follow_on_each_other(book: SqlClaimsBook) -> None:
    first = await book.page(Wanted(), limit=3)
    assert first.more is not None
    second = await book.page(Wanted(), after=first.more, limit=3)
    listed = [entry.reference for entry in (*first.entries, *second.entries)]
    assert listed == [reference for reference, _ in reversed(SUMS)]
    assert second.more is None


async def test_a_place_that_is_none_is_refused(book: SqlClaimsBook) -> None:
    with pytest.raises(ValueError, match="nonsense"):
        await book.page(Wanted(), after="nonsense")


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(incident_type="lost_key"), [0]),
        (Wanted(words="oezturk EVA"), [0]),
        (Wanted(words="50 %"), [1]),
        (Wanted(words="t_g"), [1]),
        (Wanted(words="a%b"), []),
        (Wanted(words="26-00003"), [2]),
        (Wanted(least=Decimal(6000)), [1]),
        (Wanted(received_from=date(2026, 4, 10)), [3, 2]),
        (Wanted(received_to=date(2026, 4, 8)), [0]),
        (Wanted(status=Status.ACCEPTED), []),
        (Wanted(level=Level.EMERGENCY), []),
    ],
)
async def test_shows_what_is_wanted(book: SqlClaimsBook, wanted: Wanted, numbers: list[int]) -> None:
    assert await references(book, wanted) == [SUMS[number][0] for number in numbers]


async def test_drafts_are_shown_only_where_they_are_asked_for(
    book: SqlClaimsBook, sql_store: SqlStore
) -> None:
    await kept(sql_store, 0, status=Status.DRAFT, reference=None, submitted_at=None)
    assert await references(book, Wanted()) == []
    assert await references(book, Wanted(status=Status.DRAFT)) == [None]
    in_full = [claim async for claim in book.in_full(Wanted(status=Status.DRAFT))]
    assert [claim["status"] for claim in in_full] == ["draft"]


@pytest.mark.usefixtures("four")
async def test_sums_stay_apart_by_currency(book: SqlClaimsBook) -> None:
    totals = await book.totals(Wanted())
    assert totals.claims == 4
    assert totals.by_status == {Status.SUBMITTED: 4}
    assert totals.sums == {"EUR": (Decimal(6400), Decimal(9400)), "CHF": (Decimal("2500.50"),) * 2}
    assert totals.unknown == 1


@pytest.mark.usefixtures("four")
async def test_in_full_every_field_comes_with_it(book: SqlClaimsBook) -> None:
    [claim] = [claim async for claim in book.in_full(Wanted(incident_type="lost_key"))]
    assert claim["reference"] == "FN-26-00001"
    assert claim["fields"]["amount_claimed"]["value"]["low"] == 1400


async def test_a_claim_keeps_its_days(book: SqlClaimsBook, sql_store: SqlStore) -> None:
    await kept(sql_store, 0)
    [entry] = (await book.page(Wanted())).entries
    assert entry.amount == euros("1400")
    assert entry.occurred is None or entry.occurred.start >= day("2000-01-01").start

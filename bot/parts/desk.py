"""The desk's own part of the composition root: who may sign in, and what staff can do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.claims.catalogue import Catalogue
from bot.claims.clocks import Calendar
from bot.conversations.message import Message
from bot.remote.company_account import OpenIdAccount
from bot.service.claim_file import ClaimFiles
from bot.service.desk.accounts import Passwords, Rules, SignedInAccounts
from bot.service.desk.desk import StaffDesk, Stores
from bot.service.desk.factors import Factors
from bot.service.desk.overview import BANDS, Overviews
from bot.service.desk.people import People
from bot.service.desk.reviewing import Review
from bot.service.intake import Intake
from bot.service.ports import Reader, Records
from bot.service.talk import Talk
from bot.settings import Settings
from bot.staff.model import Member
from bot.store.audit import SqlAudit
from bot.store.canned import SqlCanned
from bot.store.claim_file import SqlClaimFiles
from bot.store.database import Database
from bot.store.desk_changes import SqlDeskChanges
from bot.store.desk_reading import SqlDeskReading
from bot.store.overview import SqlOverview
from bot.store.people import SqlPeople
from bot.store.queue import SqlQueue
from bot.store.sign_ins import SqlSignIns
from bot.store.understood import SqlReview


@dataclass(frozen=True, slots=True)
class DeskParts:
    desk: StaffDesk
    accounts: SignedInAccounts
    people: People
    overviews: Overviews
    review: Review
    files: ClaimFiles
    company: OpenIdAccount | None
    """To be closed at the end."""


def desk_parts(
    settings: Settings,
    database: Database,
    catalogue: Catalogue,
    intake: Intake,
    reader: Reader,
    records: Records,
    talk: Talk,
    changed: Callable[[str, Sequence[Message]], None],
) -> DeskParts:
    stores = Stores(
        SqlDeskChanges(database, catalogue, calendar(intake)),
        SqlQueue(database),
        SqlDeskReading(database),
        SqlCanned(database),
        SqlAudit(database),
        SqlPeople(database),
    )
    desk = StaffDesk(stores, catalogue, intake, reader, records, talk, changed, _now)
    company = None
    if settings.oidc_issuer:
        company = OpenIdAccount(
            settings.oidc_issuer, settings.oidc_client, settings.oidc_secret, settings.oidc_name
        )
    rules = Rules(settings.staff_idle, settings.staff_session, settings.staff_second_factor)
    hashing = Passwords()
    accounts = SignedInAccounts(SqlSignIns(database), Factors(settings.secret), rules, _now, company, hashing)

    async def gone(by: Member | None, member: Member) -> None:
        await desk.put_back(by, member, _now())

    return DeskParts(
        desk,
        accounts,
        People(SqlPeople(database), _now, gone, hashing),
        Overviews(SqlOverview(database, BANDS), intake.duty, _now, settings.hours_zone),
        Review(SqlReview(database), stores.members, stores.trail, _types(catalogue), _now),
        ClaimFiles(SqlClaimFiles(database), stores.members, stores.trail, catalogue, intake.duty, _now),
        company,
    )


def calendar(intake: Intake) -> Calendar:
    """Where clocks are counted."""
    return Calendar(intake.duty.hours.zone, intake.duty.hours.is_holiday)


def _types(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(catalogue.field("incident_type").choices)


def _now() -> datetime:
    return datetime.now(UTC)

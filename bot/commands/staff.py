"""`python -m bot staff`: add, list, disable and reset the people who may sign in to the desk."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime

from bot.claims.catalogue import HERE as CATALOGUES
from bot.claims.catalogue import Catalogue
from bot.commands import migrate
from bot.service.desk.leaving import put_back
from bot.service.desk.people import People
from bot.settings import Settings
from bot.staff.errors import KnownMember, LastAdmin, UnknownMember
from bot.staff.model import Member, Role
from bot.store.database import Database
from bot.store.desk_changes import SqlDeskChanges
from bot.store.people import SqlPeople

FIRST = "admin@localhost"
"""What the first admin signs in with until somebody gives them another address."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    adding = actions.add_parser("add", help="add somebody; prints a one-time password, once")
    adding.add_argument("email", help="what they sign in with")
    adding.add_argument("--name", required=True, help='as the insured see it: "Anna Berg"')
    adding.add_argument("--role", choices=list(Role), default=Role.SUPPORT.value)
    actions.add_parser("list", help="list everybody")
    disabling = actions.add_parser("disable", help="keep somebody out, and end their sessions")
    disabling.add_argument("email")
    enabling = actions.add_parser("enable", help="let somebody in again")
    enabling.add_argument("email")
    resetting = actions.add_parser(
        "reset", help="a new one-time password; their second factor is gone, their sessions end"
    )
    resetting.add_argument("email")


def main(options: argparse.Namespace) -> int:
    settings = migrate.up_to_date()
    return asyncio.run(_main(settings, options))


async def first_admin(settings: Settings) -> None:
    """Where nobody can sign in yet, add an admin and print their one-time password."""
    database = Database(settings.database_url)
    try:
        people = SqlPeople(database)
        if await people.members():
            return
        _, password = await People(people, _now).add(
            None, email=FIRST, name="Admin", role=Role.ADMIN, first=True
        )
    except KnownMember:
        return
    finally:
        await database.close()
    print(
        f"The desk has its first admin: {FIRST} with the one-time password {password} (shown this once).",
        file=sys.stderr,
    )


async def _main(settings: Settings, options: argparse.Namespace) -> int:
    database = Database(settings.database_url)
    store = SqlPeople(database)
    settled = SqlDeskChanges(database, Catalogue.load(CATALOGUES / f"{settings.line}.yml"))

    async def gone(by: Member | None, away: Member) -> None:
        # Open pages and chats look for themselves.
        await put_back(settled, by, away, _now(), lambda conversation, messages: None)

    people = People(store, _now, gone)
    try:
        match options.action:
            case "list":
                for member in await people.list(None):
                    print(_line(member))
            case "add":
                member, password = await people.add(
                    None, email=options.email, name=options.name, role=Role(options.role)
                )
                print(f"{member.email} may sign in with the one-time password {password} (shown this once).")
            case "reset":
                password = await people.reset(None, await _id(store, options.email))
                print(f"{options.email} may sign in with the one-time password {password} (shown this once).")
            case action:
                disabled = action == "disable"
                await people.disable(None, await _id(store, options.email), disabled=disabled)
    except KnownMember as error:
        return _refused(f"{error} is known already.")
    except UnknownMember:
        return _refused(f"Nobody has the address {options.email}.")
    except LastAdmin:
        return _refused("That would leave no admin.")
    except ValueError as error:
        return _refused(f"That can't be used: {error}.")
    finally:
        await database.close()
    return 0


async def _id(store: SqlPeople, email: str) -> str:
    for member in (await store.members()).values():
        if member.email == email.strip().casefold():
            return member.id
    raise UnknownMember(email)


def _line(member: Member) -> str:
    marks = ["disabled"] if member.disabled else []
    marks += ["second factor"] if member.second_factor else []
    return "\t".join((member.email, member.role.value, member.name, ", ".join(marks)))


def _refused(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


def _now() -> datetime:
    return datetime.now(UTC)

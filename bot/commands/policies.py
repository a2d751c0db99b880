"""`python -m bot policies`: import the insurer's policies from a table, list them, look one up."""

import argparse
import asyncio
import sys
from datetime import date
from pathlib import Path

from bot.claims.catalogue import catalogue_files
from bot.claims.policy_number import number_key
from bot.claims.values import Period
from bot.commands import migrate
from bot.policies.check import check
from bot.policies.directory import DirectoryDown, NoPolicies, PolicyDirectory
from bot.policies.listing import BadListing, read_listing, write_listing
from bot.policies.model import Policy, PolicyStatus
from bot.remote.policies import RemotePolicies
from bot.settings import PREFIX, Settings
from bot.store.database import Database
from bot.store.policies import SqlPolicies

_SHOWN = 50
"""Problems of a file that are named one by one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    importing = actions.add_parser(
        "import", help="add the policies of a table (CSV), or replace them by number"
    )
    importing.add_argument("file", type=Path, help="the table; its columns are in docs/policies.md")
    importing.add_argument("--skip-bad", action="store_true", help="leave out lines that can't be used")
    actions.add_parser("list", help="write all imported policies as a table")
    checking = actions.add_parser("check", help="look for a policy as the assistant does")
    checking.add_argument("number")
    checking.add_argument("--name", help="check that it belongs to this name")
    checking.add_argument("--contact", help="check that it belongs to this e-mail address or phone number")
    checking.add_argument(
        "--on", type=date.fromisoformat, help="day on which cover is needed; default: today"
    )


def main(options: argparse.Namespace) -> int:
    settings = migrate.up_to_date()
    match options.action:
        case "import":
            return _import(settings, options.file, options.skip_bad)
        case "list":
            return asyncio.run(_list(settings))
        case _:
            day = options.on or date.today()
            return asyncio.run(_check(settings, options.number, options.name, options.contact, day))


def _import(settings: Settings, file: Path, skip_bad: bool) -> int:
    """All lines or none, unless bad ones are to be skipped."""
    try:
        listing = read_listing(file.read_bytes())
    except (OSError, BadListing) as error:
        reason = f"{error.strerror}." if isinstance(error, OSError) else str(error)
        print(f"{file} can't be used: {reason}", file=sys.stderr)
        return 2
    if listing.ignored:
        print(f"Columns that mean nothing here: {', '.join(listing.ignored)}", file=sys.stderr)
    for problem in listing.problems[:_SHOWN]:
        print(problem, file=sys.stderr)
    if len(listing.problems) > _SHOWN:
        print(f"… and {len(listing.problems) - _SHOWN} more", file=sys.stderr)
    if listing.problems and not (skip_bad and listing.policies):
        print("Nothing was imported; mend the lines, or leave them out with --skip-bad.", file=sys.stderr)
        return 1
    asyncio.run(_put(settings, listing.policies))
    print(f"Imported {len(listing.policies)} policies.", file=sys.stderr)
    lines = [file.stem for file in catalogue_files()]
    unknown = [policy.line for policy in listing.policies if policy.line not in ("", *lines)]
    if unknown:
        print(
            f"{len(unknown)} of them will not be found: no catalogue is named {', '.join(sorted(set(unknown)))}. "
            f"Name the line {' or '.join(lines)}, or leave it empty for any, and import them again.",
            file=sys.stderr,
        )
    return 0


async def _put(settings: Settings, policies: tuple[Policy, ...]) -> None:
    database = Database(settings.database_url)
    try:
        await SqlPolicies(database).put(policies)
    finally:
        await database.close()


async def _list(settings: Settings) -> int:
    database = Database(settings.database_url)
    try:
        sys.stdout.write(write_listing([policy async for policy in SqlPolicies(database).all()]))
    finally:
        await database.close()
    return 0


async def _check(settings: Settings, number: str, name: str | None, contact: str | None, day: date) -> int:
    database = Database(settings.database_url)
    remote = RemotePolicies(settings.policies_url, settings.policies_token) if settings.policies_url else None
    directory: PolicyDirectory = remote or SqlPolicies(database)
    try:
        found = await directory.find(number, name, contact)
    except NoPolicies:
        print("There are no policies yet: `python -m bot policies import`.", file=sys.stderr)
        return 2
    except DirectoryDown as error:
        print(f"{PREFIX}POLICIES_URL can't be asked ({error}).", file=sys.stderr)
        return 2
    finally:
        await database.close()
        if remote:
            await remote.close()
    needed = Period(day, day)
    if name or contact:
        result = check(found, number, name, contact, needed)
        print(f"{result.status}{_listed(result.policies, needed)}")
        return 0 if result.status is PolicyStatus.MATCHED else 1
    named = tuple(policy for policy in found if number_key(policy.number) == number_key(number))
    print(f"{'found' if named else PolicyStatus.NUMBER_UNKNOWN}{_listed(named, needed)}")
    return 0 if named else 1


def _listed(policies: tuple[Policy, ...], day: Period) -> str:
    return "".join(
        f"\n{policy.number}  {policy.holder}  {policy.valid_from} to {policy.valid_to or '…'}"
        f"  {policy.standing(day)}{f'  {policy.line}' if policy.line else ''}"
        for policy in policies
    )

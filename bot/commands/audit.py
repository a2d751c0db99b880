"""`python -m bot audit verify`: whether the audit trail is whole."""

import argparse
import asyncio
import sys

from bot.commands import migrate
from bot.settings import Settings
from bot.store.audit import SqlAudit
from bot.store.database import Database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    verifying = actions.add_parser("verify", help="check that no entry was changed, put in or taken out")
    verifying.add_argument(
        "--expect", metavar="HASH", help="a hash that was printed before and has to be in the trail"
    )


def main(options: argparse.Namespace) -> int:
    settings = migrate.up_to_date()
    return asyncio.run(_verify(settings, options.expect))


async def _verify(settings: Settings, expected: str | None) -> int:
    database = Database(settings.database_url)
    try:
        trail = SqlAudit(database)
        entries, head, broken = await trail.verify()
        known = expected is None or await trail.has(expected)
    finally:
        await database.close()
    if broken is not None:
        print(f"The audit trail is broken at entry {broken} of {entries}.", file=sys.stderr)
        return 1
    if not known:
        print("The audit trail is whole, but not the one that had the expected hash.", file=sys.stderr)
        return 1
    print(f"The audit trail is whole: {entries} entries, the newest has the hash {head or '(none)'}.")
    return 0

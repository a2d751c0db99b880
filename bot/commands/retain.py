"""`python -m bot retain`: erase what has been kept long enough; the service itself does it once a day."""

import argparse
import asyncio
from datetime import UTC, datetime

from bot.commands import migrate
from bot.commands.people import Place
from bot.service.retention import Retention
from bot.settings import Settings
from bot.store.leases import SqlLeases
from bot.store.retention import SqlRetention


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="only show what would be erased")


def main(options: argparse.Namespace) -> int:
    """0 if all that is due is gone, 1 if something could not be erased."""
    return asyncio.run(_run(migrate.up_to_date(), dry_run=options.dry_run))


async def _run(settings: Settings, *, dry_run: bool) -> int:
    async with Place(settings) as place:
        retention = Retention(
            SqlRetention(place.database),
            place.erasure,
            SqlLeases(place.database),
            settings.retention_drafts,
            settings.retention_closed,
        )
        now = datetime.now(UTC)
        if dry_run:
            due = await retention.due(now)
            for kind, conversations in (("never sent", due.drafts), ("closed", due.closed)):
                for conversation in conversations:
                    print(f"{conversation}  {kind}")
            return 0
        done = await retention.round(now)
    print(
        f"Erased {done.drafts} that were never sent and {done.closed} closed ones, "
        f"removed {done.empty} empty ones; {done.failed} could not be erased."
    )
    return 1 if done.failed else 0

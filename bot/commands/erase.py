"""`python -m bot erase`: leave nothing of a person but the reports that have to be kept (docs/privacy.md)."""

import argparse
import asyncio
import sys

from bot.commands import migrate
from bot.commands.people import Place, add_people, chosen
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_people(parser)
    parser.add_argument("--dry-run", action="store_true", help="only show which conversations these are")
    parser.add_argument(
        "--reports-too",
        action="store_true",
        help="sent reports as well; only where no law demands that they are kept",
    )


def main(options: argparse.Namespace) -> int:
    """0 if something was erased, 1 if there is nobody like this or not all could be erased."""
    return asyncio.run(_run(migrate.up_to_date(), options))


async def _run(settings: Settings, options: argparse.Namespace) -> int:
    async with Place(settings) as place:
        conversations = await chosen(place.erasures, options)
        if not conversations:
            print("Nobody is known by this.", file=sys.stderr)
            return 1
        for conversation in conversations:
            if options.dry_run:
                print(conversation)
                continue
            erased = await place.erasure.erase(conversation, reports_too=options.reports_too)
            kept = ", ".join(erased.reports) if erased else ""
            print(f"{conversation}  erased{f'; these reports stay: {kept}' if kept else ''}")
    return 0

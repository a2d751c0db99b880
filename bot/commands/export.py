"""`python -m bot export`: claims as JSON lines, every field with its value and where it came from."""

import argparse
import asyncio
import json
import sys

from bot.settings import Settings
from bot.store.database import Database
from bot.store.queries import exported_claims


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--drafts", action="store_true", help="drafts as well")
    parser.add_argument("--reference", help="only the claim with this reference")


def main(options: argparse.Namespace) -> int:
    asyncio.run(_run(Settings.from_environment(), options.drafts, options.reference))
    return 0


async def _run(settings: Settings, drafts: bool, reference: str | None) -> None:
    database = Database(settings.database_url)
    try:
        async for claim in exported_claims(database, drafts=drafts, reference=reference):
            sys.stdout.write(json.dumps(claim, ensure_ascii=False) + "\n")
    finally:
        await database.close()

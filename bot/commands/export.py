"""`python -m bot export`: claims as JSON lines, each field with its source; one as a PDF; or all about one person."""

import argparse
import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.claims.catalogue import HERE, Catalogue
from bot.claims.languages import FALLBACK
from bot.commands import migrate
from bot.commands.people import Place, chosen
from bot.desk.claim_paper import as_pdf, file_name
from bot.desk.pages import Words, desk_languages
from bot.service.claim_file import ClaimFiles, UnknownClaim
from bot.service.duty import Duty
from bot.settings import Settings
from bot.staff.trail import Deed
from bot.store.audit import SqlAudit
from bot.store.claim_file import SqlClaimFiles
from bot.store.database import Database
from bot.store.people import SqlPeople
from bot.store.personal import everything
from bot.store.queries import exported_claims


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--drafts", action="store_true", help="drafts as well")
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument("--reference", help="only the claim with this reference")
    whom.add_argument("--pdf", metavar="REFERENCE", help="this claim as a PDF, into the file --out")
    whom.add_argument("--conversation", help="everything that is held of the person in this conversation")
    whom.add_argument("--contact", help="everything that is held of who has this e-mail address or number")
    parser.add_argument(
        "--out", type=Path, help="the PDF's file; REFERENCE.pdf in this folder if none is named"
    )
    parser.add_argument(
        "--language", choices=desk_languages(), default=FALLBACK, help="of the PDF; its times are the team's"
    )


def main(options: argparse.Namespace) -> int:
    settings = migrate.up_to_date()
    if options.conversation or options.contact:
        return asyncio.run(_person(settings, options))
    if options.pdf:
        return asyncio.run(_pdf(settings, options))
    asyncio.run(_run(settings, options.drafts, options.reference))
    return 0


async def _run(settings: Settings, drafts: bool, reference: str | None) -> None:
    database = Database(settings.database_url)
    try:
        await _noted(database, form="lines", **({"reference": reference} if reference else {}))
        async for claim in exported_claims(database, drafts=drafts, reference=reference):
            sys.stdout.write(json.dumps(claim, ensure_ascii=False) + "\n")
    finally:
        await database.close()


async def _noted(database: Database, conversation: str | None = None, **details: str) -> None:
    """What is taken away from the command line stands in the audit trail, too."""
    deed = Deed("export_claims", conversation, details=details)
    await SqlAudit(database).append(datetime.now(UTC), None, deed)


async def _pdf(settings: Settings, options: argparse.Namespace) -> int:
    catalogue, database = Catalogue.load(HERE / f"{settings.line}.yml"), Database(settings.database_url)
    stores = SqlClaimFiles(database), SqlPeople(database), SqlAudit(database)
    try:
        files = ClaimFiles(*stores, catalogue, Duty.of(settings), lambda: datetime.now(UTC))
        file = await files.of_reference(options.pdf, options.language)
    except UnknownClaim:
        print(f"There is no claim {options.pdf}.", file=sys.stderr)
        return 1
    finally:
        await database.close()
    words = Words(options.language, settings.hours_zone)
    out = options.out or Path(file_name(file))
    out.write_bytes(as_pdf(file, words, settings.insurer, datetime.now(UTC)))
    print(out, file=sys.stderr)
    return 0


async def _person(settings: Settings, options: argparse.Namespace) -> int:
    """A conversation a line: the rows of each table, by its name."""
    async with Place(settings) as place:
        found = await chosen(place.erasures, options)
        for conversation in found:
            await _noted(place.database, conversation, form="person")
            held = await everything(place.database, conversation)
            sys.stdout.write(json.dumps(held, ensure_ascii=False) + "\n")
    if not found:
        print("Nobody is known by this.", file=sys.stderr)
    return 0 if found else 1

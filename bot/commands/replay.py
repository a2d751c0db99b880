"""`python -m bot replay`: a stored conversation, to read, as a dialogue test, or played again with a running service."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from typing import TextIO

import httpx

from bot.claims.catalogue import HERE, Catalogue
from bot.claims.values import to_json
from bot.commands import migrate
from bot.commands.chat_api import ChatRefused
from bot.commands.chat_screen import INDENT, SPEAKERS
from bot.commands.dialogue_test import as_test, comments, in_words, written
from bot.commands.recording import Recording, record
from bot.commands.replay_against import Player, differences, opening
from bot.settings import Settings
from bot.store.database import Database
from bot.store.transcript import Transcript, read_transcript

_TEXT = " " * len("14:05 I: ")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", help="the conversation's id, or the reference of its claim")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--as-test", action="store_true", help="write a dialogue test (YAML)")
    how.add_argument(
        "--against", metavar="URL", help="say it all again to a running service and compare what is asked"
    )
    parser.add_argument("--keep-personal", action="store_true", help="leave personal data as it is")


def main(options: argparse.Namespace) -> int:
    """0, 1 if a service asks something else, 2 if there is no such conversation or service."""
    settings = migrate.up_to_date()
    transcript = asyncio.run(_read(settings, options.id))
    if transcript is None:
        return fail(f"There is no conversation and no claim {options.id}.")
    recording = record(transcript, Catalogue.load(HERE / f"{settings.line}.yml"))
    redactor = recording.redactor()
    replaced: Callable[[str], str] = str if options.keep_personal else redactor
    if options.against:
        return play(recording, options.against, replaced)
    if options.as_test:
        content = as_test(recording, replaced)
        sys.stdout.write(
            written(content, comments(recording, () if options.keep_personal else redactor.unfitting))
        )
        return 0
    show(recording, replaced, sys.stdout)
    return 0


def show(recording: Recording, replaced: Callable[[str], str], out: TextIO) -> None:
    """Every message with its time by the conversation's clock, then what the claims hold."""
    conversation = recording.conversation
    out.write(f"{conversation.channel}, {recording.locale}, {conversation.timezone}, {conversation.owner}\n")
    day = None
    for message in recording.transcript.messages:
        at = conversation.local(message.at)
        if at.date() != day:
            day = at.date()
            out.write(f"\n{day.isoformat()}\n")
        text = f"[{replaced(message.text)}]" if message.pressed else replaced(message.text)
        text += "".join(f"  [{replaced(button.label)}]" for button in message.buttons)
        text += f"  (asks {message.asks})" if message.asks else ""
        who = SPEAKERS.get(message.author.value)
        spoken = f"{who}: {text}" if who else f"({text})"
        out.write(f"{at:%H:%M} {spoken}".replace("\n", f"\n{_TEXT}") + "\n")
    for claim in recording.transcript.claims:
        out.write(f"\n{claim.line}, {claim.status}\n")
        for name, fact in claim.projection().items():
            value = to_json(fact.value)
            out.write(
                f"{INDENT}{name}: {replaced(value) if isinstance(value, str) else value} ({fact.set_by})\n"
            )


def play(recording: Recording, url: str, replaced: Callable[[str], str]) -> int:
    """0 if the service at `url` asks the same after every turn, 1 if not, 2 if it can't be talked to."""
    for number, turn in enumerate(recording.turns, start=1):
        if turn.after:
            sys.stderr.write(f"{in_words(turn.after)} before turn {number} are left out.\n")
    with httpx.Client(base_url=url, timeout=10.0) as client:
        player = Player(client)
        try:
            player.open(opening(recording))
            found = list(differences(recording, player, replaced))
        except httpx.TransportError:
            return fail(f"Nothing answers at {url}. Is the service running?")
        except ChatRefused as refused:
            return fail(f"The service at {url} refuses: {refused}")
    for difference in found:
        sys.stdout.write(f"{difference}\n")
    return 1 if found else 0


def fail(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 2


async def _read(settings: Settings, wanted: str) -> Transcript | None:
    database = Database(settings.database_url)
    try:
        return await read_transcript(database, wanted)
    finally:
        await database.close()

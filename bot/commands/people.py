"""Whom a command is about, and what it needs to erase them."""

import argparse
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from bot.dialogue.client import RasaEngine
from bot.parts.files import file_store
from bot.service.documents import PREVIEW
from bot.service.erasing import Erasure
from bot.settings import Settings
from bot.store.database import Database
from bot.store.erasure import SqlErasure


def add_people(parser: argparse.ArgumentParser) -> None:
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--conversation", help="id of a conversation")
    whom.add_argument("--reference", help="reference of a report: the conversations in which it was made")
    whom.add_argument("--contact", help="e-mail address or phone number that they gave as their own")


async def chosen(erasures: SqlErasure, options: argparse.Namespace) -> list[str]:
    """Ids of the conversations that the arguments mean."""
    if options.conversation:
        return [options.conversation] if await erasures.knows(options.conversation) else []
    if options.contact:
        return await erasures.of_contact(options.contact)
    return await erasures.of_reference(options.reference)


class Place:
    """Database, files and engine, opened for one command."""

    def __init__(self, settings: Settings) -> None:
        self.database = Database(settings.database_url)
        self.erasures = SqlErasure(self.database)
        self._engine = RasaEngine(settings.engine_url, settings.secret)
        files = file_store(settings)

        async def delete(names: Sequence[str]) -> None:
            await files.delete(*(name + ending for name in names for ending in ("", PREVIEW)))

        self.erasure = Erasure(self.erasures, self._engine, delete)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._engine.close()
        await self.database.close()

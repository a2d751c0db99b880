"""Keeping the files that people send: received in full, looked into, and put in place before anything says they are there.

A file arrives under a temporary name, gets its place in the file store under a random one, and only then its row says that
it is kept. So a crash leaves a file that no row names or a row that never finished, never a claim that points to nothing;
`document_care.py` removes both.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from weakref import WeakValueDictionary

from bot.documents.model import Document, Kind, Refusal, Refused, State, UnknownDocument
from bot.documents.names import safe_name
from bot.documents.ports import (
    Content,
    DocumentRecords,
    Examiner,
    Files,
    NoFile,
    Scanner,
    ScannerDown,
)
from bot.service.ids import new_id
from bot.service.receiving import receive
from bot.service.texts import text

log = logging.getLogger(__name__)

MOST = 200
"""Documents that a conversation may have; more is not evidence but a flood."""
PREVIEW = ".jpg"
"""What the name of a file's preview ends in."""


class Documents:
    def __init__(
        self,
        records: DocumentRecords,
        files: Files,
        examiner: Examiner,
        spool: Path,
        limit: int,
        scanner: Scanner | None = None,
    ) -> None:
        """Files of up to `limit` bytes; `spool` is a local folder for what is still arriving."""
        self._records, self._files, self._examiner = records, files, examiner
        self._spool, self._scanner, self.limit = spool, scanner, limit
        self._placing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        # A picture of a modern phone takes 150 MB to decode; one at a time is fast enough.
        self._looking = asyncio.Semaphore(1)

    async def keep(
        self,
        conversation: str,
        external_id: str,
        stream: AsyncIterator[bytes],
        *,
        name: str | None = None,
        kind: str = "file",
    ) -> Document:
        """Receive a file; the same `external_id` again gives the same document without reading the stream.

        `name` is the sender's, `kind` what the channel calls it ("photo", "voice"), which names what has no name.
        Raises Refused, UnknownConversation, FilesDown, UnknownDocument if it was taken back meanwhile, and what the stream
        raises.
        """
        file = secrets.token_hex(16)
        blank = Document(
            new_id(), conversation, external_id, "", Kind.TEXT, "", 0, "", _now(), State.ARRIVING
        )
        begun = await self._records.begin(blank, file, MOST)
        if begun.state is State.REFUSED:
            raise Refused(Refusal.INFECTED)
        if begun.state is not State.ARRIVING:
            return begun
        spooled = self._spool / file
        try:
            size, digest = await receive(stream, spooled, self.limit)
            async with self._looking:
                content = await asyncio.to_thread(self._examiner.look, spooled, name or "")
            called = safe_name(name, content.type, kind)
            arrived = replace(
                begun, name=called, size=size, sha256=digest, received_at=_now(), state=State.KEPT
            )
            arrived = replace(arrived, kind=content.kind, type=content.type, locked=content.locked)
            async with self._placing.setdefault(conversation, asyncio.Lock()):
                return await self._place(arrived, file, spooled)
        except BaseException:
            await asyncio.shield(self._give_up(begun, file))
            raise
        finally:
            for left in (spooled, _small(spooled)):
                left.unlink(missing_ok=True)

    def refusal(self, reason: str, language: str) -> str:
        """Why a file is not taken, in words."""
        return text(f"refused_{reason}", language).format(most=f"{self.limit / 1_000_000:g}")

    async def discard(self, conversation: str, id: str) -> None:
        """Forget a document that was not sent with a message yet. Raises UnknownDocument."""
        orphans = await self._records.remove(id, conversation)
        if orphans is None:
            raise UnknownDocument(id)
        with contextlib.suppress(Exception):
            await self._delete(orphans)

    async def of_conversation(self, conversation: str) -> list[Document]:
        return await self._records.of_conversation(conversation)

    async def of_claim(self, claim: str) -> list[Document]:
        return await self._records.of_claim(claim)

    async def original(
        self, id: str, conversation: str | None = None
    ) -> tuple[Document, AsyncIterator[bytes]]:
        """A kept document and its content as it was sent. Raises UnknownDocument or FilesDown."""
        return await self._open(id, conversation, "")

    async def preview(
        self, id: str, conversation: str | None = None
    ) -> tuple[Document, AsyncIterator[bytes]]:
        """A kept document and a small JPEG of it, without place or device. Raises UnknownDocument or FilesDown."""
        return await self._open(id, conversation, PREVIEW)

    async def _open(
        self, id: str, conversation: str | None, suffix: str
    ) -> tuple[Document, AsyncIterator[bytes]]:
        found = await self._records.find(id, conversation)
        if found is None or found[0].state is not State.KEPT or (suffix and not found[0].preview):
            raise UnknownDocument(id)
        document, file = found
        pieces = self._files.open(file + suffix)
        try:
            # Asked for at once: later on there is no way to say that the file is not there.
            first = await anext(pieces)
        except NoFile:
            log.error("file missing document=%s", id)
            raise UnknownDocument(id) from None
        return document, _chained(first, pieces)

    async def _place(self, arrived: Document, file: str, spooled: Path) -> Document:
        same = await self._records.same(arrived.conversation, arrived.sha256)
        if same is not None and same.state is State.REFUSED:
            raise Refused(Refusal.INFECTED)
        if same is not None:
            again = replace(arrived, same_as=same.id, preview=same.preview, state=same.state)
            if done := await self._records.finish(again, file):
                return done
        if self._scanner is not None:
            arrived = replace(arrived, state=await self._verdict(self._scanner, spooled))
        if arrived.state is State.REFUSED:
            await self._records.finish(arrived, file)
            log.warning("document infected id=%s", arrived.id)
            raise Refused(Refusal.INFECTED)
        content = Content(arrived.kind, arrived.type, arrived.locked)
        async with self._looking:
            preview = await asyncio.to_thread(self._examiner.preview, spooled, content, _small(spooled))
        if preview:
            await self._files.put(file + PREVIEW, _small(spooled))
        await self._files.put(file, spooled)
        done = await self._records.finish(replace(arrived, preview=preview), file)
        if done is None:
            raise UnknownDocument(arrived.id)
        return done

    async def _verdict(self, scanner: Scanner, spooled: Path) -> State:
        try:
            return State.REFUSED if await scanner.infected(spooled) else State.KEPT
        except ScannerDown as error:
            log.warning("file not scanned yet reason=%s", error)
            return State.CHECKING

    async def _give_up(self, begun: Document, file: str) -> None:
        # What can't be cleaned up now, the sweep finds.
        with contextlib.suppress(Exception):
            await self._records.abandon(begun.id, file)
            if not await self._records.strangers([file]):
                return
            await self._delete([file])

    async def remove_files(self, files: Sequence[str]) -> None:
        """Remove files that no document has any more. Raises FilesDown."""
        await self._delete(files)

    async def _delete(self, files: Sequence[str]) -> None:
        if files:
            await self._files.delete(*(name for file in files for name in (file, file + PREVIEW)))


def _small(spooled: Path) -> Path:
    return spooled.with_name(spooled.name + PREVIEW)


async def _chained(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece


def _now() -> datetime:
    return datetime.now(UTC)

"""What is done for documents in the background: scans made up for, and what a crash has left removed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.documents.model import Document
from bot.documents.ports import DocumentRecords, Files, FilesDown, NoFile, NotScanned, Scanner, ScannerDown
from bot.service.documents import PREVIEW

log = logging.getLogger(__name__)

LEFT_OVER = timedelta(days=1)
"""Age from which what belongs to nothing is removed; until then it may still be arriving."""
LOOK = 60.0
"""Seconds between looks for files that wait for their scan."""
_SWEEP = 60
"""Looks between sweeps: an hour."""
_AGAIN = 10
"""Looks between attempts at a file that the scanner does not take; each reads the whole of it."""
_AT_A_TIME = 500


class DocumentCare:
    def __init__(
        self,
        records: DocumentRecords,
        files: Files,
        spool: Path,
        scanner: Scanner | None,
        infected: Callable[[Document], Awaitable[None]],
    ) -> None:
        """`infected` is told of each document that was taken and turned out to be infected later."""
        self._records, self._files, self._spool = records, files, spool
        self._scanner, self._infected = scanner, infected
        self._not_scanned: set[str] = set()
        """Files that the scanner did not take when it was asked last."""

    async def run(self) -> None:
        """Runs until cancelled."""
        looks = 0
        while True:
            try:
                if looks % _AGAIN == 0:
                    self._not_scanned.clear()
                if looks % _SWEEP == 0:
                    await self.sweep(datetime.now(UTC))
                await self.scan()
            except Exception:
                log.exception("care for documents failed")
            looks += 1
            await asyncio.sleep(LOOK)

    async def scan(self) -> None:
        """Scan what is in quarantine; where no scanner is wanted any more, nothing stays there."""
        for file in await self._records.waiting():
            if file in self._not_scanned:
                continue
            try:
                infected = self._scanner is not None and await self._is_infected(self._scanner, file)
            except NotScanned as error:
                log.warning("file not scanned, others are reason=%s", error)
                self._not_scanned.add(file)
                continue
            except (ScannerDown, FilesDown) as error:
                log.warning("file not scanned yet reason=%s", error)
                return
            changed = await self._records.scanned(file, infected=infected)
            if infected:
                await self._files.delete(file, file + PREVIEW)
                for document in changed:
                    log.warning("document infected id=%s", document.id)
                    await self._infected(document)

    async def _is_infected(self, scanner: Scanner, file: str) -> bool:
        local = self._spool / f"{file}.scan"
        try:
            with await asyncio.to_thread(local.open, "wb") as opened:
                async for piece in self._files.open(file):
                    await asyncio.to_thread(opened.write, piece)
            return await scanner.infected(local)
        except NoFile:
            log.error("file missing name=%s", file)
            return True
        finally:
            local.unlink(missing_ok=True)

    async def sweep(self, now: datetime) -> None:
        """Remove what began to arrive and never did, and files that belong to no document."""
        before = now - LEFT_OVER
        await self._records.forget_unfinished(before)
        old: list[str] = []
        async for stored in self._files.listed():
            if stored.at < before:
                old.append(stored.name)
            if len(old) >= _AT_A_TIME:
                await self._remove_strangers(old)
                old.clear()
        await self._remove_strangers(old)
        await asyncio.to_thread(self._clear_spool, before)

    async def _remove_strangers(self, names: list[str]) -> None:
        strangers = await self._records.strangers([name.removesuffix(PREVIEW) for name in names])
        left = [name for name in names if name.removesuffix(PREVIEW) in strangers]
        if left:
            log.info("files without a document removed number=%d", len(left))
            await self._files.delete(*left)

    def _clear_spool(self, before: datetime) -> None:
        for file in self._spool.glob("*"):
            if file.stat().st_mtime < before.timestamp():
                file.unlink(missing_ok=True)

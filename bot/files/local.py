"""Files in a local folder, two letters of the name a folder deep."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

from bot.documents.ports import FilesDown, NoFile, StoredFile

_PIECE = 256 * 1024
_UNFINISHED = ".part"


class LocalFiles:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, name: str, source: Path) -> None:
        await _done(asyncio.to_thread(_put, source, self._path(name)))

    async def open(self, name: str) -> AsyncIterator[bytes]:
        path = self._path(name)
        try:
            opened = await _done(asyncio.to_thread(path.open, "rb"))
        except FileNotFoundError:
            raise NoFile(name) from None
        with opened:
            while piece := await _done(asyncio.to_thread(opened.read, _PIECE)):
                yield piece

    async def delete(self, *names: str) -> None:
        for name in names:
            await _done(asyncio.to_thread(self._path(name).unlink, missing_ok=True))

    async def listed(self) -> AsyncIterator[StoredFile]:
        for stored in await _done(asyncio.to_thread(list, self._stored())):
            yield stored

    def _stored(self) -> Iterator[StoredFile]:
        for path in self._folder.glob("??/*"):
            try:
                found = path.stat()
            except FileNotFoundError:
                continue
            yield StoredFile(path.name, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def _path(self, name: str) -> Path:
        # Names are made by us; this only makes sure that none can ever lead elsewhere.
        if not name.replace(".", "").isalnum() or name.startswith("."):
            raise ValueError(f"not a name of a file: {name!r}")
        return self._folder / name[:2] / name


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = target.with_name(target.name + _UNFINISHED)
    try:
        os.replace(source, made)
    except OSError:
        # Another file system.
        copyfile(source, made)
    with made.open("rb+") as opened:
        os.fsync(opened.fileno())
    # The time it is put in place counts, not that of the source.
    os.utime(made)
    os.replace(made, target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a loss of power."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


async def _done[T](work: Awaitable[T]) -> T:
    try:
        return await work
    except FileNotFoundError:
        raise
    except OSError as error:
        raise FilesDown(error.strerror or type(error).__name__) from error

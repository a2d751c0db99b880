"""Writing what arrives in pieces to a local file, up to a limit."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import BinaryIO

from bot.documents.model import Refusal, Refused
from bot.documents.ports import FilesDown

_AT_ONCE = 512 * 1024
"""Bytes that are gathered before a thread is asked to write them."""


async def receive(stream: AsyncIterator[bytes], target: Path, limit: int) -> tuple[int, str]:
    """Size and SHA-256 of what was written to `target`. Nothing is read beyond the limit.

    Raises Refused if there is more or nothing at all, FilesDown if it can't be written, and what the stream raises.
    """
    size, waiting, digest = 0, bytearray(), hashlib.sha256()

    def write(data: bytes) -> None:
        digest.update(data)
        opened.write(data)

    opened = await asyncio.to_thread(_opened, target)
    try:
        async for piece in stream:
            size += len(piece)
            if size > limit:
                raise Refused(Refusal.TOO_LARGE)
            waiting += piece
            if len(waiting) >= _AT_ONCE:
                await _write(write, bytes(waiting))
                waiting.clear()
        if size == 0:
            raise Refused(Refusal.EMPTY)
        await _write(write, bytes(waiting))
        await _write(_to_disk, opened)
    finally:
        opened.close()
    return size, digest.hexdigest()


async def _write[T](how: Callable[[T], None], what: T) -> None:
    try:
        await asyncio.to_thread(how, what)
    except OSError as error:
        raise FilesDown(error.strerror or type(error).__name__) from error


def _opened(target: Path) -> BinaryIO:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
    except OSError as error:
        raise FilesDown(error.strerror or type(error).__name__) from error


def _to_disk(opened: BinaryIO) -> None:
    opened.flush()
    os.fsync(opened.fileno())

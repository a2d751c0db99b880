"""The virus scanner ClamAV, asked over its own socket: `INSTREAM`, pieces with their length before them, a length of zero.

The protocol is that of clamd(8): `stream: OK`, or `stream: <signature> FOUND`, or an error.
"""

import asyncio
import struct
from contextlib import suppress
from pathlib import Path

from bot.documents.ports import NotScanned, ScannerDown

_PIECE = 256 * 1024
TIMEOUT = 60.0
"""Seconds for one file; scanning takes about one for 50 MB."""


class ClamAv:
    def __init__(self, address: str, timeout: float = TIMEOUT) -> None:
        """`address` is host:port, or the path of a socket."""
        self._address, self._timeout = address, timeout

    async def infected(self, file: Path) -> bool:
        try:
            async with asyncio.timeout(self._timeout):
                reader, writer = await self._connect()
        except (OSError, TimeoutError) as error:
            raise ScannerDown(type(error).__name__) from error
        try:
            async with asyncio.timeout(self._timeout):
                answer = await _ask(file, reader, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            raise NotScanned(type(error).__name__) from error
        finally:
            writer.close()
        if answer.endswith(" FOUND"):
            return True
        if answer.endswith(": OK"):
            return False
        raise NotScanned(answer[:80] or "no answer")

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._address.startswith("/"):
            return await asyncio.open_unix_connection(self._address)
        host, _, port = self._address.rpartition(":")
        return await asyncio.open_connection(host.strip("[]"), int(port))


async def _ask(file: Path, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str:
    # Of what is too large for it clamd says so and hangs up before it has all.
    with suppress(ConnectionError):
        writer.write(b"zINSTREAM\0")
        with await asyncio.to_thread(file.open, "rb") as opened:
            while piece := await asyncio.to_thread(opened.read, _PIECE):
                writer.write(struct.pack("!L", len(piece)) + piece)
                await writer.drain()
        writer.write(struct.pack("!L", 0))
        await writer.drain()
    return (await reader.readuntil(b"\0")).rstrip(b"\0").decode("utf-8", "replace").strip()

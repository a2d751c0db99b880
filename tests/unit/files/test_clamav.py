"""ClamAV, over a real socket that speaks its protocol."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.documents.ports import NotScanned, ScannerDown
from bot.files.clamav import ClamAv

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """What clamd does: take pieces until one is empty, and say what they are."""
    assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
    content = b""
    while (size := struct.unpack("!L", await reader.readexactly(4))[0]) > 0:
        content += await reader.readexactly(size)
    if b"answer with nonsense" in content:
        answer = b"INSTREAM size limit exceeded. ERROR"
    else:
        answer = b"stream: Win.Test.EICAR_HDB-1 FOUND" if EICAR in content else b"stream: OK"
    if b"hang up" not in content:
        writer.write(answer + b"\0")
        await writer.drain()
    writer.close()


@asynccontextmanager
async def clamd(socket: Path | None = None) -> AsyncIterator[ClamAv]:
    if socket is None:
        server = await asyncio.start_server(speak, "127.0.0.1", 0)
        address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    else:
        server, address = await asyncio.start_unix_server(speak, socket), str(socket)
    async with server:
        yield ClamAv(address, timeout=5)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return filled(tmp_path / "arriving", b"x")


def filled(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("by_path", [False, True])
async def test_what_is_infected_is_found(file: Path, by_path: bool, tmp_path: Path) -> None:
    async with clamd(tmp_path / "clamd.sock" if by_path else None) as scanner:
        assert await scanner.infected(filled(file, b"x" * 600_000 + EICAR)) is True
        assert await scanner.infected(filled(file, b"x" * 600_000)) is False


@pytest.mark.parametrize("content", [b"answer with nonsense", b"hang up"])
async def test_without_a_verdict_that_file_is_not_scanned(file: Path, content: bytes) -> None:
    async with clamd() as scanner:
        with pytest.raises(NotScanned):
            await scanner.infected(filled(file, content))


async def test_what_is_too_large_for_it_is_told_from_a_scanner_that_is_down(file: Path) -> None:

    async def too_much(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(1000)
        writer.write(b"INSTREAM size limit exceeded. ERROR\0")
        writer.close()

    server = await asyncio.start_server(too_much, "127.0.0.1", 0)
    async with server:
        address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        with pytest.raises(NotScanned):
            await ClamAv(address, timeout=5).infected(filled(file, bytes(30_000_000)))


async def test_a_scanner_that_is_not_there_is_down(file: Path, tmp_path: Path) -> None:
    with pytest.raises(ScannerDown):
        await ClamAv(str(tmp_path / "nobody.sock")).infected(file)


async def test_a_scanner_that_takes_for_ever_is_down(file: Path) -> None:

    async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silence, "127.0.0.1", 0)
    async with server:
        address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        with pytest.raises(ScannerDown):
            await ClamAv(address, timeout=0.2).infected(file)

"""The promises of a file store, on the local folder and on a bucket of a real server that speaks S3."""

import asyncio
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.documents.ports import Files, FilesDown, NoFile
from bot.files.chosen import chosen_files
from bot.files.local import LocalFiles
from bot.files.s3 import S3Files
from tests.support.ports import free_port

KEYS = {"key": "insurer", "secret": "correct horse"}
MANY = 12_000_000
"""Bytes of a file that goes up in more than one part."""


@pytest.fixture(scope="module")
def s3_endpoint() -> Iterator[str]:
    """A moto server with a bucket `claims`."""
    address = f"http://127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", address.rpartition(":")[2]]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(300):
                try:
                    request = urllib.request.Request(f"{address}/claims", method="PUT")
                    urllib.request.urlopen(request, timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield address
        finally:
            server.terminate()


@pytest.fixture(params=["folder", "bucket"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    if request.param == "folder":
        return chosen_files("", tmp_path / "documents")
    endpoint = request.getfixturevalue("s3_endpoint")
    return chosen_files(f"s3://claims/{tmp_path.name}/kept", tmp_path, endpoint=endpoint, **KEYS)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return filled(tmp_path / "arriving", b"evidence")


def filled(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    file.chmod(0o600)
    return file


async def content(files: Files, name: str) -> bytes:
    return b"".join([piece async for piece in files.open(name)])


async def names(files: Files) -> list[str]:
    return sorted([stored.name async for stored in files.listed()])


async def test_what_is_put_can_be_read(files: Files, source: Path) -> None:
    await files.put("ab12", source)
    assert await content(files, "ab12") == b"evidence"


async def test_large_files_come_back_whole(files: Files, tmp_path: Path) -> None:
    large = os.urandom(MANY)
    await files.put("ab12", filled(tmp_path / "large", large))
    assert await content(files, "ab12") == large


async def test_what_was_never_put_is_not_there(files: Files) -> None:
    with pytest.raises(NoFile):
        await content(files, "ab12")


async def test_what_is_deleted_is_gone(files: Files, source: Path) -> None:
    await files.put("ab12", source)
    await files.delete("ab12", "ab12.jpg")
    with pytest.raises(NoFile):
        await content(files, "ab12")
    assert await names(files) == []


async def test_files_are_listed_with_size_and_time(files: Files, source: Path) -> None:
    await files.put("ab12", source)
    filled(source, b"small")
    await files.put("ab12.jpg", source)
    listed = {stored.name: stored async for stored in files.listed()}
    assert {name: stored.size for name, stored in listed.items()} == {"ab12": 8, "ab12.jpg": 5}
    assert all(abs(stored.at - datetime.now(UTC)) < timedelta(minutes=1) for stored in listed.values())


async def test_putting_again_replaces(files: Files, source: Path) -> None:
    await files.put("ab12", source)
    filled(source, b"other")
    await files.put("ab12", source)
    assert await content(files, "ab12") == b"other"


# The folder alone


async def test_in_a_folder_nothing_is_open_to_others(source: Path, tmp_path: Path) -> None:
    await LocalFiles(tmp_path / "documents").put("ab12", source)
    kept = tmp_path / "documents" / "ab" / "ab12"
    assert (kept.stat().st_mode & 0o077, kept.parent.stat().st_mode & 0o077) == (0, 0)


@pytest.mark.parametrize("name", ["../secret", "a/../../b", "/etc/passwd", ".hidden", ""])
async def test_no_name_leads_out_of_the_folder(source: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        await LocalFiles(tmp_path / "documents").put(name, source)


async def test_a_folder_that_cannot_be_written_is_down(source: Path, tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("not a folder")
    with pytest.raises(FilesDown):
        await LocalFiles(tmp_path / "documents").put("ab12", source)


# The bucket alone


async def test_a_store_that_does_not_answer_is_down(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.files.s3._RETRIES", 0)
    files = S3Files("claims", "", endpoint=f"http://127.0.0.1:{free_port()}", **KEYS)
    async with asyncio.timeout(20):
        with pytest.raises(FilesDown):
            await files.put("ab12", source)
        with pytest.raises(FilesDown):
            await content(files, "ab12")


async def test_a_bucket_that_is_not_there_is_down(source: Path, s3_endpoint: str) -> None:
    with pytest.raises(FilesDown):
        await S3Files("nobodys", "", endpoint=s3_endpoint, **KEYS).put("ab12", source)

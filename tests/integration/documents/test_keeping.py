"""Keeping files: what arrives is there whole, once, and safe to open; whatever goes wrong leaves nothing behind."""

import asyncio
import hashlib
import inspect
import os
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.documents.model import Document, Kind, Refusal, Refused, State, UnknownDocument
from bot.documents.ports import FilesDown, NotScanned, ScannerDown
from bot.files.examiner import FileExaminer
from bot.files.local import LocalFiles
from bot.service.document_care import DocumentCare
from bot.service.documents import Documents
from bot.store.database import Database
from bot.store.document_tables import documents
from bot.store.documents import SqlDocuments
from bot.store.store import SqlStore
from bot.store.tables import Base
from tests.builders import a_conversation, the_catalogue
from tests.support.samples import a_docx, a_pdf, a_picture

LIMIT = 200_000
HOSTILE = "../../etc/\x00pass\u202ewd<script>alert(1)</script>.pdf"


class Scanner:
    """Finds what has `virus` in it, if it is not `down`."""

    def __init__(self) -> None:
        self.down = False

    async def infected(self, file: Path) -> bool:
        if self.down:
            raise ScannerDown("test")
        content = await asyncio.to_thread(file.read_bytes)
        if b"too large" in content:
            raise NotScanned("test")
        return b"virus" in content


class Kept:
    """Documents over a database and a folder of their own."""

    def __init__(self, folder: Path, database: Database, scanner: Scanner | None = None) -> None:
        self.folder, self.spool = folder / "documents", folder / "arriving"
        self.records, self.files = SqlDocuments(database), LocalFiles(folder / "documents")
        self.documents = Documents(self.records, self.files, FileExaminer(), self.spool, LIMIT, scanner)
        self.database = database
        self.told: list[str] = []
        self.care = DocumentCare(self.records, self.files, self.spool, scanner, self._tell)

    async def _tell(self, document: Document) -> None:
        self.told.append(document.id)

    async def keep(self, data: bytes, id: str = "x1", name: str = "letter.pdf") -> Document:
        return await self.documents.keep("v1", id, pieces(data), name=name)

    async def content(self, id: str) -> bytes:
        _, stream = await self.documents.original(id, "v1")
        return b"".join([piece async for piece in stream])

    async def rows(self) -> int:
        async with self.database.read() as connection:
            return await connection.scalar(select(func.count()).select_from(documents)) or 0

    def on_disk(self) -> list[str]:
        found = [*self.folder.rglob("*"), *self.spool.rglob("*")]
        return sorted(file.name for file in found if file.is_file())


async def pieces(data: bytes, size: int = 10_000) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'firstnotice.sqlite'}")
    async with database.engine.begin() as connection:
        # What migrations lead to, without their way there.
        await connection.run_sync(Base.metadata.create_all)
    await SqlStore(database, the_catalogue()).open_conversation(a_conversation())
    yield database
    await database.close()


@pytest.fixture
def kept(tmp_path: Path, database: Database) -> Kept:
    return Kept(tmp_path, database)


@pytest.fixture
def scanner() -> Scanner:
    return Scanner()


@pytest.fixture
def scanned(tmp_path: Path, database: Database, scanner: Scanner) -> Kept:
    return Kept(tmp_path, database, scanner)


async def test_the_original_is_kept_untouched(kept: Kept) -> None:
    data = a_picture()
    before = datetime.now(UTC)
    document = await kept.keep(data, name="IMG_0001.JPG")
    assert await kept.content(document.id) == data
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.kind, document.type, document.size) == (Kind.PICTURE, "image/jpeg", len(data))
    assert before <= document.received_at <= datetime.now(UTC)
    assert (document.name, document.state, document.preview) == ("IMG_0001.JPG", State.KEPT, True)


async def test_names_on_disk_are_ours(kept: Kept) -> None:
    document = await kept.keep(a_pdf(), name=HOSTILE)
    assert document.name == "script>.pdf"
    (name,) = kept.on_disk()
    assert len(name) == 32
    assert name.isalnum()


async def test_the_same_upload_again_changes_nothing(kept: Kept) -> None:
    first = await kept.keep(a_pdf())
    assert await kept.documents.keep("v1", "x1", unread(), name="other.pdf") == first
    assert len(kept.on_disk()) == 1


async def unread() -> AsyncIterator[bytes]:
    raise AssertionError("nobody should read this")
    yield b""


async def test_the_same_content_is_kept_once(kept: Kept) -> None:
    first = await kept.keep(a_picture(), "x1")
    again = await kept.keep(a_picture(), "x2", "copy.jpg")
    assert (again.same_as, again.preview, again.name) == (first.id, True, "copy.jpg")
    assert len(kept.on_disk()) == 2
    await kept.documents.discard("v1", first.id)
    assert await kept.content(again.id) == a_picture()
    await kept.documents.discard("v1", again.id)
    assert kept.on_disk() == []


async def test_the_same_content_twice_at_once_is_kept_once(kept: Kept) -> None:
    both = await asyncio.gather(kept.keep(a_pdf(), "x1"), kept.keep(a_pdf(), "x2"))
    assert sorted(document.same_as is None for document in both) == [False, True]


# Refusals


async def test_reading_stops_at_the_limit(kept: Kept) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 10_000
            yield bytes(10_000)

    with pytest.raises(Refused) as refused:
        await kept.documents.keep("v1", "x1", endless())
    assert refused.value.reason is Refusal.TOO_LARGE
    assert read <= LIMIT + 10_000
    assert kept.on_disk() == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Refusal.EMPTY),
        (b"MZ\x90\x00" + bytes(100), Refusal.PROGRAM),
        (a_docx(word__vbaProject_bin=b"x"), Refusal.MACROS),
    ],
)
async def test_what_is_refused_leaves_no_trace(kept: Kept, data: bytes, reason: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        await kept.keep(data)
    assert refused.value.reason is reason
    assert kept.on_disk() == []
    assert await kept.rows() == 0
    # The same id may bring another file.
    assert (await kept.keep(a_pdf())).state is State.KEPT


@pytest.mark.parametrize("reason", Refusal)
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_refusal_has_its_words(kept: Kept, reason: Refusal, language: str) -> None:
    words = kept.documents.refusal(reason.value, language)
    assert words
    assert "{" not in words


# Scans


async def test_what_is_infected_is_gone_and_known_again(scanned: Kept) -> None:
    for id in ("x1", "x2", "x1"):
        with pytest.raises(Refused) as refused:
            await scanned.keep(b"a virus", id, "note.txt")
        assert refused.value.reason is Refusal.INFECTED
    assert scanned.on_disk() == []
    (document,) = await scanned.documents.of_conversation("v1")
    assert (document.state, document.sha256) == (State.REFUSED, hashlib.sha256(b"a virus").hexdigest())


async def test_nobody_opens_what_was_not_scanned(scanned: Kept, scanner: Scanner) -> None:
    scanner.down = True
    good = await scanned.keep(a_picture(), "x1", "photo.jpg")
    bad = await scanned.keep(b"a virus", "x2", "note.txt")
    assert {good.state, bad.state} == {State.CHECKING}
    for document in (good, bad):
        with pytest.raises(UnknownDocument):
            await scanned.documents.original(document.id)
    with pytest.raises(UnknownDocument):
        await scanned.documents.preview(good.id)
    await scanned.care.scan()
    assert len(await scanned.records.waiting()) == 2
    scanner.down = False
    await scanned.care.scan()
    assert await scanned.content(good.id) == a_picture()
    with pytest.raises(UnknownDocument):
        await scanned.documents.original(bad.id)
    assert scanned.told == [bad.id]
    assert len(scanned.on_disk()) == 2


async def test_a_file_that_the_scanner_does_not_take_holds_up_no_other(
    scanned: Kept, scanner: Scanner
) -> None:
    scanner.down = True
    large, good = await scanned.keep(b"too large", "x1", "a.txt"), await scanned.keep(a_pdf(), "x2")
    scanner.down = False
    await scanned.care.scan()
    assert await scanned.content(good.id) == a_pdf()
    with pytest.raises(UnknownDocument):
        await scanned.content(large.id)


async def test_without_a_scanner_nothing_waits_for_one(
    scanned: Kept, scanner: Scanner, tmp_path: Path, database: Database
) -> None:
    scanner.down = True
    document = await scanned.keep(a_pdf())
    await Kept(tmp_path, database).care.scan()
    assert await scanned.content(document.id) == a_pdf()


# Crashes


STEPS: dict[str, Callable[[Kept], tuple[object, str]]] = {
    "the row is written": lambda kept: (kept.records, "begin"),
    "the content is looked into": lambda kept: (kept.documents._examiner, "look"),
    "the preview is made": lambda kept: (kept.documents._examiner, "preview"),
    "the file is put in place": lambda kept: (kept.files, "put"),
    "the row is finished": lambda kept: (kept.records, "finish"),
}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("kills", [False, True])
async def test_whatever_breaks_there_is_no_half_document(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, step: str, when: str, kills: bool
) -> None:
    part, name = STEPS[step](kept)
    whole = getattr(part, name)

    def breaking(*given: object, **named: object) -> object:
        if inspect.iscoroutinefunction(whole):
            return later(*given, **named)
        if when == "after":
            whole(*given, **named)
        raise FilesDown("test")

    async def later(*given: object, **named: object) -> None:
        if when == "after":
            await whole(*given, **named)
        raise FilesDown("test")

    with monkeypatch.context() as patched:
        patched.setattr(part, name, breaking)
        if kills:
            # A process that is killed cleans nothing up.
            patched.setattr(kept.documents, "_give_up", nothing)
            patched.setattr(Path, "unlink", lambda *given, **named: None)
        with pytest.raises(FilesDown):
            await kept.keep(a_picture(), name="photo.jpg")
    await kept.care.sweep(datetime.now(UTC) + timedelta(days=2))
    there = await kept.documents.of_conversation("v1")
    finished = step == "the row is finished" and when == "after"
    assert len(there) == finished
    assert len(kept.on_disk()) == 2 * finished
    again = await kept.keep(a_picture(), name="photo.jpg")
    assert await kept.content(again.id) == a_picture()
    assert len(kept.on_disk()) == 2


async def nothing(*given: object) -> None: ...


async def test_a_sender_who_goes_away_leaves_nothing(kept: Kept) -> None:
    arrived = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield a_pdf()[:100]
        arrived.set()
        await asyncio.sleep(60)

    upload = asyncio.create_task(kept.documents.keep("v1", "x1", slow()))
    await arrived.wait()
    upload.cancel()
    with pytest.raises(asyncio.CancelledError):
        await upload
    assert kept.on_disk() == []
    assert await kept.rows() == 0


async def test_the_sweep_leaves_what_may_still_be_arriving(kept: Kept) -> None:
    document = await kept.keep(a_pdf())
    (kept.folder / "ab").mkdir()
    (kept.folder / "ab" / "ab12").write_bytes(b"just put")
    (kept.spool / "arriving").write_bytes(b"just begun")
    old = (kept.folder / "ab" / "ab34", kept.folder / "ab" / "ab34.jpg", kept.spool / "left")
    for file in old:
        file.write_bytes(b"from before")
        os.utime(file, (0, 0))
    await kept.care.sweep(datetime.now(UTC))
    assert not any(file.exists() for file in old)
    assert {"ab12", "arriving"} < set(kept.on_disk())
    assert await kept.content(document.id) == a_pdf()


async def test_a_missing_file_is_said_at_once(kept: Kept) -> None:
    document = await kept.keep(a_pdf())
    for file in kept.folder.rglob("*"):
        if file.is_file():
            file.unlink()
    with pytest.raises(UnknownDocument):
        await kept.documents.original(document.id)

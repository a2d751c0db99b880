"""Files: noted before they are acknowledged, fetched until they are there, and heard together with the words beside them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels import gathering
from bot.conversations.message import Author
from bot.documents.model import Document
from bot.documents.ports import FilesDown
from bot.service.documents import Documents
from bot.store.desk_changes import SqlDeskChanges
from tests.builders import the_catalogue
from tests.integration.telegram.conftest import Office, Opening, sees, until
from tests.support.samples import a_pdf, a_picture, a_zip
from tests.support.telegram_objects import Refused, file
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TelegramStandIn

FORM = a_pdf()
PHOTOS = [a_picture(colour=colour) for colour in ("navy", "green", "grey", "white")]


class Held(Documents):
    """Takes no file until it is let go."""

    def __init__(self, real: Documents) -> None:
        self.__dict__.update(real.__dict__)
        self.free = asyncio.Event()

    async def keep(
        self,
        conversation: str,
        external_id: str,
        stream: AsyncIterator[bytes],
        *,
        name: str | None = None,
        kind: str = "file",
    ) -> Document:
        await self.free.wait()
        return await super().keep(conversation, external_id, stream, name=name, kind=kind)


class Down(Held):
    """The file store is down for the first few files."""

    fails = 3

    async def keep(
        self,
        conversation: str,
        external_id: str,
        stream: AsyncIterator[bytes],
        *,
        name: str | None = None,
        kind: str = "file",
    ) -> Document:
        self.free.set()
        self.fails -= 1
        if self.fails >= 0:
            raise FilesDown("no room")
        return await super().keep(conversation, external_id, stream, name=name, kind=kind)


async def heard(office: Office, person: Person) -> list[tuple[str, int]]:
    """The person's messages: their text, and how many documents came with them."""
    chat = await office.outbox.chat("telegram", str(person.id))
    stored = await office.store.messages(chat.conversation) if chat else []
    return [(each.text, len(each.documents)) for each in stored if each.author == "insured"]


async def hears(office: Office, person: Person, *expected: tuple[str, int]) -> None:
    async def there() -> bool:
        return await heard(office, person) == list(expected)

    try:
        await until(there, "the messages")
    except TimeoutError:
        assert await heard(office, person) == list(expected)


async def test_a_file_is_kept_with_its_words_and_content(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    letter = a_pdf()
    mara.sends_document(letter, caption="their letter")
    await hears(office, mara, ("their letter", 1))
    [document] = await office.kept(mara)
    assert (document.name, document.type, document.size) == ("letter.pdf", "application/pdf", len(letter))
    _, content = await office.documents.original(document.id)
    assert b"".join([piece async for piece in content]) == letter
    telegram.redeliver(*mara.updates)
    await office.all_taken()
    mara.writes("next")
    await hears(office, mara, ("their letter", 1), ("next", 0))
    assert len(await office.kept(mara)) == 1


async def test_of_a_photo_the_largest_size_is_kept(office: Office, mara: Person) -> None:
    mara.sends_photo(PHOTOS[0])
    await hears(office, mara, ("", 1))
    [document] = await office.kept(mara)
    assert (document.type, document.size) == ("image/jpeg", len(PHOTOS[0]))


async def test_an_album_is_one_message_even_twice_and_out_of_order(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    mara.sends_album(*PHOTOS, caption="the broken lock")
    telegram.redeliver(*reversed(mara.updates))
    await hears(office, mara, ("the broken lock", 4))
    telegram.redeliver(*reversed(mara.updates))
    await office.all_taken()
    await asyncio.sleep(0.5)
    assert await heard(office, mara) == [("the broken lock", 4)]
    assert len([text for author, text in await office.transcript(mara) if author == "bot"]) == 1


async def test_words_written_while_files_come_in_are_heard_with_them(office: Office, mara: Person) -> None:
    mara.sends_photo(PHOTOS[0])
    mara.writes("that is the lock")
    mara.writes("and it was new")
    await hears(office, mara, ("that is the lock\nand it was new", 1))


async def test_words_wait_for_a_file_only_so_long(
    open_office: Opening, mara: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "PATIENCE", timedelta(seconds=0.8))
    holding: list[Held] = []

    def held(real: Documents) -> Held:
        holding.append(Held(real))
        return holding[0]

    async with open_office(documents=held) as office:
        mara.sends_document(a_pdf(), caption="their letter")
        await hears(office, mara, ("their letter", 0))
        mara.writes("Monday")
        await hears(office, mara, ("their letter", 0), ("Monday", 0))
        holding[0].free.set()
        await hears(office, mara, ("their letter", 0), ("Monday", 0), ("", 1))


async def test_a_crash_while_files_come_in_loses_none_and_repeats_none(
    open_office: Opening, mara: Person, telegram: TelegramStandIn
) -> None:
    async with open_office(documents=Held) as office:
        mara.sends_album(*PHOTOS[:2], caption="the lock")
        await office.all_taken()
        assert await heard(office, mara) == []
    async with open_office() as office:
        mara.sends_photo(PHOTOS[2], media_group_id=mara.place.messages[2]["media_group_id"])
        await hears(office, mara, ("the lock", 3))
        telegram.redeliver(*mara.updates)
        await office.all_taken()
    async with open_office() as office:
        mara.writes("next")
        await hears(office, mara, ("the lock", 3), ("next", 0))


@pytest.mark.parametrize(("method", "late"), [("getFile", False), ("file", False), ("file", True)])
async def test_network_loss_while_fetching_is_waited_out(
    office: Office, mara: Person, telegram: TelegramStandIn, method: str, late: bool
) -> None:
    telegram.cut(method, 3, late=late)
    letter = a_pdf(text="x" * 200_000)
    mara.sends_document(letter, caption="their letter")
    await hears(office, mara, ("their letter", 1))
    assert [document.size for document in await office.kept(mara)] == [len(letter)]


async def test_a_file_store_that_is_down_is_waited_out(open_office: Opening, mara: Person) -> None:
    async with open_office(documents=Down) as office:
        mara.sends_document(a_pdf())
        await hears(office, mara, ("", 1))


async def test_what_telegram_does_not_have_any_more_is_said_once(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    mara.sends(document=file("gone", 900, file_name="letter.pdf"), caption="their letter")
    await asyncio.to_thread(mara.until, lambda shown: len(shown) == 2, "two answers")
    assert "I couldn't get letter.pdf from Telegram, I'm sorry. Please send it once more." in mara.sees()
    assert await heard(office, mara) == [("their letter", 0)]
    assert len(telegram.called("getFile")) == 5


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("", "Please keep it"),
        ("https://claims.insurer.example/upload/x", "https://claims.insurer.example/upload/x"),
    ],
)
@pytest.mark.parametrize("told", [True, False])
async def test_a_file_too_large_for_telegram_gets_a_link(
    open_office: Opening, mara: Person, telegram: TelegramStandIn, link: str, says: str, told: bool
) -> None:
    async with open_office(link=link) as office:
        if told:
            mara.sends(document=file("film", 30_000_000, file_name="film.mov"))
        else:
            telegram.files["film"] = bytes(20_000_001)
            mara.sends(document={"file_id": "film", "file_unique_id": "ufilm", "file_name": "film.mov"})
        await until(lambda: bool(mara.sees()), "an answer")
        assert mara.sees()[0].startswith(
            "film.mov is too large for Telegram to pass on to me (20 MB at most)"
        )
        assert says in mara.sees()[0]
        telegram.redeliver(*mara.updates)
        await office.all_taken()
        await asyncio.sleep(0.4)
        assert len(mara.sees()) == 1
        assert await heard(office, mara) == []
        assert telegram.called("file") == []


async def test_a_file_that_is_not_taken_is_told_why_and_the_others_are_kept(
    office: Office, mara: Person
) -> None:
    mara.sends_document(a_zip({"a.txt": b"a"}), "plans.zip", media_group_id="a1", caption="all of it")
    mara.sends_document(a_pdf(), media_group_id="a1")
    await hears(office, mara, ("all of it", 1))
    await until(lambda: len(mara.sees()) == 2, "two answers")
    assert any("I couldn't keep plans.zip: For safety" in text for text in mara.sees())


async def test_a_voice_message_is_kept_and_words_are_asked_for(office: Office, mara: Person) -> None:
    mara.sends_voice(b"OggS" + bytes(24) + b"\x01vorbis" + bytes(64))
    await until(lambda: len(mara.sees()) >= 1, "an answer")
    assert "can't listen" in mara.sees()[0]
    await hears(office, mara, ("", 1))
    assert [document.kind for document in await office.kept(mara)] == ["audio"]


async def test_what_staff_attach_arrives_as_a_file_after_their_words(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    mara.writes("hello")
    await sees(mara, "echo hello")
    chat = await office.outbox.chat("telegram", str(mara.id))
    assert chat is not None
    telegram.refuse("sendDocument", Refused(429, "Too Many Requests: retry after 1", retry_after=1))
    for key, words in (("k1", "Please fill this in."), ("k2", "")):
        kept = await office.documents.keep(chat.conversation, key, _pieces(FORM), name="form.pdf")
        async with SqlDeskChanges(office.database, the_catalogue()).change(
            chat.conversation, None, datetime.now(UTC)
        ) as changing:
            await changing.say(Author.STAFF, words, key=key, name="Anna", documents=(kept.id,))
    await sees(mara, "echo hello", "Anna\nPlease fill this in.", "form.pdf", "form.pdf")
    *_, beside, alone = mara.from_bot()
    assert telegram.files[beside["document"]["file_id"]] == FORM
    assert "caption" not in beside
    assert alone["caption"] == "Anna"


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    yield content

"""Files for whoever keeps them: noted once each, fetched from Telegram when they are wanted."""

from collections.abc import Awaitable, Callable

from bot.channels.ports import Attachment
from tests.integration.telegram.conftest import Opening, sees, until
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TelegramStandIn


class Shelf:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[Attachment, bytes]] = {}

    async def take(
        self, conversation: str, external_id: str, file: Attachment, fetch: Callable[[], Awaitable[bytes]]
    ) -> None:
        self.kept[external_id] = (file, await fetch())


async def test_a_file_is_kept_with_its_content(
    open_office: Opening, mara: Person, telegram: TelegramStandIn
) -> None:
    shelf = Shelf()
    async with open_office(documents=shelf) as office:
        message = mara.sends_document(b"%PDF-1.7 letter", caption="their letter")
        await sees(mara, "echo their letter")
        file, content = shelf.kept[f"file-{message}"]
        assert (file.name, content) == ("letter.pdf", b"%PDF-1.7 letter")
        telegram.redeliver(*mara.updates)
        await office.all_taken()
        assert len(shelf.kept) == 1


async def test_a_file_that_telegram_does_not_hand_out_is_answered_kindly(
    open_office: Opening, mara: Person
) -> None:
    shelf = Shelf()
    async with open_office(documents=shelf):
        too_large = {"file_id": "d", "file_unique_id": "ud", "file_size": 20_000_001, "file_name": "film.mov"}
        mara.sends(document=too_large)
        await until(lambda: bool(mara.sees()), "an answer")
        assert "too large" in mara.sees()[0]
        assert shelf.kept == {}

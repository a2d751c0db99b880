"""An erasure reaches database, files and the engine's memory; what can't be reached now never brings words back."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from bot.conversations.erased import Erased
from bot.documents.ports import FilesDown
from bot.service.erasing import Erasure
from bot.service.ports import EngineDown


class Places:
    """All that an erasure reaches, and what it was asked for."""

    def __init__(self, found: Erased | None = Erased(), broken: type[Exception] | None = None) -> None:  # noqa: B008
        self.found, self.broken = found, broken
        self.asked: list[object] = []

    async def erase(self, conversation: str, at: datetime, *, reports_too: bool = False) -> Erased | None:
        self.asked.append((conversation, reports_too))
        return self.found

    async def forget(self, conversation: str) -> None:
        self.asked.append(f"forget {conversation}")
        if self.broken is EngineDown:
            raise EngineDown

    async def delete(self, files: Sequence[str]) -> None:
        self.asked.append(f"delete {' '.join(files)}")
        if self.broken is FilesDown:
            raise FilesDown

    def erasure(self) -> Erasure:
        return Erasure(
            self, self, self.delete, lambda conversation: self.asked.append(f"tell {conversation}")
        )


async def test_every_place_is_reached() -> None:
    places = Places(Erased(("FN-26-7K3QD",), ("f1", "f2")))
    erased = await places.erasure().erase("v1")
    assert erased == places.found
    assert places.asked == [("v1", False), "tell v1", "forget v1", "delete f1 f2"]


async def test_who_is_not_known_is_not_looked_for_elsewhere() -> None:
    places = Places(None)
    assert await places.erasure().erase("v1", reports_too=True) is None
    assert places.asked == [("v1", True)]


@pytest.mark.parametrize("broken", [EngineDown, FilesDown])
async def test_what_is_down_does_not_stop_the_rest(broken: type[Exception]) -> None:
    places = Places(Erased((), ("f1",)), broken)
    assert await places.erasure().erase("v1") == places.found
    assert places.asked[-2:] == ["forget v1", "delete f1"]


async def test_it_works_where_there_are_neither_files_nor_engine() -> None:
    places = Places(Erased((), ("f1",)))
    assert await Erasure(places).erase("v1") == places.found

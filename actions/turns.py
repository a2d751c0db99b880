"""Where an action finds the turn that it works for."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache
from typing import Protocol

from rasa_sdk import Tracker

from bot.service.turn import Turn


class Turns(Protocol):
    def of(self, tracker: Tracker) -> AbstractAsyncContextManager[Turn]: ...


class LiveTurns:
    """The turns that the service is answering; it stores what they changed, together with the replies."""

    def __init__(self, turns: Mapping[str, Turn]) -> None:
        self._turns = turns

    @asynccontextmanager
    async def of(self, tracker: Tracker) -> AsyncIterator[Turn]:
        """Raises LookupError if the service has given the turn up meanwhile."""
        wanted = str(((tracker.latest_message or {}).get("metadata") or {}).get("turn"))
        if wanted not in self._turns:
            raise LookupError(f"no turn for message {wanted}")
        yield self._turns[wanted]


@cache
def turns_of_this_process() -> Turns:
    """For `python -m rasa_sdk --actions actions`, which makes actions without arguments: straight to the database."""
    from actions.standalone import StandaloneTurns

    return StandaloneTurns()

"""The turns of a recording played again with a running service: where does it ask something else?"""

import time
import uuid
from collections.abc import Callable, Iterator

import httpx

from bot.commands.chat_api import ChatApi, Message, check
from bot.commands.recording import Recording

ANSWER_SECONDS = 60.0
_LOOK_SECONDS = 0.1


class Player(ChatApi):
    """A session that waits for what is said to each message."""

    def __init__(self, client: httpx.Client, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        super().__init__(client)
        self._answer_seconds = answer_seconds
        self._seen: list[Message] = []

    def said_to(self, text: str, *, pressed: bool) -> list[Message]:
        """The answer to a text or to the newest button with that label; empty if none came in time.

        A button that is not offered is said as text.
        """
        client_id = str(uuid.uuid4())
        button = self._button(text) if pressed else None
        self.send(client_id, {"button": button} if button else {"text": text})
        deadline = time.monotonic() + self._answer_seconds
        while time.monotonic() < deadline:
            self._look()
            place = next(
                (n for n, each in enumerate(self._seen) if each.client_id == client_id), len(self._seen)
            )
            answer = [each for each in self._seen[place + 1 :] if each.author != "insured"]
            # All replies to a message are stored at once; what the system says first is no answer yet.
            if any(each.author != "system" for each in answer):
                return answer
            time.sleep(_LOOK_SECONDS)
        return []

    def _button(self, label: str) -> str | None:
        offered = (button for message in reversed(self._seen) for button in message.buttons)
        return next((button.value for button in offered if button.label == label), None)

    def _look(self) -> None:
        after = self._seen[-1].seq if self._seen else 0
        response = self._client.get("/chat/v1/messages", params={"after": after}, headers=self._headers)
        check(response)
        self._seen += [Message.read(data) for data in response.json()["messages"]]


def differences(recording: Recording, player: Player, replaced: Callable[[str], str]) -> Iterator[str]:
    """A sentence for each turn after which something else is asked than in the recording."""
    for number, turn in enumerate(recording.turns, start=1):
        answer = player.said_to(replaced(turn.said.text), pressed=turn.said.pressed is not None)
        asked = answer[-1].asks if answer else None
        if not answer:
            yield f"turn {number}: no answer"
        elif asked != turn.asks:
            yield f"turn {number}: asks {asked or 'nothing'}, not {turn.asks or 'nothing'}"


def opening(recording: Recording) -> dict[str, str]:
    """What a browser would tell, and the time of the first message."""
    return {
        "locale": recording.locale,
        "timezone": recording.conversation.timezone,
        "now": recording.begins.isoformat(),
    }

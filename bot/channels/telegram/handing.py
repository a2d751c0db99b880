"""What came together, handed on as one message; and a word on what could not be kept."""

import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.channels.gathering import texts
from bot.channels.ports import Documents, Outbox, Receiver
from bot.channels.telegram.commands import said
from bot.channels.telegram.fetching import TOO_LARGE
from bot.channels.telegram.texts import sentence, unnamed
from bot.conversations.arrival import Arrival, Fetching
from bot.conversations.message import MAX_TEXT, Button, Incoming
from bot.documents.model import State, UnknownDocument

log = logging.getLogger(__name__)

UploadLink = Callable[[str], Awaitable[str]]
"""A link by which the person of a conversation adds one file to it, once; nothing if the service has no public address."""


class Handing:
    def __init__(
        self, receiver: Receiver, outbox: Outbox, documents: Documents, upload_link: UploadLink
    ) -> None:
        self._receiver, self._outbox = receiver, outbox
        self._documents, self._link = documents, upload_link

    async def __call__(self, conversation: str, batch: str, arrivals: Sequence[Arrival]) -> None:
        """Hand on a batch; the same one again changes nothing."""
        chat = await self._outbox.chat_of(conversation)
        if chat is None:
            log.warning("nobody to hand on to conversation=%s", conversation)
            return
        meant = [said(text) for text in texts(arrivals)]
        kept = tuple(each.document for each in arrivals if each.document)
        written = min(each.written_at for each in arrivals)
        pieces = list(_pieces([each.text for each in meant if each.text]))
        if pieces or kept:
            first = Incoming(
                conversation,
                batch_id(batch),
                pieces[0] if pieces else None,
                written_at=written,
                attachments=kept,
                points_at=_pointed_at(arrivals),
            )
            await self._received(first)
        for number, piece in enumerate(pieces[1:], start=2):
            more = Incoming(conversation, f"{batch_id(batch)}-{number}", piece, written_at=written)
            await self._receiver.receive(more)
        for command in _once([each.command for each in meant if each.command]):
            id = f"{batch_id(batch)}-{command.id}"
            await self._receiver.receive(Incoming(conversation, id, command=command, written_at=written))
        for each in arrivals:
            if each.fetching in (Fetching.REFUSED, Fetching.FAILED):
                await self._say_why(each, chat.language)

    async def _received(self, incoming: Incoming) -> None:
        try:
            await self._receiver.receive(incoming)
        except UnknownDocument:
            # A scanner may have found something since, or the person has taken a file back.
            there = await self._documents.of_conversation(incoming.conversation)
            left = tuple(
                each.id
                for each in there
                if each.id in incoming.attachments
                and each.message is None
                and each.state is not State.REFUSED
            )
            if incoming.text or left:
                await self._receiver.receive(replace(incoming, attachments=left))

    async def _say_why(self, arrival: Arrival, language: str) -> None:
        assert arrival.file is not None
        name = arrival.file.name or unnamed(arrival.file.kind, language)
        if arrival.fetching is Fetching.REFUSED:
            reason = self._documents.refusal(arrival.reason or "", language)
            text = sentence("refused", language, name=name, reason=reason)
        else:
            kind = "too_large" if arrival.reason == TOO_LARGE else "not_fetched"
            link = await self._link(arrival.conversation)
            text = sentence(f"{kind}_link" if link else kind, language, name=name, link=link)
        id = f"about-{arrival.external_id}"
        await self._outbox.say(arrival.conversation, id, text, datetime.now(UTC))


def batch_id(batch: str) -> str:
    """External id of the message that a batch becomes."""
    return f"batch-{batch}"


def _pointed_at(arrivals: Sequence[Arrival]) -> str | None:
    """Which message of ours is replied to; none if the replies are to several."""
    found = {each.points_at for each in arrivals if each.points_at}
    return found.pop() if len(found) == 1 else None


def _pieces(texts: Sequence[str]) -> Iterator[str]:
    """The texts together, in as many pieces as a message may be long."""
    piece = ""
    for text in texts:
        if piece and len(piece) + 1 + len(text) > MAX_TEXT:
            yield piece
            piece = text
        else:
            piece = f"{piece}\n{text}" if piece else text
    if piece:
        yield piece


def _once(commands: Sequence[Button]) -> list[Button]:
    return list({command.id: command for command in commands}.values())

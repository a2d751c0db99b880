"""Somebody who is gone: the conversations that they have wait for whoever takes them next."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.conversations import ownership
from bot.conversations.message import Author, Message
from bot.conversations.ownership import Move
from bot.service.desk.store import DeskChanges
from bot.service.texts import text
from bot.staff.model import Member
from bot.staff.trail import Deed

Changed = Callable[[str, Sequence[Message]], None]


async def put_back(
    changes: DeskChanges, by: Member | None, away: Member, at: datetime, changed: Changed
) -> int:
    """How many there were. `by` is None for the command line; `changed` is told once each is stored."""
    number = 0
    for conversation in await changes.owned_by(away.id):
        actor = by.id if by else None
        async with changes.change(conversation, actor, at) as changing:
            if changing.conversation.staff != away.id:
                continue
            await changing.own(ownership.put_back(changing.conversation, actor))
            line = text("staff_away", changing.conversation.language, name=away.name)
            await changing.say(Author.SYSTEM, line)
            changing.record(Deed(Move.PUT_BACK, conversation, details={"was": away.id}))
        changed(conversation, changing.said)
        number += 1
    return number

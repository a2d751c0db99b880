"""Conversations that wait for a person, made without the bot: what it makes of hostile texts is tried elsewhere."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import httpx

from bot.claims.values import Value
from bot.conversations.model import HandoffReason
from bot.store.database import Database
from bot.store.desk_changes import SqlDeskChanges
from tests.builders import a_claim, the_catalogue
from tests.support.apart import run_apart
from tests.support.chat import Chat
from tests.support.samples import a_pdf


def reported(
    url: str,
    database_url: str,
    texts: Sequence[str],
    values: Mapping[str, Value | None],
    *,
    files: Sequence[str] = (),
    call_at: str | None = None,
) -> str:
    """The id of a conversation with these texts by the insured, a draft with these values, and documents of these names."""
    with httpx.Client(base_url=url, timeout=20, trust_env=False) as http:
        person = Chat(http, locale="en-GB", timezone="Europe/Berlin")
        kept = [_upload(person, number, name) for number, name in enumerate(files)]
        for number, text in enumerate(texts):
            attached = {"attachment_ids": kept} if kept and number == 0 else {}
            answer = person.post({"client_id": f"said-{number}", "text": text} | attached)
            assert answer.status_code == 202, answer.text
        run_apart(_waits(database_url, person.id, values, call_at))
        return str(person.id)


def _upload(person: Chat, number: int, name: str) -> str:
    answer = person.http.post(
        "/chat/v1/attachments",
        files={"file": (name, a_pdf(text=f"letter {number}"), "application/pdf")},
        data={"client_id": f"file-{number}"},
        headers=person.headers,
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def _waits(
    database_url: str, conversation: str, values: Mapping[str, Value | None], call_at: str | None
) -> None:
    database = Database(database_url)
    now = datetime.now(UTC)
    claim = a_claim(dict(values), id=f"c-{conversation}", conversation=conversation, opened_at=now)
    changes = SqlDeskChanges(database, the_catalogue())
    async with changes.change(conversation, None, now) as changing:
        changing.conversation.claim = claim.id
        changing.conversation.hand_over(HandoffReason.ASKED_FOR)
        changing.conversation.waiting_since = now
        if call_at is not None:
            changing.conversation.callback = {"number": "+49 30 1234567", "time": call_at}
        await changing.save(claim)
    await database.close()

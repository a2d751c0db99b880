"""`python -m bench.desk`: the desk's lists and search over 10,000 conversations with 200,000 messages, on each database."""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from bot.conversations.model import HandoffReason, Owner
from bot.service.desk.views import Which
from bot.service.ids import new_id
from bot.store.database import Database
from bot.store.desk_reading import SqlDeskReading
from bot.store.migrate import migrate
from bot.store.people import SqlPeople
from bot.store.queue import SqlQueue
from bot.store.rows import conversation_columns
from bot.store.statements import claims, conversations, messages
from tests.builders import a_conversation
from tests.support import postgres

CONVERSATIONS, EACH = 10_000, 20
BUDGET = 100.0
"""Milliseconds (design §12)."""
_ROUNDS = 15
_NOW = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)
_TOPICS = (
    "server", "backup", "key", "office", "client", "invoice", "deadline", "lawyer", "letter", "database", "Schlüssel", "Kunde",
    "Rechnung", "Frist", "Anwalt", "Datenverlust", "Wiederherstellung", "Abmahnung", "Schaden", "Schließanlage",
)  # fmt: skip
_VOCABULARY = 4_000
_NAMES = (
    "Lindt", "Berger", "Kowalski", "Öztürk", "Müller", "Smith", "O'Brien", "García", "Novák", "Brandt",
)  # fmt: skip


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """Words with how often each comes up: as in any language, the tenth a tenth as often as the first."""
    syllables = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u", "ei", "ar", "en")]
    made = ["".join(chance.choices(syllables, k=chance.randrange(1, 4))) for _ in range(_VOCABULARY)]
    words = [*made[:30], *_TOPICS, *made[30:]]
    return words, [1 / (place + 3) for place in range(len(words))]


def rows(seed: int = 1) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None, list[dict[str, Any]]]]:
    """A conversation, its claim, and its messages."""
    chance = random.Random(seed)
    words, weights = vocabulary(chance)
    owners = [Owner.BOT] * 6 + [Owner.WAITING, Owner.STAFF] + [Owner.CLOSED] * 4
    for number in range(CONVERSATIONS):
        owner, at = chance.choice(owners), _NOW - timedelta(minutes=chance.randrange(500_000))
        talk = a_conversation(id=f"v{number}", opened_at=at, language=chance.choice(("de", "en")))
        claim = f"c{number}" if chance.random() < 0.8 else None
        talk.owner, talk.claim = owner, claim
        talk.reasons = [chance.choice(list(HandoffReason))] if owner in (Owner.WAITING, Owner.STAFF) else []
        talk.waiting_since = at if owner is Owner.WAITING else None
        talk.staff = chance.choice(("anna", "ben")) if owner is Owner.STAFF else None
        row = conversation_columns(talk) | {"id": talk.id, "last_seq": EACH, "last_at": at, "epoch": 0}
        said: list[dict[str, Any]] = [
            {
                "id": new_id(),
                "conversation": talk.id,
                "seq": seq,
                "author": "insured" if seq % 2 else "bot",
                "text": " ".join(chance.choices(words, weights, k=chance.randrange(4, 40))),
                "at": at + timedelta(minutes=seq),
                "buttons": [],
                "state": "answered" if seq % 2 else "sent",
                "attempts": 1,
            }
            for seq in range(1, EACH + 1)
        ]
        yield row, _claim(claim, talk.id, at, number, chance) if claim else None, said


def _claim(id: str, conversation: str, at: datetime, number: int, chance: random.Random) -> dict[str, Any]:
    name = f"{chance.choice(('Mara', 'Jan', 'Eva', 'Tim'))} {chance.choice(_NAMES)}"
    sent = chance.random() < 0.6
    return {
        "id": id,
        "line": "professional_indemnity",
        "conversation": conversation,
        "reference": f"FN-26-{number:05d}" if sent else None,
        "status": "submitted" if sent else "draft",
        "opened_at": at,
        "fact_count": 0,
        "incident_type": chance.choice(("lost_key", "data_loss", "software_error")),
        "insured_name": name,
        "insured_contact": f"{name.split()[0].lower()}{number}@example.com",
        "claimant": f"{chance.choice(_NAMES)} GmbH",
        "policy_number": f"PI-{number:06d}",
        "severity": chance.choice((0, 0, 0, 0, 1, 2)),
        "next_due": _NOW + timedelta(hours=chance.randrange(-200, 2000)) if chance.random() < 0.7 else None,
    }


async def fill(database: Database) -> None:
    talks: list[dict[str, Any]] = []
    reports: list[dict[str, Any]] = []
    said: list[dict[str, Any]] = []
    for talk, claim, its in rows():
        talks.append(talk)
        reports += [claim] if claim else []
        said += its
    async with database.write() as connection:
        await connection.execute(insert(conversations), talks)
        await connection.execute(insert(claims), reports)
    for start in range(0, len(said), 10_000):
        async with database.write() as connection:
            await connection.execute(insert(messages), said[start : start + 10_000])
    async with database.write() as connection:
        await connection.execute(text("ANALYZE"))


async def measure(url: str) -> dict[str, float]:
    """Medians in milliseconds, by what is done."""
    database = Database(url)
    await migrate(database)
    begun = time.monotonic()
    await fill(database)
    print(f"  filled in {time.monotonic() - begun:.0f} s", file=sys.stderr)
    queue, reading, names = SqlQueue(database), SqlDeskReading(database), await SqlPeople(database).members()
    people: dict[str, Any] = dict.fromkeys(names)

    async def page(which: Which, start: int = 0) -> object:
        return await queue.page("anna", which, _NOW, people, start=start, limit=50)

    ways: dict[str, Callable[[], Awaitable[object]]] = {
        "waiting": lambda: page(Which.WAITING),
        "mine": lambda: page(Which.MINE),
        "all": lambda: page(Which.ALL),
        "all, page 100": lambda: page(Which.ALL, 5_000),
        "closed": lambda: page(Which.CLOSED),
        "counts": lambda: queue.counts("anna", _NOW),
        "pulse": queue.pulse,
        "callbacks": lambda: queue.callbacks(people),
        "search, a common word": lambda: queue.search("Schlüssel", 50, "anna", people),
        "search, two words": lambda: queue.search("lawyer deadl", 50, "anna", people),
        "search, a name": lambda: queue.search("mara öztürk", 50, "anna", people),
        "search, a reference": lambda: queue.search("FN-26-04711", 50, "anna", people),
        "search, nothing": lambda: queue.search("Rumpelstilzchen", 50, "anna", people),
        "open": lambda: reading.open("v4711", "anna", _NOW, people),
        "pulse of one": lambda: reading.pulse("v4711", "anna", _NOW, people),
    }
    found = {}
    for name, way in ways.items():
        times = []
        for _ in range(_ROUNDS):
            begun = time.perf_counter()
            await way()
            times.append(1000 * (time.perf_counter() - begun))
        found[name] = statistics.median(times)
    await database.close()
    return found


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        results = {"SQLite": asyncio.run(measure(f"sqlite:///{Path(folder) / 'desk.sqlite'}"))}
    programs = postgres.binaries()
    if programs is not None:
        cluster = postgres.Cluster(programs)
        cluster.start()
        try:
            results["PostgreSQL"] = asyncio.run(measure(cluster.new_database()))
        finally:
            cluster.stop()
    print(f"{'ms, median of ' + str(_ROUNDS):26}" + "".join(f"{name:>12}" for name in results))
    for name in results["SQLite"]:
        print(f"{name:26}" + "".join(f"{found[name]:12.1f}" for found in results.values()))
    return 0 if all(each <= BUDGET for found in results.values() for each in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())

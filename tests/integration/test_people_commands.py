"""`erase`, `export` and `retain` on the command line, over a database with people in it."""

import asyncio
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.__main__ import main
from bot.claims.reference import new_reference
from bot.conversations.message import Incoming
from bot.settings import Settings
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.store import SqlStore
from tests.builders import a_claim, a_conversation, the_catalogue

LONG_AGO = datetime.now(UTC) - timedelta(days=400)
REFERENCE = new_reference("FN", 2026, random.Random(7))


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Mara has a draft, Bob a report, and somebody fell silent long ago."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FIRSTNOTICE_DATA_DIR", str(tmp_path))
    asyncio.run(_fill(f"sqlite:///{tmp_path / 'firstnotice.sqlite'}"))
    return tmp_path


async def _fill(url: str) -> None:
    database = Database(url)
    await migrate(database)
    store = SqlStore(database, the_catalogue())
    now = datetime.now(UTC)
    for name, contact, at in (
        ("mara", "mara@example.com", now),
        ("bob", "bob@example.com", now),
        ("old", "", LONG_AGO),
    ):
        conversation = a_conversation(id=name, opened_at=at, claim=f"c-{name}")
        await store.open_conversation(conversation)
        await store.accept(Incoming(name, "one", f"the words of {name}"), at)
        claim = a_claim(
            {"insured_contact": contact or "gone"}, id=f"c-{name}", conversation=name, opened_at=at
        )
        if name == "bob":
            claim.submit(at=at, reference=REFERENCE, missing=())
        await store.save(conversation, [claim])
    await database.close()


@pytest.mark.parametrize(
    "command", [["export"], ["erase", "--contact", "a@example.com"], ["retain"], ["replay", "x"]]
)
def test_a_database_that_cant_be_used_is_named(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FIRSTNOTICE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("FIRSTNOTICE_DATABASE_URL", f"sqlite:///{tmp_path / 'nowhere' / 'x.sqlite'}")
    assert main(command) == 2
    said = capsys.readouterr().err
    assert said.startswith("FIRSTNOTICE_DATABASE_URL: the database can't be used")
    assert "Traceback" not in said


def exported(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    main(["export", *arguments])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def trail() -> list[tuple[str, str | None]]:
    """What the audit trail says, oldest first: deed and conversation."""

    async def read() -> list[tuple[str, str | None]]:
        database = Database(Settings.from_environment().database_url)
        try:
            async with database.read() as connection:
                rows = await connection.execute(text("SELECT action, conversation FROM audit ORDER BY seq"))
                return [(row.action, row.conversation) for row in rows]
        finally:
            await database.close()

    return asyncio.run(read())


def test_all_that_is_held_of_a_person_is_exported(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [held] = exported(capsys, "--contact", "MARA@example.com")
    assert {"conversations", "messages", "claims", "facts"} <= set(held)
    assert "the words of mara" in json.dumps(held)
    assert "bob" not in json.dumps(held)
    assert exported(capsys, "--conversation", "bob")
    assert trail() == [("export_claims", "mara"), ("export_claims", "bob")]
    assert len(exported(capsys, "--reference", REFERENCE)) == 1
    assert trail()[-1] == ("export_claims", None)


def test_a_person_is_erased_and_others_are_not(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["erase", "--contact", "mara@example.com", "--dry-run"]) == 0
    assert capsys.readouterr().out == "mara\n"
    assert exported(capsys, "--contact", "mara@example.com")
    assert main(["erase", "--contact", "mara@example.com"]) == 0
    assert "mara  erased" in capsys.readouterr().out
    assert exported(capsys, "--contact", "mara@example.com") == []
    assert "the words of mara" not in json.dumps(exported(capsys, "--conversation", "mara"))
    assert "the words of bob" in json.dumps(exported(capsys, "--conversation", "bob"))


def test_a_report_stays_unless_it_is_to_go(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["erase", "--reference", REFERENCE]) == 0
    assert f"these reports stay: {REFERENCE}" in capsys.readouterr().out
    assert exported(capsys, "--reference", REFERENCE)
    assert main(["erase", "--reference", REFERENCE, "--reports-too"]) == 0
    assert exported(capsys, "--reference", REFERENCE) == []


@pytest.mark.parametrize(
    "whom", [["--contact", "x@example.com"], ["--conversation", "x"], ["--reference", "x"]]
)
def test_who_is_not_known_is_said(people: Path, capsys: pytest.CaptureFixture[str], whom: list[str]) -> None:
    assert main(["erase", *whom]) == 1
    assert "Nobody is known by this." in capsys.readouterr().err


def test_what_is_kept_too_long_goes(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retain", "--dry-run"]) == 0
    assert capsys.readouterr().out == "old  never sent\n"
    assert main(["retain"]) == 0
    assert "Erased 1 that were never sent and 0 closed ones" in capsys.readouterr().out
    assert main(["retain", "--dry-run"]) == 0
    assert capsys.readouterr().out == ""

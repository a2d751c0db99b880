"""One claim to be filed: fetched from the desk by those who may, and written by the command line."""

import asyncio
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.commands.processes import ROOT
from bot.store.database import Database
from bot.store.store import SqlStore
from tests.builders import a_conversation, a_sent_claim, the_catalogue
from tests.support.desk import Clerk


@pytest.fixture(scope="module")
def claim(database_url: str, desk_url: str) -> str:
    """Id of a sent claim with the reference FN-26-7K3QD."""

    async def put() -> str:
        database = Database(database_url)
        try:
            sent = a_sent_claim()
            conversation = a_conversation(claim=sent.id)
            store = SqlStore(database, the_catalogue())
            await store.open_conversation(conversation)
            await store.save(conversation, [sent])
            return sent.id
        finally:
            await database.close()

    return asyncio.run(put())


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_those_who_may_export_fetch_it_and_the_trail_tells(admin: Clerk, claim: str) -> None:
    answer = admin.get(f"/desk/claims/{claim}.pdf")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert 'filename="FN-26-7K3QD.pdf"' in answer.headers["content-disposition"]
    assert "Nordlicht <b>Versicherung</b>" in text_of(answer.content)
    assert ">took a claim away as PDF</td>" in admin.page("/desk/audit", action="export_claim")


def test_others_may_not(support: Clerk, claim: str) -> None:
    assert support.get(f"/desk/claims/{claim}.pdf").status_code == 403


def test_a_claim_that_nobody_knows_is_not_there(admin: Clerk) -> None:
    assert admin.get("/desk/claims/nobody.pdf").status_code == 404


@pytest.mark.usefixtures("claim")
def test_the_command_line_writes_it(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "claim.pdf"
    command = [
        sys.executable,
        "-m",
        "bot",
        "export",
        "--pdf",
        "fn-26-7k3qd",
        "--language",
        "de",
        "--out",
        str(out),
    ]
    environment = os.environ | {"FIRSTNOTICE_DATA_DIR": str(folder)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Schaden FN-26-7K3QD" in text_of(out.read_bytes())
    unknown = subprocess.run(
        [*command[:5], "FN-26-00000"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert unknown.returncode == 1
    assert "no claim FN-26-00000" in unknown.stderr

"""The doctor says in one line a check what is wrong and what to do, and never breaks down itself."""

import argparse
import asyncio
import copy
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink

from bot.commands import doctor, doctor_outside
from bot.commands.findings import Wrong
from bot.commands.processes import ROOT
from bot.commands.wording import read_wording
from bot.settings import Settings
from bot.store.database import Database
from bot.store.migrate import migrate
from tests.builders import the_catalogue
from tests.support.ports import free_port
from tests.support.telegram_stand_in import TOKEN, TelegramStandIn

WORDING = read_wording(ROOT / "data" / "wording")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


def settings_in(folder: Path, **given: str) -> Settings:
    given = {"DATA_DIR": str(folder), "SECRET": "secret", **given}
    return Settings.from_environment(
        {f"FIRSTNOTICE_{name}": value for name, value in given.items()}, folder / "none"
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody listens who never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        yield int(listening.getsockname()[1])


# The report as a whole


def fine(_: Settings) -> str:
    return "all is well"


def ill(_: Settings) -> str:
    raise Wrong("the engine has a cold", "keep it warm")


def breaks(_: Settings) -> str:
    raise ZeroDivisionError("oops")


def test_report_has_a_line_for_each_check(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(doctor, "_CHECKS", {"one": fine, "two": ill, "three": breaks, "four": fine})
    lines = list(doctor.report(settings))
    assert [well for _, well in lines] == [True, False, False, True]
    assert lines[0][0] == "ok     one: all is well"
    assert lines[1][0] == "wrong: the engine has a cold → keep it warm"
    assert lines[2][0].startswith("wrong: three could not be checked (ZeroDivisionError: oops)")


@pytest.mark.parametrize(
    ("checks", "code"), [({"one": fine}, 0), ({"one": fine, "two": ill}, 1), ({"one": breaks}, 1)]
)
def test_main_exits_with_one_if_anything_is_wrong(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: Settings,
    checks: dict[str, Callable[[Settings], str]],
    code: int,
) -> None:
    monkeypatch.setenv("FIRSTNOTICE_DATA_DIR", str(settings.data_dir))
    monkeypatch.setattr(doctor, "_CHECKS", checks)
    assert doctor.main(argparse.Namespace()) == code
    assert len(capsys.readouterr().out.splitlines()) == len(checks)


def test_main_says_which_setting_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FIRSTNOTICE_PORT", "eight")
    assert doctor.main(argparse.Namespace()) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("wrong: settings: FIRSTNOTICE_PORT")


def test_every_part_is_looked_at() -> None:
    assert set(doctor._CHECKS) >= {"settings", "catalogue", "wording", "database", "models", "disk", "ports"}


# Single checks


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"HOURS": "9-25"}, "HOURS can't be read"),
        ({"HOLIDAYS": "ZZ"}, "HOLIDAYS names no country"),
    ],
)
def test_settings_that_only_the_service_reads_are_looked_at(
    tmp_path: Path, given: dict[str, str], said: str
) -> None:
    with pytest.raises(Wrong, match=rf"settings: FIRSTNOTICE_{said}"):
        doctor.check_settings(settings_in(tmp_path, **given))


def test_settings_that_nothing_reads_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings
) -> None:
    (tmp_path / ".env").write_text(
        "# FIRSTNOTICE_OLD=1\nexport FIRSTNOTICE_PROT=9000\nFIRSTNOTICE_PORT=9000\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FIRSTNOTICE_LINES", "marine")
    with pytest.raises(Wrong, match=r"nothing reads FIRSTNOTICE_LINES, FIRSTNOTICE_PROT →"):
        doctor.check_settings(settings)


def test_an_emergency_number_that_is_nobodys_is_spoken_of(tmp_path: Path) -> None:
    assert "FIRSTNOTICE_HOTLINE (0800 000 000 is nobody's)" in doctor.check_delivered(settings_in(tmp_path))
    own = {"HOTLINE": "+49 30 1234", "PRIVACY_URL": "https://i.example/privacy", "INSURER": "Linden"}
    assert "are yours" in doctor.check_delivered(settings_in(tmp_path, **own))


def test_catalogues_are_all_loaded(settings: Settings) -> None:
    assert "professional_indemnity" in doctor.check_catalogues(settings)


def test_catalogue_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(
        Wrong, match=r"no catalogue marine → set FIRSTNOTICE_LINE to one of: .*professional_indemnity"
    ):
        doctor.check_catalogues(settings_in(tmp_path, LINE="marine"))


def test_catalogue_with_a_mistake_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings
) -> None:
    (tmp_path / "marine.yml").write_text("line: marine\n", "utf-8")
    monkeypatch.setattr("bot.claims.catalogue.HERE", tmp_path)
    with pytest.raises(Wrong, match=r"catalogue marine\.yml lacks .*fields"):
        doctor.check_catalogues(settings)


def test_wording_fits_the_catalogue(settings: Settings) -> None:
    assert "fields in de, en" in doctor.check_wording(settings)


@pytest.mark.parametrize(
    ("language", "field", "wording_"),
    [
        ("en", "claimant", "first"),
        ("de", "claimant", "short"),
        ("en", "occurred_on", "which"),
        ("de", "amount_claimed", "which"),
    ],
)
def test_wording_that_lacks_something_is_told_so(language: str, field: str, wording_: str) -> None:
    wording = copy.deepcopy(WORDING)
    del wording.texts[language]["questions"][field][wording_]
    with pytest.raises(
        Wrong, match=rf"{language}/questions\.yml line \d+: questions\.{field} has no {wording_}"
    ):
        doctor.compare(wording, the_catalogue())


def test_wording_without_a_whole_question_is_told_so() -> None:
    wording = copy.deepcopy(WORDING)
    del wording.texts["de"]["questions"]["claimant"]
    del wording.places["de", "questions", "claimant"]
    with pytest.raises(Wrong, match=r"de/questions\.yml: questions\.claimant has no first, again, short"):
        doctor.compare(wording, the_catalogue())


def test_database_that_is_not_there_is_not_made(settings: Settings) -> None:
    with pytest.raises(Wrong, match="python -m bot migrate"):
        doctor.check_database(settings)
    assert not (settings.data_dir / "firstnotice.sqlite").exists()


def test_database_without_the_newest_schema_is_noticed(settings: Settings) -> None:
    (settings.data_dir / "firstnotice.sqlite").touch()
    with pytest.raises(Wrong, match="schema none"):
        doctor.check_database(settings)


def test_database_that_is_up_to_date_is_fine(settings: Settings) -> None:
    async def prepare() -> None:
        database = Database(settings.database_url)
        await migrate(database)
        await database.close()

    asyncio.run(prepare())
    assert doctor.check_database(settings).startswith("sqlite, schema ")


def test_database_that_cannot_be_read_is_named(settings: Settings) -> None:
    (settings.data_dir / "firstnotice.sqlite").write_bytes(b"this is no database" * 100)
    with pytest.raises(Wrong, match="can't be reached"):
        doctor.check_database(settings)


def test_database_that_cannot_be_reached_is_named_without_its_password(
    tmp_path: Path, taken_port: int
) -> None:
    settings = settings_in(tmp_path, DATABASE_URL=f"postgresql://bot:hidden@127.0.0.1:{taken_port}/claims")
    with pytest.raises(Wrong) as found:
        doctor.check_database(settings)
    assert "can't be reached" in str(found.value)
    assert "hidden" not in str(found.value)


def test_newest_migration_is_the_one_that_no_other_follows(tmp_path: Path) -> None:
    for number, earlier in [("0002", '"0001"'), ("0003", '"0002"'), ("0001", "None")]:
        text = f'revision: str = "{number}"\ndown_revision: str | None = {earlier}\n'
        (tmp_path / f"{number}_x.py").write_text(text, "utf-8")
    assert doctor.newest_migration(tmp_path) == "0003"


def test_models_that_are_missing_are_to_be_trained(settings: Settings) -> None:
    with pytest.raises(Wrong, match="python -m bot train"):
        doctor.check_models(settings)


def test_engine_environment_that_is_missing_is_to_be_laid(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings
) -> None:
    monkeypatch.setenv("FIRSTNOTICE_ENGINE_PYTHON", str(tmp_path / "no-python"))
    with pytest.raises(Wrong, match="scripts/setup"):
        doctor.check_engine_python(settings)


@pytest.mark.parametrize(("free", "well"), [(10**12, True), (10**8, False)])
def test_disk_must_have_room(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, free: int, well: bool
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: argparse.Namespace(free=free))
    if well:
        assert "GB free" in doctor.check_disk(settings)
    else:
        with pytest.raises(Wrong, match="only 100 MB"):
            doctor.check_disk(settings)


def test_data_folder_must_be_writable(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Wrong, match="nothing can be written in"):
        doctor.check_disk(settings)


def test_ports_that_another_program_uses_are_named(tmp_path: Path, taken_port: int) -> None:
    settings = settings_in(tmp_path, ENGINE_PORT=str(taken_port), PORT=str(_free_port()))
    with pytest.raises(Wrong, match=rf"port {taken_port} is taken .* FIRSTNOTICE_ENGINE_PORT"):
        doctor.check_ports(settings)


def test_ports_that_are_free_are_fine(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, PORT=str(_free_port()), ENGINE_PORT=str(_free_port()))
    assert "are free" in doctor.check_ports(settings)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_doctor_says_which_pages_may_use_the_chat(tmp_path: Path) -> None:
    assert "our own pages only" in doctor.check_website(settings_in(tmp_path))
    assert "WIDGET_ORIGINS" in doctor.check_website(settings_in(tmp_path))
    listed = settings_in(tmp_path, WIDGET_ORIGINS="https://shop.example")
    assert "https://shop.example" in doctor.check_website(listed)
    assert "all pages" in doctor.check_website(settings_in(tmp_path, WIDGET_ORIGINS="*"))


# Mail


def test_without_a_mail_server_the_doctor_says_so(settings: Settings) -> None:
    assert "SMTP_URL" in doctor_outside.check_mail(settings)


def test_a_mail_server_that_is_not_there_is_wrong(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = settings_in(
        tmp_path, SMTP_URL=f"smtp://me:hidden@127.0.0.1:{port}", MAIL_FROM="claims@insurer.example"
    )
    with pytest.raises(Wrong, match=f"127.0.0.1:{port}.*SMTP_URL") as wrong:
        doctor_outside.check_mail(settings)
    assert "hidden" not in str(wrong.value)


def test_a_mail_server_that_answers_is_fine(tmp_path: Path) -> None:
    serving = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    serving.start()
    try:
        settings = settings_in(
            tmp_path, SMTP_URL=f"smtp://127.0.0.1:{serving.port}", MAIL_FROM="claims@insurer.example"
        )
        assert "answers" in doctor_outside.check_mail(settings)
    finally:
        serving.stop()


# Telegram


def test_without_a_token_the_doctor_says_how_to_get_a_bot(settings: Settings) -> None:
    assert "TELEGRAM_TOKEN" in doctor_outside.check_telegram(settings)


def test_a_token_is_shown_to_telegram_and_to_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with TelegramStandIn().running() as telegram:
        right = settings_in(tmp_path, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=telegram.url)
        assert doctor_outside.check_telegram(right) == "@firstnotice_bot gets its messages by asking for them"
        wrong = settings_in(tmp_path, TELEGRAM_TOKEN="99:mistyped_TOKEN", TELEGRAM_API=telegram.url)
        with pytest.raises(Wrong, match="copy it from BotFather") as told:
            doctor_outside.check_telegram(wrong)
        assert "mistyped" not in str(told.value)
    with pytest.raises(Wrong, match="can't be reached") as told:
        doctor_outside.check_telegram(right)
    assert TOKEN not in str(told.value)


# Documents


def test_where_documents_are_kept_is_tried(tmp_path: Path) -> None:
    assert doctor_outside.check_documents(settings_in(tmp_path)).endswith("no scanner")
    bucket = {"DOCUMENTS_URL": "s3://claims/kept", "DOCUMENTS_ENDPOINT": f"http://127.0.0.1:{free_port()}"}
    with pytest.raises(Wrong, match="s3://claims/kept"):
        doctor_outside.check_documents(
            settings_in(tmp_path, DOCUMENTS_KEY="k", DOCUMENTS_SECRET="s", **bucket)
        )


def test_the_scanner_is_tried_with_the_largest_file(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, CLAMAV=f"127.0.0.1:{free_port()}", UPLOAD_MAX_MB="2")
    with pytest.raises(Wrong, match="no clamd"):
        doctor_outside.check_documents(settings)

    def refuse(listening: socket.socket) -> None:
        line, _ = listening.accept()
        with line:
            line.recv(1000)
            line.sendall(b"INSTREAM size limit exceeded. ERROR\0")

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", int(settings.clamav.rpartition(":")[2])))
        listening.listen()
        threading.Thread(target=refuse, args=(listening,)).start()
        with pytest.raises(Wrong, match="no file of 2 MB"):
            doctor_outside.check_documents(settings)


# Services of the insurer's own


def test_without_a_service_for_policies_the_doctor_says_so(settings: Settings) -> None:
    assert "POLICIES_URL" in doctor_outside.check_policies(settings)


def test_without_a_company_account_the_doctor_says_so(settings: Settings) -> None:
    assert "OIDC_ISSUER" in doctor_outside.check_company_account(settings)


def test_services_that_are_not_there_are_wrong(tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{_free_port()}"
    settings = settings_in(tmp_path, POLICIES_URL=address, OIDC_ISSUER=address, OIDC_CLIENT="x")
    with pytest.raises(Wrong, match=r"looked up at .* → start it or mend FIRSTNOTICE_POLICIES_URL"):
        doctor_outside.check_policies(settings)
    with pytest.raises(Wrong, match=r"can't be reached → start it or mend FIRSTNOTICE_OIDC_ISSUER"):
        doctor_outside.check_company_account(settings)

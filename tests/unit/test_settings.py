"""Settings are read once; whatever is wrong with them is said in one sentence."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import BadSetting, Settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var"


def read(folder: Path, env_file: str | None = None, **given: str) -> Settings:
    file = folder.parent / ".env"
    if env_file is not None:
        file.write_text(env_file, "utf-8")
    return Settings.from_environment({f"FIRSTNOTICE_{name}": value for name, value in given.items()}, file)


def in_folder(folder: Path, **given: str) -> Settings:
    return read(folder, DATA_DIR=str(folder), **given)


def test_settings_have_defaults(folder: Path) -> None:
    settings = in_folder(folder)
    assert (settings.host, settings.port, settings.engine_port) == ("127.0.0.1", 8000, 5005)
    assert settings.database_url == f"sqlite:///{folder / 'firstnotice.sqlite'}"
    assert settings.line == "professional_indemnity"
    assert settings.test_clock is False
    assert (settings.hours, str(settings.hours_zone)) == ("Mo-Fr 08:00-18:00", "Europe/Berlin")
    assert (settings.holidays, settings.answer_within) == ("DE", timedelta(hours=4))
    assert settings.hotline == "0800 000 000"
    assert settings.models_dir == folder / "models"
    assert settings.engine_model == folder / "models" / "engine"
    assert settings.engine_url == "http://127.0.0.1:5005"
    assert settings.actions_url == "http://127.0.0.1:8000/engine/actions"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "eight thousand"),
        ("PORT", "-1"),
        ("PORT", "80.5"),
        ("ENGINE_PORT", "x"),
        pytest.param("ENGINE_PORT", "²"),
        pytest.param("PORT", "٨٠٠٠"),
        ("TEST_CLOCK", "maybe"),
        ("TEST_CLOCK", "2"),
        ("DATABASE_URL", "mysql://db/claims"),
        ("DATABASE_URL", "claims.sqlite"),
        ("POLICIES_URL", "policies.example/find"),
        ("POLICIES_URL", "https://"),
        ("POLICIES_URL", "ftp://policies.example"),
        ("TELEGRAM_TOKEN", "BotFather"),
        ("TELEGRAM_TOKEN", "123456"),
        ("TELEGRAM_TOKEN", "123456:with blank"),
        ("TELEGRAM_WEBHOOK", "http://claims.insurer.example"),
        ("TELEGRAM_WEBHOOK", "claims.insurer.example"),
        ("TELEGRAM_API", "localhost:8081"),
        ("SMTP_URL", "mail.insurer.example:587"),
        ("SMTP_URL", "smtp://user:p@ss@mail.insurer.example"),
        ("SMTP_URL", "https://mail.insurer.example"),
        ("TELEGRAM_GROUPS", "some"),
        ("PUBLIC_URL", "claims.insurer.example"),
        ("UPLOAD_MAX_MB", "0"),
        ("UPLOAD_MAX_MB", "50 MB"),
        ("UPLOAD_MAX_MB", "5000"),
        ("DOCUMENTS_URL", "bucket"),
        ("DOCUMENTS_URL", "https://bucket.example"),
        ("DOCUMENTS_URL", "s3://Bucket/x y"),
        ("DOCUMENTS_ENDPOINT", "minio:9000"),
        ("CLAMAV", "localhost"),
        ("CLAMAV", "clam av:3310"),
        ("HOURS_ZONE", "Berlin"),
        ("HOURS_ZONE", "Europe"),
        ("HOURS_ZONE", "../../etc/passwd"),
        ("ANSWER_WITHIN", "soon"),
        ("ANSWER_WITHIN", "0"),
        ("ANSWER_WITHIN", "0.0"),
        ("ANSWER_WITHIN", "-4"),
        ("ANSWER_WITHIN", "4000"),
        ("ANSWER_WITHIN", "nan"),
        ("WIDGET_ORIGINS", "shop.example"),
        ("WIDGET_ORIGINS", "https://shop.example/chat"),
        ("WIDGET_ORIGINS", "https://shop.example, *.example"),
        ("WIDGET_ORIGINS", "https://*.example"),
        ("TRUSTED_PROXIES", "proxy.internal"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
        ("TRUSTED_PROXIES", "*"),
        ("RATE_SESSIONS", "many"),
        ("RATE_SESSIONS", "0/hour"),
        ("RATE_MESSAGES", "90"),
        ("RATE_UPLOADS", "5/week"),
        ("IDENTITY_SECRET", "too short"),
        ("RETENTION_DRAFTS", "0"),
        ("RETENTION_DRAFTS", "half a year"),
        ("RETENTION_CLOSED", "0"),
        ("RETENTION_CLOSED", "100"),
    ],
)
def test_settings_that_are_wrong_are_named_in_one_sentence(folder: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting) as refused:
        in_folder(folder, **{name: value})
    message = str(refused.value)
    assert f"FIRSTNOTICE_{name}" in message
    assert "\n" not in message
    assert message.endswith(".")


def test_settings_with_one_port_for_both_processes_name_both(folder: Path) -> None:
    with pytest.raises(BadSetting, match=r"FIRSTNOTICE_PORT and FIRSTNOTICE_ENGINE_PORT"):
        in_folder(folder, PORT="5005")


@pytest.mark.parametrize(
    ("value", "on"),
    [("1", True), ("true", True), ("Yes", True), ("0", False), ("no", False), ("FALSE", False)],
)
def test_settings_read_switches(folder: Path, value: str, on: bool) -> None:
    assert in_folder(folder, TEST_CLOCK=value).test_clock is on


@pytest.mark.parametrize(
    "url", ["sqlite:////srv/claims.sqlite", "postgresql://db/claims", "postgres://db/claims"]
)
def test_settings_take_both_kinds_of_database(folder: Path, url: str) -> None:
    assert in_folder(folder, DATABASE_URL=url).database_url == url


@pytest.mark.parametrize(
    ("value", "time"),
    [("8", timedelta(hours=8)), ("0.5", timedelta(minutes=30)), ("1,5", timedelta(minutes=90))],
)
def test_settings_read_hours_of_opening_time(folder: Path, value: str, time: timedelta) -> None:
    assert in_folder(folder, ANSWER_WITHIN=value).answer_within == time


@pytest.mark.parametrize(("value", "region"), [("DE-BY", "DE-BY"), ("none", ""), ("None", ""), ("", "DE")])
def test_settings_can_do_without_holidays(folder: Path, value: str, region: str) -> None:
    assert in_folder(folder, HOLIDAYS=value).holidays == region


@pytest.mark.parametrize("value", ["", "   "])
def test_settings_left_blank_have_their_default(folder: Path, value: str) -> None:
    assert in_folder(folder, PORT=value).port == 8000


@pytest.mark.parametrize(
    "line",
    [
        "FIRSTNOTICE_PORT=9000",
        "  FIRSTNOTICE_PORT = 9000  ",
        "export FIRSTNOTICE_PORT=9000",
        'FIRSTNOTICE_PORT="9000"',
        "FIRSTNOTICE_PORT='9000'",
        "# a comment\n\nFIRSTNOTICE_PORT=9000",
    ],
)
def test_settings_are_read_from_the_file(folder: Path, line: str) -> None:
    assert read(folder, line, DATA_DIR=str(folder)).port == 9000


def test_settings_of_the_environment_win_over_the_file(folder: Path) -> None:
    file = f"FIRSTNOTICE_PORT=9000\nFIRSTNOTICE_ENGINE_PORT=9001\nFIRSTNOTICE_DATA_DIR={folder}"
    settings = read(folder, file, PORT="7000")
    assert (settings.port, settings.engine_port) == (7000, 9001)


@pytest.mark.parametrize("line", ["FIRSTNOTICE_PORT", "PORT: 9000", "just words", "1PORT=3"])
def test_settings_file_with_a_broken_line_is_named_with_its_number(folder: Path, line: str) -> None:
    with pytest.raises(BadSetting, match=r"\.env line 3 "):
        read(folder, f"# ours\nFIRSTNOTICE_PORT=9000\n{line}\n", DATA_DIR=str(folder))


def test_settings_file_that_is_no_text_is_named(folder: Path) -> None:
    (folder.parent / ".env").write_bytes(b"FIRSTNOTICE_PORT=\xff\xfe\x00")
    with pytest.raises(BadSetting, match=r"\.env can't be read"):
        read(folder, DATA_DIR=str(folder))


def test_secret_is_made_once_and_only_its_owner_may_read_it(folder: Path) -> None:
    first, second = in_folder(folder), in_folder(folder)
    assert first.secret == second.secret
    assert len(first.secret) >= 32
    assert stat.S_IMODE((folder / "secret").stat().st_mode) == 0o600


def test_secret_differs_from_one_installation_to_the_next(tmp_path: Path) -> None:
    assert in_folder(tmp_path / "one" / "var").secret != in_folder(tmp_path / "two" / "var").secret


def test_secret_that_is_given_is_used_and_none_is_made(folder: Path) -> None:
    assert in_folder(folder, SECRET="given").secret == "given"
    assert not (folder / "secret").exists()


def test_secret_in_an_empty_file_is_made_anew(folder: Path) -> None:
    folder.mkdir()
    (folder / "secret").write_text("\n")
    assert len(in_folder(folder).secret) >= 32


def test_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("not a folder")
    with pytest.raises(BadSetting, match="FIRSTNOTICE_DATA_DIR"):
        in_folder(tmp_path / "var")


def test_repr_shows_no_secret(folder: Path) -> None:
    settings = in_folder(folder, SECRET="hidden-word", DATABASE_URL="postgresql://bot:hidden-word@db/claims")
    assert "hidden-word" not in repr(settings)
    assert "hidden-word" not in str(settings)


def test_settings_name_no_service_for_policies_unless_told(folder: Path) -> None:
    assert in_folder(folder).policies_url == ""
    url = "https://policies.example:8443/find?tenant=7"
    settings = in_folder(folder, POLICIES_URL=url, POLICIES_TOKEN="hidden-word")
    assert (settings.policies_url, settings.policies_token) == (url, "hidden-word")
    assert "hidden-word" not in repr(settings)


def test_settings_know_no_telegram_unless_told(folder: Path) -> None:
    settings = in_folder(folder)
    assert (settings.telegram_token, settings.telegram_webhook, settings.telegram_groups) == ("", "", False)
    assert settings.telegram_api == "https://api.telegram.org"


def test_settings_of_telegram(folder: Path) -> None:
    settings = in_folder(
        folder, TELEGRAM_TOKEN="123456:ABC-def_1", TELEGRAM_WEBHOOK="https://claims.insurer.example/"
    )
    assert settings.telegram_token == "123456:ABC-def_1"
    assert settings.telegram_webhook == "https://claims.insurer.example"
    assert "ABC-def_1" not in repr(settings)


@pytest.mark.parametrize("sender", ["claims@insurer.example", "Claims team <claims@insurer.example>"])
def test_settings_of_mails(folder: Path, sender: str) -> None:
    given = "smtp://claims:se%3Acret@mail.insurer.example:587"
    settings = in_folder(folder, SMTP_URL=given, MAIL_FROM=sender)
    assert (settings.smtp_url, settings.mail_from) == (given, sender)
    assert "cret" not in repr(settings)


@pytest.mark.parametrize("sender", ["", "Claims team", "claims@insurer.example\nBcc: all@b.example"])
def test_mails_come_from_an_address(folder: Path, sender: str) -> None:
    with pytest.raises(BadSetting, match="MAIL_FROM"):
        in_folder(folder, SMTP_URL="smtp://user:secret@mail.insurer.example", MAIL_FROM=sender)


def test_a_password_with_a_slip_is_not_repeated(folder: Path) -> None:
    with pytest.raises(BadSetting) as refused:
        in_folder(folder, SMTP_URL="smtp://user:sec ret@mail.insurer.example", MAIL_FROM="a@b.example")
    assert "ret" not in str(refused.value).replace("FIRSTNOTICE", "")


def test_a_token_with_a_slip_is_not_repeated(folder: Path) -> None:
    with pytest.raises(BadSetting) as refused:
        in_folder(folder, TELEGRAM_TOKEN="123456:ABC-def 1")
    assert "ABC-def" not in str(refused.value)


def test_documents_have_a_place_and_a_largest_size(folder: Path) -> None:
    settings = in_folder(folder)
    assert (settings.documents_url, settings.upload_max, settings.clamav) == ("", 50_000_000, "")
    given = in_folder(
        folder,
        UPLOAD_MAX_MB="2.5",
        DOCUMENTS_URL="s3://claims/kept/here/",
        DOCUMENTS_KEY="k3y",
        DOCUMENTS_SECRET="s3cret",
        CLAMAV="[::1]:3310",
    )
    assert (given.upload_max, given.documents_url, given.clamav) == (
        2_500_000,
        "s3://claims/kept/here",
        "[::1]:3310",
    )
    assert "k3y" not in repr(given)
    assert "s3cret" not in repr(given)
    assert in_folder(folder, CLAMAV="/run/clamav/clamd.ctl").clamav == "/run/clamav/clamd.ctl"


def test_links_begin_with_the_public_address(folder: Path) -> None:
    assert in_folder(folder).public_url == ""
    webhook = "https://bot.insurer.example"
    assert in_folder(folder, TELEGRAM_WEBHOOK=f"{webhook}/").public_url == webhook
    both = in_folder(folder, TELEGRAM_WEBHOOK=webhook, PUBLIC_URL="https://claims.insurer.example/")
    assert both.public_url == "https://claims.insurer.example"


def test_settings_of_the_website_chat(folder: Path) -> None:
    settings = in_folder(folder)
    assert (settings.widget_origins, settings.identity_secret) == ((), "")
    assert settings.trusted_proxies == ("127.0.0.1", "::1")
    assert (settings.rate_sessions, settings.rate_messages) == ("120/hour", "90/minute")
    assert (settings.retention_drafts, settings.retention_closed) == (timedelta(days=180), 10)
    settings = in_folder(
        folder,
        WIDGET_ORIGINS="https://Shop.example/, http://localhost:3000",
        TRUSTED_PROXIES="none",
        RATE_SESSIONS="None",
    )
    assert settings.widget_origins == ("https://shop.example", "http://localhost:3000")
    assert (settings.trusted_proxies, settings.rate_sessions) == ((), "none")

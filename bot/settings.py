"""Settings: environment variables prefixed FIRSTNOTICE_, or the same lines in a file `.env`; the environment wins.

Every setting is described in docs/settings.md.
"""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

PREFIX = "FIRSTNOTICE_"
_LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")


class BadSetting(Exception):
    """One sentence that names the setting and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    host: str
    port: int
    engine_port: int
    data_dir: Path
    database_url: str = field(repr=False)
    line: str
    insurer: str
    privacy_url: str
    test_clock: bool
    hours: str
    """Opening hours in words, read by `service/hours.py`."""
    hours_zone: ZoneInfo
    holidays: str
    """Country or region whose public holidays count as closed; empty for none."""
    answer_within: timedelta
    """Of opening time."""
    hotline: str
    given_secret: str = field(repr=False)
    policies_url: str
    policies_token: str = field(repr=False)
    smtp_url: str = field(repr=False)
    """Empty: no mails are sent."""
    mail_from: str
    telegram_token: str = field(repr=False)
    """Empty: there is no Telegram."""
    telegram_webhook: str
    """Public address of the service, without a slash at its end; empty to ask Telegram for updates."""
    telegram_groups: bool
    telegram_api: str
    public_url: str
    """Where people's browsers reach the service, without a slash at its end; empty if that is not known."""
    documents_url: str
    """`s3://bucket/prefix`; empty for the local folder."""
    documents_endpoint: str
    """Empty for Amazon's own."""
    documents_region: str
    documents_key: str = field(repr=False)
    documents_secret: str = field(repr=False)
    upload_max: int
    """Bytes."""
    clamav: str
    """host:port or the path of a socket; empty for no scanner."""
    widget_origins: tuple[str, ...]
    """Origins of pages that may use the chat besides our own; `*` for all."""
    trusted_proxies: tuple[str, ...]
    """Addresses and networks whose word on where a request comes from counts."""
    rate_sessions: str
    rate_messages: str
    rate_uploads: str
    """Rates as in "120/hour", or "none"."""
    identity_secret: str = field(repr=False)
    """Empty: no website vouches for its customers."""
    retention_drafts: timedelta
    staff_idle: timedelta
    staff_session: timedelta
    staff_second_factor: bool
    staff_telegram_chat: str
    """Empty: no Telegram group is told of who waits."""
    staff_webhook: str
    staff_webhook_secret: str = field(repr=False)
    staff_escalation: timedelta
    oidc_issuer: str
    """Empty: nobody signs in with the company's account."""
    oidc_client: str
    oidc_secret: str = field(repr=False)
    oidc_name: str
    retention_closed: int
    """Years after the one in which a claim was closed."""

    @property
    def secret(self) -> str:
        """Signs chat sessions and is the engine's and the actions' shared secret; made and kept where none is given.

        Raises BadSetting if it can't be kept.
        """
        return self.given_secret or _kept_secret(self.data_dir)

    @property
    def models_dir(self) -> Path:
        return self.data_dir / "models"

    @property
    def engine_model(self) -> Path:
        return self.models_dir / "engine"

    @property
    def engine_url(self) -> str:
        return f"http://127.0.0.1:{self.engine_port}"

    @property
    def actions_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/engine/actions"

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] | None = None, file: Path = Path(".env")
    ) -> "Settings":
        """Read all settings. Raises BadSetting."""
        given = {**_read_file(file), **(os.environ if environment is None else environment)}
        values = _Values(given)
        data_dir = Path(values.text("DATA_DIR", "var")).resolve()
        if data_dir.exists() and not data_dir.is_dir():
            raise BadSetting(f"{PREFIX}DATA_DIR must name a folder; {data_dir} is a file.")
        settings = cls(
            host=values.text("HOST", "127.0.0.1"),
            port=values.port("PORT", 8000),
            engine_port=values.port("ENGINE_PORT", 5005),
            data_dir=data_dir,
            database_url=values.database("DATABASE_URL", f"sqlite:///{data_dir / 'firstnotice.sqlite'}"),
            line=values.text("LINE", "professional_indemnity"),
            insurer=values.text("INSURER", "Firstnotice"),
            privacy_url=values.text("PRIVACY_URL", "https://example.com/privacy"),
            test_clock=values.switch("TEST_CLOCK", False),
            hours=values.text("HOURS", "Mo-Fr 08:00-18:00"),
            hours_zone=values.zone("HOURS_ZONE", "Europe/Berlin"),
            holidays=values.unless_none("HOLIDAYS", "DE"),
            answer_within=timedelta(hours=values.number("ANSWER_WITHIN", 4)),
            hotline=values.text("HOTLINE", "0800 000 000"),
            given_secret=values.text("SECRET", ""),
            policies_url=values.web("POLICIES_URL"),
            policies_token=values.text("POLICIES_TOKEN", ""),
            smtp_url=values.smtp("SMTP_URL"),
            mail_from=values.text("MAIL_FROM", ""),
            telegram_token=values.bot_token("TELEGRAM_TOKEN"),
            telegram_webhook=values.web("TELEGRAM_WEBHOOK", safe=True).rstrip("/"),
            telegram_groups=values.switch("TELEGRAM_GROUPS", False),
            telegram_api=(values.web("TELEGRAM_API") or "https://api.telegram.org").rstrip("/"),
            public_url=(values.web("PUBLIC_URL") or values.web("TELEGRAM_WEBHOOK")).rstrip("/"),
            documents_url=values.bucket("DOCUMENTS_URL"),
            documents_endpoint=values.web("DOCUMENTS_ENDPOINT").rstrip("/"),
            documents_region=values.text("DOCUMENTS_REGION", "us-east-1"),
            documents_key=values.text("DOCUMENTS_KEY", ""),
            documents_secret=values.text("DOCUMENTS_SECRET", ""),
            upload_max=int(values.number("UPLOAD_MAX_MB", 50) * 1_000_000),
            clamav=values.socket("CLAMAV"),
            widget_origins=values.origins("WIDGET_ORIGINS"),
            trusted_proxies=values.networks("TRUSTED_PROXIES", "127.0.0.1, ::1"),
            rate_sessions=values.rate("RATE_SESSIONS", "120/hour"),
            rate_messages=values.rate("RATE_MESSAGES", "90/minute"),
            rate_uploads=values.rate("RATE_UPLOADS", "200/hour"),
            identity_secret=values.long_text("IDENTITY_SECRET", 32),
            staff_idle=timedelta(hours=values.number("STAFF_IDLE", 2)),
            staff_session=timedelta(hours=values.number("STAFF_SESSION", 12)),
            staff_second_factor=values.switch("STAFF_SECOND_FACTOR", False),
            staff_telegram_chat=values.telegram_chat("STAFF_TELEGRAM_CHAT"),
            staff_webhook=values.web("STAFF_WEBHOOK"),
            staff_webhook_secret=values.long_text("STAFF_WEBHOOK_SECRET", 16),
            staff_escalation=timedelta(minutes=values.number("STAFF_ESCALATION", 30)),
            oidc_issuer=values.web("OIDC_ISSUER").rstrip("/"),
            oidc_client=values.text("OIDC_CLIENT", ""),
            oidc_secret=values.text("OIDC_SECRET", ""),
            oidc_name=values.text("OIDC_NAME", "Company account"),
            retention_drafts=timedelta(days=values.count("RETENTION_DRAFTS", 180, least=1, most=3650)),
            retention_closed=values.count("RETENTION_CLOSED", 10, least=1, most=50),
        )
        if settings.port == settings.engine_port:
            raise BadSetting(
                f"{PREFIX}PORT and {PREFIX}ENGINE_PORT are both {settings.port}; give one another number."
            )
        if settings.smtp_url and not re.fullmatch(r"[^\r\n]*[^\s@<]+@[^\s@>]+>?", settings.mail_from):
            raise BadSetting(
                f"{PREFIX}MAIL_FROM must be the address that mails come from, such as claims@insurer.example."
            )
        if settings.oidc_issuer and not settings.oidc_client:
            raise BadSetting(f"{PREFIX}OIDC_CLIENT must name us to {PREFIX}OIDC_ISSUER.")
        if settings.staff_webhook and not settings.staff_webhook_secret:
            raise BadSetting(f"{PREFIX}STAFF_WEBHOOK needs {PREFIX}STAFF_WEBHOOK_SECRET to be signed with.")
        if settings.staff_telegram_chat and not settings.telegram_token:
            raise BadSetting(f"{PREFIX}STAFF_TELEGRAM_CHAT needs the bot of {PREFIX}TELEGRAM_TOKEN.")
        return settings


class _Values:
    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given

    def text(self, name: str, default: str) -> str:
        return self._given.get(PREFIX + name, "").strip() or default

    def unless_none(self, name: str, default: str) -> str:
        text = self.text(name, default)
        return "" if text.lower() == "none" else text

    def port(self, name: str, default: int) -> int:
        text = self.text(name, str(default))
        if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= 65535:
            raise BadSetting(f"{PREFIX}{name} must be a port number between 1 and 65535, not {text!r}.")
        return int(text)

    def number(self, name: str, default: float) -> float:
        text = self.text(name, str(default))
        if not re.fullmatch(r"\d{1,3}([.,]\d+)?", text, re.ASCII) or not float(text.replace(",", ".")):
            raise BadSetting(f"{PREFIX}{name} must be a number above 0 and below 1000, not {text!r}.")
        return float(text.replace(",", "."))

    def zone(self, name: str, default: str) -> ZoneInfo:
        text = self.text(name, default)
        try:
            return ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise BadSetting(
                f"{PREFIX}{name} must be a time zone such as Europe/Berlin, not {text!r}."
            ) from None

    def switch(self, name: str, default: bool) -> bool:
        text = self.text(name, "1" if default else "0").lower()
        if text not in ("0", "1", "true", "false", "yes", "no"):
            raise BadSetting(f"{PREFIX}{name} must be 1 or 0, not {text!r}.")
        return text in ("1", "true", "yes")

    def web(self, name: str, *, safe: bool = False) -> str:
        """An address on the web, if `safe` one with TLS, or nothing."""
        text = self.text(name, "")
        if text and not re.fullmatch(r"https?://[^\s/?#]+\S*", text):
            raise BadSetting(f"{PREFIX}{name} must begin with http:// or https:// and name a host.")
        if safe and text.startswith("http://"):
            raise BadSetting(f"{PREFIX}{name} must begin with https://.")
        return text

    def smtp(self, name: str) -> str:
        """The address of a mail server, or nothing; it may hold a password, so it is not quoted."""
        text = self.text(name, "")
        if text and not re.fullmatch(r"smtps?://([^\s@/]+@)?(\[[\da-fA-F:]+\]|[^\s@/:]+)(:\d{1,5})?/?", text):
            raise BadSetting(
                f"{PREFIX}{name} must be like smtp://user:password@host:587 or smtps://host, "
                "with special characters of the password percent-encoded."
            )
        return text

    def bucket(self, name: str) -> str:
        text = self.text(name, "").rstrip("/")
        if text and not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]+(/[\w!.*'()-]+)*", text, re.ASCII):
            raise BadSetting(f"{PREFIX}{name} must be s3://bucket or s3://bucket/folder, not {text!r}.")
        return text

    def socket(self, name: str) -> str:
        text = self.text(name, "")
        if text and not re.fullmatch(r"/\S+|[^\s/:]+:\d{1,5}|\[[\da-fA-F:]+\]:\d{1,5}", text, re.ASCII):
            raise BadSetting(f"{PREFIX}{name} must be host:port or the path of a socket, not {text!r}.")
        return text

    def telegram_chat(self, name: str) -> str:
        text = self.text(name, "")
        if text and not re.fullmatch(r"-?\d{1,20}|@\w{4,64}", text, re.ASCII):
            raise BadSetting(
                f"{PREFIX}{name} must be a chat's number, such as -1001234567890, or @name, not {text!r}."
            )
        return text

    def bot_token(self, name: str) -> str:
        text = self.text(name, "")
        if text and not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", text, re.ASCII):
            # What was given may be a real token with a slip, which nobody should read in a log.
            raise BadSetting(
                f"{PREFIX}{name} must be what BotFather gave you: digits, a colon, letters and digits."
            )
        return text

    def origins(self, name: str) -> tuple[str, ...]:
        """Origins of web pages, as browsers write them, or `*`."""
        given = [each.strip().rstrip("/") for each in self.text(name, "").split(",") if each.strip()]
        for each in given:
            if each != "*" and not re.fullmatch(r"https?://[^\s/?#@*]+", each):
                raise BadSetting(
                    f"{PREFIX}{name} must list origins such as https://www.insurer.example, or be *; not {each!r}."
                )
        return tuple(each.lower() for each in given)

    def networks(self, name: str, default: str) -> tuple[str, ...]:
        """IP addresses and networks, or nothing at all for `none`."""
        given = [each.strip() for each in self.unless_none(name, default).split(",") if each.strip()]
        for each in given:
            try:
                ip_network(each)
            except ValueError:
                raise BadSetting(
                    f"{PREFIX}{name} must list IP addresses or networks such as 10.0.0.0/8, not {each!r}."
                ) from None
        return tuple(given)

    def rate(self, name: str, default: str) -> str:
        text = self.text(name, default).lower()
        if not re.fullmatch(r"none|[1-9]\d{0,5}/(second|minute|hour|day)", text, re.ASCII):
            raise BadSetting(f"{PREFIX}{name} must be a rate such as {default}, or none; not {text!r}.")
        return text

    def count(self, name: str, default: int, *, least: int, most: int) -> int:
        text = self.text(name, str(default))
        if not (text.isascii() and text.isdecimal()) or not least <= int(text) <= most:
            raise BadSetting(f"{PREFIX}{name} must be a number between {least} and {most}, not {text!r}.")
        return int(text)

    def long_text(self, name: str, least: int) -> str:
        """A secret that can't be guessed, or nothing."""
        text = self.text(name, "")
        if text and len(text) < least:
            raise BadSetting(f"{PREFIX}{name} must have at least {least} characters.")
        return text

    def database(self, name: str, default: str) -> str:
        text = self.text(name, default)
        if not text.startswith(("sqlite:///", "postgresql://", "postgres://")):
            raise BadSetting(f"{PREFIX}{name} must begin with sqlite:/// or postgresql://.")
        return text


def _read_file(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    values: dict[str, str] = {}
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(
            f"{file} can't be read as text ({error.__class__.__name__}); mend or remove it."
        ) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise BadSetting(f"{file} line {number} is not of the form NAME=value; mend or remove it.")
        values[found.group(1)] = found.group(2).strip().strip("\"'")
    return values


def _kept_secret(data_dir: Path) -> str:
    """A secret made at the first start and kept beside the data, readable by its owner only."""
    file = data_dir / "secret"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or not file.read_text("ascii").strip():
            _write_once(file, secrets.token_urlsafe(32))
        return file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not text"
        raise BadSetting(
            f"{PREFIX}DATA_DIR: {data_dir} can't be used ({reason}); free some room or name another folder."
        ) from error


def _write_once(file: Path, text: str) -> None:
    """Put the whole text in place at once, unless another process was first; a file left empty by a crash is replaced."""
    made = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        opened.write(text)
    try:
        if file.is_file() and not file.read_text("ascii").strip():
            made.replace(file)
        else:
            os.link(made, file)
    except FileExistsError:
        pass
    finally:
        made.unlink(missing_ok=True)

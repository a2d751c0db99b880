"""`python -m bot doctor`: looks at everything that must be right before `run` can work, one line a check."""

import argparse
import asyncio
import re
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bot.claims.catalogue import HERE as CATALOGUES
from bot.claims.catalogue import Catalogue
from bot.claims.errors import BadCatalogue
from bot.commands.processes import ROOT, engine_python, port_is_free
from bot.commands.train import reports_are_current
from bot.commands.wording import Wording, lacks, read_wording
from bot.documents.ports import FilesDown, NoFile, NotScanned, ScannerDown
from bot.extraction.reader import Reader
from bot.files.clamav import ClamAv
from bot.mail.model import MailFailed
from bot.parts.files import file_store
from bot.remote.smtp import SmtpMailer, SmtpServer
from bot.settings import PREFIX, BadSetting, Settings
from bot.store.database import Database

PYTHON, ENGINE_PYTHON = (3, 12), (3, 10)
"""Oldest Python of the service; the only one of the engine."""
ROOM = 300_000_000
"""Bytes of free disk that training and the database need."""
MIGRATIONS = ROOT / "bot" / "store" / "migrations" / "versions"
_REVISION = re.compile(r"""^revision\b.*=\s*["'](\w+)["']""", re.MULTILINE)
_FOLLOWS = re.compile(r"""^down_revision\b.*=\s*["'](\w+)["']""", re.MULTILINE)
_LAY = "lay it with `scripts/setup`"
_VERSIONS = "import sys; from importlib.metadata import version; print('%d.%d' % sys.version_info[:2]); print(version('rasa'))"
_MODELS_CURRENT = (
    "import sys; sys.path.insert(0, 'engine'); from pathlib import Path; "
    "from components.model_files import is_current; sys.exit(not is_current(Path(sys.argv[1]), Path('.')))"
)


class Wrong(Exception):
    """What a check found wrong, and what to do about it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"wrong: {what} → {remedy}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def main(args: argparse.Namespace) -> int:
    """Writes a line for each check; 0 if nothing is wrong, else 1."""
    try:
        settings = Settings.from_environment()
    except BadSetting as problem:
        _write(f"wrong: settings: {problem} → docs/settings.md has all of them")
        return 1
    healthy = True
    for line, fine in report(settings):
        _write(line)
        healthy = healthy and fine
    return 0 if healthy else 1


def report(settings: Settings) -> Iterator[tuple[str, bool]]:
    """(line, whether all is well) of each check; a check that breaks counts as one that found something wrong."""
    for name, check in _CHECKS.items():
        try:
            yield f"ok     {name}: {check(settings)}", True
        except Wrong as wrong:
            yield str(wrong), False
        except Exception as error:
            yield (
                str(Wrong(f"{name} could not be checked ({type(error).__name__}: {error})", "report it")),
                False,
            )


def check_settings(settings: Settings) -> str:
    return f"{settings.host}:{settings.port}, data in {settings.data_dir}"


def check_python(settings: Settings) -> str:
    running = sys.version_info[:2]
    if running < PYTHON:
        raise Wrong(f"the service runs on Python {_dotted(running)}", f"it needs {_dotted(PYTHON)}: {_LAY}")
    return f"Python {_dotted(running)}"


def check_engine_python(settings: Settings) -> str:
    python = engine_python()
    if not python.is_file():
        raise Wrong(f"the engine's environment is missing ({python})", _LAY)
    found = _ask(python, _VERSIONS)
    lines = found.stdout.split()
    if not lines or lines[0] != _dotted(ENGINE_PYTHON):
        raise Wrong(f"{python} is not Python {_dotted(ENGINE_PYTHON)}", _LAY)
    if found.returncode != 0:
        raise Wrong("the engine's environment has no Rasa", _LAY)
    return f"Python {lines[0]}, Rasa {lines[1]}"


def check_environment(settings: Settings) -> str:
    """Whether the libraries of the service can be imported."""
    found = _ask(Path(sys.executable), "import bot.app")
    if found.returncode != 0:
        raise Wrong(f"the service can't be imported ({_last(found.stderr)})", _LAY)
    return "all libraries are there"


def check_catalogues(settings: Settings) -> str:
    # Other data about the lines of business lies beside the catalogues: cues.yml.
    files = [file for file in sorted(CATALOGUES.glob("*.yml")) if not file.name.startswith("cues")]
    for file in files:
        try:
            catalogue = Catalogue.load(file)
        except BadCatalogue as problem:
            raise Wrong(f"catalogue {problem}", "mend the file") from problem
        if catalogue.line != file.stem:
            raise Wrong(f"catalogue {file.name} says that its line is {catalogue.line}", "give both one name")
    lines = [file.stem for file in files]
    if settings.line not in lines:
        raise Wrong(
            f"there is no catalogue {settings.line}", f"set {PREFIX}LINE to one of: {', '.join(lines)}"
        )
    return ", ".join(lines)


def check_wording(settings: Settings) -> str:
    return compare(read_wording(ROOT / "data" / "wording"), _catalogue(settings))


def compare(wording: Wording, catalogue: Catalogue) -> str:
    """Raises Wrong naming every file and line of a text that is missing or no text."""
    wrong = [*wording.wrong, *lacks(wording, catalogue)]
    if wrong:
        raise Wrong(f"data/wording: {'; '.join(wrong)}", "mend it there, then `python -m bot train`")
    return f"{len(catalogue.fields)} fields in {', '.join(sorted(wording.texts))}"


def check_database(settings: Settings) -> str:
    url = Database(settings.database_url).url
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        # Connecting would make an empty one.
        raise Wrong(f"the database {url.database} is not there yet", "`python -m bot migrate`")
    return asyncio.run(_schema(settings))


async def _schema(settings: Settings) -> str:
    newest = newest_migration(MIGRATIONS)
    database = Database(settings.database_url)
    try:
        async with database.read() as connection:
            await connection.exec_driver_sql("SELECT 1")
            try:
                kept = (await connection.exec_driver_sql("SELECT version_num FROM alembic_version")).scalar()
            except Exception:
                kept = None
    except Exception as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise Wrong(
            f"the database can't be reached ({reason})", f"start it or mend {PREFIX}DATABASE_URL"
        ) from error
    finally:
        await database.close()
    if kept != newest:
        raise Wrong(f"the database has schema {kept or 'none'}, not {newest}", "`python -m bot migrate`")
    return f"{database.url.get_backend_name()}, schema {kept}"


def newest_migration(folder: Path) -> str:
    """The revision that no other one follows."""
    texts = [file.read_text("utf-8") for file in folder.glob("*.py")]
    revisions: set[str] = {name for text in texts for name in _REVISION.findall(text)}
    followed: set[str] = {name for text in texts for name in _FOLLOWS.findall(text)}
    return max(revisions - followed)


def check_models(settings: Settings) -> str:
    remedy = "`python -m bot train`"
    if not reports_are_current(settings.models_dir):
        raise Wrong("the model of incident types is missing or older than its data", remedy)
    try:
        Reader(settings.models_dir)
    except (OSError, KeyError, ValueError) as error:
        raise Wrong(f"the model of incident types can't be read ({type(error).__name__})", remedy) from error
    python = engine_python()
    if not python.is_file():
        raise Wrong("the engine's model can't be judged without its environment", _LAY)
    if _ask(python, _MODELS_CURRENT, str(settings.engine_model)).returncode != 0:
        raise Wrong("the engine's model is missing or older than its data", remedy)
    return "present and current"


def check_website(settings: Settings) -> str:
    origins = ", ".join(settings.widget_origins)
    if not origins:
        return f"the chat works on our own pages only; {PREFIX}WIDGET_ORIGINS lets others use it"
    return f"the chat may be used by {'all pages' if '*' in settings.widget_origins else origins}"


def check_telegram(settings: Settings) -> str:
    """Whether Telegram knows the bot's token; nothing is sent."""
    if not settings.telegram_token:
        return f"no bot; {PREFIX}TELEGRAM_TOKEN connects one"
    try:
        # What httpx raises may name the address, and with it the token.
        answer = httpx.get(f"{settings.telegram_api}/bot{settings.telegram_token}/getMe", timeout=10)
    except httpx.HTTPError as problem:
        what = f"{settings.telegram_api} can't be reached ({type(problem).__name__})"
        raise Wrong(
            what, "let the service's machine get there; messages wait at Telegram for a day"
        ) from None
    if answer.status_code in (401, 404):
        raise Wrong(
            "Telegram does not know the bot's token",
            f"copy it from BotFather (/mybots, API Token) into {PREFIX}TELEGRAM_TOKEN",
        )
    if answer.is_error:
        raise Wrong(f"Telegram answers {answer.status_code}", "try again in a while")
    way = f"by webhook at {settings.telegram_webhook}" if settings.telegram_webhook else "by asking for them"
    return f"@{answer.json()['result']['username']} gets its messages {way}"


def check_mail(settings: Settings) -> str:
    """Whether the mail server answers and lets us in; nothing is sent."""
    if not settings.smtp_url:
        return f"no mails are sent; {PREFIX}SMTP_URL names a server for codes, alerts and invitations"
    server = SmtpServer.from_url(settings.smtp_url)
    where = f"{server.host}:{server.port}"
    try:
        asyncio.run(SmtpMailer(server, settings.mail_from).greet())
    except MailFailed as problem:
        raise Wrong(
            f"the mail server {where} can't be used ({problem})", f"start it or mend {PREFIX}SMTP_URL"
        ) from problem
    return f"{where} {'lets us in' if server.user else 'answers'}, mails come from {settings.mail_from}"


def check_documents(settings: Settings) -> str:
    """Whether files can be kept, read and scanned; what is tried is removed again."""
    where = settings.documents_url or str(settings.data_dir / "documents")
    with TemporaryDirectory() as folder:
        probe = Path(folder) / f"doctor-{secrets.token_hex(16)}"
        probe.write_bytes(b"doctor")
        try:
            if settings.documents_url:
                asyncio.run(_kept_and_removed(settings, probe))
        except (FilesDown, NoFile) as problem:
            what = f"nothing can be kept in {where} ({problem})"
            raise Wrong(what, f"mend {PREFIX}DOCUMENTS_URL, _ENDPOINT, _KEY or _SECRET") from problem
        if not settings.clamav:
            return f"kept in {where}, no scanner"
        with probe.open("wb") as opened:
            opened.truncate(settings.upload_max)
        try:
            asyncio.run(ClamAv(settings.clamav).infected(probe))
        except NotScanned as problem:
            what = f"clamd takes no file of {settings.upload_max // 1_000_000} MB ({problem})"
            raise Wrong(what, "raise its StreamMaxLength") from problem
        except ScannerDown as problem:
            what = f"there is no clamd at {settings.clamav} ({problem})"
            raise Wrong(what, f"start it or mend {PREFIX}CLAMAV; files wait in quarantine") from problem
    return f"kept in {where}, scanned by {settings.clamav}"


async def _kept_and_removed(settings: Settings, probe: Path) -> None:
    files = file_store(settings)
    await files.put(probe.name, probe)
    async for _ in files.open(probe.name):
        pass
    await files.delete(probe.name)


def check_disk(settings: Settings) -> str:
    folder = next(path for path in (settings.data_dir, *settings.data_dir.parents) if path.is_dir())
    free = shutil.disk_usage(folder).free
    if free < ROOM:
        raise Wrong(
            f"only {free // 1_000_000} MB are free under {folder}",
            f"make room or set {PREFIX}DATA_DIR to another folder",
        )
    return f"{free // 1_000_000_000} GB free"


def check_ports(settings: Settings) -> str:
    """Both ports are free, or it is we who use them and all is well."""
    taken = [
        (name, port)
        for name, host, port in (
            ("PORT", settings.host, settings.port),
            ("ENGINE_PORT", "127.0.0.1", settings.engine_port),
        )
        if not port_is_free(host, port)
    ]
    if not taken:
        return f"{settings.port} and {settings.engine_port} are free"
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    try:
        state = httpx.get(f"http://{host}:{settings.port}/readyz", timeout=3, trust_env=False).json()
        down = [str(part) for part, how in state.items() if how != "ok"]
    except (httpx.HTTPError, ValueError, AttributeError):
        name, port = taken[0]
        raise Wrong(f"port {port} is taken by another program", f"stop it or set {PREFIX}{name}") from None
    if down:
        raise Wrong(
            f"Firstnotice runs, but {' and '.join(down)} does not answer",
            "see what `python -m bot run` printed",
        )
    return "Firstnotice runs; engine and database answer"


def _catalogue(settings: Settings) -> Catalogue:
    try:
        return Catalogue.load(CATALOGUES / f"{settings.line}.yml")
    except BadCatalogue as problem:
        raise Wrong(f"the domain can't be compared: {problem}", "mend the catalogue first") from problem


def _ask(python: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(python), "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _last(output: str) -> str:
    lines = output.strip().splitlines()
    return lines[-1] if lines else "no reason given"


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


_CHECKS: dict[str, Callable[[Settings], str]] = {
    "settings": check_settings,
    "service's Python": check_python,
    "service's environment": check_environment,
    "engine's environment": check_engine_python,
    "catalogue": check_catalogues,
    "wording": check_wording,
    "database": check_database,
    "models": check_models,
    "website": check_website,
    "telegram": check_telegram,
    "documents": check_documents,
    "mail": check_mail,
    "disk": check_disk,
    "ports": check_ports,
}

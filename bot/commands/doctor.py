"""`python -m bot doctor`: looks at everything that must be right before `run` can work, one line a check."""

import argparse
import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from bot.claims.catalogue import Catalogue, catalogue_files
from bot.claims.errors import BadCatalogue
from bot.commands.doctor_outside import (
    check_company_account,
    check_documents,
    check_mail,
    check_policies,
    check_telegram,
)
from bot.commands.findings import Wrong
from bot.commands.processes import ROOT, engine_python, port_is_free
from bot.commands.train import reports_are_current
from bot.commands.wording import Wording, lacks, misfilled, read_wording
from bot.extraction.reader import Reader
from bot.service.duty import Duty
from bot.settings import PREFIX, BadSetting, Settings
from bot.store.database import Database

PYTHON, ENGINE_PYTHON = (3, 12), (3, 10)
"""Oldest Python of the service; the only one of the engine."""
ROOM = 300_000_000
"""Bytes of free disk that training and the database need."""
MIGRATIONS = ROOT / "bot" / "store" / "migrations" / "versions"
_REVISION = re.compile(r"""^revision\b.*=\s*["'](\w+)["']""", re.MULTILINE)
_FOLLOWS = re.compile(r"""^down_revision\b.*=\s*["'](\w+)["']""", re.MULTILINE)
_NAMED = re.compile(r"^\s*(?:export\s+)?(\w+)\s*=", re.MULTILINE)
_LAY = "lay it with `scripts/setup`"
_VERSIONS = "import sys; from importlib.metadata import version; print('%d.%d' % sys.version_info[:2]); print(version('rasa'))"
_MODELS_CURRENT = (
    "import sys; sys.path.insert(0, 'engine'); from pathlib import Path; "
    "from components.model_files import is_current; sys.exit(not is_current(Path(sys.argv[1]), Path('.')))"
)


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
    """Also what only the service reads later: opening hours and holidays, and names that nothing reads at all."""
    remedy = "docs/settings.md has all of them"
    try:
        Duty.of(settings)
    except BadSetting as problem:
        raise Wrong(f"settings: {problem}", remedy) from problem
    file = Path(".env")
    lines = file.read_text("utf-8") if file.is_file() else ""
    known = re.findall(rf"`({PREFIX}\w+)`", (ROOT / "docs" / "settings.md").read_text("utf-8"))
    unknown = {*os.environ, *_NAMED.findall(lines)} - set(known)
    if given := sorted(name for name in unknown if name.startswith(PREFIX)):
        raise Wrong(f"settings: nothing reads {', '.join(given)}", remedy)
    return f"{settings.host}:{settings.port}, data in {settings.data_dir}"


def check_delivered(settings: Settings) -> str:
    """What insured people read and is nobody's until somebody sets it; it serves for a trial, so it is no fault."""
    delivered = Settings.from_environment({}, Path(os.devnull))
    names = ("hotline", "privacy_url", "insurer")
    left = [name for name in names if getattr(settings, name) == getattr(delivered, name)]
    said = [f"{PREFIX}{name.upper()} ({getattr(settings, name)} is nobody's)" for name in left]
    return (
        f"set before anybody reports: {', '.join(said)}"
        if said
        else "hotline, privacy notice and name are yours"
    )


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
    files = catalogue_files()
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
    try:
        catalogues = [Catalogue.load(file) for file in catalogue_files()]
    except BadCatalogue as problem:
        raise Wrong(
            "data/wording can't be compared with the catalogue", "mend the catalogue first"
        ) from problem
    return compare(read_wording(ROOT / "data" / "wording"), *catalogues)


def compare(wording: Wording, *catalogues: Catalogue) -> str:
    """Raises Wrong naming every file and line of a text that is missing or no text."""
    # Lines of business share fields, and with them what is wrong.
    wrong = dict.fromkeys([*wording.wrong, *lacks(wording, *catalogues), *misfilled(wording)])
    if wrong:
        raise Wrong(f"data/wording: {'; '.join(wrong)}", "mend it there, then `python -m bot train`")
    names = {field.name for catalogue in catalogues for field in catalogue.fields}
    return f"{len(names)} fields in {', '.join(sorted(wording.texts))}"


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


def check_disk(settings: Settings) -> str:
    folder = next(path for path in (settings.data_dir, *settings.data_dir.parents) if path.is_dir())
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Wrong(
            f"nothing can be written in {folder}", f"allow it or set {PREFIX}DATA_DIR to another folder"
        )
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
    "as delivered": check_delivered,
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
    "policies": check_policies,
    "company's sign-in": check_company_account,
    "disk": check_disk,
    "ports": check_ports,
}

"""What many tests need: trained models, a running service, a PostgreSQL server. Fast tests run first."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.commands.processes import ROOT, engine_python
from tests.support import postgres
from tests.support.chat import Chat
from tests.support.processes import Installation, Process

_FOLDERS = ("unit", "engine", "contract", "integration", "dialogue", "recovery", "browser", "quality")
"""Cheapest first, so that a mistake shows early."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        return _FOLDERS.index(folder) if folder in _FOLDERS else len(_FOLDERS)

    items.sort(key=place)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """In CI a skipped test is a failed one: there everything it could need is installed."""
    report: Any = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and CI skips nothing: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder of the trained models, made by `python -m bot train`."""
    folder = Path(os.environ.get("FIRSTNOTICE_DATA_DIR", ROOT / "var")).resolve() / "models"
    if not (folder / "engine" / "model.tar.gz").is_file() or not engine_python().is_file():
        pytest.fail(f"There are no trained models in {folder}: run `python -m bot train`.", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def installation(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Where `service` runs."""
    return Installation(tmp_path_factory.mktemp("service"), models, WIDGET_ORIGINS="*")


@pytest.fixture(scope="session")
def service(installation: Installation) -> Iterator[Process]:
    """Both processes as `python -m bot run` starts them, ready; one for all tests."""
    running = installation.run()
    try:
        installation.wait_until_ready()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def service_url(installation: Installation, service: Process) -> str:
    return installation.url


@pytest.fixture
def chat(installation: Installation, service: Process) -> Iterator[Callable[..., Chat]]:
    """Opens sessions at the running service: `chat(now=..., locale=...)`."""
    with httpx.Client(base_url=installation.url, timeout=30, trust_env=False) as http:
        yield lambda **session: Chat(http, **session)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[postgres.Cluster]:
    programs = postgres.binaries()
    if programs is None or (os.geteuid() == 0 and shutil.which("runuser") is None):
        pytest.skip("PostgreSQL's server programs are not installed")
    cluster = postgres.Cluster(programs)
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture
def postgres_url(postgres_cluster: postgres.Cluster) -> str:
    """Address of an empty database of the test's own."""
    return postgres_cluster.new_database()

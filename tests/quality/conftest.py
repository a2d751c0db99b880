"""Measuring takes minutes of one core, so it begins with the first test of a run and is looked at in the last."""

import pytest

from tests.support.measurement import Measured, Measurement

_MEASURED_IN = "test_kept_figures"
_running: list[Measurement] = []


def pytest_collection_finish(session: pytest.Session) -> None:
    if not session.config.option.collectonly and any(
        item.path.stem == _MEASURED_IN for item in session.items
    ):
        _running.append(Measurement.start())


def pytest_sessionfinish() -> None:
    for running in _running:
        running.stop()


@pytest.fixture
def measured() -> Measured:
    """The measurement, once it has come to its end."""
    return _running[-1].end()

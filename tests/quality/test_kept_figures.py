"""What docs/quality.md keeps is still reached. The last of all tests: it waits for a measurement that begins with the first."""

import pytest

from tests.support.measurement import Measured

_RESULT = "Fallen:"
"""What a measurement that came to its end prints last, with a line for each figure below."""


def test_nothing_is_read_or_understood_worse_than_what_is_kept(measured: Measured) -> None:
    if _RESULT not in measured.printed:
        pytest.fail(f"The quality could not be measured:\n{measured.errors}", pytrace=False)
    if measured.code:
        fallen = measured.printed[measured.printed.index(_RESULT) :]
        pytest.fail(
            "Reading or understanding got worse by more than one point than docs/quality.md keeps. Mend it, or, if the "
            f"loss is wanted, keep the new figures with `make evaluate KEEP=1` and tell why.\n{fallen}",
            pytrace=False,
        )

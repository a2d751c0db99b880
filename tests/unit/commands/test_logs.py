"""Errors in logs name their kind and place, and never what they were about."""

import logging
import sys

from bot.commands.logs import AGAIN, DiscreetFormatter, Once

NAME = "Alderway Dental"


def logged(raising: Exception, cause: Exception | None = None) -> str:
    try:
        try:
            raise cause or KeyError(NAME)
        except Exception as first:
            raise raising from first
    except Exception:
        record = logging.LogRecord("talk", logging.ERROR, __file__, 1, "turn failed", None, sys.exc_info())
    return DiscreetFormatter("%(levelname)s %(name)s %(message)s").format(record)


def test_kind_and_place_of_an_error_and_its_cause_are_shown_in_order() -> None:
    shown = logged(ValueError(NAME))
    assert shown.startswith("ERROR talk turn failed\n")
    assert shown.index("builtins.KeyError") < shown.index("builtins.ValueError")
    assert "test_logs.py" in shown


def test_what_errors_say_is_left_out() -> None:
    group = ExceptionGroup(NAME, [ValueError(NAME)])
    noted = ValueError(NAME)
    noted.add_note(NAME)
    for error in (ValueError(NAME), group, noted):
        assert NAME not in logged(error)
        assert NAME not in logged(RuntimeError(), error)


def test_the_same_error_is_shown_once_a_minute_and_others_at_once() -> None:
    now = [0.0]
    once = Once(lambda: now[0])

    def shown(event: str, kind: type[Exception] | None = ValueError) -> bool:
        info = None
        try:
            raise (kind or ValueError)(NAME)
        except Exception:
            info = sys.exc_info() if kind else None
        return once.filter(logging.LogRecord("talk", logging.ERROR, __file__, 1, event, None, info))

    assert [shown("sweep failed") for _ in range(3)] == [True, False, False]
    assert shown("sweep failed", KeyError)
    assert shown("turn failed")
    assert [shown("not sent", None) for _ in range(2)] == [True, True]
    now[0] += AGAIN
    assert [shown("sweep failed") for _ in range(2)] == [True, False]

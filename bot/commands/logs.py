"""Logs carry ids and events, never people's words; so the text of an exception, which may quote them, is left out."""

import logging
import time
import traceback
from collections import OrderedDict
from collections.abc import Callable
from types import TracebackType

AGAIN = 60.0
"""Seconds until the same error is shown again."""
_REMEMBERED = 1_000
_Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Shows of an exception and its causes where they were raised and of which kind they are."""

    def formatException(self, ei: _Info) -> str:
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            kind = f"{type(error).__module__}.{type(error).__qualname__}"
            lines[:0] = [*traceback.format_tb(error.__traceback__), f"{kind}\n"]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip()


class Once(logging.Filter):
    """Shows the same exception of the same place once a minute: a database that is down would fill the disk with it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._shown: OrderedDict[tuple[object, ...], float] = OrderedDict()

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.exc_info or record.exc_info[0] is None:
            return True
        this = (record.name, record.getMessage(), record.exc_info[0], _place(record.exc_info[2]))
        if self._clock() < self._shown.get(this, float("-inf")) + AGAIN:
            return False
        self._shown[this] = self._clock()
        self._shown.move_to_end(this)
        if len(self._shown) > _REMEMBERED:
            self._shown.popitem(last=False)
        return True


def _place(trace: TracebackType | None) -> tuple[str, int] | None:
    """Where an exception was raised."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return (trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace else None


def install() -> None:
    """Warnings and errors of all libraries to stderr."""
    handler = logging.StreamHandler()
    handler.addFilter(Once())
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])

"""Logs carry ids and events, never people's words; so the text of an exception, which may quote them, is left out."""

import logging
import traceback
from types import TracebackType

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


def install() -> None:
    """Warnings and errors of all libraries to stderr."""
    handler = logging.StreamHandler()
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])

"""What a conversation looks like in a terminal and in a file."""

import re
import threading
from typing import TextIO

from bot.commands.chat_api import Message

BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
SPEAKERS = {"insured": "I", "bot": "B", "staff": "S"}
INDENT = "   "


class Screen:
    """Writes messages as `B: text`, notices in brackets, numbered buttons below; whole messages at a time."""

    def __init__(self, out: TextIO, *, bold: bool, echo: bool) -> None:
        """`bold` keeps bold by escape codes; `echo` repeats what the insured said as `I: text`."""
        self._out = out
        self._bold = "\x1b[1m\\1\x1b[0m" if bold else r"\1"
        self._echo = echo
        self._lock = threading.Lock()

    def said(self, text: str) -> None:
        if self._echo:
            self._write(f"{SPEAKERS['insured']}: {text}")

    def show(self, message: Message) -> None:
        lines = [BOLD.sub(self._bold, message.text)]
        lines += [f"[{number}] {button.label}" for number, button in enumerate(message.buttons, start=1)]
        text = "\n".join(lines)
        self._write(f"({text})" if message.author == "system" else f"{SPEAKERS[message.author]}: {text}")

    def _write(self, text: str) -> None:
        with self._lock:
            self._out.write(text.replace("\n", f"\n{INDENT}") + "\n")
            self._out.flush()

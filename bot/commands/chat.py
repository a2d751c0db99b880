"""`python -m bot chat`: the website chat's API, from a terminal or a pipe."""

import argparse
import queue
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from typing import TextIO

import httpx

from bot.commands.chat_api import ChatApi, ChatRefused, Message
from bot.commands.chat_screen import Screen

QUIET_SECONDS = 0.4
"""An answer may have several messages; this long without another one, it is complete."""
ANSWER_SECONDS = 60.0
PAUSE_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Between attempts to send or to listen, each longer than the one before."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="address of the service")
    parser.add_argument(
        "--now", help="ISO time with offset at which the conversation's clock starts (TEST_CLOCK=1)"
    )
    parser.add_argument("--locale", help="language and region, such as en-GB or de")
    parser.add_argument("--timezone", help="time zone, such as Europe/Berlin")


def main(args: argparse.Namespace) -> int:
    opening = {"locale": args.locale, "timezone": args.timezone, "now": args.now}
    with httpx.Client(base_url=args.url, timeout=10.0) as client:
        api = ChatApi(client)
        try:
            api.open({name: value for name, value in opening.items() if value})
            terminal = sys.stdin.isatty()
            screen = Screen(sys.stdout, bold=sys.stdout.isatty(), echo=not terminal)
            chat = Chat(api, screen)
            if not terminal:
                return chat.replay(sys.stdin)
            sys.stderr.write("Tell what happened. A number presses that button; Ctrl-D ends.\n")
            return chat.live(sys.stdin)
        except httpx.TransportError:
            return fail(
                f"Nothing answers at {args.url}. Is the service running? Start it with: python -m bot run"
            )
        except ChatRefused as refused:
            return fail(f"The service at {args.url} refuses: {refused}")
        except KeyboardInterrupt:
            return 130


def fail(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 1


class Chat:
    """One conversation: a thread listens, the caller's thread reads lines and sends them."""

    def __init__(
        self,
        api: ChatApi,
        screen: Screen,
        *,
        answer_seconds: float = ANSWER_SECONDS,
        quiet_seconds: float = QUIET_SECONDS,
        pauses: tuple[float, ...] = PAUSE_SECONDS,
    ) -> None:
        self.api = api
        self.screen = screen
        self.answer_seconds = answer_seconds
        self.quiet_seconds = quiet_seconds
        self.pauses = pauses
        self._arrived: queue.SimpleQueue[Message | ChatRefused] = queue.SimpleQueue()
        self._latest: Message | None = None
        self._last_seq = 0
        self._over = threading.Event()

    def live(self, lines: TextIO) -> int:
        """Prints messages as they arrive, sends each line as it is entered, ends with the input."""
        threading.Thread(target=self._print_arrivals, daemon=True).start()
        self._start_listening()
        try:
            for line in entered(lines):
                self._send(line)
        finally:
            self._over.set()
        return 0

    def replay(self, lines: TextIO) -> int:
        """Sends a line, waits for its answer, sends the next; 1 if a line stayed without an answer."""
        self._start_listening()
        unanswered = 0
        try:
            for line in entered(lines):
                client_id = self._send(line)
                if not self._wait_for_answer(client_id):
                    unanswered += 1
                    sys.stderr.write(f"No answer within {self.answer_seconds:g} seconds.\n")
        finally:
            self._over.set()
        return 1 if unanswered else 0

    def _send(self, line: str) -> str:
        """Sends text, or presses the button of that number; the same identifier on every attempt."""
        buttons = self._latest.buttons if self._latest else ()
        pressed = buttons[int(line) - 1] if line.isdecimal() and 0 < int(line) <= len(buttons) else None
        self.screen.said(pressed.label if pressed else line)
        client_id = str(uuid.uuid4())
        content = {"button": pressed.value} if pressed else {"text": line}
        for pause in (*self.pauses, None):
            try:
                self.api.send(client_id, content)
                break
            except httpx.TransportError:
                if pause is None:
                    raise
                time.sleep(pause)
            except ChatRefused as refused:
                if pause is None or not refused.passing:
                    raise
                time.sleep(pause)
        return client_id

    def _wait_for_answer(self, client_id: str) -> bool:
        deadline = time.monotonic() + self.answer_seconds
        received = answered = False
        while (patience := self.quiet_seconds if answered else deadline - time.monotonic()) > 0:
            try:
                message = self._next(patience)
            except queue.Empty:
                break
            received = received or message.client_id == client_id
            answered = answered or (received and message.author != "insured")
        return answered

    def _next(self, patience: float | None) -> Message:
        message = self._arrived.get(timeout=patience)
        if isinstance(message, ChatRefused):
            raise message
        if message.author != "insured":
            self.screen.show(message)
        if message.author != "system":
            self._latest = message
        return message

    def _print_arrivals(self) -> None:
        while True:
            try:
                self._next(None)
            except ChatRefused as refused:
                sys.stderr.write(f"{refused}\n")
                return

    def _start_listening(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        failures = 0
        while not self._over.is_set():
            try:
                for message in self.api.events(self._last_seq):
                    failures = 0
                    if message.seq > self._last_seq:
                        self._last_seq = message.seq
                        self._arrived.put(message)
            except ChatRefused as refused:
                if not refused.passing:
                    self._arrived.put(refused)
                    return
            except httpx.TransportError:
                pass
            self._over.wait(self.pauses[min(failures, len(self.pauses) - 1)])
            failures += 1


def entered(lines: TextIO) -> Iterator[str]:
    """The lines that say something, without surrounding white space."""
    return (stripped for line in iter(lines.readline, "") if (stripped := line.strip()))

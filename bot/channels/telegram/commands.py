"""Commands of the menu: each stands for an intent, as a button does. No other text with a slash is one."""

import re
from dataclasses import dataclass

from bot.channels.telegram.texts import language_name
from bot.claims.languages import named_in
from bot.claims.resume_code import find_code
from bot.conversations.message import Button

INTENTS = {
    "start": "greet",
    "help": "ask_process",
    "status": "claim_status",
    "human": "request_human",
    "cancel": "cancel",
    "language": "change_language",
    "privacy": "ask_privacy",
    # Deleting asks first and offers to keep, which is what stopping does.
    "delete": "cancel",
}
_COMMAND = re.compile(r"/([a-z]+)(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_LONGEST = 4
"""Words after a command that may belong to it; more tell something of their own."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a text means to the service: words, or a command."""

    text: str | None = None
    command: Button | None = None


def said(text: str) -> Said:
    """What a person's text stands for; a text that begins with a command of ours and goes on is the text that follows it."""
    found = _COMMAND.fullmatch(text.strip())
    if found is None or found[1].lower() not in INTENTS:
        return Said(text=text)
    name, rest = found[1].lower(), (found[2] or "").strip()
    if len(rest.split()) > _LONGEST:
        return Said(text=rest)
    if name == "start":
        # The payload of a deep link, t.me/bot?start=K7-42-Q9; others say where somebody comes from, which is nobody's word.
        code = find_code(rest)
        return Said(text=code) if code else _command(name, "")
    if name == "language" and not named_in(rest):
        rest = language_name(rest.lower())
    return _command(name, rest)


def _command(name: str, rest: str) -> Said:
    return Said(command=Button(f"command-{name}", f"/{name} {rest}".strip(), INTENTS[name]))

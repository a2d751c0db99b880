"""Commands of the menu: each stands for an intent, as a button does. No other text with a slash is one."""

import re
from dataclasses import dataclass, replace

from bot.channels.telegram.texts import language_name
from bot.claims.languages import named_in
from bot.claims.resume_code import find_code
from bot.conversations.message import GUESSED, Button

INTENTS = {
    "start": "greet",
    "help": "ask_process",
    "status": "claim_status",
    "human": "request_human",
    "cancel": "cancel",
    "language": "change_language",
    "privacy": "ask_privacy",
}
_ERASE = "delete"
_COMMAND = re.compile(r"/([a-z]+)(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_POLICY = re.compile(r"policy[-_]([A-Za-z0-9][A-Za-z0-9_-]{2,39})", re.IGNORECASE)
_LONGEST = 4
"""Words after a command that may belong to it; more tell something of their own."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a text means: words, a command, or the wish to have everything erased."""

    text: str | None = None
    command: Button | None = None
    erase: bool = False


def said(text: str) -> Said:
    """What a person's text stands for; a text that begins with a command of ours and goes on is the text that follows it."""
    found = _COMMAND.fullmatch(text.strip())
    if found is None or found[1].lower() not in (*INTENTS, _ERASE):
        return Said(text=text)
    name, rest = found[1].lower(), (found[2] or "").strip()
    if len(rest.split()) > _LONGEST:
        return Said(text=rest)
    if name == _ERASE:
        return Said(erase=True)
    if name == "start":
        return _started(rest)
    if name == "language" and not named_in(rest):
        rest = language_name(rest.lower())
    return _command(name, rest)


def _started(payload: str) -> Said:
    """The payload of a deep link: a code (t.me/bot?start=K7-42-Q9), or a policy that somebody's letter or account names.

    Others say where somebody comes from, which is nobody's word.
    """
    code = find_code(payload)
    if code:
        return Said(text=code)
    policy = _POLICY.fullmatch(payload)
    if policy is None:
        return _command("start", "")
    command = _command("start", payload).command
    assert command is not None
    return Said(command=replace(command, entities={GUESSED: {"policy_number": policy[1]}}))


def _command(name: str, rest: str) -> Said:
    return Said(command=Button(f"command-{name}", f"/{name} {rest}".strip(), INTENTS[name]))

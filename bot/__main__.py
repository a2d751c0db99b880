"""`python -m bot <command>`: finds the command's module, reads its arguments and nothing else.

A command is a module of `bot/commands/` with `add_arguments(parser)` and `main(args) -> int`; only the one that is
called is imported.
"""

import argparse
import importlib
import os
import sys

from bot.claims.languages import UnfinishedLanguage
from bot.settings import BadSetting

_COMMANDS = {
    "run": "both processes, and the whole application",
    "serve": "the service alone",
    "train": "train what has changed: incident types and the engine's model",
    "chat": "chat in the terminal",
    "migrate": "bring the database to the newest schema",
    "extract": "read reports (JSON lines) and write what they state",
    "understand": "read texts (JSON lines) and write their intents",
    "evaluate": "score extraction or understanding against labels",
    "export": "write claims as JSON lines, or all that is held of a person",
    "erase": "leave nothing of a person but what has to be kept",
    "retain": "erase what has been kept long enough",
    "replay": "show a stored conversation, write it as a test, or play it again",
    "policies": "import, list or check the insurer's policies",
    "staff": "add, list, disable or reset the people at the desk",
    "audit": "check that the audit trail is whole",
    "doctor": "check settings, catalogue, database, models and engine",
}


def main(arguments: list[str] | None = None) -> int:
    """The exit code; what an operator can mend is said in a sentence and no traceback."""
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except (BadSetting, UnfinishedLanguage) as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has enough; nothing is wrong.
        sys.stderr.close()
        return 0
    except OSError as problem:
        if problem.filename is None:
            raise
        # A file that is not there or can't be written is for who named it to mend; a traceback would hide its name.
        print(f"{problem.filename}: {problem.strerror}", file=sys.stderr)
        return 2


def _run(given: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Firstnotice takes in claims by conversation."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    wanted = next((word for word in given if not word.startswith("-")), None)
    for name, purpose in _COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        if name == wanted:
            importlib.import_module(f"bot.commands.{name}").add_arguments(command)
    options = parser.parse_args(given)
    # Everything written holds what people confided: the database, documents and exports are for this account only.
    os.umask(os.umask(0) | 0o077)
    return int(importlib.import_module(f"bot.commands.{options.command}").main(options))


if __name__ == "__main__":
    sys.exit(main())

"""`python -m bot serve`: the service alone."""

import argparse
import sys

import uvicorn

from bot.claims.errors import BadCatalogue
from bot.commands import logs
from bot.commands.processes import PORT_TAKEN, die_with_parent, port_is_free
from bot.settings import PREFIX, Settings

SWITCH = 0.0005
STOPPING = 3
"""Seconds that open event streams get to notice that the service stops."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--die-with-parent", action="store_true", help=argparse.SUPPRESS)


def main(options: argparse.Namespace) -> int:
    if options.die_with_parent:
        die_with_parent()
    settings = Settings.from_environment()
    if not port_is_free(settings.host, settings.port):
        print(f"Port {settings.port} is taken; free it or set {PREFIX}PORT to another.", file=sys.stderr)
        return PORT_TAKEN
    logs.install()
    from bot.app import create_app

    try:
        app = create_app(settings)
    except BadCatalogue as problem:
        print(f"The catalogue can't be used: {problem}", file=sys.stderr)
        return 2
    except FileNotFoundError as missing:
        print(f"A model is missing ({missing.filename}); run `python -m bot train`.", file=sys.stderr)
        return 2
    # Extraction of a long text runs in a thread; the event loop must not wait 5 ms for its turn each time.
    sys.setswitchinterval(SWITCH)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=STOPPING,
        server_header=False,
        # The application does this itself, by its own setting.
        proxy_headers=False,
    )
    uvicorn.Server(config).run()
    return 0

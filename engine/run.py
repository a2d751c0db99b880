"""Runs the engine: `engine/.venv/bin/python engine/run.py --model var/models/engine --port 5005`.

Listens on the loopback interface only. Needs FIRSTNOTICE_ENGINE_TOKEN (what the service must present) and
FIRSTNOTICE_ACTIONS_TOKEN (what it presents to the service); FIRSTNOTICE_ACTIONS_URL says where actions are answered.
Ends with its parent process. Exit codes: 2 a token is missing, 3 no usable model, 98 the port is taken.
"""

import argparse
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any, List, Optional

sys.path.insert(0, str(Path(__file__).resolve().parent))

import launch
from components.model_files import model_file

HOST = "127.0.0.1"
NO_TOKEN, NO_MODEL, PORT_TAKEN = 2, 3, 98
_TOKENS = ("FIRSTNOTICE_ENGINE_TOKEN", "FIRSTNOTICE_ACTIONS_TOKEN")
_ACTIONS_URL = "FIRSTNOTICE_ACTIONS_URL"
_SHUTDOWN_SECONDS = 10.0


def main(arguments: Optional[List[str]] = None) -> int:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description="Run the engine.")
    parser.add_argument(
        "--model", type=Path, default=Path("var/models/engine"), help="model file or its folder"
    )
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument(
        "--parent", type=int, default=None, help="process to end with; the starting one by default"
    )
    options = parser.parse_args(arguments)
    _end_with_parent(options.parent)
    os.environ.setdefault(_ACTIONS_URL, "http://127.0.0.1:8000/engine/actions")
    missing = [name for name in _TOKENS if not os.environ.get(name)]
    if missing:
        return _refuse(f"set {' and '.join(missing)} to start the engine", NO_TOKEN)
    model = model_file(options.model)
    if model is None:
        return _refuse(
            f"there is no trained model at {options.model}: run `python -m bot train` first", NO_MODEL
        )
    listener = _bind(options.port)
    if listener is None:
        return _refuse(f"port {options.port} is already in use", PORT_TAKEN)
    return serve(model.resolve(), listener)


def serve(model: Path, listener: socket.socket) -> int:
    """Loads `model` and answers on `listener` until told to stop."""
    launch.prepare()
    from components.channel import FirstnoticeChannel
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import register
    from rasa.utils.endpoints import read_endpoint_config
    from sanic import Sanic

    launch.quiet_logs()
    endpoint = read_endpoint_config(str(launch.ROOT / "endpoints.yml"), "action_endpoint")
    try:
        agent = Agent.load(str(model), action_endpoint=endpoint)
    except Exception as error:
        return _refuse(
            f"the model at {model} cannot be loaded ({type(error).__name__}): train it again", NO_MODEL
        )
    if not agent.is_ready():
        return _refuse(f"the model at {model} cannot be loaded: train it again", NO_MODEL)

    # Rasa's own application answers on / and can be told to open an API; this one has the channel's routes only.
    app = Sanic("firstnotice_engine", configure_logging=False)
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = _SHUTDOWN_SECONDS
    app.config.KEEP_ALIVE_TIMEOUT = 75
    app.ctx.agent = agent
    channel = FirstnoticeChannel.from_credentials(None)
    register([channel], app, route="/webhooks/")

    async def release(*_: Any) -> None:
        await channel.close()

    app.register_listener(release, "after_server_stop")
    app.run(sock=listener, access_log=False, debug=False, motd=False)
    return 0


def _bind(port: int) -> Optional[socket.socket]:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        return None
    return listener


def _end_with_parent(expected: Optional[int]) -> None:
    """Stops this process once its parent is gone: a killed service must not leave an engine on the port.

    Only a parent that gives its number is noticed when it dies before this line is reached.
    """
    parent = os.getppid() if expected is None else expected

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_SHUTDOWN_SECONDS + 2)
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def _refuse(sentence: str, code: int) -> int:
    sys.stderr.write(f"engine: {sentence}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())

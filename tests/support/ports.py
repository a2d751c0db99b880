"""Free ports, and waiting for something to become true."""

import socket
import time
from collections.abc import Callable


def free_port() -> int:
    """A port of the loopback interface that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for[T](look: Callable[[], T], seconds: float, what: str, every: float = 0.05) -> T:
    """The first true thing that `look` returns; fails with `what` if that takes longer than `seconds`."""
    until = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < until, f"not within {seconds:g} s: {what}"
        time.sleep(every)

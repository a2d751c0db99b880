"""Who writes faster than anybody can be answered: from then on their messages are heard together."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST = 20
"""Messages of one person within `WITHIN` seconds that are answered one by one."""
WITHIN = 10.0
_REMEMBERED = 20_000


class Floods:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._heard: OrderedDict[str, deque[float]] = OrderedDict()

    def counts(self, conversation: str) -> bool:
        """Count a message; whether there are too many now."""
        now, heard = self._clock(), self._heard.setdefault(conversation, deque(maxlen=MOST + 1))
        self._heard.move_to_end(conversation)
        if len(self._heard) > _REMEMBERED:
            self._heard.popitem(last=False)
        heard.append(now)
        return len(heard) > MOST and now - heard[0] < WITHIN

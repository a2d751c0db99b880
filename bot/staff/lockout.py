"""Growing waits after wrong tries: guessing takes years, and nobody stays locked out for a morning."""

from datetime import datetime, timedelta

FREE = 5
"""Wrong tries in a row without a wait."""
_FIRST = timedelta(seconds=30)
_LONGEST = timedelta(minutes=15)
FROM_ONE_PLACE = 30
"""Wrong passwords from one network address within `CLOSED_FOR`; who guesses at many accounts is not stopped by any of them."""
CLOSED_FOR = timedelta(minutes=15)


def locked_until(failures: int, now: datetime) -> datetime | None:
    """Until when no further try counts after so many wrong ones in a row."""
    if failures < FREE:
        return None
    wait: timedelta = _FIRST * 2 ** min(failures - FREE, 10)
    return now + min(wait, _LONGEST)

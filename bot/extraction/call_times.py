"""When somebody wants to be called back, in their own words: "tomorrow at 10", "werktags ab 17 Uhr"."""

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from bot.extraction.replying import says
from bot.extraction.tables import read_table

_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;\n]+|$)|[.!?;\n]+")
_COURTESY, _LONGEST_WISH = 3, 16
"""Words of a greeting or thanks beside a wish, and of the wish itself."""
_TELEPHONE = re.compile(r"(?:\+|00|\(?0)[\d ()/.-]{5,20}\d")

_NEXT = r"(?:(?:next|this|on|am|nächste[nr]?|kommende[nr]?|diese[nr]?) )?"
_DAY = re.compile(
    r"\b(?:(?P<later>day after tomorrow|übermorgen)|(?P<next>tomorrow|tmrw|tmr|(?<!heute )(?<!guten )morgen)"
    r"|(?P<now>today|tonight|heute)"
    rf"|{_NEXT}(?:(?P<mon>mon(?:day)?s?|montags?|m[äo]ntig)|(?P<tue>tue(?:s|sday)?s?|dienstags?|z(?:i|ii)schtig)|(?P<wed>wed(?:nesday)?s?|mittwochs?)"
    r"|(?P<thu>thu(?:r|rs|rsday)?s?|donnerstags?)|(?P<fri>fri(?:day)?s?|freitags?)|(?P<sat>sat(?:urday)?s?|samstags?|sonnabends?)))\b",
    re.IGNORECASE,
)
_AHEAD = {"later": 2, "next": 1, "now": 0}
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5}


_GREETS = re.compile(r"\b(?:good|guten?|schönen?|gueten?)\s+\Z", re.IGNORECASE)
"""Before a time of the day that is wished and none to be called at."""


def find_call_time(text: str) -> str | None:
    """The longest phrase of `text` that tells a day or a time of day, as it was written; None if nothing does.

    Times at which no call is wanted stand beside it, with their "not": "after 5, not on Fridays". Digits of a telephone number
    are none.
    """
    without = _TELEPHONE.sub("|", text)
    phrases = [found.group().strip(" ,-–") for found in _pattern().finditer(without)]
    longest = max((each for each in phrases if not _denied().search(each)), key=len, default=None)
    return ", ".join(each for each in phrases if each == longest or _denied().search(each)) or None


def call_days(text: str, today: date) -> tuple[date, ...]:
    """The days that a time to call names, counted from the day on which it was said; a weekday is the next one.

    Days that are ruled out are none.
    """
    text = without_denied(text)
    days = [
        today + timedelta(_AHEAD[name] if name in _AHEAD else _until(_WEEKDAYS[name], found, today))
        for found in _DAY.finditer(text)
        for name in [next(key for key, value in found.groupdict().items() if value)]
    ]
    return tuple(sorted(set(days)))


def _until(weekday: int, found: re.Match[str], today: date) -> int:
    ahead = (weekday - today.weekday()) % 7
    return ahead + 7 if ahead == 0 and found.group().lower().startswith(("next", "näch", "komm")) else ahead


def without_denied(text: str) -> str:
    """`text` with blanks for the times at which no call is wanted: "nicht vor zehn", "except Fridays"."""
    return _denied().sub(lambda time: " " * len(time.group()), text)


def without_call_times(text: str) -> str:
    """`text` with blanks for the times in sentences that ask for a call, so that no event is dated by them."""

    def blanked(sentence: re.Match[str]) -> str:
        said = sentence.group()
        if not says("wants_call", said):
            return said
        return _pattern().sub(
            lambda time: time.group() if _GREETS.search(said, 0, time.start()) else " " * len(time.group()),
            said,
        )

    return _SENTENCE.sub(blanked, text)


def only_wants_call(text: str) -> bool:
    """Whether a text asks for a call and tells nothing else."""
    sentences = [each.group() for each in _SENTENCE.finditer(_TELEPHONE.sub(" ", text))]
    others = [each for each in sentences if not says("wants_call", each) and len(each.split()) > _COURTESY]
    return (
        any(says("wants_call", each) and len(each.split()) <= _LONGEST_WISH for each in sentences)
        and not others
    )


@cache
def _data() -> dict[str, list[str]]:
    data: dict[str, list[str]] = read_table(Path(__file__).parent / "grammar" / "call_times.yml")
    return data


def _any_of(*names: str) -> str:
    return "|".join(f"(?:{each})" for name in names for each in _data()[name])


@cache
def _denied() -> re.Pattern[str]:
    """A time with the words before or behind it that rule it out."""
    piece, before, behind = _any_of("clocks", "days", "parts"), _any_of("not_before"), _any_of("not_behind")
    times = rf"(?:{piece})(?!\w)(?:(?:[\s,]+|\s*[-–/]\s*)(?:(?:and|or|und|oder|on|am)\s+)?(?:{piece})(?!\w))*"
    return re.compile(rf"(?<!\w)(?:(?:{before})[\s,]+{times}|{times}\s+(?:{behind})(?!\w))", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    piece, before, behind = _any_of("clocks", "days", "parts"), _any_of("not_before"), _any_of("not_behind")
    joined = "|".join(sorted(map(re.escape, _data()["joined"]), key=len, reverse=True))
    between = rf"(?:[\s,]+(?:(?:{joined})[\s,]+){{0,2}}|\s*[-–]\s*)"
    time = rf"(?:(?:{before})[\s,]+)?(?:{piece})(?!\w)"
    return re.compile(rf"(?<!\w){time}(?:{between}{time})*(?:\s+(?:{behind})(?!\w))?", re.IGNORECASE)

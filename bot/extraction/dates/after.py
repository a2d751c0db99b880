"""Rough words for how long after a known day something was: "a few days later", "die Woche drauf", "a month later"."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from bot.extraction.dates import calendar
from bot.extraction.dates.windows import grammar
from bot.extraction.found import Period

_LONGEST = 200
"""Characters of a text that may be an answer in these words."""
_ROUGH = 3
"""Days; a longer period is one in which the day lies, so what follows it is as uncertain."""
_FEW = (2, 7)
"""How many days "a few days", "mehrere Tage" or "days later" leave open."""
_FEW_LONG = (2, 4)
"""The same for weeks and months, which people count sooner."""
_COUPLE = (2, 3)
_DAYS = {"day": 1, "week": 7}
_DAYS_OF = {"w": 7, "f": 14}
"""Days of a week and of a fortnight, by the first letter in either language."""
_Values = dict[str, str | None]
_Resolve = Callable[[_Values, Period], Period | None]

_LATER = (
    r"(?:later|after(?:wards?| that| it)?|on|past|später|spöter|spoter|spater|danach|danoch|dernoo|drnoh|drnaa|darauf|drauf"
    r"|druf|druff|nachher|drnach|hinterher)(?!\w)"
)
_FEW_WORDS = (
    r"(?:only |just |about |erst |nur |so |etwa |ca\.? )?(?:(?P<couple>(?:a )?couple(?: of)?)|an? few|few|some|several"
    r"|(?:ein |a |n |es )?paar|einige|mehrere|etliche|wenige|many|viele)"
)
_NEARLY = (
    r"(?:about |around |only |roughly |just |gut |knapp |etwa |ca\.? |rund |schon |erst |a good |guten? )*"
)
_GOOD = r"(?P<good>good |full |whole |guten? |knappen? |volle |ganze )?"
_DRAUF = r"(?:darauf|drauf|danach|danoch|druf|druff)"
_FOLLOWING = r"(?:darauf|drauf)?folgende[nrsm]?"
_NEXT_WEEKEND = (
    r"\b(?:the (?:following|next) weekend|the weekend (?:after|following)(?! next)"
    rf"|(?:wochenend\w*|weekend|we|wuchenänd) {_DRAUF}|{_FOLLOWING} wochenende)\b"
)
_NEXT_WEEK = (
    r"\b(?:the (?:following|next) (?:week|wk)|the week (?:after|following)(?! next)"
    rf"|(?<!eine )(?<!einer )(?<!\bne )(?<!\bner )(?<!\d )w[ou]chn?e? {_DRAUF}|{_FOLLOWING} woche|folgewoche)\b"
)
_NEXT_MONTH = (
    r"\b(?:the (?:following|next) month|the month (?:after|following)(?! next)"
    rf"|(?<!einen )(?<!\bnen )(?<!\d )mon[ae]t {_DRAUF}|{_FOLLOWING} monat|folgemonat)\b"
)
_THAT_WEEK = (
    r"\b(?:(?:later|end of) (?:that|the same) week|(?:that|the) same week"
    r"|(?:in der ?(?:selben|gleichen)|noch in der|derselben|später in der|ende der) woche)\b"
)
_NEVER = re.compile(
    r"\b(?:not|nicht|ned|net|nöd)\s+(?:(?!until|till|til|before|vor)\w+\s+)?\Z", re.IGNORECASE
)


def period_after(text: str, event: Period) -> Period | None:
    """The days that an answer names by their distance from `event`; None if it counts exact days or none at all.

    "A few days later", "two or three days after", "a month later", "the following week", "am Wochenende drauf", "later that
    week". It may reach beyond today: whoever asks knows what today is.
    """
    if len(text) > _LONGEST:
        return None
    for pattern, resolve in _rules():
        for found in pattern.finditer(text):
            if not _NEVER.search(text, 0, found.start()):
                period = resolve(found.groupdict(), event)
                if period is not None:
                    return period
    return None


def _counted(values: _Values, event: Period) -> Period | None:
    """ "Two or three days later", "ein, zwei Wochen danach", "a month later", "a week or so after"."""
    unit = _unit(values)
    if unit not in ("day", "week", "month"):
        return None
    low = _number(values["low"])
    high = _number(values["high"]) if values["high"] else low + 1 if values["next"] else low
    if values["around"]:
        # "A week or so": two days either way, as a week is counted by its days.
        spread = timedelta(2) if unit != "month" else timedelta(7)
        start, end = _moved(event, low, low, unit)
        return Period(max(event.end, start - spread), end + spread)
    if low == high and unit != "month" and not values["good"]:
        return None
    return Period(*_moved(event, low, high, unit)) if low <= high else None


def _passed(values: _Values, event: Period) -> Period | None:
    """ "After two days", "nach ner guten Woche", "within a week": the latter from the event on."""
    unit = _unit(values)
    if unit not in ("day", "week", "month"):
        return None
    few = values.get("few")
    low = (_FEW if unit == "day" else _FEW_LONG)[0] if few else _number(values["low"])
    high = (_FEW if unit == "day" else _FEW_LONG)[1] if few else _number(values["high"] or values["low"])
    start, end = _moved(event, low, max(low, high), unit)
    return Period(event.start if values["within"] else start, end)


def _weekday(values: _Values, event: Period) -> Period:
    day = calendar.next_weekday(int(grammar().words["weekday"][str(values["weekday"]).lower()]), event.end)
    return Period(day, day)


def _after_weekend(_: _Values, event: Period) -> Period:
    monday = calendar.next_weekday(0, calendar.next_weekday(5, event.end))
    return Period(monday, monday)


def _few(values: _Values, event: Period) -> Period | None:
    unit = _unit(values)
    if unit not in ("day", "week", "month"):
        return None
    low, high = _COUPLE if values.get("couple") else _FEW if unit == "day" else _FEW_LONG
    return Period(*_moved(event, low, high, unit))


def _next_week(_: _Values, event: Period) -> Period:
    return calendar.week_of(event.end + calendar.WEEK)


def _next_month(_: _Values, event: Period) -> Period:
    return calendar.month_days(*calendar.shift_month(event.end.year, event.end.month, 1))


def _weekend(_: _Values, event: Period) -> Period:
    """The first weekend that begins after the event."""
    saturday = calendar.next_weekday(5, event.end)
    return Period(saturday, saturday + calendar.DAY)


def _that_week(_: _Values, event: Period) -> Period:
    return Period(event.start, calendar.week_of(event.end).end)


def days_in(count: str, unit: str) -> int:
    """How many days "two weeks", "ein Tag" or "the week" are, told as `count` and `unit`."""
    return _number(count) * _DAYS_OF.get(unit[0].lower(), 1)


def _unit(values: _Values) -> str:
    return str(grammar().words["unit"].get((values["unit"] or "").lower(), ""))


def _number(words: str | None) -> int:
    """The number before days or weeks, in digits or in words; an article counts one of them."""
    spelt = " ".join((words or "").lower().split())
    return int(spelt) if spelt.isdigit() else int(grammar().words["number"].get(spelt, 1))


def _moved(event: Period, low: int, high: int, unit: str) -> tuple[date, date]:
    first = event.start if (event.end - event.start).days > _ROUGH else event.end
    if unit == "month":
        return calendar.months_back(first, -low), calendar.months_back(event.end, -high)
    return first + timedelta(low * _DAYS[unit]), event.end + timedelta(high * _DAYS[unit])


@cache
def _rules() -> tuple[tuple[re.Pattern[str], _Resolve], ...]:
    number, unit = grammar().expand("{number:}"), grammar().expand("(?:{unit:})")
    count = rf"(?:{number}|\d{{1,2}})"
    either = r"\s*(?:-|–|,|/|\bor\b|\bto\b|\boder\b|\bbis\b|\s)\s*"
    counted = (
        rf"(?<![\w.,])(?P<low>{count})(?:-?{either}(?P<high>{count}))?\s+{_GOOD}(?P<unit>{unit})"
        rf"(?:(?P<next> or two| oder zwei)|(?P<around> or so| oder so))?,? {_LATER}"
    )
    passed = (
        rf"(?<!\w)(?:(?P<within>within|innerhalb(?: von)?|binnen)|after|nach|no|na) {_NEARLY}(?:(?P<few>an? few|some|several"
        rf"|(?:ein |a |n )?paar|einigen|mehreren|wenigen)|(?P<low>{count})(?:{either}(?P<high>{count}))?)"
        rf" (?:guten |knappen |whole )?(?P<unit>{unit})(?!\w)"
    )
    weekday = grammar().expand("{weekday:}")
    return tuple(
        (re.compile(pattern, re.IGNORECASE), resolve)
        for pattern, resolve in (
            (rf"(?<!\w){_FEW_WORDS} (?P<unit>{unit}) {_LATER}", _few),
            (counted, _counted),
            (
                rf"\A\W*(?:only |erst |sometime )?(?P<unit>days|weeks|months|tage|wochen|monate) {_LATER}",
                _few,
            ),
            (passed, _passed),
            (rf"(?<!\w)the (?:following|next) (?P<weekday>{weekday})(?!\w)", _weekday),
            (rf"(?<!\w)the (?P<weekday>{weekday}) (?:after|following)(?! \w)", _weekday),
            (rf"(?<!\w)(?P<weekday>{weekday}) {_DRAUF}(?!\w)", _weekday),
            (rf"(?<!\w){_FOLLOWING} (?P<weekday>{weekday})(?!\w)", _weekday),
            (
                r"\b(?:after the|(?:nach|no|na) (?:dem|em|m)) (?:weekend|wochenende?|wuchenend\w*)\b",
                _after_weekend,
            ),
            (_NEXT_WEEKEND, _weekend),
            (_NEXT_WEEK, _next_week),
            (_NEXT_MONTH, _next_month),
            (_THAT_WEEK, _that_week),
        )
    )

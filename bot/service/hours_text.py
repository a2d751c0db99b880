"""Opening hours as people write them: "Mo-Fr 08:00-18:00", "Mon-Thu 8-17, Fri 8-15", "Mo, Mi, Fr 9-12 + 13-16:30 Uhr", "24/7"."""

import re

Spans = tuple[tuple[int, int], ...]
Week = tuple[Spans, ...]
"""Per weekday, Monday first, spans in minutes from midnight; one that ends past 1440 runs into the day after."""

_DAY = 24 * 60
_LONGEST_NIGHT = 16 * 60
"""More than a shift over midnight can last: "9-5" means 17:00, and saying so is left to the writer."""
ALWAYS: Week = (((0, _DAY),),) * 7

_NAMES = (
    ("mo", "mon", "monday", "mondays", "montag", "montags"),
    ("tu", "tue", "tues", "tuesday", "tuesdays", "di", "die", "dienstag", "dienstags"),
    ("we", "wed", "weds", "wednesday", "wednesdays", "mi", "mit", "mittwoch", "mittwochs"),
    ("th", "thu", "thur", "thurs", "thursday", "thursdays", "do", "don", "donnerstag", "donnerstags"),
    ("fr", "fri", "friday", "fridays", "fre", "freitag", "freitags"),
    ("sa", "sat", "saturday", "saturdays", "sam", "samstag", "samstags", "sonnabend", "sonnabends"),
    ("su", "sun", "sunday", "sundays", "so", "son", "sonntag", "sonntags"),
)
_DAYS = {name: (number,) for number, names in enumerate(_NAMES) for name in names} | {
    **dict.fromkeys(("daily", "täglich", "every", "day"), tuple(range(7))),
    **dict.fromkeys(("weekdays", "werktags", "wochentags"), tuple(range(5))),
    **dict.fromkeys(("weekend", "weekends", "wochenende"), (5, 6)),
}
_CLOSED = ("closed", "off", "geschlossen", "zu")
_IGNORED = ("and", "und", "from", "von", "am", "uhr", "h", "every")
_TO = r"\s*(?:-|to|until|till|bis)\s*"
_TIME = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:uhr\b|h\b)?\s*(am\b|pm\b|a\.m\.|p\.m\.)?"
_PART = re.compile(
    rf"(?P<span>{_TIME}{_TO}{_TIME})|(?P<days>[a-zä]+\.?(?:{_TO}[a-zä]+\b)?)|(?P<between>[\s,;:/&+.|()]+)"
)
_DASHES = str.maketrans(dict.fromkeys("–—‐‑−", "-"))


def read_week(text: str) -> Week:
    """The spans of every weekday; a later span replaces earlier ones of the same day that it overlaps.

    Raises ValueError with the reason, as the end of a sentence.
    """
    said = text.casefold().translate(_DASHES).strip()
    if re.fullmatch(r"24\s*/\s*7", said):
        return ALWAYS
    week: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    days: list[int] = []
    complete, place = True, 0
    while place < len(said):
        found = _PART.match(said, place)
        if found is None:
            raise ValueError(f"“{text}” is not understood from “{said[place:][:20]}” on")
        place = found.end()
        if found["span"]:
            if not days:
                raise ValueError(f"“{text}” does not say on which days")
            span, complete = _span(found), True
            for day in days:
                week[day] = [*(other for other in week[day] if not _overlap(other, span)), span]
        elif found["days"] in _CLOSED:
            complete = True
            for day in days:
                week[day] = []
        elif found["days"] and found["days"] not in _IGNORED:
            days = [*([] if complete else days), *_days(found["days"])]
            complete = False
    if not complete:
        raise ValueError(f"“{text}” does not say from when to when on the last days")
    if not any(week):
        raise ValueError(f"“{text}” leaves the desk closed for ever")
    return tuple(tuple(sorted(spans)) for spans in week)


def _days(text: str) -> tuple[int, ...]:
    """A day, several known by one word, or a range, which may run over the weekend."""
    names = [name.strip(" .") for name in re.split(r"\s*-\s*|\s+(?:to|until|till|bis)\s+", text)]
    for name in names:
        if name not in _DAYS:
            raise ValueError(f"“{name}” is no day of the week")
    first, last = _DAYS[names[0]], _DAYS[names[-1]]
    if len(names) == 1:
        return first
    return tuple((first[0] + step) % 7 for step in range((last[-1] - first[0]) % 7 + 1))


def _span(found: re.Match[str]) -> tuple[int, int]:
    opens, closes = (_minutes(found, group) for group in (2, 5))
    if opens in (closes, _DAY):
        raise ValueError(f"“{found['span'].strip()}” is no span of time")
    if closes > opens:
        return opens, closes
    if closes + _DAY - opens > _LONGEST_NIGHT:
        raise ValueError(f"“{found['span'].strip()}” ends before it begins")
    return opens, closes + _DAY


def _minutes(found: re.Match[str], group: int) -> int:
    hour, minute, half = int(found[group]), int(found[group + 1] or 0), (found[group + 2] or "")[:1]
    if half and not 1 <= hour <= 12:
        hour = 99
    elif half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise ValueError(f"“{found['span'].strip()}” is no span of time")
    return hour * 60 + minute


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]

"""Opening hours: whether somebody is at the desk, when somebody will be, and by when an answer can be promised.

Public holidays count as closed, except for who is there at all times. Times are wall time of the office; spans of opening
are real time, also on the day on which the clock changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays

from bot.service.hours_text import ALWAYS, Week, read_week


@dataclass(frozen=True, slots=True)
class Hours:
    week: Week
    """Per weekday, Monday first, the spans of opening in minutes from its midnight; one past 1440 ends on the day after."""
    zone: ZoneInfo
    holidays: HolidayBase | None = field(default=None, compare=False)

    @classmethod
    def from_text(cls, text: str, zone: ZoneInfo, holidays_region: str = "") -> "Hours":
        """Hours such as "Mo-Fr 08:00-18:00" and the holidays of a region such as "DE" or "DE-BY".

        Raises ValueError with a sentence that names the setting.
        """
        try:
            week = read_week(text)
        except ValueError as error:
            raise ValueError(
                f"FIRSTNOTICE_HOURS can't be read: {error}. Write for example Mo-Fr 08:00-18:00, or 24/7."
            ) from error
        return cls(week, zone, _holidays(holidays_region))

    def is_holiday(self, day: date) -> bool:
        return self.holidays is not None and day in self.holidays

    def is_open(self, at: datetime) -> bool:
        return self.next_open(at) == at

    def next_open(self, at: datetime) -> datetime:
        """The first instant from `at` on at which somebody is there; `at` itself during opening hours."""
        start, _ = next(self._spans(at))
        return start.astimezone(self.zone)

    def answer_by(self, at: datetime, within: timedelta) -> datetime:
        """When so much opening time will have passed since `at`."""
        spans = self._spans(at)
        start, end = next(spans)
        while within > end - start:
            within -= end - start
            start, end = next(spans)
        return (start + within).astimezone(self.zone)

    def _spans(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left from `at` on of each span of opening, in UTC and in order, without end."""
        at = at.astimezone(UTC)
        # A night shift that began yesterday may still be on.
        first = at.astimezone(self.zone).date() - timedelta(days=1)
        for day in (first + timedelta(days=passed) for passed in count()):
            if self.week != ALWAYS and self.is_holiday(day):
                continue
            for opens, closes in self.week[day.weekday()]:
                start, end = max(at, self._instant(day, opens)), self._instant(day, closes)
                if start < end:
                    yield start, end
                    at = end

    def _instant(self, day: date, minutes: int) -> datetime:
        wall = datetime.combine(day, time.min) + timedelta(minutes=minutes)
        return wall.replace(tzinfo=self.zone).astimezone(UTC)


def _holidays(region: str) -> HolidayBase | None:
    country, _, part = region.strip().upper().replace("_", "-").partition("-")
    if not country:
        return None
    try:
        return country_holidays(country, subdiv=part or None)
    except NotImplementedError as error:
        raise ValueError(
            f"FIRSTNOTICE_HOLIDAYS names no country or region whose holidays are known: {region}. "
            "Write for example DE, DE-BY or AT."
        ) from error

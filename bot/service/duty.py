"""Who answers when: the team's hours, the promise to answer, and the number for emergencies."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.service.hours import Hours
from bot.settings import BadSetting, Settings


@dataclass(frozen=True, slots=True)
class Duty:
    hours: Hours
    answer_within: timedelta
    """Of opening time."""
    hotline: str

    @classmethod
    def of(cls, settings: Settings) -> "Duty":
        """Raises BadSetting for opening hours or holidays that can't be read."""
        try:
            hours = Hours.from_text(settings.hours, settings.hours_zone, settings.holidays)
        except ValueError as error:
            raise BadSetting(str(error)) from error
        return cls(hours, settings.answer_within, settings.hotline)

    def is_open(self, at: datetime) -> bool:
        return self.hours.is_open(at)

    def answer_by(self, at: datetime) -> datetime:
        """Until when a person answers what comes in now, in the zone of `at`."""
        return self.hours.answer_by(at, self.answer_within).astimezone(at.tzinfo)

    def is_closed_on(self, day: date) -> bool:
        """Whether nobody is there on a whole day."""
        midnight = datetime.combine(day, time(), self.hours.zone)
        return self.hours.next_open(midnight).date() > day

    def back_on(self, at: datetime) -> datetime:
        """When the team is back, in the zone of `at`."""
        return self.hours.next_open(at).astimezone(at.tzinfo)

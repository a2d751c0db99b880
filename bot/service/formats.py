"""Values in the reader's own format: dates and sums by Babel, the words around them from the catalogue."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.numbers import format_currency, get_decimal_symbol, parse_pattern

from bot.claims.catalogue import Catalogue, Field, Kind
from bot.claims.languages import default_region
from bot.claims.model import PLAIN, UNSURE, Claim, Fact, SetBy
from bot.claims.values import Money, Period


class Formats:
    """Formats for one reader: `language` and `region` choose the locale, and the catalogue's texts."""

    def __init__(self, catalogue: Catalogue, language: str, region: str) -> None:
        self._catalogue = catalogue
        self.language = language
        try:
            self._locale = Locale.parse(f"{language}_{region}")
        except UnknownLocaleError:
            self._locale = Locale.parse(f"{language}_{default_region(language)}")
        own = Locale.parse(f"{language}_{default_region(language)}")
        if get_decimal_symbol(own) == "." != get_decimal_symbol(self._locale):
            # "4.000 €" is four euros to who reads English, wherever they live.
            self._locale = own

    def word(self, name: str) -> str:
        return self.text(self._catalogue.words[name])

    def text(self, texts: Mapping[str, str]) -> str:
        return texts[self.language]

    def period(self, period: Period) -> str:
        """A day with its weekday and year, a month or a year by its name, or both ends of a period."""
        if period.is_day:
            return format_date(period.start, "full", locale=self._locale)
        if _is_year(period):
            return str(period.start.year)
        if _is_month(period):
            return format_skeleton("yMMMM", period.start, locale=self._locale)
        return format_interval(period.start, period.end, "yMMMd", locale=self._locale)

    def day(self, day: date) -> str:
        return self.period(Period(day, day))

    def moment(self, moment: datetime, now: datetime, *, on: bool = False) -> str:
        """A time of day with its day as seen from `now`: "today at 16:00", "Monday 13 April at 08:00"; midnight ends a day.

        With `on` as it stands alone ("on Monday"), else as it stands after "by".
        """
        if moment.time() == time(0, 0):
            moment -= timedelta(minutes=1)
        clock = format_time(moment, "short", locale=self._locale)
        if self.language == "de":
            clock = clock.removeprefix("0")
        days = (moment.date() - now.date()).days
        if days in (0, 1):
            return self.word("today_at" if days == 0 else "tomorrow_at").format(time=clock)
        weekday = format_date(moment, "EEEE", locale=self._locale)
        day = format_skeleton("MMMMd", moment, locale=self._locale)
        return self.word("on_day_at" if on else "day_at").format(weekday=weekday, day=day, time=clock)

    def money(self, money: Money) -> str:
        """A sum with its currency, with the bound or rate that it is; "about" before it if it is approximate and no range."""
        low, high = self._sum(money, 0), self._sum(money, 1)
        if money.bound:
            written = self.word(money.bound).format(value=high)
        elif money.low == 0 < money.high:
            written = self.word("at_most").format(value=high)
        elif money.low != money.high:
            written = self.word("between").format(low=low, high=high)
        else:
            written = f"{self.word('about')} {low}" if money.approximate else low
        return self.word(f"per_{money.per}").format(value=written) if money.per else written

    def _sum(self, money: Money, which: int) -> str:
        amount = (money.low, money.high)[which]
        pattern = self._locale.currency_formats["standard"]
        if amount == amount.to_integral_value():
            pattern = parse_pattern(pattern.pattern.replace(".00", ""))
        return format_currency(amount, money.currency, pattern, locale=self._locale, currency_digits=False)

    def value(self, field: Field, fact: Fact) -> str:
        match fact.value:
            case None:
                return self.word("unknown")
            case Period() as period:
                return self.period(period)
            case Money() as money:
                return self.money(money)
            case text if text in field.choices:
                return self.text(field.choices[text])
            case text if field.kind is Kind.YES_NO:
                return self.word(text)
            case text if field.kind is Kind.COUNTRY:
                return ", ".join(self._locale.territories.get(code, code) for code in text.split(", "))
            case text:
                return text

    def phrases(self, claim: Claim, names: list[str]) -> str:
        """What was understood of these fields, as one run of phrases; empty if none is said back."""
        said = []
        for field in self._catalogue.fields:
            fact = claim.current(field.name) if field.name in names else None
            if fact is None or fact.value is None or not self._catalogue.may_belong(field, claim):
                continue
            if field.phrase:
                assumed = f" ({self.word('assumed')})" if _is_assumed(field, fact) else ""
                said.append(self._phrase(field, fact) + assumed)
        return ", ".join(said)

    def _phrase(self, field: Field, fact: Fact) -> str:
        """How a value is said back; "on Friday", but "in May 2024" and "between 3 and 5 April"."""
        phrase = self.text(field.phrase)
        if isinstance(fact.value, Period) and not fact.value.is_day:
            named = _is_year(fact.value) or _is_month(fact.value)
            within = self.word(
                "within_year" if _is_year(fact.value) else "within" if named else "between_days"
            )
            phrase = phrase.replace(self.word("on_day"), within)
        return phrase.format(value=self.value(field, fact))

    def labels(self, names: Sequence[str]) -> str:
        """What these fields are called, in one line."""
        return ", ".join(self.text(field.label) for field in self._catalogue.fields if field.name in names)

    def summary(self, claim: Claim) -> str:
        """One line a field, what the bot assumed marked as such; the person's own words are not repeated."""
        lines = []
        for field in self._catalogue.needed(claim):
            fact = claim.current(field.name)
            if fact is None or not in_summary(field) or (fact.value is None and not field.asked):
                continue
            mark = f" ({self.word('assumed')})" if _is_assumed(field, fact) else ""
            lines.append(f"– {self.text(field.label)}: {self.told(field, fact)}{mark}")
        return "\n".join(lines)

    def told(self, field: Field, fact: Fact) -> str:
        """A value, marked if nobody has named its currency."""
        unnamed = isinstance(fact.value, Money) and not fact.value.currency_stated
        mark = f" ({self.word('currency_assumed')})" if unnamed else ""
        return self.value(field, fact) + mark

    def change(self, name: str, old: Fact, new: Fact) -> str:
        """A corrected field, new value first: "Noticed: … (was …)"."""
        field = self._catalogue.field(name)
        was = self.word("was").format(value=self.value(field, old))
        return f"{self.text(field.label)}: **{self.value(field, new)}** ({was})"


def in_summary(field: Field) -> bool:
    """Whether the insured sees a field before sending; their own words are not repeated, and some things are for staff."""
    return field.shown and not (field.kind is Kind.TEXT and field.must)


def _is_assumed(field: Field, fact: Fact) -> bool:
    # What the bot knows from a message without anybody's having stated it was only hinted at.
    hinted = fact.source is not None
    inferred = field.kind is Kind.CHOICE and fact.confidence < PLAIN
    guessed = hinted or inferred or field.kind is Kind.PERIOD or field.default is not None or field.implied
    if fact.set_by is SetBy.INSURED and field.kind is Kind.CHOICE and fact.confidence <= UNSURE:
        # What "I don't know" stands for, so that the notice can go on, was said by nobody.
        return fact.value is not None
    return fact.set_by is SetBy.BOT and bool(guessed) and fact.value is not None


def _is_month(period: Period) -> bool:
    start, end = period.start, period.end
    return start.day == 1 and (start.year, start.month) == (end.year, end.month) and _ends_month(end)


def _is_year(period: Period) -> bool:
    return period.start == date(period.start.year, 1, 1) and period.end == date(period.start.year, 12, 31)


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1

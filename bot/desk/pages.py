"""Renders the desk's pages: templates, words in the reader's language, dates as the reader writes them."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_symbol
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.claims.fields import Field
from bot.claims.languages import FALLBACK, languages
from bot.claims.values import Money, Period, Value
from bot.staff.model import Right, Session, Stage

HERE = Path(__file__).parent
_STRESSED = re.compile(r"\*\*([^*\n]+)\*\*")


class Pages:
    def __init__(self, insurer: str, zone: ZoneInfo) -> None:
        """`insurer`: whose desk it is; `zone`: the staff's own, in which all times are shown."""
        self._zone = zone
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(insurer=insurer, Right=Right)
        self._environment.filters.update(bold=_bold, plain=_plain)

    def show(
        self,
        request: Request,
        template: str,
        context: Mapping[str, Any] | None = None,
        *,
        session: Session | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        """The page `template`.html for whoever is signed in, or for nobody yet."""
        words = self.words(request, session)
        text = self._environment.get_template(f"{template}.html").render(
            t=words.text,
            words=words,
            session=session,
            me=session.member if session else None,
            path=request.url.path,
            now=datetime.now(UTC),
            **(context or {}),
        )
        return HTMLResponse(text, status, headers={"Cache-Control": "no-store"})

    def words(self, request: Request, session: Session | None = None) -> "Words":
        """What the page says and how, for whoever is signed in."""
        return Words(language_of(request, session), self._zone)


class Words:
    """The desk's texts and formats in one language."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language, self._zone = language, zone
        self._locale = Locale.parse("en_GB" if language == FALLBACK else language)

    def text(self, key: str, **values: object) -> str:
        """The text at "page.name" with its placeholders filled in. Raises KeyError."""
        page, _, name = key.partition(".")
        found: str = _words(self.language)[page][name]
        return found.format(**values) if values else found

    def has(self, key: str) -> bool:
        page, _, name = key.partition(".")
        return name in _words(self.language).get(page, {})

    def named(self, page: str, code: str) -> str:
        """What a page calls a code of the catalogue; the code in plain letters if it has no word for it."""
        key = f"{page}.{code}"
        return self.text(key) if self.has(key) else code.replace("_", " ")

    def all(self, page: str) -> dict[str, str]:
        """All texts of a page, in the order of the file."""
        return _words(self.language)[page]

    def value(self, field: Field, value: Value | None) -> str:
        """A field's value, short."""
        match value:
            case None:
                return self.text("claim.not_known")
            case Period():
                days = [format_date(day, "medium", locale=self._locale) for day in (value.start, value.end)]
                return " – ".join(dict.fromkeys(days))
            case Money():
                return self.money(value.low, value.high, value.currency)
            case _:
                return self.choice(field, value) if value in field.choices else str(value)

    def label(self, field: Field) -> str:
        """What staff call a field; the catalogue's own words speak to the insured."""
        own = f"fields.{field.name}"
        return self.text(own) if self.has(own) else field.label[self.language]

    def choice(self, field: Field, code: str) -> str:
        own = f"choices.{field.name}_{code}"
        return self.text(own) if self.has(own) else field.choices[code][self.language]

    def choices(self, field: Field) -> dict[str, str]:
        """What staff call each of a field's choices, by code."""
        return {code: self.choice(field, code) for code in field.choices}

    def money(self, low: Decimal, high: Decimal, currency: str) -> str:
        return " – ".join(
            format_currency(end, currency, locale=self._locale) for end in dict.fromkeys((low, high))
        )

    def sum(self, amount: Decimal, currency: str) -> str:
        """A round sum, without hundredths."""
        symbol = get_currency_symbol(currency, locale=self._locale)
        before = "¤\u00a0#,##0" if symbol.isalpha() else "¤#,##0"
        pattern = before if self.language == FALLBACK else "#,##0\u00a0¤"
        return format_currency(amount, currency, pattern, locale=self._locale, currency_digits=False)

    def number(self, number: float) -> str:
        return format_decimal(number, locale=self._locale)

    def share(self, share: float | None) -> str:
        """A share as a percentage without decimals; a dash if there is none."""
        return "–" if share is None else format_percent(share, "#,##0 %", locale=self._locale)

    def day(self, day: date) -> str:
        """A day without its year, short: "Wed 8 Apr"."""
        return format_skeleton("MMMEd", day, locale=self._locale)

    def when(self, at: datetime, now: datetime | None = None) -> str:
        """A time as short as it is clear: today's by the clock, others with their day."""
        there, today = at.astimezone(self._zone), (now or datetime.now(UTC)).astimezone(self._zone)
        clock = format_time(there, "short", locale=self._locale)
        if there.date() == today.date():
            return clock
        skeleton = "MMMEd" if there.year == today.year else "yMMMd"
        return f"{format_skeleton(skeleton, there, locale=self._locale)}, {clock}"

    def moment(self, at: datetime) -> str:
        """Day and time, for lists on paper."""
        return format_datetime(at.astimezone(self._zone), "medium", locale=self._locale).rpartition(":")[0]

    def date(self, day: date) -> str:
        return format_date(day, "medium", locale=self._locale)

    def exactly(self, at: datetime) -> str:
        """Day and time in full."""
        return format_datetime(at.astimezone(self._zone), "long", locale=self._locale)

    def span(self, length: timedelta) -> str:
        """How long, in its largest unit: "4 h", "3 d"; less than a minute is "0 min"."""
        minutes = max(0, int(length.total_seconds() // 60))
        for name, size in (("days", 60 * 48), ("hours", 60)):
            if minutes >= size:
                return self.text(f"spans.{name}", number=minutes // (60 * 24 if name == "days" else size))
        return self.text("spans.minutes", number=minutes)

    def since(self, at: datetime, now: datetime | None = None) -> str:
        return self.span((now or datetime.now(UTC)) - at)

    def left(self, due: datetime, now: datetime | None = None) -> str:
        """What is left of a clock in words: "4 h left", "2 d overdue"."""
        rest = due - (now or datetime.now(UTC))
        key = "spans.left" if rest > timedelta(0) else "spans.overdue"
        return self.text(key, span=self.span(abs(rest)))


def _bold(text: str) -> Markup:
    """What the bot stresses, stressed; everything else as it was written."""
    return Markup(_STRESSED.sub(r"<b>\1</b>", str(escape(text))))


def _plain(text: str) -> str:
    """The same without the marks."""
    return _STRESSED.sub(r"\1", text)


def language_of(request: Request, session: Session | None) -> str:
    """The member's own, or the first that the browser asks for and the desk speaks; who is new has chosen none yet."""
    if session is not None and session.stage is not Stage.NEW_PASSWORD:
        chosen = session.member.preferences.language
        if chosen in desk_languages():
            return chosen
    for wish in request.headers.get("accept-language", "").split(","):
        language = wish.split(";")[0].strip()[:2].lower()
        if language in desk_languages():
            return language
    return FALLBACK


@cache
def desk_languages() -> tuple[str, ...]:
    """The languages that the desk has words in."""
    return tuple(language for language in languages() if (HERE / "words" / f"{language}.yml").is_file())


@cache
def _words(language: str) -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(
        (HERE / "words" / f"{language}.yml").read_text("utf-8")
    )
    return loaded

"""What stands in a transcript, in the reader's language and by their clock; `plain.py` and `pdf.py` put it on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_timezone_location

from bot.channels.website.texts import sentence
from bot.claims.languages import default_region
from bot.conversations.message import Author, Message
from bot.conversations.model import Conversation


@dataclass(frozen=True, slots=True)
class Entry:
    time: str
    who: str
    text: str
    marked: bool
    """Whether `**` in the text stands for bold type; people's own words are left as they are."""
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    language: str
    title: str
    zone: str
    days: tuple[Day, ...]
    file: str
    """A name for the file, without ending."""


def lay_out(conversation: Conversation, messages: Iterable[Message]) -> Sheet:
    language, locale = conversation.language, _locale(conversation)
    place = get_timezone_location(ZoneInfo(conversation.timezone), locale=locale, return_city=True)
    opened = conversation.local(conversation.opened_at).date()
    days = groupby(messages, key=lambda message: conversation.local(message.at).date())
    return Sheet(
        language=language,
        title=sentence("transcript", language).format(day=format_date(opened, "long", locale=locale)),
        zone=sentence("transcript_zone", language).format(zone=place),
        days=tuple(
            Day(
                format_date(day, "full", locale=locale),
                tuple(_entry(conversation, message, locale) for message in of_day),
            )
            for day, of_day in days
        ),
        file=f"{sentence('transcript_file', language)}-{opened.isoformat()}",
    )


def _entry(conversation: Conversation, message: Message, locale: Locale) -> Entry:
    language = conversation.language
    named = message.staff if message.author is Author.STAFF else None
    return Entry(
        time=format_time(conversation.local(message.at), "short", locale=locale),
        who=named or sentence(message.author.value, language),
        text=message.text,
        marked=message.author in (Author.BOT, Author.SYSTEM),
        documents=tuple(
            sentence("transcript_document", language).format(name=document.name)
            for document in message.documents
        ),
    )


def _locale(conversation: Conversation) -> Locale:
    language = conversation.language
    try:
        return Locale.parse(f"{language}_{conversation.region}")
    except UnknownLocaleError:
        return Locale.parse(f"{language}_{default_region(language)}")

"""What stands before a name and belongs to none: the article, and what a person does, as "die Fotografin" before a full name."""

import re

from bot.extraction.given_names import is_given_name
from bot.extraction.parties.words import PartyWords

_ARTICLE = re.compile(r"(?i:der|die|das|den|dem)\s+(?=\S)")
_THE = re.compile(r"(?:the|our|my)\s+")
"""Firms and houses are called with it in English, so it falls away only with a role: "the photographer Nell Ashby"."""
_TITLE = r"(?:(?i:dr|prof|mag|ing)\.?\s+)*"
_PERSON = re.compile(
    rf"(?P<who>[^\W\d_][\w-]+)\s+(?P<name>{_TITLE}(?P<given>[^\W\d_][\w'’-]+)\s+(?:(?:von|van|de|der|zu)\s+)*[^\W\d_][\w'’-]+)"
)
_ADDRESSED = re.compile(r"(?P<who>[^\W\d_][\w-]+),?\s+(?=(?i:frau|herrn?|mrs?|ms|miss)\b\.?\s+\S)")
_KEPT = frozenset(
    {
        *("familie", "family", "eheleute", "ehepaar", "brautpaar", "geschwister", "erben"),
        *("frau", "herr", "herrn", "mister", "miss", "doktor", "doctor", "restaurant", "anwalt", "notar"),
    }
)
"""How people together are called and addressed, and what firms are called."""
_WORKS = re.compile(
    r"\w+(?:in|innen|er|ist|ekt|graf|arzt|ant|ent|eur|mann|frau|or|loge|kunde|nehmer|man|woman|ian|geschädigter?)"
)
"""Ends of words for what a person does or is, among those that are kinds of firms or persons."""
_TRADE = re.compile(r"\w{3,}(?:in|ist|ekt|eur|loge|ikus|meister|graf|pfleger|macher|lehrer|händler)")
"""Ends of what a person does that is in no list: "die Logopädin Birgit Almer"."""
SURNAMES = frozenset(
    {"müller", "schäfer", "bauer", "maler", "brauer", "gärtner", "metzger", "glaser", "zimmermann", "wagner"}
)
"""Who is named so may have the last name first: "Müller Anna Maria"."""


def before_name(value: str) -> int:
    """Characters of `value` before the name itself."""
    article = _ARTICLE.match(value)
    start = article.end() if article else 0
    the = _THE.match(value)
    person = _PERSON.fullmatch(value, the.end() if the else start)
    addressed = _ADDRESSED.match(value, the.end() if the else start)
    if addressed and _is_mere_role(addressed["who"].casefold()):
        return addressed.end()
    if person and is_given_name(person["given"]):
        who = person["who"].casefold()
        trade = article is not None and _TRADE.fullmatch(who) is not None and who not in _KEPT
        if (trade or _is_mere_role(who)) and (article or the or who not in SURNAMES):
            return person.start("name")
    return start


def _is_mere_role(word: str) -> bool:
    words = [PartyWords.of(lang) for lang in ("de", "en")]
    listed = any(word in each.kinds or word in each.staff or word in each.generic for each in words)
    known = any(each.is_person(word) for each in words) or (listed and _WORKS.fullmatch(word) is not None)
    return known and word not in _KEPT and not is_given_name(word)

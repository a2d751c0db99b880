"""How people answer and correct: the same day, with the letter, "send it", words that tell nothing yet.

The phrases are data in `grammar/replying.yml`, looked for in both languages, since people answer in either.
"""

import re
from datetime import timedelta
from functools import cache
from pathlib import Path

from bot.claims.values import Period
from bot.extraction.cues import compile_phrases
from bot.extraction.dates.after import days_in
from bot.extraction.respelt import respelt
from bot.extraction.tables import read_table

_LONGEST = 200
"""Characters of a text that may be an answer in these words."""
_LONGEST_EVENT = 3
"""Days; a longer period is one in which the event lies."""
_WORDS_ONLY = ("vague", "announcing", "of_court", "assent", "assent_beside")
"""Tables of single words."""
_LETTERS = re.compile(r"[^\W\d_]")
_MOST_IN_ASSENT = 3
_SLIP = re.compile(r"\W*(?:\w{1,5}|\w*[bcdfghjklmnpqrstvwxzß]{6}\w*)\W*", re.IGNORECASE)
"""One word that is too short to tell what happened, or no word at all."""
_WORD = re.compile(r"[\w'’]+")
_CLAUSES = re.compile(r"[.,;:!…\n–]+|\s-+\s|\b(?:and|und)\b", re.IGNORECASE)
_NO_FIRST = re.compile(r"^\W*(?:no|nope|nah|naw|nein|nee|nö|na|naa|nei)\b[\s,.!–-]+", re.IGNORECASE)
"""What comes first in "no, send it": nothing is to be changed."""
_SO_IT_IS = re.compile(
    r"\W*(?:so (?:ist|is|isch|war|sind|stimm\w*)|kann (?:so|jetzt|alles))\b", re.IGNORECASE
)
_NOT_BEFORE = re.compile(
    r"\b(?:not|n[’']t|nicht|ned|net|nöd)(?: (?:on|at|in|the|am|an|im|erst|noch|gleich|directly))*\s*\Z",
    re.IGNORECASE,
)


def says(name: str, text: str) -> bool:
    """Whether a text has a phrase of this table."""
    return len(text) <= _LONGEST and _phrases()[name].search(text) is not None


def knows(name: str) -> bool:
    """Whether there is such a table."""
    return name in _phrases()


def last_before(name: str, text: str, start: int, reach: int) -> bool:
    """Whether a phrase of the table ends within `reach` characters before `start`."""
    return any(start - reach <= found.end() <= start for found in _phrases()[name].finditer(text))


def is_vague(text: str) -> bool:
    """Whether a text says at most that something happened, not what: "I need to report a claim", "hab Mist gebaut", "asdf"."""
    if not _LETTERS.search(text) or _SLIP.fullmatch(text):
        return True
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text[:_LONGEST])]
    return bool(words) and len(text) <= _LONGEST and all(word in _vague() for word in words)


def only_announces(text: str) -> bool:
    """Whether a text says that there is another loss, and nothing of it: "can I report another one?"."""
    words = {word.lower().replace("’", "'") for word in _WORD.findall(text[:_LONGEST])}
    return len(text) <= _LONGEST and words <= _vague() | _announcing()


def only_assents(text: str) -> bool:
    """Whether a text is nothing but assent to the summary: "yes please, send it off", "passt so, danke"."""
    if len(text) > _LONGEST or says("assent_not", text):
        return False
    text = respelt(text, _words_of_assent())
    if "?" in text and not says("assent_asked", text):
        return False
    phrases = _phrases()["assent_phrases"]
    words = [word.lower().replace("’", "'") for word in _WORD.findall(phrases.sub(" ", text))]
    said, beside = _assent()
    assents = [bool(said.fullmatch(word)) for word in words]
    if not all(one or beside.fullmatch(word) for word, one in zip(words, assents, strict=True)):
        return False
    return any(assents) or (phrases.search(text) is not None)


def assents_before(text: str, end: int) -> bool:
    """Whether the clause that reaches to `end` is nothing but assent up to there: "that's right now" before ", send it"."""
    begin = max((cut.end() for cut in _CLAUSES.finditer(text, 0, end)), default=0)
    return only_assents(text[begin:end])


_HASTE = re.compile(
    r" ?\b(?:(?:as )?(?:quickly|quick|fast|soon)(?: as (?:possible|you can))?|asap|immediately|at once|straight away|right away"
    r"|(?:so )?(?:schnell|rasch|zügig|bald)(?: wie möglich| es geht)?|gleich|glei|sofort|umgehend|schleunigst)\b",
    re.IGNORECASE,
)
"""How soon it should be sent, which is no delay."""


def orders_sending(text: str) -> bool:
    """Whether a text, whatever else is chatted in it, orders to send now: "yeah that's the whole sorry story, send it".

    A no, a condition, a delay, a correction, a doubt or a figure beside it makes it no order.
    """
    if len(text) > _LONGEST or "?" in text or any(map(str.isdigit, text)):
        return False
    text = respelt(_NO_FIRST.sub("", text), _words_of_assent())
    said = _phrases()["send_order_beside"].sub(" ", _HASTE.sub("", text))
    if says("assent_not", said) or says("send_order_not", said):
        return False
    clauses = _CLAUSES.split(said)
    return any(map(_is_order, clauses)) and not any(map(_is_question, clauses))


def _is_order(clause: str) -> bool:
    found = _phrases()["send_order"].search(clause)
    return found is not None and not says("send_order_by", clause[: found.start()])


def _is_question(clause: str) -> bool:
    """Whether a clause opens like a question, and is more than "so is recht" or "kann raus"."""
    return len(clause.split()) > _MOST_IN_ASSENT and says("asks", clause) and not _SO_IT_IS.match(clause)


def only_of_court(text: str) -> bool:
    """Whether a text says that papers of a court came, and not what they are about."""
    words = {word.lower().replace("’", "'") for word in _WORD.findall(text[:_LONGEST])}
    return len(text) <= _LONGEST and all(
        word in _vague() or word in _of_court() or word.isdigit() for word in words
    )


def days_after(text: str) -> int | None:
    """Days from the event that an answer names by it, the first it doesn't deny: "the same day" 0, "two weeks later" 14."""
    if len(text) > _LONGEST:
        return None
    named = [
        (found.start(), days)
        for name, days in (("days_later", None), ("day_after_next", 2), ("next_day", 1), ("same_day", 0))
        for found in _phrases()[name].finditer(text)
        if not _NOT_BEFORE.search(text, 0, found.start())
        for days in [days_in(found["count"], found["unit"]) if days is None else days]
    ]
    # Of phrases that begin together the one that counts most says most: "a day later" is no part of a day.
    return min(named, key=lambda each: (each[0], -each[1]))[1] if named else None


def day_after(period: Period, days: int) -> Period:
    """The day so many days after the end of a period, or for a rough one of many days the days that much later."""
    end = period.end + timedelta(days)
    if days == 0:
        return period
    return Period(period.start + timedelta(days) if _is_rough(period) else end, end)


def _is_rough(period: Period) -> bool:
    return (period.end - period.start).days > _LONGEST_EVENT


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    return {name: compile_phrases(phrases) for name, phrases in _data().items() if name not in _WORDS_ONLY}


@cache
def _assent() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words that assent, and words that may stand beside them."""
    said, beside = (_words(name) for name in ("assent", "assent_beside"))
    return said, beside


@cache
def _words_of_assent() -> frozenset[str]:
    """The same words, those of which only the beginning is listed as infinitives: what a slip of the finger may mean."""
    listed = (str(word).lower() for name in ("assent", "assent_beside") for word in _data()[name])
    return frozenset(f"{word.rstrip('e*')}en" if word.endswith("*") else word for word in listed)


def _words(name: str) -> re.Pattern[str]:
    words = (re.escape(str(word).lower()).replace(r"\*", r"\w*") for word in _data()[name])
    return re.compile("|".join(words))


@cache
def _vague() -> frozenset[str]:
    return frozenset(map(str, _data()["vague"]))


@cache
def _of_court() -> frozenset[str]:
    return frozenset(map(str, _data()["of_court"]))


@cache
def _announcing() -> frozenset[str]:
    return frozenset(map(str, _data()["announcing"]))


@cache
def _data() -> dict[str, list[str]]:
    path = Path(__file__).parent / "grammar" / "replying.yml"
    data: dict[str, list[str]] = read_table(path)
    return data

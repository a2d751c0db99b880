"""Whether a text tells of an attack on computers that goes on: nothing in it says that it is over, or long ago.

Better once too often: who tells "we've been hacked" gets the hotline, who tells "in March we were hacked" does not. The words
are data in `grammar/attack.yml`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from bot.extraction.cues import compile_phrases
from bot.extraction.folded import fold
from bot.extraction.found import DateFound
from bot.extraction.tables import read_table

RECENT = timedelta(days=1)
"""An attack of so few days ago goes on, unless its end is told; of an earlier one it is asked."""
_SENTENCE = re.compile(r"(?:[^.!?;\n]|[.!?;](?!\s|$))+")
_NOT = re.compile(
    r"(?:\b(?:no|not|never|without|nobody|no one|none|nobody[’']s|niemand|keiner|kein\w*|nicht|ned|ohne|weder)\b|n['’]t\b)"
    r"(?:\s+[\w'’]+){0,2}\s*$"
)
_DENIED_AFTER = re.compile(
    r"\s+(?:(?:sind|ist|wurden|waren|war|wir|ich|es|das)\s+){0,3}(?:nicht|ned|nöd|net)\b|\s+hätten"
)
_NO_IDEA = re.compile(r"\b(?:no idea|not sure|no clue|keine ahnung)\b")
_IF = re.compile(r"\b(?:if|falls|wenn|sollten?|in case)\b(?:\s+\S+){0,3}\s*$")
_NEAR = 40
_FEW = 25
"""Words beyond which a message about an attack tells more than that it goes on."""
_LONGEST = 4_000
"""Characters looked at."""
_STORY = 300
"""Characters of a report about a client that has time for the whole story."""


@dataclass(frozen=True, slots=True)
class Attack:
    """An attack that goes on."""

    on_client: bool
    """Whether it is on somebody else's systems only."""
    stated: bool
    """Whether the text says itself that it goes on."""


def find_attack(
    text: str, *, today: date, dates: Sequence[DateFound] = (), at_client: bool = False
) -> Attack | None:
    """The attack that a text tells of as going on; `dates` are those of the text, `at_client` what is known of where it is."""
    folded = fold(text[:_LONGEST])
    if not _p("attack").search(folded) or _p("another_thing").search(folded):
        return None
    if _p("safeguard").search(folded) and not _p("plain").search(folded):
        return None
    told = [part for part in _sentences(folded) if _tells(folded[part[0] : part[1]])]
    if not told:
        return None
    stated = [each for start, end in told for each in _p("goes_on").finditer(folded, start, end)]
    since = any(_p("since").search(folded, start, end) for start, end in told)
    ended = [each.end() for each in _p("over").finditer(folded) if not _is_yet_to_come(folded, each.start())]
    if ended and not any(each.start() > max(ended) for each in stated):
        return None
    if not (stated or since) and _is_long_ago(folded, today, dates):
        return None
    on_client = at_client or not any(_is_own(folded[start:end]) for start, end in told)
    if on_client and not (stated or since):
        goes_on = any(_p("goes_on_at_client").search(folded, start, end) for start, end in told)
        if not goes_on or len(text) > _STORY or _p("demanded").search(folded):
            return None
    return Attack(on_client, bool(stated) or since)


def says_it_goes_on(text: str) -> bool:
    """Whether words about an attack that was told of before say that it goes on: "help", "it's still spreading"."""
    folded = fold(text)
    if len(folded.split()) > _FEW or any(
        not _is_yet_to_come(folded, each.start()) for each in _p("over").finditer(folded)
    ):
        return False
    return bool(_p("goes_on").search(folded) or _p("hurry").search(folded))


def _sentences(text: str) -> list[tuple[int, int]]:
    return [each.span() for each in _SENTENCE.finditer(text) if each.group().strip()]


def _tells(sentence: str) -> bool:
    """Whether a sentence tells of an attack that happened: neither a "no", nor an "if", nor a question about cover."""
    found = [
        each
        for each in _p("attack").finditer(sentence)
        if not _is_denied(sentence[: each.start()])
        and not _DENIED_AFTER.match(sentence, each.end())
        and not _IF.search(sentence, 0, each.start())
    ]
    if not found:
        return False
    return not _p("asks_of_cover").search(sentence) or bool(_p("happened").search(sentence))


def _is_denied(before: str) -> bool:
    return bool(_NOT.search(before)) and not _NO_IDEA.search(before[-_NEAR:])


def _is_yet_to_come(text: str, start: int) -> bool:
    return bool(_p("not_yet").search(text, max(0, start - _NEAR), start))


def _is_long_ago(text: str, today: date, dates: Sequence[DateFound]) -> bool:
    days = [each.period.end for each in dates]
    if any(today - RECENT <= day <= today for day in days):
        return False
    return bool(days) or bool(_p("long_ago").search(text))


def _is_own(sentence: str) -> bool:
    """Whether the writer's own systems are attacked, as all are that are nobody's."""
    return not _p("client").search(sentence) or bool(_p("own").search(sentence))


@cache
def _p(name: str) -> re.Pattern[str]:
    phrases = _tables()[name]
    return compile_phrases([phrases] if isinstance(phrases, str) else phrases, folded=True)


@cache
def _tables() -> dict[str, str | list[str]]:
    tables: dict[str, str | list[str]] = read_table(Path(__file__).parent / "grammar" / "attack.yml")
    return tables

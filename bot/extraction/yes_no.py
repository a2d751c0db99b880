"""Whether words answer a question for yes or no: a bare "yes" or "nope, not at all", or words about the very thing asked.

The words are data in `grammar/yes_no.yml`, looked for in both languages, since people answer in either. Pure: which of the two
was said is not decided here.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from bot.extraction.cues import compile_phrases
from bot.extraction.tables import read_table

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DOUBLED = re.compile(r"([^\W\d])\1+")
_CLAUSE = re.compile(r"[.,;:!?…–\n]+|\s-+\s")
_ELLIPTIC = re.compile(
    r"\b(?:did|do|does|has|have|had|is|are|would|will|can|hat|haben|hab|habe|ist|sind)"
    r"(?:n[’']?t| not| nicht| ned| net| nöd)?\W*$",
    re.IGNORECASE,
)
"""An answer that leaves out what was asked: "my colleague did", "it is, every hour"."""
_MOST_IN_ELLIPSIS = 5
_LETTERS = re.compile(r"[^\W_]")
_MOST = 200
"""Characters of a text that may be an answer for yes or no."""
_IDIOM = 4
"""Words of the longest idiom that says yes or no."""
_DETERMINER = "no"
"""What opens an answer, or says that there is none of what follows: "no deadline"."""
_STATEMENT = "statement_made"


def is_bare(text: str) -> bool:
    """Whether a text is a yes or no with small words at most: "jo eh", "not that I know", "they did", "hell no", "👍"."""
    if not _LETTERS.search(text):
        return True
    if len(text) > _MOST or _data()["unless"].search(text):
        return False
    words = _words(text)
    known = _data()["plain"] | _data()["saying"]
    return bool(words) and any(word in known for word in words) and all(word in _bare() for word in words)


def begins_or_ends_bare(text: str) -> bool:
    """Whether a text opens with an answer for yes or no, or closes with one: "no, we only talked", "by phone, yes"."""
    clauses = [clause for clause in _CLAUSE.split(text) if _LETTERS.search(clause)]
    if not clauses:
        return False
    first, last = clauses[0], clauses[-1]
    if (
        is_bare(first)
        or _opens(first)
        or (len(first.split()) <= _MOST_IN_ELLIPSIS and _ELLIPTIC.search(first))
    ):
        return True
    return is_bare(last) and not _data()["plain"].isdisjoint(_words(last))


def says_nothing_asked(text: str) -> bool:
    """Whether a text only takes note ("ok", "alles klar"), or answers half of a question ("not in writing")."""
    if _data()["half"].search(text):
        return True
    words = _words(text)
    return (
        bool(words)
        and len(text) <= _MOST
        and all(word in _data()["heard"] for word in words)
        and words != ["klar"]
    )


def may_answer(field: str, text: str) -> bool:
    """Whether a text may say yes or no to the question for `field`: it is bare, opens or closes so, or is about the thing asked.

    Of a field without words of its own anything may.
    """
    return is_bare(text) or begins_or_ends_bare(text) or is_about(field, text) is not False


def may_be_idiom(field: str, text: str) -> bool:
    """Whether a text is short and names nothing else: whoever is sure that it says yes or no may be right."""
    words = text.split()
    if not words or len(words) > _IDIOM or any(letter.isdigit() for letter in text):
        return False
    names = [word for word in words if word[:1].isupper() and _plain_form(word.strip(".,!?")) not in _bare()]
    if len(names) == len(words) and not text.isupper():
        return False
    return not (names_else(field, text) or _data()["unless"].search(text))


def names_else(field: str, text: str) -> bool:
    """Whether a text has words of other things than the field asks for."""
    others = (pattern for name, pattern in _data()["about"].items() if name != field)
    return any(pattern.search(text) for pattern in (_data()["foreign"], *others))


def is_small(text: str) -> bool:
    """Whether a piece of a text has nothing but words of bare answers, and so speaks of nothing: "noch nicht", "nobody"."""
    return all(word in _bare() for word in _words(text))


def is_perhaps(text: str) -> bool:
    """Whether a text says that something may be or not: "my boss might have"."""
    return _data()["perhaps"].search(text) is not None


def is_about(field: str, text: str) -> bool | None:
    """Whether a text speaks of what the field asks for; None for a field of which no words are known."""
    about = _data()["about"].get(field)
    if about is None:
        return None
    return about.search(text) is not None and not is_of_others(field, text)


def is_of_others(field: str, text: str) -> bool:
    """Whether a text tells what others said or paid, which is no statement of the person who is asked."""
    of_others = field == _STATEMENT and _data()["others"].search(text)
    return bool(of_others) and not _data()["not_others"].search(text)


def _opens(clause: str) -> bool:
    """Whether a clause goes on behind its "yes" or "no" without a comma: "nein hab ich nicht", but not "no deadline"."""
    found = _WORD.finditer(clause)
    first, second = next(found, None), next(found, None)
    if first is None or second is None or _plain_form(first.group()) not in _data()["plain"]:
        return False
    follows = second.group()
    if _plain_form(first.group()) == _DETERMINER:
        return _plain_form(follows) in _bare() and _plain_form(follows) != "one"
    # A capital may be the rest of a name.
    return not follows[0].isupper() or _plain_form(follows) in _bare()


def _words(text: str) -> list[str]:
    return [_plain_form(word) for word in _WORD.findall(text)]


def _plain_form(word: str) -> str:
    return _DOUBLED.sub(r"\1", word.lower().replace("’", "'"))


def _plain_forms(words: Iterable[object]) -> frozenset[str]:
    return frozenset(_plain_form(str(word)) for word in words)


@cache
def _bare() -> frozenset[str]:
    data = _data()
    words: frozenset[str] = data["plain"] | data["saying"] | data["small"]
    return words


@cache
def _data() -> dict[str, Any]:
    data = read_table(Path(__file__).parent / "grammar" / "yes_no.yml")
    return {
        **{name: _plain_forms(data[name]) for name in ("plain", "saying", "small")},
        "heard": _plain_forms(word for phrase in data["heard"] for word in str(phrase).split()),
        **{
            name: compile_phrases(data[name])
            for name in ("unless", "others", "not_others", "foreign", "perhaps", "half")
        },
        "about": {field: compile_phrases(phrases) for field, phrases in data["about"].items()},
    }

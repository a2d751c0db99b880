"""Answers in plain words that sound like something else: a "no idea" is no no, and a question may follow what was told."""

import re

from bot.claims.catalogue import Kind
from bot.extraction.replying import says
from bot.service.hearing import Hearing

_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_CLAUSES = re.compile(r"\s*[,;–]\s*(?:(?:and|but|so|und|aber|also)\s+)?|\s+(?:but|aber)\s+", re.IGNORECASE)
_BARE_NO = re.compile(
    r"\W*(?:no|nope|nah|not yet|not so far|nein|nee|nö|na|nei|noch nicht|bisher nicht|no nöd|noch ned)\b",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\b(?:ask\w*|demand\w*|claim\w*|want\w*|money|pay\w*|compensat\w*|complain\w*|(?:ge)?f[oö]rder\w*|verlang\w*|geld\w*|will|wollen"
    r"|zahl\w*|beschwer\w*|ansprüche?)\b",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"\b(?:can['’]?t|can ?not|couldn['’]?t|don['’]?t|won['’]?t|not|no|need|kann|mag|schaff\w*|brauch\w*|nicht|ned|nöd|net)\b"
    r"(?:(?!\b(?:until|till?|before|bis|erst|vor)\b)[^.,;!?]){0,40}?"
    r"\b(?P<now>(?:right |just )?now|at the moment|jetzt|grade?|gerade|im moment|momentan)\b",
    re.IGNORECASE,
)
_KIND, _STATEMENT = "notice_kind", "statement_made"
_FEW = 12
_LEAST = 2
"""Words that tell something."""
_ASKS_WHAT_IS_MEANT = frozenset({"help", "why", "policy_help", "objects"})


def is_not_known(hearing: Hearing) -> bool:
    """Whether a question for yes or no is answered with "no idea how", which is no no."""
    text, asked = hearing.message.text, hearing.asked
    if asked is None or not hearing.catalogue.has(asked):
        return False
    kind = hearing.catalogue.field(asked).kind
    typed = hearing.message.pressed is None and "?" not in text and len(text.split()) <= _FEW
    return kind is Kind.YES_NO and typed and says("not_known", text)


def not_now(text: str) -> tuple[int, int] | None:
    """Where a "now" stands at which somebody can't answer: "I can't do this right now" tells no day."""
    found = _NOT_NOW.search(text)
    return found.span("now") if found else None


def knows_nothing(hearing: Hearing) -> bool:
    """Whether an answer says in few words that somebody does not know, and nothing else."""
    text = hearing.message.text
    typed = hearing.message.pressed is None and not hearing.story and len(text.split()) <= _FEW
    return hearing.asked is not None and typed and says("not_known", text)


def denies_another(hearing: Hearing) -> bool:
    """Whether what the text denies is not what was asked: "it still doesn't work" says nothing of who wants money."""
    asked, text = hearing.asked, hearing.message.text
    if hearing.message.pressed is not None or _BARE_NO.match(text):
        return False
    wanted = _WANTS.search(text) is not None
    if asked == _KIND:
        return says("not_of_demand", text) and not wanted
    return asked == _STATEMENT and wanted and says("wants_nothing", text)


def statement_beside(hearing: Hearing, kind: Kind) -> str | None:
    """What is told beside a question, if any words answer what was asked: "nothing so far, what would you suggest?"."""
    text = hearing.message.text
    if kind is not Kind.TEXT or hearing.message.pressed is not None or "?" not in text:
        return None
    told = without_questions(text)
    if len(told.split()) < _LEAST or hearing.topics & _ASKS_WHAT_IS_MEANT or says("not_known", told):
        return None
    return None if says("says_nothing", told) or says("asks", told) else told


def without_questions(text: str) -> str:
    """The text without its questions, be it a clause that opens like one."""
    kept = [
        piece if "?" not in piece else _before_question(piece) for piece in _SENTENCES.split(text.strip())
    ]
    return " ".join(filter(None, kept)).strip(" ,;–")


def _before_question(sentence: str) -> str:
    """The part of a sentence before the clause that asks; nothing if it asks from the beginning."""
    clauses = list(_CLAUSES.finditer(sentence))
    opening = next((found for found in clauses if says("asks", sentence[found.end() :])), None)
    # Whatever ends with the mark asks, with a word that questions open with or without: "neu gestartet, reicht das?".
    before = opening or (clauses[-1] if clauses else None)
    return "" if before is None or says("asks", sentence) else sentence[: before.start()]

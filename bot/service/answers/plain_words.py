"""Answers in plain words that sound like something else: a "no idea" is no no, and a question may follow what was told."""

import re

from bot.claims.catalogue import Kind
from bot.extraction.questions import without_questions
from bot.extraction.replying import says
from bot.service.hearing import Hearing

_BARE_NO = re.compile(
    r"\W*(?:no|nope|nah|naw|nae|nay|not yet|not so far|nein|nee|nö|naa?|nei|noch nicht|bisher nicht|no nöd|noch ned)\b",
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
_THEN_A_NAME = re.compile(r"[,.…–-]\s+(?!(?:I|Ich|Muss|Bin|Das|Der|Die|My|The|Let)\b)[A-ZÄÖÜ]\w{2,}")
"""What follows "hang on" with a capital: a name all the same."""
_HAS_NONE = re.compile(
    r"\b(?:hab|habe|han|hob|find|finde|weiß|weiss|kenn|kenne|liegt|ist)\b[^.]{0,30}\b(?:nicht|ned|net|nöd|nimmer)\b"
    r"|\b(?:kein\w*|koa\w*|no|without|ohne)\b[^.]{0,15}\b(?:\w*nummer|number|policy|police|polizze)\b"
    r"|\b(?:don['’]?t|do not|haven['’]?t|can['’]?t|couldn['’]?t)\b[^.]{0,15}\b(?:have|got|know|find|remember|see)\b"
    r"|\bnot (?:here|at hand|to hand|with me)\b",
    re.IGNORECASE,
)
"""A number is asked for and not there, told beside a question."""
_KIND, _STATEMENT = "notice_kind", "statement_made"
_FEW = 12
_LEAST_STATED = 4
_LEAST = 2
"""Words that tell something."""
_ASKS_WHAT_IS_MEANT = frozenset({"help", "why", "policy_help", "objects"})


def asks_for_a_moment(hearing: Hearing) -> bool:
    """Whether the answer is to come: "one moment, I must find my glasses"."""
    reading, text = hearing.reading, hearing.message.text
    if reading is None or hearing.asked is None or len(text.split()) > _FEW or "?" in text:
        return False
    told = reading.dates or reading.amounts or reading.insured_contact or reading.policy_number
    names = hearing.named_fields() or _THEN_A_NAME.search(text)
    return not (told or names or hearing.story) and says("moment", text)


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


def opens_unknown(hearing: Hearing) -> bool:
    """Whether an answer opens with "no idea" and gives nothing else: "no idea, the client noticed it"."""
    reading, text, asked = hearing.reading, hearing.message.text, hearing.asked
    if reading is None or asked is None or not hearing.catalogue.has(asked):
        return False
    valued = hearing.catalogue.field(asked).kind in (Kind.PERIOD, Kind.MONEY, Kind.COUNT, Kind.NUMBER)
    read = reading.dates or reading.amounts or reading.stated or reading.insured_contact
    typed = hearing.message.pressed is None and "?" not in text and len(text.split()) <= _FEW
    return valued and typed and not (read or hearing.named_fields()) and says("not_known", text)


def declines_beside(hearing: Hearing) -> bool:
    """Whether somebody who asks about the open question says as well that they don't know: "where do I find it? no idea"."""
    text, asked = hearing.message.text, hearing.asked
    if asked is None or hearing.message.pressed is not None or not hearing.catalogue.has(asked):
        return False
    asks = "?" in text or says("asks", text)
    told = without_questions(text) if "?" in text else text
    if asks and hearing.catalogue.field(asked).kind is Kind.NUMBER and "?" in text:
        # "Don't have the number here. Do I have to answer their lawyer myself, or do you?"
        has_none = len(told.split()) <= _FEW and not any(map(str.isdigit, told)) and _HAS_NONE.search(told)
        return bool(has_none) or says("not_known", told) or says("not_known_last", told)
    if len(text.split()) > _FEW or not asks:
        return False
    return says("not_known", told) or says("not_known_last", told)


def asks_nothing(hearing: Hearing) -> bool:
    """Whether words in answer to a question have neither the form of a question nor that of a wish."""
    text, asked = hearing.message.text, hearing.asked
    if asked is None or hearing.message.pressed is not None or not hearing.catalogue.has(asked):
        return False
    few = len(text.split()) < _LEAST_STATED
    return not (few or "?" in text or hearing.topics or says("asks", text) or says("wants_told", text))


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

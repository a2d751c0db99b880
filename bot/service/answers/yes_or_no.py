"""Whether a message answers the open question for yes or no at all, or tells of something else.

"Alan Price", "the server still doesn't work" and "nobody was hurt" hold what looks like a yes or no, and say neither to
"have you signed anything?". What they tell is taken for its own field, and the question is put again.
"""

from typing import Any

from bot.claims.catalogue import Field, Kind
from bot.extraction.found import Reading, TextFound
from bot.extraction.replying import says
from bot.extraction.yes_no import (
    begins_or_ends_bare,
    is_bare,
    is_of_others,
    is_perhaps,
    is_small,
    may_answer,
    may_be_idiom,
    names_else,
    says_nothing_asked,
)
from bot.service.answers.unasked import admission
from bot.service.hearing import Hearing

_SURE, _OF_THE_THING = 0.9, 0.45
"""How sure the engine has to be of a yes or no in an idiom nobody has listed, and in words about the thing asked."""
_PLAIN = frozenset({"affirm", "deny"})


def tells_else(hearing: Hearing) -> bool:
    """Whether a question for yes or no is open and the words say neither of that question."""
    field = _open(hearing)
    if field is None:
        return False
    text = hearing.message.text
    if says_nothing_asked(text) or ("?" in text and says("asks", text)):
        return True
    if may_answer(field.name, text) or (_is_read(hearing, field) and not is_of_others(field.name, text)):
        return False
    sure = hearing.intent in _PLAIN and hearing.understood.confidence >= _SURE
    return not (sure and may_be_idiom(field.name, text))


def without_answer(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """What changes in a reading whose yes or no was found in a mere "not" of a text about something else."""
    asked = hearing.asked or ""
    kept = tuple(said for said in reading.stated if said.field != asked)
    return {"stated": kept, **({asked: None} if isinstance(getattr(reading, asked, None), TextFound) else {})}


def is_unsure(hearing: Hearing) -> bool:
    """Whether the engine is not sure enough that the words, though about the thing asked, say yes or no."""
    text = hearing.message.text
    if _open(hearing) is None or is_bare(text) or begins_or_ends_bare(text):
        return False
    return hearing.understood.confidence < _OF_THE_THING


def knows_of_another(hearing: Hearing) -> bool:
    """Whether what sounds like "I don't know" tells something else: what the client knows, or what was promised to them."""
    text = hearing.message.text
    if hearing.message.pressed is not None:
        return False
    if says("others_unaware", text):
        return True
    if hearing.intent != "dont_know" or says("not_known", text) or is_perhaps(text):
        return False
    asked, read = hearing.asked or "", hearing.reading
    if read is not None and (read.statement_made or (read.ongoing and asked != "ongoing")):
        return True
    return admission(hearing) is not None or (tells_else(hearing) and names_else(asked, text))


def _is_read(hearing: Hearing, field: Field) -> bool:
    """Whether the words of the field's own tables were found: more than a "no" that may belong to anything."""
    reading, text = hearing.reading, hearing.message.text
    if reading is None:
        return False
    spans = [said.span for said in reading.stated if said.field == field.name]
    found = getattr(reading, field.name, None)
    if isinstance(found, TextFound) and found.span is not None:
        spans.append(found.span)
    return any(not is_small(text[span.start : span.end]) for span in spans)


def _open(hearing: Hearing) -> Field | None:
    """The field of the open question, if that can be answered with yes or no."""
    asked = hearing.asked
    if asked is None or hearing.message.pressed is not None or not hearing.catalogue.has(asked):
        return None
    field = hearing.catalogue.field(asked)
    return field if field.kind is Kind.YES_NO or (field.affirm and field.deny) else None

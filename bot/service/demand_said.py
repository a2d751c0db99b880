"""What is told in the answer to "has anybody asked for money?": its day and its sum are those of the demand."""

from bot.extraction.found import DateFound, Reading
from bot.extraction.replying import last_before, says
from bot.service.hearing import Hearing

_KIND = "notice_kind"
_DEMANDED = ("demand", "warning_letter")
_DAYS = frozenset({"occurred_on", "discovered_on"})
_NOTICED = "discovered_on"
_REACH = 40
"""Characters between what is wanted and the day: "they want 2k, wrote on the 10th"."""
_BARE = 4
"""Words of an answer that is a day or a sum and hardly anything else: whoever gives one says yes."""


def is_told(hearing: Hearing, reading: Reading) -> bool:
    """Whether the message says that there is a demand, and names no other point: "yes, last Monday", "jo, 450 Euro"."""
    text = hearing.message.text
    if hearing.asked != _KIND or hearing.story or "?" in text or says("wants_nothing", text):
        return False
    if _DAYS & {*hearing.named_fields()}:
        return False
    said = [each.value for each in reading.stated if each.field == _KIND]
    if said:
        return said[0] in _DEMANDED
    return hearing.intent == "affirm" or (hearing.intent == "inform" and len(text.split()) <= _BARE)


def dates_demand(hearing: Hearing, reading: Reading, day: DateFound) -> bool:
    """Whether a day in the answer to when it was noticed stands behind words of a demand: "they want 2k, wrote on the 10th"."""
    text, start = hearing.message.text, day.span.start
    if hearing.asked != _NOTICED or hearing.story or says("wants_nothing", text):
        return False
    if _DAYS & {*hearing.named_fields()}:
        return False
    sum_ = reading.amount_claimed
    return last_before("they_want", text, start, _REACH) or (sum_ is not None and sum_.span.end <= start)

"""An order to send, or a yes to the summary, with something harmless beside it: thanks, a question, a number to call."""

import re
from collections.abc import Sequence

from bot.claims.model import Change
from bot.extraction.asked import find_asked
from bot.extraction.replying import only_assents, orders_sending, says
from bot.service.hearing import Hearing

FAULT = re.compile(
    r"\b(?:wrong|incorrect|not right|isn['’]t right|falsch\w*|verkehrt"
    r"|stimm[et] (?:so )?(?:nicht|ned|net|nöd)|nicht richtig|passt nicht)\b",
    re.IGNORECASE,
)
"""Something is said to be wrong."""
_PIECES = re.compile(
    r"(?<!\d)[.;!…\n]+|,\s+|(?<=\d)[.;!…](?=\s+[^\W\d])|\?+|,?\s+(?:but|aber|nur|und|and) (?=$|\n)"
)
_HOLDS = frozenset({"pause", "understood"})
"""Questions whose answer may change what is sent, or when."""
_NUMBER = re.compile(r"\d[\d /()-]{5,}\d|@")


def sends_beside(hearing: Hearing, changes: Sequence[Change] = ()) -> bool:
    """Whether a message sends although more than the order stands in it, and nothing of that sets anything right.

    `changes` are what it changed: none, or where to reach who writes.
    """
    text, asked = hearing.message.text, find_asked(hearing.message.text)
    if hearing.message.pressed is not None or any(each.topic in _HOLDS for each in asked):
        return False
    answered = [each for each in asked if each.topic is not None]
    if any(each.marked and each.topic is None for each in asked):
        # What nothing answers may well be about the summary: "is the date right in there?".
        return False
    rest = text
    for each in answered:
        rest = f"{rest[: each.start]}\n{' ' * (each.end - each.start - 1)}{rest[each.end :]}"
    pieces = [
        piece for piece in map(str.strip, _PIECES.split(rest)) if piece and not says("send_fills", piece)
    ]
    orders = [orders_sending(piece) for piece in pieces]
    told = [piece for piece, order in zip(pieces, orders, strict=True) if not (order or only_assents(piece))]
    number = adds_contact(changes)
    return any(orders) and all(_is_harmless(hearing, piece, number=number) for piece in told)


def adds_contact(changes: Sequence[Change]) -> bool:
    """Whether all that was changed is where to reach who writes: "and my mobile is 0171 …, send it"."""
    return bool(changes) and all(change.new.field == "insured_contact" for change in changes)


def states_anything(hearing: Hearing) -> bool:
    """Whether the message names a point of the summary, or states one."""
    reading = hearing.reading
    states = reading is not None and bool(
        reading.stated
        or reading.ongoing
        or reading.statement_made
        or reading.claimant
        or reading.insured_name
    )
    return states or bool(hearing.named_fields())


def _is_harmless(hearing: Hearing, piece: str, *, number: bool) -> bool:
    """Whether words beside an order to send set nothing right, hold nothing back and lack nothing."""
    if says("send_harmless", piece):
        return True
    if number and _NUMBER.search(piece):
        return not FAULT.search(piece)
    sets_right = (
        FAULT.search(piece)
        or says("send_lacks", piece)
        or says("corrects", piece)
        or hearing.named_fields(piece)
    )
    holds = says("waits", piece) or says("holds_back", piece) or says("send_unless", piece)
    states = "?" in piece or any(map(str.isdigit, piece)) or (states_anything(hearing) and not number)
    return not (sets_right or holds or states)

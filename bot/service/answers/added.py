"""What is told beside what is known, where both hold: "and bank details" adds to the payroll list."""

from dataclasses import replace

from bot.claims.catalogue import Kind
from bot.extraction.found import Reading, Stated
from bot.extraction.replying import says
from bot.service.hearing import Hearing

_AND = ", "


def with_known(hearing: Hearing, reading: Reading) -> Reading:
    """The reading, lists of things in words added to what was told of them before; a correction replaces it."""
    if not reading.stated or says("corrects", text := hearing.message.text) or says("denies", text):
        return reading
    return replace(reading, stated=tuple(_added(hearing, said) for said in reading.stated))


def _added(hearing: Hearing, said: Stated) -> Stated:
    """What is listed, put behind what is known; what says the same in more words stays."""
    known = hearing.claim.value(said.field)
    listed = hearing.catalogue.has(said.field) and hearing.catalogue.field(said.field).kind is Kind.TEXT
    if not listed or said.field == hearing.asked or not isinstance(known, str):
        return said
    if not isinstance(said.value, str) or hearing.understood.replaces is not None:
        return said
    pieces = dict.fromkeys((*known.split(_AND), *said.value.split(_AND)))
    whole = [each for each in pieces if not any(each != other and each in other for other in pieces)]
    return replace(said, value=_AND.join(whole))

"""A country named in a correction: for the work or for the other side, whichever the words or the summary tell."""

import re

from bot.claims.catalogue import Kind
from bot.claims.countries import countries_in
from bot.claims.model import Fact, SetBy
from bot.extraction.replying import knows, says
from bot.service.hearing import CONFIRM, Hearing
from bot.service.side_questions import POINT

_INSTEAD_OF = re.compile(
    r"[,;.]?\s*\b(?:and not|und nicht|instead of|rather than|statt|anstatt|not|nicht)\b.*?(?=$|,|;|\bbut\b|\bsondern\b)",
    re.IGNORECASE,
)
_CODE_LIKE = re.compile(r"\b(?!US\b|UK\b)[^\W\d_]{2}\b")
"""Words of two letters, which in a sentence are hardly ever a country's code: "no", "it", "am"."""
_LONGEST = 24
"""Words of a correction."""


def country_said(hearing: Hearing) -> Fact | None:
    """The corrected country; if it could be several fields', which of them is asked next."""
    text = hearing.message.text
    at_summary = hearing.asked == CONFIRM
    if not (at_summary or hearing.intent == "correct") or len(text.split()) > _LONGEST:
        return None
    fields = [
        field.name
        for field in hearing.catalogue.needed(hearing.claim)
        if field.kind is Kind.COUNTRY and hearing.claim.knows(field.name)
    ]
    named = countries_in(_CODE_LIKE.sub(" ", _INSTEAD_OF.sub(" ", text)))
    if not fields or len(named) != 1:
        return None
    [code] = named
    named_fields = hearing.named_fields()
    by_name = [name for name in fields if name in named_fields]
    by_words = [name for name in fields if knows(name) and says(name, text)]
    meant = next((found for found in (by_name, by_words, fields) if len(found) == 1), [])
    if meant:
        return Fact(meant[0], code, SetBy.INSURED, hearing.at, 0.9, hearing.source)
    if at_summary and not by_words:
        hearing.conversation.aside = {"value": code, "fields": fields}
        hearing.conversation.asks = POINT
    return None

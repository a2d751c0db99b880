"""What the form of a name says: a legal form, a title, a trade, or that it may be no name at all."""

import re
from collections.abc import Iterator

from bot.extraction.parties.patterns import LEGAL_FORM, TAIL_DE, TRADE_DE
from bot.extraction.parties.words import PartyWords

_TITLE = re.compile(
    r"^(?:Mrs?|Ms|Miss|Dr|Fr|Rev|Prof|Sir|Frau|Herrn?|Hr|Familie|Fam|Ing|Mag)\b", re.IGNORECASE
)
_VERB_OR_LINK = re.compile(
    r"\s+(?:\w+s|\w+ed|and|in|at|on|to|for|with|who|which|that|had|got|are|want|is|was|can|will|says|und|hat|will|ist|war|bei|"
    r"in|aus|von|wollen|haben|die|der|das|fordert|verlangt|schreibt|sagt|möchte|meint|stellt|macht|hält|rechnet|schätzt)\b",
    re.IGNORECASE,
)
"""What may follow a name; after an adjective like "Georgian" comes the thing."""
_PLACE = re.compile(r"\b(?:to|in|of|via|near|nach|in|aus)\s+$", re.IGNORECASE)
"""What stands before places: "paid an invoice to Cyprus"."""
_NAMED_DE = re.compile(
    r"\b(?:bei|beim|für|fürs|firma|fa\.?|kund(?:e|in|en)|auftraggeber(?:in)?|mandant(?:in|en)?|namens|laut|gegenüber|heißt|ist)"
    r"[\s:(=]+(?:(?:der|die|das|den|dem)\s+)?$",
    re.IGNORECASE,
)
_ARTICLE_DE = re.compile(
    r"\b(?:der|die|das|den|dem|des|eine?[rnms]?|keine?|unsere?[nmr]?)\s+$", re.IGNORECASE
)


def has_title(name: str) -> bool:
    """Whether a name is that of a person with a title, and no firm's."""
    return _TITLE.match(name) is not None and LEGAL_FORM.search(name) is None


def name_hints(text: str, start: int, end: int, words: PartyWords) -> Iterator[str]:
    """What the form of the name at `start` to `end` of `text` says, as hints whose weights are learnt."""
    value = text[start:end]
    tokens = value.split()
    after = text[end : end + 40]
    if LEGAL_FORM.search(value):
        yield "legal_form"
    elif _TITLE.match(value):
        yield "title"
    elif words.german and not _is_name_de(text, value, start, words):
        yield "no_trade"
    if any(words.heads.fullmatch(token) for token in tokens):
        yield "kind_in_name"
    if len(tokens) == 1:
        yield "one_word"
        if value.isupper():
            yield "all_capitals"
        elif any(char.isupper() for char in value[1:]):
            yield "inner_capital"
        if re.match(r"\s+[a-z]+", after) and not _VERB_OR_LINK.match(after):
            yield "adjective"
        if _PLACE.search(text[max(0, start - 8) : start]):
            yield "place"
        before = text[max(0, start - 20) : start].rstrip()
        if before[-1:] in ("", ".", "!", "?", "|"):
            yield "begins_sentence"
        if words.german:
            yield from _common_noun(text, value, words)


def _common_noun(text: str, value: str, words: PartyWords) -> Iterator[str]:
    if TAIL_DE.search(value):
        yield "abstract"
    if words.heads.fullmatch(value):
        yield "kind"
    if any(
        _ARTICLE_DE.search(text[max(0, again.start() - 9) : again.start()])
        for again in re.finditer(rf"\b{re.escape(value)}", text)
    ):
        yield "with_article"


def _is_name_de(text: str, value: str, start: int, words: PartyWords) -> bool:
    """Whether something shows that German nouns in a row are a name: a kind of firm in it, or what stands before it."""
    first, last = value.split()[0], value.split()[-1]
    return (
        TRADE_DE.search(first) is not None
        or words.heads.fullmatch(first) is not None
        or words.heads.fullmatch(last) is not None
        or len(re.findall(rf"\b{re.escape(last)}\b", text)) > 1
        or _NAMED_DE.search(text[max(0, start - 24) : start]) is not None
    )

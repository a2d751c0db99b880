"""How a sum was told beside its figure: "at least 3,000", "up to €500", "200 euros per day"."""

import re
from dataclasses import replace

from bot.claims.catalogue import Kind
from bot.claims.model import Change, Fact, SetBy
from bot.claims.values import Money
from bot.service.hearing import Hearing

_PLAIN = r"(?<!\bno )(?<!\bnot )(?<!\bnicht )(?<!\bjust )(?<!\bknapp )(?<!\bkurz )"
_BOUNDS = {
    "at_least": re.compile(
        r"\b(?:at least|at minimum|not? less than|upwards? of|north of|mindestens|wenigstens|minimum|nicht unter"
        rf"|nicht weniger als|{_PLAIN}(?:more than|mehr als|über))\b",
        re.IGNORECASE,
    ),
    "at_most": re.compile(
        r"\b(?:up to|at (?:the )?most|not? more than|not over|tops|max(?:imum|imal)?|bis zu|höchstens|nicht mehr als|nicht über"
        rf"|{_PLAIN}(?:less than|under|below|weniger als|unter))\b",
        re.IGNORECASE,
    ),
}
_BEFORE, _AFTER = 16, 12
"""Characters around a sum in which its bound stands."""
_ENDS = re.compile(r"[.!?;,]\s")
_RATE = re.compile(
    r"^[^\d.!?;]{0,12}?(?:\b(?:per|an?|each|every|pro|je|jeden?|jede|im|in der|am)\s|/\s?)"
    r"(?P<unit>hour|day|week|month|year|stunde|tag|woche|monat|jahr)\b"
    r"|^[^\d.!?;]{0,12}?\b(?P<each>hourly|daily|weekly|monthly|yearly|stündlich|täglich|wöchentlich|monatlich|jährlich)\b",
    re.IGNORECASE,
)
_UNITS = {
    "stu": "hour", "stü": "hour", "hou": "hour", "day": "day", "dai": "day", "tag": "day", "täg": "day",
    "wee": "week", "woc": "week", "wöc": "week", "mon": "month", "yea": "year", "jah": "year", "jäh": "year",
}  # fmt: skip
_FIGURE = re.compile(
    r"\d[\d.,'’]*|\b(?:a|one|two|ten|ein|zwei)? ?(?:hundred|thousand|million|hundert|tausend)\b"
)


_VAGUE = re.compile(
    r"\b(?:a (?:good |fair )?(?:few|bit)(?: (?:bob|quid|pounds|euros|grand))?|a lot|lots|loads|a fortune|too much|peanuts"
    r"|not (?:that |so |very )?much|(?:half|part|some) (?:of )?(?:my|our|the) fees?|viel(?: geld)?|einiges|\w*sümmchen"
    r"|ein(?:en)? haufen(?: geld)?|nicht (?:so |sehr )?viel|wenig|eine ganze menge|ein paar kröten)\b",
    re.IGNORECASE,
)
_FEW = 8
"""Words of an answer that gives no figure."""


def left_open(hearing: Hearing) -> tuple[Change, ...]:
    """ "A good few bob" to the question for a sum: nobody is asked again for a figure that they don't have."""
    asked, text = hearing.asked, hearing.message.text
    if hearing.message.pressed is not None or asked is None or not hearing.catalogue.has(asked):
        return ()
    vague = len(text.split()) <= _FEW and "?" not in text and _VAGUE.search(text) is not None
    money = hearing.catalogue.field(asked).kind is Kind.MONEY
    if not (vague and money) or hearing.claim.knows(asked) or (hearing.reading and hearing.reading.amounts):
        return ()
    change = hearing.claim.record(Fact(asked, None, SetBy.INSURED, hearing.at, 0.9, hearing.source))
    return (change,) if change else ()


_NOT_NAMED = re.compile(
    r"\b(?:not|n[’']t|never|no|nicht|nichts|nix|nüt|kein\w*|ned|nöd|noch keine?n?)\b[^.!?;]{0,40}"
    r"\b(?:named|said|mentioned|put a (?:figure|number)|figure|amount|sum|genannt|gsagt|gesagt|beziffert|betrag|summe|zahl)\b"
    r"|\b(?:figure|amount|sum|betrag|summe|zahl)\b[^.!?;]{0,40}\b(?:not|n[’']t|yet|nicht|nichts|nix|ned|nöd)\b",
    re.IGNORECASE,
)
_MY_GUESS = re.compile(
    r"\b(?:my (?:own )?(?:guess|estimate|reckoning)|i(?:['’]d)? (?:guess|reckon|estimate|say)|mein\w* (?:eigene\w* )?schätzung"
    r"|(?:ich|i|wir|mir) (?:würd\w* )?(?:schätz\w*|rechne\w*|denk\w*|sag\w*)|schätz\w* (?:ich|i|mal|wir))\b",
    re.IGNORECASE,
)
_DEMANDED, _ESTIMATED = "amount_claimed", "amount_estimated"


def as_guessed(hearing: Hearing, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """A guess of one's own to the question what is demanded: "he's named no figure yet, my guess is 30,000"."""
    text = hearing.message.text
    if hearing.asked != _DEMANDED or not (_NOT_NAMED.search(text) and _MY_GUESS.search(text)):
        return ()
    guess = next((each.new for each in changes if each.new.field == _DEMANDED), None)
    if guess is None or not isinstance(guess.value, Money) or not hearing.catalogue.has(_ESTIMATED):
        return ()
    told = (replace(guess, value=None), replace(guess, field=_ESTIMATED))
    return tuple(filter(None, map(hearing.claim.record, told)))


def as_said(hearing: Hearing, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The sums among the changes once more, with bound and rate, recorded."""
    if hearing.message.pressed is not None:
        return ()
    told = []
    for change in changes:
        value, source = change.new.value, change.new.source
        if not isinstance(value, Money) or source is None or source.start is None or source.end is None:
            continue
        place = hearing.message.text, source.start, source.end
        bound, per = _bound(*place, value), _rate(*place)
        if bound or per:
            low = value.high if bound == "at_least" else value.low
            said = replace(value, low=low, bound=bound, per=per)
            told.append(hearing.claim.record(replace(change.new, value=said)))
    return tuple(filter(None, told))


def _bound(text: str, start: int, end: int, value: Money) -> str:
    """The bound that stands before the sum, in it or behind it; a range has its own, and an exact sum none."""
    if not value.approximate or (value.low != value.high and value.low != 0):
        return ""
    said = _ENDS.split(text[max(0, start - _BEFORE) : start])[-1] + text[start:end]
    after = _ENDS.split(text[end : end + _AFTER])[0]
    return next(
        (name for name, pattern in _BOUNDS.items() if pattern.search(said) or pattern.search(after)), ""
    )


def _rate(text: str, start: int, end: int) -> str:
    figures = list(_FIGURE.finditer(text, start, end))
    if len(figures) != 1:
        # Of several figures the product was taken.
        return ""
    found = _RATE.search(text[figures[0].end() :])
    return _UNITS[(found["unit"] or found["each"])[:3].casefold()] if found else ""

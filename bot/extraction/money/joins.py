"""What stands between two neighbouring amounts: whether they may be parts of one sum, or one takes the other's place.

How much each sign weighs is learnt (`sums` in `grammar/roles.weights.yml`); here is only what is seen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.extraction.clauses import Clauses
from bot.extraction.found import AmountFound
from bot.extraction.money.arithmetic import taxed, totals

_LISTED_APART = 60
_LISTED_WORDS = 7
_APART = 160
"""Characters between two amounts from which they are not added."""
_NEAR_WORDS = 3
_MANY_WORDS = 20
_CLOSE = (0.75, 1.34)
"""Ratio of two amounts that may be two figures for one thing, like two quotes."""
_FAR = 20
_ADDED = re.compile(
    r"\b(?:plus|and|und|sowie|nebst|samt|another|further|also|dazu|ond|noch|zzgl|zuzüglich|außerdem|ausserdem|"
    r"obendrauf|obendrein|zusätzlich|on top|in addition|as well|hinzu|extra)\b|[+&]",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"[,;\n/:]|\.\s")
_ADDED_LATER = re.compile(
    r"\b(?:on top|in addition|another|a further|further|as well|also|dazu|obendrauf|obendrein|zusätzlich|weitere[nr]?|"
    r"plus|nochmals?|außerdem|ausserdem|both|beides|the three|zuzüglich|zzgl|to be added|hinzu|extra)\b",
    re.IGNORECASE,
)
_EXPLICIT = re.compile(
    r"\b(?:plus|nebst|samt|another|a further|dazu|zzgl|zuzüglich|außerdem|ausserdem|obendrauf|obendrein|zusätzlich|nochmals?|"
    r"on top|in addition|as well|hinzu|also|auch noch|weitere[nr]?|adds?)\b|\+",
    re.IGNORECASE,
)
_SWITCHED = re.compile(
    r"\b(?:sorry|no,? wait|hang on|hold on|correction|scratch that|i mean|make that|typo|korrektur|quatsch|nein|besser gesagt|"
    r"(?:put|raised|upped|increased|hiked)\b.{0,15}\bto|settled for|after (?:a )?(?:negotiations?|talks?)|"
    r"(?:lowered|reduced|cut|brought|knocked|dropped|came) (?:(?:it|that|this) )?(?:down )?to|"
    r"ermäßigt|ermässigt|reduziert|gesenkt|heruntergehandelt|runtergehandelt|nachgelassen|verhört|verlesen|vertippt|"
    r"nach (?:verhandlung|gespräch|rücksprache)\w*|erhöht|aufgestockt|hochgesetzt|korrigiert|up from)\b",
    re.IGNORECASE,
)
_NOT_ADDED = re.compile(
    r"\b(?:or|oder|not|nicht|instead|statt|sorry|actually|rather|sondern|now|jetzt|nun|inzwischen|later|up to|"
    r"meanwhile|erst|mittlerweile|of which|davon|wovon|including|incl|inkl|inklusive|einschließlich|einschliesslich|darin|"
    r"makes|macht|total|insgesamt|first|originally|ursprünglich|though|nein|no|ergibt|doch|das sind|that is|that's|"
    r"nämlich|namely|plötzlich|suddenly|netto|net|brutto|gross|minus|abzüglich|less|lautet|lautete|came down|"
    r"honorar\w*|our fee|my fee|our (?:bill|invoice|share|slice)|unser\w*|mein\w*|normalerweise|normally|sonst|each|je|"
    r"offer\w*|angebot\w*|könnte\w*|could|might|brings? in|bringt|saved|recovered|erlös\w*|runter|jeweils|à)\b|=",
    re.IGNORECASE,
)
_HARDLY_ADDED = re.compile(
    r"\b(?:was|were|war|waren|had|hatte|worth|wert|but|aber|then|dann|so|also|neu|heute|today|gestern|yesterday|zusammen|"
    r"bei|from|von|bis|genau|back)\b",
    re.IGNORECASE,
)
_SAID_ANEW = re.compile(
    r"\b(?:is|are|has|have|wants?|claims?|asks?|costs?|paid|pays?|charged|billed|says|estimates|"
    r"ist|sind|hat|haben|wird|wurden?|will|wollen|verlangt|fordert|fordern|kostet|kosten|kommt|kam|zahlt|zahlen|"
    r"thinks?|they|they're|he|she|we|i|our|my|who|but|er|sie|wir|ich|der|die das|besteht|wollte|"
    r"steht|stehen|stand|schätzt|sagt|meint|bekommt|kriegt|berechnet|deckt|begrenzt|liegt|gab|gibt)\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\b(?:sorry|no wait|wait|actually|make that|correction|i mean|rather|meanwhile|now|revised|put (?:that|it) up|exact figure|"
    r"went up|raised|"
    r"(?:put|upped|raised) (?:it|that|this)(?: up)? to|aufgestockt|hochgesetzt|"
    r"instead|nein|ne|quatsch|korrektur|korrigier\w*|jetzt|nun|mittlerweile|inzwischen|ich meine?|"
    r"sondern|besser gesagt|heute|today|yesterday|gestern|plötzlich|suddenly|später|later|lautet|"
    r"erhöht|genau|exakt|then|dann|the letter|im brief|im schreiben|at first|anfangs|zuerst|erst|first)\b",
    re.IGNORECASE,
)
_PER_UNIT = ("unit<", "unit>")
_BESIDE = 0.85
"""Nearness of a hint right beside an amount: "£250 a day" is a price, not a part."""
_AND = re.compile(r"\b(?:and|und|ond|sowie|noch|also)\b|[&]", re.IGNORECASE)
_OF_IT = re.compile(r"^\s*(?:of (?:it|that|this|which|them)|davon|hiervon)\b", re.IGNORECASE)
_THAT_AND = re.compile(
    r"\b(?:das|dies|that|those|it|them)\b[^.]{0,30}\b(?:und|and|plus|sowie)(?:\s+\w+)?\s*$", re.IGNORECASE
)
"""The first sum is taken up again: "he wants that from us and another 500"."""
_ALL_OF_IT = re.compile(
    r"\b(?:all (?:three|four|of it|this|that)|both|the (?:lot|three|two)|alles|alle (?:drei|vier)|beides?|das ganze|both)\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:neu|neupreis|neukauf|neuwert|ladenpreis|listenpreis|new|retail|list price)\b[^.,;]{0,12}$",
    re.IGNORECASE,
)
_ALONE = ("fee!", "limit!", "excess!", "turnover!", "ransom!", "refunded!")
"""Hints right beside an amount that keep it out of a list's sum."""

_BETWEEN = {
    "added": _ADDED,
    "added_later": _ADDED_LATER,
    "and": _AND,
    "explicit": _EXPLICIT,
    "switched": _SWITCHED,
    "not_added": _NOT_ADDED,
    "hardly_added": _HARDLY_ADDED,
    "taken_up": _THAT_AND,
    "said_anew": _SAID_ANEW,
    "correction": _CORRECTION,
    "enumerated": _ENUMERATED,
}


Join = dict[str, float]
"""Sign -> its strength."""


def joins(
    text: str, amounts: Sequence[AmountFound], features: Sequence[Mapping[str, float]], clauses: Clauses
) -> list[Join | None]:
    """What is seen between each amount and the next one; None where they cannot be parts of one sum, as a total and its part."""
    sums = totals(amounts)
    result: list[Join | None] = []
    for number, (one, other) in enumerate(pairwise(amounts)):
        if (
            one.currency != other.currency
            or (one.low, one.high) == (other.low, other.high)
            or other.span.start - one.span.end > _APART
            or number in sums.get(number + 1, ())
            or number + 1 in sums.get(number, ())
            or switched(text, one, other)
        ):
            result.append(None)
            continue
        join = _between(text, one, other, clauses)
        for side, each in (("<", features[number]), (">", features[number + 1])):
            join.update(dict.fromkeys(_alone(each, side), 1.0))
        result.append(join)
    return result


def corrects(text: str, one: AmountFound, other: AmountFound) -> bool:
    """Whether `other` may take the place of `one` before it."""
    between = text[one.span.end : other.span.start]
    return len(between) < 90 and bool(_CORRECTION.search(between))


def switched(text: str, one: AmountFound, other: AmountFound) -> bool:
    """Whether the writer takes `one` back, or somebody raises it, in favour of `other`."""
    return other.span.start - one.span.end < _APART and bool(
        _SWITCHED.search(text, one.span.end, other.span.end)
    )


def lists(text: str, amounts: Sequence[AmountFound]) -> list[int]:
    """The number of the list that each amount stands in; an amount on its own is a list of one."""
    groups: list[int] = []
    for number, amount in enumerate(amounts):
        if number and _listed(text, amounts[number - 1], amount):
            groups.append(groups[-1])
        else:
            groups.append(number)
    return groups


def _between(text: str, one: AmountFound, other: AmountFound, clauses: Clauses) -> Join:
    between = text[one.span.end : other.span.start]
    end = clauses.sentence_span(other.span.start)[1]
    apart = clauses.at(one.span.start).sentence != clauses.at(other.span.start).sentence
    ratio = float(other.low / one.low) if one.low else 0.0
    words = len(between.split())
    signs = {
        "always": True,
        "other_sentence": apart,
        "added_in_next_sentence": apart and bool(_ADDED_LATER.search(text[one.span.end : end])),
        "of_it": bool(_OF_IT.search(text[other.span.end : other.span.end + 20])),
        "all_of_it": bool(_ALL_OF_IT.search(text[other.span.end : end + 60])),
        "beside": words <= _NEAR_WORDS,
        "digits": any(char.isdigit() for char in between),
        "new_line": "\n" in between,
        "tax": taxed(one, other) or taxed(other, one),
        "close": _CLOSE[0] < ratio < _CLOSE[1],
        "far": ratio > _FAR or ratio * _FAR < 1,
        "range": one.low != one.high or other.low != other.high,
        "new_or_repaired": _new(text, one) != _new(text, other),
    }
    join = {name: 1.0 for name, sign in signs.items() if sign}
    join.update({name: 1.0 for name, pattern in _BETWEEN.items() if pattern.search(between)})
    join["words"] = min(words, _MANY_WORDS) / _MANY_WORDS
    return join


def _alone(features: Mapping[str, float], side: str) -> Iterator[str]:
    """What keeps an amount out of a sum: a fee, a limit, the price of a unit, a total, a product."""
    for name in _ALONE:
        if name in features:
            yield "alone"
    if any(features.get(name, 0.0) > _BESIDE for name in _PER_UNIT):
        yield "per_unit"
    if features.get("total<", 0.0) > 0.45 or features.get("total>", 0.0) > 0.6:
        yield f"total{side}"
    for name in ("factor", "product"):
        if name in features:
            yield name


def _new(text: str, amount: AmountFound) -> bool:
    """Whether it is the price of something new, beside which a repair is another choice and no part."""
    return _NEW.search(text[max(0, amount.span.start - 24) : amount.span.start]) is not None


def _listed(text: str, one: AmountFound, other: AmountFound) -> bool:
    between = text[one.span.end : other.span.start]
    return (
        one.currency == other.currency
        and (one.low, one.high) != (other.low, other.high)
        and len(between) <= _LISTED_APART
        and len(between.split()) <= _LISTED_WORDS
        and ". " not in between
        and not any(char.isdigit() for char in between)
        and not _SAID_ANEW.search(between)
        and not _NOT_ADDED.search(between)
        and (
            bool(_EXPLICIT.search(between))
            or not (_HARDLY_ADDED.search(between) or corrects(text, one, other))
        )
        and bool(_ADDED.search(between) or _ENUMERATED.search(between))
    )

"""Which amounts of a text belong together: parts of one sum, a total and its parts, a figure and its correction."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from bot.extraction.clauses import Clauses
from bot.extraction.found import AmountFound, Span

_PART_CHANCE = 0.42
"""Chance of being a loss from which an amount is added to its neighbour."""
_LISTED_CHANCE = 0.2
"""The same in a list ("painter 1,150, electrician 780"), where one word speaks for all."""
_TOTAL_CHANCE = 0.06
_PER_UNIT = ("unit<", "unit>")
_BESIDE = 0.85
"""Nearness of a hint right beside an amount: "£250 a day" is a price, not a part."""
_AND_CHANCE = 0.32
_LISTED_APART = 60
_LISTED_WORDS = 7
_OWN_CHANCE = 0.08
"""What an amount of a list needs of its own to share the chance of the others."""
_APART = 120
_MOST = 12
"""Amounts that are tried as sums of one another; nobody names more in a report."""

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
_AND = re.compile(r"\b(?:and|und|ond|sowie|noch|also)\b|[&]", re.IGNORECASE)
_EXPLICIT = re.compile(
    r"\b(?:plus|nebst|samt|another|a further|dazu|zzgl|zuzüglich|außerdem|ausserdem|obendrauf|obendrein|zusätzlich|nochmals?|"
    r"on top|in addition|as well|hinzu|also|auch noch|weitere[nr]?|adds?)\b|\+",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"^\s*(?:of (?:it|that|this|which|them)|davon|hiervon)\b", re.IGNORECASE)
_SWITCHED = re.compile(
    r"\b(?:sorry|no wait|correction|scratch that|i mean|make that|typo|korrektur|quatsch|nein|besser gesagt|"
    r"(?:put|raised|upped|increased|hiked)\b.{0,15}\bto|erhöht|aufgestockt|hochgesetzt|korrigiert|up from)\b",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"\b(?:difference|gap|shortfall|instead|differenz\w*|unterschied\w*|fehlbetrag\w*|statt|anstatt|minus|abzüglich|less|"
    r"nur|only|verkauft|sold)\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
    "zwölf": 12,
}
_NUMBER = re.compile(
    r"(?<![\d.,'’])\d{1,4}(?![\d'’]|[.,]\d)|\b(?:" + "|".join(_NUMBER_WORDS) + r")\b", re.IGNORECASE
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
_RATES = (1.19, 1.2, 1.081, 1.077, 1.21, 1.23, 1.1, 1.07)
"""Value-added tax of the countries the reports come from, as gross over net."""
_ROUNDED = 0.0006


def corrects(text: str, one: AmountFound, other: AmountFound) -> bool:
    """Whether `other` takes the place of `one` before it."""
    between = text[one.span.end : other.span.start]
    return len(between) < 90 and bool(_CORRECTION.search(between))


def lists(text: str, amounts: Sequence[AmountFound], clauses: Clauses) -> list[int]:
    """The number of the list that each amount stands in; an amount on its own is a list of one."""
    groups: list[int] = []
    for number, amount in enumerate(amounts):
        if number and _listed(text, amounts[number - 1], amount, clauses):
            groups.append(groups[-1])
        else:
            groups.append(number)
    return groups


def switched(text: str, one: AmountFound, other: AmountFound) -> bool:
    """Whether the writer takes `one` back, or somebody raises it, in favour of `other`."""
    return other.span.start - one.span.end < _APART and bool(
        _SWITCHED.search(text, one.span.end, other.span.end)
    )


def products(text: str, amounts: Sequence[AmountFound]) -> dict[int, int]:
    """Number of an amount -> the number of the one that it is so many times of, as the text says ("17 hours at £210")."""
    times = {
        Decimal(_NUMBER_WORDS.get(found.lower(), 0) or found)
        for found in _NUMBER.findall(text)
        if not found.isdigit() or int(found) > 1
    }
    result: dict[int, int] = {}
    for number, amount in enumerate(amounts[:_MOST]):
        for other, unit in enumerate(amounts[:_MOST]):
            if 0 < unit.low < amount.low and unit.low == unit.high and amount.low / unit.low in times:
                result.setdefault(number, other)
    return result


def differences(text: str, amounts: Sequence[AmountFound]) -> set[int]:
    """Numbers of the amounts that are the difference of two others, where the text speaks of one."""
    if not _DIFFERENCE.search(text):
        return set()
    lows = [amount.low for amount in amounts[:_MOST]]
    return {
        number
        for number, low in enumerate(lows)
        for one, other in combinations(range(len(lows)), 2)
        if number not in (one, other) and low > 0 and abs(lows[one] - lows[other]) == low
    }


def totals(amounts: Sequence[AmountFound]) -> dict[int, tuple[int, ...]]:
    """Number of an amount -> the numbers of two to four others that it is the sum of."""
    result: dict[int, tuple[int, ...]] = {}
    exact = [number for number, amount in enumerate(amounts[:_MOST]) if amount.low == amount.high]
    for total in exact:
        smaller = {
            amounts[number].low: number for number in exact if amounts[number].low < amounts[total].low
        }
        others = sorted(smaller.values())
        for size in (2, 3, 4):
            for parts in combinations(others, size):
                if sum(amounts[number].low for number in parts) == amounts[total].low:
                    result.setdefault(total, parts)
    return result


def taxed(one: AmountFound, other: AmountFound) -> bool:
    """Whether `other` is `one` with value-added tax."""
    if one.low <= 0 or other.low <= one.low:
        return False
    ratio = float(other.low / one.low)
    return any(abs(ratio - rate) < _ROUNDED for rate in _RATES)


def combined(
    text: str,
    amounts: Sequence[AmountFound],
    features: Sequence[Mapping[str, float]],
    chances: Sequence[float],
    clauses: Clauses,
    best: int,
) -> AmountFound:
    """The sum that the amount number `best` is part of, or itself."""
    difference = best in differences(text, amounts)
    for number, parts in totals(amounts).items():
        if difference:
            break
        if best == number or (best in parts and chances[number] > _TOTAL_CHANCE):
            return amounts[number]
    if difference:
        return amounts[best]
    closed = "product" in features[best] or _is_total(features[best])
    groups = lists(text, amounts, clauses)
    shared = _shared_chances(text, amounts, features, chances, groups, clauses)
    together = [best]
    for step in (-1, 1):
        at = best
        while 0 <= at + step < len(amounts):
            left, right = sorted((at, at + step))
            other = at + step
            listed = groups[left] == groups[right]
            between = text[amounts[left].span.end : amounts[right].span.start]
            if closed and not (step > 0 and _EXPLICIT.search(between)):
                break
            if shared[other] < _least_chance(between, listed=listed) or "factor" in features[other]:
                break
            if _alternatives(text, amounts[left], amounts[right]):
                break
            if _is_total(features[other]) or ("product" in features[other] and not _EXPLICIT.search(between)):
                break
            if not listed and not _belongs(text, amounts[left], amounts[right], clauses):
                break
            if taxed(amounts[left], amounts[right]) or taxed(amounts[right], amounts[left]):
                break
            if any(
                features[number].get(side, 0.0) > _BESIDE for number in (left, right) for side in _PER_UNIT
            ):
                break
            together.append(other)
            at = other
    return _added([amounts[number] for number in sorted(together)])


def _shared_chances(
    text: str,
    amounts: Sequence[AmountFound],
    features: Sequence[Mapping[str, float]],
    chances: Sequence[float],
    groups: Sequence[int],
    clauses: Clauses,
) -> list[float]:
    """The chance of each amount, or that of its list's likeliest part unless a word beside it says otherwise."""
    result = []
    for number, chance in enumerate(chances):
        members = [other for other, group in enumerate(groups) if group == groups[number]]
        if len(members) > 1 and chance > _OWN_CHANCE and not any(name in features[number] for name in _ALONE):
            end = clauses.sentence_span(amounts[members[-1]].span.start)[1]
            tail = text[amounts[members[-1]].span.end : end + 60]
            top = max(chances[other] for other in members)
            chance = max(chance, top if _ALL_OF_IT.search(tail) else 0.6 * top)
        result.append(chance)
    return result


def _alternatives(text: str, one: AmountFound, other: AmountFound) -> bool:
    """Whether only one of them is a price for something new, beside its repair."""
    first, second = (
        _NEW.search(text[max(0, each.span.start - 24) : each.span.start]) is not None for each in (one, other)
    )
    return first != second


def _is_total(features: Mapping[str, float]) -> bool:
    return features.get("total<", 0.0) > 0.45 or features.get("total>", 0.0) > 0.6


def _least_chance(between: str, *, listed: bool) -> float:
    if listed or _EXPLICIT.search(between) or _THAT_AND.search(between):
        return _LISTED_CHANCE
    return _AND_CHANCE if _AND.search(between) else _PART_CHANCE


def _listed(text: str, one: AmountFound, other: AmountFound, clauses: Clauses) -> bool:
    between = text[one.span.end : other.span.start]
    return (
        len(between) <= _LISTED_APART
        and len(between.split()) <= _LISTED_WORDS
        and not _SAID_ANEW.search(between)
        and not any(char.isdigit() for char in between)
        and ". " not in between
        and _belongs(text, one, other, clauses)
    )


def _belongs(text: str, one: AmountFound, other: AmountFound, clauses: Clauses) -> bool:
    """Whether two neighbouring amounts are parts of one sum."""
    between = text[one.span.end : other.span.start]
    if (
        one.currency != other.currency
        or (one.low, one.high) == (other.low, other.high)
        or len(between) > _APART
    ):
        return False
    if _THAT_AND.search(between):
        return True
    if _NOT_ADDED.search(between):
        return False
    if not _EXPLICIT.search(between) and (_HARDLY_ADDED.search(between) or corrects(text, one, other)):
        return False
    if _OF_IT.search(text[other.span.end : other.span.end + 20]):
        return False
    same_sentence = clauses.at(one.span.start).sentence == clauses.at(other.span.start).sentence
    if same_sentence or between.count("\n") == 1:
        if _ADDED.search(between):
            return True
        return bool(_ENUMERATED.search(between)) and not _SAID_ANEW.search(between)
    return bool(_ADDED_LATER.search(text[one.span.end : clauses.sentence_span(other.span.start)[1]]))


def _added(parts: Sequence[AmountFound]) -> AmountFound:
    if len(parts) == 1:
        return parts[0]
    return AmountFound(
        low=sum((part.low for part in parts), Decimal(0)),
        high=sum((part.high for part in parts), Decimal(0)),
        currency=parts[0].currency,
        approximate=any(part.approximate for part in parts),
        currency_stated=any(part.currency_stated for part in parts),
        confidence=min(part.confidence for part in parts) * 0.9,
        span=Span(parts[0].span.message, parts[0].span.start, parts[-1].span.end),
        rule="sum",
    )

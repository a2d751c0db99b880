"""Which amount is the loss: what a third party demands, or else the writer's estimate or cost.

Every amount is scored from the hints around it, and every pair of neighbours from what stands between them; then the
choices are weighed against each other (`amount_choices`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.extraction.clauses import Clauses
from bot.extraction.cues import Cue
from bot.extraction.found import AmountFound
from bot.extraction.money.arithmetic import differences, products, taxed, totals
from bot.extraction.money.choices import added, choices, likeliest
from bot.extraction.money.joins import corrects, joins, lists, switched
from bot.extraction.ransom import ransoms
from bot.extraction.role_features import Item, hint_features, with_rivals, words_around
from bot.extraction.role_weights import RoleWeights
from bot.extraction.word_patterns import WordPattern

LOSS = "loss"
ADDED = "added"
_ASKED = 3.0
"""Log odds of there being a loss if the question was how much."""
_ANSWER = 200
"""Characters up to which a message answers that question."""
_IMPOSSIBLE = 50.0
_NEVER = ("limit", "excess", "ransom")
_NEAR = 6
"""Amounts on either side that may be the same sum before or after tax."""
_NEVER_LOSS = 2.5
"""Log odds against an amount beside such a word: too rare in the reports to be learnt in full, and never the loss."""
_NOTHING_ASKED = WordPattern(
    r"\b(?:no (?:claim|demand|figure|amount|number|sum)\b|nothing (?:claimed|demanded|has come|has been)|"
    r"nobody(?:'s| has| knows)|"
    r"hasn't asked|haven't asked|hasn't claimed|sum unknown|cost unknown|no idea what|can't put a number|claim to follow|"
    r"keine? (?:forderung|zahl|summe|betrag|anspruch)\w*|(?:noch|bisher|bislang) (?:nichts|nix|keine?)|nichts gefordert|"
    r"(?:gefordert|beziffert)\b.{0,25}\b(?:nichts|nix|nicht|keiner|noch nichts)|unbekannt|weiß (?:noch )?keiner|"
    r"forderung (?:bisher |noch )?(?:keine|offen)|keine ahnung|schadenshöhe unklar|höhe offen)",
    re.IGNORECASE,
)
_NO_FIGURE = WordPattern(
    r"\b(?:(?:figure|amount|number|sum|quote|bill|invoice|cost|damage|loss|extent|effect)(?:s|es)? (?:(?:is|are|will|still) )*"
    r"(?:to follow|to come|follows?|unknown|unclear|open|pending|tb[dc]|"
    r"not (?:yet )?(?:known|clear|told|given|fixed|quantified))|"
    r"(?:no|not a|without an?|any) (?:\w+ )?(?:figure|amount|number|sum|money|price tag|total|costs?|\$+)\b|"
    r"(?:n't|not|never|nobody|no one|none|no (?:client|customer)s?)\b.{0,30}\b(?:(?:a|any|the) )?"
    r"(?:figure|amount|number|sums?|money|claim|claims|claimed|price|quantified)\b|"
    r"(?:don'?t|do not|doesn't|cannot|can'?t) (?:(?:yet|even) )?(?:know|say|tell) (?:yet )?"
    r"(?:how much|what (?:it|this|that|they))|"
    r"still (?:getting|waiting for|collecting|adding|testing|counting)\b|"
    r"(?:calculate|quantify|work out|add)\w* .{0,20}(?:later|still)|"
    r"(?:zahl|summe|betrag|höhe|rechnung|angebot|bezifferung|schaden|umfang|forderung|kosten)\w*\b.{0,25}\b"
    r"(?:kommt noch|folgt|steh(?:t|en) noch|noch offen|noch nicht|unklar|nid|net|ned|"
    r"nicht (?:bekannt|genannt|beziffert|fest|gesagt)|keine\w*|nix|nichts|gibts? n)|"
    r"(?:nicht|nix|nichts|niemand|keiner|nid|net|ned|noch) (?:\w+ )?"
    r"(?:genaues|beziffer\w*|genannt|gesagt|verlangt|gefordert|gesait|gseit)|"
    r"(?:kann|weiß|weiss|wissen|können) (?:(?:noch|ich|wir|man|bisher) )*(?:niemand|keiner|nicht|nid|net|no nid)\b|"
    r"kein\w* (?:\w+ )?(?:zahl|summe|betrag|geld|forderung|rechnung|bezifferung|ansprüche)\w*)",
    re.IGNORECASE,
)
"""It is said that there is no figure: then what stands there is mostly a fee or a price."""
_IN_DISPUTE = re.compile(
    r"\b(?:streit|gegenstands)(?:wert|summe)\w*\b|\b(?:amount|sum|value) in (?:dispute|controversy)\b"
    r"|\bvalue of the (?:claim|dispute|case)\b",
    re.IGNORECASE,
)
"""What a court reckons its fees from. It stands right before its figure or in the clause of it, and is not demanded."""
_REACH = 40
_INSTEAD = re.compile(
    r"\s*(?:each |a piece |pro stück )?"
    r"(?:instead of|rather than|in place of|and not|statt|anstatt|anstelle von)\s*(?:for |at |um |zu )?",
    re.IGNORECASE,
)
"""Between a price that was put in wrongly and the right one: neither is a loss, unless somebody wants it."""
_EXACTLY = re.compile(
    r"to be (?:exact|precise|accurate)|\bexact\w*\b|\bprecise\w*\b"
    r"|\b(?:genau|exakt)\w*\b|\b(?:to|auf) (?:the|den) (?:penny|cent|rappen)\b",
    re.IGNORECASE,
)
_SO = re.compile(
    r"[^.!?\d]{0,20}"
    r"(?:, ?also|=|\b(?:so|macht|makes|that[’']?(?:s|d be)|comes to|kommt auf|das (?:sind|macht|wären|wär)|insgesamt|zusammen"
    r"|altogether|in total))\s*(?:about|around|rund|etwa|ca\.?|dann)?\s*",
    re.IGNORECASE,
)
_CLOSE = 0.1
"""Share by which a rough figure may miss the exact one that is told beside it."""
_RIVALRY = ("wants", "demand", "loss", "says", "total")
_SHARED = (
    "wants",
    "demand",
    "loss",
    "says",
    "total",
    "fee",
    "contract",
    "limit",
    "excess",
    "refunded",
    "turnover",
    "other_party",
)


_MEANT_BEFORE = re.compile(
    r"\b(?:statt|anstatt|anstelle von|instead of|rather than) \d[\d.,’']*,? (?:[^\W\d]+ ){0,4}$",
    re.IGNORECASE,
)
_MEANT_BEHIND = re.compile(
    r",? (?:[^\W\d]+ ){0,5}?(?:statt|anstatt|anstelle von|instead of|rather than) [€$£]?\d[\d.,’']*\b(?! ?(?:%|percent|prozent))",
    re.IGNORECASE,
)
_TYPED = re.compile(
    r"\b(?:typed|typo|entered|keyed|priced?|prices|listed|showed|shown|stood|sold|put|stand|standen|steht|\w*preis\w*|verkauft|kostete"
    r"|\w*tippt\w*|ein(?:ge)?geb\w*|ausgezeichnet)\b",
    re.IGNORECASE,
)
"""What is told of a price that was put in by mistake."""


@dataclass(frozen=True, slots=True)
class AmountRoles:
    """What is demanded and what the writer or anybody estimates, each or None."""

    amount_claimed: AmountFound | None = None
    amount_estimated: AmountFound | None = None

    def estimated(self) -> "AmountRoles":
        """The same where nobody demands anything: the sum is what somebody reckons with."""
        return AmountRoles(amount_estimated=self.amount_claimed or self.amount_estimated)


def assign_amounts(
    text: str,
    amounts: Sequence[AmountFound],
    *,
    cues: Sequence[Cue],
    clauses: Clauses,
    own_loss: bool = False,
    asks: str | None = None,
) -> AmountRoles:
    """Find the loss among the amounts of `text` (spans count from its start)."""
    if not amounts:
        return AmountRoles()
    features = amount_features(text, amounts, cues, clauses)
    between = joins(text, amounts, features, clauses)
    weights, sums = RoleWeights.of("amounts"), RoleWeights.of("sums")
    by_attackers = ransoms(text, amounts, clauses)
    none = (
        by_attackers
        | _mistyped(text, amounts)
        | _prices(text, amounts, features)
        | _disputed(text, amounts)
        | _of_one(text, amounts)
    )
    odds = [
        weights.score(LOSS, each) - _never(each) - (_IMPOSSIBLE if number in none else 0.0)
        for number, each in enumerate(features)
    ]
    asked = asks if asks in ("amount_claimed", "amount_estimated") else None
    chosen, chance = likeliest(
        choices(amounts, between),
        odds,
        [sums.score(ADDED, each) if each else -_IMPOSSIBLE for each in between],
        _ASKED if asked and len(text) < _ANSWER else 0.0,
    )
    numbers = _taken_over(text, amounts, chosen.numbers, none)
    if not numbers:
        return AmountRoles()
    loss = added([amounts[number] for number in numbers])
    loss = replace(loss, confidence=round(loss.confidence * (0.5 + 0.5 * chance), 3))
    if asked:
        return AmountRoles(**{asked: loss})
    demanded = max(
        features[number].get("wants", 0.0) + features[number].get("demand", 0.0) for number in numbers
    )
    return (
        AmountRoles(amount_claimed=loss)
        if demanded > 0.2 and not own_loss
        else AmountRoles(amount_estimated=loss)
    )


def _prices(text: str, amounts: Sequence[AmountFound], features: Sequence[Mapping[str, float]]) -> set[int]:
    """The numbers of prices put in by mistake and meant: "at $89.90 instead of $899"."""
    return {
        each
        for number, (one, other) in enumerate(pairwise(amounts))
        if _INSTEAD.fullmatch(text, one.span.end, other.span.start)
        and not any(features[number].get(hint, 0.0) > 0.2 for hint in ("wants", "demand", "loss"))
        for each in (number, number + 1)
    }


def _mistyped(text: str, amounts: Sequence[AmountFound]) -> set[int]:
    """The numbers of prices beside a bare figure that was meant: "statt 899 stand da 89 Euro", "£49 instead of 490"."""
    return {
        number
        for number, amount in enumerate(amounts)
        if _TYPED.search(text, max(0, amount.span.start - 2 * _REACH), amount.span.end + _REACH)
        if _MEANT_BEFORE.search(text, max(0, amount.span.start - _REACH), amount.span.start)
        or _MEANT_BEHIND.match(text, amount.span.end)
    }


def _of_one(text: str, amounts: Sequence[AmountFound]) -> set[int]:
    """The numbers of amounts for one thing, before what they come to for all of them: "300 a card, so 600".

    So is a bare count among them: "$75 a fob for all 60, $4,500".
    """
    prices = {
        number
        for number, (one, other) in enumerate(pairwise(amounts))
        if 0 < one.low == one.high < other.low
        and other.low % one.low == 0
        and _SO.fullmatch(text, one.span.end, other.span.start)
    }
    counted = {
        each
        for number, (one, count, other) in enumerate(zip(amounts, amounts[1:], amounts[2:], strict=False))
        if count.rule == "bare" and one.rule != "bare" and 1 < count.low == count.high
        if one.low * count.low == other.low == other.high
        for each in (number, number + 1)
    }
    return prices | counted


def _disputed(text: str, amounts: Sequence[AmountFound]) -> set[int]:
    """The numbers of amounts that stand behind the word for what a dispute is worth."""
    begins = [0, *(amount.span.end for amount in amounts)]
    return {
        number
        for number, amount in enumerate(amounts)
        if _IN_DISPUTE.search(text, max(begins[number], amount.span.start - _REACH), amount.span.start)
    }


def _taken_over(
    text: str, amounts: Sequence[AmountFound], numbers: tuple[int, ...], none: set[int]
) -> tuple[int, ...]:
    """The number of the figure that a single one gave way to: "£4,800, sorry, £8,400"."""
    while (
        len(numbers) == 1
        and numbers[0] + 1 < len(amounts)
        and numbers[0] + 1 not in none
        and any(
            better(text, amounts[numbers[0]], amounts[numbers[0] + 1]) for better in (switched, _is_exact)
        )
    ):
        numbers = (numbers[0] + 1,)
    return numbers


def _is_exact(text: str, rough: AmountFound, exact: AmountFound) -> bool:
    """Whether the second figure tells the first one to the penny: "just under 14,000, 13,754.70 to be exact"."""
    close = abs(exact.high - rough.high) <= _CLOSE * float(rough.high) if rough.high and exact.high else False
    near = exact.span.start - rough.span.end <= _REACH
    return close and near and _EXACTLY.search(text, rough.span.end, exact.span.end + _REACH) is not None


def _never(features: Mapping[str, float]) -> float:
    """Log odds against an amount beside a word for a limit, an excess or a ransom."""
    return _NEVER_LOSS * sum(
        max(features.get(f"{name}<", 0.0), features.get(f"{name}>", 0.0)) for name in _NEVER
    )


def amount_features(
    text: str, amounts: Sequence[AmountFound], cues: Sequence[Cue], clauses: Clauses
) -> list[dict[str, float]]:
    """What speaks for each amount being the loss."""
    items = [Item(amount.span.start, amount.span.end) for amount in amounts]
    top = max(amount.high for amount in amounts)
    sums = totals(amounts)
    groups = lists(text, amounts)
    multiples = products(text, amounts)
    gaps = differences(text, amounts)
    addends = {number for parts in sums.values() for number in parts}
    hints = hint_features(items, cues, clauses, beside=True)
    in_sentence = _named_by_sentence(cues, clauses)
    nothing_asked = bool(_NOTHING_ASKED.search(text))
    no_figure = bool(_NO_FIGURE.search(text))
    # Of each amount and the next one; nothing follows the last.
    corrected = [*(corrects(text, one, other) for one, other in pairwise(amounts)), False]
    taken_back = [*(switched(text, one, other) for one, other in pairwise(amounts)), False]
    result = []
    for number, amount in enumerate(amounts):
        features = hints[number]
        near = amounts[max(0, number - _NEAR) : number + _NEAR + 1]
        flags = {
            "always": True,
            "first": number == 0 and len(amounts) > 1,
            "last": number == len(amounts) - 1 and len(amounts) > 1,
            "only": len(amounts) == 1,
            "largest": amount.high == top and len(amounts) > 1,
            "approximate": amount.approximate,
            "range": amount.low != amount.high,
            "sum": number in sums,
            "addend": number in addends,
            "small": amount.high < top / 20,
            "corrected": corrected[number],
            "corrects": number > 0 and corrected[number - 1],
            "taken_back": taken_back[number],
            "takes_over": number > 0 and taken_back[number - 1],
            "product": number in multiples,
            "factor": number in multiples.values(),
            "difference": number in gaps,
            "nothing_asked": nothing_asked,
            "no_figure": no_figure,
            "listed": groups.count(groups[number]) > 1,
            "net": any(taxed(amount, other) for other in near),
            "gross": any(taxed(other, amount) for other in near),
            "repeated": amount.low in [other.low for other in amounts[max(0, number - 8) : number]],
        }
        features.update({name: 1.0 for name, value in flags.items() if value})
        features.update(dict.fromkeys(words_around(text, items[number]), 1.0))
        sentence = clauses.at(amount.span.start).sentence
        features.update({f"{name}=": 1.0 for name in in_sentence.get(sentence, ())})
        result.append(features)
    _share_in_lists(result, groups)
    return with_rivals(result, _RIVALRY)


def _named_by_sentence(cues: Sequence[Cue], clauses: Clauses) -> dict[int, set[str]]:
    """Number of a sentence -> names of the hints that stand in it."""
    names: dict[int, set[str]] = {}
    for cue in cues:
        names.setdefault(clauses.at(cue.start).sentence, set()).add(cue.name)
    return names


def _share_in_lists(features: Sequence[dict[str, float]], groups: Sequence[int]) -> None:
    """What is said of one amount of a list holds for all of it, as "list_…"."""
    for group in set(groups):
        members = [each for each, number in zip(features, groups, strict=True) if number == group]
        if len(members) > 1:
            shared: dict[str, float] = {}
            for each in members:
                for name in _SHARED:
                    value = each.get(name, 0.0)
                    if value > shared.get(name, 0.0):
                        shared[name] = value
            for each in members:
                each.update({f"list_{name}": value for name, value in shared.items()})

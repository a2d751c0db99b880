"""Names of persons and firms: capitalised words, cut to what belongs to the name, and how surely they are one."""

import re
from collections.abc import Iterator, Sequence

from bot.extraction.party_words import PartyWords

_NAME_EN = re.compile(
    r"(?<![\w@./-])(?:(?:Mr|Mrs|Ms|Dr|St)\.?[ \t]+)?[A-Z][\w'’-]*"
    r"(?:(?:[ \t]*&[ \t]*|[ \t]+(?:and|of the|of|de|van|von|di|la)[ \t]+|[ \t]+)"
    r"(?:(?:Mr|Mrs|Ms|Dr|St)\.?[ \t]+)?[A-Z][\w'’-]*)*"
    r"(?:[ \t]+\([A-Z][\w ]+\))?"
)
_NAME_DE = re.compile(
    r"(?<![\w@./-])[A-ZÄÖÜ][\w'’-]*(?:\.(?=[ \t]+[A-ZÄÖÜ])(?<=Dr\.|Fa\.|St\.))?"
    r"(?:(?:[ \t]*&[ \t]*|[ \t]+(?:und|von|vom|am|im|der|zum|zur)[ \t]+(?=[A-ZÄÖÜ][\w-]+[ \t]*(?:GmbH|AG|KG|OG|eG))|[ \t]+)"
    r"(?:Dr\.[ \t]+|Prof\.[ \t]+)?[A-ZÄÖÜ][\w'’-]*)*"
)
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Frau|Herrn?|Familie)\b", re.IGNORECASE)
_LEGAL_FORM = re.compile(
    r"\b(?:GmbH|AG|KG|OG|OHG|GesbR|GbR|e\.?\s?[KUV]|UG|eG|mbH|Ltd|LLP|LLC|Inc|plc|PLC|Corp|Co|BV|Sàrl|SA|Pty)\b\.?"
)
_VERB_OR_LINK = re.compile(
    r"\s+(?:\w+s|\w+ed|and|in|at|on|to|for|with|who|which|that|had|got|are|want|is|was|can|will|says|und|hat|will|ist|war|bei|"
    r"in|aus|von|wollen|haben|die|der|das|fordert|verlangt|schreibt|sagt|möchte|meint|stellt|macht|hält|rechnet|schätzt)\b",
    re.IGNORECASE,
)
"""What may follow a name; after an adjective like "Georgian" comes the thing."""
_PLACE = re.compile(r"\b(?:to|in|of|via|near|nach|in|aus)\s+$", re.IGNORECASE)
"""What stands before places: "paid an invoice to Cyprus"."""
_LAST_WORDS = frozenset(
    ["Storage", "Supply", "Container", "Data", "Design", "Digital", "Law", "Shop", "Insurance", "Firm"]
)
"""Common words that may end the name of a firm: "Northgate Cold Storage"."""
_MEASURED_DE = re.compile(
    r"(?:\d|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|paar|einige|mehrere|beide|alle|keine|viele))\s+$",
    re.IGNORECASE,
)
"""What stands before two nouns that are no name: "zwei Quadratmeter Parkett"."""
_NO_NAME_DE = re.compile(
    r"^(?:erste|zweite|dritte|letzte|nächste|welche|solche|diese|jede|alle|beide|neue|alte|ganze|falsche|eigene|deren|dessen|"
    r"halbe|tage|wochen|stunden|monate|jahre|quadratmeter|stück|kilo|liter|meter|seite|art|trotz|statt|mangels|gemäß|laut|"
    r"per|pro|ex)[nrsm]?\b",
    re.IGNORECASE,
)
_TAIL_DE = re.compile(
    r"(?:schadens?ersatz|schmerzensgeld|regress|geld|rechnung|schreiben|brief|mail|post|umsatz|kosten|honorare?|"
    r"\w+(?:ung|ungen|keit|heit|tion|tät|kosten|fehler|honorare?))$",
    re.IGNORECASE,
)
"""Nouns that follow a name in a sentence without belonging to it: "fordert die Brauerei Zoller Schadenersatz"."""
_TRADE_DE = re.compile(
    r"(?:bau|technik|erei|geschäft|druck|elektro|sanitär|heizung\w*|garten|portal|reisen|transporte?|logistik|immobilien|"
    r"consulting|media|design|mode|moden|möbel|feinkost|getränke|zweirad|fliesen|kartonagen|holz|stahl|maschinen|camping|"
    r"pizzeria|pension|sägewerk|optik|foto|labor|blumen|versand|versandhaus|weine?|systeme|dienst|verbund|werft|park|shop)$",
    re.IGNORECASE,
)
"""Ends of a first word that names a trade: "Metallbau Krenn", "Fleischerei Brandl"."""
_AGENT_DE = re.compile(
    r"^\w*(?:hersteller|händler|dienstleister|betreiber|anbieter|lieferant|konzern|kunden?|auftraggeber|mandant|mieter|vermieter)"
    r"(?:in|s)?\s+(?=[A-ZÄÖÜ])",
    re.IGNORECASE,
)
"""A trade before the name of who is in it: "Getränkehersteller Aquella AG"."""
_NAMED_DE = re.compile(
    r"\b(?:bei|beim|für|fürs|firma|fa\.?|kund(?:e|in|en)|auftraggeber(?:in)?|mandant(?:in|en)?|namens|laut|gegenüber|heißt|ist)"
    r"[\s:(=]+(?:(?:der|die|das|den|dem)\s+)?$",
    re.IGNORECASE,
)
_INNER_TITLE = re.compile(r"(?<=\s)(?:Frau|Herrn?|Familie)\s+(?=[A-ZÄÖÜ])")
_OF_THEM = re.compile(
    r"^(?:\w+\s+)?(?:of|von|vom|der|des)\s+(?:the\s+)?(?=[A-ZÄÖÜ])|^(?:[DS]|De|Dr|Em)\s+(?=[A-ZÄÖÜ])"
)
"""A thing or person of a firm is not the firm: "Database of Fenwick Dental"; nor is a Swiss article."""


def find_names(text: str, words: PartyWords) -> Iterator[tuple[int, int]]:
    """First and last character of everything that may be a name."""
    for found in (_NAME_DE if words.german else _NAME_EN).finditer(text):
        tokens = _trimmed(text, found, words)
        if not tokens:
            continue
        start, end = tokens[0][0], tokens[-1][1]
        start += _lead_in(text[start:end], words)
        if text[start] == "(":
            start, end = start + 1, end - text[start:end].endswith(")")
        value = text[start:end].rstrip(".")
        end = start + len(value)
        if value.endswith(("'s", "’s")):
            end -= 2
        elif value.endswith(("'", "’")):
            end -= 1
        if end - start > 2 and not (words.german and _is_no_name_de(text, start, end)):
            yield start, end


def name_score(text: str, value: str, start: int, words: PartyWords) -> float:
    """What the form of the name `value` at `start` adds to or takes from its score."""
    tokens = value.split()
    after = text[start + len(value) : start + len(value) + 40]
    score = 0.4 * min(3, text.count(tokens[0]) - 1)
    if _LEGAL_FORM.search(value):
        score += 1.5
    elif _TITLE.match(value):
        score += 0.8
    elif words.german and not _is_name_de(text, value, start, words):
        score -= 1.7
    if len(tokens) == 1:
        score -= 0.6
        if value.isupper():
            score -= 1.0
        if re.match(r"\s+[a-z]+", after) and not _VERB_OR_LINK.match(after):
            score -= 1.5
        if _PLACE.search(text[max(0, start - 8) : start]):
            score -= 1.8
        before = text[:start].rstrip()
        if not before or before[-1] in ".!?\n|":
            score -= 2.2
    return score


def _trimmed(text: str, found: re.Match[str], words: PartyWords) -> list[tuple[int, int]]:
    """The words of a match without those at its ends that begin a sentence or go on with it."""
    tokens = [
        (m.start() + found.start(), m.end() + found.start()) for m in re.finditer(r"\S+", found.group())
    ]

    def word(number: int) -> str:
        return text[slice(*tokens[number])]

    while (tokens and word(0).strip(".").removesuffix("'s").removesuffix("’s") in words.stop) or (
        len(tokens) > 1 and word(0).lower() in words.generic
    ):
        tokens = tokens[1:]
    while tokens and word(-1)[0] != "(" and (_is_stop(text, tokens, words) or not word(-1)[0].isupper()):
        tokens = tokens[:-1]
    while len(tokens) > 1 and words.german and _TAIL_DE.search(word(-1)):
        tokens = tokens[:-1]
    return tokens


def _is_stop(text: str, tokens: Sequence[tuple[int, int]], words: PartyWords) -> bool:
    last = text[slice(*tokens[-1])].strip(".")
    return last in words.stop and not (len(tokens) > 2 and last in _LAST_WORDS)


def _lead_in(value: str, words: PartyWords) -> int:
    """Characters at the beginning that do not belong to the name."""
    if words.german:
        for pattern in (_INNER_TITLE, _AGENT_DE):
            found = pattern.search(value)
            if found:
                return found.start() if pattern is _INNER_TITLE else found.end()
    owner = _OF_THEM.match(value)
    return owner.end() if owner and not words.heads.fullmatch(value.split()[0]) else 0


def _is_no_name_de(text: str, start: int, end: int) -> bool:
    """In German every noun is capitalised: one word alone is no name, nor are measures and what is counted."""
    value = text[start:end]
    alone = len(value.split()) == 1 and not _LEGAL_FORM.search(value)
    return (
        alone
        or _NO_NAME_DE.search(value) is not None
        or _MEASURED_DE.search(text[max(0, start - 12) : start]) is not None
    )


def _is_name_de(text: str, value: str, start: int, words: PartyWords) -> bool:
    """Whether something shows that German nouns in a row are a name: a kind of firm in it, or what stands before it."""
    first, last = value.split()[0], value.split()[-1]
    return (
        _TRADE_DE.search(first) is not None
        or words.heads.fullmatch(first) is not None
        or words.heads.fullmatch(last) is not None
        or len(re.findall(rf"\b{re.escape(last)}\b", text)) > 1
        or _NAMED_DE.search(text[max(0, start - 24) : start]) is not None
    )

"""Who suffered the loss or demands money, and who is writing.

Candidates are names (capitalised words), kinds of firms and persons ("a wedding photographer") and mere roles ("client").
What stands around each decides: the subject of a demand beats the owner of what was damaged, a name beats a role, and
the writer's own people, hosts and places lose. Words are data in `grammar/parties.*.yml`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.extraction.party_context import ContextRules

_ITEM = re.compile(r'"([^"]+)"|(\S+)')
_NAME = {
    "en": re.compile(
        r"(?<![\w@./-])(?:(?:Mr|Mrs|Ms|Dr|St)\.?[ \t]+)?[A-Z][\w'’-]*"
        r"(?:(?:[ \t]*&[ \t]*|[ \t]+(?:and|of the|of|de|van|von|di|la)[ \t]+|[ \t]+)"
        r"(?:(?:Mr|Mrs|Ms|Dr|St)\.?[ \t]+)?[A-Z][\w'’-]*)*"
        r"(?:[ \t]+\([A-Z][\w ]+\))?"
    ),
    "de": re.compile(
        r"(?<![\w@./-])[A-ZÄÖÜ][\w'’-]*(?:\.(?=[ \t]+[A-ZÄÖÜ])(?<=Dr\.|Fa\.|St\.))?"
        r"(?:(?:[ \t]*&[ \t]*|[ \t]+(?:und|von|vom|am|im|der|zum|zur)[ \t]+(?=[A-ZÄÖÜ][\w-]+[ \t]*(?:GmbH|AG|KG|eG))|[ \t]+)"
        r"(?:Dr\.[ \t]+|Prof\.[ \t]+)?[A-ZÄÖÜ][\w'’-]*)*"
    ),
}
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Frau|Herrn?|Familie)\b", re.IGNORECASE)
_LEGAL_FORM = re.compile(
    r"\b(?:GmbH|AG|KG|OHG|e\.?\s?K|UG|eG|mbH|Ltd|LLP|LLC|Inc|plc|Corp|Co|BV|Sàrl|SA|Pty)\b\.?"
)
_PLAIN_ADJECTIVES = {
    "en": frozenset(
        [
            "small",
            "big",
            "large",
            "local",
            "tiny",
            "new",
            "nice",
            "lovely",
            "little",
            "major",
            "long-standing",
            "longstanding",
            "regional",
            "poor",
            "whole",
            "different",
            "certain",
            "single",
            "second",
            "third",
            "another",
            "other",
            "nearby",
            "existing",
            "good",
            "best",
            "biggest",
            "mid-size",
            "midsize",
        ]
    ),
    "de": frozenset(
        ["kleine", "kleinen", "kleiner", "große", "großen", "großer", "neue", "neuen", "neuer", "lokale"]
    ),
}
_NO_FILLER = [
    "a",
    "an",
    "the",
    "our",
    "my",
    "his",
    "her",
    "their",
    "its",
    "this",
    "that",
    "these",
    "those",
    "we",
    "they",
    "i",
    "you",
    "he",
    "she",
    "it",
    "of",
    "for",
    "to",
    "in",
    "on",
    "at",
    "and",
    "or",
    "but",
    "with",
    "from",
    "by",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "had",
    "has",
    "have",
    "that",
    "which",
    "who",
    "when",
    "after",
    "before",
    "went",
    "gone",
    "hit",
    "got",
    "did",
    "not",
    "no",
    "so",
    "if",
    "as",
    "than",
    "then",
    "into",
    "onto",
    "over",
    "under",
    "off",
    "out",
    "up",
    "down",
    "wrong",
    "lent",
    "gave",
    "said",
    "says",
    "wants",
    "body",
    "end",
    "weekend",
    *"fell fall falls fallen through across against during between via around without about told made put left lost broke "
    "came took sold built ran hit stole read wrote paid dropped spilled drilled locked killed cut sent found kept brought "
    "because while since until till where what why how there here me us him them my your one two three four five some any "
    "every each all both only just also even still already again very too more most can could will would should may might "
    "must do does done being now today yesterday ago last next per like called named whose".split(),
]
_DETERMINERS = r"(?:one\s+of\s+(?:our|my)|an?|the|our|my|his|her|their|this|that|some|this\s+one)"


_VERB_OR_LINK = re.compile(
    r"\s+(?:\w+s|\w+ed|and|in|at|on|to|for|with|who|which|that|had|got|are|want|is|was|can|will|says|und|hat|will|ist|war|bei|"
    r"in|aus|von|wollen|haben|die|der|das|fordert|verlangt|schreibt|sagt|möchte|meint|stellt|macht|hält|rechnet|schätzt)\b",
    re.IGNORECASE,
)
"""What may follow a name; after an adjective like "Georgian" comes the thing."""

_DETERMINED = re.compile(rf"\b{_DETERMINERS}\s+$", re.IGNORECASE)


_MEASURED = re.compile(
    r"(?:\d|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|paar|einige|mehrere|beide|alle|keine|viele))\s+$",
    re.IGNORECASE,
)
"""What stands before two nouns that are no name: "zwei Quadratmeter Parkett"."""
_NO_NAME_DE = re.compile(
    r"^(?:erste|zweite|dritte|letzte|nächste|welche|solche|diese|jede|alle|beide|neue|alte|ganze|falsche|eigene|tage|wochen|"
    r"stunden|monate|jahre|quadratmeter|stück|kilo|liter|meter|seite|art|trotz|statt|mangels|gemäß|laut|per|pro|ex)[nrsm]?\b",
    re.IGNORECASE,
)
_TAIL_DE = re.compile(
    r"(?:schadens?ersatz|schmerzensgeld|regress|geld|rechnung|schreiben|brief|mail|post|umsatz|kosten|honorare?|"
    r"\w+(?:ung|ungen|keit|heit|schaft|tion|tät|kosten|fehler|honorare?))$",
    re.IGNORECASE,
)
"""Nouns that follow a name in a sentence without belonging to it: "fordert die Brauerei Zoller Schadenersatz"."""
_NAMED_DE = re.compile(
    r"\b(?:bei|beim|für|fürs|firma|fa\.?|kund(?:e|in|en)|auftraggeber(?:in)?|mandant(?:in|en)?|namens|laut|gegenüber|heißt|ist)"
    r"[\s:(=]+(?:(?:der|die|das|den|dem)\s+)?$",
    re.IGNORECASE,
)
_INNER_TITLE = re.compile(r"(?<=\s)(?:Frau|Herrn?|Familie)\s+(?=[A-ZÄÖÜ])")
_TRADE_DE = re.compile(
    r"(?:bau|technik|erei|geschäft|druck|elektro|sanitär|heizung\w*|garten|portal|reisen|transporte?|logistik|immobilien|"
    r"consulting|media|design|mode|moden|möbel|feinkost|getränke|zweirad|fliesen|kartonagen|holz|stahl|maschinen|camping|"
    r"pizzeria|pension|sägewerk|optik|foto|labor|blumen|versand|versandhaus|weine?|systeme|dienst|verbund|werft|park|shop)$",
    re.IGNORECASE,
)
"""Ends of a first word that names a trade: "Metallbau Krenn", "Fleischerei Brandl"."""
_LAST_WORDS = frozenset(
    ["Storage", "Supply", "Container", "Data", "Design", "Digital", "Law", "Shop", "Insurance", "Firm"]
)
_AGENT_DE = re.compile(
    r"^\w*(?:hersteller|händler|dienstleister|betreiber|anbieter|lieferant|konzern|kunden?|auftraggeber|mandant|mieter|vermieter)"
    r"(?:in|s)?\s+(?=[A-ZÄÖÜ])",
    re.IGNORECASE,
)
"""A trade before the name of who is in it: "Getränkehersteller Aquella AG"."""
_OWN = re.compile(r"\b(?:my|our)\s+own\b|\b(?:mein|unser)\w*\s+eigene\w*\b", re.IGNORECASE)
_FOR_OTHERS = re.compile(
    r"\b(?:clients?|customers?|kund\w+|mandant\w*|auftraggeber\w*|chund\w*)\b", re.IGNORECASE
)
_OWN_LOSS = 3.5
_OWN_THING = 1.2
_OF_THEM = re.compile(
    r"^(?:\w+\s+)?(?:of|von|vom|der|des)\s+(?:the\s+)?(?=[A-ZÄÖÜ])|^(?:[DS]|De|Dr|Em)\s+(?=[A-ZÄÖÜ])"
)

"""Names of persons and firms: capitalised words, cut to what belongs to the name."""

import re
from collections.abc import Iterator, Sequence

from bot.extraction.parties.abstract import is_abstract
from bot.extraction.parties.patterns import (
    AGENT_DE,
    CAPITAL,
    FORM_AT_END,
    LEGAL_FORM,
    NAME_DE,
    NAME_EN,
    SINGLE_DE,
    TAIL_DE,
    TRADE_DE,
)
from bot.extraction.parties.said_of import is_said_of, is_site
from bot.extraction.parties.words import PartyWords

_LAST_WORDS = frozenset(
    [
        "Storage",
        "Supply",
        "Container",
        "Data",
        "Design",
        "Digital",
        "Law",
        "Shop",
        "Insurance",
        "Firm",
        "Web",
        "Media",
        "HR",
        "IT",
        "Windows",
        "Photos",
        "Mail",
        "Card",
        "Repair",
        "Translation",
        "Teams",
        "Cover",
        "Panel",
        "Exchange",
        "Site",
        "Server",
        "Deposit",
        "Black",
        "Day",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
    ]
)
"""Common words that may end the name of a firm: "Northgate Cold Storage"."""
_MEASURED_DE = re.compile(
    r"(?:\d|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|paar|einige|mehrere|beide|alle|keine|viele))\s+$",
    re.IGNORECASE,
)
"""What stands before two nouns that are no name: "zwei Quadratmeter Parkett"."""
_NO_NAME_DE = re.compile(
    r"^(?!pro (?:senectute|familia|juventute|natura|infirmis|velo|mente)\b)"
    r"(?:erste|zweite|dritte|letzte|nächste|welche|solche|diese|jede|alle|beide|neue|alte|ganze|falsche|eigene|deren|dessen|"
    r"halbe|tage|wochen|stunden|monate|jahre|quadratmeter|stück|kilo|liter|meter|seite|art|trotz|statt|mangels|gemäß|laut|"
    r"per|pro|ex)[nrsm]?\b",
    re.IGNORECASE,
)
_OF_A_PLACE = re.compile(r"(?:[A-ZÄÖÜ]\w{2,}er|Bio|Öko|Neue[rs]?|Alte[rs]?|Erste[rs]?)$")
"""What a name may begin with before its kind of firm: "Walser Treuhand Anstalt"."""
_SOME = re.compile(r"\b(?:ein|eine[mnrs]?|kein\w*)\s+$", re.IGNORECASE)
_INNER_TITLE = re.compile(
    r"(?<=\s)(?<!&\s)(?<!and\s)(?:Frau|Herrn?|Hr\.|Fr\.|Familie|Mrs?\.?|Ms\.?)\s+(?=[A-ZÄÖÜ])"
)
_FULL_NAME_DE = re.compile(
    rf"^(?:Frau|Herrn?)\s+(?!(?:Dr|Prof|Mag|Ing|DI|Dipl|Magister|Doktor|Professor|Ingenieur|Direktor|Primar|Hofrat|Pfarrer)\b)"
    rf"(?=[{CAPITAL}][\w-]+\s+[{CAPITAL}])"
)
"""With a first name nobody is called by "Frau" or "Herr" as well."""
_OF_THEM = re.compile(
    r"^(?!(?:Familie|Frau|Herrn?|Dr\.|Van|Von|De|Du|Di)\s)(?:\w+\s+)?(?:of|von|vom|der|des)\s+(?:the\s+)?(?=[A-ZÄÖÜ])|^(?:[DS]|De|Dr|Em)\s+(?=[A-ZÄÖÜ])"
)
"""A thing or person of a firm is not the firm: "Database of Fenwick Dental"; nor is a Swiss article."""
_SEAT = re.compile(
    r"^(?:Bank|University|Uni|College|School|City|County|Town|Borough|Church|Parish|Diocese|Ministry|Department|Institute|Museum|House|Friends|"
    r"Society|Association|Federation|Kingdom|Isle|Order|Company|Port|Municipality|Stadt|Gemeinde|Verein|Haus|Verband|Stiftung)\b"
)
"""What goes with the "of" behind it to one name: "Bank of Ireland"."""
_DOTTED = re.compile(r"\.[ \t]?\w\.$")
"""Ends of legal forms whose last dot belongs to them: "B.V."."""
_LEAD = {
    False: re.compile(
        r"^(?:Ex-?(?:client|customer|employee|tenant)|Plaintiffs?|Claimants?|Clients?|Customers?|Landlord|Tenants?|Owners?|Buyers?|Sellers?|Timeline|"
        r"Re|Subject|Regarding|Applicant|Complainant|Patient|Chairman|Chairwoman|Director|Manager)\s+(?:for\s+)?(?=[A-Z])"
    ),
    True: re.compile(
        r"^(?:Kläger|Anspruchsteller|Antragsteller|Geschädigte|Ex-?Kunde|Mieter|Vermieter|Patient|Teilnehmer|Läufer|Betroffene|Verletzte|Herrn?\s+Kollege|"
        r"Inhaber|Eigentümer|Besitzer|Illustratorin|Besucher|Bauherr|Betreiber|Betreff|\w*[Aa]uftrag|\w*[Mm]andat|\w*[Vv]ertrag|Relaunch|Umzug|Umstellung|Baustelle|Liegenschaft|Objekt|Kampagne|"
        r"Güteverhandlung|Schnittstelle|Abnahme|Migration|Website|Webseite|Newsletter|Katalog|Regress|Verzug|Sache|Fall|Thema|Schadensfall|Schadenfall|Portal|Projekt|Rechnung|Forderung|Mahnung|Namen)(?:in|r|n|s)?\s+(?=[A-ZÄÖÜ])"
    ),
}
"""What somebody is in the case, or what a letter is about, by whether the language is German."""
_BEGINS = re.compile(r"(?:^|[.!?\n|:])\s*(?:(?:the|a|an)\s+)?$", re.IGNORECASE)
"""What stands before the first word of a sentence, which has its capital from there."""
_LEFT_OVER = frozenset(
    ["the", "of", "and", "on", "by", "do", "for", "y", "e", "und", "am", "im", "zur", "zum", "der", "vom"]
)
"""What joins words of a name, where the one before it turns out to be none."""
_CLIENTS = ("kundin", "kundinnen", "mandantin", "mandantinnen", "mandanten", "mandant")
"""Ends of compounds that tell of a client: "Treuhandkundin"."""
_NUMBERS = frozenset(["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"])
_OWNERS_THING = re.compile(r"^(\S+(?: \S+)*['’]s) [A-Z]{2,}\b")
"""A name and what belongs to it, also capitalised: "Fernhill Academy's MIS"."""
_FROM_PLACE = re.compile(r"^((?:M/s|Messrs)\.? .+?) of [A-Z]\w+$")
"""A name and where its owner is: "M/s Patel Traders of Surat"."""
_PERSON_OF = re.compile(
    r"(?P<who>(?!.*(?:Office|House|Hospital|Academy|Guild|Chamber|Board|Council|Union|Cent(?:re|er)|Court|Trust|Foundation|"
    r"Museum|Friends|Sons|Daughters|Bank|University|College|School|City|County|Town|Borough|Church|Parish|Diocese|Ministry|"
    r"Department|Institute|Society|Association|Federation|Order|Company|Port|Municipality|Kingdom|Isle|Lord|League|Home|"
    r"Abbey|Mayor|Duke|Earl|State|District|Commonwealth) of )\S+ \S+) of (?P<firm>[A-Z]\S.*)$"
)
"""Somebody and whose they are, or where a firm is: "Petra Lund of Solent Marine", "Sprint Cabs of Dewsbury"."""
_IN_BRACKETS = re.compile(r"^(?P<role>\w+) \((?P<name>[^()]+)\)?$")
"""What somebody is and their name: "Publisher (Marrow Press)"."""
_AT_HOME = re.compile(
    r"\b(?:at|of|for|from|to|by|with|called|house|shop|hall|firm|client|customer)\s+$", re.IGNORECASE
)
_NOTHING_OWNED = re.compile(
    r"\s*(?:[.,;:!?)\n]|$)|\s+(?:on|in|at|and|or|but|yesterday|today|last|this|since|when|where|who|which|is|are|was|were|has|have|had|"
    r"will|wants?|says?|said|wrote|asked|asks|claims?|sent|emailed|rang|called|noticed|found|lost|demands?|\d)\b"
)
"""Behind the "'s" of a firm that is called so: "at Dunmore's yesterday", "Merriden's wrote"."""
_CALLS = re.compile(
    r"\s+(?:wants?|says?|said|wrote|asked|asks|claims?|sent|emailed|rang|called|demands?|have|are|were|had)\b"
)
_NUMBERED = re.compile(
    r"[ \t](?P<number>\d{1,4})(?=[,;)!?\n]|\.?(?:\s*$|\.\s+[A-ZÄÖÜ])|[ \t]+"
    r"(?:hat|ist|is|war|will|wollen|fordert|verlangt|gekapert|gehackt|says?|said|"
    r"wants?|has|was|have|are|could\w*|sent|stood|stand|steht|went|lost|kann|musste|wurde|bekam|und|and|who|which|in|am)\b)"
)
"""The number at the end of a name: "Taxi 1718", "Turnverein Jahn 1890"."""
_LONGEST_FORM = 45
"""Characters at the end of a name in which a legal form is looked for."""


def find_names(text: str, words: PartyWords) -> Iterator[tuple[int, int]]:
    """First and last character of everything that may be a name."""
    for found in (NAME_DE if words.german else NAME_EN).finditer(text):
        tokens = _trimmed(text, found, words)
        if not tokens:
            continue
        start, end = tokens[0][0], tokens[-1][1]
        start += _lead_in(text[start:end], words, begins=_begins(text, start))
        if text[start] == "(":
            start, end = start + 1, end - text[start:end].endswith(")")
        value = text[start:end]
        value = value if _DOTTED.search(value) else value.rstrip(".,")
        role = _IN_BRACKETS.match(value)
        if role and role.group("role").lower() in words.kinds | words.generic:
            start, value = start + role.start("name"), role.group("name")
        owner = None if words.german else _OWNERS_THING.match(value) or _FROM_PLACE.match(value)
        if owner:
            value = owner.group(1)
        end = start + len(value)
        if value.endswith(("'s", "’s")) and not words.german:
            end -= 0 if _is_called_so(text, start, end, words) else 2
        elif value.endswith(("'", "’")):
            end -= 1
        numbered = _NUMBERED.match(text, end)
        if numbered and (" " in value or value.isupper() or words.heads.fullmatch(value)):
            yield start, numbered.end("number")
        of = None if words.german else _PERSON_OF.match(value)
        if of:
            yield start + of.start("firm"), end
            end = start + of.end("who")
        if end - start > 2 and not (words.german and _is_no_name_de(text, start, end)):
            yield start, end
    if words.german:
        for found in SINGLE_DE.finditer(text):
            name = found.group("name") or found.group("subject")
            lower = name.lower()
            if not (
                name in words.stop
                or lower in words.never
                or lower in words.generic
                or lower in words.staff
                or is_abstract(name)
            ):
                yield found.span(found.lastgroup or 0)


def _is_called_so(text: str, start: int, end: int, words: PartyWords) -> bool:
    """Whether the "'s" before `end` belongs to the name, since nothing follows that it owns."""
    if words.heads.fullmatch(text[start : end - 2]):
        return False
    if re.match(r"(?:St|Saint)\.? \S+$", text[start:end]):
        return True
    before = text[max(0, start - 12) : start]
    return _CALLS.match(text, end) is not None or (
        _AT_HOME.search(before) is not None and _NOTHING_OWNED.match(text, end) is not None
    )


def _trimmed(text: str, found: re.Match[str], words: PartyWords) -> list[tuple[int, int]]:
    """The words of a match without those at its ends that begin a sentence or go on with it."""
    tokens = [
        (m.start() + found.start(), m.end() + found.start()) for m in re.finditer(r"\S+", found.group())
    ]

    def word(number: int) -> str:
        return text[slice(*tokens[number])]

    while (tokens and (_begins_sentence(word(0), len(tokens), words) or word(0) in _LEFT_OVER)) or (
        len(tokens) > 1
        and (word(0).lower() in words.generic or (words.german and word(0).endswith(_CLIENTS)))
    ):
        tokens = tokens[1:]
    if words.german and len(tokens) > 1:
        begins = _begins(text, tokens[0][0])
        tokens = tokens[1:] if is_said_of(text, tokens, words, begins=begins) else tokens
    while (
        tokens
        and word(-1)[0] != "("
        and not LEGAL_FORM.search(word(-1))
        and not (
            len(tokens) > 1
            and FORM_AT_END.search(text, max(tokens[0][0], tokens[-1][1] - _LONGEST_FORM), tokens[-1][1])
        )
        and (_is_stop(text, tokens, words) or not word(-1)[0].isupper())
    ):
        tokens = tokens[:-1]
    while (
        len(tokens) > 1
        and words.german
        and (TAIL_DE.search(word(-1)) or word(-1).lower() in words.never)
        and word(-2) not in ("&", "+", "und")
        and not (word(0) in ("Firma", "Fa.") and len(tokens) < 4)
    ):
        tokens = tokens[:-1]
    return tokens


def _begins(text: str, start: int) -> bool:
    return _BEGINS.search(text[max(0, start - 9) : start]) is not None


def _begins_sentence(word: str, tokens: int, words: PartyWords) -> bool:
    if (word in _NUMBERS and tokens > 2) or word == "Dr.":
        return False
    return word.strip(".,").removesuffix("'s").removesuffix("’s") in words.stop


def _is_stop(text: str, tokens: Sequence[tuple[int, int]], words: PartyWords) -> bool:
    last = text[slice(*tokens[-1])].strip(".,")
    return last in words.stop and not (len(tokens) > 1 and last in _LAST_WORDS)


def _lead_in(value: str, words: PartyWords, *, begins: bool) -> int:
    """Characters at the beginning that do not belong to the name."""
    lead = _LEAD[words.german].match(value)
    if lead:
        return lead.end() + _lead_in(value[lead.end() :], words, begins=False)
    first, _, rest = value.partition(" ")
    if begins and not words.german and rest and first.lower() in words.persons:
        return len(first) + 1
    title = _INNER_TITLE.search(value)
    if title:
        return title.start() + _lead_in(value[title.start() :], words, begins=False)
    if words.german:
        for pattern in (_FULL_NAME_DE, AGENT_DE):
            found = pattern.search(value)
            if found:
                return found.end()
        inner = [word for word in re.finditer(r"\S+", value)][1:-1]
        if not (
            (_OF_A_PLACE.match(first) and not words.heads.fullmatch(first))
            or LEGAL_FORM.search(value)
            or TRADE_DE.search(first.rstrip("-"))
            or words.heads.fullmatch(first)
        ):
            return next((word.start() for word in inner if words.heads.fullmatch(word.group())), 0)
    owner = _OF_THEM.match(value)
    return owner.end() if owner and (words.german or begins) and not _SEAT.match(value) else 0


def _is_no_name_de(text: str, start: int, end: int) -> bool:
    """In German every noun is capitalised: one word alone is seldom a name, nor are measures and what is counted."""
    value = text[start:end]
    first = value.split()
    alone = len(first) == 1 and not LEGAL_FORM.search(value) and not _odd_capitals(value)
    return (
        alone
        or (
            _OF_A_PLACE.match(first[0]) is not None
            and _SOME.search(text[max(0, start - 8) : start]) is not None
            and len(first) == 2
        )
        or _NO_NAME_DE.search(value) is not None
        or (is_site(first[0]) and not LEGAL_FORM.search(value))
        or _MEASURED_DE.search(text[max(0, start - 12) : start]) is not None
    )


def _odd_capitals(word: str) -> bool:
    """ "DOSB" or "PayNorth", which no common noun is."""
    return len(word) > 3 and word.isalpha() and any(char.isupper() for char in word[2:])

"""Names of firms and persons typed without capitals: behind what introduces a client, a kind of firm or a trade."""

import re
from collections.abc import Iterable, Sequence

from bot.extraction.grammar import either
from bot.extraction.parties.places import cities

GAP = r"[^\S\n]+"
"""What stands between the words of one name: nothing that ends a line or a message."""

_NO_THINGS = (
    rf"(?!(?:new|old|spare|extra|lost|broken|damaged|replacement){GAP}[^\W\d_]+s\b)"
    rf"(?![^\W\d_]+{GAP}(?:names|dates|data|records|numbers|details|files|lists?|addresses|prices|figures|photos|pictures|passwords)\b)"
)
"""What is paid for or sent is no client: "for new locks", "with patient names"."""
_THINGS = r"(?:web)?(?:shops?|sites?|servers?|tills?|systems?|offices?|database|network|premises|portal|app)"
_PREFIXES = (
    "(?:he|hi|da|vo)?r?(?:unter|über|aus|ein|an|auf|ab|um|vor|nach|durch|zu|bei)|mit|weg|weiter|nieder|hin|her|los|rein|raus|runter|rauf"
    "|rüber|rum|wieder|kaputt|fest|fertig|tot|fort|frei|hoch|zurück|zusammen|auseinander|dazu|entgegen|gegen|daneben|vorbei|liegen|stehen"
    "|hängen|fallen|verloren|platt|still|lahm|schief|klein|fehl|bloß|voll|leer"
)
"""What German verbs begin with."""
_DONE = (
    r"(?:zer\w+|überw\w+|übersch\w+|verg\w+|versch\w+|verl\w+|vern\w+|verw\w+|be(?:sch|gr|w)\w+|ent(?:s|f|w|l|g)\w+|ersetz|umge\w+)"
    r"(?:t|e?n)"
    r"|über(?:sch|spi|la)\w+e|ver(?:lor|gäss|schrib|brännt)e|zer\w+te|g(?:[bdfhkmpstvwz]|lösch|lad|schr|sch)\w+(?:t|e)"
)
"""Participles that begin otherwise: "zerbrochen", "überschwemmt", "vergessen", and in Swiss German "überschribe", "gmacht"."""
_TITLE = rf"(?:(?:dr|mag|ing|prof|dipl)\.?|st\.){GAP}(?:(?:von|van|de|zu){GAP})?"
_LED_IN = rf"(?:für|bei|bi|mit|von|vo){GAP}(?:(?:der|die|d|de|dr){GAP})?"
_FINITE = (
    "war|waren|ist|is|isch|sind|hat|hatte|habe|hab|haben|hatten|wurde|wurden|ging|gingen|lief|liefen|kam|kamen|gab|gibt|stand|standen|steht|stehen|fiel|fielen"
    "|läuft|laufen|geht|gehen|kommt|kommen|musste|mussten|konnte|konnten|soll|sollte|bin"
)
"""What follows a whole name that a preposition begins the sentence with: "für die firma ostsee ticket war ein bug"."""
_DOES = "hat|will|ist|is|war|fordert|verlangt|möchte|sagt|meint|droht|klagt|hatte|stand|steht"
"""Verbs behind a German name that itself ends like a verb: "praxis vogt hat"."""


def lower_names_en(breaks: Iterable[str]) -> re.Pattern[str]:
    """English names; `breaks` are words that belong to none. What it finds is the last group that took part."""
    word = rf"(?!(?:{any_of(breaks)}|\w+(?:wed|ed|ing))\b)[^\W\d_][\w'’-]+"
    introduced = (
        rf"(?:clients?|customers?)(?:{GAP}(?:is|called|named)|:|,|{GAP}=)|for|called|at|told|with|from|hosted?|by"
        rf"|{_THINGS}{GAP}of"
    )
    follows = (
        "and|in|on|i|we|has|have|had|wants?|says?|said|is|was|they|the|last|yesterday|today|this|after|when|while|so"
        "|but|since"
    )
    return re.compile(
        rf"\b(?:{introduced}){GAP}{_NO_THINGS}(?P<noun>{word}{GAP}{word}(?:{GAP}{word})?)"
        rf"(?=['’]s?\b|\s*(?:[,.;:!?)\n(|]|$)|{GAP}(?:{follows})\b)"
        rf"|(?<![\w'’-])(?=[\w'’-]{{3,25}}{GAP}&)(?P<partners>{word}{GAP}&{GAP}{word})(?!\w)"
    )


def lower_names_de(
    heads: Sequence[str],
    suffixes: Sequence[str],
    breaks: Iterable[str],
    *,
    follows: Sequence[str],
    trades: Sequence[str],
    sites: Sequence[str],
    never: Sequence[str],
) -> re.Pattern[str]:
    """German names, as `lower_names_en`; `follows` are verbs and adjectives that go on behind a kind of firm.

    `sites` with a city behind them and the things of `never` are nobody.
    """
    said = rf"(?:(?:{_PREFIXES})?ge\w{{3,}}(?:t|en)|{_DONE}|\w+iert|(?:{_PREFIXES})?(?:{any_of(follows)}))"
    # What ends like a verb is one, unless another verb follows: "praxis vogt hat", but "praxis klagt".
    verb = rf"\w+(?:[^aeiouäöüdts\W]t|\w{{3}}ten?)(?!{GAP}(?:{_DOES})\b)"
    word = rf"(?!(?:{any_of(breaks)}|{said}|{verb})\b)[^\W\d_][\w'’-]+"
    more = rf"(?:{GAP}(?:&{GAP})?{word})"
    # Behind "firma" comes its name, whatever it ends like, and a second word of it if the sentence goes on behind that.
    listed = any_of(breaks)
    name = rf"(?!(?:{listed}|{said})\b)[^\W\d_][\w'’-]+"
    goes_on = rf"(?=\s*(?:[,.;:!?)\n(|]|$)|{GAP}(?:{listed}|{any_of(follows)})\b)"
    second = rf"(?:{GAP}(?!(?:{any_of(map(str.lower, never))}|\w+(?:te|ten|iert))\b){name}{goes_on})?"
    firm = rf"(?:firma|fa\.?){GAP}(?:{_TITLE})?{name}"
    kinds = rf"(?:{any_of([*map(str.lower, heads), *trades])}|\w+(?:{any_of(suffixes)}))"
    whose = "vom|beim|zum|der|einem|unserem|meinem|einer|unserer|meiner|bim|unsern"
    introduced = (
        rf"kund(?:e|in|en)(?:{GAP}(?:ist|heißt)|:|,|{GAP}=)|(?:{whose}){GAP}kund(?:en|in)"
        rf"|(?:^|(?<=[.!?\n] )|(?<=\n))kund(?:e|in)|firma|fa\.?|heißt|namens|gehör(?:t|en){GAP}(?:dem|der|den)"
    )
    return re.compile(
        rf"\b{_LED_IN}(?P<led>{firm}(?:{GAP}{name}){{0,2}})(?={GAP}(?:{_FINITE})\b)"
        rf"|(?<![\w'’-])(?P<firm>{firm}(?:{GAP}&{GAP}{word}|{second}))(?!\w)"
        rf"|(?<![\w'’-])(?P<noun>(?!\w*bahnhof\b){kinds}{GAP}(?:{_TITLE})?{word}(?:{GAP}&{GAP}{word})?)(?!\w)"
        rf"|\b(?:vom|beim|fürs|bei|für{GAP}(?:das|die)){GAP}(?P<placed>(?!(?:{any_of(sites)})\b){name}{GAP}(?:{any_of(cities())}))(?!\w)"
        rf"|\b(?:der|die|das|vom|beim){GAP}(?P<subject>{word}{more}{{0,2}})(?={GAP}(?:will|fordert|verlangt|droht|klagt)\b)"
        rf"|\b(?:{introduced}){GAP}(?P<called>{word}{more}{{0,2}})(?!\w)"
        rf"|(?<![\w'’-])(?=[\w'’ -]{{3,50}}&)"
        rf"(?P<partners>{word}(?:{GAP}{word})?{GAP}&{GAP}(?:sohn|söhne|partner|co|{word}))(?!\w)"
    )


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, of which none goes on in the next line."""
    return either(words).replace(r"\s+", GAP)

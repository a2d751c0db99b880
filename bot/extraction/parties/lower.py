"""Names of firms and persons typed without capitals: behind what introduces a client, a kind of firm or a trade."""

import re
from collections.abc import Iterable, Sequence

from bot.extraction.grammar import either

GAP = r"[^\S\n]+"
"""What stands between the words of one name: nothing that ends a line or a message."""

_NO_THINGS = rf"(?!(?:new|old|spare|extra|lost|broken|damaged|replacement){GAP}[^\W\d_]+s\b)"
"""What is paid for is no client: "for new locks"."""
_THINGS = r"(?:web)?(?:shops?|sites?|servers?|tills?|systems?|offices?|database|network|premises|portal|app)"
_PREFIXES = (
    "(?:he|hi|da|vo)?r?(?:unter|über|aus|ein|an|auf|ab|um|vor|nach|durch|zu|bei)|mit|weg|weiter|nieder|hin|her|los|rein|raus|runter|rauf"
    "|rüber|rum|wieder|kaputt|fest|fertig|tot|fort|frei|hoch|zurück|zusammen|auseinander|dazu|entgegen|gegen|daneben|vorbei|liegen|stehen"
    "|hängen|fallen|verloren|platt|still|lahm|schief|klein|fehl|bloß|voll|leer"
)
"""What German verbs begin with."""
_DONE = (
    r"(?:zer\w+|überw\w+|übersch\w+|verg\w+|versch\w+|verl\w+|vern\w+|verw\w+|be(?:sch|gr|w)\w+|ent(?:s|f|w|l|g)\w+|ersetz|umge\w+)"
    r"(?:t|en)"
)
"""Participles that begin otherwise: "zerbrochen", "überschwemmt", "vergessen"."""
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
) -> re.Pattern[str]:
    """German names, as `lower_names_en`; `follows` are verbs and adjectives that go on behind a kind of firm."""
    said = rf"(?:(?:{_PREFIXES})?ge\w{{3,}}(?:t|en)|{_DONE}|\w+iert|(?:{_PREFIXES})?(?:{any_of(follows)}))"
    # What ends like a verb is one, unless another verb follows: "praxis vogt hat", but "praxis klagt".
    verb = rf"\w+(?:[^aeiouäöüdts\W]t|\w{{3}}ten?)(?!{GAP}(?:{_DOES})\b)"
    word = rf"(?!(?:{any_of(breaks)}|{said}|{verb})\b)[^\W\d_][\w'’-]+"
    more = rf"(?:{GAP}(?:&{GAP})?{word})"
    kinds = rf"(?:{any_of([*map(str.lower, heads), *trades])}|\w+(?:{any_of(suffixes)}))"
    whose = "vom|beim|zum|der|einem|unserem|meinem|einer|unserer|meiner|bim|unsern"
    introduced = (
        rf"kund(?:e|in|en)(?:{GAP}(?:ist|heißt)|:|,|{GAP}=)|(?:{whose}){GAP}kund(?:en|in)"
        r"|(?:^|(?<=[.!?\n] )|(?<=\n))kund(?:e|in)|firma|fa\.?|heißt|namens"
    )
    return re.compile(
        rf"(?<![\w'’-])(?P<noun>{kinds}{GAP}(?:(?:dr|mag|ing|st)\.{GAP})?{word}(?:{GAP}&{GAP}{word})?)(?!\w)"
        rf"|\b(?:der|die|das|vom|beim){GAP}(?P<subject>{word}{more}{{0,2}})(?={GAP}(?:will|fordert|verlangt|droht|klagt)\b)"
        rf"|\b(?:{introduced}){GAP}(?P<called>{word}{more}{{0,2}})(?!\w)"
        rf"|(?<![\w'’-])(?=[\w'’ -]{{3,50}}&)"
        rf"(?P<partners>{word}(?:{GAP}{word})?{GAP}&{GAP}(?:sohn|söhne|partner|co|{word}))(?!\w)"
    )


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, of which none goes on in the next line."""
    return either(words).replace(r"\s+", GAP)

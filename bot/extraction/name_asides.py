"""What is said behind a name, after a comma: "Bolt Ltd, they rang", "Bolt Ltd, sure they're my oldest client"."""

import re
from dataclasses import dataclass

from bot.extraction.parties.patterns import LEGAL_FORM

_FILLERS = (
    r"(?:(?:sure|ah|och|oh|ach|well|aye|ay|like|look|see|honestly|actually|to be honest|tbh|to be fair|in fairness|mind you"
    r"|believe me|naja|na|mei|ja|jo|eh|halt|eben|also|ehrlich(?: gesagt)?|eigentlich"
    r"|übrigens|by the way|wissen sie|weißt du|you know)\b[\s,]*){0,3}"
)
"""Words of who goes on talking, before the clause itself."""
_GOES_ON = re.compile(
    rf",\s(?={_FILLERS}(?:and|und|that|this|they|theyre|theyve|she|he|die|der|das|de[rs]?|dös|dat|but|aber|their|his|her|its|it"
    r"|[Ii](?:['’](?:m|ve|d|ll))?|who|whose|which|works?|working|"
    r"lives|runs|arbeitet|wohnt|wohnen|wohnhaft|betreibt|based|located|sitzt|sitzen|hat|haben|ham"
    r"|deren|dessen|wo|aus|we|wir|ich|ist|sind|san|dem|den|"
    r"kenn\w*|known?|sind|been|just|only|nur|not|nicht|für|for|wegen|on behalf|im namen|im auftrag"
    r"|there|there['’]s|so|seit|since)\b)"
)
"""Where a clause begins that tells more of somebody."""
_COMMA = re.compile(r",\s+")
_CAPITAL = re.compile(r"\b[A-ZÄÖÜ][\w'’-]+")
_SMALL = re.compile(rf"{_FILLERS}(?P<said>[^,]+)")
_LEAST = 2
"""Words behind a comma from which they are chatter, if none of them has a capital though the name has."""
_ARTICLE = re.compile(r"(?:an?|the|one|my|our|eine?|der|die|das|mein\w*|unser\w*)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Aside:
    """Where a name ends, and where what is told beside it begins."""

    start: int
    end: int


def aside_behind(text: str, start: int, end: int) -> Aside | None:
    """The first comma between `start` and `end` behind which more is told of who was named before it."""
    told = _GOES_ON.search(text, start, end)
    chatter = _chatter(text, start, told.start() if told else end)
    if chatter:
        return chatter
    return Aside(told.start(), told.end()) if told else None


def _chatter(text: str, start: int, end: int) -> Aside | None:
    """ "Mullane's Pharmacy, lovely people honestly": words in small letters behind a name that has capitals."""
    for comma in _COMMA.finditer(text, start, end):
        behind = _SMALL.match(text, comma.end(), end)
        if behind is None or not _CAPITAL.search(text, start, comma.start()):
            continue
        said = behind["said"].strip(" .!?")
        small = len(said.split()) >= _LEAST and not (_CAPITAL.search(said) or LEGAL_FORM.search(said))
        if small and not _ARTICLE.match(said):
            return Aside(comma.start(), comma.end())
    return None

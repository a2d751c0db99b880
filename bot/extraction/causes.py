"""Who caused it, said in a few words beside whatever was asked: "it wasn't me, it was my assistant", "das war der Azubi"."""

import re

from bot.extraction.cause_answers import listed_cause
from bot.extraction.found import TextFound

_LONGEST = 24
"""Words; a longer text tells a story, which is read as a whole."""
_PART = re.compile(
    r"[,;.!\n–]+|\s-\s|\b(?:but|sondern|and it|und zwar|it was actually|instead|rather|statt|anstatt)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|n[’']?t|wasnt|didnt|isnt|never|nicht|ned|net|nöd|nit|kein\w*|weder|instead of|rather than)\b|n[’']t\b",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\b(?:it|that|this|das|des|dat|es|s)\s*(?:[’']s|was|were|is|has been|must have been|war|wars|ist|isch|wor|woar|gsi)\b"
    r"|\bwar[’']?s\b|\bwaren[’']?s\b"
    r"|\b(?:did|caused|made|broke|done|messed|screwed)\b.{0,20}\b(?:it|that|this)\b"
    r"|\b(?:did|didn[’']?t do|caused) (?:it|that|this)?\s*$"
    r"|\bdas mit (?:dem|der|den) \w+ (?:war|hat)\b|\b(?:dem|der|mein\w*|unser\w*) [^,.]{1,30} passiert\b"
    r"|\b(?:verursacht|verbockt|vermasselt|angestellt|gemacht|gmacht|gemoch?t|versemmelt|vergeigt)\b"
    r"|\b(?:came|comes|kam|kommt) (?:from|von|vom)\b"
    r"|\bcaused by\b|\bresponsible\b|\bverantwortlich\b|\bschuld\b|\bfault\b|\bdoing\b",
    re.IGNORECASE,
)
"""Words by which a text speaks of who did it."""
_DEED = re.compile(
    r"\b(?:deleted|wiped|dropped|forgot|pressed|clicked|gelöscht|verloren|vergessen|gedrückt)\b",
    re.IGNORECASE,
)
"""What somebody else is said to have done; of oneself it may be what was done about the damage."""
_NOT_THEM = re.compile(
    r"\b(?:not|n[’']?t|wasnt|isnt|nicht|ned|net|nöd|nit|never)\s+(?:by |von |really |actually |even )?(?:\w+ )?"
    r"(?P<who>me|myself|us|ourselves|ich|i|mir|wir|uns|my \w+|our \w+|mein\w* \w+|unser\w* \w+|the \w+|de[rn]? \w+|die \w+)\b"
    r"|\b(?:not an?|kein\w*|nicht ein\w*) (?:subcontractor|freelancer|contractor|employee|subunternehmer|freiberufler"
    r"|angestellte|mitarbeiter)"
    r"|n[’']t (?:me|us|i)\b|\b(?:i|we)\s*(?:didn[’']?t|did not) do\b|\bhab\w* (?:ich|i|wir) nicht\b"
    r"|\b(?:ich|wir)(?: war[’']?s| waren[’']?s)? nicht\b",
    re.IGNORECASE,
)
"""Somebody is said not to be the one."""
_OTHER_DEED = re.compile(
    r"\b(?:notic\w*|spott\w*|saw|seen|found|discover\w*|caught|realis\w*|realiz\w*|told|tells?|call(?:s|ed)?|rang|phoned|wrote|asked"
    r"|emailed|mailed|complain\w*|g?e?merk\w*|bemerk\w*|entdeckt\w*|gefunden|aufgefallen|gesehen|gemeldet|gesagt|angerufen|rief|schrieb|geschrieben)\b",
    re.IGNORECASE,
)
"""Somebody saw it or spoke of it, which is not to have done it."""
_TO_US = re.compile(
    r"(?<!\bdown )(?<!\bup )\b(?:for|to|with|about|around|against|für|gegen|ohne|über|mit|zu) (?:me|us|mich|mir|uns)\b"
    r"|\b(?:me|us|i|ich) (?:again|here|wieder|nochmals?)\b"
    r"|\b(?:ist|war|is|isch|wor|wär\w*|wird|wurde) (?:das |es |des |alles )?(?:mir|uns|mia)\b"
    r"(?!.*(?:passier|g[’']?sch?eh|rutsch|unterlauf|entgangen|(?<!auf)gfalln|(?<!auf)gefallen|geflogen|gflogn|kaputt"
    r"|stürzt|misslung|missglück|durchgegangen|danebengegangen|verloren|abhanden|ausgekommen|zerbrochen|gerissen))",
    re.IGNORECASE,
)
"""To whom something was easy, sent or awkward, which is not to have done it: "it is easier for me in English"."""
_CORRECTS = re.compile(
    r"\W*(?:no|nope|nah|nein|nee|nö|na|actually|wrong|falsch|eigentlich"
    r"|(?:that[’']?s|that is|das ist|das war) (?:not|nicht|wrong|falsch)"
    r"|that isn[’']?t (?:right|true)|das stimmt (?:so )?nicht|stimmt (?:so )?nicht|not (?:quite )?(?:right|true|correct))\b",
    re.IGNORECASE,
)
"""A text that begins by setting something right."""
_ELSE = re.compile(r"\b(?:some(?:body|one) else|jemand ander\w*)\b", re.IGNORECASE)
_HIRED = frozenset({"employee", "subcontractor"})
_FEW = 7
_BARE = 4
"""Words of a part that says no more than who it was."""
_PEOPLE = frozenset({"self", "employee", "subcontractor"})
"""Whoever else was at it may be named for many reasons."""


def find_cause(text: str) -> TextFound | None:
    """The one who caused it, if a short text says so in plain words; "not me" alone names nobody."""
    if len(text.split()) > _LONGEST or "?" in text:
        return None
    parts = [part for part in _PART.split(text) if part and part.strip()]
    denied = [part for part in parts if _NOT.search(part)]
    said = [part for part in parts if part not in denied]
    denies_somebody = any(_NOT_THEM.search(part) and len(part.split()) <= _FEW for part in denied)
    corrects = _CORRECTS.match(text) is not None
    for part in (_TO_US.sub(_blank, told) for told in said):
        found = listed_cause(part)
        if found is None or found.value == "unknown":
            continue
        if _OTHER_DEED.search(part):
            continue
        did = _DID.search(part) is not None or (found.value != "self" and _DEED.search(part) is not None)
        bare = len(part.split()) <= _BARE
        if (denies_somebody and (did or bare)) or (found.value in _PEOPLE and did):
            return found
        if (corrects or _ELSE.search(part)) and (did or (bare and found.value in _HIRED)):
            return found
    return None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())

"""Who caused it, said in a few words beside whatever was asked: "it wasn't me, it was my assistant", "das war der Azubi"."""

import re
from dataclasses import replace

from bot.extraction.cause_answers import listed_cause
from bot.extraction.caused_by import own_people_did
from bot.extraction.found import TextFound

_LONGEST = 24
"""Words; a longer text tells a story, which is read as a whole."""
_PART = re.compile(
    r"[,;.!\n–]+|\s-\s|\b(?:but|sondern|and it|und zwar|it was actually|instead|rather|statt|anstatt)\b"
    r"|\b(?:btw|by the way|übrigens|though)\b|\s(?=(?:and |und )?(?:not|nicht) (?:me|us|ich|wir|uns|von uns)\b)",
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
    r"|(?<!wissen )(?<!weiß )(?<!weiss )\b(?:ich|wir)(?: war[’']?s| waren[’']?s)? nicht\b",
    re.IGNORECASE,
)
"""Somebody is said not to be the one."""
_OTHER_DEED = re.compile(
    r"\b(?:notic\w*|spott\w*|saw|seen|found|discover\w*|caught|realis\w*|realiz\w*|told|tells?|call(?:s|ed)?|rang"
    r"|phoned|wrote|asked"
    r"|emailed|mailed|complain\w*|g?e?merk\w*|bemerk\w*|entdeckt\w*|gefunden|aufgefallen|gesehen|gemeldet|gesagt"
    r"|angerufen|rief|schrieb|geschrieben)\b",
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
_OWN_THING = re.compile(
    r"\b(?:my|our|mein\w*|unser\w*) (?:own|eigene\w*) "
    r"(?!(?:\w+ )?(?:fault|mistake|error|doing|stupidity|carelessness|negligence|staff|people|team|employee\w*"
    r"|fehler\w*|schuld|dummheit|blödheit|leute\w*|mitarbeiter\w*)\b)\w",
    re.IGNORECASE,
)
"""What belongs to who writes: "it's my own kit"."""
_WAS = r"\b(?:it|that|this|das|des|dat|es|s)\s*(?:was|were|has been|must have been|war|wars|wor|woar|isch)[’']?s?\s+"
_BLAME = (
    r"\b(?:fault|mistake|doing|caused|responsible for it|schuld|verbockt|vermasselt|verursacht|versemmelt"
    r"|vergeigt|verschuldet|passiert|(?:raus|durch)gerutscht|down to)\b"
)
_OURS = r"(?:my|our|mein\w*|unser\w*)"
_HIRED_DID = re.compile(
    rf"{_WAS}|{_BLAME}|\bwar (?:der|die|unser\w*|mein\w*|ein\w*)\b|{_DEED.pattern}"
    r"|\b(?:gemacht|gmacht|gemoch?t|did (?:it|that|this))\b",
    re.IGNORECASE,
)
_PLAINLY = {
    "self": re.compile(
        rf"{_WAS}(?:(?:just|only|really|all|nur|leider|wirklich|eh|halt) )*"
        rf"(?:me|us|myself|ourselves|i|ich|wir|mir|uns)\b|{_WAS}(?:\w+ ){{0,2}}{_OURS} .{{0,12}}{_BLAME}"
        rf"|\b{_OURS} (?:own |eigene\w* )?{_BLAME}|\b(?:mir|uns|mia)\b.{{0,20}}{_BLAME}|\bdown to (?:me|us)\b",
        re.IGNORECASE,
    ),
    "employee": _HIRED_DID,
    "subcontractor": _HIRED_DID,
    "third_party": re.compile(_BLAME, re.IGNORECASE),
}
"""By what each is said to have caused it, where nobody has asked and nobody is denied to have done it."""
_PLACED = re.compile(
    r"\b(?:it|that|he|she|they|es|er|sie|das) (?:was|were|is|are|stood|lay|war|ist|stand|lag|hing)\b[^.,;]{0,25}"
    r"\b(?:outside|inside|in front|draußen|draussen|drinnen|vor|hinter|neben|außerhalb)\b",
    re.IGNORECASE,
)
"""Where something was: "it was parked outside the house"."""
_HIRED = frozenset({"employee", "subcontractor"})
_PASSIVE = re.compile(
    r"\b(?:was|were|been|got|wurden?|worden|ist|isch|is)\b.{0,60}\b(?:by|von|vom|durch|vo) (?:my|our|one of|an?|the"
    r"|mein\w*|unser\w*|ein\w*|de[mnr])\b",
    re.IGNORECASE,
)
"""What was done, and by whom: "the rule was set by my employee Luca"."""
_ACTED = re.compile(
    r"^\W*(?:(?:\w+ ){1,4}?)(?:\w{3,}ed|put|set|sent|made|took|chose|wrote|did|built|drew|ran)\b|\b(?:hat|het|hot"
    r"|hatte|haben)\b.{0,40}\b(?:ge|aus|ver|be|ein|ab)\w{3,}\b",
    re.IGNORECASE,
)
"""Somebody and what they did, where it is said as well who did not."""
_WENT_WRONG = re.compile(
    r"\b(?:miss\w*|forgot\w*|wrong\w*|mistak\w*|error|delet\w*|wiped|broke\w*|lost|mix\w*|mistyped|overwrote|skipped"
    r"|dropped|messed|damaged"
    r"|verges\w*|vergaß|verwechsel\w*|falsch\w*|fehler\w*|gelöscht|kaputt\w*|überseh\w*|versäum\w*|verbockt|verloren"
    r"|verschlampt|verpasst)\b",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"\b(?:you|your|forms?|photos?|pictures|documents?|screenshots?|report|claim|formular\w*|fotos?|unterlagen|bilder"
    r"|ihnen|meldung)\b",
    re.IGNORECASE,
)
"""In what somebody did for this report, and not to the client."""
_SUBCONTRACTED = re.compile(
    r"\b(?:vom|beim|von unser\w*|von unsam|durch (?:den|unser\w*)|unser\w*|our|by (?:a|the|our)|of (?:the|our)|at (?:the|our)) "
    r"(?:subunternehmer\w*|nachunternehmer\w*|sub-?contractors?|freelancers?|freiberufler\w*)\b",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"\b(?:kund\w*|mandant\w*|auftraggeber\w*|er|sie|die|der|gegenseite|client|customer|they|he|she)\b(?: \w+){0,2} "
    r"(?:behaupte\w*|unterstell\w*|wirft (?:mir|uns)|werfen (?:mir|uns)|meint|meinen|sagt|sagen|claims? (?:that|my|our|it|we|i)\b"
    r"|alleges?|accus\w+|blames?|says? (?:that )?(?:my|our|i|we|it)\b|reckons?|insists?)",
    re.IGNORECASE,
)
"""What somebody else says of the writers' work."""
_ADMITS = re.compile(
    r"\b(?:my (?:own )?(?:mistake|fault|error)|our (?:own )?(?:mistake|fault|error)|i (?:made|forgot|deleted|sent"
    r"|broke|lost|missed)"
    r"|mein fehler|unser fehler|stimmt auch|zu recht|ich hab\w* |wir haben |hab ich|haben wir)",
    re.IGNORECASE,
)
_ALLEGED_AT_MOST = 0.6
"""Of what is only alleged: it is asked."""
_NAMED = 0.7
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
        if _OWN_THING.search(part) or _PLACED.search(part):
            continue
        did = _DID.search(part) is not None or (found.value != "self" and _DEED.search(part) is not None)
        bare = len(part.split()) <= _BARE
        acted = _ACTED.search(part) is not None and found.value in _HIRED
        told = _PASSIVE.search(part) or (own_people_did(part) and _WENT_WRONG.search(part))
        if found.value in _HIRED and told and not _SENT.search(part):
            return found
        if not (denies_somebody or corrects or _ELSE.search(part)) and not _PLAINLY[found.value].search(part):
            # "It's just us, in Wales", "no, the other firm deleted it": said of something else.
            continue
        if (denies_somebody and (did or bare or acted)) or (found.value in _PEOPLE and did):
            return found
        if (corrects or _ELSE.search(part)) and (did or (bare and found.value in _HIRED)):
            return found
    return None


def reconsidered(found: TextFound, text: str) -> TextFound:
    """Whom a story was taken to blame: less surely oneself if that is only alleged, a subcontractor where one is named."""
    if found.value == "self" and _ALLEGED.search(text) and not _ADMITS.search(text):
        return replace(found, confidence=min(found.confidence, _ALLEGED_AT_MOST))
    named = _SUBCONTRACTED.search(text)
    if (
        named is not None
        and found.confidence < _NAMED
        and not _OTHER_DEED.search(text, named.end(), named.end() + 40)
    ):
        return TextFound("subcontractor", _NAMED)
    return found


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())

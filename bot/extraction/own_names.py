"""The writer's own name as people answer with it: "Becker, Tom", "its priya", "Jo von der Greyfox GmbH", "April Summers"."""

import re
from collections.abc import Sequence

from bot.extraction.answers import answer_text, without_thoughts
from bot.extraction.given_names import is_given_name
from bot.extraction.parties.patterns import LEGAL_FORM
from bot.extraction.replying import says
from bot.extraction.speaking import is_sentence

_LONGEST = 80
_LEAD_IN = re.compile(
    r"\W*(?:(?:hi|hello|hallo|hey|servus|moin|yes|yeah|ja|sure|klar|gern|of course|natürlich)\b\W+)?"
    r"(?:(?:it['’]?s|this is|i['’]?m|i am|my name(?: is|['’]s)|(?:full )?name(?: is| ist|:)|ich bin(?: die| der|['’]?s)?"
    r"|bin (?:die|der|d[’']?)|(?:ich )?hei(?:ß|ss)e?|(?:der|mein) name ist(?: halt| eigentlich| übrigens)?"
    r"|hier (?:ist|spricht|schreibt)(?: übrigens| nochmals?| wieder)?(?: die| der| d[ea]r?)?|i bin(?: da| der| de| d)?"
    r"|me again|me|myself|this side|(?:good |the )?name(?: is|['’]s)|am|ich)\b[\s,:]*)?(?:(?:die|der) (?=frau\b|herr\b))?",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[\s,]+(?:here|hier|speaking|writing|am apparat|schreibt|again)\W*$", re.IGNORECASE)
_HERE_FIRST = re.compile(r"(?P<given>[^\W\d_]+) (?:here|hier)[,.]\s+(?=(?P=given)\s)", re.IGNORECASE)
"""A first name before all of it: "Pat here, Pat Nolan"."""
_FIRM = re.compile(
    r"[\s,]+(?:(?P<plain>(?i:not|nicht|it['’]?s|from|at|with|bei der|beim|bei|vom|von der firma|von firma|from the firm))"
    r"|(?i:von der|von|of the|of|für die|für|for))\s+(?:(?i:the|der|die)\s+)?(?P<firm>[A-ZÄÖÜ\d].*)$"
)
"""The firm behind a name; "von" and "of" belong to names unless they follow a full one, or a legal form follows them."""
_FULL = re.compile(r"(?:[A-ZÄÖÜ][\w'’.-]*\s+)+[A-ZÄÖÜ][\w'’-]+")
_AND_FIRM = re.compile(
    r"[.,;]\s+(?:(?i:(?:the|my|our|die|meine|unsere)\s+)?(?i:firm|company|business|firma)(?i:\s+name)?\s*(?i:is|ist|heißt|:)\s*(?P<firm>[^,;]+)"
    r"|(?P<named>[^,;]+?)\s+(?i:is|ist)\s+(?i:the|my|our|die|meine|unsere)\s+(?i:firm|company|business|firma)\b.*)$"
)
"""The firm told in a clause of its own: "Joan Reid, Reid & Co is the firm"."""
_GIVEN = re.compile(
    r"\b(?:vorname|first name|given name|forename)(?:\s+(?:ist|is))?:?\s+([^\W\d_][\w'’-]+)", re.IGNORECASE
)
_FAMILY = re.compile(
    r"\b(?:nachname|familienname|zuname|surname|last name|family name)(?:\s+(?:ist|is))?:?\s+([^\W\d_][\w'’-]+)"
    r"|^\W*(?:name:?\s+)?([^\W\d_][\w'’-]+)(?=\s?[.,;/]\s)",
    re.IGNORECASE,
)
"""The two parts of a name told one by one: "Schäfer. Vorname Ute"."""
_PART = r"[^\W\d_](?:[\w'’-]*[^\W_])?"
_TITLE = r"(?:(?:dr|prof|mag(?:\.?a)?|ing|dipl\.?-ing)\.?\s+)"
_NAME = re.compile(rf"{_TITLE}*{_PART}\.?(?:\s+{_PART}\.?){{0,4}}", re.IGNORECASE)
_INITIAL = re.compile(rf"{_TITLE}|[^\W\d_]\.\s", re.IGNORECASE)
_INVERTED = re.compile(
    r"(?P<family>(?:(?:von|van|de|der|den|di)\s+)*[A-ZÄÖÜ][\w'’-]+),\s*"
    r"(?P<given>(?:Dr\.?\s+|Prof\.?\s+)*[A-ZÄÖÜ][\w'’-]+(?:\s+[A-ZÄÖÜ](?:[\w'’-]+|\.))?)"
)
_TWICE = re.compile(
    r"(?P<given>[^\W\d_]{2,})[\s,]+(?:(?:with|mit) (?:an? |einem )?[\w-]+(?: (?:and|und) (?:an? |einem )?[\w-]+)?[\s,]+)?"
    r"(?P=given)\s+(?P<family>[^\W\d_][\w'’-]+)",
    re.IGNORECASE,
)
"""A first name dictated and said again with the last: "jolene with a j jolene marsh"."""
_TITLED = re.compile(r"(?:mrs?|ms|miss|frau|herrn?|dr)\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"(?P<family>[^\W\d_][\w'’-]+),\s+(?P<name>[^\W\d_][\w'’-]+\s+(?P=family))", re.IGNORECASE
)
"""A last name said again with the first: "Hart, Sue Hart"."""
_FIRM_OF_THE_NAME = re.compile(
    r"(?P<name>[^\W\d_][\w'’-]+\s+(?P<family>[A-ZÄÖÜ][\w'’-]+)),\s+(?P<firm>(?P=family)(?:\s+\w+)+)"
)
"""A firm that is called like its owner: "Tom Reilly, Reilly Surveying"."""
_CAPITALS = re.compile(r"[A-ZÄÖÜ][\w'’-]+(?:\s+[A-ZÄÖÜ][\w'’-]+){1,2}")
_GIVEN_LIKE_DAYS = frozenset(
    {"april", "may", "june", "august", "mai", "juni", "juli", "julia", "summer", "autumn", "dawn"}
)
_NO_NAMES = """
    last next this on since from around about early late mid easter good whit holy ash palm every past previous the
    letzten letzte letzter am vom seit ende anfang mitte diesen diese nächsten kommenden vergangenen vorigen jeden ab bis
    spring winter christmas boxing new
"""
_BEFORE_DAYS = frozenset(_NO_NAMES.split())
_PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "di", "da", "du", "la", "le", "zu", "zum", "el", "al"}
)
_TITLES = {"dr": "Dr.", "prof": "Prof.", "mag": "Mag.", "mag.a": "Mag.a", "ing": "Ing."}


def answered_name(text: str, days: Sequence[tuple[int, int]]) -> tuple[str, int, int] | None:
    """The name and its place where its form needs care; None for all others. `days` are the dates read in the text."""
    lead = _LEAD_IN.match(text)
    start, end = lead.end() if lead else 0, len(text.rstrip(" .!;,\n"))
    if first := _HERE_FIRST.match(text, start):
        start = first.end()
    if len(text) > _LONGEST or start >= end or any(char.isdigit() or char in "@?" for char in text):
        return None
    given, family = _GIVEN.search(text), _FAMILY.search(text)
    if given and family and given[1] != family[family.lastindex or 0]:
        return _written(f"{given[1]} {family[family.lastindex or 0]}"), 0, end
    beside = _AND_FIRM.search(text, start, end)
    end = beside.start() if beside else end
    behind = _BEHIND.search(text, start, end)
    end = behind.start() if behind else end
    firm = _FIRM.search(text, start, end)
    named_firm = firm is not None and _is_firm(firm, text[start : firm.start()])
    end = firm.start() if firm is not None and named_firm else end
    core = text[start:end]
    if same := _FIRM_OF_THE_NAME.fullmatch(core):
        return _written(same["name"]), start, start + same.end("name")
    if again := _AGAIN.fullmatch(core):
        return _written(again["name"]), start + again.start("name"), end
    twice = _TWICE.fullmatch(core)
    if twice:
        return _written(f"{twice['given']} {twice['family']}"), start + twice.start("given"), end
    inverted = _INVERTED.fullmatch(core)
    if inverted and not (LEGAL_FORM.search(core) or says("said_before", text)):
        return f"{inverted['given']} {inverted['family']}", start, end
    if (
        not _NAME.fullmatch(core)
        or is_sentence(core)
        or answer_text("claimant", core) is None
        or _mixed(core)
    ):
        return None
    is_day = any(start < day_end and day_start < end for day_start, day_end in days)
    careful = start or behind or beside or named_firm or is_day or _INITIAL.match(core)
    if not careful or (is_day and not _is_called_so(core, start, days)):
        return None
    return _written(core), start, end


def answered_firm(text: str) -> tuple[int, int] | None:
    """Where the writer's firm stands behind their name: "Tom Baker of Baker & Sons"."""
    text = without_thoughts(text)
    answered = answered_name(text, ())
    if not answered or not (_TITLED.match(answered[0]) or is_given_name(answered[0].split()[0])):
        return None
    if same := _FIRM_OF_THE_NAME.search(text):
        return same.span("firm")
    firm = _FIRM.match(text, answered[2]) or _AND_FIRM.match(text, answered[2])
    return (firm.span("firm") if firm["firm"] else firm.span("named")) if firm else None


def _is_firm(found: re.Match[str], before: str) -> bool:
    named = found.group("plain") or LEGAL_FORM.search(found.group("firm"))
    # "Anna Maria von Thun" has no firm in it.
    return bool(named or (_FULL.fullmatch(before) and not is_given_name(before.split()[-1])))


def _mixed(core: str) -> bool:
    """Whether small words stand beside capitals that no name has: "aus Graz"."""
    plain = [word for word in core.split() if word.lower().rstrip(".") not in (*_PARTICLES, *_TITLES)]
    return len({word[0].isupper() for word in plain}) > 1


def _is_called_so(core: str, start: int, days: Sequence[tuple[int, int]]) -> bool:
    """Whether words that may be a day are a name: "August Freitag", "Lena Sommer"."""
    if not _CAPITALS.fullmatch(core):
        return False
    first = core.split()[0].lower()
    whole = any(day_start <= start and start + len(core) <= day_end for day_start, day_end in days)
    return first in _GIVEN_LIKE_DAYS if whole else first not in _BEFORE_DAYS


def _written(name: str) -> str:
    """The name with its capitals, titles in their usual form."""
    words = [_TITLES.get(word.rstrip(".").lower(), word) for word in name.split()]
    if name != name.lower():
        return " ".join(words)
    return " ".join(word if word in (*_PARTICLES, *_TITLES.values()) else word.title() for word in words)

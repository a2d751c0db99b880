"""The writer's own name as people answer with it: "Becker, Tom", "its priya", "Jo von der Greyfox GmbH", "April Summers"."""

import re
from collections.abc import Sequence

from bot.extraction.given_names import begins_given, is_given_name
from bot.extraction.name_answers import answered_client, is_kind, only_meant
from bot.extraction.name_heads import SURNAMES
from bot.extraction.own_firms import firm_within
from bot.extraction.parties.patterns import LEGAL_FORM
from bot.extraction.replying import says
from bot.extraction.speaking import is_sentence

_LONGEST = 80
_MOST_PARTS = 5
_NO_PARTS = frozenset(
    {
        "and",
        "und",
        "the",
        "of",
        "for",
        "für",
        "it",
        "consulting",
        "services",
        "solutions",
        "design",
        "bau",
        "from",
        "bei",
        "vom",
        "not",
        "nicht",
    }
)
_LEAD_IN = re.compile(
    r"\W*(?:(?:hi|hello|hallo|hey|servus|moin|yes|yeah|ja|sure|klar|gern|of course|natürlich)\b\W+)?"
    r"(?:(?:it['’]?s|this is|i['’]?m called|i am called|they call me|(?:you can |just )?call me|i['’]?m|i am"
    r"|my name(?: is|['’]s)"
    r"|(?:full )?name(?: is| ist|(?=\s?:))|ich bin(?: die| der|['’]?s)?"
    r"|bin (?:die|der|d[’']?)|(?:ich )?hei(?:ß|ss)e?|(?:der|mein) name(?=\s?:)"
    r"|(?:der|mein) name ist(?: halt| eigentlich| übrigens)?"
    r"|(?:hier (?:ist|spricht|schreibt)|(?:es )?schreibt (?:ihnen|dir|euch))"
    r"(?: übrigens| nochmals?| wieder)?(?: die| der| d[ea]r?)?"
    r"|i bin?(?: dr| da| der| de| d)?"
    r"|me again|me is|me|myself|this side|(?:good |the )?name(?: is|['’]s)|am|ich)\b[\s,:]*)?(?:(?:die|der) (?=frau\b"
    r"|herr\b))?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"[\s,]+(?:(?:is|ist|isch|wär|wäre) (?:my|mein|min|der|the) name|(?:is|['’]s) me|hei(?:ß|ss)e? ich|my name|mein name"
    r"|here|hier|speaking|writing|am apparat|schreibt|again)\W*$",
    re.IGNORECASE,
)
_HERE_FIRST = re.compile(r"(?P<given>[^\W\d_]+) (?:here|hier)[,.]\s+(?=(?P=given)\s)", re.IGNORECASE)
"""A first name before all of it: "Pat here, Pat Nolan"."""
_FIRM = re.compile(
    r"[\s,]+(?:(?P<plain>(?i:not|nicht|it['’]?s|from|at|with|bei der|beim|bei|vom|vo(?:n)? d[ae]|von der firma"
    r"|von firma|from the firm))"
    r"|(?i:von der|von|of the|of|für die|für|for))\s+(?:(?i:the|der|die)\s+)?(?P<firm>[A-ZÄÖÜ\d].*)$"
)
"""The firm behind a name; "von" and "of" belong to names unless they follow a full one, or a legal form follows them."""
_FULL = re.compile(r"(?:[A-ZÄÖÜ][\w'’.-]*\s+)+[A-ZÄÖÜ][\w'’-]+")
_AND_FIRM = re.compile(
    r"[.,;]\s+(?:(?i:(?:the|my|our|die|meine|unsere)\s+)?(?i:firm|company|business|firma)(?i:\s+name)?\s*(?i:is|ist"
    r"|heißt|:)\s*(?P<firm>[^,;]+)"
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
_TITLE = r"(?:(?:dr\.?-ing|dr|prof|mag(?:\.?a)?|ing|dipl\.?-ing)\.?\s+)"
_ADDRESS = r"(?:(?:mrs?|ms|miss|mx|frau|herrn?)\.?\s+)"
_NAME = re.compile(rf"(?:{_ADDRESS}|{_TITLE})*{_PART}\.?(?:\s+{_PART}\.?){{0,4}}", re.IGNORECASE)
_TITLES_FIRST = re.compile(rf"(?:{_TITLE}|{_ADDRESS})+", re.IGNORECASE)
_INITIAL = re.compile(rf"{_TITLE}|{_ADDRESS}|[^\W\d_]\.\s", re.IGNORECASE)
_INVERTED = re.compile(
    r"(?P<family>(?:(?:von|van|de|der|den|di)\s+)*[A-ZÄÖÜ][\w'’-]+),\s*"
    r"(?P<given>(?:Dr\.?\s+|Prof\.?\s+)*[A-ZÄÖÜ][\w'’-]+(?:\s+[A-ZÄÖÜ](?:[\w'’-]+|\.))?)"
)
_TURNED = re.compile(
    r"(?P<family>(?:(?:von|van|de|der|di)\s+)*[^\W\d_][\w'’-]+),\s*(?P<given>[^\W\d_][\w'’-]+)(?=\s*(?:[.;,!\n(]|\Z|[–-]\s))",
    re.IGNORECASE,
)
"""A last name and a first one, whatever follows: "harms, torsten. kanzlei harms & partner"."""
_BEFORE_GIVEN = """
    hallo hello hi hey servus moin morning ja yes no nein nope sorry ok okay klar sure gern bitte please danke thanks also na well
    name ich me firma herr frau it this hier here
"""
_NO_FAMILY = frozenset(_BEFORE_GIVEN.split())
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
_CONTACT = re.compile(
    r"\S+@\S+|(?:\b(?:tel|mobile?|mob|phone|telefon|handy|natel|nummer|number|mail|e-?mail)\b[.:]?\s*)?\+?\d[\d\s()/.-]{4,}",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"[\s,(]+(?:(?:ohne|without|both|beide)\s+)?"
    r"(?:(?:[\w-]+\s+)?(?:schreibt|schreibe|schrieb)\w*\s+(?:man|sich|ich|mich)(?:\s+(?:das|den|aber))?|geschrieben"
    r"|spelt|spelled"
    r"|[^\W\d_]+(?=\s+(?:with|mit)\s+(?:an?\s+|einem\s+)?\w{1,2}\b)|(?=(?:with|mit|ohne|without)\s+(?:an?\s+"
    r"|einem\s+)?\w{1,2}\b))"
    r"[^,;]*",
    re.IGNORECASE,
)
"""How a name is written, told behind it: "schreibt man mit ph", "Steven with a v"."""
_BETWEEN_PIECES = re.compile(
    r"[,;()/|\n]+\s*|\s[–-]\s|(?<=\w{3})(?<!\bing)(?<!\bmag)(?<!\bprof)(?<!\bdipl)[.!]\s+"
    r"|\s(?:but|aber|actually|eigentlich|bzw\.?|beziehungsweise|from|at|bei|vom|von der|of the)\s",
    re.IGNORECASE,
)
_BETWEEN_FIRMS = re.compile(
    r"[,;()/|\n]+\s*|\s[–-]\s|(?<=\w{3})[.!]\s+|\s(?:from|at|bei|vom|von der|vo da|of the|of|in|with|for)\s(?=\S)",
    re.IGNORECASE,
)
_BEFORE_FIRM = re.compile(
    r"(?:the|der|die|das|dem|da|d['’]|it['’]?s|from|at|with|bei|von|vo|vom|für|for|of|my|our|meine|unsere|firma|fa\."
    r"|firm|company|i run|i own"
    r"|(?:gf|(?:mit)?inhaber|geschäftsführer|owner|director|founder|ceo|partner)(?:in)?:?)\s+"
    r"(?=\S)",
    re.IGNORECASE,
)
_WHAT_THEY_ARE = re.compile(
    r"(?:also|sprich|genauer|that['’]?s|und zwar|gf|geschäftsführer(?:in)?|inhaber(?:in)?|ansprechpartner(?:in)?"
    r"|kontakt(?:person)?|contact(?: person| name)?|director|owner|manager|sie (?:sprechen|schreiben) mit|mein name lautet"
    r"|und|and|(?:you['’]?re|you are) (?:speaking|talking|chatting) (?:to|with))\b"
    r"(?:\s+(?:ist|is|wäre|hei(?:ß|ss)t))?[\s:]+(?:(?:die|der)\s+)?",
    re.IGNORECASE,
)
"""What somebody is, before their name: "Ansprechpartner ist Ute Brandis"."""
_FAMILY_BEHIND = re.compile(
    r"(?P<given>[^\W\d_][\w'’-]*)[\s,.]+(?:(?:and|und)\s+)?(?:(?:my|mein|der|the)\s+)?"
    r"(?:nachname|familienname|zuname|surname|last name|family name|second name)(?:['’]s|\s+(?:ist|is))?:?\s+"
    r"(?P<family>[^\W\d_][\w'’-]*)\W*",
    re.IGNORECASE,
)
"""A first name and then the last one by that word: "Siobhan, surname O'Dea"."""
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
_TITLES = {
    "dr": "Dr.",
    "dr-ing": "Dr.-Ing.",
    "dr.-ing": "Dr.-Ing.",
    "dipl.-ing": "Dipl.-Ing.",
    "prof": "Prof.",
    "mag": "Mag.",
    "mag.a": "Mag.a",
    "ing": "Ing.",
}


def answered_name(text: str, days: Sequence[tuple[int, int]]) -> tuple[str, int, int] | None:
    """The name and its place where its form needs care; None for all others. `days` are the dates read in the text."""
    lead = _LEAD_IN.match(text)
    if len(text) <= _LONGEST and (apart := _FAMILY_BEHIND.fullmatch(text, lead.end() if lead else 0)):
        return _written(f"{apart['given']} {apart['family']}"), *apart.span()
    if (person := _person_among(text)) is not None:
        return person
    start, end = lead.end() if lead else 0, len(text.rstrip(" .!;,\n"))
    if (turned := _TURNED.match(text, start)) and _is_turned(turned):
        return _written(f"{turned['given']} {turned['family']}"), *turned.span()
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
    if not _NAME.fullmatch(core) or is_sentence(core) or answered_client(core) is None or _mixed(core):
        return None
    is_day = any(start < day_end and day_start < end for day_start, day_end in days)
    particle = any(word in _PARTICLES for word in core.split())
    careful = particle or start or behind or beside or named_firm or is_day or _INITIAL.match(core)
    if not careful or (is_day and not _is_called_so(core, start, days)):
        return None
    return _written(core), start, end


def answered_firm(text: str) -> tuple[int, int] | None:
    """Where the writer's firm stands behind their name: "Tom Baker of Baker & Sons"."""
    text = only_meant(text)
    answered = answered_name(text, ())
    if not answered or not (_TITLED.match(answered[0]) or is_given_name(answered[0].split()[0])):
        return None
    if same := _FIRM_OF_THE_NAME.search(text):
        return same.span("firm")
    firm = _FIRM.match(text, answered[2]) or _AND_FIRM.match(text, answered[2])
    return (firm.span("firm") if firm["firm"] else firm.span("named")) if firm else None


def firm_among(text: str, name: str) -> tuple[int, int] | None:
    """The one firm among the other pieces of an answer that tells a name: by its form, or called like the person."""
    if len(text) > 2 * _LONGEST or "?" in text:
        return None
    bare, family = _CONTACT.sub(_blank, text), name.split()[-1].casefold()
    found: list[tuple[int, int]] = []
    begin = 0
    for end in [*_BETWEEN_FIRMS.finditer(bare), None]:
        start, stop = _firm_core(bare, begin, end.start() if end else len(bare))
        piece = bare[start:stop]
        words = [word.casefold() for word in piece.split()]
        theirs = 1 < len(words) <= _MOST_PARTS and family in words and not _same_words(piece, name)
        if firm_within(bare, start, stop) or (theirs and not is_sentence(piece) and not _is_person(piece)):
            found.append((start, stop))
        begin = end.end() if end else begin
    return found[0] if len(found) == 1 and not _same_words(bare[slice(*found[0])], name) else None


def _firm_core(text: str, start: int, end: int) -> tuple[int, int]:
    """A piece without what stands before the name of a firm in it: "von der", "account manager at"."""
    start += len(text[start:end]) - len(text[start:end].lstrip(" .,:"))
    while lead := _BEFORE_FIRM.match(text, start, end):
        start = lead.end()
    return start, start + len(text[start:end].rstrip(" .,:!"))


def _same_words(one: str, other: str) -> bool:
    return sorted(one.casefold().replace(",", " ").split()) == sorted(other.casefold().split())


def _person_among(text: str) -> tuple[str, int, int] | None:
    """The one person among the pieces of an answer: others are a firm, how to reach them, or how the name is written."""
    if len(text) > 2 * _LONGEST:
        return None
    bare = _CONTACT.sub(_blank, text)
    bare = _SPELT.sub(_blank, bare)
    if len(bare.strip()) > _LONGEST or "?" in bare or _INVERTED.fullmatch(bare.strip(" .!,")):
        return None
    ends = [*((found.start(), found.end()) for found in _BETWEEN_PIECES.finditer(bare)), (len(bare), 0)]
    persons: dict[str, tuple[int, int]] = {}
    begin, pieces = 0, 0
    for stop, following in ends:
        start, end = _core(bare, begin, stop)
        pieces += end > start
        others = bare[:begin] + bare[stop:]
        if end > start and (_is_person(bare[start:end]) or _owns(bare[start:end], others)):
            persons.setdefault(bare[start:end], (start, end))
        begin = following
    full = {name: place for name, place in persons.items() if " " in _TITLES_FIRST.sub("", name)}
    persons = full or persons  # "Dr. Vance, Eleanor Vance" is one, said twice.
    if len(persons) != 1:
        return None
    ((name, (start, end)),) = persons.items()
    told = pieces > 1 or bare != text or start > len(bare) - len(bare.lstrip()) or _INITIAL.match(name)
    return (_written(name), start, end) if told else None


def _is_turned(found: re.Match[str]) -> bool:
    """Whether a last name stands before a first one, and no greeting or small word: "hallo, torsten"."""
    family, given = found["family"].casefold(), found["given"].casefold()
    named = (
        answered_client(family) is not None
        and not is_sentence(family)
        and (family in SURNAMES or not is_kind(family))
    )
    return is_given_name(given) and named and family not in _NO_FAMILY


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """A piece without what leads a name in and what is said behind it."""
    while start < end:
        skipped = start + len(text[start:end]) - len(text[start:end].lstrip(" .,:"))
        lead = _WHAT_THEY_ARE.match(text, skipped, end) or _LEAD_IN.match(text, skipped, end)
        if not lead or lead.end() <= start:
            break
        start = lead.end()
    behind = _BEHIND.search(text, start, end)
    end = behind.start() if behind else end
    return start, start + len(text[start:end].rstrip(" .,:!"))


def _is_person(name: str) -> bool:
    """Whether a piece is a first name with a last one, or a title with a name."""
    title = _TITLES_FIRST.match(name)
    words = name[title.end() if title else 0 :].split()
    if (
        not (1 if title else 2) <= len(words) <= _MOST_PARTS
        or not _NAME.fullmatch(name)
        or LEGAL_FORM.search(name)
        or is_sentence(name)
    ):
        return False
    return (title is not None or begins_given(words[0])) and not (
        _mixed(name) or any(word.lower() in _NO_PARTS for word in words)
    )


def _owns(name: str, others: str) -> bool:
    """Whether a first and a last name stand beside a firm of that last name: "Architekturbüro Wenz, Carola Wenz"."""
    first, _, last = name.partition(" ")
    beside = re.search(rf"\b{re.escape(last)}\b", others, re.IGNORECASE) if last and " " not in last else None
    return (
        beside is not None
        and _NAME.fullmatch(name) is not None
        and not is_sentence(name)
        and not is_kind(first.casefold())
    )


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

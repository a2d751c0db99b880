"""Names of people and firms, compared tolerantly: "Dr. Müller, Eva" is "Eva Maria Mueller", and "Max Müller" is neither.

Case, accents, umlauts (ae for ä), titles, legal forms, the order of given and family name, names in the middle and words
for a trade at the end do not count. Nothing is guessed: each word of the shorter name has to stand in the longer one.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe"})
_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_TITLES = frozenset({
    "dr", "drs", "prof", "professor", "professorin", "doktor", "dipl", "diplom", "magister", "mmag", "msc", "bsc", "mba", "phd",
    "llm", "mr", "mrs", "ms", "miss", "mx", "herr", "herrn", "frau", "madame", "monsieur",
})  # fmt: skip
_MAYBE_TITLES = frozenset({
    "ing", "mag", "med", "iur", "jur", "phil", "rer", "nat", "habil", "ba", "ma", "fh", "sir", "dame", "hr", "fr",
})  # fmt: skip
"""Titles that are also somebody's name, as in "Jack Ma": dropped where two words are left without them."""
_LEGAL = (
    "gmbh", "gesmbh", "mbh", "ggmbh", "gbr", "ohg", "kg", "kgaa", "ag", "ug", "ek", "ekfm", "ekfr", "eu", "ev", "eg",
    "og", "partg", "partgmbb", "mbb", "se", "sarl", "sas", "srl", "spa", "bv", "nv", "ltd", "llc", "llp", "plc", "inc",
    "corp",
)  # fmt: skip
_LEGAL_WORDS = frozenset({
    "limited", "incorporated", "corporation", "company", "co", "cie", "haftungsbeschränkt", "haftungsbeschraenkt", "ges",
})  # fmt: skip
_DOTTED = re.compile(
    rf"(?<!\w)(?:{'|'.join(r'[.]?'.join(form) for form in _LEGAL)}|e[.]? ?[kuv])[.]?(?!\w)", re.IGNORECASE
)
"""Legal forms with or without dots: "G.m.b.H.", "e. K."."""
_JOINING = frozenset({"und", "and", "et", "u"})
_TRADES = frozenset({
    "it", "edv", "ict", "beratung", "beratungen", "consulting", "consultancy", "consultants", "services", "service",
    "dienstleistungen", "dienstleistung", "software", "softwareentwicklung", "entwicklung", "development", "solutions",
    "systems", "systeme", "technik", "webdesign", "design", "agentur", "agency", "studio", "freelance", "freelancer",
    "freiberufler", "ingenieurbuero", "buero", "group", "gruppe", "holding",
})  # fmt: skip
_ALSO = re.compile(
    r"\b(?:inh|inhaber|inhaberin|c/o|t/a|d/b/a|dba|trading as|vertreten durch|gf)\b[.:]?|[()|/;]",
    re.IGNORECASE,
)
"""What stands between two names of one party: "Pixelwerk, Inh. Mara Lindt"."""

_Word = frozenset[str]
"""A word in all its spellings."""


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two texts may name the same person or firm; an empty one names nobody."""
    if not one or not other:
        return False
    return any(_fits(a, b) for a, b in itertools.product(_readings(one), _readings(other)))


def _readings(name: str) -> Iterator[list[_Word]]:
    """The names that a text holds, each as its words in order."""
    for part in _ALSO.split(name):
        pieces = [piece for piece in part.split(",") if piece.strip()]
        if len(pieces) == 2:
            # "Lindt, Mara", but also "Mara Lindt, Pixelwerk GmbH".
            yield _words(f"{pieces[1]} {pieces[0]}")
            yield from (_words(piece) for piece in pieces if len(piece.split()) > 1)
        elif pieces:
            yield _words(part)


def _words(name: str) -> list[_Word]:
    lowered = unicodedata.normalize("NFC", name).casefold().translate(_APOSTROPHES)
    # A name that is nothing but a legal form keeps it.
    without = _DOTTED.sub(" ", lowered)
    for text in (without, lowered):
        every = [word for word in re.split(r"[\W_]+", text) if word and word not in _TITLES | _JOINING]
        plain = [word for word in every if word not in _LEGAL_WORDS]
        # Initials say little beside two words, and are all that tells "A & B Consulting" from "C & D Consulting".
        short = [word for word in plain if len(word) > 1 and word not in _MAYBE_TITLES]
        kept = short if len(short) > 1 else plain
        if kept:
            return [_spellings(word) for word in kept]
    return []


def _spellings(word: str) -> _Word:
    stripped = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    plain = "".join(char for char in stripped if not unicodedata.combining(char))
    spelt = unicodedata.normalize("NFKD", word.translate(_UMLAUTS))
    return frozenset({plain, "".join(char for char in spelt if not unicodedata.combining(char))})


def _fits(one: list[_Word], other: list[_Word]) -> bool:
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    if _joined(short) & _joined(long):
        return True
    if len(short) == len(long):
        return _all_in(short, long) and _all_in(long, short)
    if len(short) < 2:
        return False
    if _all_in(short, long[: len(short)]) and all(_TRADES & word for word in long[len(short) :]):
        return True
    # Family name first and given names after it are told from a firm's name by the other one's order.
    turned = bool(short[0] & long[1] and short[-1] & long[0])
    return _all_in(short, long) and (turned or _all_in([long[0], long[-1]], short))


def _all_in(some: list[_Word], others: list[_Word]) -> bool:
    return all(any(word & other for other in others) for word in some)


def _joined(words: list[_Word]) -> frozenset[str]:
    """The name without blanks, once with umlauts spelt out and once plain: "Pixel Werk" is "Pixelwerk"."""
    return frozenset(
        {"".join(min(word, key=len) for word in words), "".join(max(word, key=len) for word in words)}
    )

"""German words with a capital before a name that belong to none: what somebody is like, what is done for them, where it was."""

import re
from collections.abc import Sequence

from bot.extraction.given_names import is_given_name
from bot.extraction.parties.patterns import LEGAL_FORM
from bot.extraction.parties.words import PartyWords

_DONE_TO = re.compile(
    r"(?!geschwister|verwalter|vertreter|vereinigt|verbund|beamte)"
    r"(?:\w*?ge[bdfghjklmnprstvwzqu]\w+|(?:ver|zer|ent|be|er|unter|über)\w{3,}|\w+ier)te[rnms]?",
    re.IGNORECASE,
)
"""What has its capital from beginning a sentence: "Verärgerter Mieter", "Abgelehnte Bewerberin"."""
_LIKE = re.compile(r"\w{2,}(?:isch|lich|los|haft)e[rnms]?", re.IGNORECASE)
"""Likewise, though firms may be called so: "Psychologisches Gutachten", but "Städtisches Klinikum"."""
_AGED = re.compile(r"(?:ehemalig|früher|alt|neu|jung|älter|jünger|ander|zweit|dritt)e[rnms]?", re.IGNORECASE)
"""Likewise of people: "Älterer Besucher", but "Alte Post"."""
_JOB = re.compile(
    r"(?!(?:hart|horn|adel|j)ung$)\w*(?:\wung|konzept|gutachten|statik|montage|umbau|neubau|tion|layout|aufmaß|aufmass|service|support|projekt|auftrag)",
    re.IGNORECASE,
)
"""What is done for somebody, before the kind of who that is: "Lichtplanung Autohaus"."""
_SURNAME_TOO = re.compile(r"(?:er|erin|mann|frau|bauer|wirt|hof|koch|schäfer|schmied|vogt|richter)$")
"""Ends of kinds that people are called, too: "Bestattung Amann", "Beratung Schäfer"."""
_SITE = re.compile(
    r"(?:\w*(?:deponie|baustelle|grundstück|parzelle|gelände|kreuzung|autobahn|parkplatz|gewerbeschau|gewerbeausstellung|fachmesse|stadtfest|strassenfest|straßenfest"
    r"|volksfest|weihnachtsmarkt|kiesgrube|steinbruch|stausee|wanderweg|landstraße|bundesstraße|projekt))",
    re.IGNORECASE,
)
"""Where something was, whatever the place is called: "Deponie Hintersteig"."""


def is_said_of(text: str, tokens: Sequence[tuple[int, int]], words: PartyWords, *, begins: bool) -> bool:
    """Whether the first word tells what somebody is like or what was done for them, and is none of the name behind it.

    `begins` says that a sentence begins there.
    """
    first, last = text[slice(*tokens[0])], text[slice(*tokens[-1])].strip(".,")
    if LEGAL_FORM.search(text, tokens[0][0], tokens[-1][1]):
        return False
    kind = words.heads.fullmatch(last)
    if _JOB.fullmatch(first) and len(tokens) == len((first, last)) and not words.heads.fullmatch(first):
        return kind is not None and _SURNAME_TOO.search(last) is None
    # "Bernadette" looks like what was done to somebody, too.
    if not begins or words.heads.fullmatch(first) or is_given_name(first):
        return False
    second = text[slice(*tokens[1])].strip(".,")
    person = second.lower() in words.persons or second.lower() in words.staff
    if _DONE_TO.fullmatch(first) or (person and (_AGED.fullmatch(first) or _LIKE.fullmatch(first))):
        return True
    return bool(_LIKE.fullmatch(first)) and not words.heads.fullmatch(second) and kind is None


def is_site(word: str) -> bool:
    """Whether a first word tells of a place where something was, whatever that is called."""
    return _SITE.fullmatch(word) is not None

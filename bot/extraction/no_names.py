"""Words that look like a name where one is looked for, and are none: "Tel", "firma fehlt", "5 anderi kunde", "Yes"."""

import re

from bot.extraction.found import TextFound
from bot.extraction.name_answers import is_kind, is_role_word

_WORDS = re.compile(
    r"(?:yes|no|yep|nope|ja|nein|nee|jo|ok(?:ay)?|tel|telefon(?:nummer)?|phone|mobile?|mobil(?:nummer|telefon)?|handy(?:nummer)?|natel(?:nummer)?"
    r"|(?:e-?)?mail(?:adresse)?|fax|nr|nummer"
    r"|number|hä+|huh|what|was|wie|unknown|unbekannt|assumed|angenommen|missing|fehlt|falsch|wrong|richtig|right"
    r"|firma|company|firm|name|vorname"
    r"|nachname|adresse|address|betreff|re|ps|nb|btw|send|abschicken|absenden|schicken|danke|thanks|bitte|please"
    r"|not sure|weiß (?:ich )?nicht)"
    r"\W*",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:fehl(?:t|en)|fählt|hei(?:ß|ss)(?:t|en|e)|hoa(?:ß|ss)t|mach(?:t|en|ed)|mein(?:t|en)|sag(?:t|en)|w(?:ill"
    r"|ollen)|droh(?:t|en)|ha(?:t|ben|nd)|ist|sind"
    r"|isch|brauch(?:t|en)|forder(?:t|n)|verlang(?:t|en)|h(?:ält|alten)|g(?:ibt|eben)|komm(?:t|en)|krieg(?:t|en)"
    r"|klag(?:t|en)|steht|stehen|kann"
    r"|können|muss|müssen|sollen?|weiß|wissen|schreib(?:t|en)|ruf(?:t|en)|is|are|has|have|wants?|says?|said|called"
    r"|needs?|claims?|makes?|will|was)"
    r"(?:\s|\Z)",
)
_MANY = re.compile(
    r"(?:\d+|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|two|three|four|five|six|seven|eight|nine|ten|paar"
    r"|mehrere|einige|several)\s+(?P<who>.+)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|die|der|das|d)\s+", re.IGNORECASE)


def unless_nobody(found: TextFound | None) -> TextFound | None:
    """A name that was found, if somebody may be called so."""
    return None if found is not None and is_nobodys_name(found.value) else found


def is_nobodys_name(value: str) -> bool:
    """Whether nobody is called so: a mere word of the form, a kind of firm with a verb behind it, or how many of them."""
    bare = _ARTICLE.sub("", value.strip(), count=1)
    if _WORDS.fullmatch(bare):
        return True
    if many := _MANY.fullmatch(bare):
        return bare == bare.lower() and is_role_word(many["who"].split()[-1].casefold())
    kind, _, rest = bare.partition(" ")
    somebody = bare == bare.lower() and bool(rest) and (is_role_word(kind) or is_kind(kind))
    return somebody and _DOES.match(rest) is not None

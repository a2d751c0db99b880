"""A language that is named in a story ("the French manual was wrong") is no wish to speak it."""

import re

from bot.claims.languages import named_in

_HARM = re.compile(
    r"\b(?:(?:mis)?translated|übersetzt|übersetzet|falsch\w*|wrong\w*|fehl(?:er\w*|t|te|ten|en)|errors?"
    r"|mistakes?|missing|mixed up"
    r"|verwechselt|vertauscht|delivered|geliefert|vergessen|forgot\w*|published|veröffentlicht|printed|gedruckt)\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:\w*übersetzung\w*|(?:mis)?translations?|interpret(?:er|ed|ing)|dolmetsch\w*|manuals?|handb[uü]ch\w*"
    r"|anleitung\w*|\w*vertr(?:ag|äge|ags)\w*|contracts?|brochures?|broschüre\w*|leaflets?|labels?"
    r"|etikett\w*|prospekt\w*|kataloge?s?|catalog\w*"
    r"|packung\w*|beipackzettel|gutachten|webs(?:ite|eite)\w*|subtitles?|untertitel\w*|captions?|agbs?"
    r"|proofread\w*|lektorat|klausel\w*"
    r"|clauses?|documents?|unterlagen|dokument\w*|datenblatt|data ?sheets?|packaging|keyboard|tastatur\w*"
    r"|clients?|kunden?|customers?)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:can|could|may|would|prefer|rather|lieber|switch|chang\w+|speak|talk|continue|go on|possible"
    r"|sprech\w*|sprich\w*|red(?:en|e|s|st)?"
    r"|schwätz\w*|gibts?|gehts?|goht|geaht|könn\w*|kann|kannst|möchte|mecht|will|want|need|brauch\w*"
    r"|wechsel\w*|\w*stell\w*|weiter|zurück"
    r"|back to|mach\w*|versteh\w*|understand|read|better|besser|easier|leichter|antwort\w*|answer|reply"
    r"|write|schreib\w*|frag\w*|ask)\b",
    re.IGNORECASE,
)
_PLAIN_WISH = re.compile(
    r"\?|\b(?:please|pls|plz|bitte|(?:can|could|may|shall|do|are) (?:we|you|i)|let[’']?s|is there"
    r"|(?:könn\w*|kann|wollen|sollen)"
    r" (?:wir|ich|sie|man|du|ihr)|sprechen sie)\b",
    re.IGNORECASE,
)


_COUNTRY = re.compile(
    r"\b(?:deutschland\w*|germany|england|(?:german|english|deutsche[rsnm]?|englische[rsnm]?) (?:law"
    r"|court|company|firm|side|authority"
    r"|recht|gericht|firma|seite|behörde))\b",
    re.IGNORECASE,
)
"""A country that is told, or what belongs to one: no language."""


def is_wish(text: str) -> bool:
    """Whether a text that sounds like a wish for another language is one, and no story of something written in it."""
    if _COUNTRY.search(text) and not named_in(_COUNTRY.sub(" ", text)):
        return False
    told = [bool(pattern.search(text)) for pattern in (_HARM, _WORK)]
    if not any(told) or _PLAIN_WISH.search(text):
        return True
    return not all(told) and _WISH.search(text) is not None

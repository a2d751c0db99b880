"""What the writers said or wrote themselves: "I said sorry on the phone" tells nothing of how the others spoke to them."""

import re

_CUT = re.compile(r"\s(?:and|but|und|aber|then|dann|da)\s|[,;.!?\n–]+|$", re.IGNORECASE)
_SAID = (
    r"(?:said|told|wrote|written|e-?mailed|mailed|texted|messaged|whatsapped|called|rang|rung|phoned|replied|answered|apologi[sz]ed"
    r"|promised|offered|agreed|admitted|sent|informed|explained|confirmed|assured)"
)
_OWN_EN = re.compile(
    rf"\b(?:i|we)(?:[’']?ve|[’']d)?(?: (?!was\b|were\b|been\b|being\b|got\b|get\b)\w+){{0,3}} {_SAID}\b"
    rf"|^\W*(?:(?:only|just|then|also|already|have|had|no|yes|yeah|and) )*{_SAID}\b(?! (?:me|us)\b)"
    rf"|\b(?:only|just) {_SAID}\b(?! (?:me|us)\b)",
    re.IGNORECASE,
)
_GESAGT = (
    r"(?:ge?sagt|gs[ae]it|g?e?schrieben|gschrieb\w*|gschrib\w*|versprochen|versprocha|versprochn|verspr?oche|zugesagt|zuag?sagt|zuegseit"
    r"|entschuldigt|angeboten|angerufen|aagl\w+t\w*|gemailt|geantwortet|mitgeteilt|geschickt|gschickt|zugesichert|zugegeben|zuegäh"
    r"|bestätigt|erklärt|informiert|gmeldet|gemeldet)"
)
_OWN_DE = re.compile(
    rf"\b(?:hab|habe|hob|han|ha|haben wir|hamma|ham ma|hend mir|händ mir|hemmer"
    rf"|(?:wir|mir|mer) (?:haben|ham|hend|händ))\b[^,;.!?]{{0,60}}\b{_GESAGT}\b"
    rf"|\b(?:ich|wir)\b[^,;.!?]{{0,60}}\b{_GESAGT} (?:hab\w*|han)\b",
    re.IGNORECASE,
)
_SUBJECTLESS = re.compile(rf"\b{_GESAGT}\b", re.IGNORECASE)
_THEIRS = re.compile(
    r"\b(?:hat|hats|hatte|haben|het|hot|händ|hend|hod|wurde?n?|ist|isch|is|er|sie|der|die|das|kund\w*|anw\w+|mandant\w*|frau|herr"
    r"|bekommen|erhalten|kriegt|gekriegt|überkommen|übercho)\b",
    re.IGNORECASE,
)
"""Whoever else said it, or what was received: "wurde mir am Telefon gesagt"."""
_HAS = re.compile(r"\W*(?:hat|hats|hatte|haben|het|hot|wurde|worden)\b", re.IGNORECASE)
_RECEIVED = re.compile(
    r"\b(?:got|received|have|had|bekommen|erhalten|kriegt|gekriegt)\b.{0,20}\b(?:mail|e-?mail|letter|brief)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\W*(?:(?:also|only|just|both|and|und|auch|nur|einmal|and once|sogar|even) )*"
    r"(?:(?:by|via|over|on|in|through|per|via|über|am|im|mit|uf|auf) (?:an? |the |einer? |da |em )?[\w-]+|schriftlich|mündlich"
    r"|telefonisch|verbally|orally)\W*",
    re.IGNORECASE,
)
"""A way to speak and nothing else, behind what was said: "han ne e Gutschrift versproche, per Mail"."""


def without_own_words(text: str) -> str:
    """The text with blanks in place of the pieces in which its writers tell what they said or wrote; positions stay."""
    own, begin = False, 0
    for cut in _CUT.finditer(text):
        said = text[begin : cut.start()]
        own = _is_own(said) or (own and _BESIDE.fullmatch(said) is not None)
        if own:
            text = text[:begin] + " " * len(said) + text[cut.start() :]
        begin = cut.end()
    return text


def _is_own(piece: str) -> bool:
    if _RECEIVED.search(piece):
        return False
    if _OWN_EN.search(piece) or _OWN_DE.search(piece):
        return True
    said = _SUBJECTLESS.search(piece)
    return said is not None and not (_THEIRS.search(piece, 0, said.start()) or _HAS.match(piece, said.end()))

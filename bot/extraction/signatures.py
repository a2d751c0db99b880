"""The name that a message is signed with: "… nothing else is affected. Hester Quillfeather, Edinburgh"."""

import re

from bot.extraction.folded import fold
from bot.extraction.given_names import begins_given
from bot.extraction.parties.patterns import CAPITAL, LEGAL_FORM

_PART = rf"[{CAPITAL}](?:[^\W\d_]|['’-](?=[^\W\d_])){{0,40}}"
_TITLE = r"(?:(?:Dipl\.?-Ing|Dr|Prof|Mag|Ing|DI|Mrs?|Ms|Miss|Frau|Herr)\.?[ \t]+)"
_NAME = (
    r"(?!(?i:polic|poliz|vertrag|kontakt|contact|mobil|telefon|phone|tel\b|mail))"
    rf"{_TITLE}{{0,3}}(?P<given>{_PART})(?:[ \t]+(?:(?:van|von|de|der|den|di|da|zu)[ \t]+)?{_PART}){{1,2}}"
)
_ADDRESS = r"[\w.+-]{1,64}@[\w.-]+\w"
_BESIDE = rf"(?:{_ADDRESS}|\+?[\d ()/.-]{{6,20}}\d|[^\s.!?,;@\n]{{1,40}}(?:[ \t]{{1,3}}[^\s.!?,;@\n]{{1,40}}){{0,5}})"
"""What stands beside a name in a signature: an address, a number, a firm, a job, a place."""
_SIGNED = re.compile(
    rf"(?P<before>\A|[.!?…:)][ \t]{{1,3}}|\n[ \t]{{0,8}}|\w[ \t][–-][ \t]|\w,[ \t]{{1,3}})(?P<name>{_NAME})"
    rf"(?P<beside>(?:[ \t]+(?i:mein name|(?:is|ist|isch) (?:my|mein) name|here|hier))?"
    rf"(?:[ \t]*[,;:|/(–-][ \t]*{_BESIDE}\)?){{0,5}})[ \t]*[.!]?(?=[ \t]*(?:\Z|\n))"
)
_SAYS = re.compile(
    r"\W*\b(?:is|was|has|had|wants?|said|says|i|we|he|she|they|ist|war|hat|will|sagt|ich|wir|er|sie|man)\b",
    re.IGNORECASE,
)
"""Words of a sentence that goes on behind a name."""
_SELF = re.compile(r"(?:\b(?:bin|am)|['’]m)\b[^.!?\n]{0,40},[ \t]+\Z", re.IGNORECASE)
"""What tells who writes before the name: "bin der Gründer, Mats Lüdeking"."""
_LEAST = 30
"""Characters before a signature: what is shorter is an answer, and no letter."""


def find_signature(text: str) -> tuple[int, int] | None:
    """Where the writer's name stands at the end of a message, after what they told."""
    for found in _SIGNED.finditer(text):
        if found.start("name") >= _LEAST and _is_signature(text, found):
            return found.span("name")
    return None


def _is_signature(text: str, found: re.Match[str]) -> bool:
    if LEGAL_FORM.search(found["name"]) or _SAYS.match(found["beside"]):
        return False
    own_address = any(
        fold(part) in fold(address)
        for address in re.findall(_ADDRESS, text)
        for part in re.split(r"[\s'’-]", found["name"])
        if len(part) > len("von")
    )
    if own_address or _SELF.search(text, 0, found.start("name")):
        return True
    # Behind a comma stands anybody; a sentence of nothing but a name is a signature.
    return "," not in found["before"] and begins_given(found["given"])

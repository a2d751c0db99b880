"""Whether an act that a German text tells was that of others: "am selben Tag hat die Käuferin unterschrieben"."""

import re

_AUXILIARY = re.compile(
    r"\b(?:(?P<others>hat|hats|hot|hots|het|hatte|(?:haben|ham|hom|hend|händ) (?:sie|die|beide|alle))"
    r"|hab|habe|haben|hob|han|ha|ham|hamma|hom|hend|händ|hatten|wurden?|ist|sind)\b"
)
_BEHIND = re.compile(r"\W*(?:[^\W\d_]+ )?(?P<others>hat|hats|hot|hots|het|hatte)\b")
_OUR_SIDE = re.compile(
    r"\b(?:kolleg\w*|chef\w*|boss|azubi\w*|lehrling\w*|mitarbeiter\w*|partner\w*|praktikant\w*|techniker\w*|monteur\w*|gesell\w*"
    r"|assistent\w*|(?:mein|unser|mei|üs)\w* (?!kund|auftragg|mandant|klient|gast|gäst|gegn|vermiet|nachbar|patient|mieter)\w+)\b"
)
_SENTENCE = re.compile(r"[.!?\n](?=\s|$)")
_REACH = 40
"""Characters before "hat" among which its subject stands."""


def is_by_others(text: str, start: int, end: int) -> bool:
    """Whether what stands at `start` to `end` of a folded text was done by somebody who is not on the writer's side."""
    begin = max((cut.end() for cut in _SENTENCE.finditer(text, 0, start)), default=0)
    behind = _BEHIND.match(text, end)
    before = [*_AUXILIARY.finditer(text, begin, end)]
    auxiliary = behind or (before[-1] if before else None)
    if auxiliary is None or auxiliary["others"] is None:
        return False
    return _OUR_SIDE.search(text, max(begin, min(auxiliary.start(), start) - _REACH), end) is None

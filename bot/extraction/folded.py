"""Words in any case: a text is put into lower case once, and its patterns are written so, too.

A search that leaves case alone is about twice as fast as one that has to disregard it.
"""

import re

_KEPT = re.compile(r"\\.|\(\?P[<=>]\w*|\(\?[a-zA-Z-]*:|.", re.DOTALL)
"""Escapes ("\\S" is not "\\s"), names and flags of groups, or one character."""


def fold(text: str) -> str:
    """`text` in lower case, character by character, so that positions stay the same."""
    lower = text.lower()
    return (
        lower
        if len(lower) == len(text)
        else "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    )


def folded(pattern: str) -> str:
    """A regular expression that finds in `fold(text)` what `pattern` finds in `text` whatever the case.

    The pattern may not tell case apart itself ("(?-i:…)"): ValueError.
    """
    if "(?-i" in pattern:
        raise ValueError(f"tells capitals apart: {pattern!r}")
    return _KEPT.sub(lambda part: part[0] if len(part[0]) > 1 else fold(part[0]), pattern)

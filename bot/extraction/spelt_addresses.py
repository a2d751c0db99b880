"""E-mail addresses as they are spoken or slip: "tom at becker dot com", "tom ät becker punkt de", "tom@gmail,com".

Only looked for in the answer to the question for an address, and said back for checking.
"""

import re

_TLD = (
    r"(?:com|net|org|info|biz|de|at|ch|li|eu|io|dev|app|me|co|us|ca|au|nz|ie|uk|nl|be|lu|fr|it|es|pl|cz|dk|se|no|fi|"
    r"example|online|shop|cloud|tech|berlin|wien|swiss)"
)
_WORD_AT = r"(?:at|ät|äd|aet|et|klammeraffe?|affenschwanz|affenklammer|at-?zeichen)"
_WORD_DOT = r"(?:dot|punkt|point|pünktli|period|full stop)"
_AT_WORDS = rf"(?:\s*[\[({{<]\s*{_WORD_AT}\s*[\])}}>]\s*|\s+{_WORD_AT}\s+)"
_DOT_WORDS = rf"(?:\s*[\[({{<]\s*{_WORD_DOT}\s*[\])}}>]\s*|\s+{_WORD_DOT}\s+)"
_DASH_WORDS = r"\s+(?:minus|dash|hyphen|bindestrich|strich)\s+"
_LINE_WORDS = r"\s+(?:underscore|unterstrich)\s+"
_PART = r"[\w+]+(?:[-.][\w+]+)*"
_USER = rf"{_PART}(?:(?:{_DOT_WORDS}|{_DASH_WORDS}|{_LINE_WORDS}){_PART}){{0,4}}"
_DOT = rf"(?:{_DOT_WORDS}|\s*[.,]\s*)"
_HOST = rf"{_PART}(?:(?:{_DOT_WORDS}|{_DASH_WORDS}){_PART}){{0,3}}?"
_END = rf"(?P<last>{_TLD}(?:{_DOT}uk)?)(?![\w@])"
_SPELT = re.compile(rf"(?<![\w@.])(?P<user>{_USER}){_AT_WORDS}(?P<host>{_HOST}){_DOT}{_END}", re.IGNORECASE)
_SLIPPED = re.compile(
    rf"(?<![\w@.])(?P<user>{_USER})\s*(?:@|[\[({{<]@[\])}}>])\s*(?P<host>{_HOST})(?:{_DOT}|\s+){_END}",
    re.IGNORECASE,
)
_NO_USERS = frozenset(
    {
        "me",
        "us",
        "mich",
        "uns",
        "it",
        "is",
        "here",
        "work",
        "office",
        "home",
        "look",
        "reach",
        "find",
        "or",
        "and",
        "am",
    }
)
"""Words before "at" that are nobody's address: "find us at becker dot com"."""


def find_spelt(text: str) -> tuple[str, int, int] | None:
    """The address in its usual form and its place in the text; whether it is a valid one is for others to say."""
    for pattern in (_SLIPPED, _SPELT):
        for found in pattern.finditer(text):
            user, host = _joined(found["user"]), _joined(found["host"])
            if user.lower() not in _NO_USERS:
                return f"{user}@{host}.{_joined(found['last'])}".lower(), found.start(), found.end()
    return None


def _joined(part: str) -> str:
    for words, sign in ((_DOT_WORDS, "."), (_DASH_WORDS, "-"), (_LINE_WORDS, "_"), (r"\s*[.,]\s*", ".")):
        part = re.sub(words, sign, part, flags=re.IGNORECASE)
    return re.sub(r"\s+", "", part)

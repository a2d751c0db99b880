"""What a password must be, and passwords made for others: NIST SP 800-63B asks for length and against the guessable, no more."""

import secrets

from bot.staff.errors import WeakPassword

LEAST, MOST = 12, 200
_DIFFERENT = 6
_GUESSED = (
    "password", "passwort", "kennwort", "geheim", "letmein", "welcome", "willkommen", "qwertz", "qwerty", "asdfgh", "admin",
    "firstnotice", "versicherung", "insurance", "schaden", "changeme", "iloveyou", "ichliebedich", "sommer", "winter", "summer",
    "hallo", "hello", "monkey", "dragon", "football", "fussball",
)  # fmt: skip
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertzuiopü",
    "qwertyuiop",
    "asdfghjklö",
    "yxcvbnm",
    "zxcvbnm",
)
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without what is easily mistaken for something else when read from a screen."""
_GROUPS, _IN_GROUP = 4, 5


def check(new: str, *, email: str, name: str, old: str | None = None) -> None:
    """Raises WeakPassword."""
    if len(new) < LEAST:
        raise WeakPassword("short")
    if len(new) > MOST:
        raise WeakPassword("long")
    if old is not None and new == old:
        raise WeakPassword("same")
    plain = new.casefold()
    personal = [part for part in (*email.casefold().replace("@", ".").split("."), *name.casefold().split())]
    if _left(plain, [part for part in personal if len(part) > 3]) < LEAST // 2:
        raise WeakPassword("personal")
    if len(set(plain)) < _DIFFERENT or _left(_without_runs(plain), _GUESSED) < LEAST // 2:
        raise WeakPassword("common")


def one_time() -> str:
    """A password to be told to somebody, and replaced at the first sign-in; 100 bits."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_IN_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _left(text: str, guessable: list[str] | tuple[str, ...]) -> int:
    """How many characters are not part of what anybody would try first."""
    for word in guessable:
        text = text.replace(word, "")
    return len(text)


def _without_runs(text: str) -> str:
    """Four and more neighbours on the keyboard, in the alphabet or of digits count as one."""
    for run in _RUNS:
        for length in range(len(run), 3, -1):
            for start in range(len(run) - length + 1):
                text = text.replace(run[start : start + length], run[start])
    return text

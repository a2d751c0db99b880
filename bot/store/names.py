"""Looking for words in a claim's names, contacts and numbers."""

from sqlalchemy import ColumnElement, func, literal

from bot.store.folding import pattern
from bot.store.statements import claims

NAMED = ("insured_name", "claimant", "insured_contact", "policy_number", "reference")


def named(words: str) -> list[ColumnElement[bool]]:
    """That each of the words stands somewhere in them, however its marks are written."""
    written: ColumnElement[str] = literal("")
    for name in NAMED:
        written = written + func.coalesce(claims.c[name], "") + "\n"
    return [written.regexp_match(pattern(word)) for word in words.split()]

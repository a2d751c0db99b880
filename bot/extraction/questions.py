"""What a text states beside its questions: "we broke their shop, are we covered?" tells that they broke it."""

import re

from bot.extraction.replying import says

_SENTENCES = re.compile(r"(?<=[.!?])(?<!\d\.)\s+|\n+")
_CLAUSES = re.compile(r"\s*[,;–]\s*(?:(?:and|but|so|und|aber|also)\s+)?|\s+(?:but|aber)\s+", re.IGNORECASE)

_PIECES = re.compile(r"(?<=[.!?;])\s+|\n+|[,;–]\s+")


def without_questions(text: str) -> str:
    """The text without its questions, be it a clause that opens like one."""
    kept = [
        piece if "?" not in piece else _before_question(piece) for piece in _SENTENCES.split(text.strip())
    ]
    return " ".join(filter(None, kept)).strip(" ,;–")


def without_asking_back(text: str) -> str:
    """The text with blanks for questions back, whatever their words: "wozu brauchen Sie das", "muss das sein"."""
    kept, start = [], 0
    for end in [*(found.end() for found in _PIECES.finditer(text)), len(text)]:
        piece = text[start:end]
        kept.append(" " * len(piece) if says("asks_back", piece) else piece)
        start = end
    return "".join(kept)


def _before_question(sentence: str) -> str:
    """The part of a sentence before the clause that asks; nothing if it asks from the beginning."""
    clauses = list(_CLAUSES.finditer(sentence))
    opening = next((found for found in clauses if says("asks", sentence[found.end() :])), None)
    # Whatever ends with the mark asks, with a word that questions open with or without: "neu gestartet, reicht das?".
    before = opening or (clauses[-1] if clauses else None)
    return "" if before is None or says("asks", sentence) else sentence[: before.start()]

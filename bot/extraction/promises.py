"""What the writers promised, granted or owned up to, be it only in part or perhaps, and whatever they deny beside it."""

import re
from functools import cache
from pathlib import Path

from bot.extraction.cues import compile_phrases
from bot.extraction.folded import fold
from bot.extraction.found import Span, TextFound
from bot.extraction.tables import read_table
from bot.extraction.who_did import is_by_others
from bot.extraction.word_patterns import WordPattern

PLAINLY = 0.95
"""Confidence of what is said so plainly that it goes before what was learnt from other answers."""
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_OPENS_NO = re.compile(r"^\W*(?:no|nope|nah|nein|nee|nö|na|nei)\b\W*")
_NOT = re.compile(
    r"\b(?:not|never|nobody|nothing|cannot|without|whether|if|should|would it|nicht|nie|niemals|nix|nichts|kein\w*|ned|net|nöd"
    r"|nid|nüt|ohne|ob|wenn|falls|weder|soll|sollte|darf)\b|n[’']t\b|\b(?:dont|didnt|havent|hasnt|wont|cant|wouldnt)\b"
)
_COMFORT = re.compile(
    r"\b(?:not to (?:worry|panic|stress)|don[’']?t worry|no worries|keine sorgen?|nicht aufregen)\b"
)
_OTHERS = re.compile(
    r"\b(?:they|he|she|clients?|customers?|lawyer|solicitor|who)(?:[’']?(?:ve|d|s))?"
    r"(?: (?:has|have|had|then|also|just|even|already))*$"
    r"|\b(?:er|sie|kunde|kundin|mandant\w*|anwalt|anwältin|der|die) (?:hat|hats|het|hot|haben|hatte)(?: \w+){0,3}$"
)
"""Right before it: whoever else said so."""
_CUT = re.compile(r",|\b(?:but|aber|sondern|though)\b")
_BEFORE = 40


def find_promise(text: str) -> TextFound | None:
    """Where a text says so, in a sentence that neither asks nor denies it."""
    folded = _COMFORT.sub(lambda said: " " * len(said.group()), fold(text))
    for sentence in _SENTENCE.finditer(folded):
        if sentence.group().rstrip().endswith("?"):
            continue
        for pattern in _patterns():
            for found in pattern.finditer(folded, sentence.start()):
                if found.end() > sentence.end():
                    break
                if not _is_taken_back(folded, sentence.start(), found):
                    return TextFound("yes", PLAINLY, Span(0, *found.span()))
    return None


def _is_taken_back(text: str, begin: int, found: re.Match[str]) -> bool:
    """Whether what is found is denied, or was said by others."""
    start = max(begin, found.start() - _BEFORE)
    before = _OPENS_NO.sub("", _CUT.split(text[start : found.start()])[-1])
    if _NOT.search(before + found.group()) or _OTHERS.search(before.rstrip()):
        return True
    return is_by_others(text, *found.span())


@cache
def _patterns() -> tuple[WordPattern, ...]:
    listed = read_table(Path(__file__).parent / "grammar" / "notice.yml")["promised"]
    return tuple(WordPattern(compile_phrases(phrases, folded=True)) for phrases in listed.values())

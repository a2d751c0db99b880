"""When somebody wants to be called back, in their own words: "tomorrow at 10", "werktags ab 17 Uhr"."""

import re
from functools import cache
from pathlib import Path

import yaml

from bot.extraction.replying import says

_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;\n]+|$)|[.!?;\n]+")
_COURTESY, _LONGEST_WISH = 3, 16
"""Words of a greeting or thanks beside a wish, and of the wish itself."""
_TELEPHONE = re.compile(r"(?:\+|00|\(?0)[\d ()/.-]{5,20}\d")


def find_call_time(text: str) -> str | None:
    """The longest phrase of `text` that tells a day or a time of day, as it was written; None if nothing does.

    Digits of a telephone number are none.
    """
    without = _TELEPHONE.sub("|", text)
    phrases = [found.group().strip(" ,-–") for found in _pattern().finditer(without)]
    return max(phrases, key=len, default=None)


def without_call_times(text: str) -> str:
    """`text` with blanks for the times in sentences that ask for a call, so that no event is dated by them."""

    def blanked(sentence: re.Match[str]) -> str:
        said = sentence.group()
        if not says("wants_call", said):
            return said
        return _pattern().sub(lambda time: " " * len(time.group()), said)

    return _SENTENCE.sub(blanked, text)


def only_wants_call(text: str) -> bool:
    """Whether a text asks for a call and tells nothing else."""
    sentences = [each.group() for each in _SENTENCE.finditer(_TELEPHONE.sub(" ", text))]
    others = [each for each in sentences if not says("wants_call", each) and len(each.split()) > _COURTESY]
    return (
        any(says("wants_call", each) and len(each.split()) <= _LONGEST_WISH for each in sentences)
        and not others
    )


@cache
def _pattern() -> re.Pattern[str]:
    data = yaml.safe_load((Path(__file__).parent / "grammar" / "call_times.yml").read_text("utf-8"))
    piece = "|".join(f"(?:{each})" for name in ("clocks", "days", "parts") for each in data[name])
    joined = "|".join(sorted(map(re.escape, data["joined"]), key=len, reverse=True))
    between = rf"(?:[\s,]+(?:(?:{joined})[\s,]+){{0,2}}|\s*[-–]\s*)"
    return re.compile(rf"(?<!\w)(?:{piece})(?!\w)(?:{between}(?:{piece})(?!\w))*", re.IGNORECASE)

"""Short answers to a question that asked for a name, a role or a choice, where the answer itself is the value."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.claims.resume_code import is_code
from bot.extraction.cues import compile_phrases
from bot.extraction.found import Span, TextFound
from bot.extraction.speaking import is_sentence

_LONGEST_NAME = 60
_LONGEST_CHOICE = 12
"""Words of an answer that means one choice; a longer one tells a story."""
_SAID_FIRST = re.compile(r"(?:(?:yes|yeah|yep|ja|no|nein|nee)\b[\s,.!:-]+|jo\s*[,.!:-]+\s*)", re.IGNORECASE)
"""A yes or no before a name; "Jo" without a comma is one itself."""
_ASKED_BACK = re.compile(r"[^.!?\n]{1,30}\?\s+(?=\S)")
"""The question said again before it is answered: "the client? Alderway Dental"."""
_SAID_AFTER = re.compile(
    r"[\s,]+(?:(?:hei(?:ß|ss)(?:t|en)|heissed|nennt sich|ist|war|isch|is|was)\s+(?:der|die|das|er|sie|es|"
    r"(?:sein|ihr|the|her|his|their) name|(?:der|die) (?:kunde|kundin|firma|name))|"
    r"(?:it|he|she|they) (?:is|are) called|it is|that is|both(?: of them)?|beide|alle beide|alli beidi)\s*$",
    re.IGNORECASE,
)
"""Words behind a name: "Sabine Oelkers heißt die"."""
_WHO_THAT_IS = re.compile(
    r"(?<=\w),\s+(?:an?|the|ein|eine|einer|unser\w*|mein\w*|my|our|one of|einer der) [^,]+$"
)
"""Who is named, behind the name: "Mrs Foster, a tenant"."""
_COUNTED = re.compile(r"\d\d[.,]?\s+\Z")
"""A number of people names nobody: "210 employees"."""
_CAUSE_ORDER = ("unknown", "subcontractor", "employee", "third_party", "self")
"""The more telling word first: "my trainee" is an employee, although "my" speaks of oneself."""


def answer_text(asks: str, text: str) -> TextFound | None:
    """The value of `text` as an answer to the question for `asks` ("caused_by" or "claimant"), if it is one."""
    return _cause(text) if asks == "caused_by" else _name(text)


def choice_in(field: str, text: str) -> TextFound | None:
    """The value of `text` as an answer to a question with a choice or for yes or no, by the words known for the field."""
    if "?" in text or len(text.split()) > _LONGEST_CHOICE:
        return None
    for value, phrases in _phrases()["choices"].get(field, {}).items():
        found = phrases.search(text)
        if found:
            return TextFound(value, 0.9, Span(0, *found.span()))
    return None


def withholds(text: str) -> bool:
    """Whether an answer to the question for a name says that it is not to be told, or has slipped somebody's mind."""
    return _phrases()["withholds"].search(text) is not None


def _cause(text: str) -> TextFound | None:
    phrases = _phrases()
    # Blanks keep the places of what is left.
    text = phrases["not_us"].sub(lambda denied: " " * len(denied.group()), told := text)
    theirs = phrases["theirs"].search(text)
    if theirs and not phrases["ours"].search(text):
        return TextFound("third_party", 0.9, Span(0, *theirs.span()))
    for value in _CAUSE_ORDER:
        if value == "third_party" and (doing := phrases["own_doing"].search(text)):
            return TextFound("self", 0.9, Span(0, *doing.span()))
        found = phrases["caused_by"][value].search(text)
        if found and not _COUNTED.search(text, 0, found.start()):
            return TextFound(value, 0.9, Span(0, *found.span()))
    nobody = phrases["none_of_us"].search(told)
    return TextFound("third_party", 0.9, Span(0, *nobody.span())) if nobody else None


def _name(text: str) -> TextFound | None:
    if is_code(text) or _phrases()["withholds"].search(text):
        return None  # brought from the other channel; nobody is called so
    asked_back = _ASKED_BACK.match(text)
    line = re.split(
        r"[\n;]|(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bCo)(?<!\bProf)(?<!\bMag)(?<!\bIng)(?<!\bDipl)(?<!\b\w)[.!?](?:\s|$)|,\s(?=(?:and|und|that|this|they|she|he|die|der|das|but|aber|their|his|her|its|it|who|which|based|located|sitzt|sitzen|hat|haben|deren|dessen|wo|aus|we|wir|ich|ist|sind)\b)",
        text[asked_back.end() if asked_back else 0 :].strip(),
        maxsplit=1,
    )[0]
    if not line or len(line) > _LONGEST_NAME or _phrases()["no_name"].fullmatch(line.strip(" .,!")):
        return None
    start = text.index(line)
    end = start + len(line)
    # One after the other: "it's" and "from" in "it's from Alderway Dental".
    while (lead_in := _phrases()["lead_in"].match(text, start, end)) and text[lead_in.end() : end].strip(
        " :,-–"
    ):
        start = (
            lead_in.end() + len(text[lead_in.end() : end]) - len(text[lead_in.end() : end].lstrip(" :,-–"))
        )
    value = text[start:end]
    start += len(value) - len(value.lstrip(" :,-"))
    value = _WHO_THAT_IS.sub("", _SAID_AFTER.sub("", value.strip(" :,-–")))
    said = _SAID_FIRST.match(value)
    if said and len(value.split()) > 1:
        start, value = start + said.end(), value[said.end() :]
    words = value.split()
    if is_sentence(value):
        return None
    if not words or len(words) > 6 or (_phrases()["no_name"].match(value) and len(words) < 5):
        return None
    return TextFound(value, 0.9, Span(0, start, start + len(value)))


@cache
def _phrases() -> dict[str, Any]:
    data = yaml.safe_load((Path(__file__).parent / "grammar" / "answers.yml").read_text("utf-8"))
    return {
        "caused_by": {value: compile_phrases(phrases) for value, phrases in data["caused_by"].items()},
        **{
            name: compile_phrases(data[name])
            for name in ("theirs", "ours", "own_doing", "not_us", "none_of_us")
        },
        "withholds": compile_phrases(data["withholds"]),
        "no_name": compile_phrases(data["no_name"]),
        "lead_in": compile_phrases(data["lead_in"]),
        "choices": {
            field: {value: compile_phrases(phrases) for value, phrases in values.items()}
            for field, values in data["choices"].items()
        },
    }

"""Short answers to a question that asked for a name, a role or a choice, where the answer itself is the value."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.claims.resume_code import is_code
from bot.extraction.cause_answers import answered_cause
from bot.extraction.cues import compile_phrases
from bot.extraction.found import Span, TextFound
from bot.extraction.speaking import is_sentence

_LONGEST_NAME = 60
_JOINS = frozenset({"&", "and", "und", "the", "die"})
_LONGEST_CHOICE = 12
"""Words of an answer that means one choice; a longer one tells a story."""
_SAID_FIRST = re.compile(r"(?:(?:yes|yeah|yep|ja|no|nein|nee)\b[\s,.!:-]+|jo\s*[,.!:-]+\s*)", re.IGNORECASE)
"""A yes or no before a name; "Jo" without a comma is one itself."""
_SO = (
    r"(?:ach|oh|och|ah|aha|äh|ähm|öhm|uh|um|erm?|hm+|na|so|ja|jo|yes|yeah|no|nein|nee|klar|stimmt|richtig|right"
    r"|of course|natürlich|sure|ok(?:ay)?|sorry|entschuldigung|verzeihung|pardon|moment|sekunde|augenblick|wait|hang on|hold on"
    r"|(?:one |a )?sec(?:ond)?|warten?(?: sie)?|mal sehen|let me see|überlesen|übersehen|missed (?:that|it)|genau|also|well"
    r"|got it|verstehe|i see|wie gesagt|as i said|already (?:said|told you)"
    r"|(?:habe?n? (?:ich|wir)|i|we)(?: ja| doch| schon| already| have| just)* (?:gesagt|said|told you)"
    r"|(?:back (?:to|in) |in |zurück )?(?:auf )?(?:english|englisch|deutsch|german)|(?:you|sie) mean|sie meinen"
    r"|(?:der|die|den|the|my|mein|meinen|your) (?:kunden?|kundin|client|customer|name|claimant|geschädigte[rn]?))"
)
_SAID_BEFORE = re.compile(
    rf"\W*(?:(?:{_SO}(?:\s+{_SO})*\s*[.,:;!…?–-]+|(?:ich|me|i|wer|who|wie ich hei(?:ß|ss)e|what['’]?s my name)\s*\?+)\s*)+(?=\w)"
    r"|(?:na|ja|also|well|just|nur|eh)\s+(?=(?:der|die|das|an?|the|eine?)\s)",
    re.IGNORECASE,
)
"""Words of somebody who collects their thoughts: "ach so, der Kunde. Venturo", "oh right, sorry. Dana Fields"."""
_HESITANT = re.compile(
    r"(?P<name>[A-ZÄÖÜ][\w&'’-]+(?:\s+[A-ZÄÖÜ&][\w&'’-]*){0,3}),?\s+"
    r"(?:(?:glaube?|denke?|mein|vermut) ich|i (?:think|believe|guess)|wahrscheinlich)"
    r"(?:\s+hei(?:ß|ss)(?:en|t)\s+(?:die|der|das|er|sie|es))?\W*$"
)
"""The name that somebody settles on in the end: "Steinmüller oder Steinmeier … Steinmüller glaub ich"."""
_SOMETHING_LIKE = re.compile(
    r"(?:irgend)?(?:etwas|was) (?:mit|wie) [^,]*,\s*(?=[A-ZÄÖÜ])|so (?:et)?was wie\s+|something like\s+",
    re.IGNORECASE,
)
_ASKED_BACK = re.compile(r"[^.!?\n]{1,30}\?\s+(?=\S)")
"""The question said again before it is answered: "the client? Alderway Dental"."""
_SAID_AFTER = re.compile(
    r"[\s,]+(?:(?:with|mit|geschrieben mit) (?:an? |einem |zwei )?(?-i:[A-ZÄÖÜ]|[a-zäöüß]{1,2})(?: hinten| am ende| at the end)?|"
    r"wie gesagt|(?:like|as) i said|as mentioned|halt|eben|natürlich|obviously|of course|really|actually|"
    r"(?:hei(?:ß|ss)(?:t|en)|heissed|nennt sich|ist|war|isch|is|was)\s+(?:der|die|das|er|sie|es|"
    r"(?:sein|ihr|the|her|his|their) name|(?:der|die) (?:kunde|kundin|firma|name))|"
    r"(?:it|he|she|they) (?:is|are) called|or so|oder so(?: ähnlich)?|or something(?: like that)?|something like that|not sure|"
    r"(?:bin )?(?:mir )?nicht (?:ganz )?sicher|i think|i guess|i believe|glaube? ich|denke? ich|"
    r"it is|that is|both(?: of them)?|beide|alle beide|alli beidi)\s*$",
    re.IGNORECASE,
)
"""Words behind a name: "Sabine Oelkers heißt die"."""
_WHO_THAT_IS = re.compile(
    r"(?<=\w),\s+(?:an?|the|ein|eine|einer|unser\w*|mein\w*|my|our|one of|einer der) [^,]+$"
)
"""Who is named, behind the name: "Mrs Foster, a tenant"."""


def answer_text(asks: str, text: str) -> TextFound | None:
    """The value of `text` as an answer to the question for `asks` ("caused_by" or "claimant"), if it is one."""
    return answered_cause(text) if asks == "caused_by" else _name(text)


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


def without_thoughts(text: str) -> str:
    """The text with blanks for what is said before a name by who collects their thoughts."""
    said = _SAID_BEFORE.match(text)
    return " " * said.end() + text[said.end() :] if said else text


def _name(text: str) -> TextFound | None:
    if is_code(text) or _phrases()["withholds"].search(text):
        return None  # brought from the other channel; nobody is called so
    text = without_thoughts(text)
    if settled := _HESITANT.search(text):
        return TextFound(settled["name"], 0.8, Span(0, *settled.span("name")))
    asked_back = _ASKED_BACK.match(text)
    line = re.split(
        r"[\n;]|(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bCo)(?<!\bProf)(?<!\bMag)(?<!\bIng)(?<!\bDipl)(?<!\b\w)[.!?](?:\s|$)|,\s(?=(?:and|und|that|this|they|she|he|die|der|das|but|aber|their|his|her|its|it|[Ii](?:['’](?:m|ve|d|ll))?|who|whose|which|works?|working|lives|runs|arbeitet|wohnt|betreibt|based|located|sitzt|sitzen|hat|haben|deren|dessen|wo|aus|we|wir|ich|ist|sind)\b)",
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
    if like := _SOMETHING_LIKE.match(text, start, end):
        start = like.end()
    value = text[start:end]
    start += len(value) - len(value.lstrip(" :,-"))
    value = _WHO_THAT_IS.sub("", _SAID_AFTER.sub("", value.strip(" :,-–")))
    said = _SAID_FIRST.match(value)
    if said and len(value.split()) > 1:
        start, value = start + said.end(), value[said.end() :]
    words = [word for word in value.split() if word.lower() not in _JOINS]
    if is_sentence(value):
        return None
    if not words or len(words) > 6 or (_phrases()["no_name"].match(value) and len(words) < 5):
        return None
    return TextFound(value, 0.9, Span(0, start, start + len(value)))


@cache
def _phrases() -> dict[str, Any]:
    data = yaml.safe_load((Path(__file__).parent / "grammar" / "answers.yml").read_text("utf-8"))
    return {
        "withholds": compile_phrases(data["withholds"]),
        "no_name": compile_phrases(data["no_name"]),
        "lead_in": compile_phrases(data["lead_in"]),
        "choices": {
            field: {value: compile_phrases(phrases) for value, phrases in values.items()}
            for field, values in data["choices"].items()
        },
    }

"""A button that is named in words instead of pressed: its label, or its place ("the second one", "die erste")."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversations.message import Button
from bot.service.hearing import CONFIRM
from bot.service.ports import Work

_PLAIN = re.compile(r"[\W_]+")
_PLACES = (
    r"first|1st|erste[rns]?|ersti?",
    r"second|2nd|zweite[rns]?|zweiti?",
    r"third|3rd|dritte[rns]?",
    r"fourth|4th|vierte[rns]?",
    r"fifth|5th|fünfte[rns]?",
)
_LAST = r"last|latter|letzte[rns]?|letschti?"
_NAMED = re.compile(
    r"\W*(?:(?:i think|i mean|i'd say|ich glaube|ich meine|wohl|probably|it's|it is|es ist)\W+)?"
    r"(?P<article>(?:the|die|der|das|den|s|d)\W+)(?:"
    + "|".join(f"(?P<p{place}>{words})" for place, words in enumerate(_PLACES))
    + rf"|(?P<last>{_LAST}))(?P<noun>\W+(?:one|option|choice|button|date|policy|option|möglichkeit|police|polizze|datum))?"
    r"(?:\W+(?:please|bitte|then|dann))?\W*",
    re.IGNORECASE,
)


def with_picked(work: Work) -> Work:
    """The work with the button pressed that the text names, if it names one of those that are offered."""
    if work.message.pressed is not None or not work.offered or work.corrects is not None or work.points_at:
        return work
    if work.conversation.asks in (None, CONFIRM):
        return work
    button = picked(work.message.text, work.offered)
    return replace(work, message=replace(work.message, pressed=button)) if button else work


def picked(text: str, offered: Sequence[Button]) -> Button | None:
    """The offered button that a text of few words names; "the second" may be a day of the month, so days need "one"."""
    said = _plain(text)
    if said:
        named = [button for button in offered if _plain(button.label) == said]
        if len(named) == 1:
            return named[0]
    found = _NAMED.fullmatch(text)
    choices = [button for button in offered if any(value is not None for value in button.entities.values())]
    if found is None or len(choices) < 2:
        return None
    # "The second" of English is a day as well; of German that is "am zweiten".
    if found["article"].strip().lower() == "the" and found["noun"] is None and _are_days(choices):
        return None
    if found["last"]:
        return choices[-1]
    place = next(number for number in range(len(_PLACES)) if found[f"p{number}"])
    return choices[place] if place < len(choices) else None


def _are_days(buttons: Sequence[Button]) -> bool:
    return any(
        isinstance(value, dict) and "start" in value for each in buttons for value in each.entities.values()
    )


def _plain(text: str) -> str:
    return _PLAIN.sub(" ", text.casefold()).strip()

"""Somebody wants all that was said erased: they are led to where that is done, and nothing is called deleted that is not.

Erasing takes the conversation with it, answers included, so it is done outside of it, by the menu of the website's chat or
by Telegram's `/delete`; both ask once more.
"""

import re
from collections.abc import Collection

from bot.extraction.topics import find_topics
from bot.service.hearing import Hearing
from bot.service.side_questions import CANCEL, RESUME

_TELEGRAM = "telegram"
_LONGEST = 30
"""Words of such a wish; in a longer text it is part of a story."""
_OF_OTHERS = re.compile(
    r"\b(?:clients?|customers?|they|their|he|she|his|her|users?|patients?|applicants?|server|database|backups?|kunde\w*|kundin\w*|"
    r"mandant\w*|patient\w*|bewerber\w*|nutzer\w*|datenbank\w*|auftraggeber\w*)\b",
    re.IGNORECASE,
)
"""Whose data an incident is about: "our client wants everything deleted" is a report."""


def is_wish(text: str, asks: str | None, topics: Collection[str] | None = None) -> bool:
    """Whether a text wants everything erased; as an answer to "keep or discard?" it discards the draft.

    `topics` are those of the text, if they are known already.
    """
    if asks in (CANCEL, RESUME) or len(text.split()) > _LONGEST:
        return False
    named = find_topics(text) if topics is None else topics
    return "erase" in named and _OF_OTHERS.search(text) is None


def is_wanted(hearing: Hearing) -> bool:
    return hearing.message.pressed is None and is_wish(hearing.message.text, hearing.asked, hearing.topics)


def lead_there(hearing: Hearing) -> bool:
    """Whether the message is such a wish; then it is said what is kept until when. The open question stays open."""
    if not is_wanted(hearing):
        return False
    hearing.result.say("utter_not_erased")
    say_way(hearing)
    hearing.result.stops = True
    return True


def say_way(hearing: Hearing) -> None:
    """How the conversation is erased where it is held."""
    on_telegram = hearing.conversation.channel == _TELEGRAM
    hearing.result.say("utter_erase_telegram" if on_telegram else "utter_erase_website")

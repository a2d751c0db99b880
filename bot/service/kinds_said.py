"""The kind of incident in the insured's own words: by those of a choice, and the second time by the likeliest reading."""

import re
from dataclasses import replace

from bot.claims.model import Fact, SetBy, Source
from bot.extraction.found import Reading
from bot.extraction.replying import says
from bot.service.facts import SURE_OF_TYPE
from bot.service.hearing import Hearing

_KIND = "incident_type"
_MOST_WORDS = 8
_STEM = 4
"""Letters from which a word counts."""
_MOST_OF, _LESS, _MANY = 0.65, 0.5, 3
"""Share of a text's letters that a choice has to have, and the lesser one if it has that many words of it."""
_PLAIN = re.compile(r"[\W_]+")


def kind_in_words(hearing: Hearing) -> Fact | None:
    """The choice that most of an answer's words belong to: "Softwarefehler", "data in the wrong hands"."""
    text = _PLAIN.sub(" ", hearing.message.text.casefold()).strip()
    asked = hearing.asked == _KIND and hearing.message.pressed is None and "?" not in hearing.message.text
    if not asked or not text or len(text.split()) > _MOST_WORDS or says("denies", text):
        return None
    choices = hearing.catalogue.field(_KIND).choices
    labels = {name: hearing.formats.text(label) for name, label in choices.items() if name != "other"}
    shared = {name: _shared(label, text) for name, label in labels.items()}
    letters = {name: sum(map(len, words)) for name, words in shared.items()}
    most = max(letters.values())
    best = [name for name, number in letters.items() if number == most]
    share = _LESS if len(shared[best[0]]) >= _MANY else _MOST_OF
    if (
        not most
        or len(best) > 1
        or most < share * sum(len(word) for word in text.split() if len(word) >= _STEM)
    ):
        return None
    return Fact(_KIND, best[0], SetBy.INSURED, hearing.at, 0.8, Source(hearing.message.id, 0, len(text)))


def likeliest(hearing: Hearing, reading: Reading) -> Reading:
    """The reading, its guess at the kind good enough for who has been asked for it more than once; the summary marks it."""
    guess = reading.incident_type
    put = sum(count for name, count in hearing.conversation.asked.items() if name.startswith(f"{_KIND}/"))
    if hearing.asked != _KIND or guess is None or put < 2 or "?" in hearing.message.text:
        return reading
    return replace(reading, incident_type=replace(guess, confidence=max(guess.confidence, SURE_OF_TYPE)))


def _shared(label: str, text: str) -> list[str]:
    """Words of the label that stand in the text, be it as parts of longer ones."""
    words = _PLAIN.sub(" ", label.casefold()).split()
    return [word for word in words if len(word) >= _STEM and word in text]

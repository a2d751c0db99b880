"""The kind of incident in the insured's own words: by those of a choice, and the second time by the likeliest reading."""

import re
from dataclasses import replace

from bot.claims.model import Fact, SetBy, Source
from bot.conversations.model import Doubt
from bot.extraction.found import Reading, TypeFound
from bot.extraction.kinds import MOST_WORDS, kinds_named
from bot.extraction.replying import says
from bot.service.answers.facts import SURE_OF_TYPE, Heard
from bot.service.hearing import TELLING, Hearing

_KIND, _MISSED = "incident_type", "missed_deadline"
_LATE = re.compile(
    r"\b(?:late|delay\w*|miss(?:ed|ing)?|forg[oe]t\w*|overlooked|expired|behind schedule|overran|verspät\w*|verzug|verzöger\w*"
    r"|verpasst|versäum\w*|verg[ea]ss\w*|verschlaf\w*|zu spät|überseh\w*|abgelaufen|verstrichen)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 8
_STEM = 4
"""Letters from which a word counts."""
_MOST_OF, _LESS, _MANY = 0.65, 0.5, 3
"""Share of a text's letters that a choice has to have, and the lesser one if it has that many words of it."""
_PLAIN = re.compile(r"[\W_]+")
_UMLAUTS = str.maketrans("äöü", "aou")
_ENDING = re.compile(r"(?<=\w{4})(?:e[nrs]?|n|s)$")
"""What learners leave out or change: "in wrong hand", "in falsche Hand"."""
_NEXT_TO_NOTHING = 5
"""Words of a story from which hardly anything can be guessed."""
_LITTLE, _PLAIN_OTHER = 12, 0.9
"""Words from which "something else" follows only if nothing else comes near."""
_ONCE_MORE = 2
_BEYOND_DOUBT = 0.9


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
        best = kinds_of_a_word(hearing)
    if len(best) != 1:
        return None
    return Fact(_KIND, best[0], SetBy.INSURED, hearing.at, 0.8, Source(hearing.message.id, 0, len(text)))


def kinds_of_a_word(hearing: Hearing) -> list[str]:
    """The kinds that a word or two of an answer may mean: "hacked" is one of two."""
    text, choices = hearing.message.text, hearing.catalogue.field(_KIND).choices
    if hearing.message.pressed is not None or "?" in text or says("denies", text):
        return []
    return [name for name in kinds_named(text) if name in choices]


def in_doubt(hearing: Hearing) -> tuple[Doubt, ...]:
    """The kinds between which a word leaves the choice, while none is known."""
    wanted = hearing.asked in (None, "description", _KIND) and hearing.catalogue.has(_KIND)
    if not wanted or hearing.claim.knows(_KIND) or hearing.intent not in TELLING:
        return ()
    if _put(hearing) >= _ONCE_MORE:
        # They stand on the buttons by now.
        return ()
    kinds = kinds_of_a_word(hearing)
    return (Doubt(_KIND, tuple(kinds)),) if len(kinds) > 1 else ()


def likeliest(hearing: Hearing, reading: Reading) -> Reading:
    """The reading, its guess at the kind good enough for who has been asked for it more than once; the summary marks it."""
    guess, text = reading.incident_type, hearing.message.text
    if hearing.asked != _KIND or guess is None or "?" in text:
        return reading
    if kind_in_words(hearing) is not None:
        # Who uses the words of a choice means that one.
        return replace(reading, incident_type=None)
    if len(text.split()) <= MOST_WORDS and (says("denies", text) or _is_of_two(hearing, guess)):
        return replace(reading, incident_type=None)
    if _put(hearing) < _ONCE_MORE:
        return reading
    return replace(reading, incident_type=replace(guess, confidence=max(guess.confidence, SURE_OF_TYPE)))


def _is_of_two(hearing: Hearing, guess: TypeFound) -> bool:
    """Whether a guess is one between kinds that a word means alike."""
    return guess.confidence < _BEYOND_DOUBT and len(kinds_of_a_word(hearing)) > 1


def _put(hearing: Hearing) -> int:
    """How often the kind was asked for."""
    asked = hearing.conversation.asked
    return sum(count for name, count in asked.items() if name.startswith(f"{_KIND}/")) - hearing.in_a_row(
        _KIND
    )


def without_guess(hearing: Hearing, reading: Reading) -> Reading:
    """ "I broke something" is of no kind yet; "something else" is a guess only while it is beyond doubt."""
    kind = reading.incident_type
    if kind is not None and kind.value == _MISSED and _tells_of_court(reading) and hearing.asked != _KIND:
        # A suit and its hearings tell nothing of what went wrong.
        return reading if _LATE.search(hearing.message.text) else replace(reading, incident_type=None)
    if kind is None or kind.value != "other" or hearing.asked == "incident_type":
        return reading
    if len(hearing.message.text.split()) <= _NEXT_TO_NOTHING:
        return replace(reading, incident_type=None)
    # Below that the likeliest of the others are offered.
    doubted = kind.confidence < _PLAIN_OTHER
    return replace(reading, incident_type=replace(kind, confidence=0.0)) if doubted else reading


def _tells_of_court(reading: Reading) -> bool:
    return any(said.field == "court_papers" and said.value == "yes" for said in reading.stated)


def with_better_type(hearing: Hearing, heard: Heard, reading: Reading) -> Heard:
    """What was guessed from next to nothing ("got sued") gives way to what the first real words say."""
    before, guess = hearing.claim.current("incident_type"), reading.incident_type
    told = hearing.claim.value("description")
    if before is None or before.set_by is not SetBy.BOT or guess is None or hearing.story:
        return heard
    if guess.confidence < SURE_OF_TYPE or not isinstance(told, str) or len(told.split()) > _NEXT_TO_NOTHING:
        return heard
    fact = Fact("incident_type", guess.value, SetBy.BOT, hearing.at, guess.confidence)
    change = hearing.claim.record(fact)
    return replace(heard, changes=(*heard.changes, change)) if change else heard


def _shared(label: str, text: str) -> list[str]:
    """Words of the label that stand in the text, be it as parts of longer ones."""
    words = _PLAIN.sub(" ", label.casefold()).split()
    plain = text.translate(_UMLAUTS)
    stems = [(word, _ENDING.sub("", word.translate(_UMLAUTS))) for word in words]
    return [word for word, stem in stems if len(stem) >= _STEM and stem in plain]

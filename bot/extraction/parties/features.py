"""What speaks for a party being the claimant, and what for there being none; the weights are learnt."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from bot.extraction.parties.entities import Entity
from bot.extraction.parties.forms import has_title, name_hints
from bot.extraction.parties.mentions import Mention
from bot.extraction.parties.tokens import Tokens
from bot.extraction.parties.words import PartyWords
from bot.extraction.word_patterns import WordPattern

Features = dict[str, float]

_STEM = 7
"""Letters of a word that count: inflection and the tail of compounds do not."""
_AROUND = 4
"""Words on either side of a party that count themselves."""
_WORD_VALUE = 0.5
"""What a single word counts beside a pattern or a class of words: did best in cross-validation."""
_NEAR, _FAR = 4, 12
"""Words within which a class of words is near a party, and within which it still counts."""
_TOPICS = frozenset(["injury", "rights", "fraud", "unpaid", "keys", "leak"])
"""Classes of words that tell what a report is about, and so who is likely to claim: persons when somebody is hurt."""
_TOPICAL = frozenset(
    [
        "for",
        "of_at",
        "client_is",
        "demands",
        "acts",
        "suffers",
        "letter_from",
        "our",
        "by",
        "bei",
        "possessive",
        "hit",
        "look_after",
        "lawyers_for",
        "thing_of",
        "key_of",
        "name title",
        "name legal_form",
        "in_place",
        "staff_of",
        "we_hired",
        "contractor",
    ]
)
_REPRESENTED = frozenset(["on_behalf", "lawyers_for"])
_OWN = WordPattern(r"\b(?:my|our)\s+own\b|\b(?:mein|unser)\w*\s+eigene\w*\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:they|he|she|sie|er|die|der)(?:['’]\w+)?\s+(?:(?:now|then|also|are|is|have|has|jetzt|nun|hat|haben)\s+){0,2}$",
    re.IGNORECASE,
)
_THEIRS = WordPattern(
    r"\b(?:their|his|her|deren|dessen|ihre?|seine?)\s+(?:\w+\s+)?"
    r"(?:lawyers?|solicitors?|attorneys?|insurers?|counsel|letter|claim|invoice|anwalt|anwältin|anwälte|versicherung|rechnung|forderung)\b",
    re.IGNORECASE,
)


def party_features(
    text: str, entities: Sequence[Entity], words: PartyWords, *, own_loss: bool
) -> tuple[list[Features], Features]:
    """The features of each entity, and those of the case that none of them claims anything."""
    tokens = Tokens.of(text, words)
    borders = [0, *(found.end() for found in re.finditer(r"\n\n", text)), len(text)]
    spoken = _spoken_of(text, entities, words)
    lang = "de" if words.german else "en"
    named = sum(entity.named for entity in entities)
    roles = sum(entity.role for entity in entities)
    topics = sorted({name for classes in tokens.classes for name in classes if name in _TOPICS})
    hinted = {
        mention: words.context.hints(text, mention.start, mention.end, *_message(mention, borders))
        for entity in entities
        for mention in entity.mentions
    }
    heard = _roles_act(entities, hinted)
    result = []
    for number, entity in enumerate(entities):
        features: Features = {}
        for mention in entity.mentions:
            for name in _hints(text, mention, words, hinted[mention]):
                features[name] = 1.0
                features |= {f"{topic}: {name}": 1.0 for topic in topics if name in _TOPICAL}
            for name in _neighbours(mention, tokens):
                features[name] = 1.0
            for name in _words(mention, tokens, lang):
                features[name] = _WORD_VALUE
            if mention.named:
                features |= dict.fromkeys(_inside(mention, tokens), 1.0)
        features |= dict.fromkeys(_entity_features(entity, words, lang), 1.0)
        person = _is_person(entity, words)
        if person:
            features["person"] = 1.0
        for topic in topics:
            features[f"{topic}: {entity.best.form}"] = 1.0
            if person:
                features[f"{topic}: person"] = 1.0
        features["place in text"] = entity.mentions[0].start / (len(text) + 1)
        for name in spoken.get(number, ()):
            features[name] = 1.0
        if number == 0:
            features["first"] = 1.0
        if entity.named:
            features["only name" if named == 1 else "one of names"] = 1.0
            for hint in heard:
                features[f"name, {hint}"] = 1.0
        elif named:
            features[f"{entity.best.form} beside names"] = 1.0
        if own_loss:
            features["own loss, named" if entity.named else "own loss, not named"] = 1.0
        result.append(features)
    # Whoever speaks for somebody else claims nothing.
    speakers = [features for features in result if _REPRESENTED.isdisjoint(features)]
    if len(speakers) < len(result):
        for features in speakers:
            features["beside represented"] = 1.0
    nobody: Features = {"nobody": 1.0, f"nobody {lang}": 1.0}
    nobody[f"nobody of {min(len(entities), 4)}"] = 1.0
    nobody[f"nobody, {min(named, 2)} named"] = 1.0
    if roles:
        nobody["nobody but role"] = 1.0
    for topic in topics:
        nobody[f"{topic}: nobody"] = 1.0
    if own_loss:
        nobody["nobody in own loss"] = 1.0
    if _OWN.search(text):
        nobody["nobody, own thing"] = 1.0
    if not words.context.demanding.search(text):
        nobody["nobody demands"] = 1.0
    return result, nobody


def _message(mention: Mention, borders: Sequence[int]) -> tuple[int, int]:
    """First and last character of the message that a mention stands in."""
    border = bisect_left(borders, mention.start + 1)
    return borders[border - 1], borders[border]


def _roles_act(entities: Sequence[Entity], hinted: Mapping[Mention, Sequence[str]]) -> set[str]:
    """What a mere role does ("the client wants"), since it may be one of those who are named."""
    return {
        f"role {hint}"
        for entity in entities
        if entity.role
        for mention in entity.mentions
        for hint in hinted[mention]
        if hint in ("demands", "acts", "possessive", "letter", "letter_from", "suffers", "pass_on")
    }


def _hints(text: str, mention: Mention, words: PartyWords, hinted: Sequence[str]) -> Iterator[str]:
    """The named patterns around a mention, and what its form says."""
    role = _role(mention)
    for hint in hinted:
        yield f"{role}{hint}"
    if mention.named:
        for hint in name_hints(text, mention.start, mention.end, words):
            yield f"name {hint}"


def _neighbours(mention: Mention, tokens: Tokens) -> Iterator[str]:
    """The classes of the words of the same sentence on either side, and how near each begins."""
    role = _role(mention)
    for side in "-+":
        seen: set[str] = set()
        for distance, place in tokens.beside(mention, side, _FAR):
            for name in tokens.classes[place]:
                if name not in seen:
                    seen.add(name)
                    yield f"{role}{name}{side}{'near' if distance <= _NEAR else 'far'}"


def _inside(mention: Mention, tokens: Tokens) -> Iterator[str]:
    """The classes of the words of a name: "Hoster Datahafen", "Kanzlei Rauhut"."""
    first, last = bisect_left(tokens.starts, mention.start), bisect_left(tokens.starts, mention.end)
    for classes in tokens.classes[first:last]:
        yield from (f"{name} inside" for name in classes)


def _words(mention: Mention, tokens: Tokens, lang: str) -> Iterator[str]:
    role = _role(mention)
    for side in "-+":
        for distance, place in tokens.beside(mention, side, _AROUND):
            word = "0" if tokens.words[place].isdigit() else tokens.words[place][:_STEM]
            yield f"{role}{lang}{side}{word}"
            if distance <= 2:
                yield f"{role}{lang}{side}{distance}{word}"


def _is_person(entity: Entity, words: PartyWords) -> bool:
    best = entity.best
    if any(mention.head in words.persons for mention in entity.mentions if not mention.named):
        return True
    return best.named and has_title(best.value)


def _role(mention: Mention) -> str:
    return "role " if mention.form == "role" else ""


def _entity_features(entity: Entity, words: PartyWords, lang: str) -> Iterator[str]:
    best = entity.best
    yield f"form {best.form}"
    yield f"form {best.form} {lang}"
    yield f"mentions {min(len(entity.mentions), 3)}"
    forms = {mention.form for mention in entity.mentions}
    if best.named and "role" in forms:
        yield "name of a role"
    if best.named and "kind" in forms:
        yield "name of a kind"
    if best.named:
        yield f"words in name {min(len(best.value.split()), 4)}"
    elif best.form == "kind" and " " in best.value:
        yield "kind of two words"
    for head in sorted({mention.head for mention in entity.mentions if mention.form == "kind"}):
        yield f"kind {head[: _STEM + 3]}"
        yield from (f"kind ends {lang} {head[-length:]}" for length in (2, 3, 4, 5) if length < len(head))
        if best.form == "kind":
            if head in words.weak:
                yield "weak kind"
            if not words.heads.fullmatch(head):
                yield "unlisted kind"
            if head.endswith(("s", "en", "innen")):
                yield "plural"


def _spoken_of(text: str, entities: Sequence[Entity], words: PartyWords) -> dict[int, set[str]]:
    """The entities that "they want" and "their lawyer" point back to: those spoken of last, by number."""
    ends = sorted(
        (mention.end, number) for number, entity in enumerate(entities) for mention in entity.mentions
    )
    places = [end for end, _ in ends]
    found: dict[int, set[str]] = {}
    for name, matches in (
        ("they demand", words.context.demanding.finditer(text)),
        ("their lawyer", _THEIRS.finditer(text)),
    ):
        for match in matches:
            if name == "they demand" and not _PRONOUN.search(
                text[max(0, match.start() - 30) : match.start()]
            ):
                continue
            at = bisect_left(places, match.start()) - 1
            if at >= 0 and match.start() - places[at] < 300:
                found.setdefault(ends[at][1], set()).add(name)
    return found

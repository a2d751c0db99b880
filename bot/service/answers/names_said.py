"""Names that only the conversation gives a place: one that sets another right, and one that was not understood before."""

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from bot.claims.catalogue import Kind
from bot.claims.model import Fact, SetBy, Status
from bot.extraction.answers import answer_text, is_certain, withholds
from bot.extraction.found import Reading, Span, TextFound
from bot.extraction.replying import says
from bot.service.hearing import CONFIRM, TELLING, Hearing
from bot.service.side_questions import POINT

_OWN = "insured_name"
_NAMES = ("claimant", _OWN)
_CAUSE = "caused_by"
_BY_NAME = 0.9
_LEAST_OF_A_NAME = 4
"""Letters from which one word of a firm's name stands for it."""
_LAST_NAME = re.compile(
    r"\b(?:surname|last name|family name|second name|maiden name|nachname|familienname|zuname|hausname)\b",
    re.IGNORECASE,
)
_FIRST_NAME = re.compile(r"\b(?:first name|given name|forename|vorname|rufname)\b", re.IGNORECASE)
_PART_SAID = re.compile(
    r"\b(?:(?:first|given|last|family|second) name|forename|surname|vorname|rufname|nachname|familienname|zuname)(?:['’]s)?"
    r"(?:\s+(?:fehlt|fählt|(?:is |ist )?missing|is|ist|isch|lautet|wäre|hei(?:ß|ss)t|noch|nicht drin|nu))*\s*[,:;.–-]?\s*"
    r"(?:(?:it[’']?s|das ist|i[’']m|ich hei(?:ß|ss)e)\s+)?"
    r"(?!(?:right|wrong|correct|fine|ok|okay|missing|richtig|falsch|korrekt|fehlt|not|nicht|also|too|auch)\b)"
    r"(?P<part>[^\W\d_][\w'’-]+)\W*(?=[,.;!?\n]|\s+(?:sonst|bitte"
    r"|please|otherwise|rest)\b|\Z)",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"(?:\b(?:his|her|their|ihr|sein|dessen|deren|client[’']?s?|kunden?|kundin)|\w[’']s)\s+\Z", re.IGNORECASE
)
_ALIKE = 0.7
"""Share of letters from which one name is another spelling of the other."""
_BESIDE = 2
"""Words beside a name that leave it a bare one: "no, Bolt Ltd"."""
_WORDS = re.compile(r"[^\W\d_]+")
_PIECES = re.compile(r"[.,;:!…]+\s+|[,;:!…]+")
_PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "da", "di", "du", "la", "le", "zu", "zum", "el", "al", "bin", "&"}
)
_MOST_WORDS = 5
_MOST_IN_AN_ANSWER = 14
_POLICY_WORDS = re.compile(
    r"[\s,;:|/–-]*\b(?:(?:my|meine|unsere|our|the|die)\s+)?(?:policy|polic\w*|polizz\w*|vertrag\w*|versicherung\w*)"
    r"(?:\s*(?:number|no|nr|is|ist|lautet|nummer)\.?)*[\s:]*$",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\b(?:dank\w*|thank\w*|cheers|merci|grü(?:ß|ss)\w*|regards|sincerely|faithfully|wishes|hochachtungsvoll|mfg|lg|vg)\b",
    re.IGNORECASE,
)
_BESIDE_A_CARD = 12
"""Characters between and around a name and a policy number that stand alone."""


def is_renamed(hearing: Hearing, said: TextFound) -> bool:
    """Whether a name that was read takes the place of the claimant's: it is said to be theirs, or that to be wrong."""
    text, known = hearing.message.text, hearing.claim.current("claimant")
    told = known is not None and known.set_by is SetBy.INSURED
    draft = hearing.claim.status is Status.DRAFT
    if not told or said.span is None or (draft and hearing.asked in ("claimant", "description", None, POINT)):
        return True
    if hearing.asked == CONFIRM and len(text.split()) <= _BESIDE + _MOST_WORDS:
        return True
    return bool(_IS_CLAIMANT.search(text)) or says("corrects", text)


_OTHER_SIDE = r"(?:claimants?|clients?|customers?|kund\w*|mandant\w*|auftraggeber\w*|geschädigt\w*|gschädigt)"
_IS_CLAIMANT = re.compile(
    rf"\b{_OTHER_SIDE}(?:['’]s name)?(?: (?:is|are|was|ist|sind|isch|is|war|heißt|heisst|called|should be)\b| ?[:=])"
    r"|\b(?:loss|damage|schaden)(?: is with| hat| liegt bei| hatte)\b"
    rf"|\b(?:is|are|ist|sind|war) (?:the|our|my|de[rn]|die|unser\w*|mein\w*) {_OTHER_SIDE}",
    re.IGNORECASE,
)


def placed(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """A name that is known says who caused it; at the summary a bare one is for the field that holds one like it.

    Else it is for the one that was just said, or is asked about.
    """
    if hearing.asked == _CAUSE and not hearing.named_fields():
        # Who is named there has caused it, and is neither the insured nor the claimant for that.
        who = _known_by_name(hearing, reading) or reading.caused_by
        others = ("claimant",) if who and who.value == "self" else _NAMES
        return {_CAUSE: who, **dict.fromkeys(others)} if who else {}
    own = [name for name in _NAMES if getattr(reading, name) is not None]
    if hearing.asked != CONFIRM or hearing.story or len(own) != 1 or hearing.named_fields():
        return {}
    found: TextFound = getattr(reading, own[0])
    if _LAST_NAME.search(hearing.message.text) or _FIRST_NAME.search(hearing.message.text):
        return {}
    if len(hearing.message.text.split()) > len(found.value.split()) + _BESIDE:
        return {}
    known = {name: value for name in _NAMES if isinstance(value := hearing.claim.value(name), str)}
    alike = [
        name
        for name, value in known.items()
        if any(_is_like(part, found.value) for part in (value, *value.split()))
    ]
    said = [name for name in known if name in hearing.conversation.said]
    meant = next((names for names in (alike, said) if len(names) == 1), list(known))
    if len(meant) == 1:
        return {own[0]: None, meant[0]: replace(found, generic=False)}
    if len(meant) > 1:
        hearing.conversation.aside = {"value": found.value, "fields": meant}
        hearing.conversation.asks = POINT
        return {own[0]: None}
    return {}


def without_small_words(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """Words of an answer to another question in small letters are nobody's name unless they show it by their form.

    "They called within ten minutes" tells of no one new; nor does "besten Dank".
    """
    found, asked = reading.claimant, hearing.asked
    if found is None or hearing.story or asked in (None, "claimant", "description", POINT):
        return {}
    known = found.value == hearing.claim.value("claimant")
    small = found.value == found.value.lower() and not is_certain(found.value) and not known
    return {"claimant": None} if small or _COURTESY.search(found.value) else {}


def without_our_words(hearing: Hearing, reading: Reading) -> Reading:
    """A label or a choice of the summary that somebody quotes is nobody's name: "'Agreed, paid or signed: Yes' is wrong"."""
    texts = [text for field in hearing.catalogue.fields for text in (field.label, *field.choices.values())]
    texts += [hearing.catalogue.words[name] for name in ("yes", "no", "unsure", "unknown", "assumed")]
    ours = {written.casefold() for text in texts for written in text.values()}
    found = {name: getattr(reading, name) for name in (*_NAMES, "insured_firm")}
    quoted: dict[str, Any] = {
        name: None for name, each in found.items() if each is not None and each.value.casefold() in ours
    }
    return replace(reading, **quoted) if quoted else reading


def said_shorter(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """Who is known is spoken of by a part of the name, while something else is told: "no, the Brandauers want 1600"."""
    known, found = hearing.claim.value("claimant"), reading.claimant
    if not isinstance(known, str) or found is None or hearing.asked in ("claimant", POINT):
        return {}
    words, said = (set(_WORDS.findall(name.casefold())) for name in (known, found.value))
    tells = len(hearing.message.text.split()) > len(found.value.split()) + _BESIDE
    return {"claimant": None} if tells and said <= words and "claimant" not in hearing.named_fields() else {}


def _known_by_name(hearing: Hearing, reading: Reading) -> TextFound | None:
    """Who caused it, where that is the claimant or the insured by name, and no job or kind of people is said."""
    read, text = reading.caused_by, hearing.message.text
    said = {word.casefold() for word in _WORDS.findall(text)}
    of_another = read is not None and read.confidence >= _BY_NAME and read.value != "self"
    if "?" in text or len(said) > _MOST_WORDS or of_another:
        return None
    claimant, own = (_WORDS.findall(str(hearing.claim.value(name) or "").casefold()) for name in _NAMES)
    place = Span(0, 0, len(text))
    if own and said <= set(own):
        return TextFound("self", _BY_NAME, place)
    if any(len(word) >= _LEAST_OF_A_NAME and word in said for word in claimant):
        return TextFound("third_party", _BY_NAME, place)
    return None


def completed(hearing: Hearing, found: TextFound | None) -> dict[str, Any]:
    """A last or first name alone, said to set the insured's own right, goes into the full name that is known."""
    known, text = hearing.claim.value(_OWN), hearing.message.text
    if isinstance(known, str) and (found is None or len(found.value.split()) == 1):
        found = _part_said(hearing, text) or found
    said = found.value.split() if found else []
    if not isinstance(known, str) or len(said) != 1 or found is None:
        return {}
    parts = known.split()
    if len(parts) < 2:
        # Half a name, and now the other half.
        first, last = _FIRST_NAME.search(text), _LAST_NAME.search(text)
        if bool(first) == bool(last) or said[0].casefold() == known.casefold():
            return {}
        return {_OWN: replace(found, value=f"{said[0]} {known}" if first else f"{known} {said[0]}")}
    if said[0] in parts:
        return {_OWN: replace(found, value=known)}
    alike = [place for place, part in enumerate(parts) if _is_like(part, said[0])]
    place = -1 if _LAST_NAME.search(text) else 0 if _FIRST_NAME.search(text) else alike[0] if alike else None
    if place is None:
        return {}
    parts[place] = said[0]
    return {_OWN: replace(found, value=" ".join(parts))}


def _part_said(hearing: Hearing, text: str) -> TextFound | None:
    """The first or last name that a message adds: "vorname fehlt, torsten", "my surname is Nowak"."""
    part = _PART_SAID.search(text)
    if (
        part is None
        or answer_text("claimant", part["part"]) is None
        or _OF_SOMEBODY.search(text, 0, part.start())
    ):
        return None
    name = part["part"] if part["part"] != part["part"].lower() else part["part"].title()
    return TextFound(name, _BY_NAME, Span(max(len(hearing.understood.read) - 1, 0), *part.span("part")))


def from_card(hearing: Hearing, reading: Reading) -> dict[str, Any] | None:
    """A name beside a policy number is the insured's, whoever was asked for: "Mara Lindt, PI-204-1877"."""
    found, policy = reading.claimant, reading.policy_number
    if (
        hearing.asked != "claimant"
        or found is None
        or policy is None
        or policy.span is None
        or found.span is None
    ):
        return None
    within = found.span.start < policy.span.end and policy.span.start < found.span.end
    name = (
        hearing.message.text[found.span.start : policy.span.start].strip(" ,;:-–|/")
        if within
        else found.value
    )
    left = len(hearing.message.text) - len(name) - (policy.span.end - policy.span.start)
    if not name or left > _BESIDE_A_CARD or hearing.claim.value(_OWN) not in (None, name):
        return {"claimant": replace(found, value=name) if name else None}
    return {"claimant": None, _OWN: replace(found, value=name)}


def is_own(hearing: Hearing, reading: Reading) -> bool:
    """Whether the name in an answer to "what is your name?" is that, however it reads."""
    known = isinstance(hearing.claim.value("claimant"), str) and "claimant" not in hearing.named_fields()
    found = reading.claimant is not None and reading.insured_name is None
    return hearing.asked == "insured_name" and found and known


def at_their_word(hearing: Hearing) -> Fact | None:
    """The answer to a question for a name that is put once more: whoever writes like a name then has written one."""
    asked, text = hearing.asked, hearing.message.text
    if (
        asked is None
        or not hearing.catalogue.has(asked)
        or hearing.catalogue.field(asked).kind is not Kind.NAME
    ):
        return None
    if hearing.message.pressed is not None or not hearing.conversation.misunderstood or "?" in text:
        return None
    if hearing.intent not in (*TELLING, "nlu_fallback", "out_of_scope", "greet"):
        return None
    names = [name for piece in _PIECES.split(text) if (name := _name_in(piece))]
    if not names:
        return None
    name = max(names, key=lambda each: len(each.split()))
    return Fact(asked, name, SetBy.INSURED, hearing.at, 0.5, hearing.source)


def is_withheld(hearing: Hearing) -> bool:
    """Whether the answer to a question for a name is that it can't or won't be told."""
    asked, text = hearing.asked, hearing.message.text
    if asked is None or hearing.message.pressed is not None or not hearing.catalogue.has(asked):
        return False
    named = hearing.catalogue.field(asked).kind is Kind.NAME
    return (
        named and len(text.split()) <= _MOST_IN_AN_ANSWER and (withholds(text) or says("no_name_now", text))
    )


def _is_like(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _ALIKE


def _name_in(piece: str) -> str:
    """The words of a piece from its first capital on, if all of them look like parts of a name."""
    words = piece.strip(" .!?\"“”„'").split()
    while words and not words[0][:1].isupper():
        words.pop(0)
    fits = all(word[:1].isupper() or word.lower() in _PARTICLES for word in words)
    plain = not any(letter.isdigit() or letter == "@" for letter in piece)
    return " ".join(words) if words and fits and plain and len(words) <= _MOST_WORDS else ""

"""Everything in a text that may be a party: names, kinds of firms and persons, and mere roles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.extraction.parties.names import find_names
from bot.extraction.parties.patterns import CAPITAL, HAS_LOWER_FORM, LOWER_FORM, LOWER_TITLED
from bot.extraction.parties.places import is_place
from bot.extraction.parties.words import PartyWords
from bot.extraction.word_patterns import WordPattern

Form = Literal["name", "lower", "kind", "role"]

_DOING = re.compile(
    r"\b(?:beim|zum|am|vom|im) (?:[A-ZÄÖÜ]\w+"
    r"|(?:um|ein|auf|ab|an|aus|zu|vor|her|fest|be|ver|er|ent|zer|durch|über|nach)(?!anst)[a-zäöüß]{3,})"
    r"(?:en|ern|eln)$"
)
"""What somebody was doing, capitalised like a name in German: "beim Feiern", "zum Einspielen",
or typed small: "beim umstellen"."""
_CALLED = re.compile(r"[ \t]+()((?:[A-ZÄÖÜ][\w-]+|[A-ZÄÖÜ]\.)(?:[ \t]+[A-ZÄÖÜ][\w-]+)?)")
"""What follows a kind of firm without capital: "generalunternehmer Haselbeck"."""
_SEATS = (
    "erein",
    "useum",
    "nstitut",
    "ellschaft",
    "iftung",
    "entrum",
    "raxis",
    "kademie",
    "gentur",
    "Haus",
    "Büro",
)
"""Ends of what goes with the "für" behind it to one name."""
_SITUATED = re.compile(
    rf"(?:{'|'.join(f'(?<={end})' for end in _SEATS)})[ \t]+für[ \t]+([A-ZÄÖÜ][\w-]+(?:[ \t]+[A-ZÄÖÜ][\w-]+)?)"
    r"|[ \t]+(?:am|an der|zum|zur|zu den|beim|unter den)[ \t]+((?:[A-ZÄÖÜa-zäöü][a-zäöü]+e[nr][ \t]+)?[A-ZÄÖÜ][\w-]+)"
)
"""What follows one with: "Klinik am See", "Gasthaus zur Post"."""
_HOUSE = WordPattern(
    r"(?<![\w-])(?:Haus|Villa|Zentrum|Zirkus|Bund)[ \t]+(?:der|des|für|am|zum|zur|im)[ \t]+"
    r"(?!Famil)[A-ZÄÖÜ][\w-]+(?:[ \t]+[A-ZÄÖÜ][\w-]+)?"
)
"""A house with a name: "Haus der Musik Gmunden"."""
_LED_IN = re.compile(
    r"(?:(?:of|for|from|at|by|with|to|von|vom|bei|beim|für|der|die|das|dem|den)[ \t]+)+(?=\S)"
)
"""Small words in front of a name, left over when what stood before them was taken for something else."""
_ADDRESSED = re.compile(r"(?:Euer|Eure[nmrs]?|Ihr|Ihre[nmrs]?|Your)[ \t]+\S")
"""Somebody's: "Euer Laden" is us, and no name begins so."""
_WORD = re.compile(r"[^\W\d_]+")
_THINGS = frozenset(
    re.findall(
        r"\w+",
        """account accounts app backup data database daten datenbank domain drucker email emails kasse keys konto mail mails netz
        newsletter onlineshop orders portal postfach rechner schlüssel seite server shop site system telefon webseite website""",
    )
)
"""What is somebody's and goes on with the sentence behind a name in lower case."""
_TIMES = frozenset(
    [
        "abend",
        "morgen",
        "nachmittag",
        "vormittag",
        "wochenende",
        "anfang",
        "ende",
        "nacht",
        "zeit",
        "schluss",
        "tag",
        "kopf",
        "fuß",
        "fuss",
        "knöchel",
        "arm",
        "bein",
        "knie",
        "hand",
        "auge",
        "rücken",
        "schulter",
        "polizei",
        "telefon",
    ]
)
"""What "am" and "zum" stand before without telling where a firm is."""
_FEW_CAPITALS = {True: 0.1, False: 0.03}
"""Share of words with a capital below which a text, German or not, counts as typed without."""
MOST = 200
"""Mentions that are looked at: reports name the parties early."""


_FAMILY = re.compile(rf"[{CAPITAL}][\w'’-]+ (?:family|couple|brothers|sisters|twins|estate)")
"""People who are named by what they are to one another: "the Baumgartner family"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A party spoken of at characters `start` to `end`: by name, by a name typed in lower case, as a kind, or by its role."""

    value: str
    start: int
    end: int
    form: Form

    @property
    def named(self) -> bool:
        return self.form in ("name", "lower")

    @property
    def head(self) -> str:
        return self.value.split()[-1].lower()


def find_mentions(text: str, words: PartyWords, blocked: Iterable[tuple[int, int]]) -> list[Mention]:
    """The mentions in order of their places, without those inside `blocked` spans; at most `MOST`."""
    taken = bytearray(len(text) + 1)
    for start, end in blocked:
        taken[start:end] = b"\1" * max(0, min(end, len(text)) - start)
    lower = _typed_lower(text, german=words.german)
    spans: dict[tuple[int, int], Form] = {}
    for start, end in find_names(text, words):
        led_in = _LED_IN.match(text, start, end)
        start = led_in.end() if led_in else start
        if _is_shouted(text[start:end], words) or _ADDRESSED.match(text, start, end):
            continue
        if text[start:end].lower() not in words.kinds and not is_place(text[start:end]):
            spans[start, end] = "name"
    if words.german:
        for found in _HOUSE.finditer(text):
            spans[found.span()] = "name"
    for found in LOWER_FORM.finditer(text) if HAS_LOWER_FORM.search(text) else ():
        start = found.start() + _function_words(found.group(), words)
        if start < found.start("form"):
            spans.setdefault((start, found.end()), "lower")
    for found in LOWER_TITLED.finditer(text):
        if found.group("named").lower() not in words.breaks | words.follows:
            spans.setdefault(found.span(), "lower")
    if lower:
        for found in words.lower_names.finditer(text.lower() if len(text.lower()) == len(text) else text):
            start, end = found.span(found.lastgroup or 0)
            end = _without_things(text, start, end)
            plain = text[start:end].lower() in words.kinds | words.generic  # "der kunde will" names nobody
            if not plain and (" " in text[start:end] or found.lastgroup != "noun"):
                spans.setdefault((start, end), "lower")
    for start, end in _kinds(text, words, lower=lower):
        if not (words.german and _DOING.search(text[max(0, start - 8) : end])):
            noun = text[start:end].lower()
            generic = noun in words.generic or noun.split()[-1] in words.generic
            if generic and noun not in words.generic:  # "elderly client" names nobody either
                start, noun = end - len(noun.split()[-1]), noun.split()[-1]
            family = _FAMILY.fullmatch(text, start, end)
            spans.setdefault((start, end), "role" if generic else "name" if family else "kind")
            situates = words.german and not generic and not _is_person(noun.split()[-1], words)
            called = situates and (_CALLED if text[start].islower() else _SITUATED).match(text, end)
            situated = (called.group(1) or called.group(2)).split()[-1] if called else ""
            if (
                called
                and situated not in words.stop
                and situated.lower() not in _TIMES | words.kinds | words.generic
            ):
                spans.setdefault((start, called.end()), "name")
    ordered = sorted(span for span in spans if not any(taken[span[0] : span[1]]))
    return [Mention(text[a:b], a, b, spans[a, b]) for a, b in ordered[:MOST]]


def _is_person(noun: str, words: PartyWords) -> bool:
    return words.is_person(noun) or noun in words.staff or noun.endswith("schnittstelle")


def _is_shouted(name: str, words: PartyWords) -> bool:
    """Whether capitals come from shouting: words like "AM" and "SO" stand in no name."""
    parts = name.split()
    return (
        len(parts) > 1
        and name.isupper()
        and any(part.lower() in words.breaks or part.capitalize() in words.stop for part in parts)
    )


def _function_words(name: str, words: PartyWords) -> int:
    """Characters up to the end of the last word in `name` that belongs to no name."""
    return max(
        (word.end() + 1 for word in re.finditer(r"\S+", name) if word.group().strip(".,") in words.breaks),
        default=0,
    )


def _typed_lower(text: str, *, german: bool) -> bool:
    # What is shouted, and what is short for something, tells nothing of how names are typed.
    words = [word for word in _WORD.findall(text) if not word.isupper()]
    found = [word[0].isupper() for word in words]
    return bool(found) and sum(found) <= _FEW_CAPITALS[german] * len(found)


def _kinds(text: str, words: PartyWords, *, lower: bool) -> Iterator[tuple[int, int]]:
    for found in (words.heads_lower if lower else words.heads).finditer(text):
        start, end = found.span(found.lastgroup or 0)
        noun = text[start:end].lower()
        start = _without_plain(text, start, end, words)
        last = noun.split()[-1]
        own = noun in words.staff or (
            last in words.staff and last not in words.kinds and noun not in words.kinds
        )
        if not own and not (words.german and noun in words.never):
            yield start, end
    for pattern in words.described:
        for found in pattern.finditer(text):
            start, end = found.span(found.lastgroup or 0)
            *others, last = text[start:end].lower().split()
            if last not in words.never or (others and last in words.staff):
                yield _without_plain(text, start, end, words), end


def _without_things(text: str, start: int, end: int) -> int:
    """Where a name in lower case ends if things behind it are left out: "mandelblüte kosmetik newsletter"."""
    tokens = list(re.finditer(r"\S+", text[start:end]))
    while len(tokens) > 1 and tokens[-1].group().lower() in _THINGS:
        tokens.pop()
    return start + tokens[-1].end()


def _without_plain(text: str, start: int, end: int, words: PartyWords) -> int:
    """Where a kind begins if adjectives that say nothing, and whose it is ("client's"), are left out."""
    tokens = [(m.start() + start, m.group().lower()) for m in re.finditer(r"\S+", text[start:end])]
    while len(tokens) > 1 and (tokens[0][1] in words.plain or tokens[0][1] in words.generic):
        tokens = tokens[1:]
    return tokens[0][0]

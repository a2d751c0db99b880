"""The name of who has the loss, as the answer to the question for it.

People say a name with much around it, or instead of it what happened: an answer is cut into pieces and each piece weighed,
by what kind of thing it is. The first that certainly names a party counts, else the first that may; words: `grammar/names.yml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

from bot.claims.resume_code import is_code
from bot.extraction.cues import compile_phrases
from bot.extraction.found import Span, TextFound
from bot.extraction.given_names import is_given_name
from bot.extraction.name_asides import aside_behind
from bot.extraction.name_heads import before_name
from bot.extraction.name_turns import without_guessing, without_others
from bot.extraction.parties.abstract import is_abstract
from bot.extraction.parties.patterns import AGENT_DE, LEGAL_FORM
from bot.extraction.parties.words import PartyWords
from bot.extraction.questions import without_asking_back
from bot.extraction.speaking import is_sentence
from bot.extraction.tables import read_table

_LONGEST = 60
_MOST_WORDS = 6
_AS_FAR, _MOST_CLAUSES = 160, 6
"""Characters of a clause in which a name is looked for, and clauses: longer answers tell a story."""
_FEW = 5
_JOINS = frozenset({"&", "and", "und", "the", "die"})
_HESITANT = re.compile(
    r"(?P<name>[A-ZÄÖÜ][\w&'’-]+(?:\s+[A-ZÄÖÜ&][\w&'’-]*){0,3}),?\s+"
    r"(?:(?:glaube?|denke?|mein|vermut) ich|i (?:think|believe|guess)|wahrscheinlich)"
    r"(?:\s+hei(?:ß|ss)(?:en|t)\s+(?:die|der|das|er|sie|es))?\W*$"
)
"""The name that somebody settles on in the end: "Steinmüller oder Steinmeier … Steinmüller glaub ich"."""
_ABBREVIATED = re.compile(
    r"(?:\b(?:dr|dres|drs|mrs?|ms|st|co|prof|mag|ing|dipl|fa|fr|hr|fam|inh|gebr|rev|sr|med|dent|vet|phil|jur|iur|rer"
    r"|nat|pfr|bzw|ca|ltd|inc)"
    r"|\b\w)$",
    re.IGNORECASE,
)
"""What has a dot of its own, in capitals or not: "praxis dr. sander", "J. P. Reimers", "St. Anna"."""
_ENDS = re.compile(r"[\n;]|[.!?…]+(?=\s|$)|\s[–-]\s")
_SAID_FIRST = re.compile(r"(?:(?:yes|yeah|yep|ja|no|nein|nee)\b[\s,.!:-]+|jo\s*[,.!:-]+\s*)", re.IGNORECASE)
"""A yes or no before a name; "Jo" without a comma is one itself."""
_SAID_BEFORE = (
    r"\W*(?:(?:(?:{so})(?:\s+(?:{so}))*\s*[.,:;!?…–-]+"
    r"|(?:ich|me|i|wer|who|wie ich hei(?:ß|ss)e|what['’]?s my name)\s*\?+)\s*)+(?=\w)"
    r"|(?:na|ja|also|well|just|nur|eh)\s+(?=(?:der|die|das|an?|the|eine?)\s)"
)
"""Words of somebody who collects their thoughts: "ach so, der Kunde. Venturo", "oh right, sorry. Dana Fields"."""
_ARTICLE = re.compile(r"^(?:the|der|die|das|den|dem|a|an|eine?[nr]?|d|s|da|de|dr)\s+", re.IGNORECASE)
_ARTICLE_DE = re.compile(r"(?:der|die|das|dem|den|da|dr|de|d|a|eine?[nr]?)\s+\S", re.IGNORECASE)
_ANYBODY = re.compile(r"(?:an?|eine?|en|oane?)\s+(?P<who>[\w-]+)", re.IGNORECASE)
_ANY = re.compile(r"(?:an?|eine?[nr]?|ne|oane?)\s", re.IGNORECASE)
_PEOPLE = re.compile(r"\s(?:people|folks?|lot|crowd|guys|lads|leute|leit|leut)$", re.IGNORECASE)
"""Whose people somebody names who was not asked for the people: "the Magowan people"."""
_PLACED = re.compile(
    r"\s+(?:up near|near|down in|nahe|in|im|aus|from|of|on|at|bei|vom?|von|der|des|am|auf|for|für|mit|with|to|zu[mr]?|beim)"
    r"\s+.*$",
    re.IGNORECASE,
)
"""What stands behind the word that says what something is: "ein tippfehler in der preisliste"."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_TITLED = re.compile(
    r"(?:mrs?|ms|miss|mx|dr|prof|doktor|doctor|professor|frau|herrn?|familie|family|fam|fa|firma|st|sankt|rev|father"
    r"|ing|mag)\b\.?\s+\S",
    re.IGNORECASE,
)
_FORM_LOWER = re.compile(r"\b(?:g?gmbh|ag|kg|ohg|gbr|ug|mbh|eg|ltd|limited|llc|llp|inc|plc)\b", re.IGNORECASE)
_DATED = re.compile(
    r"\b\d{1,2}[./] ?\d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?"
    r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zä]*\b",
    re.IGNORECASE,
)
"""A day, which is in nobody's name."""
_LONGEST_TITLE = 8
_SHORTEST_PART = 2


class _Rank(IntEnum):
    """How far a piece of an answer names somebody."""

    NOBODY = 0
    MAYBE = 1
    CERTAIN = 2


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    rank: _Rank


_LEADS = (
    r"(?:my|our|mein\w*|unser\w*|by|from|von|with|mit|not|nicht|hei(?:ß|ss)t|is|are|was|ist|sind|the|der|die|das|den|client"
    r"|customer|kunde?\w*|called|namens|name|company|firma|für|for|it[’']s|claimant|geschädigt\w*)\b"
)
_OPENS_WITH_FIRM = re.compile(
    r"\W*(?:(?:it|that|das|es)(?:['’]s| is| ist| war| was)? |(?:the|die|der|das|firma|fa\.|called|namens) ){0,3}"
    rf"(?P<firm>(?!{_LEADS}|and\b|und\b)[^\W\d_][\w’'&.-]*(?: (?:(?:&|und|and) )?(?!{_LEADS})[\w’'&.-]+){{0,4}}?"
    r" (?:GmbH(?: & Co\.? KG)?|AG|KG|OHG|e\.? ?K\.?|e\.? ?V\.?|UG|Ltd\.?|Limited|LLP|LLC|Inc\.?|plc|Pty Ltd|Pvt\.? Ltd\.?"
    r"|BV|SA|Sàrl))(?=\s*[,;.(–-]|\s+(?:in|aus|from|near|bei|at)\b)(?!\s*(?:&|und|and)\s)",
    re.IGNORECASE,
)
"""A firm by its whole name, before more is said of it."""


def answered_client(text: str) -> TextFound | None:
    """Whom an answer names, at the place where it does; None if nobody."""
    if is_code(text) or withholds(text):
        return None  # brought from the other channel; nobody is called so
    text = only_meant(text)
    settled = _HESITANT.search(text)
    if settled and not _is_role(settled["name"]):
        return TextFound(settled["name"], 0.8, Span(0, *settled.span("name")))
    if firm := _OPENS_WITH_FIRM.match(text):
        # "Peak Cycles Ltd in Leeds, the shop owner is Gary", "radhaus meyer gmbh, online shop"
        return TextFound(firm["firm"], 0.9, Span(0, *firm.span("firm")))
    pieces = list(_pieces(text))
    # Of two the one that is called so, and not described: "a garden centre near Otley. Oxley Nurseries they're called".
    best = max(
        pieces,
        key=lambda each: (each.rank, not _describes(text[each.start : each.end])),
        default=None,
    )
    if best is None or best.rank is _Rank.NOBODY:
        return None
    start = best.start + before_name(text[best.start : best.end])
    return TextFound(text[start : best.end], 0.9, Span(0, start, best.end))


def _describes(value: str) -> bool:
    """Whether words say what somebody is, or whose people they are, and not what they are called."""
    if _PEOPLE.search(value):
        return True
    bare = _PLACED.sub("", value).strip(" .,")
    words = _WORD.findall(_ARTICLE.sub("", bare, count=1))
    any_one = _ANY.match(value) is not None or bare == bare.lower()
    kind = any(is_kind(" ".join(words[start:]).casefold()) for start in range(len(words)))
    return any_one and kind and LEGAL_FORM.search(value) is None


def withholds(text: str) -> bool:
    """Whether an answer to the question for a name says that it is not to be told, or has slipped somebody's mind."""
    return _phrases()["withholds"].search(text) is not None


def only_meant(text: str) -> str:
    """The text with blanks for what is said before a name by who collects their thoughts, questions back, and names not meant."""
    text = without_guessing(without_asking_back(text))
    said = _phrases()["said_before"].match(text, 0, _AS_FAR)
    return without_others(" " * said.end() + text[said.end() :] if said and said.end() < len(text) else text)


def _pieces(text: str) -> Iterator[_Piece]:
    """The clauses of the answer, each cut to the name in it. Only the first may be a name that has nothing of one."""
    for number, (start, end) in enumerate(_clauses(text)):
        if number > _MOST_CLAUSES or end - start > _AS_FAR:
            break
        piece = _named(text, start, end)
        if piece.rank is _Rank.CERTAIN or (number == 0 and piece.rank is _Rank.MAYBE):
            yield piece


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in [*_ENDS.finditer(text), None]:
        if (
            found
            and found.group().startswith(".")
            and _ABBREVIATED.search(text, max(start, found.start() - _LONGEST_TITLE), found.start())
        ):
            continue
        end = found.start() if found else len(text)
        if text[start:end].strip(" .,"):
            yield start, end
        start = found.end() if found else end


def _named(text: str, start: int, end: int) -> _Piece:
    """The clause without what leads the name in and what is said behind it."""
    if more := aside_behind(text, start, end):
        first = _named(text, start, more.start)
        if first.rank and not _describes(text[first.start : first.end]):
            return first
        rest = _named(text, more.end, end)
        return rest if rest.rank is _Rank.CERTAIN else first
    end = _said_after(text, start, end)
    behind = _phrases()["role_after"].search(text, start, end)
    if behind and all(_is_somebody(word) for word in _WORD.findall((behind["role"] or "").casefold())):
        before = _beside_role(text, start, behind.start())
        if before.rank is _Rank.CERTAIN or (before.rank and behind["calls"]):
            return before
    for pattern in _tells_who():
        if told := pattern.search(text, start, end):
            inner = _beside_role(text, told.start("name") + _declined(told["name"]), told.end("name"))
            groups = told.groupdict()
            if inner.rank is _Rank.CERTAIN and (
                "form" not in groups or _is_shown(text[inner.start : inner.end])
            ):
                return inner
            if inner.rank and "calls" in groups:
                return inner
    return _beside_role(text, start, end)


def _beside_role(text: str, start: int, end: int) -> _Piece:
    """The words cut to the name; of a role and a name behind a comma the name: "the council, Eastmere Borough Council"."""
    piece = _cut(text, start, end)
    if piece.rank is _Rank.CERTAIN and not _begins_with_a_role(text, piece):
        return piece
    role = _begins_with_a_role(text, piece)
    comma = text.find(",", piece.start, end)
    if comma < 0 or (piece.rank and not role):
        return piece
    beside = _named(text, comma + 1, end)
    if beside.rank is _Rank.CERTAIN or (beside.rank and role):
        return beside
    return _cut(text, start, comma)


def _said_after(text: str, start: int, end: int) -> int:
    """Where a name ends if what is said behind it is left out, of which there may be more: "heisst er, glaub ich"."""
    end = start + len(text[start:end].rstrip(' .:,-–!?"”“'))
    while behind := _phrases()["said_after"].search(text, start, end):
        end = behind.start()
    return end


def _declined(name: str) -> int:
    """Characters of an article in front, whose case is that of the sentence: "der firma kranich"."""
    article = _ARTICLE.match(name)
    return article.end() if article and name[0].islower() else 0


def _cut(text: str, start: int, end: int) -> _Piece:
    phrases = _phrases()

    def skipped(position: int) -> int:
        return position + len(text[position:end]) - len(text[position:end].lstrip(' \t:,-–"„“'))

    start = skipped(start)
    # One after the other: "it's" and "from" in "it's from Alderway Dental".
    while lead_in := phrases["lead_in"].match(text, start, end):
        if not text[lead_in.end() : end].strip(" :,-–"):
            break
        start = skipped(lead_in.end())
    if agent := AGENT_DE.match(text, start, end):
        rest = text[agent.end() : end]
        start = agent.end() if LEGAL_FORM.search(rest) or _TITLED.match(rest) else start
    if like := phrases["something_like"].match(text, start, end):
        start = like.end()
    value = text[start : _said_after(text, start, end)].rstrip(' .:,-–!?"”“')
    value = phrases["who_that_is"].sub("", value)
    if phrases["no_name"].fullmatch(value.strip(" ,!")):
        return _Piece(start, start, _Rank.NOBODY)
    said = _SAID_FIRST.match(value)
    if said and len(value.split()) > 1:
        start, value = start + said.end(), value[said.end() :]
    return _Piece(start, start + len(value), _rank(value))


def _rank(value: str) -> _Rank:
    """How far a few words are a name, by what they are: a party, a mere role, a thing, a sentence."""
    phrases = _phrases()
    plain = value.strip(" .,!?")
    words = [word for word in value.split() if word.lower() not in _JOINS]
    if not words or len(value) > _LONGEST or len(words) > _MOST_WORDS or phrases["no_name"].fullmatch(plain):
        return _Rank.NOBODY
    if _DATED.search(value) or (phrases["no_name"].match(value) and len(words) < _FEW):
        return _Rank.NOBODY
    bare = _ARTICLE.sub("", plain, count=1)
    certain = is_certain(bare)
    if is_sentence(bare if certain else plain) or _is_role(bare):
        return _Rank.NOBODY
    if phrases["told"].match(plain) or _is_anybody(plain):
        return _Rank.NOBODY
    if phrases["of_ours"].match(plain) and bool({word.casefold() for word in words} & _staff()):
        return _Rank.NOBODY
    if not certain and (_is_thing(bare) or phrases["unnamed"].match(plain) or phrases["did"].match(plain)):
        return _Rank.NOBODY
    capital = any(
        word[0].isupper() and word.casefold() not in _roles() for word in _WORD.findall(bare)
    ) and not _is_thing(bare)
    return _Rank.CERTAIN if certain or capital else _Rank.MAYBE


def is_certain(value: str) -> bool:
    """Whether the words show a party by their form: a legal form, a title, a kind of firm with its name, a given name."""
    words = [word.casefold() for word in _WORD.findall(value)]
    if LEGAL_FORM.search(value) or _FORM_LOWER.search(value) or _TITLED.match(value):
        return True
    if len(words) >= _SHORTEST_PART and is_given_name(words[0]):
        return True
    kinds = [word for word in words if is_kind(word) and not _phrases()["thing"].fullmatch(word)]
    return bool(kinds) and (len(words) > len(kinds) or not all(_is_listed(word) for word in kinds))


def _is_shown(value: str) -> bool:
    """As certain, or two words with capitals in a row, which few German sentences end with."""
    return is_certain(value) or re.search(r"\b[A-ZÄÖÜ][\w'’-]+\s+(?:&\s+)?[A-ZÄÖÜ]\w", value) is not None


def _is_role(value: str) -> bool:
    """Whether the words name no more than what somebody is to the writer, and perhaps where: "kunde aus hamburg"."""
    words = _WORD.findall(_PLACED.sub("", value))
    named = sum(word[0].isupper() for word in words) > 1  # "Client Company" is called so.
    return bool(words) and not named and all(is_role_word(word.casefold()) for word in words)


def _is_anybody(value: str) -> bool:
    """Whether the words are a mere kind of person, and nothing tells which one: "a Touristin", "ein Gast"."""
    anybody = _ANYBODY.fullmatch(value)
    return anybody is not None and _is_person(anybody["who"].casefold())


def _is_thing(value: str) -> bool:
    """Whether the words say what happened or broke: "dns umzug", "wrong config", "backup vergessen"."""
    words = _WORD.findall(_PLACED.sub("", value))
    if not words:
        return False
    if _phrases()["thing"].fullmatch(words[-1]) or (len(words) == 1 and is_abstract(words[0])):
        return True
    return (
        len(words) > 1 and _phrases()["done"].fullmatch(words[-1]) is not None and not words[-1][0].isupper()
    )


def _begins_with_a_role(text: str, piece: _Piece) -> bool:
    """Whether what stands before a comma is a role or a kind, behind which the name comes: "die kundin, frau wübbena"."""
    first, comma, _ = text[piece.start : piece.end].partition(",")
    if not comma:
        return False
    words = [word.casefold() for word in _WORD.findall(_ARTICLE.sub("", first.strip(), count=1))]
    if not words or words[-1] in _before_a_name():
        return bool(words)
    # Nouns have a capital in German: "die Fotografin, Silke Ahrbeck".
    alone = len(words) == 1 and (
        _ARTICLE_DE.match(first.strip()) is not None or (is_kind(words[0]) and not _is_person(words[0]))
    )
    role = is_role_word(words[-1]) or is_kind(words[-1]) or _is_person(words[-1])
    return role and (alone or first == first.lower())


def _is_somebody(word: str) -> bool:
    """Whether a word in lower case says what somebody is: a role, a kind, whom something befell."""
    hurt = _phrases()["hurt"].fullmatch(word) is not None
    return hurt or is_role_word(word) or is_kind(word) or _is_person(word)


def is_role_word(word: str) -> bool:
    """Whether a word in lower case says no more than what somebody is to the writer."""
    client = word.endswith(("kunde", "kundin", "kunden")) and "urkunde" not in word
    return word in _roles() or client


def is_kind(word: str) -> bool:
    """Whether a word in lower case is a kind of firm or person, on its own or with something before it: "fördeklinik"."""
    return any(PartyWords.of(lang).heads_lower.fullmatch(word) for lang in ("de", "en")) or _is_listed(word)


def _is_person(word: str) -> bool:
    return any(PartyWords.of(lang).is_person(word) for lang in ("de", "en"))


@cache
def _listed() -> frozenset[str]:
    return PartyWords.of("de").kinds | PartyWords.of("en").kinds


def _is_listed(word: str) -> bool:
    return word in _listed() or word.removesuffix("s") in _listed()


@cache
def _staff() -> frozenset[str]:
    return PartyWords.of("de").staff | PartyWords.of("en").staff


@cache
def _roles() -> frozenset[str]:
    listed = frozenset(_data()["roles"].split())
    return listed | PartyWords.of("de").generic | PartyWords.of("en").generic


@cache
def _before_a_name() -> frozenset[str]:
    return frozenset(_data()["before_a_name"].split())


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_table(Path(__file__).parent / "grammar" / "names.yml")
    return data


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    listed = {name: each for name, each in _data().items() if isinstance(each, list) and name != "tells_who"}
    return {name: compile_phrases(each) for name, each in listed.items()} | {
        "said_before": re.compile(_SAID_BEFORE.format(so=str(_data()["thoughts"]).strip()), re.IGNORECASE)
    }


@cache
def _tells_who() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, re.IGNORECASE) for each in _data()["tells_who"])

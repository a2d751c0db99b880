"""The kind of a notice, whether the event goes on, and whether the writer has admitted, paid or signed something.

The phrases are data in `grammar/notice.yml`.
"""

import re
from functools import cache
from pathlib import Path

from bot.claims.languages import languages, spoken
from bot.extraction.cues import compile_phrases
from bot.extraction.folded import fold
from bot.extraction.found import Span, TextFound
from bot.extraction.promises import PLAINLY, find_promise
from bot.extraction.ransom import without_attackers
from bot.extraction.replying import says
from bot.extraction.tables import read_table
from bot.extraction.who_did import is_by_others
from bot.extraction.word_patterns import WordPattern

OWN_TYPES = frozenset({"own_cyber_loss"})
"""Incident types that are the writer's own loss, whoever else is named."""
_MAYBE_OWN = OWN_TYPES | {"breach_of_trust", "other", None}
"""Types of which others may be named without having the loss: who a fake invoice seemed to come from."""
_OF_RIGHTS = "rights_infringement"
_WITHDRAWN = 0.8
"""How sure it is that a demand which was withdrawn is none; that there never was one is told less plainly."""


def find_notice_kind(
    text: str,
    *,
    lang: str,
    incident_type: str | None,
    demanded: bool,
    dated: bool = False,
    attacked: bool = False,
    harmed: bool = False,
) -> TextFound | None:
    """One of demand, circumstance, own_loss, warning_letter, cyber_emergency; None for a text without a report.

    `demanded` says that an amount of a demand was read, which a word that there is none outweighs; `dated` that its date was;
    `attacked` that an attack on the writer's own systems goes on; `harmed` that somebody else is named who has the loss.
    """
    text = fold(text)
    own_cyber = incident_type in OWN_TYPES
    if attacked and (own_cyber or incident_type is None or _found("own", text, lang)):
        return TextFound("cyber_emergency", 0.8)
    letter = _found("warning_letter", text, lang)
    if letter:
        return _text("warning_letter", 0.85, letter)
    lawyers = _found("lawyers_letter", text, lang)
    if lawyers and incident_type == _OF_RIGHTS:
        return _text("warning_letter", 0.8, lawyers)
    if own_cyber:
        return TextFound("own_loss", 0.8)
    plainly = None if demanded or dated else _found("own_plainly", text, lang)
    if plainly:
        return _text("own_loss", 0.8, plainly)
    denied = _not_demanded(text, lang, demanded=demanded, dated=dated)
    if denied:
        return _text("circumstance", 0.7, denied)
    withdrawn = _found("withdrawn", text, lang)
    if withdrawn:
        return _text("circumstance", _WITHDRAWN, withdrawn)
    demand = _found("demand", without_attackers(text), lang) or lawyers
    own = _found("own", text, lang)
    # "Our bookkeeper mailed the payroll of Hollis" speaks of the writer's own people, and of the loss of others.
    if own and not (demand or dated or (harmed and incident_type not in _MAYBE_OWN)):
        return _text("own_loss", 0.6, own)
    if demanded or dated or demand:
        return _text("demand", 0.85 if demanded or dated else 0.7, demand)
    return TextFound("circumstance", 0.6) if incident_type else None


def is_undemanded(kind: TextFound | None) -> bool:
    """Whether a kind of notice says that nobody demands anything and nobody ever did; a withdrawn demand had its day."""
    return kind is not None and kind.value == "circumstance" and kind.confidence < _WITHDRAWN


def _not_demanded(text: str, lang: str, *, demanded: bool, dated: bool) -> re.Match[str] | None:
    """Where it is said that nobody demands anything: a day or a sum beside it is then that of something else.

    Unless a demand is told all the same: beside a day anywhere, beside a sum behind it ("they never asked. Then they sued").
    """
    denials = list(_phrases()["no_demand"][spoken(lang)].finditer(text))
    if not denials:
        return None
    if demanded or dated:
        rest = _phrases()["no_demand"][spoken(lang)].sub(lambda found: " " * len(found.group()), text)
        told = _phrases()["demanded_plainly"][spoken(lang)].finditer(rest, 0 if dated else denials[-1].end())
        threat = _phrases()["as_a_threat"][spoken(lang)]
        if any(not threat.search(rest[: each.start()]) for each in told):
            return None
    return denials[0]


def find_ongoing(text: str, *, lang: str, asked: bool = False) -> TextFound | None:
    """ "yes" while the outage or attack goes on, "no" when it is said to be over."""
    if not _UNSURE.search(text) and (partly := _partly(fold(text), asked)):
        return TextFound("yes", PLAINLY, Span(0, *partly.span()))
    found = _ongoing(fold(text), lang, asked)
    # A few words in dialect may look like another language.
    others = (each for each in languages() if asked and found is None and each != spoken(lang))
    return found or next(filter(None, (_ongoing(fold(text), each, asked) for each in others)), None)


def _partly(text: str, asked: bool) -> re.Match[str] | None:
    """Where it is said that some of it is back and some is not; unasked only beside what does work again."""
    for lang in languages():
        found = _found("partly", text, lang)
        if found and (asked or _found("over", text, lang) or _found("ended", text, lang)):
            return found
    return None


def _ongoing(text: str, lang: str, asked: bool) -> TextFound | None:
    if asked and not _UNSURE.search(text):
        for name, value in (("goes_on", "yes"), ("ended", "no")):
            answer = _found(name, text, lang)
            if answer:
                return _text(value, 0.85, answer)
    return _yes_or_no("ongoing", "over", text, lang, asked)


def find_statement_made(text: str, *, lang: str, asked: bool = False) -> TextFound | None:
    """ "yes" if the writer admitted, promised, paid or signed something, "no" if they say they did not."""
    if promised := find_promise(text):
        return promised
    text = fold(text)
    if asked and says("asks", text) and len(text.split()) <= _MOST_IN_A_QUESTION:
        # "Does saying sorry count" tells nothing yet.
        return None
    if asked and not _UNSURE.search(text) and "?" not in text:
        if others := _found("others_did", text, lang):
            return _text("yes", 0.85, others)
        text = _COMFORT.sub(lambda said: " " * len(said.group()), text)
        denied = next(filter(None, (_found(name, text, lang) for name in _DENIALS)), None)
        for done in _phrases()["was_done"][spoken(lang)].finditer(text):
            if denied is None or _takes_out(text, lang, denied, done) or _comes_first(text, denied, done):
                return _text("yes", 0.85, done)
        if _found("not_done", text, lang):
            return _text("no", 0.85, denied)
    if denied := _found("not_admitted", text, lang):
        for done in _phrases()["admitted"][spoken(lang)].finditer(text, denied.end()):
            if _takes_out(text, lang, denied, done):
                return _text("yes", 0.75, done)
    if not asked and (denied := _found("not_admitted", text, lang)) is None:
        acts = _phrases()["admitted"][spoken(lang)].finditer(text)
        own = next(
            (
                act
                for act in acts
                if not is_by_others(text, *act.span()) and not _is_of_contract(text, lang, act)
            ),
            None,
        )
        return _text("yes", 0.75, own) if own else None
    return _yes_or_no("admitted", "not_admitted", text, lang, asked)


def _is_of_contract(text: str, lang: str, act: re.Match[str]) -> bool:
    """Whether a promise is the one of the contract, whose breach is reported: "vertraglich zugesagt zum 1. Oktober"."""
    if not _PROMISED.search(act.group()):
        return False
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= act.start()), default=0)
    end = min((end for end in ends if end >= act.end()), default=len(text))
    phrases = _phrases()
    of_contract = phrases["of_contract"][spoken(lang)].search(text, start, end)
    return of_contract is not None and phrases["makes_good"][spoken(lang)].search(text, start, end) is None


def _takes_out(text: str, lang: str, denied: re.Match[str], done: re.Match[str]) -> bool:
    """Whether something was done although a "no" comes first: "no, only apologised"."""
    return denied.end() <= done.start() and bool(
        _phrases()["only_that"][spoken(lang)].search(text, denied.start(), done.end())
    )


def _comes_first(text: str, denied: re.Match[str], done: re.Match[str]) -> bool:
    """Whether the writer did something before a "but": "I told him I was sorry, but I never said I'd pay"."""
    clause = _CLAUSE_END.split(text[: done.start()])[-1]
    return (
        done.end() <= denied.start()
        and _BUT.search(text, done.end(), denied.start()) is not None
        and _OURS.search(clause) is not None
    )


_PROMISED = re.compile(r"zugesagt|versprochen|zugesichert|promis")
_SENTENCE_END = re.compile(r"(?<!\d)[.!?](?=\s|$)|[;\n]")
_CLAUSE_END = re.compile(r"[.,;:!\n]|\b(?:but|aber)\b")
_BUT = re.compile(r"\b(?:but|though|aber|jedoch|allerdings)\b")
_OURS = re.compile(r"\b(?:i|i[’']ve|we|we[’']ve|ich|i han|wir|mir|hab|habe|haben)\b")
_DENIALS = ("not_done", "deny", "not_admitted")
_UNSURE = re.compile(
    r"\b(?:no idea|not sure|no clue|(?:don[’']?t|do not) (?:know|remember)|dunno|unsure|keine? (?:ahnung|plan|schimmer)"
    r"|(?:weiß|weiss|weis|woas) (?:\w+ ){0,3}?(?:nicht|ned|net|nit|nöd)|nicht sicher|unsicher|kei ahnig|koa ahnung)\b",
    re.IGNORECASE,
)
"""What looks like a "no" and is none."""


_MOST_IN_A_QUESTION = 8
_COMFORT = re.compile(
    r"\b(?:(?:not to|don[’']?t|do not) (?:worry|panic|fret)|no (?:worries|problem)"
    r"|kein(?:e|en)? (?:sorgen?|problem|thema|stress|angst)|nicht (?:zu )?(?:sorgen|aufregen|ärgern))\b"
)
"""What was said to calm somebody: no "no"."""


def _yes_or_no(yes: str, no: str, text: str, lang: str, asked: bool) -> TextFound | None:
    denied = _found(no, text, lang)
    if denied:
        return _text("no", 0.8, denied)
    affirmed = _found(yes, text, lang)
    if affirmed:
        return _text("yes", 0.75, affirmed)
    question = "?" in text and says("asks", text)
    if asked and not question and not _UNSURE.search(text):
        for name, value in (("deny", "no"), ("affirm", "yes")):
            answer = _found(name, text, lang)
            if answer:
                return _text(value, 0.85, answer)
    return None


def _text(value: str, confidence: float, found: re.Match[str] | None) -> TextFound:
    return TextFound(value, confidence, Span(0, *found.span()) if found else None)


def _found(name: str, text: str, lang: str) -> re.Match[str] | None:
    return _phrases()[name][spoken(lang)].search(text)


@cache
def _phrases() -> dict[str, dict[str, WordPattern]]:
    data = read_table(Path(__file__).parent / "grammar" / "notice.yml")
    return {
        name: {lang: WordPattern(compile_phrases(each, folded=True)) for lang, each in langs.items()}
        for name, langs in data.items()
    }

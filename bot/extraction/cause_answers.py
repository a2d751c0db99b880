"""The answer to "Who caused it?": a phrase for one of the choices, or somebody by a job, a name or a firm."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from bot.extraction.cues import compile_phrases
from bot.extraction.found import Span, TextFound
from bot.extraction.given_names import is_given_name
from bot.extraction.parties.patterns import LEGAL_FORM
from bot.extraction.tables import read_table

_ORDER = ("unknown", "subcontractor", "employee", "third_party", "self")
"""The more telling word first: "my trainee" is an employee, although "my" speaks of oneself."""
_COUNTED = re.compile(r"\d\d[.,]?\s+\Z")
"""A number of people names nobody: "210 employees"."""
_SURE, _BY_KIND = 0.9, 0.8
_BEFORE = re.compile(
    r"\W*(?:(?:yes|yeah|ja|jo|no|nope|nein|na|nee|well|so|oh|äh|ähm|uh|um|hm+|ok|okay|also|naja|nun|sorry|leider"
    r"|sadly|unfortunately"
    r"|probably|maybe|perhaps|possibly|apparently|wahrscheinlich|vermutlich|vielleicht|wohl|anscheinend"
    r"|eigentlich|actually"
    r"|i (?:think|guess|believe|suppose)|ich (?:glaube?|denke?|vermute)|glaube?|i glaub|as far as (?:i|we) know|soweit ich weiß"
    r"|(?:it|that|this|das|des|dös|dat|es|s)"
    r"(?:[’']s| was| is| would be| must have been|[’']?d be| war| wor| woar| ist| isch| wird| dürfte|)"
    r"|war(?:[’']s)?|wars|caused by|by|because of|due to|von|vom|durch|through|wegen)(?!\w)[\s,:.…-]*)*",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:the|an?|one|some|this|der|die|das|den|dem|dr|de|da|d|s|’s|ein|eine|einer|en|e|oa|so an?|so ein\w*|diese[rs]?)\s+",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"(?:(?:one|some|two|eine?[rs]?|eins|zwei|wer|jemand) (?:of |von |vo )?)?"
    r"(?:my|our|mein\w*|unser\w*|mei|mi|min\w*|üs\w*|eus\w*|unsan?)\s+",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,;:.!?()\n–]|\s-\s|\s(?:who|that|which|whom|wo|and|und|but|aber|did|has|had|hat|hatte|hot|het|haben|made"
    r"|caused|done|is|was"
    r"|ist|war|isch"
    r"|wars|woars|war[’']s|we|i|wir|ich|forgot|deleted|sent|clicked|lost|broke|made|halt|leider|glaub\w*"
    r"|i think|selbst|himself|herself|from|at|in|on|of|with"
    r"|off|bei|beim|bi|aus|vom|von|vo|us(?= em| de)|usem|im|am|für|for)(?!\w)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\s*(?P<link>from|at|in|on|of|with|bei|beim|bi|aus|vom|von|vo|us|usem|im|am)\s+"
    r"(?P<whose>(?:the|our|my|der|dem|den|de|em|unser\w*|mein\w*|üs\w*)\s+)?(?P<place>[\w-]+)",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?:der |die |d |da |de )?(?:mrs?|ms|miss|mx|herrn?|frau|hr|fr)\.?\s+(?-i:[^\W\d_a-zäöü])[\w'’-]+",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"(?:\w{2,}(?:er|or|ist|ian|ant|man|woman|person|eer|keeper)|\w{3,}(?:erin|erinnen|istinnen|istin|eurin|eur|antin"
    r"|(?:stud|ag|doz|refer|assist|konsul)ent|entin|orin|or|graf|grafin|soge|login|loge|tin"
    r"|kraft|kräfte|hilfe|assistenz|leitung|leiter|chef|chefin|mann|frau|ikus|ärztin|arzt|wart|pfleger"
    r"|angestellte[rn]?|meitli|bub|lehrling))s?",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s(?:from|of|von|vom)(?: the| der| den| dem)?\s+\Z", re.IGNORECASE)
_HELPS = re.compile(
    r",?\s*(?:who|she|he|der|die|wo|sie|er)\s+(?:also |normally |usually |immer |sonst )?"
    r"(?:does|do|runs|handles|helps|looks after|works|keeps|manages"
    r"|macht|hilft|arbeitet|schafft|betreut|kümmert)\b[^.]*\b(?:our|my|us|me|uns|mir|unser\w*|mein\w*)\b",
    re.IGNORECASE,
)
"""What somebody does for the writer: "Tamsin, who does our books"."""
_ANYONE = frozenset({"someone", "somebody", "jemand", "wer", "öpper", "einer", "eine", "one", "oana"})
_NAMED_BY_US = re.compile(r"(?:[Mm]y|[Oo]ur) [A-Z][a-z]+")
"""A name, since English has no other capitals there: "our Kev"."""
_MOST_WORDS = 5
_MOST_BARE, _LONGEST = 5, 16
"""Words of an answer that names somebody without "the" or "our" before it, and of any answer that is no story."""
_NO_KIND = re.compile(r"\w{2}ed\s|\b(?:the|an?|der|die|das|den|dem|durch|über)\b", re.IGNORECASE)
"""Words that stand in a sentence and before no job."""
_COMPOUNDED = 6
"""Letters from which a word stands at the end of longer ones: "Mailserver"."""
_PRONOUN = re.compile(r"i|we|us|me|ich|wir|mir|uns|bei uns|an uns", re.IGNORECASE)
_NONE_ELSE = re.compile(
    r"\W*(?:(?:that|it|das|es|des) (?:was|were|war(?:en)?) |(?:was|war) )?(?:i|we|me|us|myself|ourselves|ich|wir|mir|i[’']ve|mi)"
    r"(?: (?:did|do|war|waren|was|selbst|selber|sälber|allein|alone|myself|ourselves|am|bin|es|it))*\s*"
    r"(?:[.!;:–—]|$|\n| - |,? (?:also|d\.?h\.?|so|meaning|i\.e\.?|well|the|die|as (?:an?|the)|als)"
    r"(?: (?:the|die|das|unsere?|our|my|meine?))*"
    r" (?:whole |ganze )?(?:agency|company|firm|business|team|studio|practice"
    r"|agentur|firma|büro|betrieb|unternehmen|kanzlei|praxis|team)\b)",
    re.IGNORECASE,
)
"""An answer that says "me" in a sentence of its own, whoever is named behind it, or means the whole firm by "we"."""
_MINE = r"(?:my|our|mein\w*|unser\w*|mei|min|mi)"
_AND = r"(?:and|und|u\.|&|plus|zusammen mit|gemeinsam mit|together with)"
_ME = r"(?:me|myself|i|ich|mir|mia)(?: myself| selbst| selber| sälber| together| zusammen)?"
_OTHERS = r"(?!\w*(?:client|customer|kund|auftragg|mandant|freelanc|subunt|contractor))"
_NOTICED = r"(?:notic|saw|seen|found|discover|check|bemerk|gemerk|geseh|entdeck|gefund|reden|talk|spoke)"
_TOGETHER = re.compile(
    r"(?:(?:the )?(?:two|both|pair) of us|wir (?:alle )?(?:beide|zwei)|mir (?:zwa|zwei|beid\w*)"
    r"|(?:i|we|ich|wir|mir) (?:myself|ourselves|selbst|selber|sälber)(?=\s*(?:[,;.!:–-]|$))"
    rf"|{_ME},? {_AND} (?:(?:{_MINE}|the|der|die)\s+)?{_OTHERS}[^\W\d_][\w-]+"
    rf"|(?:{_MINE}\s+{_OTHERS}(?:[\w-]+ ){{0,2}}?[\w-]+|(?-i:[A-ZÄÖÜ])[\w-]+) {_AND} {_ME})"
    rf"(?![\w’'])(?!,? (?:(?:have|had|both|haben|hatten|then|dann|wir|we) )*{_NOTICED})",
    re.IGNORECASE,
)
"""Oneself among those who did it together: "my brother and me", "ich und mein Kollege"."""
_SAID_AGAIN = re.compile(
    r"[,:–]\s+(?:so|also|that is|that[’']s|i\.?e\.?|d\.? ?h\.?|namely|nämlich|sprich)\s+", re.IGNORECASE
)
_CRIMINAL = re.compile(
    r"\W*(?:(?:it|that|das|es) (?:was|were|war|waren) )?(?:an? |the |some |ein |eine |der |die |irgendein\w* "
    r"|so a )?(?:\w+ ){0,1}?"
    r"(?:scammers?|fraudsters?|swindlers?|thie(?:f|ves)|hackers?|burglars?|crooks?|con ?m[ae]n|criminals?|attackers?|intruders?"
    r"|betrüger\w*|dieb\w*|einbrecher\w*|gauner\w*|täter\w*|kriminelle\w*|angreifer\w*|erpresser\w*)\s*(?:[.,;:!–-]|$)",
    re.IGNORECASE,
)
_OWN_DEED = re.compile(
    r"(?:because |since |weil |da )?"
    r"(?:i|we|ich|wir|i[’']ve|we[’']ve|habe?n?|mir|uns)\s(?!(?:was|were|got|been|wurden?|sind|bin)\b)",
    re.IGNORECASE,
)
_CLIENT = re.compile(r"client|customer|kund|auftraggeb|mandant", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:not|nicht|ned|nöd|net|wasn[’']?t|isn[’']?t|kein\w*)\s+(?:(?:by|von|vom|the|my|our|an?|der|die|das|den|dem"
    r"|mein\w*|unser\w*"
    r"|ein\w*)\s+)+[\w-]+",
    re.IGNORECASE,
)
"""Who is said not to be the one: "not the intern"."""


def answered_cause(text: str) -> TextFound | None:
    """Who caused it, in the answer to that question; None if it names nobody."""
    if criminal := _CRIMINAL.match(text):
        # "A scammer. My assistant was fooled by it" was none of theirs.
        return TextFound("third_party", _SURE, Span(0, *criminal.span()))
    if own := _NONE_ELSE.match(text):
        return TextFound("self", _SURE, Span(0, *own.span()))
    if together := _together(text):
        return TextFound("self", _SURE, Span(0, *together.span()))
    listed = listed_cause(text)
    if listed is None or (listed.value == "self" and _is_of_clause(text, listed)):
        return _somebody(_NEGATED.sub(_blank, text)) or listed
    if listed.value == "third_party" and _OWN_DEED.match(text, _begin(text)) and _client_named(text, listed):
        # "I sent the client the wrong link" tells of one's own deed.
        return replace(listed, value="self")
    return listed


def _together(text: str) -> re.Match[str] | None:
    """Oneself among those who did it, named at once or behind a comma: "the two brothers, so me and Declan"."""
    if found := _TOGETHER.match(text, _begin(text)):
        return found
    if len(text.split()) > _LONGEST:
        return None
    clauses = (_TOGETHER.match(text, clause.end()) for clause in _SAID_AGAIN.finditer(text))
    return next(filter(None, clauses), None)


def listed_cause(text: str) -> TextFound | None:
    """Who caused it, by the phrases that mean one of the choices wherever they stand."""
    words = _words()
    # Blanks keep the places of what is left.
    text = words["not_us"].sub(_blank, told := text)
    text = _NEGATED.sub(_blank, text)
    for value, first in (("self", "alone"), ("third_party", "gone")):
        if found := words[first].search(text):
            return TextFound(value, _SURE, Span(0, *found.span()))
    theirs = words["theirs"].search(text)
    if theirs and not words["ours"].search(text):
        return TextFound("third_party", _SURE, Span(0, *theirs.span()))
    for value in _ORDER:
        if value == "third_party" and (doing := words["own_doing"].search(text)):
            return TextFound("self", _SURE, Span(0, *doing.span()))
        found = words["caused_by"][value].search(text)
        if not found or _COUNTED.search(text, 0, found.start()):
            continue
        if value == "employee" and (firm := _sent_by(text, found)):
            return TextFound("third_party", _SURE, Span(0, *firm.span()))
        if (
            value == "third_party"
            and words["firms"].search(found.group().casefold())
            and words["hired"].search(text)
        ):
            return TextFound("subcontractor", _SURE, Span(0, *found.span()))
        if value == "unknown" and words["nobody"].fullmatch(found.group()):
            beside = listed_cause(_blank_at(text, found))
            if beside is not None and beside.value != "self":
                return beside
        return TextFound(value, _SURE, Span(0, *found.span()))
    nobody = words["none_of_us"].search(told)
    return TextFound("third_party", _SURE, Span(0, *nobody.span())) if nobody else None


def _sent_by(text: str, person: re.Match[str]) -> re.Match[str] | None:
    """The firm that somebody is from: "a technician from the telco"."""
    firm: re.Match[str] | None = _words()["caused_by"]["third_party"].search(text, person.end())
    return firm if firm and _FROM.search(text, person.start(), firm.start()) else None


def _client_named(text: str, found: TextFound) -> bool:
    return found.span is not None and _CLIENT.search(text, found.span.start, found.span.end) is not None


def _begin(text: str) -> int:
    lead = _BEFORE.match(text)
    return lead.end() if lead else 0


def _is_of_clause(text: str, found: TextFound) -> bool:
    """Whether words for oneself are no more than "we" or "I": in "the guy we hire" they tell of another."""
    return found.span is not None and _PRONOUN.fullmatch(text, found.span.start, found.span.end) is not None


def _somebody(text: str) -> TextFound | None:
    """Who is named by a job, a name or the kind of a firm at the beginning of an answer."""
    if "?" in text or len(text.split()) > _LONGEST:
        return None
    start = _begin(text)
    # "Eins von unseren Mädels" has no end at "von".
    ours = _OURS.match(text, start)
    ends = _ENDS.search(text, ours.end() if ours else start)
    end = ends.start() if ends else len(text)
    head, behind = text[start:end].strip(), text[end:]
    if not head or len(head.split()) > _MOST_WORDS or any(letter.isdigit() for letter in head):
        return None
    value = _named(head, behind)
    return TextFound(value, _BY_KIND, Span(0, start, end)) if value else None


def _named(head: str, behind: str) -> str | None:
    """The choice that stands for somebody, by the words for them and what follows."""
    words = _words()
    if words["others"].search(head):
        return "third_party"
    ours = _OURS.match(head)
    article = None if ours else _ARTICLE.match(head)
    before = ours or article
    core = head[before.end() :] if before else head
    if not core:
        return None
    last = core.split()[-1].casefold()
    hired = words["hired"].search(f"{core} {behind}") is not None
    if LEGAL_FORM.search(core) or words["firms"].search(core.casefold()):
        return "subcontractor" if ours or hired else "third_party"
    alone = before is not None or (
        len(f"{core} {behind}".split()) <= _MOST_BARE and _NO_KIND.search(core) is None
    )
    person = _is_person(core, last, named_before=article is not None, alone=alone) or (
        _NAMED_BY_US.fullmatch(head) is not None
    )
    if core[0].isupper() and _HELPS.match(behind):
        return "employee"
    place = _PLACE.match(behind)
    if person and hired:
        return "subcontractor"
    if place and (person or ours or article or core[0].isupper() or last in _ANYONE):
        if place["place"].casefold() in words["departments"] or _is_us(place):
            return "employee"
        if (
            place["place"][:1].isupper()
            and place["link"].lower() in ("from", "of", "von", "vom")
            and (person or last in _ANYONE)
            and not (ours or is_given_name(core))
        ):
            return "third_party"
    if hired and article:
        return "subcontractor"
    return "employee" if person else None


def _is_person(core: str, last: str, *, named_before: bool, alone: bool) -> bool:
    """Whether words are a job or a name: "Laborantin", "web dev", "Pawel", "Mrs Petrov"; a job that may begin a story is none."""
    if _TITLED.match(core):
        return True
    first = core.split()[0]
    capital = first[:1].isupper()
    if is_given_name(first) and (capital or named_before) and len(core.split()) <= 3:
        return True
    if not alone:
        return False
    # "Our translator Zuzana" is one, too.
    jobs = [last, first.casefold()] if is_given_name(last) else [last]
    return any(map(is_job, jobs))


def is_job(word: str) -> bool:
    """Whether a word in lower case is what somebody of the insured's may do: "paralegal", "entwickler"."""
    words = _words()
    if words["trades"].search(word):
        return True
    return _JOB.fullmatch(word) is not None and words["no_trade"].search(word) is None


def _is_us(place: re.Match[str]) -> bool:
    return place["place"].casefold() in ("us", "uns", "ours", "mir", "me", "üs", "öis") or (
        place["whose"] is not None and _OURS.match(place["whose"]) is not None
    )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _blank_at(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + _blank(found) + text[found.end() :]


@cache
def _words() -> dict[str, Any]:
    data = read_table(Path(__file__).parent / "grammar" / "causes.yml")
    read: dict[str, Any] = {
        name: frozenset(listed.split()) if isinstance(listed, str) else compile_phrases(listed)
        for name, listed in data.items()
        if name not in ("caused_by", "trades", "no_trade", "beside", "tellers", "of_clients", "run_together")
    }
    return read | {
        **{name: _ending(data[name].split()) for name in ("trades", "no_trade")},
        "caused_by": {value: compile_phrases(phrases) for value, phrases in data["caused_by"].items()},
    }


def _ending(words: Sequence[str]) -> re.Pattern[str]:
    """For words that are one of these, or end in a long one of them."""
    return re.compile("|".join(rf"{'' if len(word) >= _COMPOUNDED else '^'}{word}s?$" for word in words))

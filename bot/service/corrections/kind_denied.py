"""The kind of incident is denied: "it wasn't advice, it was a typo", "what key? I forgot to pay an invoice", "nobody hacked us".

A better one is taken where the same words name it; else the kind is asked for, and nothing that hangs on it.
"""

import re
from collections.abc import Iterator

from bot.claims.model import SetBy, Status
from bot.claims.values import Value
from bot.extraction.kinds import kinds_named
from bot.service.hearing import CONFIRM, Hearing

KIND = "incident_type"
NOT = r"(?:n[’']t|\b(?:not|wasnt|isnt|nicht|ned|net|nöd|nid|kein\w*|no|rather than|instead of|statt))"
_LONGEST = 30
"""Words of a message that may deny what a question takes for granted."""
_OLD_KIND = re.compile(
    r"(?:\b(?:it|that|this|there|es|das|des|dös|da)(?:['’]s)?\b"
    r"(?: (?:was|is|were|war|ist|isch|ging|geht|doch|ja|gar|wirklich|really)){0,3}"
    rf" ?{NOT}(?: (?:um|about|an?|any|die|der|das|wrong|really|no)){{0,2}} |{NOT} )"
    r"(?P<old>[^,;.!?\n]{3,40}?)(?:[,;.]|\s(?=but\b|it was|it['’]s|sondern|das war|es war|das ist|es ist))\s*"
    r"(?P<new>[^?\n]{3,90})",
    re.IGNORECASE,
)
_A = r"(?:an?|any|the|my|ein\w*|en|e|de[nmr]|die|das) "
_THING = r"(?P<thing>[^\W\d_]{3,30})\b(?! (?:numbers?|nummer|tag|ring|card|data)\b)"
_NO_SUCH = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        # "What key?", "wos für a Schlüssel?"
        rf"\b(?:what|which|welche[rnms]?|(?:was|wos|wat|waas) (?:für|fia|fir|fer|för)) (?:{_A})?{_THING}\s*[?!]",
        # "It isn't about a key", "es geht nicht um einen Schlüssel", "it has nothing to do with hackers"
        r"(?:\b(?:not|nicht|ned|net|nöd|nid)|n[’']?t)\b(?: \w+)? (?:about|um) "
        rf"(?:{_A})?{_THING}|\bum kein\w* {_THING.replace('thing', 'none')}",
        rf"\b(?:nothing|nichts|nix|nüüt) (?:\w+ )?(?:to do )?(?:with|mit) (?:{_A})?{_THING}",
        # "There was no key", "I haven't lost any key", "i hob kan Schlüssel verlorn"
        rf"\b(?:there|es) (?:is|was|were|ist|war|gab|gibt) (?:no|kein\w*) {_THING}",
        rf"\b(?:i|we|ich|wir|mir)\b[^.,;!?\n]{{0,20}}\b(?:no|any|kein\w*|koa\w*|kan|kei) {_THING}",
        # "We weren't hacked", "wasnt a security thing", "wir wurden nicht gehackt"
        r"\b(?:weren|wasn|isn|aren)[’']?t (?:been )?"
        rf"(?:{_A})?{_THING}",
        rf"\b(?:were|was|are|is|wurden?|sind|bin|war) (?:not|nicht|ned|nöd) (?:been )?(?:{_A})?{_THING}",
        # "Nobody hacked us", "uns hat niemand gehackt"
        r"\b(?:nobody|no ?one|niemand|keiner|koana|kaner) (?:(?:has|have|hat|ever|uns|mich|us|me) ){0,3}"
        rf"{_THING}",
    )
)
_ANSWERS = ("deadline", "missed_deadline")
"""A question and a kind that share their word: "there is no deadline"."""
_FEW_KINDS = 2
"""Kinds that a word may mean at most, to deny one of them."""
_WORDS = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset(
    [
        "was",
        "war",
        "the",
        "ein",
        "eine",
        "der",
        "die",
        "das",
        "and",
        "und",
        "that",
        "but",
        "just",
        "only",
        "ist",
    ]
)


def better_kind(hearing: Hearing) -> Iterator[tuple[str, Value]]:
    """The kind that a message names in the place of another: "it wasn't advice, it was a typo in a table"."""
    known = hearing.claim.value(KIND)
    for found in _OLD_KIND.finditer(hearing.message.text):
        if known is None or not _kinds(found["old"]):
            continue
        better = next(
            (kinds[0] for kinds in _kinds(found["new"]) if len(kinds) == 1 and kinds[0] != known), None
        )
        if better is not None:
            yield KIND, better
            return


def is_kind_denied(hearing: Hearing) -> bool:
    """Whether a message says that it was not what it was taken for, and names nothing in its place."""
    text, known = hearing.message.text, hearing.claim.current(KIND)
    if known is None or hearing.message.pressed is not None or hearing.story or len(text.split()) > _LONGEST:
        return False
    if (
        hearing.claim.status is not Status.DRAFT
        or hearing.asked in (None, KIND)
        or KIND in hearing.heard.fields
    ):
        return False
    if known.set_by is not SetBy.BOT and hearing.asked != CONFIRM:
        # Who has said it themselves denies something else.
        return False
    value = str(known.value)
    if (hearing.asked, value) == _ANSWERS:
        return False
    things = [
        thing for each in _NO_SUCH for found in each.finditer(text) for thing in found.groups() if thing
    ]
    if any(value in kinds and len(kinds) <= _FEW_KINDS for kinds in map(kinds_named, things)):
        return True
    corrects = hearing.asked == CONFIRM or hearing.intent == "correct"
    return corrects and any((value,) in _kinds(found["old"]) for found in _OLD_KIND.finditer(text))


def _kinds(text: str) -> list[tuple[str, ...]]:
    """The kinds that single words of a text may mean, the plainest first."""
    words = [word for word in _WORDS.findall(text) if word.casefold() not in _SMALL]
    found = [kinds for word in words if (kinds := kinds_named(word))]
    return sorted(found, key=len)

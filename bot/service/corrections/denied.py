"""What is put right by denying it, in words that no reading finds: who caused it, its kind, the currency, the demand itself."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.claims.model import Change, Fact, SetBy, Status
from bot.claims.values import Money, Value
from bot.extraction.answers import answer_text
from bot.extraction.replying import says
from bot.service.answers.choices_named import choice_named
from bot.service.answers.replacing import SUMS
from bot.service.corrections.kind_denied import NOT as _NOT
from bot.service.corrections.kind_denied import better_kind
from bot.service.hearing import CONFIRM, Hearing

_CAUSE, _KIND, _SITUATION, _STATEMENT = "caused_by", "incident_type", "notice_kind", "statement_made"
_CONTACT = "insured_contact"
_LONGEST, _FEW = 24, 9
"""Words of a correction, and of one that only tells the currency."""
_NOT_ME = re.compile(
    rf"{_NOT} (?:by |von )?(?:me|myself|i|us|we|ich|mir|wir|uns)(?: selbst| selber| myself)?\b", re.IGNORECASE
)
_OTHERS = frozenset({"employee", "subcontractor", "third_party"})
_RELATION = "claimant_relation"
_NO_CLIENT = re.compile(
    rf"{_NOT} (?:a |my |our |the |ein\w* |mein\w* |unser\w* )?"
    r"(?:client|customer|kund(?:e|in)|mandant(?:in)?|auftraggeber(?:in)?)\b(?!['’]s)",
    re.IGNORECASE,
)
"""The claimant is none of theirs: "he's the photographer, not my client"."""
_CURRENCIES = {
    "EUR": r"€|euros?|eur",
    "GBP": r"£|pounds?|sterling|quid|gbp|pfund",
    "USD": r"\$|(?:us[- ])?dollars?|usd|bucks",
    "CHF": r"(?:schweizer )?franken|(?:swiss )?francs?|chf|sfr\.?|fränkli|stutz",
}  # fmt: skip
_DENIED_BEFORE = re.compile(rf"(?:{_NOT})(?: (?:in|the|die|der|den))?\s*$", re.IGNORECASE)
_NO_DEMAND = re.compile(
    rf"{_NOT}(?: (?:really|yet|actually|even|an?|any|real|proper|formal|noch|eine?|so|wirklich|direkt)){{0,3}}"
    r"(?: (?:richtige?|echte?|gar))? "
    r"(?:demand|claim|claiming|demanding|forderung|anspruch|gefordert|fordern)\b(?! (?:date|was|came|kam|war))",
    re.IGNORECASE,
)
_HAS_DONE = (
    r"(?:signed|paid|promised|agreed|admitted|accepted|offered|conceded|transferred|refunded"
    r"|gave (?:him|her|them) my word)"
)
_MADE = re.compile(
    r"\b(?:i|we)(?:['’](?:ve|d))?(?: (?:have|had|already|also|even|sort of|actually|in fact|just|stupidly|verbally)){0,3} "
    rf"(?:did (?:\w+ )?(?:sign|pay|promise|agree|admit|accept|offer)\b|{_HAS_DONE}\b)"
    r"|\b(?:ich|wir|i|mir|ma)\b[^.!?\n]{0,45}\b(?:unterschrieben|unterzeichnet|(?:be|an)?ge?zahlt|bezahlt|überwiesen|zugesagt|versprochen"
    r"|zugestimmt|anerkannt|eingeräumt|zugegeben|angeboten|zahlt)\b",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?<![\w@])\.(?P<end>[a-z]{2,8})\b", re.IGNORECASE)
_PARTS = re.compile(r"[.,;!?\n]+(?:\s|$)|\s(?:but|sondern|aber|and|und)\s")
_SAID_OF_OLD = re.compile(
    rf"{_NOT}|\b(?:says?|said|reads|shows|steht|stand|stehen|wrong|falsch|incorrect|verkehrt)\b",
    re.IGNORECASE,
)
"""What a summary is said to hold, or what is denied."""


def put_right(hearing: Hearing, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The facts that a message puts in the place of what it denies, recorded."""
    text = hearing.message.text
    corrects = hearing.asked == CONFIRM or hearing.intent == "correct"
    draft = hearing.claim.status is Status.DRAFT and hearing.claim.knows("description")
    if not (corrects and draft) or hearing.story or "?" in text or len(text.split()) > _LONGEST:
        return ()
    changed = {change.new.field for change in changes}
    told = [
        (name, value)
        for name, value in _found(hearing)
        if name not in changed and hearing.catalogue.has(name)
    ]
    facts = [Fact(name, value, SetBy.INSURED, hearing.at, 0.9, hearing.source) for name, value in told]
    return tuple(change for fact in facts if (change := hearing.claim.record(fact)))


def _found(hearing: Hearing) -> Iterator[tuple[str, Value | None]]:
    text, claim = hearing.message.text, hearing.claim
    yield from _cause(text, claim.value(_CAUSE))
    yield from _currency(hearing)
    yield from _situation(hearing)
    yield from _ending(text, claim.value(_CONTACT))
    yield from better_kind(hearing)
    yield from _labelled(hearing)
    if claim.value(_RELATION) == "client" and _NO_CLIENT.search(text):
        rights = claim.value(_KIND) == "rights_infringement"
        yield _RELATION, "rights_holder" if rights else "other"
    if claim.value(_STATEMENT) == "no" and _MADE.search(text) and not says("denies", text):
        yield _STATEMENT, "yes"


def _cause(text: str, known: Value | None) -> Iterator[tuple[str, Value]]:
    denied = _NOT_ME.search(text)
    if denied is None:
        return
    said = answer_text(_CAUSE, text[denied.end() :]) or answer_text(_CAUSE, text[: denied.start()])
    if said is not None and said.value in _OTHERS and said.value != known:
        yield _CAUSE, said.value


def _currency(hearing: Hearing) -> Iterator[tuple[str, Value]]:
    """ "That's euros, not pounds": the sum stays."""
    text = hearing.message.text
    if any(map(str.isdigit, text)) or len(text.split()) > _FEW:
        return
    named = [
        code
        for code, words in _CURRENCIES.items()
        for found in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE)
        if not _DENIED_BEFORE.search(text[: found.start()])
    ]
    for name in SUMS:
        held = hearing.claim.value(name)
        if isinstance(held, Money) and len(set(named)) == 1 and held.currency != named[0]:
            yield name, replace(held, currency=named[0], currency_stated=True)


def _situation(hearing: Hearing) -> Iterator[tuple[str, Value]]:
    """ "It's not a demand yet, just talk": what was taken for demanded is roughly what it may come to."""
    text, claim, reading = hearing.message.text, hearing.claim, hearing.reading
    dated = reading is not None and bool(reading.dates or reading.amounts)
    if (
        claim.value(_SITUATION) != "demand"
        or dated
        or not (_NO_DEMAND.search(text) or says("wants_nothing", text))
    ):
        return
    yield _SITUATION, "circumstance"
    demanded = claim.value(SUMS[0])
    if isinstance(demanded, Money) and not claim.knows(SUMS[1]):
        yield SUMS[1], demanded


def _ending(text: str, known: Value | None) -> Iterator[tuple[str, Value]]:
    """ "It's .com, not .example"."""
    if not isinstance(known, str) or "@" not in known:
        return
    for found in _ENDING.finditer(text):
        if not _DENIED_BEFORE.search(text[: found.start()]) and len(_ENDING.findall(text)) == 2:
            mail = next(part for part in known.split(", ") if "@" in part)
            yield _CONTACT, known.replace(mail, f"{mail.rpartition('.')[0]}.{found['end'].lower()}")
            return


def _labelled(hearing: Hearing) -> Iterator[tuple[str, Value]]:
    """ "It says security incident, that's wrong. It was faulty work": what is meant, in the words of its button."""
    for name in (_KIND, _SITUATION):
        known = hearing.claim.value(name)
        if known is None or not hearing.catalogue.has(name):
            continue
        for part in _PARTS.split(hearing.message.text):
            value = choice_named(hearing.catalogue.field(name), part, hearing.conversation.language)
            if value not in (None, known) and not _SAID_OF_OLD.search(part):
                yield name, value
                break

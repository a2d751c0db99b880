"""What is told in the answer to "has anybody asked for money?": its day and its sum are those of the demand."""

import re
from dataclasses import replace

from bot.claims.model import SetBy
from bot.extraction.found import DateFound, Reading, Span, TextFound
from bot.extraction.replying import last_before, says
from bot.service.hearing import Hearing

_KIND, _MADE_ON, _COURT = "notice_kind", "claim_made_on", "court_papers"
_OF_A_DEMAND = (_KIND, _MADE_ON, "amount_claimed")
_DEMANDED = ("demand", "warning_letter")
_DAYS = frozenset({"occurred_on", "discovered_on"})
_NOTICED = "discovered_on"
_REACH = 40
"""Characters between what is wanted and the day: "they want 2k, wrote on the 10th"."""
_BARE = 4
"""Words of an answer that is a day or a sum and hardly anything else: whoever gives one says yes."""


_THREAT = re.compile(
    r"\b(?:refus\w+ to pay|won[’']?t pay|not paying|withhold\w*|holding back|with ?held)\b[^.!?\n]{0,12}\b(?:my|our|me|us)\b"
    r"|\b(?:weigert?|weigern) sich\b[^.!?\n]{0,40}\bzahlen\b"
    r"|\b(?:be)?zahl(?:t|en) (?:meine|unsere|mir|uns)\b[^.!?\n]{0,30}\bnicht\b"
    r"|\b(?:nachspiel|wird teuer|kostet (?:mich|uns) (?:noch )?was|gedroht|droht|drohen|überleg\w* (?:sich|es)"
    r"|(?:böse|wütende|zornige) mails?|nur (?:\w+ )?(?:ärger|vorwürfe|gemeckert|geschimpft|beschwerden)|außer vorwürfen)\b"
    r"|\b(?:threaten\w*|fuming|furious|livid|hopping mad|think(?:ing)? about (?:it|what|suing|claiming)"
    r"|(?:just|only|very|really) (?:angry|cross|annoyed|upset|moaning|complaining)"
    r"|get(?:ting)? a quote for a (?:lawyer|solicitor))\b",
    re.IGNORECASE,
)
"""Anger, a threat, or money of ours that is held back: nobody asks for anything yet."""
_WANTED = re.compile(
    r"\b(?:money|compensation|damages|refund|reimburs\w*|paid|pay for|sue[ds]?|invoiced?|geld|schadens?ersatz|entschädigung"
    r"|erstattet|ersetzt|zurück|bezahlt haben|rechnung geschickt)\b|^\W*(?:yes|yeah|yep|aye|ja|jo|jawohl)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:my|our|meine?|unsere?)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:nobody|no ?one|niemand|keiner)\b(?: (?:is|has|hat|will|even|actually|really|bisher|da|überhaupt))*"
    r" (?:claim\w*|demand\w*|want\w*|ask\w*|fordert?|gefordert|verlangt?|will)\b"
    r"|\b(?:there[’']?s|there is|is|it[’']?s|es gibt|gibt(?:s| es)?|ist) (?:no|not a|keine) (?:demand|claim|forderung)\b"
    r"|\b(?:hasn[’']?t|haven[’']?t|has not|have not) (?:even )?(?:asked|demanded|claimed)\b"
    r"|\b(?:hat|haben) (?:(?:noch|bisher|ja|doch|gar|überhaupt|von mir|von uns) )*(?:nichts|kein geld|keinen cent)"
    r" (?:gefordert|verlangt|gewollt)\b",
    re.IGNORECASE,
)
_OWN_ACT = re.compile(
    r"\b(?:i|we|ich|wir|mir|i[’']d|we[’']d)\b(?! (?:got|had|received|bekam\w*|kriegt\w*))(?:[^.!?\n]|(?<=\d)\.)*\b"
    r"(?:handed|delivered|submitted|uploaded|sent|installed|deployed|published|finished|started|began|did|made|abgegeben"
    r"|abgeschickt|geschickt|geliefert|hochgeladen|eingebaut|eingereicht|installiert|veröffentlicht|fertig|gemacht|angefangen"
    r"|begonnen|übergeben)\b",
    re.IGNORECASE,
)


def without_threat(reading: Reading, text: str, message: int) -> Reading:
    """The reading of an answer (message number `message`) to whether somebody asks for money: a threat is no demand."""
    found = _THREAT.search(text)
    if found is None or "?" in text or reading.amounts:
        return reading
    if _WANTED.search(text) and not _OURS.search(found.group()):
        return reading
    kind = TextFound("circumstance", 0.8, Span(message, *found.span()))
    stated = tuple(said for said in reading.stated if said.field != _KIND)
    return replace(reading, notice_kind=kind, stated=stated)


def is_denied(hearing: Hearing) -> bool:
    """Whether somebody says beside another question that there is no demand after all: "he hasn't asked for anything"."""
    reading, text = hearing.reading, hearing.message.text
    if (
        hearing.story
        or reading is None
        or "?" in text
        or reading.dates
        or reading.amounts
        or hearing.asked == _KIND
    ):
        return False
    return _NOBODY.search(text) is not None


def was_never_made(hearing: Hearing) -> bool:
    """Whether an answer says that nobody wants anything, or of the demand itself that there is none: "she has not made one".

    Papers of a court are a demand, whatever is denied beside them, and a warning letter is there.
    """
    asked, claim, reading = hearing.asked, hearing.claim, hearing.reading
    letter = claim.value(_KIND) == "warning_letter" and asked != _KIND
    if asked in _OF_A_DEMAND and not letter and says("wants_nothing", hearing.message.text):
        return True
    if hearing.story or asked not in (_KIND, _MADE_ON) or claim.value(_KIND) not in (None, "demand"):
        return False
    told = reading is None or bool(reading.dates or reading.amounts) or claim.value(_COURT) == "yes"
    return not told and says("none_made", hearing.message.text)


def is_told(hearing: Hearing, reading: Reading) -> bool:
    """Whether the message says that there is a demand, and names no other point: "yes, last Monday", "jo, 450 Euro"."""
    text = hearing.message.text
    if hearing.asked != _KIND or hearing.story or "?" in text or says("wants_nothing", text):
        return False
    if _DAYS & {*hearing.named_fields()}:
        return False
    said = [each.value for each in reading.stated if each.field == _KIND]
    if said:
        return said[0] in _DEMANDED
    return hearing.intent == "affirm" or (hearing.intent == "inform" and len(text.split()) <= _BARE)


def dates_demand(hearing: Hearing, reading: Reading, day: DateFound) -> bool:
    """Whether a day in the answer to when it was noticed stands behind words of a demand: "they want 2k, wrote on the 10th"."""
    text, start = hearing.message.text, day.span.start
    if hearing.asked != _NOTICED or hearing.story or says("wants_nothing", text):
        return False
    if _DAYS & {*hearing.named_fields()}:
        return False
    sum_ = reading.amount_claimed
    # "Yesterday they emailed us, they want 9,300" tells its day first.
    first = sum_ is not None and says("they_want", text) and not says("notices", text)
    return (
        first
        or last_before("they_want", text, start, _REACH)
        or (sum_ is not None and sum_.span.end <= start)
    )


def comes_with_demand(hearing: Hearing, reading: Reading) -> bool:
    """Whether the one day beside a demand told only now is that demand's: "a mail came yesterday, he wants 12k".

    When it happened and when it was noticed is known by then, so the day can be nothing else.
    """
    claim, text = hearing.claim, hearing.message.text
    known = [claim.current(name) for name in sorted(_DAYS)]
    told = all(fact is not None and fact.set_by is not SetBy.BOT for fact in known)
    if hearing.story or not told or claim.knows(_MADE_ON) or not hearing.catalogue.has(_MADE_ON):
        return False
    if hearing.asked in _DAYS or "?" in text or _DAYS & {*hearing.named_fields()}:
        return False
    wanted = reading.amount_claimed is not None or says("they_want", text)
    return wanted and not says("wants_nothing", text)


def is_own_act(hearing: Hearing, reading: Reading) -> bool:
    """Whether the answer to when something was demanded tells what the writers did themselves, on a day that is known."""
    day = reading.claim_made_on
    known = [hearing.claim.value(name) for name in ("occurred_on", "discovered_on")]
    return day is not None and day.period in known and _OWN_ACT.search(hearing.message.text) is not None

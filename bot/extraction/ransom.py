"""What attackers demand is never the loss: tells their sums from those of clients."""

import re
from collections.abc import Sequence

from bot.extraction.clauses import Clauses
from bot.extraction.found import AmountFound
from bot.extraction.word_patterns import WordPattern

_ATTACK = WordPattern(
    r"\b(?:ransom\w*|encrypted|hackers?|hacked|attackers?|extort\w*|blackmail\w*|ddos|malware|cryptolocker|locked (?:our|us|all|"
    r"every\w*|up)|verschlüsselt\w*|verschlüsselungs\w*|erpress\w*|hacker|angreifer|trojaner|lösegeld\w*|gehackt|lockbit)\b",
    re.IGNORECASE,
)
_PAYMENT = re.compile(
    r"\b(?:btc|bitcoins?|monero|xmr|ether(?:eum)?|krypto\w*|crypto\w*|lösegeld\w*|ransom|to unlock|to decrypt|decrypt\w*|"
    r"für den (?:schlüssel|key)|for the key|entschlüssel\w*|erpress\w*|extort\w*|blackmail\w*|schweigegeld|hush money)\b",
    re.IGNORECASE,
)
_ATTACKERS = (
    r"(?:attackers?|hackers?|gang|criminals|crooks|extortionists?|"
    r"hacker|angreifer|täter|erpresser|gauner|kriminelle[nr]?|verbrecher)"
)
_DEMAND = r"(?:want\w*|demand\w*|ask\w*|seek\w*|woll\w+|will|forder\w*|verlang\w*|möchten|wänd|wolln|wü)"
_BY_ATTACKERS = WordPattern(
    rf"\b(?:{_ATTACKERS}\s+(?:\w+\s+){{0,2}}?{_DEMAND}|{_DEMAND}\s+(?:die|the)\s+{_ATTACKERS})\b",
    re.IGNORECASE,
)
_BY_THEM = re.compile(
    rf"\b(?:they|these people|die|sie|de|d)(?:'re)?\s+(?:are\s+|jetzt\s+|now\s+)?{_DEMAND}\b|\b{_DEMAND}\s+(?:die|sie|they)\b",
    re.IGNORECASE,
)
_CLIENT = re.compile(
    r"\b(?:clients?|customers?|tenants?|solicitors?|lawyers?|kund\w*|mandant\w*|auftraggeber\w*|chund\w*|anw[aä]lt\w*)\b",
    re.IGNORECASE,
)
_DAMAGE = re.compile(
    r"\b(?:rebuil\w*|restor\w*|recover\w*|costs?|forensic\w*|damag\w*|loss|lost|wiederherstell\w*|kosten|kostet|forensi\w*|schaden\w*|"
    r"schäden|neue?|datenrett\w*|umsatz\w*|ausfall\w*|stillstand|überstunden|overtime|downtime|sales|replac\w*)\b",
    re.IGNORECASE,
)
_OR_ELSE = re.compile(
    r"^\W*(?:or|oder|dann|then|later|danach|bzw|und dann|after that|sonst)\b", re.IGNORECASE
)
_BEFORE, _AFTER, _EARLIER = 60, 40, 200
"""Characters looked at around an amount, and before it for a client whom "they" may mean."""


def without_attackers(text: str) -> str:
    """The text with blanks where attackers demand something: that is nobody's claim. Places stay as they were."""
    return _BY_ATTACKERS.sub(lambda found: " " * len(found.group()), text)


def ransoms(text: str, amounts: Sequence[AmountFound], clauses: Clauses) -> set[int]:
    """Numbers of the amounts that attackers demand."""
    found: set[int] = set()
    if not _ATTACK.search(text):
        return found
    for number, amount in enumerate(amounts):
        start, end = clauses.sentence_span(amount.span.start)
        if number:
            start = max(start, amounts[number - 1].span.end)
        if number + 1 < len(amounts):
            end = min(end, amounts[number + 1].span.start)
        again = number - 1 in found and _OR_ELSE.search(
            text[amounts[number - 1].span.end : amount.span.start]
        )
        if again or _is_ransom(text, amount, clauses, start, end):
            found.add(number)
    return found


def _is_ransom(text: str, amount: AmountFound, clauses: Clauses, start: int, end: int) -> bool:
    """Whether the words between `start` and `end` around the amount are those of attackers."""
    at, behind = amount.span.start, amount.span.end
    before = text[max(start, at - _BEFORE) : at]
    after = text[behind : min(end, max(clauses.at(behind - 1).end, behind + _AFTER))]
    own_clause = text[max(start, clauses.at(at).start) : at]
    if _DAMAGE.search(own_clause) or _DAMAGE.search(after.split(",")[0][:25]):
        return False
    if any(_PAYMENT.search(part) for part in (before, after, text[at:behind])):
        return True
    if _BY_ATTACKERS.pattern.search(before):
        return True
    return _BY_THEM.search(before) is not None and not _CLIENT.search(text[max(0, at - _EARLIER) : at])

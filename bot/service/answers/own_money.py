"""Money of one's own that went to a fraudster: nobody demands it, and nobody else has the loss."""

import re
from dataclasses import replace

from bot.extraction.found import Reading, Span, TextFound

_FALSE = r"(?:fake|bogus|fraudulent|forged|phish\w*|scam\w*|spoof\w*|gef(?:ä|ae)lscht\w*|betrügerisch\w*|fingiert\w*)"
_PAPER = r"(?:invoices?|bills?|payment requests?|supplier (?:e-?)?mails?|rechnung(?:en)?|zahlungsaufforderung(?:en)?|mails?)"
_SWINDLER = (
    r"(?:fraudsters?|scammers?|swindlers?|crooks?|con ?m[ae]n|con artists?|betrüger\w*|gauner\w*|abzocker\w*)"
)
_PAID = r"(?:paid|pay|transferred|wired|bezahlt|überwiesen|ueberwiesen|gezahlt|beglichen)"
_ON = r"(?:[^.!?\n]|\.(?=\d)){0,40}"
_GONE = re.compile(
    rf"\b(?:{_PAID}|sent)\b{_ON}\b(?:to|an|einem|einen) (?:\w+ )?{_SWINDLER}\b|\b{_PAID}\b{_ON}\b{_FALSE} {_PAPER}\b"
    rf"|\b{_FALSE} {_PAPER}\b{_ON}\b(?:{_PAID}|cost us|cost me|hat uns|hat mich)\b"
    rf"|\b(?:an|to) (?:a |einen |die )?{_SWINDLER} {_PAID}\b"
    r"|\b(?:gone|lost) on us\b|\bdown the drain\b|\bout of our (?:own )?(?:account|pocket)\b|\b(?:our|my) own money\b"
    rf"|\b(?:vom|von unserem|aus unserem) (?:firmen|geschäfts)?konto\b{_ON}\b(?:weg|verschwunden|abgebucht|gestohlen)\b"
    r"|\bunser eigenes geld\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:clients?|customers?|kunden?|kundin\w*|mandant\w*|auftraggeber\w*|treuhand\w*|escrow)\b|\b(?:wants?|demands?|fordert|verlangt)\b",
    re.IGNORECASE,
)
_NO_DEMAND = ("demand", "circumstance")


def as_own(reading: Reading, text: str, message: int = 0) -> Reading:
    """The reading of a report, its sum as one's own damage if that is what the text of its message (from 0) tells."""
    kind = reading.notice_kind
    if kind is not None and kind.value not in _NO_DEMAND:
        return reading
    told = _GONE.search(text)
    if told is None or _OF_OTHERS.search(text):
        return reading
    return replace(
        reading,
        notice_kind=TextFound("own_loss", 0.8, Span(message, *told.span())),
        amount_claimed=None,
        amount_estimated=reading.amount_claimed or reading.amount_estimated,
        claim_made_on=None,
    )

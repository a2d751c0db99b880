"""What a website has told of its signed-in customer: facts of every notice in the conversation, and corrected like others."""

from datetime import datetime

from bot.claims.catalogue import Catalogue
from bot.claims.model import SIGNED_IN, Claim, Fact, SetBy
from bot.conversations.model import Conversation


def take_down(conversation: Conversation, claim: Claim, catalogue: Catalogue, at: datetime) -> None:
    """Begin a notice with what is known of the person already, so that nobody asks them for it."""
    for name, value in conversation.vouched.items():
        if catalogue.has(name):
            # Their own account says it, so it is their word; only the source is another.
            claim.record(Fact(name, value, SetBy.INSURED, at, 1.0, origin=SIGNED_IN))


def tells_nothing(claim: Claim) -> bool:
    """Whether nothing but the website's word is in it yet."""
    return all(fact.origin == SIGNED_IN for fact in claim.facts)

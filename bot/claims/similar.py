"""Claims that may be about the same loss: the same insured, the same kind of incident, days close together."""

from dataclasses import dataclass
from datetime import timedelta

from bot.claims.contacts import same_contact
from bot.claims.model import Claim
from bot.claims.names import same_name
from bot.claims.policy_number import number_key
from bot.claims.values import Period

SAME_AS = "duplicate_of"
"""The field that holds the reference of an earlier claim that is the same loss, as the insured says."""
WITHIN = timedelta(days=7)
"""How far apart the two days of occurrence may lie."""


@dataclass(frozen=True, slots=True)
class Insured:
    """Who reports, as far as the claim says it."""

    policy_number: str | None
    name: str | None
    contact: str | None

    @classmethod
    def of(cls, claim: Claim) -> "Insured":
        return cls(
            *(
                value if isinstance(value := claim.value(name), str) else None
                for name in ("policy_number", "insured_name", "insured_contact")
            )
        )

    def shares_policy(self, other: "Insured") -> bool:
        if not self.policy_number or not other.policy_number:
            return False
        return number_key(self.policy_number) == number_key(other.policy_number)

    def may_be(self, other: "Insured") -> bool:
        """Enough to tell staff of it."""
        return (
            self.shares_policy(other)
            or same_contact(self.contact, other.contact)
            or same_name(self.name, other.name)
        )

    def surely_is(self, other: "Insured") -> bool:
        """Enough to tell the insured: a policy number alone, or a name, may be somebody else's."""
        return same_contact(self.contact, other.contact) or (
            self.shares_policy(other) and same_name(self.name, other.name)
        )


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier claim that may be about the same loss."""

    reference: str
    incident_type: str
    occurred: Period | None
    may_be_told: bool
    """Whether the insured may hear of it; otherwise it is for staff alone."""


def close(one: Period, other: Period) -> bool:
    """Whether two periods overlap or lie at most WITHIN apart."""
    return one.start - other.end <= WITHIN and other.start - one.end <= WITHIN

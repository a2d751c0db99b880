"""A policy as far as intake needs it, and what looking for one came to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.claims.values import Period


class Standing(StrEnum):
    CURRENT = "current"
    EXPIRED = "expired"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Policy:
    number: str
    """As printed on the policy."""
    holder: str
    valid_from: date
    valid_to: date | None = None
    """The last day of cover; None while nobody has ended it."""
    email: str = ""
    phone: str = ""
    line: str = ""
    """Line of business, by the name of its catalogue; empty stands for any."""
    country: str = ""
    """ISO 3166, two letters: where the policy is at home and its phone number belongs."""
    broker: str = ""

    @property
    def contact(self) -> str:
        return ", ".join(filter(None, (self.email, self.phone)))

    def standing(self, day: Period) -> Standing:
        """How the policy stands on a day; of a longer period one day under cover is enough."""
        if self.valid_to is not None and day.start > self.valid_to:
            return Standing.EXPIRED
        return Standing.NOT_YET if day.end < self.valid_from else Standing.CURRENT


class PolicyStatus(StrEnum):
    MATCHED = "matched"
    NUMBER_UNKNOWN = "number_unknown"
    NAME_DIFFERS = "name_differs"
    """For staff; the insured is told the same as for an unknown number."""
    SEVERAL = "several"
    NONE = "none"
    """Nothing was found, or not enough is known of the insured to say anything."""
    EXPIRED = "expired"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class PolicyCheck:
    """What staff should know; `policies` and `told` are all that the insured may hear of it."""

    status: PolicyStatus
    policies: tuple[Policy, ...] = ()
    """Policies whose holder the insured has shown to be: the one that is meant, or those to choose from."""
    number: str | None = None
    """The number as printed if one policy is meant, else as the insured gave it."""
    day: Period | None = None
    """When cover is needed."""

    @property
    def told(self) -> PolicyStatus:
        """The status as the insured may hear it: whether somebody else has such a policy is nobody's business."""
        differs = self.status is PolicyStatus.NAME_DIFFERS
        return PolicyStatus.NUMBER_UNKNOWN if differs else self.status

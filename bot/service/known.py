"""What the insurer's records say to a message: looked up after it was heard, before it is answered."""

from dataclasses import dataclass, field

from bot.claims.model import Claim
from bot.claims.similar import Similar
from bot.policies.model import PolicyCheck


@dataclass(frozen=True, slots=True)
class Known:
    policy: PolicyCheck | None = None
    """None if it was not looked up, or could not be."""
    status: str | None = None
    """Status of the claim that was asked for, if reference and second factor fit together."""
    similar: tuple[Similar, ...] = field(default=())
    code: str | None = None
    """A fresh code to go on in another conversation."""
    mailed: tuple[str, str] | None = None
    """A fresh code for a draft that was begun elsewhere, and the e-mail address that this draft holds."""
    code_given: bool = False
    """Whether the message was a code from another conversation."""
    resumed: Claim | None = None
    """The draft that a code brought here from another conversation."""

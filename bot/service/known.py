"""What the insurer's records say to a message: looked up after it was heard, before it is answered."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier claim that may be about the same loss."""

    reference: str
    incident_type: str
    submitted_on: str


@dataclass(frozen=True, slots=True)
class Known:
    status: str | None = None
    """Status of the claim that was asked for, if reference and second factor fit together."""
    similar: tuple[Similar, ...] = field(default=())

"""A document: a file that a person has sent, as evidence kept untouched."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a document is, judged by its content."""

    PICTURE = "picture"
    PDF = "pdf"
    OFFICE = "office"
    TEXT = "text"
    EMAIL = "email"
    AUDIO = "audio"
    VIDEO = "video"


class State(StrEnum):
    """arriving → checking → kept | refused; without a scanner arriving → kept. What is refused on arrival leaves no trace."""

    ARRIVING = "arriving"
    CHECKING = "checking"
    """In quarantine: taken, told to nobody but its sender, until a scanner has looked at it."""
    KEPT = "kept"
    REFUSED = "refused"
    """Infected: the file is gone, its hash stays."""


class Refusal(StrEnum):
    """Why a file is not taken; `bot/service/texts.yml` has the words."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    ARCHIVE = "archive"
    PROGRAM = "program"
    """Executables and scripts."""
    MACROS = "macros"
    WEB_PAGE = "web_page"
    """HTML and SVG, which run scripts where they are looked at."""
    UNKNOWN_TYPE = "unknown_type"
    INFECTED = "infected"
    TOO_MANY = "too_many"


class Refused(Exception):
    """A file that is not taken, and why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class UnknownDocument(Exception):
    """No document of this conversation has this id, or it belongs to a message already."""


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    conversation: str
    external_id: str
    """The channel's id of the file; the same id again is the same document."""
    name: str
    """The sender's name for it, made safe to show: no folders, no control characters; never a name on disk."""
    kind: Kind
    type: str
    """Media type by content, such as `application/pdf`."""
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal, of the original."""
    received_at: datetime
    state: State = State.KEPT
    claim: str | None = None
    message: str | None = None
    """Id of the message it came with; None until that is sent."""
    item: str | None = None
    """What of the claim's checklist it is; None if that isn't known."""
    same_as: str | None = None
    """Id of an earlier document of this conversation with the same content; the file is kept once."""
    locked: bool = False
    """Whether it opens only with a password."""
    preview: bool = False
    """Whether there is a picture of it to show."""

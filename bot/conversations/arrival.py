"""What came in and is not a message yet: files still to be fetched, and words that are heard together with others."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as its channel announces it; all but `id`, `unique` and `kind` is only what the sender says."""

    id: str
    """By which the channel hands it out."""
    unique: str
    """The same whenever the same file comes again."""
    kind: str
    """photo, document, animation, audio, video, voice or video_note."""
    name: str | None = None
    type: str | None = None
    size: int | None = None
    """Bytes."""


class Fetching(StrEnum):
    """waiting → kept | refused | failed; an arrival without a file to fetch is `none` from the start."""

    NONE = "none"
    WAITING = "waiting"
    KEPT = "kept"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One version of one thing that a person sent; arrivals of a conversation that come together become one message."""

    conversation: str
    external_id: str
    """Unique within the conversation; the same id again changes nothing."""
    number: int
    """The channel's number of what was sent, counting up; all versions of it share it."""
    version: int
    """0 for what was sent first, larger for what it was changed to later."""
    noted_at: datetime
    written_at: datetime
    text: str | None = None
    file: Attachment | None = None
    fetching: Fetching = Fetching.NONE
    document: str | None = None
    """Id of the document that the file has become."""
    reason: str | None = None
    """Why the file was refused or not fetched."""
    attempts: int = 0
    due_at: datetime | None = None
    """When something is to be done about it; None once it is done with."""
    batch: str | None = None
    """What it is heard together with; fixed before that is handed on, so that a crash in between changes nothing."""
    points_at: str | None = None
    """Id of the earlier message of ours that it is a reply to, if its writer pointed at one."""

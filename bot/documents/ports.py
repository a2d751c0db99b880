"""What documents need of the outside, and the failures that each may raise."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.documents.model import Document, Kind


class FilesDown(Exception):
    """The file store can't be reached or is full; the same may succeed later."""


class NoFile(Exception):
    """The file store has no file of this name."""


class ScannerDown(Exception):
    """The virus scanner gave no verdict; the same file may be scanned later."""


class NotScanned(ScannerDown):
    """It is there, but takes this file for too large or fails over it; others it may scan."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    name: str
    size: int
    at: datetime
    """When it was put in place."""


class Files(Protocol):
    """Whole files under random names; every method may raise FilesDown."""

    async def put(self, name: str, source: Path) -> None:
        """Put a finished file in place at once: it is there whole or not at all. `source` may be gone afterwards."""

    def open(self, name: str) -> AsyncIterator[bytes]:
        """The content, in pieces. Raises NoFile at the first one."""

    async def delete(self, *names: str) -> None:
        """Files that are not there count as deleted."""

    def listed(self) -> AsyncIterator[StoredFile]: ...


class Scanner(Protocol):
    async def infected(self, file: Path) -> bool:
        """Raises ScannerDown, or NotScanned if that is about this file alone."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file turned out to be."""

    kind: Kind
    type: str
    locked: bool = False


class Examiner(Protocol):
    """Looks into files that nobody vouches for. Both methods take their time and belong in a thread."""

    def look(self, file: Path, name: str) -> Content:
        """What the file is, by its content; the sender's name only tells scripts from other texts. Raises Refused."""

    def preview(self, file: Path, content: Content, target: Path) -> bool:
        """Write a small picture without any data of place or device to `target`; whether there is one."""


class DocumentRecords(Protocol):
    """What is known of documents; every method is one transaction."""

    async def begin(self, document: Document, file: str, most: int) -> Document:
        """Note that a document is arriving, whose file will be called `file`.

        If one with this external id was finished before, that one is returned; one that never finished is begun anew.
        Raises UnknownConversation, and Refused if the conversation has `most` documents.
        """

    async def find(self, id: str, conversation: str | None = None) -> tuple[Document, str] | None:
        """A document that has arrived and the name of its file, in this conversation only if one is given."""

    async def same(self, conversation: str, sha256: str) -> Document | None:
        """The first document of the conversation with this content."""

    async def finish(self, document: Document, file: str) -> Document | None:
        """Note that a document that was begun with `file` has arrived; one that is the same as another shares its file.

        None if it was begun anew or taken back meanwhile, or the other one was: then `file` belongs to nobody.
        """

    async def abandon(self, id: str, file: str) -> None:
        """Forget a document that was begun with `file`, unless it has arrived or was begun anew."""

    async def remove(self, id: str, conversation: str) -> list[str] | None:
        """Forget a document that has arrived and belongs to no message yet; the files that nobody has now.

        None if there is no such document.
        """

    async def scanned(self, file: str, *, infected: bool) -> list[Document]:
        """Note the verdict on all documents that share a file; those that it was news for."""

    async def waiting(self) -> list[str]:
        """Files that wait for their scan."""

    async def of_conversation(self, conversation: str) -> list[Document]:
        """All that have arrived, oldest first."""

    async def of_claim(self, claim: str) -> list[Document]: ...

    async def forget_unfinished(self, before: datetime) -> None:
        """Forget documents that began to arrive before then and never finished."""

    async def strangers(self, files: Sequence[str]) -> set[str]:
        """Those of `files` that belong to no document."""

"""Looks into files that nobody vouches for: what they are, and whether they are taken."""

from pathlib import Path
from types import ModuleType

from bot.documents.model import Kind, Refusal, Refused
from bot.documents.ports import Content
from bot.files import by_name, compound, pdfs, signatures, texts, zips

_TAKEN_BY_TYPE = {"audio": Kind.AUDIO, "video": Kind.VIDEO}
_SURE = 0.8


class FileExaminer:
    """Both methods take their time and belong in a thread."""

    def look(self, file: Path, name: str) -> Content:
        """What the file is, by its content. Raises Refused."""
        by_name.check(name)
        with file.open("rb") as opened:
            head = opened.read(signatures.HEAD)
        if zips.is_zip(head):
            return zips.look_into(file)
        if head.startswith(compound.START):
            return compound.look_into(file)
        content = signatures.by_signature(head)
        if content is None:
            return texts.look_into(file, head) or _by_library(head)
        if zips.ends_as_zip(file):
            raise Refused(Refusal.ARCHIVE)
        if content.kind is Kind.PICTURE:
            _previews().check(file)
        if content.kind is Kind.PDF:
            return Content(content.kind, content.type, locked=pdfs.is_locked(file))
        return content

    def preview(self, file: Path, content: Content, target: Path) -> bool:
        """Write a JPEG of a picture to `target`; whether there is one."""
        return content.kind is Kind.PICTURE and bool(_previews().write(file, target))


def _by_library(head: bytes) -> Content:
    """A rarer format of sound or film; for other kinds its table is too easily satisfied."""
    import puremagic

    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        found = []
    for match in found:
        kind = _TAKEN_BY_TYPE.get(match.mime_type.split("/")[0])
        if kind is not None and match.confidence >= _SURE:
            return Content(kind, match.mime_type)
    raise Refused(Refusal.UNKNOWN_TYPE)


def _previews() -> ModuleType:
    # Pictures cost 20 MB of memory, which only those should pay who get some.
    from bot.files import previews

    return previews

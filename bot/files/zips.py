"""Files that are zips inside: Office documents are taken, everything else is an archive.

Only the table of contents is read, never what is packed, so nothing here can be blown up.
"""

import struct
import zipfile
from pathlib import Path

from bot.documents.model import Kind, Refusal, Refused
from bot.documents.ports import Content

_END = b"PK\x05\x06"
_LONGEST_END = 22 + 65_535
_ENTRIES = 10_000
_TABLE = 2_000_000
"""Bytes of a table of contents; a document of a thousand pages has far fewer."""
_UNPACKED = 1_000_000_000
"""Bytes that staff's own programs would unpack."""

_OOXML = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_ODF = "application/vnd.oasis.opendocument."
_ODF_KINDS = ("text", "spreadsheet", "presentation", "graphics")


def is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def ends_as_zip(file: Path) -> bool:
    """Whether a file that begins as something else is an archive, too: programs read zips from their end."""
    end = _end_of_table(file)
    return end is not None and end[0] > 0


def look_into(file: Path) -> Content:
    """The Office document that a zip is. Raises Refused for any other one."""
    end = _end_of_table(file)
    if end is None or end[0] > _ENTRIES or end[1] > _TABLE:
        raise Refused(Refusal.ARCHIVE)
    try:
        with zipfile.ZipFile(file) as opened:
            entries = opened.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        raise Refused(Refusal.ARCHIVE) from None
    names = {entry.filename for entry in entries}
    lowered = [name.lower() for name in names]
    type = _type(file, names)
    if type is None or sum(entry.file_size for entry in entries) > _UNPACKED:
        raise Refused(Refusal.ARCHIVE)
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in lowered):
        raise Refused(Refusal.MACROS)
    return Content(Kind.OFFICE, type, locked=any(entry.flag_bits & 1 for entry in entries))


def _type(file: Path, names: set[str]) -> str | None:
    if "[Content_Types].xml" in names:
        return next((type for part, type in _OOXML.items() if part in names), None)
    with file.open("rb") as opened:
        start = opened.read(120)
    # The specification puts the type first and unpacked, so that it stands in the first bytes.
    if start[30:38] != b"mimetype" or not start[38:].startswith(_ODF.encode()):
        return None
    named = start[38 + len(_ODF) :]
    return next((_ODF + kind for kind in _ODF_KINDS if named.startswith(kind.encode())), None)


def _end_of_table(file: Path) -> tuple[int, int] | None:
    """How many entries the table of contents has and how many bytes; None if there is none."""
    size = file.stat().st_size
    with file.open("rb") as opened:
        opened.seek(max(0, size - _LONGEST_END))
        tail = opened.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        return None
    place = size - len(tail) + at
    entries, length, _, comment = struct.unpack("<HLLH", tail[at + 10 : at + 22])
    # The same four bytes can occur by chance: the rest must be the comment, and the table must lie within the file.
    fits = comment == len(tail) - at - 22 and length <= place
    return (entries, length) if fits else None

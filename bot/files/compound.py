"""Microsoft's older container, in which mails (.msg), old Office files and locked new ones are kept.

The names of what is inside stand in the file as UTF-16; which of them there are tells what it is ([MS-CFB], [MS-OXMSG],
[MS-OFFCRYPTO]).
"""

import mmap
from pathlib import Path

from bot.documents.model import Kind, Refusal, Refused
from bot.documents.ports import Content

START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}


def look_into(file: Path) -> Content:
    """The mail or Office file. Raises Refused for anything else, such as an installer."""
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:

        def has(name: str) -> bool:
            return content.find((name + "\0").encode("utf-16-le")) >= 0

        if has("__properties_version1.0"):
            return Content(Kind.EMAIL, "application/vnd.ms-outlook")
        if has("EncryptedPackage"):
            return Content(Kind.OFFICE, "application/x-ole-storage", locked=True)
        if has("_VBA_PROJECT") or has("Macros"):
            raise Refused(Refusal.MACROS)
        for name, type in _OFFICE.items():
            if has(name):
                return Content(Kind.OFFICE, type)
    raise Refused(Refusal.UNKNOWN_TYPE)

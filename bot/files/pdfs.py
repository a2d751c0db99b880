"""Whether a PDF opens only with a password."""

import mmap
from pathlib import Path


def is_locked(file: Path) -> bool:
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        # The trailer is never packed, so without this word nothing is encrypted, and the library need not look.
        if content.find(b"/Encrypt") < 0:
            return False
    return not _opens_without_password(file)


def _opens_without_password(file: Path) -> bool:
    """Many are encrypted only against changes and open for everybody."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(file)
        return not reader.is_encrypted or bool(reader.decrypt(""))
    except Exception:
        # An encryption that the library doesn't know; the person is told, and may send another one.
        return False

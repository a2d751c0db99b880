"""Names that people's devices give to files: made safe to show, and never used on disk."""

import re
import unicodedata

MOST = 120
"""Characters; a longer name keeps its beginning and its extension."""

_EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/gif": "gif",
    "image/tiff": "tiff",
    "image/bmp": "bmp",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "message/rfc822": "eml",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
}
_CALLED = re.compile(r"[^\w ]+")


def safe_name(given: str | None, type: str, called: str = "file") -> str:
    """`given` without folders, control and direction characters; without one it is `called` with its type's extension."""
    name = unicodedata.normalize("NFC", (given or "").replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(character for character in name if unicodedata.category(character)[0] != "C")
    name = " ".join(name.split()).strip(". ")
    if not name:
        extension = _EXTENSIONS.get(type)
        plain = _CALLED.sub("", called.replace("_", " ")) or "file"
        return f"{plain}.{extension}" if extension else plain
    if len(name) <= MOST:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:
        return f"{name[: MOST - 1]}…"
    return f"{stem[: MOST - len(extension) - 2]}….{extension}"


def extension(name: str | None) -> str:
    """The extension in small letters, without its dot; empty if there is none. Trailing dots and blanks don't hide one."""
    cleaned = "".join(c for c in name or "" if unicodedata.category(c)[0] != "C").rstrip(". ")
    return cleaned.rpartition(".")[2].lower() if "." in cleaned else ""

"""What a file is by its first bytes, as far as these alone can tell.

The signatures are those of the formats' specifications; the libraries' own tables confuse some of them (a JPEG's place in
a video container, scripts and AMR voice notes that begin alike), so these here come first.
"""

from bot.documents.model import Kind, Refusal, Refused
from bot.documents.ports import Content

HEAD = 32_768
"""Bytes of the beginning that are looked at: mails begin with many lines of headers."""

_PROGRAMS = (
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a Windows shortcut
    b"\x00asm",
    b"!<arch>\n",
)
_ARCHIVES = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
    b"\x04\x22\x4d\x18",
    b"MSCF",
    b"LZIP",
    b"\x1f\x9d",
    b"\x1f\xa0",
    b"xar!",
    b"ITSF",
)
_PLAIN: tuple[tuple[bytes, Kind, str], ...] = (
    (b"\xff\xd8\xff", Kind.PICTURE, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", Kind.PICTURE, "image/png"),
    (b"GIF87a", Kind.PICTURE, "image/gif"),
    (b"GIF89a", Kind.PICTURE, "image/gif"),
    (b"II*\x00", Kind.PICTURE, "image/tiff"),
    (b"MM\x00*", Kind.PICTURE, "image/tiff"),
    (b"OggS", Kind.AUDIO, "audio/ogg"),
    (b"ID3", Kind.AUDIO, "audio/mpeg"),
    (b"\xff\xfb", Kind.AUDIO, "audio/mpeg"),
    (b"\xff\xf3", Kind.AUDIO, "audio/mpeg"),
    (b"\xff\xf2", Kind.AUDIO, "audio/mpeg"),
    (b"\xff\xf1", Kind.AUDIO, "audio/aac"),
    (b"\xff\xf9", Kind.AUDIO, "audio/aac"),
    (b"fLaC", Kind.AUDIO, "audio/flac"),
    (b"#!AMR", Kind.AUDIO, "audio/amr"),
    (b"caff\x00", Kind.AUDIO, "audio/x-caf"),
    (b"\x00\x00\x01\xba", Kind.VIDEO, "video/mpeg"),
    (b"\x00\x00\x01\xb3", Kind.VIDEO, "video/mpeg"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Kind.VIDEO, "video/x-ms-asf"),
)
_IN_RIFF = {
    b"WEBP": (Kind.PICTURE, "image/webp"),
    b"WAVE": (Kind.AUDIO, "audio/wav"),
    b"AVI ": (Kind.VIDEO, "video/x-msvideo"),
}
_HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AUDIO_BRANDS = {b"M4A ", b"M4B ", b"F4A "}
_BITMAP_HEADERS = {12, 40, 52, 56, 64, 108, 124}
_BLANK = b"\xef\xbb\xbf\x00\t\n\x0c\r "


def by_signature(head: bytes) -> Content | None:
    """What the first bytes say for certain; None if only the rest can tell. Raises Refused."""
    script = head.startswith(b"#!") and not head.startswith(b"#!AMR")
    # Texts may begin with these two letters; a program's header has zeros.
    windows = head.startswith(b"MZ") and b"\0" in head[:128]
    if script or windows or head.startswith(_PROGRAMS):
        raise Refused(Refusal.PROGRAM)
    if head.startswith(_ARCHIVES) or head[257:262] == b"ustar":
        raise Refused(Refusal.ARCHIVE)
    for start, kind, type in _PLAIN:
        if head.startswith(start):
            return Content(kind, type)
    # Scanners put blanks or a mark of the encoding before it; anything else before it is a disguise.
    if head[:1024].lstrip(_BLANK).startswith(b"%PDF-"):
        return Content(Kind.PDF, "application/pdf")
    if head.startswith(b"RIFF") and head[8:12] in _IN_RIFF:
        return Content(*_IN_RIFF[head[8:12]])
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head.startswith(b"\x1aE\xdf\xa3"):
        return Content(Kind.VIDEO, "video/webm" if b"webm" in head[:64] else "video/x-matroska")
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS:
        return Content(Kind.PICTURE, "image/bmp")
    return None


def _by_brand(head: bytes) -> Content:
    """MP4, QuickTime and HEIF share a container; its brands tell which it is."""
    major = head[8:12]
    length = min(int.from_bytes(head[:4], "big"), 256)
    brands = {major, *(head[at : at + 4] for at in range(16, length, 4))}
    if b"avif" in brands:
        return Content(Kind.PICTURE, "image/avif")
    if major in _HEIF or (brands & _HEIF and b"isom" not in brands):
        return Content(Kind.PICTURE, "image/heic")
    if major in _AUDIO_BRANDS:
        return Content(Kind.AUDIO, "audio/mp4")
    if major == b"qt  ":
        return Content(Kind.VIDEO, "video/quicktime")
    return Content(Kind.VIDEO, "video/3gpp" if major.startswith(b"3g") else "video/mp4")

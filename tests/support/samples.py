"""Files as people send them, and as nobody should: made here, so that each test says what is special about its own."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pillow_heif
from PIL import Image
from pypdf import PdfWriter

pillow_heif.register_heif_opener()
ODT = "application/vnd.oasis.opendocument.text"
SECRET_PLACE = (52, 31, 12)
"""Degrees of latitude that pictures of ours carry."""


def a_picture(
    form: str = "JPEG",
    size: tuple[int, int] = (80, 60),
    *,
    orientation: int = 1,
    colour: str | tuple[float, ...] = "navy",
) -> bytes:
    """A picture that says where and with what it was taken; its left half is red."""
    picture = Image.new("RGBA" if form in ("PNG", "WEBP") else "RGB", size, colour)
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Spy Camera Works"
    exif.get_ifd(0x8825).update({1: "N", 2: SECRET_PLACE})
    made = io.BytesIO()
    extra = {} if form in ("GIF", "BMP") else {"exif": exif}
    picture.save(made, form, **extra)
    return made.getvalue()


def a_pdf(*, password: str | None = None, only_against_changes: bool = False, text: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": text or "Letter of claim"})
    if password or only_against_changes:
        writer.encrypt(password or "", owner_password="owner", algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def a_zip(files: Mapping[str, bytes], *, comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            opened.writestr(name, content, how)
        opened.comment = comment
    return made.getvalue()


def a_docx(**more: bytes) -> bytes:
    named = {name.replace("__", "/").replace("_bin", ".bin"): content for name, content in more.items()}
    return a_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>", **named})


def an_odt(**more: bytes) -> bytes:
    named = {name.replace("__", "/"): content for name, content in more.items()}
    return a_zip({"mimetype": ODT.encode(), "content.xml": b"<office/>", **named})


def a_compound(*names: str) -> bytes:
    """Microsoft's older container, as far as its names go."""
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return start + b"".join((name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in names)


def a_mail(body: str = "Please pay 1,400 euros.") -> bytes:
    head = "Return-Path: <k@client.example>\r\nReceived: from mx by mail\r\n\tfor us; Tue, 7 Apr 2026\r\nFrom: K\r\nSubject: Key"
    return f"{head}\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><script>{body}</script>".encode()


def a_huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few bytes that claim to be an enormous picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack("!L", len(data)) + kind + data + struct.pack("!L", zlib.crc32(kind + data))

    header = struct.pack("!LLBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def an_mp4(brand: bytes = b"isom") -> bytes:
    return struct.pack("!L", 24) + b"ftyp" + brand + bytes(4) + brand + b"mp42" + bytes(64)

"""What files are is judged by their content; a name can only speak against them."""

from pathlib import Path

import pytest

from bot.documents.model import Kind, Refusal, Refused
from bot.documents.ports import Content
from bot.files.examiner import FileExaminer
from tests.support.samples import (
    ODT,
    a_compound,
    a_docx,
    a_huge_png,
    a_mail,
    a_pdf,
    a_picture,
    a_zip,
    an_mp4,
    an_odt,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def look(folder: Path, data: bytes, name: str = "") -> Content:
    file = folder / "arriving"
    file.write_bytes(data)
    return FileExaminer().look(file, name)


@pytest.mark.parametrize(
    ("data", "kind", "type"),
    [
        pytest.param(a_picture("JPEG"), Kind.PICTURE, "image/jpeg", id="jpeg"),
        pytest.param(a_picture("MPO"), Kind.PICTURE, "image/jpeg", id="two JPEGs of one shot"),
        pytest.param(a_picture("PNG"), Kind.PICTURE, "image/png", id="png"),
        pytest.param(a_picture("WEBP"), Kind.PICTURE, "image/webp", id="webp"),
        pytest.param(a_picture("GIF"), Kind.PICTURE, "image/gif", id="gif"),
        pytest.param(a_picture("TIFF"), Kind.PICTURE, "image/tiff", id="tiff"),
        pytest.param(a_picture("BMP"), Kind.PICTURE, "image/bmp", id="bmp"),
        pytest.param(a_picture("HEIF"), Kind.PICTURE, "image/heic", id="heic"),
        pytest.param(a_huge_png(), Kind.PICTURE, "image/png", id="a picture too large to decode"),
        pytest.param(a_pdf(), Kind.PDF, "application/pdf", id="pdf"),
        pytest.param(b"\n\xef\xbb\xbf" + a_pdf(), Kind.PDF, "application/pdf", id="pdf after blanks"),
        pytest.param(a_docx(), Kind.OFFICE, DOCX, id="docx"),
        pytest.param(an_odt(), Kind.OFFICE, ODT, id="odt"),
        pytest.param(a_compound("WordDocument"), Kind.OFFICE, "application/msword", id="doc"),
        pytest.param(
            a_compound("__properties_version1.0", "WordDocument"),
            Kind.EMAIL,
            "application/vnd.ms-outlook",
            id="msg",
        ),
        pytest.param(b"{\\rtf1 hello}", Kind.OFFICE, "application/rtf", id="rtf"),
        pytest.param(a_mail(), Kind.EMAIL, "message/rfc822", id="eml with a page inside"),
        pytest.param(b"From x\nFrom: a\nTo: b\n\nhello", Kind.EMAIL, "message/rfc822", id="mbox"),
        pytest.param(
            a_mail().replace(b"From:", b"Received: " + b"x" * 5000 + b"\r\nFrom:"),
            Kind.EMAIL,
            "message/rfc822",
            id="eml with long headers",
        ),
        pytest.param("Grüße an alle <script>".encode(), Kind.TEXT, "text/plain", id="utf-8"),
        pytest.param("Grüße".encode("latin-1"), Kind.TEXT, "text/plain", id="latin-1"),
        pytest.param("Grüße".encode("utf-16"), Kind.TEXT, "text/plain", id="utf-16"),
        pytest.param(b"\x1b[31mERROR\x1b[0m disk full\r\n", Kind.TEXT, "text/plain", id="coloured log"),
        pytest.param(b'{"event": "crash"}', Kind.TEXT, "text/plain", id="json"),
        pytest.param(b"<?xml version='1.0'?><log/>", Kind.TEXT, "text/plain", id="xml"),
        pytest.param(b"<alice> hi <bob> hello", Kind.TEXT, "text/plain", id="chat log"),
        pytest.param(b"MZugl. von Karin", Kind.TEXT, "text/plain", id="text that begins as programs do"),
        pytest.param(b"PKs are fine, BM too", Kind.TEXT, "text/plain", id="text that begins as others do"),
        pytest.param(b"#!AMR\n\x0c\x00\x01", Kind.AUDIO, "audio/amr", id="voice note of an old phone"),
        pytest.param(b"OggS\x00\x02" + bytes(30), Kind.AUDIO, "audio/ogg", id="voice note"),
        pytest.param(b"ID3\x04" + bytes(30), Kind.AUDIO, "audio/mpeg", id="mp3"),
        pytest.param(b"RIFF\x24\0\0\0WAVEfmt " + bytes(30), Kind.AUDIO, "audio/wav", id="wav"),
        pytest.param(an_mp4(b"M4A "), Kind.AUDIO, "audio/mp4", id="m4a"),
        pytest.param(an_mp4(), Kind.VIDEO, "video/mp4", id="mp4"),
        pytest.param(an_mp4(b"qt  "), Kind.VIDEO, "video/quicktime", id="mov"),
        pytest.param(an_mp4(b"3gp5"), Kind.VIDEO, "video/3gpp", id="3gp"),
        pytest.param(b"\x1aE\xdf\xa3\x01B\x82\x84webm" + bytes(30), Kind.VIDEO, "video/webm", id="webm"),
    ],
)
def test_evidence_is_taken(tmp_path: Path, data: bytes, kind: Kind, type: str) -> None:
    assert look(tmp_path, data, "whatever.dat") == Content(kind, type)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(a_zip({"a.txt": b"x"}), Refusal.ARCHIVE, id="zip"),
        pytest.param(a_zip({}), Refusal.ARCHIVE, id="empty zip"),
        pytest.param(
            a_zip({"META-INF/MANIFEST.MF": b"", "Main.class": b""}), Refusal.ARCHIVE, id="program in a zip"
        ),
        pytest.param(
            a_zip(
                {f"{n}": b"" for n in range(10_001)} | {"[Content_Types].xml": b"", "word/document.xml": b""}
            ),
            Refusal.ARCHIVE,
            id="endless table",
        ),
        pytest.param(a_docx() + b"junk", Refusal.ARCHIVE, id="zip that was tampered with"),
        pytest.param(a_docx()[:-30], Refusal.ARCHIVE, id="half a docx"),
        pytest.param(b"PK\x03\x04" + bytes(200), Refusal.ARCHIVE, id="beginning of a zip"),
        pytest.param(b"Rar!\x1a\x07\x01\x00" + bytes(20), Refusal.ARCHIVE, id="rar"),
        pytest.param(b"7z\xbc\xaf\x27\x1c" + bytes(20), Refusal.ARCHIVE, id="7z"),
        pytest.param(b"\x1f\x8b\x08" + bytes(20), Refusal.ARCHIVE, id="gzip"),
        pytest.param(bytes(257) + b"ustar\x00" + bytes(300), Refusal.ARCHIVE, id="tar"),
        pytest.param(a_picture("GIF") + a_zip({"x.class": b""}), Refusal.ARCHIVE, id="picture and archive"),
        pytest.param(a_pdf() + a_zip({"x.class": b""}), Refusal.ARCHIVE, id="pdf and archive"),
        pytest.param(b"MZ\x90\x00" + bytes(100), Refusal.PROGRAM, id="windows program"),
        pytest.param(b"\x7fELF\x02\x01\x01" + bytes(20), Refusal.PROGRAM, id="linux program"),
        pytest.param(b"#!/bin/sh\nrm -rf /\n", Refusal.PROGRAM, id="shell script"),
        pytest.param(b"\xcf\xfa\xed\xfe" + bytes(20), Refusal.PROGRAM, id="mac program"),
        pytest.param(a_docx(word__vbaProject_bin=b"x"), Refusal.MACROS, id="docm by another name"),
        pytest.param(an_odt(Basic__Standard__x=b"x"), Refusal.MACROS, id="odt with macros"),
        pytest.param(a_compound("WordDocument", "_VBA_PROJECT"), Refusal.MACROS, id="doc with macros"),
        pytest.param(b"{\\rtf1{\\object\\objdata 0105}}", Refusal.MACROS, id="rtf with an object"),
        pytest.param(a_compound("Property"), Refusal.UNKNOWN_TYPE, id="installer"),
        pytest.param(b"<!DOCTYPE html><p>hi", Refusal.WEB_PAGE, id="html"),
        pytest.param(b"\xef\xbb\xbf \n<!-- x --><HTML>", Refusal.WEB_PAGE, id="html in disguise"),
        pytest.param("<script>x</script>".encode("utf-16"), Refusal.WEB_PAGE, id="utf-16 page"),
        pytest.param(b"<?xml version='1.0'?><svg onload='x'/>", Refusal.WEB_PAGE, id="svg"),
        pytest.param(
            b"<?xml version='1.0'?><!DOCTYPE s [<!ENTITY x 'y'>]><x:svg />",
            Refusal.WEB_PAGE,
            id="svg by prefix",
        ),
        pytest.param(b"<?php system($x);", Refusal.WEB_PAGE, id="php"),
        pytest.param(b"\x00\x01\x02\x03" * 40, Refusal.UNKNOWN_TYPE, id="noise"),
        pytest.param(b"text\x00with zeros", Refusal.UNKNOWN_TYPE, id="text with zeros"),
        pytest.param(b"x" * 2_000_000 + b"\x00", Refusal.UNKNOWN_TYPE, id="zero far behind"),
        pytest.param(b"\xff\xd8\xff\xe0<html>", Refusal.UNKNOWN_TYPE, id="page that begins as a picture"),
        pytest.param(b"<b>" + a_pdf(), Refusal.WEB_PAGE, id="pdf behind a tag"),
    ],
)
def test_what_can_do_harm_is_refused(tmp_path: Path, data: bytes, reason: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        look(tmp_path, data, "letter.pdf")
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("invoice.exe", Refusal.PROGRAM),
        ("invoice.pdf.JS", Refusal.PROGRAM),
        ("photo.jpg.hta", Refusal.PROGRAM),
        ("setup.bat . ", Refusal.PROGRAM),
        ("a\u202egpj.scr", Refusal.PROGRAM),
        ("log.ps\u200b1", Refusal.PROGRAM),
        ("page.html", Refusal.WEB_PAGE),
        ("logo.SVG", Refusal.WEB_PAGE),
        ("list.xlsm", Refusal.MACROS),
    ],
)
def test_a_name_that_would_run_is_refused_whatever_the_content(
    tmp_path: Path, name: str, reason: Refusal
) -> None:
    with pytest.raises(Refused) as refused:
        look(tmp_path, a_picture(), name)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("data", "locked"),
    [
        pytest.param(a_pdf(password="1234"), True, id="pdf"),
        pytest.param(a_pdf(only_against_changes=True), False, id="pdf that everybody may read"),
        pytest.param(a_pdf(text="about the /Encrypt key"), False, id="pdf about encryption"),
        pytest.param(b"%PDF-1.7\ntrailer << /Encrypt 9 0 R >>", True, id="pdf nobody can make sense of"),
        pytest.param(a_compound("EncryptedPackage"), True, id="office"),
    ],
)
def test_what_needs_a_password_is_noted(tmp_path: Path, data: bytes, locked: bool) -> None:
    assert look(tmp_path, data).locked is locked


def test_a_document_that_would_unpack_to_gigabytes_is_an_archive(tmp_path: Path) -> None:
    bomb = bytearray(a_docx(word__media__x=b"x"))
    at = bomb.find(b"word/media/x", bomb.find(b"PK\x01\x02")) - 46
    bomb[at + 24 : at + 28] = (2_000_000_000).to_bytes(4, "little")
    with pytest.raises(Refused) as refused:
        look(tmp_path, bytes(bomb))
    assert refused.value.reason is Refusal.ARCHIVE

"""Names are shown to people, and are all that a stranger's device may decide."""

import pytest

from bot.documents.names import MOST, extension, safe_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("letter.pdf", "letter.pdf"),
        ("  two   blanks .pdf", "two blanks .pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ("/", "file.pdf"),
        ("..", "file.pdf"),
        ("", "file.pdf"),
        (None, "file.pdf"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\ud800x.pdf", "x.pdf"),
        ("\u200b\u2066.pdf", "pdf"),
        ("u\u0308ber.pdf", "über.pdf"),
    ],
)
def test_names_are_made_safe(given: str | None, shown: str) -> None:
    assert safe_name(given, "application/pdf") == shown


@pytest.mark.parametrize(
    ("called", "type", "shown"),
    [
        ("photo", "image/jpeg", "photo.jpg"),
        ("video_note", "video/mp4", "video note.mp4"),
        ("voice", "audio/ogg", "voice.ogg"),
        ("file", "application/x-rare", "file"),
        ("../x", "text/plain", "x.txt"),
    ],
)
def test_what_has_no_name_is_called_by_its_kind(called: str, type: str, shown: str) -> None:
    assert safe_name(None, type, called) == shown


def test_long_names_keep_both_ends() -> None:
    shown = safe_name("x" * 500 + ".pdf", "application/pdf")
    assert len(shown) == MOST
    assert (shown[:3], shown[-6:]) == ("xxx", "x….pdf")
    assert len(safe_name("x" * 500, "application/pdf")) == MOST
    assert len(safe_name("a." + "x" * 500, "application/pdf")) == MOST


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.PDF", "pdf"),
        ("a.tar.gz", "gz"),
        ("a", ""),
        (None, ""),
        ("a.exe. .", "exe"),
        ("a.e\u200bxe", "exe"),
    ],
)
def test_extensions_hide_behind_nothing(name: str | None, found: str) -> None:
    assert extension(name) == found

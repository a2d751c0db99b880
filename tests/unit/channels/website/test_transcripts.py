"""A transcript says who said what and when, by the reader's clock and in their language, whatever was written."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pypdf import PdfReader

from bot.channels.website.transcripts.pdf import as_pdf
from bot.channels.website.transcripts.plain import as_text
from bot.channels.website.transcripts.sheet import Sheet, lay_out
from bot.conversations.message import Author, Message
from bot.conversations.model import Conversation
from bot.documents.model import Document, Kind
from tests.builders import a_conversation

OPENED = datetime(2026, 4, 8, 21, 30, tzinfo=UTC)


def in_zurich(language: str = "de") -> Conversation:
    return a_conversation(language=language, timezone="Europe/Zurich", region="CH", opened_at=OPENED)


def said(text: str, author: Author = Author.INSURED, minutes: int = 0, **changes: object) -> Message:
    message = Message(f"m{minutes}", minutes + 1, author, text, OPENED + timedelta(minutes=minutes))
    return replace(message, **changes)  # type: ignore[arg-type]


def sheet(*messages: Message, language: str = "de") -> Sheet:
    return lay_out(in_zurich(language), messages)


def text_of(sheet: Sheet) -> list[str]:
    return as_text(sheet).decode("utf-8-sig").split("\r\n")


def pdf_of(sheet: Sheet) -> tuple[str, int]:
    """All text and the number of pages."""
    pages = PdfReader(io.BytesIO(as_pdf(sheet))).pages
    return "\n".join(page.extract_text() for page in pages), len(pages)


def test_a_transcript_by_the_readers_clock() -> None:
    talk = sheet(
        said("Der Schlüssel ist weg."),
        said("Wann war das?", Author.BOT, 1),
        said("Guten Abend", Author.STAFF, 45, staff="Alice"),
    )
    assert text_of(talk) == [
        "Gespräch vom 8. April 2026",
        "Uhrzeiten: Zürich",
        "",
        "Mittwoch, 8. April 2026",
        "",
        "23:30 Sie:",
        "Der Schlüssel ist weg.",
        "",
        "23:31 Assistent:",
        "Wann war das?",
        "",
        "Donnerstag, 9. April 2026",
        "",
        "00:15 Alice:",
        "Guten Abend",
        "",
    ]


def test_in_english() -> None:
    lines = text_of(sheet(said("The key is gone."), language="en"))
    assert lines[0] == "Conversation of 8 April 2026"
    assert "23:30 You:" in lines


def test_bold_marks_are_ours_and_people_keep_their_stars() -> None:
    lines = text_of(sheet(said("**Hilfe** 2 ** 3"), said("Nummer **FN-26-7K3QD**.", Author.BOT, 1)))
    assert "**Hilfe** 2 ** 3" in lines
    assert "Nummer FN-26-7K3QD." in lines


def test_documents_are_named() -> None:
    letter = Document("d1", "v1", "web-1", "Forderung.pdf", Kind.PDF, "application/pdf", 9, "00", OPENED)
    talk = sheet(said("", documents=(letter,)))
    assert "Dokument: Forderung.pdf" in text_of(talk)
    assert "Dokument: Forderung.pdf" in pdf_of(talk)[0]


@pytest.mark.parametrize("words", ["Schlüssel für 1’400 €", "Łukasz Żółć", "Ελλάδα", "Привет", "Nguyễn", "ẞ"])
def test_a_pdf_has_the_letters_of_europe(words: str) -> None:
    shown, pages = pdf_of(sheet(said(words)))
    assert words in shown
    assert "□" not in shown
    assert pages == 1


@pytest.mark.parametrize("words", ["😱", "👩🏽‍🚒", "中文", "فقدت"])
def test_what_the_font_lacks_is_a_box_and_said_to_be_one(words: str) -> None:
    shown, _ = pdf_of(sheet(said(f"vorher {words} nachher")))
    assert "□" in shown
    assert "in der Textfassung" in shown
    assert words in "\n".join(text_of(sheet(said(words))))


@pytest.mark.parametrize(
    "words",
    [
        "x" * 19_000,
        "a\n" * 3_000,
        "\u202e\u200b\ufeff",
        "\ud800",
        "Z\u0351\u0343\u0342" * 40,
        "\t\r\n\x85\u2028",
        "<b>{nb}</b> [link](https://evil.example) __x__ --y--",
        "",
    ],
    ids=["one word", "many lines", "invisible", "surrogate", "combining", "blanks", "markup", "nothing"],
)
def test_whatever_was_written_there_is_a_transcript(words: str) -> None:
    talk = sheet(said(words), said("Danke.", Author.BOT, 1))
    assert as_text(talk)
    assert "Danke." in pdf_of(talk)[0]


def test_markup_of_people_is_not_obeyed() -> None:
    shown, _ = pdf_of(sheet(said("__leise__ --weg-- [hier](https://evil.example)")))
    assert "__leise__ --weg-- [hier](https://evil.example)" in shown


def test_pages_are_numbered() -> None:
    shown, pages = pdf_of(sheet(*[said(f"Zeile {number}", minutes=number) for number in range(120)]))
    assert pages > 2
    assert f"Seite 1 von {pages}" in shown


def test_an_empty_conversation_has_a_transcript() -> None:
    assert text_of(sheet())[0] == "Gespräch vom 8. April 2026"
    assert pdf_of(sheet())[1] == 1


def test_the_file_is_named_by_its_day() -> None:
    assert (sheet().file, sheet(language="en").file) == ("gespraech-2026-04-08", "conversation-2026-04-08")


def test_what_people_write_is_no_number_of_pages() -> None:
    shown, _ = pdf_of(sheet(said("What do {nb} and {pages} mean?")))
    assert "What do {nb} and {pages} mean?" in shown


def test_no_word_is_broken_where_bold_print_begins() -> None:
    for more in range(15, 35):
        text, _ = pdf_of(sheet(said(f"{'i ' * 60}{'i' * more} **Saturday, 21 November**", Author.BOT)))
        assert "Saturday," in text.split()

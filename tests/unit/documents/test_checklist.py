"""What a file is of the checklist: by its name, by the words beside it, by its kind; never by a guess."""

from typing import Any

import pytest

from bot.claims.papers import Paper
from bot.documents.checklist import named, names_only_files, recognised, still_wanted, told_afterwards
from bot.documents.model import Kind
from tests.builders import a_claim, a_document, the_catalogue

PAPERS = the_catalogue().papers
KEY = {"incident_type": "lost_key", "notice_kind": "demand"}
DAMAGE = {"incident_type": "property_damage", "notice_kind": "circumstance"}


def wanted(values: dict[str, Any]) -> tuple[Paper, ...]:
    return the_catalogue().wanted_papers(a_claim(values))


def items(
    *names: str, words: str = "", claim: dict[str, Any] = KEY, kind: Kind = Kind.PDF
) -> list[str | None]:
    documents = [a_document(name, id=name, kind=kind) for name in names]
    return [each.item for each in recognised(PAPERS, wanted(claim), documents, words)]


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("Letter of claim.pdf", "letter_of_claim"),
        ("letter_of_claim-2026-04-07.pdf", "letter_of_claim"),
        ("LetterOfClaim.pdf", "letter_of_claim"),
        ("Demand letter Alderway (2).docx", "letter_of_claim"),
        ("Anspruchsschreiben_Kessler.pdf", "letter_of_claim"),
        ("anwaltsschreiben.pdf", "letter_of_claim"),
        ("Abmahnung.pdf", "letter_of_claim"),
        ("INVOICE-2291.pdf", "invoice"),
        ("invoice2291.pdf", "invoice"),
        ("Rechnung Schlüsseldienst.pdf", "invoice"),
        ("Handwerkerrechnung.pdf", "invoice"),
        ("Kostenvoranschlag.pdf", "invoice"),
        ("Übergabeprotokoll Schlüssel.pdf", "key_receipt"),
        ("Strafanzeige.pdf", "police_report"),
        ("Dienstleistungsvertrag 2024.pdf", "contract"),
        ("SLA.pdf", "contract"),
        ("Mahnbescheid.pdf", "court_papers"),
        ("syslog.1.txt", "log_files"),
        ("Fehlermeldung.png", "log_files"),
        ("IMG_20260404_101112.jpg", None),
        ("scan0001.pdf", None),
        ("Catalogue.pdf", None),
        ("billboard.pdf", None),
    ],
)
def test_names_tell(name: str, item: str | None) -> None:
    assert items(name) == [item]


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("here's the letter of claim", "letter_of_claim"),
        ("Anbei die Rechnung vom Schlüsseldienst", "invoice"),
        ("Das ist das Schreiben vom Anwalt", "letter_of_claim"),
        ("their lawyer's letter", "letter_of_claim"),
        ("e-mail from the client", "correspondence"),
        ("here you go", None),
        ("", None),
    ],
)
def test_words_beside_tell_what_names_do_not(words: str, item: str | None) -> None:
    assert items("scan1.pdf", words=words) == [item]
    assert items("scan1.pdf", "scan2.pdf", words=words) == [item, item]


def test_a_name_counts_before_the_words() -> None:
    assert items("invoice.pdf", "scan.pdf", words="the letter of claim") == ["invoice", "letter_of_claim"]


def test_which_of_several_is_which_is_not_guessed() -> None:
    assert items("a.pdf", "b.pdf", words="letter of claim and invoice") == [None, None]
    assert items("a.pdf", words="letter of claim and invoice") == ["letter_of_claim"]


@pytest.mark.parametrize(
    ("names", "words", "found"),
    [
        (("scan.pdf", "IMG_1.jpg"), "Here are their letter and a photo", ["letter_of_claim", None]),
        (
            ("scan.pdf", "IMG_1.jpg"),
            "Anbei das Schreiben vom Anwalt und zwei Bilder",
            ["letter_of_claim", None],
        ),
        (("scan.pdf", "IMG_1.jpg"), "ihr Schreiben und zwei Fotos", ["letter_of_claim", None]),
        (("demand letter.pdf", "IMG_1.jpg"), "here's their letter", ["letter_of_claim", None]),
        (("IMG_1.jpg", "IMG_2.jpg"), "photos of their letter", ["letter_of_claim", "letter_of_claim"]),
        (("scan.pdf", "IMG_1.jpg"), "their letter, two pages", ["letter_of_claim", "letter_of_claim"]),
    ],
)
def test_a_picture_beside_what_was_named_is_a_picture(
    names: tuple[str, ...], words: str, found: list[str | None]
) -> None:
    sent = [
        a_document(name, id=name, kind=Kind.PICTURE if name.endswith(".jpg") else Kind.PDF) for name in names
    ]
    told = recognised(PAPERS, wanted(KEY), sent, words)
    assert [each.item for each in told] == found


def test_pictures_of_damage_are_photos_where_these_are_wanted() -> None:
    assert items("IMG_1.jpg", claim=DAMAGE, kind=Kind.PICTURE) == ["photos"]
    assert items("IMG_1.jpg", claim=KEY, kind=Kind.PICTURE) == [None]
    assert items("IMG_1.jpg", claim=DAMAGE, kind=Kind.PICTURE, words="the invoice") == ["invoice"]
    assert items("mail.eml", kind=Kind.EMAIL) == ["correspondence"]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "…",
        "here's the letter of claim",
        "here’s the invoice",
        "Anbei die Rechnung",
        "the letter as requested",
        "hier das Foto",
        "Bitte, der Brief vom Anwalt",
        "photo 2",
        "see attached",
        "und noch eins",
    ],
)
def test_words_that_only_name_the_file_tell_nothing_else(words: str) -> None:
    assert names_only_files(PAPERS, words)


@pytest.mark.parametrize(
    "words",
    [
        "here's the letter of claim, they want 1,400 euros",
        "letter from Kessler GmbH",
        "the key was lost on Friday",
        "Das Foto zeigt den Schaden vom 4. April",
        "no",
        "yes",
        "ja",
        "weiß ich nicht",
        "is this the letter you want?",
        "cancel",
        "Mensch",
    ],
)
def test_words_that_say_more_are_heard(words: str) -> None:
    assert not names_only_files(PAPERS, words)


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("that was the invoice", "invoice"),
        ("That's the letter of claim.", "letter_of_claim"),
        ("das war die Rechnung", "invoice"),
        ("Das ist das Anspruchsschreiben", "letter_of_claim"),
        ("it was the contract", "contract"),
        ("the invoice is from Friday", None),
        ("that was the invoice of Kessler for 1,400 euros", None),
        ("that was me", None),
        ("invoice", None),
    ],
)
def test_a_word_afterwards_tells_what_a_file_was(words: str, item: str | None) -> None:
    assert told_afterwards(PAPERS, words) == item


def test_the_checklist_depends_on_the_claim() -> None:
    assert [paper.name for paper in wanted(KEY)] == ["letter_of_claim", "invoice", "key_receipt"]
    assert [paper.name for paper in wanted(DAMAGE)] == ["photos"]
    assert wanted({}) == ()


def test_what_was_received_is_wanted_no_more() -> None:
    left = still_wanted(wanted(KEY), [a_document(item="invoice"), a_document(item=None)])
    assert [paper.name for paper in left] == ["letter_of_claim", "key_receipt"]


def test_papers_are_named_in_the_order_of_the_words() -> None:
    assert named(PAPERS, "the invoice and the letter of claim") == ["invoice", "letter_of_claim"]

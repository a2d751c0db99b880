"""A list of policies is read as spreadsheets write it; whatever is wrong is named with its line."""

from datetime import date

import pytest

from bot.policies.listing import BadListing, read_listing, write_listing
from bot.policies.model import Policy

HEAD = "number;holder;email;phone;line;valid_from;valid_to;country"
MARA = "PI-204-1877;Mara Lindt;mara@example.com;030 901820;professional_indemnity;01.01.2025;31.12.2026;DE"
EXPECTED = Policy(
    "PI-204-1877",
    "Mara Lindt",
    date(2025, 1, 1),
    date(2026, 12, 31),
    email="mara@example.com",
    phone="030 901820",
    line="professional_indemnity",
    country="DE",
)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_list_is_read_however_it_was_saved(delimiter: str, encoding: str, newline: str) -> None:
    text = newline.join([HEAD, MARA.replace("Mara Lindt", "Jörg Weiß")]).replace(";", delimiter)
    listing = read_listing(text.encode(encoding))
    assert listing.problems == ()
    assert [policy.holder for policy in listing.policies] == ["Jörg Weiß"]


def test_list_needs_three_columns_in_any_order_and_names_what_it_ignores() -> None:
    listing = read_listing(
        b'Valid From, HOLDER ,number,premium\n2026-01-01,"Lindt, Mara",PI-1-22,99\n\n,,,\n'
    )
    assert listing.policies == (Policy("PI-1-22", "Lindt, Mara", date(2026, 1, 1)),)
    assert listing.ignored == ("premium",)


def test_list_reads_every_column() -> None:
    assert read_listing(f"{HEAD}\n{MARA}".encode()).policies == (EXPECTED,)


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("number", "", "number is empty"),
        ("number", "P.1", "number has less than three letters and digits"),
        ("holder", " ", "holder is empty"),
        ("holder", "x" * 201, "holder is longer than 200 characters"),
        ("holder", "Mara\x07Lindt", "holder holds control characters"),
        ("email", "mara at example.com", "email is no e-mail address"),
        ("phone", "tbd", "phone is no phone number"),
        ("valid_from", "", "valid_from is empty"),
        ("valid_from", "31.02.2026", "valid_from is no date: 31.02.2026"),
        ("valid_from", "01/02/2026", "valid_from is no date: 01/02/2026"),
        ("valid_from", "1.1.26", "valid_from is no date: 1.1.26"),
        ("valid_to", "31.12.2024", "valid_to lies before valid_from (2024-12-31 < 2025-01-01)"),
        ("country", "Germany", "country is no code of two letters: Germany"),
    ],
)
def test_list_names_the_line_and_what_is_wrong_with_it(column: str, value: str, problem: str) -> None:
    cells = dict(zip(HEAD.split(";"), MARA.split(";"), strict=True)) | {column: value}
    listing = read_listing("\n".join([HEAD, MARA, ";".join(cells.values())]).encode())
    assert listing.policies == (EXPECTED,)
    assert [told for told in listing.problems if told.startswith(f"line 3: {problem}")]


def test_list_names_everything_that_is_wrong_with_a_line() -> None:
    listing = read_listing(f"{HEAD}\n;;nobody;;;x;;".encode())
    assert len(listing.problems) == 4


def test_list_counts_lines_as_an_editor_does() -> None:
    quoted = MARA.replace("Mara Lindt", '"Mara\nLindt"').replace("1877", "1")
    listing = read_listing("\n".join([HEAD, "", quoted, "PI-2-22;;;;;;;"]).encode())
    assert [problem.split(":")[0] for problem in listing.problems] == ["line 5", "line 5"]


def test_list_with_a_number_twice_keeps_the_first_and_says_so() -> None:
    listing = read_listing("\n".join([HEAD, MARA, MARA.replace("PI-204", "pi 204")]).encode())
    assert listing.problems == ("line 3: number pi 204-1877 stands in line 2 already",)
    assert listing.policies == (EXPECTED,)


def test_list_with_too_many_cells_is_named() -> None:
    listing = read_listing(f"{HEAD}\n{MARA};x".encode())
    assert listing.problems == ("line 2: has 9 cells for 8 columns",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"number;holder\nPI-1-22;Mara", "lacks the columns valid_from"),
        (b"number,number,holder,valid_from\n", "columns twice: number"),
        (b"\x00\x01\x02", "no text"),
        (b'number,holder,valid_from\n"PI-1', "line 2 is broken"),
    ],
)
def test_list_that_is_none_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(BadListing, match=reason):
        read_listing(data)


def test_list_is_written_as_it_is_read() -> None:
    policies = (EXPECTED, Policy("PI-1-22", 'Lindt, "Mara"', date(2026, 1, 1), broker="Huber Makler"))
    assert read_listing(write_listing(policies).encode()).policies == policies

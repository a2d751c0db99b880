"""Claims as CSV and XLSX: nothing that people wrote becomes a formula, and values stay values."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.claims.model import Status
from bot.claims.rules import Level
from bot.claims.values import Money, Period
from bot.desk.sheets import COLUMNS, as_csv, as_xlsx, cells
from bot.service.desk.claims_book import ClaimEntry

BERLIN = ZoneInfo("Europe/Berlin")
ENTRY = ClaimEntry(
    "c1", "FN-26-7K3QD", "v1", Status.SUBMITTED, Level.HIGH,
    datetime(2026, 4, 8, 12, tzinfo=UTC), datetime(2026, 4, 8, 22, 30, tzinfo=UTC), None, "lost_key", "demand",
    Period(date(2026, 4, 3), date(2026, 4, 3)), None, Money(Decimal("1400.50"), Decimal(1500), "EUR", approximate=True),
    "Zahnarztpraxis Öl", "Mara Lindt", None, "property", None,
)  # fmt: skip


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_claim_is_a_line_with_a_heading() -> None:
    [line] = read(as_csv([cells(ENTRY, BERLIN)]))
    assert tuple(line) == COLUMNS
    assert line["reference"] == "FN-26-7K3QD"
    assert line["received"] == "2026-04-09 00:30"
    assert (line["amount_low"], line["amount_high"], line["currency"]) == ("1400.50", "1500", "EUR")
    assert line["claimant"] == "Zahnarztpraxis Öl"
    assert line["policy_number"] == ""


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\tx"])
def test_no_name_becomes_a_formula(name: str) -> None:
    row = cells(replace(ENTRY, claimant=name), BERLIN)
    assert read(as_csv([row]))[0]["claimant"] == f"'{name}"
    with zipfile.ZipFile(io.BytesIO(as_xlsx([row]))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_line_breaks_and_quotes_stay_in_their_cell() -> None:
    name = 'Meier "& Söhne"\r\nGmbH, Ulm'
    assert read(as_csv([cells(replace(ENTRY, claimant=name), BERLIN)]))[0]["claimant"] == name


def test_the_workbook_holds_numbers_as_numbers() -> None:
    with zipfile.ZipFile(io.BytesIO(as_xlsx([cells(ENTRY, BERLIN)]))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>1400.5</v>" in sheet

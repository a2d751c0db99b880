"""The list of claims as files: CSV and XLSX with a line for each claim."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook

from bot.service.desk.claims_book import ClaimEntry

Cell = str | Decimal | date | datetime | None
COLUMNS = (
    "reference", "status", "level", "received", "incident_type", "notice_kind", "occurred_from", "occurred_to",
    "demand_from", "amount_low", "amount_high", "currency", "approximate", "claimant", "insured", "policy_number",
    "loss_kind", "cover_section", "next_due",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cells(entry: ClaimEntry, zone: ZoneInfo) -> tuple[Cell, ...]:
    """A claim's values in the order of `COLUMNS`; times by the clock of `zone`."""
    received = entry.submitted_at or entry.opened_at
    amount, occurred, made = entry.amount, entry.occurred, entry.claim_made
    return (
        entry.reference,
        entry.status.value,
        entry.level.value,
        received.astimezone(zone).replace(tzinfo=None, microsecond=0),
        entry.incident_type,
        entry.notice_kind,
        occurred.start if occurred else None,
        occurred.end if occurred else None,
        made.start if made else None,
        amount.low if amount else None,
        amount.high if amount else None,
        amount.currency if amount else None,
        ("yes" if amount.approximate else "no") if amount else None,
        entry.claimant,
        entry.insured,
        entry.policy_number,
        entry.loss_kind,
        entry.cover_section,
        entry.next_due.astimezone(zone).replace(tzinfo=None, microsecond=0) if entry.next_due else None,
    )


def as_csv(rows: Iterable[tuple[Cell, ...]]) -> str:
    """Comma separated, with a heading; what a spreadsheet would take for a formula is marked as text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return out.getvalue()


def as_xlsx(rows: Iterable[tuple[Cell, ...]]) -> bytes:
    """A workbook of one sheet; texts stay texts whatever they begin with."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "remove_timezone": True}) as book:
        sheet = book.add_worksheet("Claims")
        bold = book.add_format({"bold": True})
        day, moment = (book.add_format({"num_format": shape}) for shape in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"))
        sum_of_money = book.add_format({"num_format": "#,##0.00"})
        for column, name in enumerate(COLUMNS):
            sheet.write_string(0, column, name, bold)
            sheet.set_column(column, column, max(12, len(name) + 2))
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                match cell:
                    case None:
                        pass
                    case datetime():
                        sheet.write_datetime(last, column, cell, moment)
                    case date():
                        sheet.write_datetime(last, column, cell, day)
                    case Decimal():
                        sheet.write_number(last, column, float(cell), sum_of_money)
                    case _:
                        sheet.write_string(last, column, cell)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    return out.getvalue()


def _plain(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.isoformat(" ", "minutes")
        case date():
            return cell.isoformat()
        case Decimal():
            return f"{cell:f}"
        case _:
            return f"'{cell}" if cell.startswith(_FORMULA) else cell

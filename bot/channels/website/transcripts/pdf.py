"""A transcript as PDF. Characters that the font lacks are boxes; if there is one, a line at the end says so."""

import re

from bot.channels.website.texts import sentence
from bot.channels.website.transcripts.sheet import Day, Entry, Sheet
from bot.paper.page import BLACK, GREY, LINE, PAGES, Paper

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_SIZE = 10
"""Points."""
MOST = 300_000
"""Characters of all messages together; a PDF of more takes many seconds to make, and nobody reads it."""


def as_pdf(sheet: Sheet) -> bytes:
    """Takes a second for 100 pages; to be run in a thread."""
    page = _Page(sheet)
    page.add_page()
    page.heading()
    for day in sheet.days:
        page.day(day)
    page.ending()
    return bytes(page.output())


class _Page(Paper):
    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet.title, sheet.language)
        self._sheet = sheet

    def heading(self) -> None:
        self.paragraph(self._sheet.title, 16, "B", height=9)
        self.paragraph(self._sheet.zone, 9, grey=True)

    def day(self, day: Day) -> None:
        self.ln(5)
        self.paragraph(day.name, 11, "B", height=7)
        for entry in day.entries:
            self._entry(entry)

    def ending(self) -> None:
        if self.boxed:
            self.ln(6)
            self.paragraph(sentence("transcript_marks", self._sheet.language), 8, grey=True)

    def footer(self) -> None:
        self.set_y(-15)
        pages = sentence("transcript_page", self._sheet.language)
        self.set_text_color(GREY)
        self.set_font("Sans", "", 8)
        # Not as it would be `shown`: that leaves out what stands for the number.
        self.cell(0, LINE, pages.format(page=self.page_no(), pages=PAGES))

    def _entry(self, entry: Entry) -> None:
        self.ln(2)
        self.keep(3 * LINE)
        self.paragraph(f"{entry.time}  {entry.who}", 8, "B", grey=True)
        self._said(entry)
        for name in entry.documents:
            self.paragraph(name, 9, grey=True)

    def _said(self, entry: Entry) -> None:
        self.set_text_color(BLACK)
        parts = _BOLD.split(entry.text) if entry.marked else [entry.text]
        for number, part in enumerate(parts):
            self.set_font("Sans", "B" if number % 2 else "", _SIZE)
            self.run_on(LINE, self.shown(part))
        if entry.text:
            self.ln(LINE)

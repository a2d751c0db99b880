"""A4 pages with a font of our own: which fonts a machine has is not to be relied on.

The font (`fonts/`) has Latin, Greek and Cyrillic letters. What it lacks is shown as a box.
"""

import re
import unicodedata
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

_FONTS = Path(__file__).parent / "fonts"
_BOX = "\u25a1"
LINE = 5.0
"""Height of a line in millimetres."""
GREY, BLACK = 105, 20
MARGIN = 22.0
"""Millimetres."""
PAGES = "{\u200bpages}"
"""Stands for the number of pages; with a character that nobody's own text has once it is `shown`."""

_FIRST = re.compile(r"\S+")


class Paper(FPDF):
    """Sizes are in points, places and heights in millimetres."""

    def __init__(self, title: str, language: str) -> None:
        super().__init__(format="A4")
        self.alias_nb_pages(PAGES)
        self.boxed = False
        """Whether anything had to be shown as a box."""
        self.set_margins(MARGIN, 20, MARGIN)
        self.set_auto_page_break(True, margin=MARGIN)
        for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            self.add_font("Sans", style, _FONTS / file)
        font = self.fonts["sans"]
        assert isinstance(font, TTFFont)
        self._known = frozenset(font.cmap)
        self.set_title(title)
        self.set_lang(language)
        self.set_creator("Firstnotice")

    def paragraph(
        self, text: str, size: float, style: str = "", *, grey: bool = False, height: float = LINE
    ) -> None:
        """A paragraph of one kind over the whole width."""
        self.set_text_color(GREY if grey else BLACK)
        self.set_font("Sans", style, size)
        self.multi_cell(0, height, self.shown(text), new_x="LMARGIN", new_y="NEXT")

    def keep(self, height: float) -> None:
        """Begin a new page unless there is room for `height` on this one."""
        if self.will_page_break(height):
            self.add_page()

    def run_on(self, height: float, text: str) -> None:
        """Text that goes on in the line, if its first word has room there: the library would break that one anywhere."""
        word = _FIRST.match(text)
        room = self.w - self.r_margin - self.x - 2 * self.c_margin
        if word and self.x > self.l_margin and self.get_string_width(word[0]) > room:
            self.ln(height)
        self.write(height, text)

    def shown(self, text: str) -> str:
        """The same text in characters that the font has."""
        return "".join(map(self._character, unicodedata.normalize("NFC", text)))

    def _character(self, character: str) -> str:
        if character == "\n":
            return character
        kind = unicodedata.category(character)
        # Marks that turn the direction of what follows hide what a name ends in.
        if kind in ("Cf", "Cc"):
            return " " if character.isspace() else ""
        if ord(character) in self._known:
            return character
        if character.isspace():
            return " "
        if kind in ("Mn", "Me", "Sk"):
            # Modifiers of a character that is a box by itself.
            return ""
        self.boxed = True
        return _BOX

"""One claim as the PDF that an insurer files: at a glance, all facts with their sources, chronology, documents, transcript."""

from collections.abc import Sequence
from datetime import datetime

from bot.claims.fields import Kind
from bot.claims.model import SetBy
from bot.claims.rules import Level
from bot.claims.values import Period
from bot.conversations.message import Author, Message
from bot.desk.claim_sections import NAMES, section_of
from bot.desk.pages import Words
from bot.paper.page import BLACK, GREY, LINE, MARGIN, PAGES, Paper
from bot.service.claim_file import ClaimFile, Filled, Line, Value

_BODY, _SMALL, _TINY = 11, 9, 7.5
"""Points."""
_ROW = 6.0
_LABEL = 46.0
"""Width of the labels in millimetres."""
_GLANCE = (
    ("what", ("incident_type", "notice_kind")),
    ("when", ("occurred_on", "discovered_on", "claim_made_on")),
    ("who", ("claimant", "insured_name", "insured_firm", "insured_contact", "policy_number")),
    ("money", ("amount_claimed", "amount_estimated")),
)
"""What the first page answers, by the sections of the claim."""
MOST = 400_000
"""Characters of all messages; what is over is left to the desk, and the paper says so."""


def as_pdf(file: ClaimFile, words: Words, insurer: str, now: datetime) -> bytes:
    """Takes a second for 100 pages; to be run in a thread."""
    paper = _ClaimPaper(file, words, insurer)
    paper.add_page()
    paper.glance(now)
    paper.facts()
    paper.chronology()
    paper.documents()
    paper.transcript()
    paper.ending()
    return bytes(paper.output())


def file_name(file: ClaimFile) -> str:
    return f"{file.filed.claim.reference or f'draft-{file.filed.claim.id}'}.pdf"


class _ClaimPaper(Paper):
    def __init__(self, file: ClaimFile, words: Words, insurer: str) -> None:
        self._file, self._words, self._insurer = file, words, insurer
        self._claim = file.filed.claim
        self._name = self._claim.reference or words.text("claim.draft")
        super().__init__(words.text("paper.title", reference=self._name), words.language)
        self.set_author(self.shown(insurer))
        self._places = {number: self.add_link(page=1) for number in file.numbers.values()}

    def footer(self) -> None:
        self.set_y(-15)
        self.set_text_color(GREY)
        self.set_font("Sans", "", _TINY + 0.5)
        page = self._words.text("paper.page", page=self.page_no(), pages=PAGES)
        self.cell(0, LINE, self.shown(f"{self._name} · {self._insurer}"))
        self.set_x(MARGIN)
        # The line is set for what stands in place of the number, which is shorter.
        beyond = self.get_string_width(PAGES) - self.get_string_width("00")
        self.cell(self.epw + beyond, LINE, page, align="R")

    # The first page

    def glance(self, now: datetime) -> None:
        claim, t = self._claim, self._words.text
        self.paragraph(self._insurer, _SMALL, grey=True)
        self.paragraph(t("paper.title", reference=self._name), 20, "B", height=11)
        received = claim.submitted_at or claim.opened_at
        state = [t(f"statuses.{claim.status.value}"), t("paper.received", time=self._words.exactly(received))]
        if self._file.severity.level is not Level.NORMAL:
            state.insert(0, t(f"levels.{self._file.severity.level.value}"))
        self.paragraph(" · ".join(state), _SMALL, grey=True)
        self.ln(4)
        for section, names in _GLANCE:
            filled = [each for name in names if (each := self._file.filled(name)) and each.value]
            self._rule()
            self.paragraph(t(f"sections.{section}"), _SMALL, "B", grey=True, height=_ROW)
            for each in filled:
                if each.value is not None:
                    self._row(each, each.value)
            if not filled:
                self.paragraph(t("claim.not_known"), _BODY, grey=True, height=_ROW)
            self.ln(2)
        self._due(now)
        self._told()
        self.ln(3)
        self.paragraph(t("paper.how"), _TINY, grey=True, height=4)
        self.paragraph(t("paper.made", time=self._words.exactly(now)), _TINY, grey=True, height=4)

    def _due(self, now: datetime) -> None:
        owed = [clock for clock in self._file.clocks if not clock.settled]
        if owed:
            self._rule()
            self.paragraph(self._words.text("paper.clocks"), _SMALL, "B", grey=True, height=_ROW)
            for clock in owed:
                left = self._words.left(clock.due, now)
                self._pair(self._words.exactly(clock.due), f"{clock.basis} ({left})")
            self.ln(2)

    def _told(self) -> None:
        told = self._file.filled("description")
        if told is not None and told.value is not None:
            self._rule()
            self._heading_of(told)
            self._text(told.value)

    def _heading_of(self, filled: Filled) -> None:
        self.paragraph(self._label(filled), _SMALL, "B", grey=True, height=_ROW)

    # All facts

    def facts(self) -> None:
        self._title("paper.facts", room=70)
        for section in NAMES:
            fields = [each for each in self._file.fields if section_of(each.field) == section]
            if not fields:
                continue
            self.keep(4 * _ROW)
            self._rule()
            self.paragraph(self._words.text(f"sections.{section}"), _BODY, "B", height=8)
            for each in fields:
                if each.value is not None:
                    self._row(each, each.value)
                for earlier in each.earlier:
                    self._earlier(each, earlier)
            if section == "cover" and self._file.cover_section:
                named = [self._words.named("covers", self._file.cover_section)]
                if self._file.loss_kind:
                    named.append(self._words.named("loss_kinds", self._file.loss_kind))
                self._pair("", " · ".join(named))
            silent = [self._label(each) for each in fields if each.value is None]
            if silent:
                self._pair(self._words.text("paper.not_told"), ", ".join(silent), size=_SMALL, grey=True)
            self.ln(3)

    def _label(self, filled: Filled) -> str:
        """What the field is called here; the catalogue's own words speak to the insured."""
        own = f"paper.label_{filled.field.name}"
        return self._words.text(own) if self._words.has(own) else self._words.label(filled.field)

    def _said(self, filled: Filled, value: Value) -> str:
        """The value, a choice as staff call it."""
        field, code = filled.field, value.fact.value
        return (
            self._words.choice(field, code) if isinstance(code, str) and code in field.choices else value.text
        )

    def _row(self, filled: Filled, value: Value) -> None:
        label = self._label(filled)
        if filled.field.kind is Kind.TEXT and filled.field.must:
            # The story has a part of its own on the first page.
            self._pair(label, self._words.text("paper.above"), grey=True, value=value)
        else:
            self._pair(label, self._said(filled, value) or "–", value=value, by=self._by(value))

    def _earlier(self, filled: Filled, value: Value) -> None:
        text = self._words.text("paper.before", value=self._said(filled, value) or "–")
        self._pair("", text, value=value, by=self._by(value), size=_SMALL, grey=True)

    def _by(self, value: Value) -> str:
        """Who of staff set it, and why; or that the bot assumed it."""
        fact, t = value.fact, self._words.text
        if fact.set_by is SetBy.STAFF:
            by = t("claim.by", name=value.who or t("authors.staff"))
            return f"{by}: {fact.reason}" if fact.reason else by
        return t("claim.assumed") if fact.set_by is SetBy.BOT and fact.value is not None else ""

    # Chronology, documents

    def chronology(self) -> None:
        self._title("paper.chronology")
        for line in self._file.chronology:
            at = line.at
            when = self._days(at) if isinstance(at, Period) else self._words.moment(at)
            self._pair(when, self._happened(line), size=_SMALL + 1)

    def _days(self, days: Period) -> str:
        return " – ".join(dict.fromkeys(self._words.date(day) for day in (days.start, days.end)))

    def _happened(self, line: Line) -> str:
        t = self._words.text
        if line.document is not None:
            return t("paper.document", name=line.document.name)
        if line.move is not None:
            move = line.move
            change = f"{t(f'statuses.{move.before.value}')} → {t(f'statuses.{move.after.value}')}"
            return f"{change}: {move.reason} ({move.member.name})"
        if line.owner is not None:
            event = line.owner
            who = event.staff or event.by
            why = ", ".join(t(f"reasons.{reason.value}") for reason in event.reasons)
            said = [
                t(f"moves.{event.move}"),
                *([why] if why and event.move == "handoff" else []),
                *([who.name] if who else []),
            ]
            return " · ".join(said)
        return t(f"paper.{line.event.value}")

    def documents(self) -> None:
        self._title("paper.documents")
        kept = self._file.filed.documents
        if not kept:
            self.paragraph(self._words.text("claim.no_documents"), _BODY, grey=True)
        for document in kept:
            self.keep(4 * LINE)
            self._pair(self._words.moment(document.received_at), document.name, size=_SMALL + 1)
            number = self._file.numbers.get(document.message or "")
            size = self._words.number(max(1, round(document.size / 1024)))
            facts = [
                document.type,
                f"{size} kB",
                *([self._words.text("paper.message", number=number)] if number else []),
            ]
            self._pair("", " · ".join(facts), size=_TINY, grey=True)
            self._pair("", f"SHA-256 {document.sha256}", size=_TINY - 1, grey=True)

    # Transcript

    def transcript(self) -> None:
        self._title("paper.transcript")
        left = MOST
        for message in self._file.filed.messages:
            left -= len(message.text)
            if left < 0:
                self.paragraph(self._words.text("paper.cut"), _SMALL, grey=True)
                return
            self._message(message)

    def _message(self, message: Message) -> None:
        self.ln(2)
        self.keep(3 * LINE)
        number, t = self._file.numbers[message.id], self._words.text
        self.set_link(self._places[number], y=self.get_y(), page=self.page_no())
        who = t(f"authors.{message.author.value}")
        if message.author is Author.STAFF and message.staff:
            who = message.staff
        self.paragraph(f"{number} · {self._words.moment(message.at)} · {who}", 8, "B", grey=True)
        if message.text:
            self.paragraph(
                message.text.replace("**", "") if message.author is Author.BOT else message.text, 10
            )
        for document in message.documents:
            self.paragraph(t("paper.document", name=document.name), _SMALL, grey=True)

    def ending(self) -> None:
        if self.boxed:
            self.ln(6)
            self.paragraph(self._words.text("paper.boxes"), _TINY, grey=True)

    # Parts

    def _title(self, key: str, room: float = 30) -> None:
        self.ln(6)
        self.keep(room)
        self.paragraph(self._words.text(key), 14, "B", height=9)

    def _rule(self) -> None:
        self.set_draw_color(210)
        self.set_line_width(0.2)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.ln(1.5)

    def _pair(
        self,
        label: str,
        text: str,
        *,
        value: Value | None = None,
        by: str = "",
        size: float = _BODY,
        grey: bool = False,
    ) -> None:
        """A label and, beside it, what it stands for, over as many lines as it takes."""
        height = _ROW if size > _SMALL else LINE - 0.5
        self.set_font("Sans", "", _SMALL)
        self.keep(2 * height)
        top, page = self.get_y(), self.page_no()
        self.set_text_color(GREY)
        self.multi_cell(_LABEL - 3, height, self.shown(label), align="L", new_x="LMARGIN", new_y="NEXT")
        below = self.get_y()
        self.set_y(top)
        self.set_left_margin(MARGIN + _LABEL)
        self.set_x(MARGIN + _LABEL)
        self._write(height, [(text, size, grey), *([(f"  {by}", _TINY, True)] if by else [])], value)
        self.set_left_margin(MARGIN)
        self.ln(height)
        if self.page_no() == page and self.get_y() < below:
            self.set_y(below)
        self.set_x(MARGIN)

    def _text(self, value: Value) -> None:
        self._write(_ROW, [(value.text, _BODY, False)], value)
        self.ln(_ROW)

    def _write(self, height: float, parts: Sequence[tuple[str, float, bool]], value: Value | None) -> None:
        """Text that runs on, and at its end the number of the message that it comes from."""
        for text, size, grey in parts:
            self.set_text_color(GREY if grey else BLACK)
            self.set_font("Sans", "", size)
            self.run_on(height, self.shown(text))
        if value is not None and value.message is not None:
            self.set_font("Sans", "", _BODY)
            self.set_text_color(GREY)
            self.char_vpos = "SUP"
            self.write(height, f"\u00a0{value.message}", link=self._places[value.message])
            self.char_vpos = "LINE"

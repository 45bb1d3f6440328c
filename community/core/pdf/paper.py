"""The project’s page style for documents: A4, the community’s name above, page numbers below, every element tagged."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from importlib.resources import files
from typing import NamedTuple, cast

from django.utils.translation import gettext
from fpdf import FPDF, ViewerPreferences
from fpdf.enums import Align, MethodReturnValue

from community.core.exports.cells import clean_text
from community.core.pdf.qr import dark_runs, qr_code
from community.core.pdf.structure import DocumentStructure

FONT = "Source Sans Pro"
FONT_FILES = {"": "SourceSansPro-Regular.ttf", "B": "SourceSansPro-Semibold.ttf"}
INK = (22, 32, 43)
MUTED = (74, 88, 102)
RULE = (205, 212, 219)
MARGIN = 20.0
FOOT = 22.0
BODY = 11.0
SMALL = 9.0
HEADINGS = {1: 20.0, 2: 14.0}
CELL = 10.0
CELL_PADDING = 1.0
SIGNATURE = 17.0
POINT = 0.3528


class Column(NamedTuple):
    """A column of a table: its heading, its share of the width, where its text stands."""

    title: str
    share: float
    align: Align = Align.L


class Cells(NamedTuple):
    """A row broken into lines to fit its columns, and the height it needs."""

    lines: Sequence[Sequence[str]]
    styles: Sequence[str]
    height: float


def line_height(size: float) -> float:
    """Millimetres from line to line of type of ``size`` points; the larger the type, the tighter."""
    return size * POINT * (1.4 if size <= BODY else 1.2)


class Paper(FPDF):
    """A document in Ukrainian with a title, an outline, real text and a logical structure."""

    def __init__(self, *, title: str, community: str, letterhead: float = SMALL, numbered: bool = True) -> None:
        super().__init__(format="A4")
        self.community = community
        self.letterhead = letterhead
        self.numbered = numbered
        self.struct_builder: DocumentStructure = DocumentStructure()
        self.set_title(clean_text(title))
        self.set_author(community)
        self.set_lang("uk")
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        for style, name in FONT_FILES.items():
            self.add_font(FONT, style, str(files("font_source_sans_pro") / "files" / name))
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=FOOT)
        self.add_page()

    def header(self) -> None:
        with self.artifact():
            self._type(self.letterhead, MUTED)
            self.set_xy(self.l_margin, 9)
            self.cell(self.epw, 6, clean_text(self.community))
            self.set_draw_color(RULE)
            self.line(self.l_margin, 16, self.l_margin + self.epw, 16)
        self.set_xy(self.l_margin, 22)
        self._type(BODY)

    def footer(self) -> None:
        if not self.numbered:
            return
        with self.artifact():
            self._type(SMALL, MUTED)
            self.set_xy(self.l_margin, -14)
            numbers = gettext("Page %(number)s of %(all)s") % {"number": self.page_no(), "all": "{nb}"}
            self.cell(self.epw, 5, numbers, align=Align.R)
        self._type(BODY)

    def heading(self, text: str, level: int = 1, *, size: float = 0) -> None:
        """A heading of the text and of the outline, never left alone at the foot of a page."""
        size = size or HEADINGS[level]
        lines = self._broken(text, self.epw, size, "B")
        if self.will_page_break((len(lines) + 3) * line_height(size)):
            self.add_page()
        elif level > 1:
            self.ln(5)
        self.start_section(clean_text(text), level - 1)
        with self.tagged(f"H{level}"):
            self._lines(lines, size, "B")
        self.ln(2)

    def paragraph(self, text: str, *, size: float = BODY, muted: bool = False, style: str = "") -> None:
        """Text that flows over pages; a line break in it begins a new paragraph."""
        for piece in clean_text(text).splitlines():
            lines = self._broken(piece, self.epw, size, style) if piece.strip() else []
            while lines:
                room = int((self.page_break_trigger - self.y) / line_height(size))
                if not room:
                    self.add_page()
                    continue
                with self.tagged("P"):
                    self._lines(lines[:room], size, style, MUTED if muted else INK)
                lines = lines[room:]
            self.ln(2)

    def facts(self, rows: Iterable[tuple[str, str]], share: float = 0.36) -> None:
        """Names and values side by side."""
        columns = [Column("", share), Column("", 1 - share)]
        with self.group("Table"):
            for row in rows:
                self._row(columns, self._fitted(columns, row, ("B", "")), ("TH", "TD"))
        self.ln(3)

    def listing(self, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        """A table of any length: rows are read one by one, the head stands on each page."""
        head = self._fitted(columns, [column.title for column in columns], ["B"] * len(columns))
        with self.group("Table"):
            self._row(columns, head, ["TH"] * len(columns))
            for row in rows:
                cells = self._fitted(columns, row, [""] * len(columns))
                if self.will_page_break(cells.height):
                    self.add_page()
                    with self.artifact():
                        self._draw(columns, head)
                self._row(columns, cells, ["TD"] * len(columns))
        self.ln(3)

    def signatures(self, captions: Sequence[str], number: int) -> None:
        """Room for ``number`` people to sign: a line above each of ``captions``, all on one page."""
        if self.will_page_break(number * SIGNATURE):
            self.add_page()
        width, gap = self.epw / len(captions), 4.0
        for _person in range(number):
            top = self.y + SIGNATURE - line_height(SMALL)
            with self.artifact():
                self.set_draw_color(INK)
                for place in range(len(captions)):
                    left = self.l_margin + place * width
                    self.line(left + self.c_margin, top, left + width - gap, top)
            for place, caption in enumerate(captions):
                self.set_xy(self.l_margin + place * width, top)
                with self.tagged("P"):
                    self._lines([clean_text(caption)], SMALL, "", MUTED)
            self.set_xy(self.l_margin, top + line_height(SMALL))

    def qr(self, address: str, *, side: float, alt: str) -> None:
        """The QR code of ``address``, ``side`` millimetres wide, described by ``alt``."""
        code = qr_code(address)
        module, left, top = side / len(code.matrix), self.l_margin + self.c_margin, self.y
        self.set_fill_color(0)
        with self.tagged("Figure", alt):
            for row, column, length in dark_runs(code):
                # A hair wider than the module: no white seams between rows on the screen.
                self.rect(left + column * module, top + row * module, length * module, module * 1.02, style="F")
        self.set_xy(self.l_margin, top + side)

    @contextmanager
    def column(self, left: float, top: float) -> Iterator[None]:
        """What is written inside stands right of ``left``, from ``top`` down."""
        margin = self.l_margin
        self.set_left_margin(left)
        self.set_xy(left, top)
        yield
        self.set_left_margin(margin)

    @contextmanager
    def tagged(self, kind: str, alt: str | None = None) -> Iterator[None]:
        """What is drawn inside is one element of the structure, on one page."""
        mark = self.struct_builder.leaf(kind, self.page, self.pages[self.page], alt)
        self._out(f"/{kind} <</MCID {mark}>> BDC")
        yield
        self._out("EMC")

    @contextmanager
    def group(self, kind: str) -> Iterator[None]:
        """The elements made inside are children of one element of this ``kind``."""
        self.struct_builder.open(kind, self.page)
        yield
        self.struct_builder.close()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside repeats or adorns, and is not read aloud."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    def _row(self, columns: Sequence[Column], cells: Cells, kinds: Sequence[str]) -> None:
        if self.will_page_break(cells.height):
            self.add_page()
        with self.group("TR"):
            self._draw(columns, cells, kinds)

    def _draw(self, columns: Sequence[Column], cells: Cells, kinds: Sequence[str] = ()) -> None:
        """Put one row at the current height; without ``kinds`` of elements it is not tagged."""
        top, x = self.y, self.l_margin
        for place, column in enumerate(columns):
            self.set_xy(x, top + CELL_PADDING)
            with self.tagged(kinds[place]) if kinds else nullcontext():
                width = column.share * self.epw
                self._lines(cells.lines[place], CELL, cells.styles[place], width=width, align=column.align)
            x += width
        bottom = top + cells.height
        with self.artifact() if kinds else nullcontext():
            self.set_draw_color(RULE)
            self.line(self.l_margin, bottom, self.l_margin + self.epw, bottom)
        self.set_xy(self.l_margin, bottom)

    def _fitted(self, columns: Sequence[Column], row: Sequence[str], styles: Sequence[str]) -> Cells:
        lines = [
            self._broken(text, column.share * self.epw, CELL, style)
            for column, text, style in zip(columns, row, styles, strict=True)
        ]
        return Cells(lines, styles, max(map(len, lines)) * line_height(CELL) + 2 * CELL_PADDING)

    def _broken(self, text: str, width: float, size: float, style: str) -> list[str]:
        self._type(size, style=style)
        text = clean_text(text)
        if self.get_string_width(text) + 2 * self.c_margin <= width:
            return [text]
        lines = self.multi_cell(width, text=text, dry_run=True, output=MethodReturnValue.LINES, align=Align.L)
        return cast(list[str], lines)

    def _lines(
        self,
        lines: Sequence[str],
        size: float,
        style: str,
        colour: tuple[int, int, int] = INK,
        *,
        width: float = 0,
        align: Align = Align.L,
    ) -> None:
        self._type(size, colour, style)
        left, height = self.x, line_height(size)
        for line in lines:
            free = (width or self.epw) - 2 * self.c_margin - self.get_string_width(line) if align == Align.R else 0
            # ``text`` and not ``cell``: long lists are written in half the time.
            self.text(left + self.c_margin + free, self.y + height / 2 + 0.3 * self.font_size, line)
            self.set_xy(left, self.y + height)

    def _type(self, size: float, colour: tuple[int, int, int] = INK, style: str = "") -> None:
        self.set_font(FONT, style, size)
        self.set_text_color(*colour)

"""Workbooks of a batch, and cells that no spreadsheet takes for a formula.

A cell is always written as text: a program that guessed would make a date of 3-4, a number of 01035, and would run
what an agency or a newsroom's own table put behind an equals sign.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foia.bundle import UNDATED

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# What spreadsheets read as the start of a formula, in East Asian programs the wide forms too.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]|[\t\r\n]")
_MARKED = re.compile(rf"'+(?:{_FORMULA.pattern})")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CELL_MOST = 32_767
"""The most characters a cell of a workbook holds; more would be dropped without a word."""
WIDEST = 60
"""The widest column, in characters; longer texts are folded."""
PAGE_WIDTH = 320
"""So many characters can still be read when a table is shrunk to the width of one printed page."""
ANSWERS = {
    "open": "Asked, and not answered yet.",
    "yes": "Records were released, all that were asked for as far as can be seen.",
    "partly": "Some were released, others withheld, blacked out or still to come.",
    "none": "The agency says that it has no such record.",
    "denied": "The agency has records and refuses them.",
    "fee": "The agency wants money first.",
    "not asked": "This letter did not ask for the item.",
}
"""What a cell of the coding sheet may say, and what it means."""
_LEADING = ("reference", "agency", "name", "state", "due", "sent", "received")
_NOTES = "notes"


def safe_cell(text: str) -> str:
    """The text for a CSV file: with an apostrophe before what a spreadsheet would run; `plain_cell` takes it away."""
    return f"'{text}" if _FORMULA.match(text) or _MARKED.match(text) else text


def plain_cell(text: str) -> str:
    """What was meant by a cell that `safe_cell` wrote, or that a person typed."""
    return text[1:] if _MARKED.match(text) else text


@dataclass(frozen=True)
class Coded:
    """One letter's row of the coding sheet; `numbers` are the numbers its items bear on paper, by item id."""

    reference: str
    agency: str
    name: str
    state: str
    due: str = ""
    sent: str = ""
    received: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)
    filled: Mapping[str, str] = field(default_factory=dict)
    """What people entered in an earlier sheet, by column; their own columns too."""


def manifest_sheet(columns: Sequence[str], rows: Iterable[Sequence[str]], *, created: dt.date = UNDATED) -> bytes:
    """The manifest as a workbook: one row of text cells for each of `rows`, in the order of `columns`."""
    book = _Book(created)
    page = book.page("Manifest", columns, frozen_columns=1)
    for row in rows:
        page.add(row)
    return book.bytes()


def coding_sheet(rows: Iterable[Coded], items: Sequence[tuple[str, str]], *, created: dt.date = UNDATED) -> bytes:
    """A workbook to fill in as replies come: a row for each letter, a column for each of `items` (id, title).

    An item's cell takes one of ANSWERS; its title is the note of its heading. What one letter did not ask for is marked
    and shaded, what none asked for has no column, and an item asked for that is not among `items` has one all the same.
    """
    rows = tuple(rows)
    wanted = dict.fromkeys(key for row in rows for key in row.numbers)
    titles = dict(items)
    items = [(key, titles[key]) for key in titles if key in wanted] + [
        (key, key) for key in wanted if key not in titles
    ]
    book = _Book(created)
    known = [*_LEADING, *(key for key, _ in items), _NOTES]
    own = list(dict.fromkeys(name for row in rows for name, text in row.filled.items() if text and name not in known))
    columns = [*known, *own]
    page = book.page("Coding", columns, frozen_columns=1)
    for at, (key, title) in enumerate(items, len(_LEADING)):
        page.note(at, f"{key}: {title}\n{', '.join(ANSWERS)}")
    for row in rows:
        asked = [(row.filled.get(key) or "open") if key in row.numbers else "not asked" for key, _ in items]
        leading = [getattr(row, name) or row.filled.get(name, "") for name in _LEADING]
        page.add([*leading, *asked, *(row.filled.get(name, "") for name in (_NOTES, *own))])
    page.choices(len(_LEADING), len(_LEADING) + len(items) - 1, list(ANSWERS), shaded="not asked")
    _key(book, items)
    return book.bytes()


def _key(book: _Book, items: Sequence[tuple[str, str]]) -> None:
    """A second sheet that says what the answers and the items are."""
    page = book.page("Key", ("word", "meaning"))
    for word, meaning in (*ANSWERS.items(), *items):
        page.add((word, meaning))


class _Book:
    """A workbook in the making: everything is text, nothing in it tells the hour or the machine.

    Rows wait on disk, in a temporary file that only we can read: 17,000 of them would take 200 MB of memory.
    """

    def __init__(self, created: dt.date) -> None:
        import xlsxwriter

        self._out = io.BytesIO()
        self.file: Workbook = xlsxwriter.Workbook(self._out, {"constant_memory": True})
        self.file.set_properties({"created": dt.datetime.combine(created, dt.time())})
        look = {"num_format": "@", "valign": "top", "text_wrap": True}
        self.text: Format = self.file.add_format(look)
        self.quoted: Format = self.file.add_format({**look, "quote_prefix": True})
        self.head: Format = self.file.add_format({**look, "bold": True, "bottom": 1, "bg_color": "#E8EDF2"})
        self.grey: Format = self.file.add_format({"font_color": "#7F7F7F", "bg_color": "#EDEDED"})
        self._pages: list[_Page] = []

    def page(self, name: str, columns: Sequence[str], frozen_columns: int = 0) -> _Page:
        """A new sheet whose first row, the names of the columns, stays in sight."""
        page = _Page(self, self.file.add_worksheet(name), columns, frozen_columns)
        self._pages.append(page)
        return page

    def bytes(self) -> bytes:
        """The finished workbook."""
        for page in self._pages:
            page.finish()
        self.file.close()
        return self._out.getvalue()


class _Page:
    """One sheet: rows are added from the top, and the columns are as wide as what they hold."""

    def __init__(self, book: _Book, sheet: Worksheet, columns: Sequence[str], frozen_columns: int) -> None:
        self._book, self._sheet, self._columns, self._frozen = book, sheet, columns, frozen_columns
        self._widths, self._rows = [len(name) + 4 for name in columns], 0
        sheet.freeze_panes(1, frozen_columns)
        for at, name in enumerate(columns):
            sheet.write_string(0, at, _fit(name), book.head)

    def add(self, cells: Sequence[str]) -> None:
        """One more row."""
        assert len(cells) == len(self._columns), "a row has one cell for each column"
        self._rows += 1
        for at, cell in enumerate(cells):
            text = _fit(cell)
            if text:
                look = self._book.quoted if _FORMULA.match(text) else self._book.text
                self._sheet.write_string(self._rows, at, text, look)
            longest = max(map(len, text.split("\n")))
            self._widths[at] = min(WIDEST, max(self._widths[at], longest + 2))

    def note(self, column: int, text: str) -> None:
        """A note at the heading of the column."""
        self._sheet.write_comment(0, column, text, {"x_scale": 2.5, "font_size": 9})

    def choices(self, first: int, last: int, words: Sequence[str], *, shaded: str) -> None:
        """The columns take one of the words and no other; cells that say `shaded` are shaded."""
        if not self._rows or last < first:
            return
        area = (1, first, self._rows, last)
        wrong = {"error_title": "Not a word of the list", "error_message": f"One of: {', '.join(words)}."}
        self._sheet.data_validation(*area, {"validate": "list", "source": list(words), **wrong})
        rule = {"type": "cell", "criteria": "==", "value": f'"{shaded}"', "format": self._book.grey}
        self._sheet.conditional_format(*area, rule)

    def finish(self) -> None:
        """What needs to know how many rows there are: widths, the filter, how it prints."""
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, width, self._book.text)
        end = (self._rows, len(self._columns) - 1)
        self._sheet.autofilter(0, 0, *end)
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.set_paper(1)
        pages = -(-sum(self._widths) // PAGE_WIDTH)
        self._sheet.fit_to_pages(pages, 0)
        if pages > 1 and self._frozen:
            self._sheet.repeat_columns(0, self._frozen - 1)
        self._sheet.set_footer("&L&A&RPage &P of &N")


def _fit(text: str) -> str:
    """The text as a cell can hold it; what is cut or cannot stand in XML is marked, never lost without a trace."""
    text = _UNFIT.sub("\ufffd", text)
    return text if len(text) <= CELL_MOST else text[: CELL_MOST - 1] + "…"

"""Every row of a spreadsheet settled one way, and the sums: rows in = matched + ambiguous + new + refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foia.checks.facts import is_url
from foia.checks.names import personal_mailbox
from foia.checks.spreadsheets import damage
from foia.checks.zips import fits, states
from foia.errors import FoiaError, InputError
from foia.importing.columns import Columns
from foia.importing.matching import Index, Outcome, Result, Wanted, match
from foia.importing.sheet import Sheet
from foia.intake import clean, clean_email
from foia.library.laws import jurisdiction_id
from foia.library.places import Library

RESULTS: tuple[Result, ...] = ("matched", "ambiguous", "new", "refused")
_ORI = re.compile(r"[A-Z]{2}[A-Z0-9]{5}(?:[A-Z0-9]{2})?", re.IGNORECASE)
_PHONE_DIGITS = 10


@dataclass(frozen=True)
class Settled:
    """One row: what it says, what became of it, what to look at."""

    row: int
    name: str
    state: str
    city: str
    outcome: Outcome
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """All rows in the file's order and what was not counted as a row."""

    columns: Columns
    rows: tuple[Settled, ...]
    empty: int
    above: int

    def count(self, result: Result) -> int:
        """How many rows came out that way."""
        return sum(one.outcome.result == result for one in self.rows)


def settle(library: Library, sheet: Sheet, columns: Columns, state: str = "") -> Report:
    """Each row under the header matched to the directory; `state` is the folder for rows that name none."""
    reader = _Reader(library, columns, state)
    below = [(number, cells) for number, cells in sheet.rows if number > columns.row]
    rows = tuple(reader.settled(number, cells) for number, cells in below)
    return Report(columns, rows, sheet.empty, len(sheet.rows) - len(below) - 1)


class _Reader:
    """Reads rows one after the other; remembers states and which row named an agency first."""

    def __init__(self, library: Library, columns: Columns, state: str) -> None:
        self.library, self.columns, self.default = library, columns, state
        self.index = Index(library)
        self.codes: dict[str, str | InputError] = {}
        self.first: dict[str, int] = {}

    def settled(self, number: int, cells: Sequence[str]) -> Settled:
        """The row with its outcome; a cell that no letter can hold refuses it."""
        shown = {name: " ".join(self.columns.cell(cells, name).split()) for name in ("name", "state", "city")}
        try:
            values = {name: self._cell(cells, name) for name in self.columns.taken}
            code, doubt = self._code(values)
            zip_code, remarks = _zip(values.get("zip", ""), code)
            outcome = match(self.index, self._wanted(values, code, zip_code))
            remarks = [*doubt, *remarks, *_of_contacts(values)]
        except FoiaError as error:
            outcome, remarks = Outcome("refused", error.what), []
        return Settled(
            number, shown["name"], shown["state"], shown["city"], outcome, self._all(number, outcome, remarks)
        )

    def _cell(self, cells: Sequence[str], name: str) -> str:
        return clean(
            f"the column {self.columns.headers[self.columns.taken[name]]!r}", _one_line(self.columns.cell(cells, name))
        )

    def _code(self, values: dict[str, str]) -> tuple[str, list[str]]:
        """The row's jurisdiction, else the default; a state that is none counts only if an id can do without it."""
        typed = values.get("state", "")
        if not typed:
            return self.default, []
        known = self.codes.get(typed)
        if known is None:
            try:
                known = jurisdiction_id(self.library, typed)
            except InputError as error:
                known = error
            self.codes[typed] = known
        if isinstance(known, str):
            return known, []
        if values.get("ori") or values.get("id"):
            return "", [known.what]
        raise known

    def _wanted(self, values: dict[str, str], code: str, zip_code: str) -> Wanted:
        ori = values.get("ori", "").replace(" ", "")
        return Wanted(
            name=values.get("name", ""),
            code=code,
            stated=bool(code and values.get("state")),
            city=values.get("city", ""),
            county=values.get("county", ""),
            zip=zip_code,
            id=values.get("id", ""),
            ori=ori if _ORI.fullmatch(ori) else "",
        )

    def _all(self, number: int, outcome: Outcome, remarks: Sequence[str]) -> tuple[str, ...]:
        """The remarks, with the row that named the same agency before."""
        again: list[str] = []
        if outcome.agency:
            before = self.first.setdefault(outcome.agency.id, number)
            again = [f"the same agency as row {before}"] if before != number else []
        return (*again, *outcome.remarks, *remarks)


def _one_line(cell: str) -> str:
    """Line breaks inside a cell as spaces."""
    return " ".join(part for part in re.split(r"[\r\n\u2028\u2029\x85]+", cell) if part)


def _zip(cell: str, code: str) -> tuple[str, list[str]]:
    """The ZIP code with its zeros put back, and a remark where it does not lie in the state."""
    state = code.upper()
    hurt = damage("zip", cell, state) if cell else None
    if hurt and hurt[1]:
        return hurt[1], [f"ZIP code {cell} read as {hurt[1]}"]
    if not re.fullmatch(r"\d{5}(?:-\d{4})?", cell):
        return "", [f"{cell!r} is not a ZIP code"] if cell else []
    if state and not fits(cell, state):
        return cell, [f"ZIP code {cell} lies in {' or '.join(states(cell)) or 'no state'}, not in {state}"]
    return cell, []


def _of_contacts(values: dict[str, str]) -> Iterator[str]:
    """What is wrong with ids, addresses and numbers that somebody may want to take over."""
    ori = values.get("ori", "").replace(" ", "")
    if ori and not _ORI.fullmatch(ori):
        yield f"{values['ori']!r} is not an FBI id"
    if email := values.get("email", ""):
        try:
            if personal_mailbox(clean_email("e-mail", email)):
                yield f"{email!r} looks like one person's mailbox"
        except InputError:
            yield f"{email!r} is not an e-mail address"
    portal = values.get("portal", "")
    if portal and not is_url(portal):
        yield f"{portal!r} is not a whole web address"
    digits = re.sub(r"\D", "", values.get("phone", "")).removeprefix("1")
    if values.get("phone") and len(digits) < _PHONE_DIGITS:
        yield f"{values['phone']!r} is not a telephone number"

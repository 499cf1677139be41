"""What the user's own folder changes, as a unified patch against the packaged tables."""

from __future__ import annotations

import difflib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from foia.checks.dictionary import Dictionary, read_dictionary
from foia.library.agencies import FIX_COLUMNS, LISTS, read_agencies
from foia.library.places import Library
from foia.library.tables import read_rows
from foia.own.changes import sourced
from foia.own.draft import in_words
from foia.own.table import OwnTable, read_own

Row = dict[str, str]
_NEEDED = {"agencies.csv": frozenset({"slug", "name", "kind"}), "contacts.csv": frozenset({"slug", "channel", "value"})}
_KINDS = {"agencies.csv": "AgencyLine", "contacts.csv": "ContactLine"}


@dataclass
class Patch:
    """The patch ("" where there is nothing to send) and what to look at before it is sent."""

    text: str = ""
    notes: list[str] = field(default_factory=list)


def patch(library: Library, own: Path, wanted: str | None = None) -> Patch:
    """The user's lines and fixes as changed lines of the packaged tables, of one agency or of all."""
    made = Patch()
    fixes = [row for row in _rows(own / "fixes.csv", frozenset(FIX_COLUMNS)) if wanted in (None, row.get("id"))]
    codes = {row["id"].partition("/")[0] for row in fixes} | {path.parent.name for path in own.glob("agencies/*/*.csv")}
    for code in sorted(codes if wanted is None else codes & {wanted.partition("/")[0]}):
        read_agencies(library, code)  # refuses a fix of an agency or field that does not exist
        mine = [row for row in fixes if row["id"].startswith(f"{code}/")]
        _Folder(library, own, code, wanted, made).write(mine)
    return made


def _rows(path: Path, columns: frozenset[str], needed: frozenset[str] | None = None) -> Iterator[Row]:
    if path.is_file():
        yield from (row for _, row in read_rows(path, columns, columns if needed is None else needed))


class _Folder:
    """One jurisdiction's packaged tables and the same with the user's lines in them."""

    def __init__(self, library: Library, own: Path, code: str, wanted: str | None, made: Patch) -> None:
        self.root, self.own, self.code, self.wanted, self.made = library.root, own, code, wanted, made
        dictionary = read_dictionary(library)
        self.new = {name: self._packaged(name, dictionary) for name in _KINDS}
        self.old = {name: table.text for name, table in self.new.items()}
        self.columns = {name: dictionary.columns(kind) for name, kind in _KINDS.items()}
        self.channels = dictionary.choices("ContactLine", "channel")

    def _packaged(self, name: str, dictionary: Dictionary) -> OwnTable:
        columns = tuple(dictionary.kinds[_KINDS[name]].fields)
        return read_own(self.root / "agencies" / self.code / name, columns, _NEEDED[name])

    def write(self, fixes: list[Row]) -> None:
        """Lays the lines, then the fixes, over the packaged tables and adds the difference to the patch."""
        for row in (one for one in self._own("agencies.csv") if one.get("source") not in LISTS):
            self._lay_agency(row)
        for row in self._own("contacts.csv"):
            self._lay_contact(row)
        for row in fixes:
            if row["field"] in self.channels:
                self._fix_contact(row)
            else:
                self._fix_agency(row)
        self.made.text += "".join(self._difference(name) for name in _KINDS)

    def _own(self, name: str) -> list[Row]:
        path = self.own / "agencies" / self.code / name
        rows = _rows(path, self.columns[name], _NEEDED[name])
        return [row for row in rows if self.wanted in (None, f"{self.code}/{row.get('slug', '')}")]

    def _lay_agency(self, row: Row) -> None:
        table, slug = self.new["agencies.csv"], row["slug"]
        table.widen([name for name in row if row[name]])
        if (number := _find(table, slug)) is not None:
            table.put(number, row)
        else:
            table.insert(_place(table, slug), row)

    def _fix_agency(self, fix: Row) -> None:
        """The field as fixed, its source and date in the columns that are there for it."""
        table = self.new["agencies.csv"]
        slug, name, source = fix["id"].partition("/")[2], fix["field"], fix["source"]
        number = _find(table, slug)
        assert number is not None  # read_agencies has refused fixes of agencies that are not there
        row = dict(table.rows())[number]
        places = sourced(name, source, fix["date"], self.columns["agencies.csv"])
        if name == "name":
            places = {"source": source}
        if not places and not name.endswith(("_source", "_date")):
            self._note(f"{fix['id']}: no column holds the source of {name}; name it when you send the patch: {source}")
        changed = {**row, name: fix.get("value", ""), **places}
        table.widen([column for column in changed if changed[column]])
        table.put(number, changed)
        if row.get("note"):
            self._note(f"{fix['id']}: see whether the note in its line still holds.")
        self._look_at_source(fix)

    def _lay_contact(self, row: Row) -> None:
        table = self.new["contacts.csv"]
        table.widen([name for name in row if row[name]])
        same = [one for _, one in table.rows() if _key(one) == _key(row)]
        if not same:
            table.insert(_place(table, row["slug"]), row)

    def _fix_contact(self, fix: Row) -> None:
        """The one line of that channel with the new value, else a line before those there are."""
        table, slug = self.new["contacts.csv"], fix["id"].partition("/")[2]
        fresh = {
            "slug": slug,
            "channel": fix["field"],
            **{name: fix.get(name, "") for name in ("value", "source", "date")},
        }
        there = [(number, row) for number, row in table.rows() if _key(row)[:2] == _key(fresh)[:2]]
        exact = [one for one in there if _key(one[1]) == _key(fresh)]
        table.widen(list(fresh))
        if exact or len(there) == 1:
            number, row = (exact or there)[0]
            kept = row if exact else {name: cell for name, cell in row.items() if name != "note"}
            table.put(number, {**kept, **fresh})
            if not exact and (row.get("office") or row.get("how")):
                self._note(f"{fix['id']}: see whether office and how still hold for the new {fix['field']}.")
        else:
            table.insert(there[0][0] if there else _place(table, slug), fresh)
        if len(there) > 1 and not exact:
            self._note(f"{fix['id']}: {len(there)} lines for {fix['field']} are on file; yours is put before them.")
        self._look_at_source(fix)

    def _look_at_source(self, fix: Row) -> None:
        if in_words(fix["source"]):
            told = f"the source of {fix['field']} is told in words; upstream takes web addresses only"
            self._note(f"{fix['id']}: {told}: {fix['source']}")

    def _note(self, text: str) -> None:
        if text not in self.made.notes:
            self.made.notes.append(text)

    def _difference(self, name: str) -> str:
        """The unified patch of one table, with a line around each change so that it can be applied."""
        there = (self.root / "agencies" / self.code / name).is_file()
        old, new = self.old[name] if there else "", self.new[name].text
        if not there and not any(True for _ in self.new[name].rows()):
            return ""
        path = f"agencies/{self.code}/{name}"
        lines = difflib.unified_diff(
            _lines(old), _lines(new), f"a/{path}" if there else "/dev/null", f"b/{path}", n=1 if there else 0
        )
        return "".join(one if one.endswith("\n") else f"{one}\n\\ No newline at end of file\n" for one in lines)


def _lines(text: str) -> list[str]:
    """Lines as patches count them: they end at a line feed and nowhere else."""
    return list(io.StringIO(text, newline="\n"))


def _find(table: OwnTable, slug: str) -> int | None:
    return next((number for number, row in table.rows() if row.get("slug") == slug), None)


def _key(row: Mapping[str, str]) -> tuple[str, str, str]:
    return row.get("slug", ""), row.get("channel", ""), row.get("value", "").lower()


def _place(table: OwnTable, slug: str) -> int:
    """Where a line of that slug goes: after its like, else where the alphabet puts it, else at the end."""
    slugs = [(number, row.get("slug", "")) for number, row in table.rows()]
    last = slugs[-1][0] + 1 if slugs else 1
    if same := [number for number, one in slugs if one == slug]:
        return same[-1] + 1
    if [one for _, one in slugs] != sorted(one for _, one in slugs):
        return last
    return next((number for number, one in slugs if one > slug), last)

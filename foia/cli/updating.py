"""`foia agencies update`: what newer editions of the open lists change, and keeping it in the user's own folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from foia.cli.mend import own_folder
from foia.cli.say import note, say, say_json, table
from foia.errors import InputError
from foia.library.places import open_library
from foia.lists.atlas import DECISIONS
from foia.updating import Update, keep, open_list, updated
from foia.updating.onfile import OnFile
from foia.writing import csv_text, write_whole

_SHOWN = 10
"""So many lines of a kind are printed; the report holds all."""
_COLUMNS = ("list", "what", "agency", "field", "old", "new", "source", "date")


def run(files: Sequence[Path], out: Path | None, data: Path | None, *, yes: bool, as_json: bool) -> None:
    """Show what the lists change; with `yes` keep it. Nothing is kept if one of the files is no list that is known."""
    if out and out.exists():
        to_do = "Nothing was written. Name another file with --out."
        raise InputError("there is a file of that name already", where=str(out), to_do=to_do)
    own = own_folder(data)
    on_file = OnFile(open_library(data))
    updates = [(one.path, updated(one, on_file)) for one in [open_list(path) for path in files]]
    if out:
        lines = (line for _, one in updates for line in _lines(one))
        text = csv_text([_COLUMNS, *lines]).encode("utf-8-sig")  # spreadsheets want the mark
        write_whole({out: text}, failed="the report could not be written", to_do="Name another file with --out.")
    written = keep(own, [one for _, one in updates]) if yes else []
    if as_json:
        say_json([{"file": str(path), **_as_json(one)} for path, one in updates])
    else:
        for path, one in updates:
            _print(path, one, own)
    _end(updates, written, own, out, yes=yes)


def _end(
    updates: Sequence[tuple[Path, Update]], written: Sequence[Path], own: Path, out: Path | None, *, yes: bool
) -> None:
    if out:
        note(f"Every change is listed in {out}.")
    if all(one.empty for _, one in updates):
        note("There is nothing to keep: all of it is on file.")
    elif yes:
        files = ", ".join(str(path.relative_to(own)) for path in written)
        note(f"Kept in {own}: {files}. The packaged data are as they were.")
    else:
        note(f"This is a preview; nothing was kept. Add --yes to keep it in {own}.")


def _sums(one: Update) -> Iterator[tuple[str, int]]:
    yield "new agencies", len(one.agencies)
    yield "new claims of use", sum(len(lines) for lines in one.claims.values())
    yield "rows to decide", len(one.undecided)
    for name, count in sorted(one.changed.items()):
        yield f"{name} changed", count
    yield "no longer listed", len(one.gone)
    for why, count in sorted(one.kept.items()):
        yield f"kept as on file: {why}", count
    for why, count in sorted(one.left.items()):
        yield f"left out: {why}", count


def _print(path: Path, one: Update, own: Path) -> None:
    say(f"{path.name}: {one.title}, {one.edition}, {one.rows} {'row' if one.rows == 1 else 'rows'}")
    say(table([(f"  {name}", str(count)) for name, count in _sums(one) if count]) or "  nothing new")
    groups = {
        "New agencies": [f"{name}  {row['name']}" for name, row in one.agencies.items()],
        "New claims": [f"{name}  {line['claim']}" for name, line in _claims(one)],
        "To decide": [f"{row.number}  {row.agency}, {row.state}  {row.id or '-'}  {row.link}" for row in one.undecided],
        "No longer listed": one.gone,
        "Changed": [f"{cell.id}  {cell.field}: {cell.old or 'not on file'} -> {cell.new}" for cell in one.cells],
    }
    for title, lines in groups.items():
        if lines:
            more = [f"  and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
            say("\n".join([f"{title}:", *(f"  {line}" for line in lines[:_SHOWN]), *more]))
    if one.undecided:
        note(
            "A row to decide is no claim yet. Read its source, then write what it means into"
            f" {own / 'agencies' / DECISIONS}: rows (its number), relation, claim, tier; or left_out with the reason."
        )


def _claims(one: Update) -> Iterator[tuple[str, dict[str, str]]]:
    """Each new claim with its agency's id."""
    for code, lines in one.claims.items():
        yield from ((f"{code}/{line['slug']}", line) for line in lines)


def _lines(one: Update) -> Iterator[tuple[str, ...]]:
    """Every change as a line of the report."""
    for cell in one.cells:
        yield one.source, "changed", cell.id, cell.field, cell.old, cell.new, cell.source, cell.date
    for name, row in one.agencies.items():
        yield one.source, "new agency", name, "name", "", row["name"], row["source"], row["officers_date"]
    for name, line in _claims(one):
        yield one.source, "new claim", name, line["relation"], "", line["claim"], line["source"], line["date"]
    for row_ in one.undecided:
        yield one.source, "to decide", row_.id, row_.number, "", f"{row_.agency}, {row_.state}", row_.link, ""
    for name in one.gone:
        yield one.source, "no longer listed", name, "", "", "", "", ""


def _as_json(one: Update) -> dict[str, object]:
    lines = [dict(zip(_COLUMNS[1:], line[1:], strict=True)) for line in _lines(one)]
    return {"list": one.title, "edition": one.edition, "rows": one.rows, "totals": dict(_sums(one)), "changes": lines}

"""The FBI's list of police employees: officers and people counted anew, agencies new and gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from foia.errors import InputError
from foia.library.agencies import LISTS
from foia.lists.inputs import FbiRow, fbi_row
from foia.lists.kinds import kind_of_fbi
from foia.lists.names import simple, slug_of
from foia.lists.spine import NO_OFFICERS
from foia.lists.titles import Title, title_of
from foia.model import Agency
from foia.updating.changes import Cell, Update
from foia.updating.onfile import OnFile
from foia.updating.opening import Opened

SOURCE = LISTS[0]
_KEPT_YEARS = 7
"""An agency whose newest numbers are older than so many years before the edition is not taken up as new."""
_COMPLETE = 0.8
"""The share of a state's agencies on file that a whole list has at least."""
_STATE_ACT = ("municipal", "sheriff", "county-police", "state")
"""The kinds of which the state's act is known to bind every one; others are held back until somebody has looked."""


def read_employees(opened: Opened, on_file: OnFile) -> Update:
    """What the list says that is not on file; InputError where it lacks too much to be whole."""
    update = Update(opened.title, SOURCE, "")
    rows = _newest(opened, on_file, update)
    edition = max((int(row.year) for row in rows.values()), default=0)
    update.edition = str(edition)
    states = _whole_states(opened, rows, on_file)
    for ori, row in rows.items():
        if one := on_file.by_ori.get(ori):
            _compare(one, row, on_file, update)
    _take_new(rows, edition, on_file, update)
    for one in on_file.by_ori.values():
        if one.jurisdiction in states and one.ori not in rows and _was_listed(one):
            _leave(one, on_file, edition, update)
    return update


def _newest(opened: Opened, on_file: OnFile, update: Update) -> dict[str, FbiRow]:
    """The newest year of each state or local agency; the download goes back to 1960."""
    found: dict[str, FbiRow] = {}
    codes = on_file.rules.fbi_codes
    for cells in opened.rows:
        update.rows += 1
        ori, state = cells["ori"], codes.get(cells["state_abbr"], cells["state_abbr"])
        if cells["agency_type_name"] == "Federal" or state.lower() not in on_file.codes:
            update.left["federal, or of a territory without a law on file"] += 1
            continue
        if not cells["data_year"].isdigit():
            raise InputError(
                f"data_year: {cells['data_year']!r} is no year", where=str(opened.path), to_do="Download it again."
            )
        if ori in found and int(found[ori].year) >= int(cells["data_year"]):
            update.left["an older year of an agency"] += 1
            continue
        update.left["an older year of an agency"] += ori in found
        name, unit = cells["pub_agency_name"], cells.get("pub_agency_unit", "")
        whole = f"{name} {unit}" if unit and unit.upper() not in ("NA", "NULL") else name
        found[ori] = fbi_row(
            ori, state, {**cells, "pub_agency_name": whole, "population": cells.get("population", "")}, ""
        )
    return found


def _whole_states(opened: Opened, rows: dict[str, FbiRow], on_file: OnFile) -> set[str]:
    """The states that the list has; InputError where one of them is there in part, as in a file that was cut off."""
    there = Counter(row.state.lower() for row in rows.values())
    known = Counter(one.jurisdiction for one in on_file.by_ori.values() if _was_listed(one))
    shared = Counter(one.jurisdiction for one in on_file.by_ori.values() if _was_listed(one) and one.ori in rows)
    for state in sorted(there):
        if shared[state] < _COMPLETE * known[state]:
            raise InputError(
                f"it has {shared[state]} of the {known[state]} agencies of {state.upper()} that the list had before:"
                " it is cut off, or only a part of the list",
                where=str(opened.path),
                to_do="Download it again, whole.",
            )
    return set(there)


def _was_listed(one: Agency) -> bool:
    """True for an agency that the newest list on file has."""
    return one.source.startswith("fbi-lee") and one.status in ("active", NO_OFFICERS)


def _compare(one: Agency, row: FbiRow, on_file: OnFile, update: Update) -> None:
    date = f"{row.year}-12-31"
    if one.officers_date and one.officers_date.isoformat() >= date:
        update.left["no newer year than on file"] += 1
        return
    told = {"officers": str(row.officers or ""), "population": str(row.population or "")}
    told["status"] = _status(one, row, on_file)
    foreign = one.officers_source and not one.officers_source.startswith("fbi-lee")
    for field, new in told.items():
        old = str(getattr(one, field) or "")
        if new in ("", old):
            continue
        if (one.id, field) in on_file.mended:
            update.kept["your own fix"] += 1
        elif field == "officers" and foreign:
            update.kept["read by hand from another source"] += 1
        else:
            update.cells.append(Cell(one.id, field, old, new, SOURCE, date))


def _status(one: Agency, row: FbiRow, on_file: OnFile) -> str:
    """The status that the numbers give an agency at work or not, or "" where they give none."""
    if row.officers:
        named = title_of(row, on_file.names, on_file.rules.states[row.state], frozenset()).whole
        return "active" if named and one.status in (NO_OFFICERS, "unconfirmed") else ""
    return NO_OFFICERS if one.status == "active" and one.officers else ""


def _leave(one: Agency, on_file: OnFile, edition: int, update: Update) -> None:
    update.gone.append(one.id)
    if (one.id, "status") in on_file.mended:
        update.kept["your own fix"] += 1
    else:
        update.cells.append(Cell(one.id, "status", one.status, "unconfirmed", SOURCE, f"{edition}-12-31"))


def _take_new(rows: dict[str, FbiRow], edition: int, on_file: OnFile, update: Update) -> None:
    """Whole lines for agencies that are not on file, and the new FBI id of those that are."""
    named: dict[tuple[str, str, str], list[Agency]] = defaultdict(list)
    for one in on_file.agencies.values():
        named[one.jurisdiction, one.kind, simple(one.name)].append(one)
    for ori, row in rows.items():
        if ori in on_file.by_ori:
            continue
        title = title_of(row, on_file.names, on_file.rules.states[row.state], frozenset())
        if reason := _why_not(row, title, edition):
            update.left[reason] += 1
            continue
        kind = title.kind or kind_of_fbi(title.name, row.type)
        same = [one for one in named[row.state.lower(), kind, simple(title.name)] if _may_be(one, row, kind, on_file)]
        if any(one.ori in rows for one in same):
            update.left["the same agency under another id"] += 1
        elif len(same) == 1:
            _renumber(same[0], ori, row, on_file, update)
        else:
            _add(row, title.name, kind, on_file, update)


def _why_not(row: FbiRow, title: Title, edition: int) -> str:
    if title.unit_of:
        return "a unit of an agency"
    if not title.whole:
        return "its name is cut off"
    return "no numbers for years" if int(row.year) < edition - _KEPT_YEARS else ""


def _may_be(one: Agency, row: FbiRow, kind: str, on_file: OnFile) -> bool:
    """True if an agency of that name is the row's: in one of its counties, where a county tells two apart."""
    return kind in ("campus", "tribal") or not one.county or bool(_counties(row, on_file) & {*one.county.split("; ")})


def _counties(row: FbiRow, on_file: OnFile) -> set[str]:
    return {on_file.names.short_county(row.state, one) for one in row.counties} - {""}


def _renumber(one: Agency, ori: str, row: FbiRow, on_file: OnFile, update: Update) -> None:
    if (one.id, "ori") in on_file.mended:
        update.kept["your own fix"] += 1
        return
    update.cells.append(Cell(one.id, "ori", one.ori, ori, SOURCE, f"{row.year}-12-31"))
    _compare(one, row, on_file, update)


def _add(row: FbiRow, name: str, kind: str, on_file: OnFile, update: Update) -> None:
    folder = row.state.lower()
    counties = sorted(_counties(row, on_file))
    taken: Iterable[str] = (*on_file.agencies, *update.agencies)
    choices = [slug_of(name), *(f"{slug_of(name)}-{slug_of(one)}-county" for one in counties[:1])]
    slug = next((one for one in choices if f"{folder}/{one}" not in taken), f"{slug_of(name)}-{row.ori.lower()}")
    bound = kind in _STATE_ACT
    note = "" if bound else "New on the FBI's list; which law binds it, nobody has looked at yet."
    update.agencies[f"{folder}/{slug}"] = {
        "slug": slug,
        "name": name,
        "kind": kind,
        "county": "; ".join(counties),
        "state": row.state,
        "ori": row.ori,
        "population": str(row.population or ""),
        "officers": str(row.officers or ""),
        "regime": "state act" if bound else "disputed",
        "regime_source": "" if bound else SOURCE,
        "status": "active" if row.officers else NO_OFFICERS,
        "officers_source": SOURCE if row.officers else "",
        "officers_date": f"{row.year}-12-31" if row.officers else "",
        "source": SOURCE,
        "note": note,
    }

"""The agencies there are: one draft line for each row of the FBI's lists, named as a person names it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from foia.lists.inputs import FbiRow, Inputs, Names
from foia.lists.kinds import has, kind_of_fbi
from foia.lists.names import RANKS, Place, place, simple
from foia.lists.titles import Title, county_police, title_of

NO_OFFICERS = "no officers"
STALE = 2020
"""An agency that has sent no numbers since the year before this one may be gone."""


@dataclass
class Draft:
    """A line of the directory in the making; `facts` are its cells by column."""

    state: str
    name: str
    kind: str
    facts: dict[str, str] = field(default_factory=dict)
    ori: str = ""
    counties: tuple[str, ...] = ()
    place: Place = field(default_factory=lambda: Place("", ""))
    status: str = "active"
    officers: int = 0
    parent: Draft | None = None
    incomplete: bool = False
    people: int | None = None
    """How many the FBI counts with it; 0 where others police them all, None where only the list of 2018 has it."""
    fbi_type: str = ""
    year: str = ""
    """Of its newest numbers; "" if only the FBI's list of 2018 has it."""
    newest: bool = True
    """In the FBI's newest list, not in that of 2018 alone."""
    slug: str = ""
    rule: str = ""
    withheld: str = ""
    notes: list[str] = field(default_factory=list)
    hand: dict[str, str] = field(default_factory=dict)
    """Cells that a person read; they win."""
    hand_whole: bool = False
    """A person wrote the whole line: its gaps in address and telephone are meant."""

    @property
    def id(self) -> str:
        """Folder and slug."""
        return f"{self.state.lower()}/{self.slug}"


def draft_agencies(inputs: Inputs) -> list[Draft]:
    """One draft for each agency, units after the agencies they belong to."""
    states, policed = inputs.rules.states, county_police(inputs.fbi)
    titles = {row.ori: title_of(row, inputs.names, states[row.state], policed) for row in inputs.fbi}
    drafts = _once([_draft(row, titles[row.ori], inputs.names) for row in inputs.fbi], inputs.dropped)
    _shorten(drafts, inputs.names)
    made = _parents(drafts, titles)
    return [*drafts, *made]


def _draft(row: FbiRow, title: Title, names: Names) -> Draft:
    kind = title.kind or kind_of_fbi(title.name, row.type)
    draft = Draft(row.state, title.name, kind, ori=row.ori, counties=row.counties, incomplete=not title.whole)
    draft.place = place(title.name, kind)
    draft.officers = row.officers or 0
    draft.newest, draft.year = bool(row.year), row.year
    draft.fbi_type, draft.people = row.type, row.population if row.year else None
    draft.status = _status(row, title)
    shown = [names.short_county(row.state, one) for one in row.counties]
    draft.facts = {
        "county": "; ".join(one for one in shown if one),
        "population": str(row.population or ""),
        "source": "fbi-lee-2025" if row.year else "fbi-agencies-2018",
        **_officers(row),
    }
    _explain(draft, row, title)
    return draft


def _once(drafts: list[Draft], dropped: dict[str, int]) -> list[Draft]:
    """Without the older of two lines about one agency, which the FBI keeps when it gives an agency a new id."""
    groups: dict[tuple[str, ...], list[Draft]] = defaultdict(list)
    for one in drafts:
        county = "" if one.kind in ("campus", "tribal") else one.facts["county"]
        unique = one.ori if one.status == "unit" or one.incomplete else ""
        groups[one.state, one.kind, simple(one.name), county, unique].append(one)
    kept = []
    for group in groups.values():
        newest = max(one.year for one in group)
        kept += [one for one in group if one.year == newest]
        dropped["FBI lists: the same agency under an older id"] += sum(one.year != newest for one in group)
    return kept


def _officers(row: FbiRow) -> dict[str, str]:
    if not row.officers:
        return {}
    return {
        "officers": str(row.officers),
        "officers_source": "fbi-lee-2025",
        "officers_date": f"{row.year}-12-31",
    }


def _status(row: FbiRow, title: Title) -> str:
    if title.unit_of:
        return "unit"
    if not title.whole or not row.year or int(row.year) < STALE:
        return "unconfirmed"
    return "active" if row.officers else NO_OFFICERS


def _explain(draft: Draft, row: FbiRow, title: Title) -> None:
    if not title.whole:
        draft.notes.append("The list cuts its name off; which one it is, is not known.")
    if not row.year:
        draft.notes.append("On the FBI's list of 2018, not on the newest one.")
    elif int(row.year) < STALE:
        draft.notes.append(f"Last reported to the FBI for {row.year}.")


def _shorten(drafts: Iterable[Draft], names: Names) -> None:
    """Dobbs Ferry Village Police Department is Dobbs Ferry's, unless another place of the state is called so too."""
    municipal = [one for one in drafts if one.kind == "municipal"]
    called = Counter((one.state, one.place.core) for one in municipal)
    for draft in municipal:
        if draft.place.rank not in ("town", "village"):
            continue
        found = re.match(rf"(.+) {draft.place.rank} (.*police.*)", draft.name, re.IGNORECASE)
        if not found or _is_place(draft.state, f"{found[1]} {draft.place.rank}", names):
            continue
        alone = called[draft.state, draft.place.core] == 1
        draft.facts["government"] = f"{draft.place.rank.title()} of {found[1]}"
        draft.name = f"{found[1]} {found[2]}" if alone else f"{draft.facts['government']} {found[2]}"


def _is_place(state: str, name: str, names: Names) -> bool:
    """True for Elk Grove Village: the rank is part of the place's own name."""
    return any(rank in (*RANKS, "city") for _, rank in names.places.get((state, simple(name)), []))


def _parents(drafts: list[Draft], titles: dict[str, Title]) -> list[Draft]:
    """Hang each unit under the agency it is a unit of; agencies of which only units are listed get a line."""
    heads: dict[tuple[str, str], Draft] = {}
    for one in drafts:
        if one.status != "unit" and not has("municipal|campus", one.kind):
            heads.setdefault((one.state, simple(one.name)), one)
    made: list[Draft] = []
    units: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for one in drafts:
        if one.status == "unit":
            units[one.state, titles[one.ori].unit_of].append(one)
    for (state, name), group in sorted(units.items()):
        head = heads.get((state, simple(name)))
        if head is None:
            head = _head(state, name, group)
            made.append(head)
        for one in group:
            one.parent = head
    return made


def _head(state: str, name: str, units: list[Draft]) -> Draft:
    kind = units[0].kind
    head = Draft(state, name, kind, place=place(name, kind))
    head.facts = {"source": units[0].facts["source"]}
    head.notes.append("The FBI lists only its units.")
    head.officers = sum(unit.officers for unit in units)
    return head

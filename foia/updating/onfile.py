"""The directory as it is on file, in the form in which the lists are joined to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from foia.library.agencies import FIX_COLUMNS, FIXES, read_agencies
from foia.library.places import Library
from foia.library.tables import read_rows
from foia.library.towns import counties_named, every_place
from foia.lists.colleges import Colleges
from foia.lists.inputs import Inputs, Names
from foia.lists.names import RANKS, Place, county_key, place
from foia.lists.rules import Rules, read_rules
from foia.lists.spine import Draft
from foia.model import Agency

_HAND = frozenset(Agency.__struct_fields__) - {"id"} | {"slug"}


class OnFile:
    """Every agency of the states on file, and what the user has mended herself."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.rules: Rules = read_rules()

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The jurisdictions that the lists speak of."""
        return tuple(code for code in self.library.jurisdictions() if code.upper() in self.rules.states)

    @cached_property
    def agencies(self) -> dict[str, Agency]:
        """By id, federal agencies left out: no list has them."""
        return {name: one for code in self.codes for name, one in read_agencies(self.library, code).items()}

    @cached_property
    def by_ori(self) -> dict[str, Agency]:
        """By FBI id."""
        return {one.ori: one for one in self.agencies.values() if one.ori}

    @cached_property
    def mended(self) -> frozenset[tuple[str, str]]:
        """Id and field of every fix of the user's own: no list changes what she read."""
        return frozenset(
            (row.get("id", ""), row.get("field", ""))
            for path in self.library.files(FIXES)
            for _, row in read_rows(path, frozenset(FIX_COLUMNS), frozenset(FIX_COLUMNS))
        )

    @cached_property
    def by_hand(self) -> frozenset[tuple[str, str]]:
        """Id and column of what a person wrote into hand.csv; of a whole line the gaps in address and telephone too."""
        return frozenset(
            (f"{path.parent.name}/{slug}", column)
            for code in self.library.jurisdictions()
            for path in self.library.files("agencies", code, "hand.csv")
            for _, row in read_rows(path, _HAND, frozenset({"slug"}))
            if (slug := row.get("slug") or self._slug(row.get("ori", "")))
            for column in (*row, *(("street", "phone") if row.get("name") and row.get("kind") else ()))
        )

    def _slug(self, ori: str) -> str:
        one = self.by_ori.get(ori)
        return one.id.partition("/")[2] if one else ""

    @cached_property
    def names(self) -> Names:
        """The counties of the towns and agencies on file, by which rows of a list are told apart."""
        names = Names()
        for code in self.codes:
            for county in counties_named(self.library, code):
                names.counties.setdefault((code.upper(), county_key(county)), county)
        for one in self.agencies.values():
            for county in filter(None, (part.strip() for part in one.county.split(";"))):
                names.counties.setdefault((one.jurisdiction.upper(), county_key(county)), county)
        return names

    @cached_property
    def _towns(self) -> frozenset[tuple[str, str, str]]:
        return frozenset(
            (code.upper(), county_key(county), place(one.name, "municipal").core)
            for code in self.codes
            for one in every_place(self.library, code)
            for county in one.county.split("; ")
        )

    def has_namesake(self, draft: Draft) -> bool:
        """True if the county has another town of the department's name, whose building a list may mean."""
        return any((draft.state, county_key(county), draft.place.core) in self._towns for county in draft.counties)

    def inputs(self) -> Inputs:
        """Lists with nothing in them but the names of counties; a reader fills in the one it has."""
        return Inputs([], [], [], [], self.names, Colleges.of([], self.rules.states), self.rules, {})

    def drafts(self, wanted: Iterable[Agency]) -> dict[int, tuple[Draft, Agency]]:
        """The agencies as the joiner takes them, by the draft's identity."""
        found = {}
        for one in wanted:
            draft = Draft(one.jurisdiction.upper(), one.name, one.kind, ori=one.ori, status=one.status)
            draft.counties = tuple(part.strip() for part in one.county.split(";") if part.strip())
            draft.place = place(one.name, one.kind)
            if rank := next((rank for rank in RANKS if one.government.lower().startswith(f"{rank} of ")), ""):
                draft.place = Place(draft.place.core, rank)
            draft.officers, draft.newest = one.officers or 0, one.source.startswith("fbi-lee")
            found[id(draft)] = (draft, one)
        return found

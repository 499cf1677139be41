"""Puts the lines together: drafts, addresses, websites, regimes, hand, slugs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from foia.lists.inputs import Inputs
from foia.lists.join import RULES, Joined, best_site, counted_campuses, join
from foia.lists.names import simple, telling_words
from foia.lists.sites import JAIL, address_of
from foia.lists.slugs import give_slugs
from foia.lists.spine import Draft, draft_agencies
from foia.lists.websites import add_websites
from foia.maintain.directory.columns import COLUMNS
from foia.maintain.directory.hand import HandLine, apply_hand, over
from foia.maintain.directory.previous import Previous
from foia.maintain.directory.regimes import regime_of
from foia.maintain.directory.towns import Covered, Towns, find_towns, mark_covered

DOTGOV_DATE = "2026-08-22"
"""The day of the edition of the .gov registry, named in agencies/SOURCES.md."""
Line = dict[str, str]


@dataclass
class Built:
    """The directory and what is told about it."""

    lines: dict[str, Line] = field(default_factory=dict)
    """Id (folder/slug) -> cells."""
    drafts: list[Draft] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    withheld: dict[str, str] = field(default_factory=dict)
    """Id -> why the row found for it is not its address."""
    fillable: dict[str, str] = field(default_factory=dict)
    """Id of a hand line with a gap -> the address that the lists would give."""
    towns: Towns = field(default_factory=Towns)
    unused_sites: int = 0


def build(inputs: Inputs, hand: Iterable[HandLine], previous: Previous, covered: Iterable[Covered] = ()) -> Built:
    """Every line of the directory; `previous` keeps slugs and the lines that the lists have lost."""
    built = Built()
    drafts = draft_agencies(inputs)
    built.joined = join(drafts, inputs)
    counted = {id(one.draft) for one in built.joined if any(site.row.counted for site in one.sites)}
    _add_addresses(built.joined, inputs)
    add_websites(drafts, inputs, DOTGOV_DATE)
    built.drafts = apply_hand(drafts, hand)
    campuses = counted_campuses(inputs)
    for draft in built.drafts:
        _add_government(draft, inputs)
        _add_regime(draft, inputs, id(draft) in counted or _is_counted_campus(draft, campuses))
    give_slugs(built.drafts, previous.slugs, previous.lines)
    mark_covered(built.drafts, covered)
    if "towns" not in inputs.absent:
        built.towns = find_towns(inputs, built.drafts)
    for draft in built.drafts:
        _write_line(built, draft)
    if "colleges" in inputs.absent:
        _keep_regimes(built, previous)
    for id_, line in previous.lost(built.lines).items():
        built.lines[id_] = line
    built.unused_sites = len(inputs.sites) - sum(len(one.sites) for one in built.joined)
    return built


def _is_counted_campus(draft: Draft, campuses: frozenset[tuple[str, frozenset[str]]]) -> bool:
    """True if the campus, or the whole school it is a campus of, is among those counted."""
    if draft.kind != "campus":
        return False
    return any((draft.state, telling_words(name)) in campuses for name in (draft.name, draft.name.partition(",")[0]))


def _add_addresses(joined: Iterable[Joined], inputs: Inputs) -> None:
    cities = _cities(inputs)
    for one in joined:
        site, why = best_site(one.sites)
        draft = one.draft
        if site is None:
            draft.withheld = why
            what = "its jail" if why.startswith(JAIL) else "another building of it"
            draft.notes.append(f"No address: the federal list of 2019 has only {what}.")
            continue
        address = address_of(site.row, cities.get(draft.state, {}))
        if address.street:
            draft.facts |= {"street": address.street, "city": address.city, "zip": address.zip}
            draft.facts |= {"address_source": "hifld-2019", "address_date": address.date, "match": RULES[one.rule]}
        else:
            draft.withheld = "no street number, or a ZIP code of another state"
        if address.phone:
            draft.facts |= {"phone": address.phone, "phone_source": "hifld-2019", "phone_date": address.date}


def _cities(inputs: Inputs) -> dict[str, dict[str, str]]:
    """State -> city in small letters -> as the Census writes it."""
    found: dict[str, dict[str, str]] = {}
    for (state, _), places in inputs.names.places.items():
        for name, _rank in places:
            found.setdefault(state, {})[name.lower()] = name
    return found


def _add_government(draft: Draft, inputs: Inputs) -> None:
    """City of Seattle, King County: where the Census has one place or county of the name."""
    if draft.facts.get("government"):
        return
    if draft.kind in ("sheriff", "county-police") and len(draft.counties) == 1:
        draft.facts["government"] = inputs.names.county(draft.state, draft.counties[0]).replace(" city", "")
    elif draft.kind == "municipal" and draft.name.endswith(" Police Department"):
        name = draft.name.removesuffix(" Police Department")
        places = inputs.names.places.get((draft.state, simple(name)), [])
        if len(places) == 1 and places[0][1] in ("city", "town", "village", "borough"):
            draft.facts["government"] = f"{places[0][1].title()} of {places[0][0]}"


def _add_regime(draft: Draft, inputs: Inputs, counted: bool) -> None:
    found = regime_of(draft, inputs, counted)
    draft.facts["regime"] = found.regime
    if found.source or found.reason:
        draft.facts["regime_source"] = found.source or draft.facts.get("source", "")
    if found.reason and "regime" not in draft.hand:
        draft.notes.append(found.reason)


def _keep_regimes(built: Built, previous: Previous) -> None:
    """What the list of colleges said to the last build, of campuses of which nobody has written it by hand."""
    for draft in built.drafts:
        old = previous.lines.get(draft.id)
        if old and draft.kind == "campus" and "regime" not in draft.hand:
            built.lines[draft.id] |= {name: old[name] for name in ("regime", "regime_source", "note")}


def _write_line(built: Built, draft: Draft) -> None:
    cells = dict.fromkeys(COLUMNS, "") | draft.facts
    cells |= {"slug": draft.slug, "name": draft.name, "kind": draft.kind, "state": draft.state, "ori": draft.ori}
    cells |= {"status": draft.status, "parent": draft.parent.id if draft.parent else "", "note": " ".join(draft.notes)}
    if not draft.facts.get("officers") and draft.officers:
        cells |= {"officers": str(draft.officers), "officers_source": "fbi-lee-2025", "officers_date": "2025-12-31"}
    line = over(cells, draft)
    built.lines[draft.id] = line
    if draft.withheld and not line["street"]:
        built.withheld[draft.id] = draft.withheld
    if draft.hand_whole and cells["street"] and not line["street"]:
        built.fillable[draft.id] = f"{cells['street']}, {cells['city']} {cells['zip']} ({cells['address_date']})"

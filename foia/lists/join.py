"""Joins the FBI's agencies to the buildings of the federal list of 2019, the surest rule first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from foia.lists.inputs import Inputs, Names
from foia.lists.kinds import has
from foia.lists.names import county_key, simple, state_words, telling_words
from foia.lists.sites import JAIL, Site, site_of
from foia.lists.spine import Draft

RULES = {
    "county, kind, name and rank": "high",
    "county, kind and name": "medium",
    "county, kind and name but for the word city": "medium",
    "state, kind and name, county not comparable": "medium",
    "the county's only sheriff left": "low",
    "county and name, another kind of local police": "low",
    "the same words in the state": "low",
    "the same words and the campus's city": "low",
    "nearly the same name in the county": "low",
}
"""Each rule and how sure it makes the match."""
_LOCAL = ("municipal", "county-police")
_WORDED = ("campus", "tribal", "school", "airport", "transit", "port", "park", "state", "prosecutor", "other")
_ALIKE = 92.0
"""From this likeness (0 to 100) on, two names in one county may be one; the next must be 6 behind."""


@dataclass
class Body:
    """The rows of the list that speak of one agency."""

    state: str
    county: str
    kind: str
    core: str
    rank: str
    sites: list[Site] = field(default_factory=list)
    used: bool = False


Key = Callable[[Draft], Iterable[Hashable]]
BodyKey = Callable[[Body], Iterable[Hashable]]


@dataclass(frozen=True)
class Joined:
    """An agency and the rows found for it."""

    draft: Draft
    sites: list[Site]
    rule: str


def join(drafts: list[Draft], inputs: Inputs) -> list[Joined]:
    """Every agency that was found in the list, and by which rule; agencies of the newest FBI list come first."""
    bodies = _bodies(inputs)
    found: list[Joined] = []
    for newest in (True, False):
        open_ = [one for one in drafts if one.newest is newest and one.status != "unit"]
        _by_place(open_, bodies, inputs.names, found)
        _by_words(open_, bodies, found)
        _by_likeness(open_, bodies, inputs.names, found)
    return found


def _bodies(inputs: Inputs) -> list[Body]:
    groups: dict[tuple[str, ...], Body] = {}
    for row in inputs.sites:
        site = site_of(row, inputs.rules.states[row.state])
        key = (row.state, site.county, site.kind, site.place.core, site.place.rank)
        groups.setdefault(key, Body(*key)).sites.append(site)
    return list(groups.values())


def _counties(draft: Draft) -> list[str]:
    return [county_key(one) for one in draft.counties]


def _by_place(drafts: list[Draft], bodies: list[Body], names: Names, found: list[Joined]) -> None:
    """Rules that want county or state, kind and the telling words of the name."""
    known = frozenset(names.counties)

    def apart(state: str, counties: list[str]) -> bool:
        return not any((state, one) in known for one in counties)

    rules: list[tuple[str, Key, BodyKey]] = [
        (
            "county, kind, name and rank",
            lambda a: [(a.state, c, a.kind, a.place) for c in _counties(a)],
            lambda b: [(b.state, b.county, b.kind, (b.core, b.rank))],
        ),
        (
            "county, kind and name",
            lambda a: [
                (a.state, c, a.kind, a.place.core, r) for c in _counties(a) for r in names.may_be(a.state, *a.place)
            ],
            lambda b: [(b.state, b.county, b.kind, b.core, r) for r in names.may_be(b.state, b.core, b.rank)],
        ),
        (
            "county, kind and name but for the word city",
            lambda a: [(a.state, c, _cityless(a.place.core)) for c in _counties(a) if _unranked(a)],
            lambda b: [(b.state, b.county, _cityless(b.core))] if b.kind == "municipal" and not b.rank else [],
        ),
        (
            "state, kind and name, county not comparable",
            lambda a: [(a.state, a.kind, a.place, side) for side in _sides(apart(a.state, _counties(a)), 0)],
            lambda b: _stateless(b, _sides(apart(b.state, [b.county]), 1)),
        ),
        (
            "the county's only sheriff left",
            lambda a: [(a.state, c) for c in _counties(a) if a.kind == "sheriff" and a.place.core == c],
            lambda b: [(b.state, b.county)] if b.kind == "sheriff" and _counted(b) else [],
        ),
        (
            "county and name, another kind of local police",
            lambda a: [(a.state, c, a.place) for c in _counties(a) if a.kind in _LOCAL],
            lambda b: [(b.state, b.county, (b.core, b.rank))] if b.kind in _LOCAL else [],
        ),
    ]
    for rule, of_draft, of_body in rules:
        _match(rule, drafts, bodies, of_draft, of_body, found)


def _sides(apart: bool, own: int) -> list[int]:
    """Two that share one of these have a county that cannot be compared on at least one side (0 or 1)."""
    return [0, 1] if apart else [1 - own]


def _stateless(body: Body, sides: list[int]) -> list[Hashable]:
    """Without bodies of the state, whose offices in several counties are one agency's (see `_merged`)."""
    whole_state = body.kind in ("state", "park")
    return [] if whole_state else [(body.state, body.kind, (body.core, body.rank), side) for side in sides]


def _unranked(draft: Draft) -> bool:
    return draft.kind == "municipal" and not draft.place.rank


def _cityless(core: str) -> str:
    return core.removesuffix("city") if len(core) > 6 else core


def _counted(body: Body) -> bool:
    return any(site.row.counted for site in body.sites)


def _match(
    rule: str, drafts: list[Draft], bodies: list[Body], of_draft: Key, of_body: BodyKey, found: list[Joined]
) -> None:
    """Join where exactly one open agency and one open body share a key; an agency of two counties has both bodies."""
    ours: dict[Hashable, list[Draft]] = defaultdict(list)
    theirs: dict[Hashable, list[Body]] = defaultdict(list)
    for draft in (one for one in drafts if not one.rule and len(one.place.core) >= 2):
        for key in set(of_draft(draft)):
            ours[key].append(draft)
    for body in (one for one in bodies if not one.used):
        for key in set(of_body(body)):
            theirs[key].append(body)
    for draft in (one for one in drafts if not one.rule):
        keys = [key for key in dict.fromkeys(of_draft(draft)) if len(ours[key]) == 1 and len(theirs[key]) == 1]
        match = {id(theirs[key][0]): theirs[key][0] for key in keys if not theirs[key][0].used}
        if match and len({(body.core, body.rank) for body in match.values()}) == 1:
            _take(draft, list(match.values()), rule, found)


def _take(draft: Draft, bodies: list[Body], rule: str, found: list[Joined]) -> None:
    for body in bodies:
        body.used = True
    draft.rule = rule
    found.append(Joined(draft, [site for body in bodies for site in body.sites], rule))


def _by_words(drafts: list[Draft], bodies: list[Body], found: list[Joined]) -> None:
    """Campuses, tribes, airports, state bodies: the same telling words, once on either side in the state."""
    open_ = [one for one in drafts if one.kind in _WORDED and not one.incomplete]
    merged = _merged(bodies)
    _match(
        "the same words in the state",
        open_,
        merged,
        lambda a: [(a.state, a.kind, words)] if (words := _words(a.name, a.kind)) else [],
        lambda b: [(b.state, b.kind, _words(b.sites[0].agency, b.kind))],
        found,
    )
    _match(
        "the same words and the campus's city",
        [one for one in open_ if one.kind == "campus"],
        [one for one in merged if one.kind == "campus"],
        lambda a: [(a.state, _words(a.name, a.kind))],
        lambda b: ([(b.state, _words(f"{b.sites[0].agency} {b.sites[0].row.city}", b.kind))]),
        found,
    )


def _words(name: str, kind: str) -> frozenset[str]:
    return state_words(name) if kind == "state" else telling_words(name)


def counted_campuses(inputs: Inputs) -> frozenset[tuple[str, frozenset[str]]]:
    """State and telling words of the campuses in the federal census of 2008, with and without their city's name."""
    found = set()
    for row in (one for one in inputs.sites if one.campus and one.counted):
        words = telling_words(row.name)
        found |= {(row.state, words), (row.state, words - frozenset(simple(row.city).split()))}
    return frozenset(found)


def _merged(bodies: list[Body]) -> list[Body]:
    """Open bodies of those kinds, with the rows of one agency in several counties together."""
    groups: dict[Hashable, Body] = {}
    for body in bodies:
        if body.kind in _WORDED and not body.used:
            name = body.sites[0].agency
            key = (body.state, body.kind, state_words(name) if body.kind == "state" else simple(name))
            if key in groups:
                groups[key].sites.extend(body.sites)
                body.used = True
            else:
                groups[key] = body
    return [body for body in groups.values() if body.kind != "municipal" and not has("sheriff", body.sites[0].agency)]


def _by_likeness(drafts: list[Draft], bodies: list[Body], names: Names, found: list[Joined]) -> None:
    """One clear winner among the names of the kind in the county."""
    from rapidfuzz import fuzz

    called = Counter((one.state, one.kind, one.place.core) for one in drafts)
    near: dict[tuple[str, str, str], list[Body]] = defaultdict(list)
    for body in (one for one in bodies if not one.used and len(one.core) >= 5):
        near[body.state, body.county, body.kind].append(body)
    alone = [one for one in drafts if called[one.state, one.kind, one.place.core] == 1 and len(one.place.core) >= 5]
    for draft in (one for one in alone if not one.rule and not one.incomplete):
        rivals = [body for county in _counties(draft) for body in near[draft.state, county, draft.kind]]
        ours = names.may_be(draft.state, *draft.place)
        rivals = [body for body in rivals if set(ours) & set(names.may_be(body.state, body.core, body.rank))]
        scored = [(fuzz.ratio(draft.place.core, body.core), body) for body in rivals if not body.used]
        scored.sort(key=lambda one: -one[0])
        if scored and scored[0][0] >= _ALIKE and (len(scored) == 1 or scored[0][0] - scored[1][0] >= 6):
            _take(draft, [scored[0][1]], "nearly the same name in the county", found)


def best_site(sites: list[Site]) -> tuple[Site | None, str]:
    """The row that is the agency's own address, or None and what the rows are instead."""
    own = [site for site in sites if not site.unit]
    if not own:
        units = sorted({site.unit for site in sites}, key=lambda unit: (unit != JAIL, unit))
        return None, "; ".join(units)
    if own[0].kind in ("state", "park"):
        own = [site for site in own if site.headquarters or site.row.counted]
        if not own:
            return None, "offices of it, none known to be headquarters"
    ranked = sorted(own, key=lambda site: (not site.headquarters, not site.row.counted, -site.row.sworn, site.row.id))
    first = ranked[0]
    rivals = [one for one in ranked if (one.headquarters, one.row.counted) == (first.headquarters, first.row.counted)]
    if len({(one.row.street, one.row.zip) for one in rivals}) > 1:
        return None, "several addresses, none of them headquarters"
    return first, ""

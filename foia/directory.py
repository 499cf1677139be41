"""Finds agencies: by id, ORI or ZIP code, by name with typos, by nickname, by city."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from foia.english import listed as names_listed
from foia.errors import OnlyProbable, UnknownAgency
from foia.library.agencies import read_agencies
from foia.library.index import entries
from foia.library.places import Library
from foia.model import Agency
from foia.names import Entry, core_of, entry_of, simplified
from foia.towns import NO_OFFICERS, Town, is_asleep, rank_typed, town_of, towns_called

_ID = re.compile(r"[a-z]{2}/[a-z0-9-]+")
_ORI = re.compile(r"[A-Z]{2}[A-Z0-9]{5}(?:[A-Z0-9]{2})?")
_ZIP = re.compile(r"\d{5}")
EXACT, GOOD, CLEAR = 100.0, 70.0, 8.0
"""The score of a name typed in full, one from which a name counts as found, and the lead that settles which."""
SAME = 90.0
"""The score from which the telling words are the same."""
_ALIKE = 3.0
"""So far apart in score, two names with the same telling words fit alike: the larger agency comes first."""
_TOWNS = 5
"""So many towns of one name are listed with their police."""
LESSER = 9.0
"""What units, unconfirmed agencies and those abroad lose in rank, so that the one to ask comes before them."""
_NEAR = 60
"""How many of the nearest names by letters are looked at closely."""


@dataclass(frozen=True)
class Match:
    """An agency and how well what was typed fits it, 0 to 100."""

    agency: Agency
    score: float


def search(library: Library, typed: str, code: str | None = None, limit: int = 10) -> list[Match]:
    """What `foia agencies search` shows: ids and ORIs exactly, names with typos; the best first."""
    if exact := _exact(library, typed, code):
        return [Match(exact, 100.0)]
    found = rank_entries(typed, entries(library, code), 2 * limit)
    codes = {entry.id.partition("/")[0] for entry, _ in found}
    tables = {one: read_agencies(library, one) for one in codes}
    matches = [Match(tables[entry.id.partition("/")[0]][entry.id], score) for entry, score in found]
    return _home_first(matches)[:limit]


def _home_first(matches: list[Match]) -> list[Match]:
    """The same, agencies of another country behind those at home that fit about as well."""
    if len({bool(match.agency.country) for match in matches}) < 2:
        return matches
    judged = [replace(one, score=one.score - LESSER) if one.agency.country else one for one in matches]
    return sorted(judged, key=lambda match: -match.score)


def rank(typed: str, agencies: Iterable[Agency], limit: int = 10) -> list[Match]:
    """Those of the agencies given that fit best, best first."""
    known = {agency.id: agency for agency in agencies}
    found = rank_entries(typed, [entry_of(agency) for agency in known.values()], limit)
    return [Match(known[entry.id], score) for entry, score in found]


def rank_entries(typed: str, every: Sequence[Entry], limit: int = 10) -> list[tuple[Entry, float]]:
    """The entries that fit best, best first; the larger agency before the smaller where they fit alike."""
    if _ZIP.fullmatch(typed.strip()):
        scored = [(entry, 80.0) for entry in every if entry.zip == typed.strip()]
    else:
        wanted = simplified(typed)
        scored = [(entry, round(_score(wanted, typed, entry), 1)) for entry in _candidates(wanted, typed, every)]
    scored = [(entry, score - LESSER * (entry.status in ("unit", "unconfirmed"))) for entry, score in scored]
    scored.sort(key=lambda pair: (-_step(pair[1]), -pair[0].officers, -pair[1], pair[0].id))
    return [pair for pair in scored[:limit] if pair[1] >= 50]


def _step(score: float) -> float:
    """Scores that fit alike as one: where the telling words are the same, a county's police beside a city's."""
    return SAME + round((score - SAME) / _ALIKE) * _ALIKE if SAME <= score < 99.0 else score


def _candidates(wanted: str, typed: str, every: Sequence[Entry]) -> Iterable[Entry]:
    """The entries worth a closer look: those that share words, city, alias or initials, and the nearest by letters."""
    from rapidfuzz import fuzz, process

    core, initials = core_of(wanted) or wanted, typed.strip().lower()
    words = set(core.split())
    plain = {
        entry.id: entry
        for entry in every
        if entry.core == core
        or entry.city == core
        or entry.initials == initials
        or (entry.aliases and (wanted in entry.aliases or core in map(core_of, entry.aliases)))
        or (all(word in entry.core for word in words) and words <= set(entry.core.split()))
    }
    cores = [entry.core for entry in every]
    near = process.extract(core, cores, scorer=fuzz.ratio, limit=_NEAR, score_cutoff=60)
    return {**plain, **{every[place].id: every[place] for _, _, place in near}}.values()


def _score(wanted: str, typed: str, entry: Entry) -> float:
    """0 to 100: the whole name or an alias, then the telling words, then some of them, then letters."""
    from rapidfuzz import fuzz

    if wanted == entry.name:
        return EXACT
    if wanted in entry.aliases:
        return 99.0
    whole = fuzz.token_sort_ratio(wanted, entry.name)
    core = core_of(wanted)
    if not core:
        return whole
    if any(core == core_of(alias) for alias in entry.aliases):
        return 96.0
    if core == entry.core:
        return SAME + whole / 11
    marks = [0.35 * whole + 0.65 * fuzz.token_sort_ratio(core, entry.core)]
    if entry.initials == typed.strip().lower():
        marks.append(88.0)
    if set(core.split()) <= set(entry.core.split()):
        marks.append(70.0 + whole / 10)
    if entry.city == core:
        marks.append(72.0)
    return min(89.0, max(marks))


def _exact(library: Library, typed: str, code: str | None) -> Agency | None:
    if _ID.fullmatch(typed.lower()):
        folder = typed.lower().partition("/")[0]
        return read_agencies(library, folder).get(typed.lower()) if folder in library.folders() else None
    if _ORI.fullmatch(typed) and any(character.isdigit() for character in typed):
        wanted = typed.ljust(9, "0")
        hit = next((entry for entry in entries(library, code) if entry.ori == wanted), None)
        return read_agencies(library, hit.id.partition("/")[0])[hit.id] if hit else None
    return None


@dataclass(frozen=True)
class Found:
    """The one agency meant, and what the person should know where it is not the one she named."""

    agency: Agency
    remark: str = ""


def find_agency(library: Library, typed: str, code: str | None = None) -> Agency:
    """The one agency meant; UnknownAgency with the candidates where there is none or more than one."""
    return find(library, typed, code).agency


def find(library: Library, typed: str, code: str | None = None) -> Found:
    """The same with the remark; a town without an active department is answered by the agency that polices it.

    OnlyProbable where no source says which that is.
    """
    matches = search(library, typed, code)
    if towns := towns_meant(library, typed, code, matches):
        return _policed(typed, towns, matches)
    if not matches or matches[0].score < GOOD:
        raise _not_found(typed, code, matches)
    whole = [match for match in matches if match.score == EXACT] or _called(typed, matches)
    best = max(match.score for match in matches)
    close = whole or [match for match in matches if match.score > best - CLEAR]
    meant = {agency.id: agency for agency in (to_ask(library, match.agency) for match in close)}
    if len(meant) > 1:
        raise _ambiguous(typed, close)
    asked = next(iter(meant.values()))
    found = stand_in(library, asked)
    if found.remark or asked in (match.agency for match in close) or asked.id == typed.lower():
        return found
    return replace(
        found, remark=f"{close[0].agency.name} is a part of {asked.name}, or has gone into it; so that is asked."
    )


def _called(typed: str, matches: Iterable[Match]) -> list[Match]:
    """Those of that very name, units and unconfirmed ones too, which the search puts behind others."""
    return [match for match in matches if simplified(match.agency.name) == simplified(typed)]


def towns_meant(
    library: Library, typed: str, code: str | None, matches: Sequence[Match], *, everywhere: bool = False
) -> list[Town]:
    """The towns of that name, unless a department of the name is at work: then that is meant.

    With `everywhere` the others of the name, too: a town beside the city, a namesake in another state.
    """
    if _ID.fullmatch(typed.lower()):
        return []
    if everywhere:
        return towns_called(library, typed, code)
    at_work = [one for one in matches if one.score >= SAME and not is_asleep(one.agency)]
    named = [one for one in matches if one.score == EXACT and one.agency.status == NO_OFFICERS]
    rank = rank_typed(typed)
    if named or any(not rank or rank in _words(one.agency) for one in at_work):
        return []
    return towns_called(library, typed, code)


def _words(agency: Agency) -> list[str]:
    return simplified(f"{agency.name} {agency.government}").split()


def _policed(typed: str, towns: Sequence[Town], matches: Sequence[Match]) -> Found:
    """The agency that a source names for the one town meant; OnlyProbable with all that may be meant otherwise."""
    known = {one.id: one for town in towns if town.covered for one in town.police}
    if len(known) == 1 and all(town.covered for town in towns):
        agency, town = next(iter(known.values())), towns[0]
        return Found(agency, f"{town.where} is policed by {agency.name} ({town.how}), so it is asked.")
    own = [
        match
        for match in matches
        if match.score >= SAME - LESSER and is_asleep(match.agency) and not match.agency.covered_by
    ]
    told = [line for town in towns[:_TOWNS] for line in _told(town)]
    told += [f"  and {len(towns) - _TOWNS} more places of that name; --state says which"] if len(towns) > _TOWNS else []
    if own:
        told += ["On file, but not known to be at work:", listed(own)]
    candidates = dict.fromkeys([one.id for town in towns for one in town.police] + [one.agency.id for one in own])
    raise OnlyProbable(
        f"no active police department of {typed!r} is on file; nothing was written",
        to_do="\n".join([*told, "Say which by its id."]),
        candidates=tuple(candidates),
    )


def _told(town: Town) -> list[str]:
    """The town and its police as lines."""
    if not town.police:
        return [f"{town.where}: who polices it is not known"]
    sure = "policed by" if town.covered else "probably policed by"
    lines = listed(Match(one, 0.0) for one in town.police)
    return [f"{town.where} is {sure}:", lines, f"    {town.how}"]


def stand_in(library: Library, agency: Agency) -> Found:
    """The agency that polices in its place, where its line names one; else itself, with what speaks against it."""
    town = town_of(library, agency)
    there = read_agencies(library, agency.covered_by.partition("/")[0]) if agency.covered_by else {}
    if instead := there.get(agency.covered_by):
        how = f" ({town.how})" if town and town.covered else ""
        return Found(instead, f"{agency.name} is not asked: {instead.name} polices in its stead{how}.")
    if town is None or not town.police:
        return Found(agency)
    word = "counts no officers with it" if agency.status == NO_OFFICERS else "does not have it any more"
    others = names_listed((one.name for one in town.police), "or")
    probably = "" if town.covered else "probably "
    return Found(agency, f"The FBI's newest list {word}; the town is {probably}policed by {others} ({town.how}).")


def to_ask(library: Library, agency: Agency) -> Agency:
    """The agency to ask in its place: the one that took over, or the one it is a unit of; else itself."""
    if instead := agency.instead:
        return read_agencies(library, instead.partition("/")[0]).get(instead, agency)
    return agency


def listed(matches: Iterable[Match]) -> str:
    """Candidates as lines: id, name, kind."""
    return "\n".join(f"  {m.agency.id:<45} {m.agency.name} ({m.agency.kind})" for m in matches)


def _not_found(typed: str, code: str | None, near: list[Match]) -> UnknownAgency:
    where = f" in {code.upper()}" if code else ""
    to_do = "Nearest names on file:\n" + listed(near[:5]) if near else "`foia agencies list` shows those on file."
    return UnknownAgency(
        f"no agency called {typed!r} is on file{where}", to_do=to_do, candidates=tuple(m.agency.id for m in near[:5])
    )


def _ambiguous(typed: str, matches: list[Match]) -> UnknownAgency:
    return UnknownAgency(
        f"{typed!r} fits more than one agency; nothing was written",
        to_do="Say which by its id:\n" + listed(matches),
        candidates=tuple(m.agency.id for m in matches),
    )

"""Picks agencies by filters that combine: state, kind, county, size, channel, regime."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from foia.errors import InputError
from foia.library.agencies import channels_on_file, read_agencies
from foia.library.known_use import read_known_uses
from foia.library.places import Library
from foia.library.toml import guess
from foia.model import Agency

WAYS = ("email", "portal", "mail", "fax", "none")
"""The channels one can filter by; a page that leads on to a form counts as a portal."""


@dataclass(frozen=True)
class Selection:
    """What is asked for; what is empty or None does not narrow the answer."""

    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    county: str = ""
    min_officers: int | None = None
    max_officers: int | None = None
    min_population: int | None = None
    channels: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()
    known_use: str = ""
    """A vendor or product that a claim on file names, or "any" for any claim."""


@dataclass(frozen=True)
class Listed:
    """An agency and the channels on file for it, in the order of WAYS."""

    agency: Agency
    channels: tuple[str, ...]


@dataclass
class Selected:
    """The agencies that fit, by id, and how many were left out only because a number is not on file."""

    found: list[Listed] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)


def select(library: Library, asked: Selection) -> Selected:
    """Every agency that fits all filters; InputError where no agency of the states lies in the county."""
    selected, counties = Selected(), set[str]()
    for code in sorted(asked.states) or library.folders():
        ways = channels_on_file(library, code)
        claimed = _claimed(library, code, asked.known_use)
        for name, agency in sorted(read_agencies(library, code).items()):
            counties.update(_counties(agency))
            if claimed is not None and name not in claimed:
                continue
            _judge(selected, asked, Listed(agency, _channels(agency, ways.get(name, set()))))
    if asked.county and _simple(asked.county) not in {_simple(one) for one in counties}:
        near = guess(_without_word(asked.county).title(), counties)
        raise InputError(
            f"no county {asked.county!r} is on file{near}",
            where="--county",
            to_do="Write its name as in King or King County; --state says in which states to look.",
        )
    return selected


def _claimed(library: Library, code: str, known_use: str) -> frozenset[str] | None:
    """The agencies of whom a claim on file names what was typed; None where nothing was asked about use."""
    if not known_use:
        return None
    wanted = "" if known_use.lower() == "any" else known_use.lower()
    return frozenset(
        name
        for name, claims in read_known_uses(library, code).items()
        if any(wanted in f"{one.vendor} {one.product}".lower() for one in claims)
    )


def _channels(agency: Agency, kinds: set[str]) -> tuple[str, ...]:
    there = {
        "email": "email" in kinds,
        "portal": bool(kinds & {"portal", "page"}),
        "mail": "mail" in kinds or bool(agency.street),
        "fax": "fax" in kinds,
    }
    return tuple(one for one in WAYS if there.get(one))


def _judge(selected: Selected, asked: Selection, one: Listed) -> None:
    """Keeps the agency if it fits; counts it where only an unknown number speaks against it."""
    if not _fits(asked, one):
        return
    agency = one.agency
    for name, number, least, most in (
        ("officers", agency.officers, asked.min_officers, asked.max_officers),
        ("population", agency.population, asked.min_population, None),
    ):
        if least is None and most is None:
            continue
        if number is None:
            selected.unknown[name] = selected.unknown.get(name, 0) + 1
            return
        if number < (least or 0) or (most is not None and number > most):
            return
    selected.found.append(one)


def _fits(asked: Selection, one: Listed) -> bool:
    """True if the words of the filters fit; numbers are looked at afterwards."""
    ways = one.channels or ("none",)
    return (
        (not asked.kinds or one.agency.kind in asked.kinds)
        and (not asked.regimes or one.agency.regime in asked.regimes)
        and (not asked.channels or any(way in asked.channels for way in ways))
        and (not asked.county or _simple(asked.county) in {_simple(name) for name in _counties(one.agency)})
    )


def _counties(agency: Agency) -> Iterator[str]:
    """The counties of an agency; some lie in more than one."""
    yield from (name.strip() for name in agency.county.split(";") if name.strip())


def _without_word(county: str) -> str:
    words = county.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].lower() in ("county", "parish", "borough") else county


def _simple(county: str) -> str:
    """What two spellings of one county share: King, king county, KING COUNTY."""
    return "".join(letter for letter in _without_word(county).lower() if letter.isalnum())

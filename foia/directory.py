"""Finds agencies: by id, by ORI, by name with typos, nicknames and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foia.errors import UnknownAgency
from foia.library.agencies import read_agencies
from foia.library.places import Library
from foia.model import Agency

_ID = re.compile(r"[a-z]{2}/[a-z0-9-]+")
_ORI = re.compile(r"[A-Z]{2}[A-Z0-9]{5}(?:[A-Z0-9]{2})?")
_WORDS = {
    "pd": "police department",
    "dept": "department",
    "dpt": "department",
    "so": "sheriff office",
    "sheriffs": "sheriff",
    "sherrif": "sheriff",
    "sherif": "sheriff",
    "sherrifs": "sheriff",
    "co": "county",
    "st": "saint",
    "ft": "fort",
    "mt": "mount",
    "univ": "university",
    "metro": "metropolitan",
    "dps": "department public safety",
    "hwy": "highway",
}
_FILLER = frozenset(["the", "of", "and", "s", "police", "department", "office", "county", "city", "town", "village"])
GOOD, CLEAR = 70.0, 8.0
"""A score from which a name counts as found, and the lead over the next that makes it the one meant."""


@dataclass(frozen=True)
class Match:
    """An agency and how well what was typed fits it, 0 to 100."""

    agency: Agency
    score: float


def simplified(name: str) -> str:
    """Lower case, no punctuation, abbreviations written out: what two spellings of one name share."""
    words = re.sub(r"[^a-z0-9 ]", " ", name.lower().replace("'s", "").replace("’s", "")).split()
    return " ".join(_WORDS.get(word, word) for word in words)


def _core(name: str) -> str:
    """The words that tell one agency from another."""
    return " ".join(word for word in name.split() if word not in _FILLER)


def _score(typed: str, agency: Agency) -> float:
    """0 to 100: an alias or the whole name first, then the telling words, then letters; larger agencies win ties."""
    from rapidfuzz import fuzz

    if typed in {simplified(alias) for alias in agency.aliases} or typed == simplified(agency.name):
        return 100.0
    name = simplified(agency.name)
    whole = fuzz.token_sort_ratio(typed, name)
    if not _core(typed):
        return whole
    if _core(typed) == _core(name):
        return 90.0 + whole / 11
    city = 72.0 if agency.city and typed == simplified(agency.city) else 0.0
    return min(89.0, max(0.35 * whole + 0.65 * fuzz.token_sort_ratio(_core(typed), _core(name)), city))


def rank(typed: str, agencies: Iterable[Agency], limit: int = 10) -> list[Match]:
    """The agencies that fit best, best first; the larger before the smaller where they fit alike."""
    wanted = simplified(typed)
    scored = [Match(agency, round(_score(wanted, agency), 1)) for agency in agencies]
    scored.sort(key=lambda match: (-match.score, -(match.agency.officers or 0), match.agency.id))
    return [match for match in scored[:limit] if match.score >= 50]


def all_agencies(library: Library, code: str | None = None) -> list[Agency]:
    """The agencies of one jurisdiction, or of all."""
    codes = (code,) if code else library.jurisdictions()
    return [agency for one in codes for agency in read_agencies(library, one).values()]


def search(library: Library, typed: str, code: str | None = None, limit: int = 10) -> list[Match]:
    """What `foia agencies search` shows: ids and ORIs exactly, names with typos."""
    if exact := _exact(library, typed, code):
        return [Match(exact, 100.0)]
    return rank(typed, all_agencies(library, code), limit)


def _exact(library: Library, typed: str, code: str | None) -> Agency | None:
    if _ID.fullmatch(typed.lower()):
        folder = typed.lower().partition("/")[0]
        return read_agencies(library, folder).get(typed.lower()) if folder in library.jurisdictions() else None
    if _ORI.fullmatch(typed) and any(character.isdigit() for character in typed):
        wanted = typed.ljust(9, "0")
        return next((one for one in all_agencies(library, code) if one.ori == wanted), None)
    return None


def find_agency(library: Library, typed: str, code: str | None = None) -> Agency:
    """The one agency meant; UnknownAgency with the candidates where there is none or more than one."""
    matches = search(library, typed, code)
    if not matches or matches[0].score < GOOD:
        raise _not_found(typed, code, matches)
    best, rest = matches[0], matches[1:]
    if rest and rest[0].score > best.score - CLEAR:
        raise _ambiguous(typed, [best, *(m for m in rest if m.score > best.score - CLEAR)])
    return _successor(library, best.agency)


def _successor(library: Library, agency: Agency) -> Agency:
    """The agency that took over from a merged one, else itself."""
    if agency.successor:
        folder = agency.successor.partition("/")[0]
        return read_agencies(library, folder)[agency.successor]
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

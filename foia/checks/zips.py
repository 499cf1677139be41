"""Which first three digits of a ZIP code lie in which state.

The Postal Service's three-digit prefixes, as they stand in the addresses of the federal list of 2019 (`hifld-2019` in
agencies/SOURCES.md), with the prefixes of government mail and of towns served across a border.
"""

from __future__ import annotations

_PREFIXES = {
    "AL": "350-369",
    "AK": "995-999",
    "AZ": "850-865",
    "AR": "716-729 755",
    "CA": "900-961",
    "CO": "800-816",
    "CT": "060-069",
    "DE": "197-199",
    "DC": "200 202-205",
    "FL": "320-349",
    "GA": "300-319 398-399",
    "GU": "969",
    "HI": "967-968",
    "ID": "832-838",
    "IL": "600-629",
    "IN": "460-479",
    "IA": "500-528 681",
    "KS": "660-679",
    "KY": "400-427",
    "LA": "700-714 717",
    "ME": "039-049",
    "MD": "203 206-219",
    "MA": "010-027 055",
    "MI": "480-499",
    "MN": "550-567",
    "MS": "386-397",
    "MO": "630-658",
    "MT": "590-599",
    "NE": "680-693",
    "NV": "889-898",
    "NH": "030-038",
    "NJ": "070-089",
    "NM": "870-884",
    "NY": "005 063 100-149",
    "NC": "270-289",
    "ND": "580-588",
    "OH": "430-459",
    "OK": "730-732 734-749",
    "OR": "970-979",
    "PA": "150-196",
    "PR": "006-007 009",
    "RI": "028-029",
    "SC": "290-299",
    "SD": "570-577",
    "TN": "370-385",
    "TX": "733 750-799 885",
    "UT": "840-847",
    "VT": "050-054 056-059",
    "VI": "008",
    "VA": "201 205 220-246",
    "WA": "980-994",
    "WV": "247-268",
    "WI": "530-549",
    "WY": "820-831 834",
}


def _in(prefix: str, ranges: str) -> bool:
    ends = (part.partition("-") for part in ranges.split())
    return any(first <= prefix <= (last or first) for first, _, last in ends)


def states(zip_code: str) -> tuple[str, ...]:
    """The states in which a ZIP code's first three digits are used."""
    return tuple(state for state, ranges in _PREFIXES.items() if _in(zip_code[:3], ranges))


def fits(zip_code: str, state: str) -> bool:
    """True if the ZIP code may lie in the state, or the state is not in the table."""
    return state not in _PREFIXES or _in(zip_code[:3], _PREFIXES[state])

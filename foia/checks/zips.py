"""Which states a ZIP code may lie in, by its first three digits (agencies/zips.toml)."""

from __future__ import annotations

from functools import lru_cache

from foia.library.places import data_root
from foia.library.toml import read_toml


@lru_cache(maxsize=1)
def _prefixes() -> dict[str, str]:
    """State to its ranges of prefixes, such as "200 202-205"."""
    found: dict[str, str] = read_toml(data_root() / "agencies" / "zips.toml")["prefixes"]
    return found


def _in(prefix: str, ranges: str) -> bool:
    ends = (part.partition("-") for part in ranges.split())
    return any(first <= prefix <= (last or first) for first, _, last in ends)


def states(zip_code: str) -> tuple[str, ...]:
    """The states in which a ZIP code's first three digits are used."""
    return tuple(state for state, ranges in _prefixes().items() if _in(zip_code[:3], ranges))


def fits(zip_code: str, state: str) -> bool:
    """True if the ZIP code may lie in the state, or the state is not in the table."""
    return state not in _prefixes() or _in(zip_code[:3], _prefixes()[state])


def is_state(code: str) -> bool:
    """True for a folder whose name is that of a state, as the table has it."""
    return code.upper() in _prefixes()

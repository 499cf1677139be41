"""What the builder must know and no list says: rules.toml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foia.library.toml import read_toml


@dataclass(frozen=True)
class Rule:
    """What somebody has read of a body, or of a state's private campuses: the regime, why, and where that stands."""

    regime: str
    reason: str
    source: str = ""
    names: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """What no list says (rules.toml)."""

    states: dict[str, str]
    fbi_codes: dict[str, str]
    bodies: tuple[Rule, ...]
    private_campuses: dict[str, Rule]


def read_rules() -> Rules:
    """rules.toml beside this file."""
    found = read_toml(Path(__file__).with_name("rules.toml"))
    return Rules(
        found["states"],
        found["fbi_codes"],
        tuple(_rule(one) for one in found["bodies"]),
        {one["state"]: _rule(one) for one in found["private_campuses"]},
    )


def _rule(table: dict[str, Any]) -> Rule:
    names, states = tuple(table.get("names", ())), tuple(table.get("states", ()))
    return Rule(table["regime"], table["reason"], table.get("source", ""), names, states)

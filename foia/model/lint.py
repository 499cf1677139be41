"""What `foia lint` looks for in a request, and the words in which it says so."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from foia.model.base import Record


class LintRule(Record, frozen=True, kw_only=True):
    """One way in which requests get refused; the lists hold regular expressions in which a space is any white space."""

    id: str
    level: Literal["error", "warning"]
    finds: tuple[str, ...] = ()
    """What gives the fault away."""
    unless: tuple[str, ...] = ()
    """What shows that it is none."""
    only_with: tuple[str, ...] = ()
    """What must stand before the first item too, where the jurisdiction was not given."""
    not_for: tuple[str, ...] = ()
    """Jurisdictions in which it is no fault."""
    reason: str
    better: str


class FormerCitation(Record, frozen=True, kw_only=True):
    """Numbers under which a jurisdiction's act no longer stands, and its citation today."""

    jurisdiction: str
    finds: tuple[str, ...]
    bare: tuple[str, ...] = ()
    """Numbers without the code's name; they tell only where the jurisdiction is known."""
    now: str
    source: str
    verified: dt.date
    note: str = ""


class LintWords(Record, frozen=True, kw_only=True):
    """Everything `foia lint` knows."""

    act: str
    """What stands for the act where the jurisdiction was not given."""
    names: dict[str, str] = msgspec.field(default_factory=dict)
    """Parts of expressions that several rules use, written `<name>` there."""
    rules: tuple[LintRule, ...]
    former: tuple[FormerCitation, ...] = ()

"""What an agency owes by when, and how a law counts days."""

from __future__ import annotations

from typing import Literal

from foia.model.base import Channel, Role, Unit
from foia.model.fact import Fact


class Extension(Fact, frozen=True, kw_only=True):
    """More time the law lets the agency take, counted from `counts_from`."""

    days: int | None = None
    unit: Unit
    counts_from: Literal["due", "receipt", "acknowledgment"]


class Duty(Fact, frozen=True, kw_only=True):
    """What the agency owes by when; `days` is absent where the law has no number."""

    id: str
    duty: Literal["acknowledge", "respond", "decide", "produce", "schedule", "notify"]
    days: int | None = None
    unit: Unit
    counts_from: Literal["receipt", "acknowledgment", "decision", "due"]
    grounds: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    kinds: tuple[str, ...] = ()
    """Kinds of agency that owe the duty; empty for all."""
    when: str = ""
    """What the branch turns on, where it is neither ground nor role: "for records more than 24 months old"."""
    channels: tuple[Channel, ...] = ()
    """The ways of sending for which this branch holds; empty for all."""
    older_than_months: int = 0
    """The branch for records older than so many months, where the law gives more time for them."""
    lead: bool = False
    silence: str = ""
    extension: Extension | None = None


class Counting(Fact, frozen=True, kw_only=True):
    """How the days are counted: `end` says what happens when a calendar period ends on a day off."""

    first_day: Literal["excluded", "included"]
    end: Literal["next business day", "stands"]
    day_names: str
    next_day_channels: tuple[Channel, ...] = ()
    """Ways of sending for which a request counts as received on the next business day."""
    own_days_off: bool = True
    """True if an office's own days off may lengthen the time; false where the law names every day that does."""
    local_closures: str = ""

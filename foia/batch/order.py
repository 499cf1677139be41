"""What a newsroom orders: who asks, for what, in which formats, and how the letters are laid out and spread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from foia.drafting import Wishes
from foia.outbox import Finish

By = Literal["channel", "state"]
Shared = Literal["", "first", "all"]


@dataclass(frozen=True)
class Pace:
    """How many letters go out on one day at most."""

    per_day: int


@dataclass(frozen=True)
class Order:
    """One batch as ordered; what is empty leaves the choice to the law, the agency and the row."""

    wishes: Wishes
    fields: Mapping[str, Any]
    """The requester's details by field; a row's or a state's own details are laid over them."""
    formats: tuple[str, ...]
    signers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By jurisdiction, the details of the partner who signs there."""
    by: By = "channel"
    shared: Shared = ""
    """What becomes of rows with one destination: the first is written, all are, or the batch stops for a choice."""
    finish: Finish = field(default_factory=Finish)
    pace: Pace | None = None
    extras: tuple[str, ...] = ()
    """Files beside the usual ones: print-docx, envelopes, mbox."""

    @property
    def dated(self) -> dt.date:
        """The date of the letters, or of the first of them."""
        return self.wishes.dated

"""`foia deadline --manifest`: when every reply of a batch is due, from the days people have filled in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from foia.batch.clocks import Clock, clocks
from foia.batch.manifest import read_manifest
from foia.cli.say import LOCAL_CLOSURES, note, say, say_json, table
from foia.library.places import open_library


def run(manifest: Path, data: Path | None, *, as_json: bool) -> None:
    """Print a line for every letter, those due first at the top; nothing is written."""
    found = list(clocks(open_library(data), read_manifest(manifest)))
    today = dt.date.today()
    found.sort(key=lambda one: (one.due is None, one.due or today, int(one.line["row"])))
    if as_json:
        say_json([_as_json(one, today) for one in found])
        return
    if found:
        say(table([("row", "agency", "counted from", "due", ""), *(_shown(one, today) for one in found)]))
    late = sum(one.overdue(today) for one in found)
    say(f"{len(found)} letters, {sum(one.due is not None for one in found)} with a date, {late} overdue.")
    note(LOCAL_CLOSURES)


def _shown(one: Clock, today: dt.date) -> tuple[str, ...]:
    mark = "overdue" if one.overdue(today) else "" if one.due else one.how
    return one.line["row"], one.line["agency"], str(one.begin or ""), str(one.due or ""), mark


def _as_json(one: Clock, today: dt.date) -> dict[str, object]:
    return {
        "row": int(one.line["row"]),
        "agency": one.line["agency"],
        "reference": one.line.get("reference", ""),
        "counted_from": one.begin,
        "due": one.due,
        "overdue": one.overdue(today),
        "how": one.how,
    }

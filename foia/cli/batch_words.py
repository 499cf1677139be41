"""How a batch's plan and its outcome are told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from foia.batch.plan import Plan, Planned, State
from foia.batch.rows import Table
from foia.batch.run import Report
from foia.model import BOUND

_LISTED = 10
"""Rows of one sort shown one by one; --json has all."""
_GROUPS = 20
"""Reasons shown; --json has all."""
_OWN = re.compile(r"'[^']*'|\"[^\"]*\"")


def said_plan(plan: Plan, table: Table) -> str:
    """The plan on one screen: sums, laws, signers, channels, and every kind of trouble."""
    return "\n".join(_plan_lines(plan, table))


def _plan_lines(plan: Plan, table: Table) -> Iterator[str]:
    letters = plan.letters
    yield f"Rows read from {table.how}."
    yield from table.notes
    yield f"{sums(plan)}."
    summaries = [one.summary for one in letters if one.summary]
    yield from _counted("Under the law of", (one.code.upper() for one in letters))
    yield from _counted("Signed by", (one.signer or "nobody by name" for one in summaries))
    yield from _counted("By", (one.channel for one in summaries))
    yield from _counted("Size", (f"{one.size}, {len(one.items)} items" for one in summaries))
    yield from _dates(plan)
    if gaps := sum(not one.to for one in summaries):
        yield f"No address on file, written all the same: {_letters(gaps)}; where to send them is left to you."
    yield from _named("To be signed by hand (sign-by-hand.csv), because a statement in them is sworn", letters, _sworn)
    yield from _limits(plan)
    yield from _named("The PDF cannot be set, the other formats are written", letters, lambda one: one.no_pdf)
    yield from _named("Please look at", letters, _to_look_at)
    yield from _troubles("Skipped", [one for one in plan.rows if one.state == "skipped"])
    yield from _troubles("Failed", [one for one in plan.rows if one.state == "failed"])
    yield from _shared(plan)
    cost = _most_cost(plan)
    yield "The letters agree to no charge." if cost is None else f"At most ${cost:,} without asking you again."


def sums(plan: Plan) -> str:
    """The sum that has to come out."""
    letters, skipped, failed = (plan.count(state) for state in get_args(State))
    return f"{_rows(len(plan.rows))} in = {_letters(letters)} + {skipped} skipped + {failed} failed"


def _rows(number: int) -> str:
    return f"{number} {'row' if number == 1 else 'rows'}"


def _counted(what: str, values: Iterable[str]) -> Iterator[str]:
    counts = Counter(values).most_common()
    if counts:
        yield f"{what}: {', '.join(f'{name} ({number})' for name, number in counts)}."


def _dates(plan: Plan) -> Iterator[str]:
    days = sorted({one.summary.dated for one in plan.letters if one.summary})
    if len(days) > 1:
        yield f"Sent on {len(days)} days, {days[0]} to {days[-1]}."
    elif days:
        yield f"Dated {days[0]}."


def _sworn(one: Planned) -> str:
    return f"the statement of {one.summary.sworn}" if one.summary and one.summary.sworn else ""


def _to_look_at(one: Planned) -> str:
    """What is remarkable in the row; that its agency is in another row too stands among the shared destinations."""
    return "; ".join(text for text in one.row.remarks if not text.startswith("the same agency as"))


def _limits(plan: Plan) -> Iterator[str]:
    passed = [one for one in plan.letters if one.summary and one.summary.passed]
    for text, number in Counter(one.summary.passed for one in passed if one.summary).items():
        yield f"A limit of the law is passed in {_letters(number)}: {text}"


def _named(what: str, letters: Iterable[Planned], why: Callable[[Planned], str]) -> Iterator[str]:
    """The letters of which there is something to say, the first of them by row."""
    told = [(one, text) for one in letters if (text := why(one))]
    if told:
        yield f"{what}: {len(told)}."
        yield from (f"  row {one.row.number} {_short(one.row.said)}: {text}" for one, text in told[:_LISTED])
    if len(told) > _LISTED:
        yield f"  and {len(told) - _LISTED} more; --plan --json has every row."


def _troubles(what: str, rows: list[Planned]) -> Iterator[str]:
    """A few rows one by one, many under what they have in common, the commonest first."""
    if len(rows) <= _LISTED:
        yield from _named(what, rows, lambda one: one.reason)
        return
    yield f"{what}: {len(rows)}."
    groups: dict[str, list[Planned]] = {}
    for one in rows:
        groups.setdefault(_in_common(one), []).append(one)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    for reason, ones in ordered[:_GROUPS]:
        shown = "; ".join(f"row {one.row.number} {_short(one.row.said)}" for one in ones[:3])
        yield f"  {len(ones)} x {reason}"
        yield f"      {shown}{' ...' if len(ones) > 3 else ''}"
    if len(ordered) > _GROUPS:
        yield f"  and {len(ordered) - _GROUPS} more reasons; --plan --json has every row."


def _in_common(one: Planned) -> str:
    """The reason without what belongs to this row alone: its agency, its numbers, what it holds."""
    agency = one.row.agency
    if agency is None:
        return _OWN.sub("...", one.row.problem)
    if one.state == "skipped" and agency.regime not in BOUND:
        other = "" if agency.regime == "none" else f": {agency.regime}"
        return f"its state's act is not known to bind it{other}"
    reason = one.reason.replace(agency.name, "...").replace(agency.id, "...")
    return re.sub(r"\brow \d+(?:, [\d-]+)?", "row ...", _OWN.sub("...", reason))


def _shared(plan: Plan) -> Iterator[str]:
    if plan.shared:
        groups = "1 group" if len(plan.shared) == 1 else f"{len(plan.shared)} groups"
        yield f"The same destination: {groups} of rows (--shared first or --shared all)."
        yield from shared_places(plan)


def shared_places(plan: Plan) -> Iterator[str]:
    """The destinations that more than one letter would go to, the first of them."""
    for place, rows in plan.shared[:_GROUPS]:
        more = f" and {len(rows) - _LISTED} more" if len(rows) > _LISTED else ""
        yield f"  {_short(place)}: rows {', '.join(map(str, rows[:_LISTED]))}{more}"
    if len(plan.shared) > _GROUPS:
        yield f"  and {len(plan.shared) - _GROUPS} more"


def _letters(number: int) -> str:
    return f"{number} {'letter' if number == 1 else 'letters'}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


_COUNTS: dict[str, Callable[[Planned], str]] = {
    "law": lambda one: one.code.upper(),
    "signer": lambda one: one.summary.signer if one.summary else "",
    "channel": lambda one: one.summary.channel if one.summary else "",
    "size": lambda one: one.summary.size if one.summary else "",
}


def _most_cost(plan: Plan) -> int | None:
    """The most that the letters allow to be charged without asking again, in dollars; None if none names a cap."""
    caps = [one.job.wishes.fee_cap for one in plan.letters if one.job and one.job.wishes.fee_cap is not None]
    return sum(caps) if caps else None


def plan_json(plan: Plan, table: Table) -> dict[str, Any]:
    """Totals and every row, as one object."""
    return {
        "read_as": table.how,
        "totals": {"rows": len(plan.rows), **{one: plan.count(one) for one in get_args(State)}},
        "most_cost": _most_cost(plan),
        "letters_by": {
            name: dict(Counter(getter(one) for one in plan.letters if one.summary).most_common())
            for name, getter in _COUNTS.items()
        },
        "shared": [{"destination": place, "rows": list(rows)} for place, rows in plan.shared],
        "rows": [_row_json(one) for one in plan.rows],
    }


def _row_json(one: Planned) -> dict[str, Any]:
    row, summary = one.row, one.summary
    told: dict[str, Any] = {
        "row": row.number,
        "state": one.state,
        "reason": one.reason,
        "agency": row.agency.id if row.agency else None,
        "name": row.agency.name if row.agency else row.said,
        "candidates": list(row.candidates),
        "remarks": list(row.remarks),
    }
    if summary:
        told |= {
            "law": summary.law,
            "size": summary.size,
            "items": list(summary.items),
            "reference": summary.reference,
            "dated": summary.dated,
            "signer": summary.signer,
            "channel": summary.channel,
            "to": summary.to,
            "to_source": summary.source,
            "to_date": summary.source_date,
            "due_if_received_that_day": summary.due,
            "sign_by_hand": summary.sworn,
            "limit_passed": summary.passed,
            "no_pdf": one.no_pdf,
            "file": one.stem,
        }
    return told


def said_report(report: Report, out: Path) -> str:
    """What was done, and that it adds up."""
    kept = f" ({report.kept} were there already)" if report.kept else ""
    parts = f"{_letters(report.written)}{kept} + {report.skipped} skipped + {report.failed} failed"
    return f"{_rows(report.rows)} in = {parts}.\n{out / 'manifest.csv'} has a line for every row."

"""How a batch's plan and its outcome are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from foia.batch.plan import Plan, Planned, State, most_cost
from foia.batch.rows import Table
from foia.batch.run import Report

_LISTED = 10
"""Lines of one sort shown in full; --json has all."""


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
        yield f"No address on file: {gaps} letters. They are written; where to send them is left to you."
    yield from _to_sign(plan)
    yield from _limits(plan)
    yield from _groups("Skipped", [one for one in plan.rows if one.state == "skipped"])
    yield from _groups("Failed", [one for one in plan.rows if one.state == "failed"])
    if plan.shared:
        yield f"The same destination: {len(plan.shared)} groups of rows."
    cost = most_cost(plan)
    yield "The letters agree to no charge." if cost is None else f"At most ${cost:,} without asking you again."


def sums(plan: Plan) -> str:
    """The sum that has to come out."""
    letters, skipped, failed = (plan.count(state) for state in get_args(State))
    return f"{_rows(len(plan.rows))} in = {letters} letters + {skipped} skipped + {failed} failed"


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


def _to_sign(plan: Plan) -> Iterator[str]:
    sworn = [one for one in plan.letters if one.summary and one.summary.sworn]
    if sworn:
        yield f"To be signed by hand, because the statement in them is sworn: {len(sworn)} (sign-by-hand.csv)."
        yield from _listed(sworn)


def _limits(plan: Plan) -> Iterator[str]:
    passed = [one for one in plan.letters if one.summary and one.summary.passed]
    for text, number in Counter(one.summary.passed for one in passed if one.summary).items():
        yield f"A limit of the law is passed in {number} letters: {text}"


def _groups(what: str, rows: list[Planned]) -> Iterator[str]:
    """Rows of one sort under their reasons, the commonest first."""
    if not rows:
        return
    yield f"{what}: {len(rows)}."
    reasons = Counter(one.reason for one in rows)
    for reason, number in reasons.most_common(_LISTED):
        named = [one for one in rows if one.reason == reason]
        shown = "; ".join(f"row {one.row.number} {one.row.said}" for one in named[:3])
        yield f"  {number} x {reason}"
        yield f"      {shown}{' ...' if number > 3 else ''}"
    if len(reasons) > _LISTED:
        yield f"  and {len(reasons) - _LISTED} more reasons; --plan --json has every row."


def _listed(rows: list[Planned]) -> Iterator[str]:
    for one in rows[:_LISTED]:
        yield f"  row {one.row.number} {one.row.said}"
    if len(rows) > _LISTED:
        yield f"  and {len(rows) - _LISTED} more"


def plan_json(plan: Plan, table: Table) -> dict[str, Any]:
    """Totals and every row, as one object."""
    return {
        "read_as": table.how,
        "totals": {"rows": len(plan.rows), **{one: plan.count(one) for one in get_args(State)}},
        "most_cost": most_cost(plan),
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
            "file": one.stem,
        }
    return told


def said_report(report: Report, out: Path) -> str:
    """What was done, and that it adds up."""
    kept = f" ({report.kept} were there already)" if report.kept else ""
    parts = f"{report.written} letters{kept} + {report.skipped} skipped + {report.failed} failed"
    return f"{_rows(report.rows)} in = {parts}.\n{out / 'manifest.csv'} has a line for every row."

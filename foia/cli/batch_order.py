"""What stands on the command line of `foia batch`, as an order, a table of rows and the reasons to pass some over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from foia.batch.extras import EXTRAS
from foia.batch.manifest import asked_before, read_manifest
from foia.batch.order import Order
from foia.batch.pace import pace_of, sample_of, sampled
from foia.batch.plan import Skips
from foia.batch.rows import Table, rows_of_file, rows_of_names, rows_of_selection
from foia.batch.signers import read_signers
from foia.cli.letter import Options, requester_options, wishes_of
from foia.cli.listing import Filters, selection
from foia.cli.profile import read_fields
from foia.cli.typed import many, one_of
from foia.errors import InputError
from foia.intake import clean_email
from foia.library.laws import jurisdiction_id
from foia.library.places import Library
from foia.model import BOUND
from foia.outbox import DEFAULT_FORMATS, Finish, check_formats
from foia.selection import select


@dataclass(frozen=True)
class BatchOptions(Options):
    """What stood on the command line beside the options of a letter."""

    file: Path | None = None
    ids: list[str] | None = None
    states: list[str] | None = None
    kind: list[str] | None = None
    county: str | None = None
    min_officers: int | None = None
    max_officers: int | None = None
    known_use: str | None = None
    signers: Path | None = None
    by: str = "channel"
    shared: str | None = None
    sample: str | None = None
    schedule: str | None = None
    extra: list[str] | None = None
    duplex: bool = False
    skip_manifest: list[Path] | None = None
    only_failed: bool = False
    reissue: int | None = None
    jobs: int | None = None
    plan: bool = False
    yes: bool = False


def order_of(library: Library, typed: BatchOptions) -> Order:
    """The order; InputError for the first word that cannot be understood."""
    if typed.force and typed.only_failed:
        to_do = "--force writes everything again, --only-failed what is not there yet: leave one of them out."
        raise InputError("these two options contradict each other", where="--force", to_do=to_do)
    attach = tuple(one_of("--attach", one, ("pdf", "docx")) for one in many(typed.attach))
    finish = Finish(
        letterhead=typed.letterhead,
        font_paths=tuple(typed.font_path or ()),
        attach=attach,
        duplex=typed.duplex,
        reply_to=clean_email("the Reply-To address", typed.reply_to or ""),
    )
    return Order(
        wishes=wishes_of(typed),
        fields=read_fields(requester_options(typed), typed.requester),
        formats=check_formats(many(typed.format_) or list(DEFAULT_FORMATS)),
        signers=read_signers(library, typed.signers) if typed.signers else {},
        by=one_of("--by", typed.by, ("channel", "state")),
        shared=one_of("--shared", typed.shared, ("first", "all")) or "",
        finish=finish,
        pace=pace_of(typed.schedule) if typed.schedule else None,
        extras=tuple(one_of("--extra", one, EXTRAS) for one in many(typed.extra)),
    )


def table_of(library: Library, typed: BatchOptions, today: dt.date) -> Table:
    """The rows, from the one source that was named."""
    if typed.file and typed.ids:
        raise InputError("the rows come from a file or from --ids", where="--ids", to_do="Leave one of them out.")
    if not (typed.file or typed.ids):
        return _selected(library, typed)
    states = many(typed.states)
    if filters_of(replace(typed, states=None)) != Filters() or len(states) > 1:
        to_do = "Leave the filters out (one --state, for rows that name none, may stay)."
        raise InputError("filters go with no table and no ids", where=str(typed.file or "--ids"), to_do=to_do)
    state = jurisdiction_id(library, states[0]) if states else ""
    return (
        rows_of_file(library, typed.file, state, today)
        if typed.file
        else rows_of_names(library, many(typed.ids), state)
    )


def _selected(library: Library, typed: BatchOptions) -> Table:
    filters = filters_of(typed)
    if filters == Filters():
        raise InputError(
            "no agencies are named",
            to_do="Name a table (foia batch departments.xlsx), --ids, or filters such as --state WA --min-officers 50;"
            " --state all is the whole country.",
        )
    if many(filters.state) == ["all"]:
        filters = replace(filters, state=None)
    return rows_of_selection(select(library, selection(library, filters)).found)


def filters_of(typed: BatchOptions) -> Filters:
    """The filters as typed."""
    return Filters(
        state=typed.states,
        kind=typed.kind,
        county=typed.county,
        min_officers=typed.min_officers,
        max_officers=typed.max_officers,
        known_use=typed.known_use,
    )


def skips_of(typed: BatchOptions, table: Table) -> Skips:
    """Whom not to write to: those asked before, and those outside the sample, which leaves out whom no act binds."""
    reasons: dict[str, str] = {}
    for path in typed.skip_manifest or ():
        reasons |= asked_before(read_manifest(path), path)
    if not typed.sample:
        return Skips(reasons)
    agencies = (one.agency for one in table.rows if one.agency and one.agency.id not in reasons)
    free = (one.id for one in agencies if one.regime in BOUND)
    return Skips(reasons, frozenset(sampled(free, sample_of(typed.sample))))

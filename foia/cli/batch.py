"""`foia batch`: hundreds of letters from filters or a table; first a plan, then, after a yes, the folder."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from foia.batch.folder import CARD, Folder, Inputs, card_of, files_fingerprint, fingerprint, held
from foia.batch.manifest import asked_before, read_manifest
from foia.batch.order import Order
from foia.batch.pace import pace_of, sample_of, sampled
from foia.batch.plan import Plan, Skips, make_plan
from foia.batch.press import Setup, cores
from foia.batch.rows import Table, rows_of_file, rows_of_names, rows_of_selection
from foia.batch.run import Report, Run
from foia.batch.words import check_own_words
from foia.cli.batch_words import plan_json, said_plan, said_report
from foia.cli.letter import Options, requester_options, wishes_of
from foia.cli.listing import Filters, selection
from foia.cli.profile import read_fields
from foia.cli.say import note, say, say_json
from foia.cli.typed import many, one_of
from foia.errors import InputError
from foia.importing import read_sheet
from foia.intake import clean_email
from foia.library.laws import jurisdiction_id
from foia.library.places import Library, open_library
from foia.outbox import DEFAULT_FORMATS, Finish, check_formats
from foia.requesters import cleaned
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
    skip_manifest: list[Path] | None = None
    only_failed: bool = False
    reissue: int | None = None
    jobs: int | None = None
    plan: bool = False
    yes: bool = False


def run(typed: BatchOptions) -> None:
    """Plan, ask, write; exit 1 if a row failed."""
    library = open_library(typed.data, typed.template)
    typed = replace(typed, date=typed.date or _day_before(typed))
    order = _order(library, typed)
    table = _table(library, typed, order.dated)
    skips = _skips(typed, table)
    with _progress("Planning", len(table.rows)) as tick:
        plan = make_plan(library, order, table.rows, skips, lambda: tick(1))
    if typed.plan:
        _show(plan, table, typed)
        return
    if typed.reissue is not None:
        _reissue(library, typed, order, plan)
        return
    _show(plan, table, typed)
    if library.own_words():
        check_own_words(Setup(library, order.formats, order.finish), table, plan, order.dated)
    _stop_for_choice(plan, order)
    if not plan.letters:
        raise InputError("no row becomes a letter; nothing was written")
    if _agreed(typed, len(plan.letters)):
        _write(library, typed, order, plan)


# ---- What was ordered


def _order(library: Library, typed: BatchOptions) -> Order:
    attach = tuple(one_of("--attach", one, ("pdf", "docx")) for one in many(typed.attach))
    finish = Finish(
        letterhead=typed.letterhead,
        font_paths=tuple(typed.font_path or ()),
        attach=attach,
        reply_to=clean_email("the Reply-To address", typed.reply_to or ""),
    )
    return Order(
        wishes=wishes_of(typed),
        fields=read_fields(requester_options(typed), typed.requester),
        formats=check_formats(many(typed.format_) or list(DEFAULT_FORMATS)),
        signers=_signers(library, typed.signers) if typed.signers else {},
        by=one_of("--by", typed.by, ("channel", "state")),
        shared=one_of("--shared", typed.shared, ("first", "all")) or "",
        finish=finish,
        pace=pace_of(typed.schedule) if typed.schedule else None,
    )


def _signers(library: Library, path: Path) -> dict[str, dict[str, Any]]:
    """Who signs in which state: a table with a column `state` and the requester's fields."""
    rows = read_sheet(path).rows
    header = [cell.lower() for cell in rows[0][1]]
    if "state" not in header:
        to_do = "Its first row is such as: state,name,email,organization,ground"
        raise InputError("the table of signers has no column 'state'", where=str(path), to_do=to_do)
    found: dict[str, dict[str, Any]] = {}
    for number, cells in rows[1:]:
        row, where = dict(zip(header, cells, strict=False)), f"{path}:{number}"
        code = jurisdiction_id(library, row.pop("state"))
        if code in found:
            raise InputError(f"a second signer for {code.upper()}", where=where, to_do="Keep one line for each state.")
        found[code] = {name: cleaned(name, value, where) for name, value in row.items() if value}
    return found


def _table(library: Library, typed: BatchOptions, today: dt.date) -> Table:
    """The rows, from the one source that was named."""
    if typed.file and typed.ids:
        raise InputError("the rows come from a file or from --ids", where="--ids", to_do="Leave one of them out.")
    if typed.file:
        states = many(typed.states)
        if _filters(replace(typed, states=None)) != Filters() or len(states) > 1:
            to_do = "Leave the filters out (one --state, for rows that name none, may stay)."
            raise InputError("filters go with no table", where=str(typed.file), to_do=to_do)
        return rows_of_file(library, typed.file, jurisdiction_id(library, states[0]) if states else "", today)
    if typed.ids:
        return rows_of_names(library, many(typed.ids))
    filters = _filters(typed)
    if filters == Filters():
        raise InputError(
            "no agencies are named",
            to_do="Name a table (foia batch departments.xlsx), --ids, or filters such as --state WA --min-officers 50;"
            " --state all is the whole country.",
        )
    if many(filters.state) == ["all"]:
        filters = replace(filters, state=None)
    return rows_of_selection(select(library, selection(library, filters)).found)


def _filters(typed: BatchOptions) -> Filters:
    return Filters(
        state=typed.states,
        kind=typed.kind,
        county=typed.county,
        min_officers=typed.min_officers,
        max_officers=typed.max_officers,
        known_use=typed.known_use,
    )


def _skips(typed: BatchOptions, table: Table) -> Skips:
    reasons: dict[str, str] = {}
    for path in typed.skip_manifest or ():
        reasons |= asked_before(read_manifest(path), path)
    if not typed.sample:
        return Skips(reasons)
    free = (one.agency.id for one in table.rows if one.agency and one.agency.id not in reasons)
    return Skips(reasons, frozenset(sampled(free, sample_of(typed.sample))))


# ---- Before the writing


def _show(plan: Plan, table: Table, typed: BatchOptions) -> None:
    if typed.as_json and typed.plan:
        say_json(plan_json(plan, table))
        return
    tell = note if typed.as_json else say
    tell(said_plan(plan, table))


def _stop_for_choice(plan: Plan, order: Order) -> None:
    if not plan.shared or order.shared:
        return
    listed = "\n".join(f"  {place}: rows {', '.join(map(str, rows))}" for place, rows in plan.shared[:20])
    more = f"\n  and {len(plan.shared) - 20} more" if len(plan.shared) > 20 else ""
    raise InputError(
        f"more than one letter would go to the same place; nothing was written\n{listed}{more}",
        to_do="Add --shared first to write only the first of them, or --shared all to write all.",
    )


def _agreed(typed: BatchOptions, letters: int) -> bool:
    if typed.yes:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError("nothing was written", to_do="Read the plan, then add --yes to write the letters.")
    import typer

    return typer.confirm(f"Write {letters} letters to {typed.out}?", default=True, err=True)


# ---- The writing


def _write(library: Library, typed: BatchOptions, order: Order, plan: Plan) -> None:
    with held(typed.out) as folder:
        inputs = _inputs(library, typed, order)
        fresh = _check_folder(folder, inputs, typed)
        setup = Setup(library, order.formats, order.finish)
        run_ = Run(folder, plan, setup, max(1, typed.jobs or cores()))
        with _progress("Writing", len(plan.letters)) as tick:
            report = run_.carry_out(inputs, tick, fresh=fresh)
    _tell(report, typed)


def _reissue(library: Library, typed: BatchOptions, order: Order, plan: Plan) -> None:
    with held(typed.out) as folder:
        if folder.inputs() is None:
            raise InputError("there is no batch in this folder", where=str(typed.out), to_do="Name it with --out.")
        setup = Setup(library, order.formats, order.finish)
        run_ = Run(folder, plan, setup, 1)
        path = run_.reissue(typed.reissue or 0, str(order.dated))
    say(str(path))
    note("The old line is kept in the manifest. Print runs and labels are not made again.")
    _tell(run_.report, typed)


def _tell(report: Report, typed: BatchOptions) -> None:
    if typed.as_json:
        say_json({"out": str(typed.out), "rows": report.rows, "written": report.written, "skipped": report.skipped,
                  "failed": report.failed, "kept": report.kept, "notes": report.notes})  # fmt: skip
    else:
        say(said_report(report, typed.out))
        for one in report.notes:
            note(f"Note: {one}")
    if report.failed or report.trouble:
        raise SystemExit(1)


def _check_folder(folder: Folder, inputs: Inputs, typed: BatchOptions) -> bool:
    """True if nothing of an earlier run is taken over; InputError where the folder is somebody else's."""
    before = folder.inputs()
    if typed.force:
        return True
    if before is None:
        if there := folder.strangers():
            raise InputError(
                f"the folder holds other files, such as {there[0]}; nothing was written",
                where=str(typed.out),
                to_do="Name an empty folder or a new one with --out.",
            )
        return False
    differing = before.differing(inputs)
    if differing and not typed.only_failed:
        raise InputError(
            f"this folder was made from something else; what differs: {', '.join(differing)}",
            where=str(typed.out),
            to_do="Nothing was written. Name another folder with --out, add --only-failed to write only what is not"
            " there yet, or --force to write the whole batch again.",
        )
    return False


def _day_before(typed: BatchOptions) -> str | None:
    """The date of the batch in the folder, so that a run stopped before midnight goes on after it."""
    if typed.reissue is not None or typed.force:
        return None
    try:
        told = card_of((typed.out / CARD).read_bytes())
    except OSError:
        return None
    return str(told["dated"]) if told else None


def _inputs(library: Library, typed: BatchOptions, order: Order) -> Inputs:
    """The fingerprint of everything that the letters are made from."""
    from importlib.metadata import version

    parts = {
        "the program": version("foia"),
        "the laws, agencies and templates on file": _trees(library),
        "the options": fingerprint(repr((order.wishes, order.by, order.shared, order.formats, order.pace)).encode()),
        "the requester": fingerprint(repr((dict(order.fields), order.finish.reply_to)).encode()),
        "the way of choosing": fingerprint(repr((typed.ids, _filters(typed), typed.sample)).encode()),
    }
    named = {"the table": typed.file, "the letterhead": typed.letterhead, "the signers": typed.signers}
    older = {f"the manifest {path}": path for path in typed.skip_manifest or ()}
    for name, path in (named | older).items():
        if path:
            parts[name] = fingerprint(path.read_bytes())
    if order.finish.attach:
        parts["the attachments"] = ",".join(order.finish.attach)
    for folder in order.finish.font_paths:
        parts[f"the fonts in {folder}"] = _tree(Path(folder)).decode()
    return Inputs(parts, str(order.dated))


def _trees(library: Library) -> str:
    return fingerprint(*(_tree(layer) for layer in (*library.layers(), *((library.words,) if library.words else ()))))


def _tree(folder: Path) -> bytes:
    endings = (".toml", ".csv", ".txt", ".typ", ".docx", ".ttf", ".otf")
    names = [path for path in folder.glob("**/*") if path.suffix in endings] if folder.is_dir() else []
    own = [path for path in names if path.relative_to(folder).parts[0] in ("agencies", "templates", "fixes.csv")]
    return files_fingerprint(own or names, folder).encode()


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar with rate and time left in a terminal, now and then a line elsewhere; on stderr."""
    if not sys.stderr.isatty():
        from foia.cli.pulse import Pulse

        yield Pulse(what, total).tick
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")

        def tick(number: int) -> None:
            speed = bar.tasks[task].speed
            bar.update(task, advance=number, rate=f"{speed:,.0f}/s" if speed else "")

        yield tick

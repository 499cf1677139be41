"""`foia batch`: hundreds of letters from filters or a table; first a plan, then, after a yes, the folder."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from foia.batch.folder import CARD, Folder, Inputs, card_of, files_fingerprint, fingerprint, held
from foia.batch.glyphs import with_pdf_trouble
from foia.batch.journal import NAME as JOURNAL
from foia.batch.order import Order
from foia.batch.plan import Plan, make_plan
from foia.batch.press import Setup, cores
from foia.batch.rows import Table
from foia.batch.run import Report, Run
from foia.batch.words import check_own_words
from foia.cli.batch_order import BatchOptions, filters_of, order_of, skips_of, table_of
from foia.cli.batch_words import plan_json, said_plan, said_report, shared_places
from foia.cli.pulse import progress
from foia.cli.say import note, say, say_json
from foia.cli.stopping import stoppable
from foia.errors import InputError
from foia.library.places import Library, open_library
from foia.outbox import check_finish


def run(typed: BatchOptions) -> None:
    """Plan, ask, write; exit 1 if a row failed."""
    with stoppable():
        _run(typed)


def _run(typed: BatchOptions) -> None:
    library = open_library(typed.data, typed.template)
    typed = replace(typed, date=typed.date or _day_before(typed))
    order = order_of(library, typed)
    check_finish(library, order.formats, order.finish)
    table = table_of(library, typed, order.dated)
    skips = skips_of(typed, table)
    with progress("Planning", len(table.rows)) as tick:
        plan = make_plan(library, order, table.rows, skips, lambda: tick(1))
    setup = Setup(library, order.formats, order.finish, order.extras)
    if typed.reissue is None:
        plan = with_pdf_trouble(plan, setup)
        _show(plan, table, typed)
    if library.own_words():
        check_own_words(setup, table, plan, order.dated)
    if typed.plan:
        return
    if typed.reissue is not None:
        _reissue(typed, order, plan, setup)
    else:
        _go_on(typed, order, plan, setup)


def _go_on(typed: BatchOptions, order: Order, plan: Plan, setup: Setup) -> None:
    """After the plan: a choice where letters meet, a yes, the writing."""
    _stop_for_choice(plan, order)
    if not plan.letters:
        raise InputError("no row becomes a letter; nothing was written")
    if _agreed(typed, len(plan.letters)):
        _write(typed, order, plan, setup)
    else:
        note("Nothing was written.")


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
    listed = "\n".join(shared_places(plan))
    raise InputError(
        f"more than one letter would go to the same place; nothing was written\n{listed}",
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


def _write(typed: BatchOptions, order: Order, plan: Plan, setup: Setup) -> None:
    with held(typed.out) as folder:
        inputs = _inputs(setup.library, typed, order)
        fresh = _check_folder(folder, inputs, typed)
        run_ = Run(folder, plan, setup, max(1, typed.jobs or cores()))
        with progress("Writing", len(plan.letters)) as tick:
            report = run_.carry_out(inputs, tick, fresh=fresh)
    _tell(report, typed)


def _reissue(typed: BatchOptions, order: Order, plan: Plan, setup: Setup) -> None:
    with held(typed.out) as folder:
        if folder.inputs() is None:
            raise InputError("there is no batch in this folder", where=str(typed.out), to_do="Name it with --out.")
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
    if before is None:
        if there := folder.strangers():
            raise InputError(
                f"the folder holds other files, such as {there[0]}; nothing was written",
                where=str(typed.out),
                to_do="Name an empty folder or a new one with --out.",
            )
        return False
    differing = before.differing(inputs)
    if differing and not (typed.only_failed or typed.force):
        raise InputError(
            f"this folder was made from something else; what differs: {', '.join(differing)}",
            where=str(typed.out),
            to_do="Nothing was written. Name another folder with --out, add --only-failed to write only what is not"
            " there yet, or --force to write the whole batch again.",
        )
    return typed.force


def _day_before(typed: BatchOptions) -> str | None:
    """The date of the batch in the folder, so that a run stopped before midnight goes on after it.

    What is written again, or later than the rest, bears the day on which it is written.
    """
    anew = typed.reissue is not None or typed.force
    if anew or (typed.only_failed and not (typed.out / JOURNAL).exists()):
        return None
    try:
        told = card_of((typed.out / CARD).read_bytes())
    except OSError:
        return None
    return str(told["dated"]) if told else None


def _inputs(library: Library, typed: BatchOptions, order: Order) -> Inputs:
    """The fingerprint of everything that the letters are made from."""
    from importlib.metadata import version

    wishes = (replace(order.wishes, affirmed=frozenset()), sorted(order.wishes.affirmed))
    parts = {
        "the program": version("foia"),
        "the laws, agencies and templates on file": _trees(library),
        "the options": fingerprint(repr((wishes, *_options(order))).encode()),
        "the requester": fingerprint(repr((dict(order.fields), order.finish.reply_to)).encode()),
        "the way of choosing": fingerprint(repr((typed.ids, filters_of(typed), typed.sample)).encode()),
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


def _options(order: Order) -> tuple[object, ...]:
    """What was ordered beside the words of the letters."""
    return order.by, order.shared, order.formats, order.pace, order.extras, order.finish.duplex


def _trees(library: Library) -> str:
    """Those files of every layer; what else may lie in a person's folder is no part of a letter."""
    parts = [layer / name for layer in library.layers() for name in ("agencies", "templates")]
    fixes = [path.read_bytes() for layer in library.layers() if (path := layer / "fixes.csv").is_file()]
    return fingerprint(*(_tree(one) for one in (*parts, *((library.words,) if library.words else ()))), *fixes)


def _tree(folder: Path) -> bytes:
    endings = (".toml", ".csv", ".txt", ".typ", ".docx", ".ttf", ".otf")
    names = [path for path in folder.glob("**/*") if path.suffix in endings] if folder.is_dir() else []
    return files_fingerprint(names, folder).encode()

"""The commands and their options; each imports what it needs when it is run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from foia.cli.agency_commands import agencies
from foia.cli.options import (
    Address,
    Channel,
    Data,
    Email,
    FontPath,
    Formats,
    Ground,
    Item,
    Json,
    Letterhead,
    Many,
    Name,
    Organization,
    Phone,
    Pledge,
    Requester,
    Role,
    Since,
    Size,
    State,
    Statement,
    Subject,
    Template,
    Until,
    Vendor,
    Waiver,
)
from foia.cli.subject_commands import law, records, templates, vendors

app = typer.Typer(
    name="foia",
    help="Write public records requests about police facial recognition, ready to send.",
    epilog='Example: foia letter "Seattle Police Department" --state WA --name "Your Name" --email you@example.org',
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(agencies, name="agencies")
app.add_typer(records, name="records")
app.add_typer(vendors, name="vendors")
app.add_typer(law, name="law")
app.add_typer(templates, name="templates")


@app.command(epilog='Example: foia letter "Seattle PD" --state WA --name "Your Name" --email you@example.org')
def letter(
    agency: Annotated[str | None, typer.Argument(help="Id, ORI or name; without it the questions are asked.")] = None,
    state: State = None,
    size: Size = None,
    since: Since = None,
    until: Until = None,
    item: Item = None,
    vendor: Vendor = None,
    pledge: Pledge = None,
    subject: Subject = "facial-recognition",
    format_: Formats = None,
    channel: Channel = None,
    out: Annotated[Path, typer.Option(help="Folder for the files.")] = Path("letters"),
    date: Annotated[str | None, typer.Option(help="Date of the letter; default today.")] = None,
    ref: Annotated[str | None, typer.Option(help="Your reference; default from agency and date.")] = None,
    letterhead: Letterhead = None,
    template: Template = None,
    attach: Annotated[Many, typer.Option(help="Attach pdf or docx to the e-mail draft.")] = None,
    reply_to: Annotated[str | None, typer.Option(help="Reply-To address of the e-mail draft.")] = None,
    fee_cap: Annotated[
        int | None, typer.Option(help="Whole dollars (pounds for GB) not to be exceeded without your consent.")
    ] = None,
    waiver: Waiver = None,
    max_chars: Annotated[int | None, typer.Option(help="The most characters the portal text may have.")] = None,
    font_path: FontPath = None,
    also_host: Annotated[
        bool,
        typer.Option("--also-host", help="Also write to who runs the shared system the letter names; both or none."),
    ] = False,
    host: Annotated[
        str | None, typer.Option(help="The same for this system: a word of its name, or who runs it.")
    ] = None,
    cite_known_use: Annotated[
        bool, typer.Option("--cite-known-use", help="Print what was published on its use, with source and date.")
    ] = False,
    expedite: Annotated[Many, typer.Option(help="Ask to be served first, where the law allows it: us:urgency.")] = None,
    expedite_reason: Annotated[
        str | None, typer.Option(help="The facts for it, in your words; printed as written.")
    ] = None,
    name: Name = None,
    email: Email = None,
    phone: Phone = None,
    address: Address = None,
    organization: Organization = None,
    role: Role = None,
    ground: Ground = None,
    statement: Statement = None,
    affirm: Annotated[
        Many, typer.Option(help="Make the sworn or certified statement of this ground, in this run only.")
    ] = None,
    requester: Requester = None,
    data: Data = None,
    preview: Annotated[bool, typer.Option("--preview", help="Show the letter; write nothing.")] = False,
    as_json: Json = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that differ.")] = False,
) -> None:
    """Write one letter, ready to send, and say how to send it."""
    from foia.cli import letter as command

    command.run(command.Options(**locals_of(locals())))


@app.command(
    epilog="Example: foia batch departments.xlsx --out batch --format docx,pdf,eml,txt"
    ' --name "Your Name" --email you@example.org'
)
def batch(
    file: Annotated[Path | None, typer.Argument(help="Your table of agencies: CSV or XLSX, any column names.")] = None,
    out: Annotated[Path, typer.Option(help="Folder for the batch.")] = Path("batch"),
    ids: Annotated[Many, typer.Option(help="Agencies by id, separated by commas.")] = None,
    states: Annotated[Many, typer.Option("--state", help="Of these states; all for the whole country.")] = None,
    kind: Annotated[Many, typer.Option(help="municipal, sheriff, state, campus ...")] = None,
    county: Annotated[str | None, typer.Option(help="Agencies of this county.")] = None,
    min_officers: Annotated[int | None, typer.Option(help="Those with at least so many officers.")] = None,
    max_officers: Annotated[int | None, typer.Option(help="Those with at most so many officers.")] = None,
    known_use: Annotated[str | None, typer.Option(help="A vendor or product of published use, or any.")] = None,
    signers: Annotated[Path | None, typer.Option(help="A table of who signs in which state.")] = None,
    template: Template = None,
    format_: Formats = None,
    by: Annotated[str, typer.Option(help="One folder for each channel, or for each state.")] = "channel",
    shared: Annotated[str | None, typer.Option(help="Rows with one destination: write the first, or all.")] = None,
    sample: Annotated[str | None, typer.Option(help="A pilot: 5-per-state.")] = None,
    schedule: Annotated[str | None, typer.Option(help="Send dates: 40-per-day, from --date on.")] = None,
    duplex: Annotated[bool, typer.Option("--duplex", help="Begin each letter of a print run on a new sheet.")] = False,
    extra: Annotated[Many, typer.Option(help="More files: print-docx, envelopes, mbox.")] = None,
    skip_manifest: Annotated[list[Path] | None, typer.Option(help="Do not ask again whom this manifest has.")] = None,
    only_failed: Annotated[bool, typer.Option("--only-failed", help="Write only what is not there yet.")] = False,
    reissue: Annotated[int | None, typer.Option(help="Write this row's letter again; the old line is kept.")] = None,
    jobs: Annotated[int | None, typer.Option(help="Processes at once; default one for each core.")] = None,
    plan: Annotated[bool, typer.Option("--plan", help="Show the plan; write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    size: Size = None,
    since: Since = None,
    until: Until = None,
    item: Item = None,
    vendor: Vendor = None,
    pledge: Pledge = None,
    subject: Subject = "facial-recognition",
    channel: Channel = None,
    date: Annotated[str | None, typer.Option(help="Date of the letters; default today.")] = None,
    ref: Annotated[str | None, typer.Option(help="Your reference; the row's number is added.")] = None,
    letterhead: Letterhead = None,
    attach: Annotated[Many, typer.Option(help="Attach pdf or docx to the e-mail drafts.")] = None,
    reply_to: Annotated[str | None, typer.Option(help="Reply-To address of the e-mail drafts.")] = None,
    fee_cap: Annotated[int | None, typer.Option(help="Dollars a letter, not to be exceeded without consent.")] = None,
    waiver: Waiver = None,
    font_path: FontPath = None,
    name: Name = None,
    email: Email = None,
    phone: Phone = None,
    address: Address = None,
    organization: Organization = None,
    role: Role = None,
    ground: Ground = None,
    statement: Statement = None,
    affirm: Annotated[Many, typer.Option(help="Make the sworn statement of this ground, in this run only.")] = None,
    requester: Requester = None,
    data: Data = None,
    as_json: Json = False,
    force: Annotated[bool, typer.Option("--force", help="Write the whole batch again over the one there.")] = False,
) -> None:
    """Write many letters: a plan first, then a folder with a line for every row."""
    from foia.cli import batch as command
    from foia.cli.batch_order import BatchOptions

    command.run(BatchOptions(**locals_of(locals())))


def locals_of(values: dict[str, Any]) -> dict[str, Any]:
    """A command's options by name, without the module it has just imported."""
    return {name: value for name, value in values.items() if name not in ("command", "BatchOptions")}


@app.command(epilog="Example: foia deadline TX --received 2026-11-20")
def deadline(
    state: Annotated[
        str | None, typer.Argument(help="Two letters, such as TX; US federal, GB England and Wales.")
    ] = None,
    received: Annotated[str | None, typer.Option(help="Day the agency received the request, YYYY-MM-DD.")] = None,
    manifest: Annotated[Path | None, typer.Option(help="A batch's manifest: a date for every row.")] = None,
    sent_by: Annotated[str | None, typer.Option(help="email, portal, mail, fax or hand.")] = None,
    role: Annotated[str | None, typer.Option(help="individual, news, nonprofit, scholar or commercial.")] = None,
    kind: Annotated[str | None, typer.Option(help="Kind of agency: municipal, sheriff, state, campus ...")] = None,
    commercial: Annotated[bool, typer.Option("--commercial", help="The same as --role commercial.")] = False,
    ground: Annotated[str | None, typer.Option(help="Your ground, such as id:resident.")] = None,
    since: Annotated[str | None, typer.Option(help="Start of the period asked for.")] = None,
    acknowledged: Annotated[str | None, typer.Option(help="Day of the agency's acknowledgment.")] = None,
    denied: Annotated[str | None, typer.Option(help="Day of the denial, for the last day to appeal.")] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Give every date the law fixes for a request, and how each was counted."""
    if manifest:
        from foia.cli import deadlines_of_batch as of_batch

        of_batch.run(manifest, data, as_json=as_json)
        return
    from foia.cli import deadline as command

    days = {"received": received, "since": since, "acknowledged": acknowledged, "denied": denied}
    about = {"sent_by": sent_by, "kind": kind, "role": "commercial" if commercial else role, "ground": ground}
    command.run(state, days, about, data, as_json=as_json)


@app.command(epilog='Example: foia me --set name="Your Name" --set email=you@example.org')
def me(
    show: Annotated[bool, typer.Option("--show", help="Show what is kept.")] = False,
    set_: Annotated[Many, typer.Option("--set", help="field=value; an empty value forgets the field.")] = None,
) -> None:
    """Keep your own details in a file that only you can read."""
    from foia.cli import me as command

    command.run(set_ or [], show=show)


@app.command(epilog="Example: foia check")
def check(
    path: Annotated[Path | None, typer.Argument(help="A data folder or file; default all data in use.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Undo in place what a spreadsheet did to tables.")] = False,
    as_json: Json = False,
) -> None:
    """Check laws, agencies and contacts against their dictionary and worked examples."""
    from foia.cli import check as command

    command.run(path, as_json=as_json, mend=fix)


@app.command(epilog="Example: foia lint my-request.docx --state WA")
def lint(
    file: Annotated[Path, typer.Argument(help="The request: .txt, .md or .docx.")],
    state: State = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Mark what will get a request refused, with the reason and a better wording."""
    from foia.cli import lint as command

    command.run(file, state, data, as_json=as_json)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"foia {version('foia')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Write public records requests about police facial recognition, ready to send."""

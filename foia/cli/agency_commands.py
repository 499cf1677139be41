"""The commands of `foia agencies` and their options; each imports what it needs when it is run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foia.cli.options import Data, Json, Many, State

agencies = typer.Typer(
    help="Find the agency to ask, and mend what is on file about it.",
    epilog='Example: foia agencies search "cook county sherrif"',
    no_args_is_help=True,
    rich_markup_mode=None,
)


@agencies.command("search", epilog='Example: foia agencies search "cook county sherrif"')
def agencies_search(
    text: Annotated[str, typer.Argument(help="Name, nickname, city, id or ORI.")],
    state: State = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """List the agencies that fit what you type, best first."""
    from foia.cli import agencies as command

    command.search(text, state, data, as_json=as_json)


@agencies.command("show", epilog="Example: foia agencies show wa/seattle-police-department")
def agencies_show(
    agency: Annotated[str, typer.Argument(help="Id, ORI or name.")],
    state: State = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Show all that is on file about one agency, with sources, and what is missing."""
    from foia.cli import agencies as command

    command.show(agency, state, data, as_json=as_json)


@agencies.command("list", epilog="Example: foia agencies list --state WA,OR --kind municipal --min-officers 100")
def agencies_list(
    state: Annotated[Many, typer.Option("--state", help="WA,OR: these states only; US for federal agencies.")] = None,
    kind: Annotated[Many, typer.Option(help="municipal,sheriff,state,campus ...: these kinds only.")] = None,
    county: Annotated[str | None, typer.Option(help="Those in this county only.")] = None,
    min_officers: Annotated[int | None, typer.Option(help="Those with at least so many officers.")] = None,
    max_officers: Annotated[int | None, typer.Option(help="Those with at most so many officers.")] = None,
    min_population: Annotated[int | None, typer.Option(help="Those that police at least so many people.")] = None,
    channel: Annotated[Many, typer.Option(help="email, portal, mail, fax: one of these is on file; or none.")] = None,
    regime: Annotated[Many, typer.Option(help="state act, federal act, own policy ...: bound by these only.")] = None,
    known_use: Annotated[str | None, typer.Option(help="A vendor or product of published use, or any.")] = None,
    data: Data = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV with more columns.")] = False,
    as_json: Json = False,
) -> None:
    """List the agencies on file that fit all the filters you give."""
    from foia.cli import listing as command

    typed = command.Filters(state, kind, county, min_officers, max_officers, min_population, channel, regime, known_use)
    command.run(typed, data, as_csv=as_csv, as_json=as_json)


Source = Annotated[str | None, typer.Option("--source", help="The page where you read it, or whom you asked.")]
SourceDate = Annotated[str | None, typer.Option("--date", help="Day of that source, YYYY-MM-DD; default today.")]


@agencies.command(
    "add",
    epilog='Example: foia agencies add oh/my-town-police-department name="My Town Police Department" kind=municipal'
    ' city="My Town" --source https://my-town.example/police',
)
def agencies_add(
    agency: Annotated[str, typer.Argument(help="Its new id: folder/slug.")],
    values: Annotated[Many, typer.Argument(help="field=value; name and kind are needed.")] = None,
    source: Source = None,
    date: SourceDate = None,
    data: Data = None,
) -> None:
    """Add an agency to your own folder."""
    from foia.cli import mend as command

    command.add(agency, values or [], source, date, data)


@agencies.command(
    "fix",
    epilog="Example: foia agencies fix wa/kent-police-department phone='(206) 555-0100'"
    " --source https://kent.example/police",
)
def agencies_fix(
    agency: Annotated[str, typer.Argument(help="Its id.")],
    values: Annotated[Many, typer.Argument(help="field=value; email, portal, fax, mail and page too.")] = None,
    source: Source = None,
    date: SourceDate = None,
    data: Data = None,
) -> None:
    """Fix single fields of an agency in your own folder; packaged updates still reach the others."""
    from foia.cli import mend as command

    command.fix(agency, values or [], source, date, data)


@agencies.command("diff", epilog="Example: foia agencies diff wa/kent-police-department")
def agencies_diff(
    agency: Annotated[str | None, typer.Argument(help="An id; default all that you added or fixed.")] = None,
    data: Data = None,
) -> None:
    """Print what you added or fixed as a patch to send upstream."""
    from foia.cli import mend as command

    command.diff(agency, data)


@agencies.command("import", epilog="Example: foia agencies import departments.xlsx --state OH --out report.csv")
def agencies_import(
    file: Annotated[Path, typer.Argument(help="CSV or workbook with any column names.")],
    state: Annotated[str | None, typer.Option("--state", help="State of rows that name none.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the report to this CSV file too.")] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Say of every row of a spreadsheet which agency on file it means; nothing else is written."""
    from foia.cli import importing as command

    command.run(file, state, out, data, as_json=as_json)


@agencies.command("update", epilog="Example: foia agencies update lee_1960_2026.csv Atlas.csv")
def agencies_update(
    files: Annotated[list[Path], typer.Argument(help="Lists you downloaded: FBI, Atlas, Census, HIFLD, .gov.")],
    yes: Annotated[bool, typer.Option("--yes", help="Keep it in your own folder; else it is only shown.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write every change to this CSV file too.")] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Show what newer editions of the open lists change, and keep it in your own folder."""
    from foia.cli import updating as command

    command.run(files, out, data, yes=yes, as_json=as_json)

"""The commands that show what letters are made of: law, items, vendors, templates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foia.cli.options import Data, Json, Many, State

law = typer.Typer(
    help="Show the public records law of a state.",
    epilog="Example: foia law show TX",
    no_args_is_help=True,
    rich_markup_mode=None,
)
records = typer.Typer(
    help="Show what can be asked for.",
    epilog="Example: foia records show agreements",
    no_args_is_help=True,
    rich_markup_mode=None,
)
vendors = typer.Typer(
    help="Show whom departments buy from.",
    epilog="Example: foia vendors show microsoft",
    no_args_is_help=True,
    rich_markup_mode=None,
)
templates = typer.Typer(
    help="Write the letter in your own words.",
    epilog="Example: foia templates new my-words fees opening",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@law.command("list", epilog="Example: foia law list --json")
def law_list(data: Data = None, as_json: Json = False) -> None:
    """List the jurisdictions on file with act, duty and who may ask."""
    from foia.cli import law as command

    command.list_(data, as_json=as_json)


@law.command("show", epilog="Example: foia law show TX")
def law_show(
    state: Annotated[str, typer.Argument(help="Two letters, such as TX; US federal, GB England and Wales.")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Show one jurisdiction's law with sections, sources and what is not certain."""
    from foia.cli import law as command

    command.show(state, data, as_json=as_json)


@law.command("doubts", epilog="Example: foia law doubts")
def law_doubts(data: Data = None, as_json: Json = False) -> None:
    """List the facts that no letter may claim yet, and those to be checked again by a date."""
    from foia.cli import law as command

    command.doubts(data, as_json=as_json)


@records.command("list", epilog="Example: foia records list")
def records_list(state: State = None, data: Data = None, as_json: Json = False) -> None:
    """List the items that a letter can ask for, and the sizes they belong to."""
    from foia.cli import subject as command

    command.list_records(state, data, as_json=as_json)


@records.command("show", epilog="Example: foia records show agreements")
def records_show(
    item: Annotated[str, typer.Argument(help="Id or code of the item.")],
    state: State = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Show one item: its text, why it matters, the refusal it draws and the answer to it."""
    from foia.cli import subject as command

    command.show_record(item, state, data, as_json=as_json)


@vendors.command("list", epilog="Example: foia vendors list")
def vendors_list(data: Data = None, as_json: Json = False) -> None:
    """List the vendors on file and their best-known products."""
    from foia.cli import subject as command

    command.list_vendors(data, as_json=as_json)


@vendors.command("show", epilog="Example: foia vendors show microsoft")
def vendors_show(
    name: Annotated[str, typer.Argument(help="Any name: old ones and products too.")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Show a vendor's old names, products and public statements on sales to police, with sources."""
    from foia.cli import subject as command

    command.show_vendor(name, data, as_json=as_json)


@templates.command("new", epilog="Example: foia templates new my-words fees opening")
def templates_new(
    folder: Annotated[Path, typer.Argument(help="Folder of your own words.")],
    parts: Annotated[Many, typer.Argument(help="Templates to copy; default the letter itself.")] = None,
) -> None:
    """Copy templates into a folder of your own, to be edited there."""
    from foia.cli import templates as command

    command.new(folder, parts or [])


@templates.command("check", epilog="Example: foia templates check my-words")
def templates_check(
    folder: Annotated[Path, typer.Argument(help="Folder of your own words.")], as_json: Json = False
) -> None:
    """Check your own templates: what cannot be read, what no letter has, what is left open."""
    from foia.cli import templates as command

    command.check(folder, as_json=as_json)


@templates.command("show", epilog="Example: foia templates show parts/fees.txt")
def templates_show(
    name: Annotated[str | None, typer.Argument(help="A template; without it all are listed.")] = None,
    template: Annotated[Path | None, typer.Option(help="Your own letters and parts, laid over ours.")] = None,
) -> None:
    """Show a template, or all there are and what they may use."""
    from foia.cli import templates as command

    command.show(name, template)

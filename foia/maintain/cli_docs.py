"""Writes docs/cli.md from the commands themselves: `python -m foia.maintain.cli_docs`; a test holds the two in step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from foia.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
_HEAD = """# Commands

Made from the program's own help by `python -m foia.maintain.cli_docs`.

Results go to standard output, remarks to standard error. Exit code 0: done. 1: some of it failed, and the message says
what. 2: nothing was done, because the question was wrong.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_commands(typer.main.get_command(app), "foia")])


def _commands(command: Any, name: str) -> Iterator[str]:
    for child_name, child in sorted(getattr(command, "commands", {}).items()):
        full = f"{name} {child_name}"
        if hasattr(child, "commands"):
            yield from _commands(child, full)
        else:
            yield from _command(child, full)


def _command(command: Any, name: str) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    words = " ".join(f"[{p.name.upper()}]" if not p.required else p.name.upper() for p in arguments)
    yield f"## {name}\n\n    {f'{name} {words}'.strip()} [OPTIONS]\n\n{command.help.strip()}\n"
    if command.epilog:
        yield f"    {command.epilog.removeprefix('Example: ')}\n"
    rows = [(p.name.upper(), p.help or "") for p in arguments] + [(_spelled(p), p.help or "") for p in options]
    yield "\n".join(["| | |", "| --- | --- |", *(f"| `{left}` | {right} |" for left, right in rows), ""])


def _spelled(option: Any) -> str:
    value = "" if option.is_flag else f" {option.type.name.upper()}"
    return f"{', '.join(option.opts)}{value}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")

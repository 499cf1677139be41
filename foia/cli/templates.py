"""`foia templates`: your own words, from a first copy to the check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from foia.batch.words import words_problems
from foia.checks.templates import variables
from foia.cli.say import note, say, say_json
from foia.compose.templates import FILTERS
from foia.errors import InputError
from foia.library.places import Library, data_root, open_library
from foia.library.toml import guess
from foia.writing import write_whole

_FIRST = ("letters/request.txt",)


def new(folder: Path, parts: list[str]) -> None:
    """Copy our letter, or the parts named, into a folder of one's own; nothing there is overwritten."""
    packaged = data_root() / "templates"
    known = list(_names(packaged))
    wanted = [_known(name, known) for name in parts] or list(_FIRST)
    taken = [folder / name for name in wanted if (folder / name).exists()]
    if taken:
        raise InputError("there is such a template already; nothing was written", where=str(taken[0]))
    write_whole(
        {folder / name: (packaged / name).read_bytes() for name in wanted},
        failed="the templates could not be written",
        to_do="Name a folder that you can write to.",
    )
    for name in wanted:
        say(str(folder / name))
    note(f"Edit them, then: foia templates check {folder}")
    note(f"They are used with: foia letter ... --template {folder}")


def check(folder: Path, *, as_json: bool) -> None:
    """Every problem of one's own templates; exit 1 if there is one."""
    library = open_library(None, folder)
    only = Library(library.root, None, folder)
    found = words_problems(only, dt.date.today())
    if as_json:
        say_json([{"path": str(one.path), "line": one.line, "message": one.message} for one in found])
    else:
        for one in found:
            say(str(one))
        count = sum(1 for _ in _names(folder))
        say(f"{count} {'template' if count == 1 else 'templates'}, {len(found)} problems")
    if found:
        raise SystemExit(1)


def show(name: str | None, folder: Path | None) -> None:
    """The text of one template, or the list of all with the variables and filters they may use."""
    library = open_library(None, folder)
    known = list(dict.fromkeys(name for place in library.template_folders() for name in _names(place)))
    if name:
        path = library.file("templates", *_known(name, known).split("/"))
        assert path
        note(str(path))
        say(path.read_text(encoding="utf-8").rstrip("\n"))
        return
    for one in sorted(known):
        say(one)
    say()
    say(f"Variables: {', '.join(sorted(variables()))}.")
    say(f"Filters beside Jinja's own: {', '.join(FILTERS)}.")
    note("`foia templates show parts/fees.txt` prints one.")


def _names(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*/*.txt")):
        yield path.relative_to(folder).as_posix()


def _known(name: str, known: list[str]) -> str:
    """The template of that name, with or without its folder and ending."""
    fitting = [one for one in known if name in (one, Path(one).name, Path(one).stem)]
    if not fitting:
        near = guess(name, [Path(one).stem for one in known])
        raise InputError(f"no template {name!r}{near}", to_do=f"Templates: {', '.join(known)}.")
    return fitting[0]

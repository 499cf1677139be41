"""Where the library's files lie: packaged in the wheel, else in the checkout; the user's own folder over them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import foia
from foia.errors import InputError

P = ParamSpec("P")
R = TypeVar("R")


def data_root() -> Path:
    """The folder that holds `agencies` and `templates`, as packaged or as checked out."""
    package = Path(foia.__file__).parent
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parent


def user_folder() -> Path:
    """The person's own folder; `FOIA_HOME` moves it, as the tests do."""
    if moved := os.environ.get("FOIA_HOME"):
        return Path(moved)
    from platformdirs import user_config_path

    return user_config_path("foia", appauthor=False)


@dataclass(frozen=True)
class Library:
    """The packaged data and, laid over it, the user's own folder of the same layout."""

    root: Path
    own: Path | None = None
    words: Path | None = None
    """A folder laid out like templates/, whose letters and parts come before all others."""

    def layers(self) -> tuple[Path, ...]:
        """The folders to read, the user's own last."""
        return (self.root,) if self.own is None else (self.root, self.own)

    def file(self, *parts: str) -> Path | None:
        """The one file at that path, the user's own before the packaged one."""
        if self.words and parts[0] == "templates" and (found := self.words.joinpath(*parts[1:])).is_file():
            return found
        for layer in reversed(self.layers()):
            if (found := layer.joinpath(*parts)).is_file():
                return found
        return None

    def template_folders(self, language: str = "") -> tuple[Path, ...]:
        """The folders of templates, those read first at the end; the words of a language come before the general ones.

        A folder named for this run comes before all others.
        """
        general = [layer / "templates" for layer in self.layers()]
        mine = [self.words] if self.words else []
        if not language:
            return (*general, *mine)
        return (*general, *(one / language for one in general), *mine, *(one / language for one in mine))

    def own_words(self) -> bool:
        """True if some words of the letters may be the user's own."""
        return any(any(folder.glob("**/*.txt")) for folder in self.template_folders()[1:])

    def files(self, *parts: str) -> tuple[Path, ...]:
        """Every file at that path, packaged first."""
        return tuple(found for layer in self.layers() if (found := layer.joinpath(*parts)).is_file())

    def recall(self, read: Callable[..., R], *what: Any) -> R:
        """What the reader says of the library; a file that was changed since is read again."""
        return read(self, *what)

    def folders(self) -> tuple[str, ...]:
        """The folders that hold agencies or a law, in alphabetical order."""
        names = {p.parent.name for layer in self.layers() for p in layer.glob("agencies/*/agencies.csv")}
        return tuple(sorted(names.union(self.jurisdictions())))

    def jurisdictions(self) -> tuple[str, ...]:
        """The folders that hold a law, in alphabetical order."""
        names = {p.parent.name for layer in self.layers() for p in layer.glob("agencies/*/law.toml")}
        return tuple(sorted(names))


@dataclass(frozen=True)
class Still(Library):
    """The library while a batch is made: what was read once is not looked at again, so that all letters agree.

    Another process gets the places alone and reads for itself.
    """

    answers: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def recall(self, read: Callable[..., R], *what: Any) -> R:
        """What the reader said the first time."""
        if (read, what) not in self.answers:
            self.answers[read, what] = read(self, *what)
        found: R = self.answers[read, what]
        return found

    def file(self, *parts: str) -> Path | None:
        """The one file at that path, where it lay the first time."""
        return self.recall(Library.file, *parts)

    def __reduce__(self) -> tuple[Any, ...]:
        return Still, (self.root, self.own, self.words)


def still(library: Library) -> Still:
    """The same places, read once."""
    return Still(library.root, library.own, library.words)


def kept(read: Callable[Concatenate[Library, P], R]) -> Callable[Concatenate[Library, P], R]:
    """A reader of the library whose answers a still one keeps, and gives to all: they are for reading only."""

    def reader(library: Library, /, *what: P.args, **named: P.kwargs) -> R:
        return read(library, *what, **named) if named else library.recall(read, *what)

    return cast("Callable[Concatenate[Library, P], R]", wraps(read)(reader))


def open_library(own: Path | None = None, words: Path | None = None) -> Library:
    """The packaged library with the user's folder over it, if there is one, and over both her own words."""
    mine = user_folder() if own is None else own
    if words is not None and not words.is_dir():
        raise InputError(
            "there is no such folder of templates", where=str(words), to_do="`foia templates new DIR` makes one."
        )
    if own is not None and own.exists() and not own.is_dir():
        raise InputError("this is not a folder", where=str(own), to_do="Name a folder with --data.")
    return Library(data_root(), mine if mine.is_dir() else None, words)

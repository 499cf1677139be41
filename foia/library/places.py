"""Where the library's files lie: packaged in the wheel, else in the checkout; the user's own folder over them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import foia


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

    def layers(self) -> tuple[Path, ...]:
        """The folders to read, the user's own last."""
        return (self.root,) if self.own is None else (self.root, self.own)

    def file(self, *parts: str) -> Path | None:
        """The one file at that path, the user's own before the packaged one."""
        for layer in reversed(self.layers()):
            if (found := layer.joinpath(*parts)).is_file():
                return found
        return None

    def files(self, *parts: str) -> tuple[Path, ...]:
        """Every file at that path, packaged first."""
        return tuple(found for layer in self.layers() if (found := layer.joinpath(*parts)).is_file())

    def folders(self) -> tuple[str, ...]:
        """The folders that hold agencies or a law, in alphabetical order."""
        names = {p.parent.name for layer in self.layers() for p in layer.glob("agencies/*/agencies.csv")}
        return tuple(sorted(names.union(self.jurisdictions())))

    def jurisdictions(self) -> tuple[str, ...]:
        """The folders that hold a law, in alphabetical order."""
        names = {p.parent.name for layer in self.layers() for p in layer.glob("agencies/*/law.toml")}
        return tuple(sorted(names))


def open_library(own: Path | None = None) -> Library:
    """The packaged library with the user's folder over it, if there is one."""
    mine = user_folder() if own is None else own
    return Library(data_root(), mine if mine.is_dir() else None)

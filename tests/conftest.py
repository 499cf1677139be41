"""No test touches the reader's home, and what a test lacks on this machine is said, in CI as a failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from foia.library.places import Library, data_root


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-letters", action="store_true", help="Write the golden letters anew; read the diff.")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if shutil.which(program) is None:
                reason = f"{program} is not installed"
                pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOIA_HOME", str(tmp_path / "foia-home"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def library() -> Library:
    """The packaged data alone, without anybody's own folder."""
    return Library(data_root())


@dataclass(frozen=True)
class Ran:
    """What one run of the command printed and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def foia(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs `foia` with the arguments given, as the shell would."""
    from foia.cli import main

    def run(*words: object) -> Ran:
        monkeypatch.setattr("sys.argv", ["foia", *map(str, words)])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run

"""What is shipped: the wheel holds the tracked files and nothing that lies about, and works away from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.checkout import ROOT, tracked

JUNK = (
    "agencies/wa/agencies.csv~",
    "agencies/wa/~$agencies.csv",
    "agencies/wa/.~lock.agencies.csv#",
    "agencies/.DS_Store",
    "agencies/notes.xlsx",
    "templates/letters/draft of my letter.docx.tmp",
    "templates/__pycache__/junk.pyc",
    "foia/_scratch.txt",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a tree with junk in it, as `pip install .` builds it."""
    from hatchling.builders.wheel import WheelBuilder

    tree = tmp_path_factory.mktemp("tree")
    for name in tracked():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tree / name)
    for name in JUNK:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("junk")
    return Path(next(WheelBuilder(str(tree)).build(directory=str(tree / "dist"), versions=["standard"])))


def test_wheel_holds_the_tracked_files_and_no_junk(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    shipped = {name for name in tracked() if name.startswith("foia/")}
    data = {f"foia/_data/{name}" for name in tracked() if name.startswith(("agencies/", "templates/"))}
    assert held == shipped | data


def test_wheel_writes_a_letter_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "FOIA_HOME": str(tmp_path / "home")}
    words = ["letter", "wa/seattle-police-department", "--name", "Alex Example", "--email", "a@example.org"]
    code = "import sys, foia; from foia.cli import main; sys.stderr.write(foia.__file__ + '\\n'); main()"
    ran = subprocess.run([sys.executable, "-c", code, *words], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.startswith(str(tmp_path / "site"))
    assert len(list((tmp_path / "letters").iterdir())) == 5

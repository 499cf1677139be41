"""Bare `foia letter`: the questions as a person meets them, answered through a real terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")


def talk(tmp_path: Path, answers: list[str]) -> tuple[int, str]:
    """Types each answer when its question has come; the exit code and all that stood on the screen."""
    master, slave = pty.openpty()
    env = {**os.environ, "FOIA_HOME": str(tmp_path / "home"), "COLUMNS": "100", "TERM": "dumb"}
    command = [sys.executable, "-m", "foia", "letter", "--date", "2026-11-23", "--out", str(tmp_path / "letters")]
    env["PYTHONPATH"] = str(Path(__file__).parents[1])
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=env, cwd=tmp_path, close_fds=True)
    os.close(slave)
    screen, waiting = "", list(answers)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([master], [], [], 0.3)
        if ready:
            try:
                got = os.read(master, 65536)
            except OSError:
                break
            if not got:
                break
            screen += got.decode(errors="replace")
        elif process.poll() is not None:
            break
        elif waiting and re.search(r"[:\]] ?$", screen.rstrip("\r\n")):
            os.write(master, (waiting.pop(0) + "\n").encode())
    process.wait(timeout=20)
    os.close(master)
    return process.returncode, screen.replace("\r\n", "\n")


def test_dialogue_asks_only_what_the_law_needs_and_writes_after_a_yes(tmp_path: Path) -> None:
    code, screen = talk(tmp_path, ["Seatle police", "Alex Example", "alex@example.org", "", "y"])
    assert code == 0, screen
    assert "Seattle Police Department. The law there is the Washington Public Records Act, chapter 42.56 RCW." in screen
    assert "mailing address" not in screen.split("This is the letter:")[0]
    assert len(list((tmp_path / "letters").iterdir())) == 5


def test_dialogue_writes_nothing_after_a_no(tmp_path: Path) -> None:
    code, screen = talk(tmp_path, ["wa/seattle-police-department", "Alex Example", "alex@example.org", "starter", "n"])
    assert code == 0, screen
    assert "Nothing was written." in screen
    assert not (tmp_path / "letters").exists()


def test_dialogue_shows_the_sworn_statement_and_stops_without_it(tmp_path: Path) -> None:
    answers = ["Boise PD", "Alex Example", "a@example.org", "1 Main St / Boise, ID 83702", "(208) 555-0100", "4", "n"]
    code, screen = talk(tmp_path, answers)
    assert code == 2
    assert "I declare under oath or affirmation that I am not a resident as defined in Idaho Code" in screen
    assert "without the statement no letter can be written here" in screen
    assert not (tmp_path / "letters").exists()


def test_dialogue_ends_where_no_ground_is_true_and_says_what_else_can_be_done(tmp_path: Path) -> None:
    code, screen = talk(tmp_path, ["va/fairfax-county-police-department", "Alex Example", "a@example.org", "0"])
    assert code == 2
    assert "without one of these grounds no letter can be written here" in screen
    assert not (tmp_path / "letters").exists()


@pytest.mark.parametrize("answer", ["00", "²", "-1", "99"])
def test_dialogue_takes_no_ground_for_an_answer_that_is_no_number_of_one(tmp_path: Path, answer: str) -> None:
    """An answer "00" was taken for the last ground, and "²" ended the program with a traceback."""
    code, screen = talk(tmp_path, ["va/fairfax-county-police-department", "Alex Example", "a@example.org", answer, "0"])
    assert code == 2, screen
    assert "without one of these grounds no letter can be written here" in screen
    assert not (tmp_path / "letters").exists()


def test_dialogue_asks_for_the_role_where_the_law_makes_something_of_it(tmp_path: Path) -> None:
    code, screen = talk(tmp_path, ["Chicago PD", "Alex Example", "alex@example.org", "1", "", "n"])
    assert code == 0, screen
    flat = " ".join(screen.split())
    assert "1. news: “I make this request for news media, and its principal purpose is" in flat
    assert "Requester. I make this request for news media" in flat.split("This is the letter:")[1]

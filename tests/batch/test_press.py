"""The press: other processes make letters, whatever their size, and end with their parent."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from foia.batch.plan import Job
from foia.batch.press import Setup, answers, chunk_of, pages_of
from foia.drafting import Wishes
from foia.errors import FoiaError
from foia.library.agencies import read_agencies
from foia.library.places import Library, data_root
from foia.outbox import Finish
from tests.letters_for import DATED, REQUESTER

SETUP = Setup(Library(data_root()), ("docx", "txt"), Finish())


def echo(_: Setup, payload: bytes) -> bytes:
    return payload


def fail(_: Setup, what: str) -> None:
    raise ValueError(what)


def jobs(number: int) -> list[Job]:
    bound = [one for one in read_agencies(SETUP.library, "wa").values() if one.regime == "state act"]
    return [Job(agency, REQUESTER, Wishes(dated=DATED)) for agency in bound[:number]]


def test_press_takes_and_gives_more_than_a_pipe_holds() -> None:
    """Both ends sending at once must not wait for each other for ever."""
    payload = os.urandom(3_000_000)
    got = dict(answers(SETUP, ((name, echo, (payload,)) for name in range(6)), 2))
    assert got == dict.fromkeys(range(6), payload)


def test_press_makes_the_same_letters_with_any_number_of_workers() -> None:
    tasks = [(at, chunk_of, ([(at, job)],)) for at, job in enumerate(jobs(12))]
    alone = dict(answers(SETUP, iter(tasks), 1))
    assert dict(answers(SETUP, iter(tasks), 2)) == alone
    assert [alone[at] for at in range(12)] == [[(at, pages_of(SETUP, job))] for at, job in enumerate(jobs(12))]


def test_press_hands_on_the_error_of_a_worker() -> None:
    tasks: list[Any] = [("a", echo, (b"",)), ("b", fail, ("what was wrong",)), ("c", echo, (b"",))]
    with pytest.raises(FoiaError, match="a worker process failed: ValueError: what was wrong"):
        list(answers(SETUP, iter(tasks), 2))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for children in /proc")
def test_press_workers_end_with_a_killed_parent() -> None:
    """At once, in the middle of their work, and not when it is done."""
    script = (
        "import time\n"
        "from tests.batch.test_press import SETUP, slow\n"
        "from foia.batch.press import answers\n"
        "if __name__ == '__main__':\n"
        "    print('up', flush=True)\n"
        "    list(answers(SETUP, ((n, slow, ()) for n in range(4)), 2))\n"
    )
    root = Path(__file__).parents[2]
    path = root / "tests"  # `-c` cannot be spawned from: the parent needs a file
    file = path / f"_press_{os.getpid()}.py"
    file.write_text(script)
    try:
        environment = {**os.environ, "PYTHONPATH": str(root)}
        parent = subprocess.Popen([sys.executable, str(file)], stdout=subprocess.PIPE, env=environment, cwd=root)
        children = wait_for(lambda: (found := children_of(parent.pid)) and len(found) >= 2 and found)
        time.sleep(1)
        parent.kill()
        parent.wait()
        wait_for(lambda: not any(alive(one) for one in children))
    finally:
        file.unlink()


def slow(_: Setup) -> None:
    time.sleep(600)


def wait_for(true: Any, seconds: float = 30) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.1)
    raise AssertionError("waited in vain")


def children_of(pid: int) -> list[int]:
    names = [path.name for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [one for one in map(int, names) if parent_of(one) == pid and alive(one)]


def status(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def parent_of(pid: int) -> int:
    return int((status(pid) or ["", "0"])[1])


def alive(pid: int) -> bool:
    return bool(status(pid)) and status(pid)[0] != "Z"

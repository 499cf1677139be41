"""Time of whole commands from a cold start, beside bare Python: `python -m tests.benchmarks.startup`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time

ROUNDS = 9
SEATTLE = ["letter", "wa/seattle-police-department", "--name", "A B", "--email", "a@example.org", "--force"]
COMMANDS = {
    "bare python": [sys.executable, "-c", "pass"],
    "import jinja2, typer (what we stand on)": [sys.executable, "-c", "import jinja2, typer"],
    "foia --help": [sys.executable, "-m", "foia", "--help"],
    "foia letter, .docx": [sys.executable, "-m", "foia", *SEATTLE, "--format", "docx"],
    "foia letter, all four": [sys.executable, "-m", "foia", *SEATTLE],
    "foia agencies search": [sys.executable, "-m", "foia", "agencies", "search", "cook county sherrif"],
    "foia deadline": [sys.executable, "-m", "foia", "deadline", "TX", "--received", "2026-11-20"],
}


def fastest(command: list[str]) -> float:
    """Seconds of the quickest of nine runs: what the command costs when the machine does nothing else."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            start = time.perf_counter()
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
            times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    bare = 0.0
    for name, command in COMMANDS.items():
        took = fastest(command)
        bare = bare or took
        print(f"{name:<42} {took:6.3f} s  {took / bare:5.1f} times bare python")

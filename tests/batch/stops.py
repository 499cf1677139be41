"""Stops a batch again and again at random moments and compares the folder with that of a run nobody stopped.

    python -m tests.batch.stops 20 /tmp/stops

Every second run is killed outright (SIGKILL), the others end by SIGTERM and SIGINT in turn. After each stop no process
of the run may be left after a few seconds, and the folder may not change any more; in the end it must equal the other
one byte for byte, hidden files too. Then the same once more with one process.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

FILTERS = ("--state", "WA,OR", "--kind", "municipal", "--min-officers", "15")
ME = ("--name", "Alex Example", "--email", "alex@example.org", "--date", "2026-11-23")
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL, signal.SIGINT)
SAID = "Stopped. What is finished is kept: run the same command again to go on."


def command(out: Path, *more: str) -> list[str]:
    """One run into that folder, in every format that is written by default."""
    formats = ("--format", "docx,pdf,eml,txt")
    return [sys.executable, "-m", "foia", "batch", *FILTERS, "--yes", "--out", str(out), *formats, *ME, *more]


def contents(folder: Path) -> dict[str, str]:
    """Every file below the folder with its fingerprint, hidden ones too."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def alive(session: int) -> list[str]:
    """The processes of that session that still run."""
    asked = ["ps", "-o", "pid=,stat=,args=", "-s", str(session)]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    return [line for line in told.stdout.splitlines() if line.split()[1][0] != "Z"]


def stopped(out: Path, sign: signal.Signals, moment: float) -> list[str]:
    """One run, stopped at that moment; what was wrong with the way it ended."""
    earlier = {name for name in contents(out) if ".foia-" in name} if out.is_dir() else set()
    run = subprocess.Popen(
        command(out), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        run.wait(moment)
    except subprocess.TimeoutExpired:
        run.send_signal(sign)
    _, told = run.communicate()
    if run.returncode == 0:
        return []
    before = contents(out) if out.is_dir() else {}
    wrong = list(_badly_ended(run.returncode, sign, told, before.keys() - earlier))
    time.sleep(0.3)
    end = time.monotonic() + 10
    while (left := alive(run.pid)) and time.monotonic() < end:
        time.sleep(0.1)
    wrong += [f"still running: {left}"] if left else []
    if (contents(out) if out.is_dir() else {}) != before:
        wrong.append("the folder changed after its end")
    return wrong


def _badly_ended(code: int, sign: signal.Signals, told: str, there: set[str]) -> list[str]:
    """What is wrong with the exit code, the message and the folder of a run asked to end; at its very start it is mute."""
    if sign is signal.SIGKILL:
        return []
    wrong = ["a traceback: " + told[-600:]] if "Traceback" in told else []
    begun = SAID in told
    if code != 128 + sign and (begun or code != -sign):
        wrong.append(f"exit {code}, said: {told[-300:]!r}")
    if begun and any(".foia-" in name for name in there):
        wrong.append("a temporary file is left")
    return wrong


def differences(one: Path, other: Path) -> list[str]:
    """The names of files that are not the same in both folders."""
    first, second = contents(one), contents(other)
    return [name for name in sorted(first.keys() | second.keys()) if first.get(name) != second.get(name)]


def main(times: int, folder: Path, seed: int) -> int:
    """Stop, go on, compare; 0 if all is as it should be."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    whole, cut, alone = (folder / name for name in ("whole", "cut", "alone"))
    began = time.monotonic()
    subprocess.run(command(whole, "--jobs", "2"), check=True, capture_output=True)
    length = time.monotonic() - began
    print(f"undisturbed: {length:.1f} s, {len(contents(whole))} files", flush=True)
    dice, bad = random.Random(seed), 0
    for at in range(times):
        sign, moment = SIGNALS[at % len(SIGNALS)], dice.uniform(0.3, length)
        wrong = stopped(cut, sign, moment)
        there = len(contents(cut)) if cut.is_dir() else 0
        print(f"{at + 1:2} {sign.name} after {moment:.1f} s: {there} files there", *wrong, sep="\n   ", flush=True)
        bad += len(wrong)
        if not differences(whole, cut):
            print("   it had finished; begun anew")
            shutil.rmtree(cut)
    subprocess.run(command(cut), check=True, capture_output=True)
    subprocess.run(command(alone, "--jobs", "1"), check=True, capture_output=True)
    for name, other in (("stopped", cut), ("one process", alone)):
        found = differences(whole, other)
        print(f"{name}: {len(found)} files differ from the undisturbed run", *found[:10], sep="\n   ")
        bad += len(found)
    return 1 if bad else 0


if __name__ == "__main__":
    os.environ["FOIA_HOME"] = str(Path(sys.argv[2]) / "nobody")
    raise SystemExit(main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else 6))

"""Progress on stderr: a bar in a terminal, elsewhere a plain line at most every ten seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from foia.cli.say import note

_EVERY = 10.0


class Pulse:
    """Counts what is done and says so now and then."""

    def __init__(self, what: str, total: int) -> None:
        self.what, self.total, self.done = what, total, 0
        self.began = self.last = time.monotonic()

    def tick(self, number: int) -> None:
        """So many more are done."""
        self.done += number
        now = time.monotonic()
        if now - self.last >= _EVERY:
            self.last = now
            note(f"{self.what}: {self.done} of {self.total}, {self.done / (now - self.began):,.0f} a second")


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar with rate and time left in a terminal, now and then a line elsewhere; on stderr."""
    if not sys.stderr.isatty():
        yield Pulse(what, total).tick
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")

        def tick(number: int) -> None:
            speed = bar.tasks[task].speed
            bar.update(task, advance=number, rate=f"{speed:,.0f}/s" if speed else "")

        yield tick

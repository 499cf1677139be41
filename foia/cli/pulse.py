"""Progress where nobody watches a bar: a plain line on stderr at most every ten seconds."""

from __future__ import annotations

import time

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

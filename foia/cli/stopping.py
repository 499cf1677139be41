"""Ctrl-C and a system that shuts down: workers end, the folder stays as it is, and one line says how to go on."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from foia.cli.say import note

_GO_ON = "Stopped. What is finished is kept: run the same command again to go on."


class _Terminated(BaseException):
    """The system asked the program to end; no `except Exception` may swallow it."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Exit 130 after Ctrl-C and 143 after a polite kill, with all that is under way cleared away."""
    before = signal.signal(signal.SIGTERM, _terminated)
    try:
        yield
    except (KeyboardInterrupt, _Terminated) as stopped:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        note(f"\n{_GO_ON}" if sys.stderr.isatty() else _GO_ON)
        raise SystemExit(143 if isinstance(stopped, _Terminated) else 130) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminated(number: int, frame: FrameType | None) -> None:
    raise _Terminated

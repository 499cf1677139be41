"""Makes letters in other processes: a job goes in, bytes come back; only the parent writes.

The workers are started afresh (never forked), get their jobs through a pipe and end when it closes, which it does
however the parent ends. So nothing is written once the parent is gone.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any

from foia.batch.plan import Job
from foia.compose.variants import Composer
from foia.drafting import draft
from foia.errors import DataError, FoiaError
from foia.library.places import Library, still
from foia.model import Letter
from foia.outbox import Finish, letterhead_template, make

CHUNK = 24
"""Letters that travel together; more would come in jolts, fewer cost more talk."""
_TRIAL, _PATIENCE = 20.0, 120.0
"""Seconds that the first letter of somebody's own template may take, and a chunk of them."""
_MOST_MEMORY = 2 << 30
_STOPS = (signal.SIGINT, signal.SIGTERM)
_AHEAD = 2
"""Chunks that wait for each worker, so that it never waits for us."""


@dataclass(frozen=True, eq=False)
class Setup:
    """What all letters of a batch have in common: one object for each run, under which a process keeps what it read."""

    library: Library
    formats: tuple[str, ...]
    finish: Finish
    extras: tuple[str, ...] = ()
    """Files beside the usual ones (see `extras.py`)."""


@dataclass(frozen=True)
class Pages:
    """The files of one letter by format, and why others could not be made."""

    files: dict[str, bytes]
    failed: str = ""


@lru_cache(maxsize=1)
def composer_of(setup: Setup) -> Composer:
    """Composes this run's letters in this process, from a library that it reads once."""
    return Composer(still(setup.library))


def letter_of(setup: Setup, job: Job) -> Letter:
    """The letter in words."""
    composer = composer_of(setup)
    return composer.letter(draft(composer.library, job.agency, job.requester, job.wishes).request)


def pages_of(setup: Setup, job: Job) -> Pages:
    """One letter in every format; what cannot be made is said and stops nothing else."""
    composer = composer_of(setup)
    try:
        drafted = draft(composer.library, job.agency, job.requester, job.wishes)
        to = next((one.value for one in drafted.contacts if one.channel == "email"), "")
        letter = composer.letter(drafted.request)
        made = make(letter, setup.formats, composer.library, replace(setup.finish, to=to))
    except FoiaError as error:
        return Pages({}, error.on_one_line())
    except Exception as error:  # ours, or too little memory: the other rows are written all the same
        return Pages({}, f"the program could not write it: {type(error).__name__}: {error}"[:300])
    return Pages(dict(made.files), " ".join(error.on_one_line() for error in made.failed.values()))


def print_pages(setup: Setup, jobs: list[Job]) -> bytes | FoiaError:
    """Many letters in one PDF, each on its own pages."""
    from foia.bundle.printing import print_run

    template, finish = letterhead_template(setup.library, "letter.typ"), setup.finish

    def made() -> bytes:
        letters = [letter_of(setup, job) for job in jobs]
        return print_run(letters, template=template, font_paths=tuple(finish.font_paths), duplex=finish.duplex)

    return guarded(made)


def guarded(make: Callable[[], bytes]) -> bytes | FoiaError:
    """What is made, or the error that stood in its way: an answer like any other, which stops nothing else."""
    try:
        return make()
    except FoiaError as error:
        return error
    except Exception as error:
        return FoiaError(f"the program could not make it: {type(error).__name__}: {error}"[:300])


Task = tuple[Any, Callable[..., Any], tuple[Any, ...]]
"""A name for the answer, what to call with the setup first, and the rest it is called with."""


def chunk_of(setup: Setup, jobs: list[tuple[Any, Job]]) -> list[tuple[Any, Pages]]:
    """Some letters at once, each with its own name."""
    return [(name, pages_of(setup, job)) for name, job in jobs]


def answers(setup: Setup, tasks: Iterable[Task], workers: int, *, apart: bool = False) -> Iterator[tuple[Any, Any]]:
    """The name and the answer of every task, in the order in which they are finished.

    One worker alone is this process itself, unless the work is to be done `apart`, so that its memory comes back.
    """
    if workers < 2 and not (apart or setup.library.own_words()):
        for name, call, rest in tasks:
            yield name, call(setup, *rest)
        return
    crew = [_Worker(setup) for _ in range(max(1, workers))]
    try:
        yield from _shared_out(crew, iter(tasks))
    finally:
        for worker in crew:
            worker.end()


def _shared_out(crew: list[_Worker], tasks: Iterator[Task]) -> Iterator[tuple[Any, Any]]:
    for _ in range(_AHEAD):
        for worker in crew:
            worker.take(tasks)
    while busy := {worker.pipe: worker for worker in crew if worker.waiting}:
        ready = wait(list(busy), _PATIENCE if crew[0].setup.library.own_words() else None)
        if not ready:
            raise _too_slow(_PATIENCE)
        for pipe in ready:
            worker = busy[pipe]  # type: ignore[index]
            answer = worker.answer()
            worker.take(tasks)
            yield answer


def in_bounds(setup: Setup, call: Callable[..., Any], *rest: Any) -> Any:
    """What the call answers in a process of its own, within the limits; FoiaError says why it does not.

    Whatever renders somebody's own templates goes this way: the sandbox bounds neither time nor memory.
    """
    worker = _Worker(setup)
    try:
        worker.take(iter([("trial", call, rest)]))
        if not worker.pipe.poll(_TRIAL):
            raise _too_slow(_TRIAL)
        _, answer = worker.answer()
    finally:
        worker.end()
    if isinstance(answer, FoiaError):
        raise answer
    return answer


def words_of(setup: Setup, job: Job) -> Letter | FoiaError:
    """The letter in words, or what stands in their way."""
    try:
        return letter_of(setup, job)
    except FoiaError as error:
        return error


def _too_slow(seconds: float) -> DataError:
    return DataError(
        f"a letter was not written within {seconds:.0f} seconds",
        where="your own templates",
        to_do="Look for a loop that repeats too much, or for text that is joined to itself.",
    )


class _Worker:
    """One process and the names of what it is working on."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.waiting: list[Any] = []
        self.process = context.Process(target=_serve, args=(theirs, setup), daemon=True)
        with _undisturbed():
            self.process.start()
        theirs.close()

    def take(self, tasks: Iterator[Task]) -> None:
        """Send it the next task, if there is one."""
        if (task := next(tasks, None)) is not None:
            name, call, rest = task
            self.waiting.append(name)
            self.pipe.send((call, rest))

    def answer(self) -> tuple[Any, Any]:
        """Its oldest answer; FoiaError where it could not work."""
        name = self.waiting.pop(0)
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError) as error:
            raise FoiaError(
                "a worker process ended before its work was done (too little memory?)",
                to_do="Run the same command again; what is finished is kept. --jobs 1 needs the least memory.",
            ) from error
        if isinstance(answer, Exception) and not isinstance(answer, FoiaError):
            raise FoiaError(f"a worker process failed: {type(answer).__name__}: {answer}"[:500])
        return name, answer

    def end(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No stop while a process starts, which would print a traceback of its own; the new one lets stops in itself."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # it lets them in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, setup: Setup) -> None:
    """Work off what comes through the pipe until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and closes the pipe
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    if setup.library.own_words():
        _limit_memory()
    tasks: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, tasks), daemon=True).start()
    while True:
        call, rest = tasks.get()
        try:
            answer = call(setup, *rest)
        except Exception as error:  # whatever it is, the parent has to hear of it
            answer = error
        try:
            pipe.send(answer)
        except OSError:
            return


def _listen(pipe: Connection, tasks: SimpleQueue[Any]) -> None:
    """Take in tasks while others are worked on: were both ends to send and neither to listen, both would wait for ever.

    When the parent is gone, the process ends at once, in the middle of whatever it does.
    """
    while True:
        try:
            tasks.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)
        except Exception as error:  # a task that cannot be read has an answer too
            tasks.put((_refuse, (error,)))


def _refuse(_: Setup, error: Exception) -> None:
    raise error


def _limit_memory() -> None:
    """No more memory than many letters need, so that a template cannot take the whole machine's."""
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit; that of time holds there too
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def cores() -> int:
    """How many processes can run at once."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1

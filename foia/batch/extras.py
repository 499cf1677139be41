"""What a newsroom can have beside the usual files: print runs in Word, envelopes, one mailbox of all drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from foia.batch.plan import Job, Planned
from foia.batch.press import Setup, guarded, letter_of
from foia.errors import FoiaError
from foia.outbox import skeleton_of

PRINT_DOCX, ENVELOPES, MBOX = EXTRAS = ("print-docx", "envelopes", "mbox")
DRAFTS = "drafts.mbox"
Letters = Sequence[Planned]
Made = tuple[str, Letters, Any, tuple[Any, ...]]
"""A file's name, the letters it is made of, by which call, with what beside the setup."""


def print_docx(name: str, run: Letters) -> Made:
    """A print run as one Word document."""
    return name.replace(".pdf", ".docx"), run, docx_pages, ([one.job for one in run],)


def docx_pages(setup: Setup, jobs: Sequence[Job]) -> bytes | FoiaError:
    """Many letters in one Word document, each with its own page numbers."""
    from foia.bundle.printing import print_docx as pages

    return guarded(lambda: pages([letter_of(setup, job) for job in jobs], skeleton_of(setup.library, setup.finish)))


def envelopes(name: str, run: Letters) -> Iterator[Made]:
    """Envelopes in the order of the labels, a file for each sender."""
    senders = list(dict.fromkeys(_sender(one) for one in run))
    for number, sender in enumerate(senders, 1):
        own = [one for one in run if _sender(one) == sender]
        more = f"-{number}.pdf" if len(senders) > 1 else ".pdf"
        addresses = [one.summary.address for one in own if one.summary]
        own_name = name.replace("labels", "envelopes").replace(".pdf", more)
        yield own_name, own, envelope_pages, (sender, addresses)


def _sender(one: Planned) -> tuple[str, ...]:
    asker = one.job.requester if one.job else None
    return tuple(line for line in (asker.name, asker.organization, *asker.address) if line) if asker else ()


def envelope_pages(setup: Setup, sender: Sequence[str], addresses: Sequence[Sequence[str]]) -> bytes | FoiaError:
    """#10 envelopes as a PDF."""
    from foia.bundle.labels import envelopes as pages

    return guarded(lambda: pages(sender, addresses, font_paths=tuple(setup.finish.font_paths)))


def mailbox(drafts: Sequence[tuple[Planned, Path]], dated: dt.date) -> Made:
    """All drafts of e-mails in one file that mail programs import."""
    return DRAFTS, [one for one, _ in drafts], mailbox_bytes, ([path for _, path in drafts], dated)


def mailbox_bytes(setup: Setup, paths: Sequence[Path], dated: dt.date) -> bytes:
    """The drafts as they lie in the folder."""
    from foia.bundle.mail import mbox

    return mbox((path.read_bytes() for path in paths), dated=dated)

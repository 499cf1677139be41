"""The review of a batch: all its letters composed once more, and every distinct sentence kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from foia.batch.plan import Job
from foia.batch.press import Setup, guarded
from foia.bundle.review import Review
from foia.bundle.sentences import request_values
from foia.compose.variants import Composer
from foia.drafting import draft
from foia.errors import FoiaError
from foia.library.laws import read_subject_laws
from foia.library.places import still

REVIEW = "review.docx"


def review_pages(setup: Setup, jobs: Sequence[Job], created: dt.date) -> bytes | FoiaError:
    """Every distinct sentence of the letters, for counsel."""
    return guarded(lambda: _reviewed(setup, jobs).document(created=created))


def _reviewed(setup: Setup, jobs: Sequence[Job]) -> Review:
    """The review, for which letters that differ in the agency's own lines alone are read once and counted."""
    library = still(setup.library)
    composer, review = Composer(library), Review()
    requests = (draft(library, job.agency, job.requester, job.wishes).request for job in jobs)
    for alike in composer.variants(requests):
        request, code = alike.request, alike.request.agency.jurisdiction
        subject = read_subject_laws(library, code, jobs[0].wishes.subject)
        values = request_values(request)
        review.add(alike.letter, request.law, code, subject=subject, values=values, number=alike.number)
    return review

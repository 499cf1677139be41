"""Many letters -> print runs, labels, envelopes, sheets, the page for counsel: from values to bytes, nothing else."""

from __future__ import annotations

import datetime as dt

UNDATED = dt.date(1980, 1, 1)
"""The date inside a file where the caller gives none, so that the same values always give the same bytes."""

"""All drafts of a batch in one mailbox file, which Thunderbird, Apple Mail and mutt can open or import."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from foia.bundle import UNDATED

_FROM = re.compile(rb"^(>*From )", re.MULTILINE)


def mbox(messages: Iterable[bytes], *, dated: dt.date = UNDATED) -> bytes:
    """The messages (.eml files) as one .mbox file."""
    return b"".join(mbox_entry(message, dated=dated) for message in messages)


def mbox_entry(message: bytes, *, dated: dt.date = UNDATED) -> bytes:
    """One message as it stands in an .mbox file: lines that begin with "From " are marked as mboxrd has it."""
    # the separator wants a sender and a day; the drafts were not sent, so it names nobody and the letters' own day
    days, months = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    day = f"{days[dated.weekday()]} {months[dated.month - 1]} {dated.day:>2} 00:00:00 {dated.year}"
    lines = message.replace(b"\r\n", b"\n").rstrip(b"\n")
    return b"From draft@foia.invalid %s\n%s\n\n" % (day.encode("ascii"), _FROM.sub(rb">\1", lines))

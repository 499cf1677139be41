"""The review set in Word: a table for each part of a letter, then the blanks, then the sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foia.bundle.bases import Basis
from foia.bundle.sentences import Part
from foia.bundle.wordpages import Pages
from foia.english import long_date
from foia.model import Source

if TYPE_CHECKING:
    from foia.bundle.review import Review, Sentence

_PLACES = {"head": "Head", "opening": "Opening", "items": "Items", "body": "Other paragraphs", "end": "Closing"}
_COLUMNS = ("No.", "Sentence", "Stands in", "Rests on")
_WIDTHS = (5, 50, 20, 25)
_QUALITY = {"statute": "statute read", "secondary": "secondary source", "unverified": "NOT VERIFIED"}
_MANY = 8
"""States past which only their codes are listed, without the number of letters of each."""


def review_page(review: Review, *, created: dt.date, language: str) -> bytes:
    """The document; sentences are numbered through, so that counsel can name them."""
    pages = Pages("Every sentence of the batch, once", language)
    for line in _introduction(review):
        pages.text(line)
    sources = _Sources()
    number, place = 0, ""
    for part, sentences in review.ordered():
        if part.place != place or part.place == "body":
            pages.heading(1, part.heading if part.place == "body" and part.heading else _PLACES[part.place])
            place = part.place
        if part.place in ("head", "items"):
            pages.heading(2, _item_heading(part))
        rows = [_row(review, sources, at, one) for at, one in enumerate(sentences, number + 1)]
        number += len(rows)
        pages.table(_COLUMNS, rows, _WIDTHS)
    _add_blanks(pages, review)
    sources.add_to(pages)
    return pages.bytes(created)


def _item_heading(part: Part) -> str:
    return f"{part.heading} ({part.item})" if part.item else part.heading


def _introduction(review: Review) -> list[str]:
    count = sum(map(len, review.parts.values()))
    total = review.letters.total()
    if not total:
        return ["The batch has no letters."]
    first, last = long_date(review.first), long_date(review.last)
    dated = f"dated {first}" if first == last else f"dated {first} to {last}"
    return [
        f"{_letters(total)} under the law of {_jurisdictions(len(review.letters))}, {dated}, made of {count} "
        "sentences. Each stands here once, in the order of a letter. Addresses and signatures are not shown.",
        "A part that differs from letter to letter is shown as ‹agency›; the values are listed at the end. "
        "“Stands in” counts letters. “Rests on” names the facts on file whose words the sentence uses or whose "
        "section it cites: the section, how it was checked and when, and the number of its source at the end. A "
        "sentence that says something about the requester is marked: it is true only if the requester said so.",
    ]


def _letters(count: int) -> str:
    return f"{count:,} letter{'' if count == 1 else 's'}"


def _jurisdictions(count: int) -> str:
    return f"{count} jurisdiction{'' if count == 1 else 's'}"


def _row(review: Review, sources: _Sources, number: int, sentence: Sentence) -> tuple[str, str, str, str]:
    rests = "\n".join(_rests_on(sentence, sources))
    return str(number), review.shown(sentence.text), _stands_in(review, sentence), rests


def _stands_in(review: Review, sentence: Sentence) -> str:
    """`All letters`, `WA 12, OR 3`, or only the codes where there are many."""
    counts = dict(sorted(sentence.letters.items()))
    total = sum(counts.values())
    if counts == dict(sorted(review.letters.items())):
        return "All letters" if len(counts) > 1 else f"{', '.join(counts).upper()}: all letters"
    if len(counts) <= _MANY:
        return ", ".join(f"{code.upper()} {count:,}" for code, count in counts.items())
    if missing := [code.upper() for code in sorted(review.letters) if code not in counts]:
        if len(missing) <= _MANY:
            return f"{_letters(total)}; not in {', '.join(missing)}"
        return f"{_letters(total)}: {', '.join(counts).upper()}"
    return f"{_letters(total)}, in every jurisdiction"


def _rests_on(sentence: Sentence, sources: _Sources) -> Iterator[str]:
    """A line for each fact, those of one section and check in one; with its state where there are several."""
    found: dict[tuple[str, Basis], dict[int, None]] = {}
    for state, basis in sentence.bases:
        numbers = found.setdefault((state, replace(basis, sources=())), {})
        numbers.update(dict.fromkeys(map(sources.number, basis.sources)))
    for (state, basis), numbers in found.items():
        told = [_QUALITY[basis.quality], f"checked {basis.verified}"]
        if numbers:
            told.append(f"source {', '.join(map(str, numbers))}")
        where = f"{state.upper()}: " if len(sentence.letters) > 1 else ""
        claim = "ABOUT THE REQUESTER. " if basis.claim else ""
        section = f"{basis.section}: " if basis.section else ""
        yield f"{where}{claim}{section}{', '.join(told)}"


class _Sources:
    """The sources in the order in which they are first named."""

    def __init__(self) -> None:
        self._numbers: dict[Source, int] = {}

    def number(self, source: Source) -> int:
        """The number under which the source is listed at the end."""
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def add_to(self, pages: Pages) -> None:
        """The list at the end."""
        if self._numbers:
            pages.heading(1, "Sources")
            rows = [(str(number), one.title, one.url, str(one.date)) for one, number in self._numbers.items()]
            pages.table(("No.", "Title", "Address", "Text of"), rows, (5, 45, 40, 10))


def _add_blanks(pages: Pages, review: Review) -> None:
    """The values of each blank that had more than one."""
    from foia.bundle.review import EXAMPLES

    rows = []
    for name, values in review.seen.items():
        if len(values) > 1:
            more = " and others" if len(values) > EXAMPLES else ""
            rows.append((f"‹{name}›", "; ".join(list(values)[:EXAMPLES]) + more))
    if rows:
        pages.heading(1, "What differs from letter to letter")
        pages.table(
            ("Shown as", "For example" if any("others" in row[1] for row in rows) else "Stands for"), rows, (20, 80)
        )

"""The text of a request, and its parts: passages, items, sentences, each with the line it begins on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

_ITEM = re.compile(r"^[ \t>]*(?:[-*•] )?\(?(\d{1,2})[.)][ \t]+(?=\S)", re.MULTILINE)
_BREAK = re.compile(r"\n[ \t>]*\n")
_SENTENCE = re.compile(r"(?<=[.!?:])[\"'”’)]*\s+(?=(?:[-*•] )?[\"'“(]*[A-Z0-9])")
_LEAD = re.compile(r"\s*(?:[-*•] +)?")
"""What stands before a sentence: spaces, and the mark of a list."""
_SHORTENED = re.compile(r"(?:^|\W)(?:[A-Z][a-z]{0,4}|art|ch?|cl|div|no|para?|pt|secs?|subd|tit|vol)\.$")
"""Before a space: `Gov.`, `Va.`, `cl.`, so that the sentence goes on."""
_SAME = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u2011": "-", "\t": " "})
"""Letters that rules need not tell apart; each for one, so that places stay the same."""


@dataclass(frozen=True)
class Passage:
    """A stretch of the request; `item` is its number where it is a numbered item."""

    start: int
    text: str
    item: str = ""


@dataclass(frozen=True)
class Asked:
    """A request as it was read."""

    path: Path
    raw: str

    @cached_property
    def text(self) -> str:
        """The request with one kind of apostrophe and space, and without marks of emphasis."""
        plain = self.raw.translate(_SAME)
        return re.sub(r"\*\*|__(?=\w)|(?<=\w)__", "", plain) if self.path.suffix.lower() == ".md" else plain

    def line(self, place: int) -> int:
        """The line on which a place in the text lies."""
        return self.text.count("\n", 0, place) + 1

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs, and every numbered item by itself."""
        items = {found.start(): found for found in _ITEM.finditer(self.text)}
        edges = {0, len(self.text), *items, *(found.end() for found in _BREAK.finditer(self.text))}
        places = sorted(edges)
        found = []
        for start, end in pairwise(places):
            mark = items.get(start)
            begin = mark.end() if mark else start
            found.append(Passage(begin, self.text[begin:end].rstrip(), mark[1] if mark else ""))
        return tuple(one for one in found if one.text.strip())

    @cached_property
    def items(self) -> tuple[Passage, ...]:
        """The numbered items."""
        return tuple(one for one in self.passages if one.item)

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """Every sentence, without the spaces around it and the mark of a list."""
        found = []
        for passage in self.passages:
            start = 0
            for end in (*_ends(passage.text), len(passage.text)):
                part = passage.text[start:end]
                mark = _LEAD.match(part)
                lead = mark.end() if mark else 0
                found.append(Passage(passage.start + start + lead, part[lead:].rstrip(), passage.item))
                start = end
        return tuple(one for one in found if one.text)

    def without(self, left_out: re.Pattern[str]) -> Asked:
        """The request with the sentences blotted out that fit a pattern, every place where it was."""
        text = self.text
        for one in self.sentences:
            if left_out.search(one.text):
                end = one.start + len(one.text)
                text = text[: one.start] + re.sub(r"\S", " ", text[one.start : end]) + text[end:]
        return Asked(self.path, text)

    @property
    def first(self) -> int:
        """The line to name where something is missing: that of the first item, else the first line."""
        return self.line(self.items[0].start) if self.items else 1


def _ends(text: str) -> list[int]:
    """Where sentences end."""
    found = (
        one
        for one in _SENTENCE.finditer(text)
        if not _SHORTENED.search(text[max(0, one.start() - 12) : one.start()].rstrip("\"'”’)"))
    )
    return [one.end() for one in found]

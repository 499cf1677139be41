"""review.docx: every distinct sentence of a batch once, for counsel, with where it stands and what it rests on."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from foia.bundle import UNDATED
from foia.bundle.bases import Bases, Basis
from foia.bundle.sentences import Blanks, Part, parts, sentences, shortenings, whole_parts
from foia.model import Law, Letter, SubjectLaws

EXAMPLES = 5
"""So many values of a blank are shown."""
_REMEMBERED = 20_000
"""Texts whose sentences are kept in mind; more only where each row has words of its own."""


@dataclass
class Sentence:
    """A sentence with blanks, the number of letters of each state it stands in, and what it rests on there."""

    text: str
    letters: Counter[str] = field(default_factory=Counter)
    bases: dict[tuple[str, Basis], None] = field(default_factory=dict)


class Review:
    """Grows by one letter at a time, and holds no more than the sentences that differ."""

    def __init__(self) -> None:
        self.parts: dict[Part, list[Sentence]] = {}
        self.letters: Counter[str] = Counter()
        self.seen: dict[str, dict[str, None]] = {}
        """The first values of each blank; one alone is shown in its place."""
        self.first, self.last = dt.date.max, dt.date.min
        self._known: dict[str, Sentence] = {}
        self._order: list[Part] = []
        self._states: dict[str, tuple[Bases, frozenset[str]]] = {}
        self._cut: dict[tuple[str, Part, str], tuple[Sentence, ...]] = {}

    def add(
        self,
        letter: Letter,
        law: Law,
        state_code: str,
        *,
        subject: SubjectLaws | None = None,
        values: Mapping[str, str] | None = None,
        number: int = 1,
    ) -> None:
        """Takes in one letter; `values` are what varies from row to row by name (see `request_values`)."""
        if state_code not in self._states:
            known = subject or SubjectLaws()
            self._states[state_code] = (Bases(law, known), shortenings(law, known))
        self.letters[state_code] += number
        self.first, self.last = min(self.first, letter.dated), max(self.last, letter.dated)
        bases = self._states[state_code][0]
        blanks = Blanks(letter, {name: text for name, text in (values or {}).items() if not bases.says(text)})
        said: dict[int, Sentence] = {}
        before: Part | None = None
        for part, raw in parts(letter):
            if text := blanks.open(raw, self.seen, EXAMPLES + 1):
                group = self._group(part, before)
                said |= {id(one): one for one in self._sentences(state_code, part, group, text)}
                before = part
        for one in said.values():
            one.letters[state_code] += number

    def _sentences(self, state: str, part: Part, group: list[Sentence], text: str) -> tuple[Sentence, ...]:
        """The sentences of a text, from memory where the state's letters said it before."""
        key = (state, part, text)
        if key not in self._cut:
            if len(self._cut) >= _REMEMBERED:
                self._cut.clear()
            bases, shortened = self._states[state]
            found = self._placed(group, [text] if whole_parts(part) else list(sentences(text, shortened)))
            for one in found:
                one.bases.update(dict.fromkeys((state, basis) for basis in bases.behind(one.text, part.item)))
            self._cut[key] = tuple(found)
        return self._cut[key]

    def _placed(self, group: list[Sentence], texts: list[str]) -> list[Sentence]:
        """The sentences of these texts; a new one stands in the group before the next of them that is known."""
        for at, text in enumerate(texts):
            if text not in self._known:
                made = self._known[text] = Sentence(text)
                group.insert(self._before(group, texts[at + 1 :]), made)
        return [self._known[text] for text in texts]

    def _before(self, group: list[Sentence], rest: Sequence[str]) -> int:
        """The place in the group of the first of the texts that stands in it, else its end."""
        known = [self._known[text] for text in rest if text in self._known]
        places = (at for one in known for at, other in enumerate(group) if other is one)
        return next(places, len(group))

    def _group(self, part: Part, before: Part | None) -> list[Sentence]:
        """The sentences of the part, which is put after the one it follows in its letter if it is new."""
        if part not in self.parts:
            at = self._order.index(before) + 1 if before in self._order else len(self._order)
            self._order.insert(at, part)
            self.parts[part] = []
        return self.parts[part]

    def ordered(self) -> list[tuple[Part, list[Sentence]]]:
        """The parts in the order of a letter, each with the sentences that stood there first."""
        return [(part, self.parts[part]) for part in self._order if self.parts[part]]

    def shown(self, text: str) -> str:
        """The sentence as counsel reads it: a blank that had the same value in every letter is filled in."""
        for name, values in self.seen.items():
            if len(values) == 1:
                text = text.replace(f"‹{name}›", next(iter(values)))
        return text

    def document(self, *, created: dt.date = UNDATED, language: str = "en-US") -> bytes:
        """The review as a .docx file."""
        from foia.bundle.review_page import review_page

        return review_page(self, created=created, language=language)

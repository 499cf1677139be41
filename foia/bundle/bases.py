"""Which facts of a state's law stand behind a sentence of a letter: found by their words and their sections."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from foia.model import Fact, Law, MandatedRecord, Quality, Source, SubjectLaw, SubjectLaws

_PRINTED = {
    "section": ("words", "gist", "sentence", "office"),
    "citation": ("name",),
    "answer_section": ("answer",),
    "estimate_section": ("estimate_words",),
    "exemption": (),
}
"""Fields a letter cites, each with the fields that say what stands there."""
_CLAIMED = ("statement", "yes", "no")
"""Fields a letter prints as the requester's own words."""
_SHORTEST = 9
"""Characters of a text that is looked for; a shorter one would be found everywhere."""
_QUOTES = str.maketrans("", "", "“”‘’\"'")


@dataclass(frozen=True)
class Basis:
    """What a sentence rests on: the section, how well it was checked and when, and where the text was read."""

    section: str
    quality: Quality
    verified: dt.date
    sources: tuple[Source, ...]
    claim: bool = False
    """The sentence says something about the requester."""


@dataclass(frozen=True)
class _Known:
    """A fact with the texts by which it is recognised, and the sections it is cited by."""

    basis: Basis
    said: tuple[str, ...]
    cited: tuple[re.Pattern[str], ...]
    item: str = ""


class Bases:
    """The facts of one state's law and of its laws on the subject, ready to be found in sentences."""

    def __init__(self, law: Law, subject: SubjectLaws) -> None:
        self._law, self._subject = law, subject

    @cached_property
    def _facts(self) -> tuple[_Known, ...]:
        return tuple(known for _, fact in self._law.facts() for known in _known(fact, self._law.sources))

    @cached_property
    def _records(self) -> tuple[_Known, ...]:
        return tuple(
            _record(law, record, self._subject.sources) for law in self._subject.laws for record in law.records
        )

    @cached_property
    def _words(self) -> str:
        return "\n".join(text for one in (*self._facts, *self._records) for text in one.said)

    def says(self, text: str) -> bool:
        """True if the text is part of what the law itself says, such as the name of the state."""
        return text.translate(_QUOTES) in self._words

    def behind(self, sentence: str, item: str = "") -> tuple[Basis, ...]:
        """The facts whose words the sentence says; where it only cites, those of the section; an item's own record."""
        plain = sentence.translate(_QUOTES)
        own = [one for one in self._records if one.item == item and _says(one, plain)]
        said = own + [one for one in self._facts if _says(one, plain)]
        rest = sentence
        for section in sorted({one.basis.section for one in said} - {""}, key=len, reverse=True):
            rest = rest.replace(section, "")
        cited = [one for one in self._facts if _cites(one, rest)]
        return tuple(dict.fromkeys((*(one.basis for one in said), *_one_a_section(cited))))


def _one_a_section(cited: list[_Known]) -> Iterator[Basis]:
    """The first fact of each section: a bare citation does not say which of them is meant."""
    first = {one.basis.section: one.basis for one in reversed(cited)}
    yield from first.values()


def _says(known: _Known, plain: str) -> bool:
    """True if the sentence holds one of the fact's texts, or is a part of one."""
    return any(text in plain or (len(plain) >= _SHORTEST and plain in text) for text in known.said)


def _cites(known: _Known, sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in known.cited)


def _known(fact: Fact, sources: Mapping[str, Source]) -> Iterator[_Known]:
    """What a letter may say and cite of the fact, section by section; what it has the requester say stands apart."""
    read = tuple(sources[key] for key in fact.sources if key in sources)
    for field, names in _PRINTED.items():
        section = getattr(fact, field, "")
        # what nobody checked is printed only where it is a demand on the requester, which is met all the same
        said = _texts(fact, names if fact.quality != "unverified" else ("sentence",))
        cited = (_whole(section),) if section and fact.quality != "unverified" else ()
        yield _Known(Basis(section, fact.quality, fact.verified, read), said, cited)
    yield _Known(Basis(fact.section, fact.quality, fact.verified, read, claim=True), _texts(fact, _CLAIMED), ())


def _texts(fact: Fact, names: tuple[str, ...]) -> tuple[str, ...]:
    """What the fact says in these fields, as far as it is long enough to be recognised."""
    found = (getattr(fact, name, "") for name in names)
    return tuple(text.translate(_QUOTES) for text in found if isinstance(text, str) and len(text) >= _SHORTEST)


def _record(law: SubjectLaw, record: MandatedRecord, sources: Mapping[str, Source]) -> _Known:
    basis = Basis(
        section=f"{record.section} ({law.title})",
        quality=law.quality,
        verified=law.verified,
        sources=tuple(sources[key] for key in law.sources if key in sources),
    )
    return _Known(basis, (record.text.translate(_QUOTES),), (), record.id)


def _whole(section: str) -> re.Pattern[str]:
    """The section, and not the beginning of a longer one: § 1 is neither § 12 nor § 1(a) nor § 1-2."""
    return re.compile(rf"(?<!\w){re.escape(section)}(?![\w(]|[-.:]\w)")

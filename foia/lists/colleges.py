"""Whether a campus is public: the federal list of colleges says who controls each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from foia.lists.names import simple, telling_words

Control = Literal["public", "private", "tribal", ""]
_POLICE = re.compile(r" (?:campus )?(?:police|public safety|security)(?: (?:department|services))?$")
_SITE = re.compile(r"\s+[-–]\s+|[-–](?=[A-Z])|, | at (?=[A-Z])")
_KIND = frozenset(("university", "college"))


@dataclass(frozen=True)
class College:
    """One line of the federal list: a college, or the office of a system of them."""

    state: str
    name: str
    aliases: tuple[str, ...]
    system: str
    control: Control


@dataclass
class Colleges:
    """The colleges by state and name, the surest way of naming them first."""

    by: list[dict[tuple[str, object], set[Control]]] = field(default_factory=list)

    @classmethod
    def of(cls, colleges: Iterable[College], states: dict[str, str]) -> Colleges:
        """The list made ready; `states` gives the names that stand at the end of a college's: of Pennsylvania."""
        found = cls([defaultdict(set) for _ in _WAYS])
        for one in colleges:
            for at, (said, _) in enumerate(_WAYS):
                for key in said(one, simple(states[one.state])):
                    found.by[at][one.state, key].add(one.control)
        return found

    def control(self, state: str, name: str) -> Control:
        """Who controls the campus of that name; "" if the list has none such, or several that differ."""
        for index, (_, asked) in zip(self.by, _WAYS, strict=True):
            if found := index.get((state, asked(name)), set()) if asked(name) else set():
                return next(iter(found)) if len(found) == 1 else ""
        return ""


def _bare(name: str) -> str:
    """The name without "police department", "main campus" and what stands in brackets."""
    text = _POLICE.sub("", simple(re.sub(r"\(.*?\)", " ", name)))
    return re.sub(r" (?:main(?: campus)?|district)$", "", text).removeprefix("the ")


def _head(name: str) -> str:
    return _bare(_SITE.split(name)[0])


def _short(name: str, state: str) -> str:
    """Kutztown University for Kutztown University of Pennsylvania, but the University of Pennsylvania as it is."""
    return re.sub(rf"^(.+ (?:university|college)) (?:of|in) {state}$", r"\1", name)


def _names(one: College, state: str) -> Iterator[str]:
    for name in filter(None, (one.name, *one.aliases)):
        yield _bare(name)
        yield _short(_bare(name), state)


def _words(name: str) -> frozenset[str]:
    """The telling words; "community" tells two colleges apart, though it does not tell two school districts."""
    words = simple(_bare(name)).split()
    return telling_words(_bare(name)) | (frozenset(words) & {"community"})


def _heads(one: College, state: str) -> Iterator[str]:
    for name in map(_head, filter(None, (one.name, one.system))):
        yield name
        yield _short(name, state)


def _openings(one: College, state: str) -> Iterator[str]:
    """The name from its start on, two words at least: Washington University in St. Louis."""
    words = _bare(one.name).split()
    yield from (" ".join(words[:end]) for end in range(2, len(words)))


_WAYS: tuple[tuple[Callable[[College, str], Iterable[object]], Callable[[str], object]], ...] = (
    (_names, _bare),
    (lambda one, state: map(_words, _names(one, state)), _words),
    (_heads, _head),
    (
        lambda one, state: (_words(name) - _KIND for name in _names(one, state)),
        lambda name: _words(name) - _KIND,
    ),
    (_openings, _bare),
)
"""Ways in which the list and the FBI may name one college: how the list's names are kept, how a name is asked for."""

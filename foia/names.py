"""The names of agencies as people type them: simplified, without the words that all share, and as initials."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from foia.model import Agency

_WORDS = {
    "pd": "police department",
    "dept": "department",
    "dpt": "department",
    "so": "sheriff office",
    "sheriffs": "sheriff",
    "sherrif": "sheriff",
    "sherif": "sheriff",
    "sherrifs": "sheriff",
    "co": "county",
    "cnty": "county",
    "st": "saint",
    "ft": "fort",
    "mt": "mount",
    "univ": "university",
    "metro": "metropolitan",
    "dps": "department public safety",
    "hwy": "highway",
}
_LONG = ("department",)
"""Words in which a slip of the finger would otherwise hide the words that tell agencies apart."""
_FILLER = frozenset("of the and s police department division office county city town village borough township".split())
_SMALL = frozenset("of the and for in at".split())


class Entry(NamedTuple):
    """One agency as the search sees it; all texts simplified but `id`."""

    id: str
    name: str
    core: str
    initials: str
    aliases: tuple[str, ...]
    city: str
    zip: str
    ori: str
    officers: int
    successor: str
    status: str


def simplified(name: str) -> str:
    """Lower case, no punctuation, abbreviations written out: what two spellings of one name share."""
    words = re.sub(r"[^a-z0-9 ]", " ", name.lower().replace("'s", "").replace("’s", "")).split()
    return " ".join(_WORDS.get(word) or _mended(word) for word in words)


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    """A long word that every department's name has, put right if two of its letters are wrong or swapped."""
    if word in _LONG or not 7 <= len(word) <= 12 or word[0] != "d":
        return word
    from rapidfuzz.distance import OSA

    return next((right for right in _LONG if OSA.distance(word, right) <= 2), word)


def core_of(name: str) -> str:
    """The words of a simplified name that tell one agency from another."""
    return " ".join(word for word in name.split() if word not in _FILLER)


def initials_of(name: str) -> str:
    """`lapd` for "Los Angeles Police Department"; "" for names of fewer than three words."""
    words = [word for word in re.sub(r"[^A-Za-z ]", " ", name).split() if word.lower() not in _SMALL]
    return "".join(word[0] for word in words).lower() if len(words) >= 3 else ""


def entry_of(agency: Agency) -> Entry:
    """The agency as the search sees it."""
    name = simplified(agency.name)
    return Entry(
        id=agency.id,
        name=name,
        core=core_of(name),
        initials=initials_of(agency.name),
        aliases=tuple(simplified(alias) for alias in agency.aliases),
        city=simplified(agency.city),
        zip=agency.zip[:5].strip(),
        ori=agency.ori,
        officers=agency.officers or 0,
        successor=agency.instead,
        status=agency.status,
    )

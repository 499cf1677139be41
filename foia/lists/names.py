"""Names: as a list writes them, as a person writes them, and what two spellings of one name share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

RANKS = ("township", "borough", "village", "town")
"""What a municipality can be besides a city; two of one name may lie in one county."""
MISSING = frozenset(("", "NA", "NOT AVAILABLE", "NOT APPLICABLE", "NOT SPECIFIED", "-999", "NULL", "NONE", "(BLANK)"))
_SPELLINGS = {
    **dict.fromkeys(("saint", "sainte", "ste"), "st"),
    **dict.fromkeys(("twp", "twnshp"), "township"),
    **dict.fromkeys(("sheriff", "sheriffs"), "sheriff"),
    "marshals": "marshal",
    "constables": "constable",
    "boro": "borough",
    "mount": "mt",
    "fort": "ft",
    "point": "pt",
    "univ": "university",
    "dept": "department",
    "co": "county",
    "pd": "police department",
}
_AGENCY = frozenset(
    (
        "police department division bureau office of the public safety law enforcement agency services service and"
        " authority force headquarters hq administration building metropolitan metro unified station"
        " departments facility"
    ).split()
)
_COMMON = _AGENCY.union(
    RANKS,
    "at in system campus security tribal tribe nation indian reservation".split(),
    "community district school schools independent isd international regional main s".split(),
)
"""Words that tell no campus, tribe, airport or transit body from another."""
_STATE_COMMON = frozenset("of the and state department headquarters hq".split())
_SMALL = frozenset("of the and at for in on de la del du".split())
_CAPITALS = re.compile(r"(?:II|III|IV|NE|NW|SE|SW|US|SUNY|CUNY|BART|MTA|PO|ISD|FM|RR|SR|CR)")
_COUNTY = re.compile(r" (?:county|parish|city and borough|borough|census area|municipality|planning region|municipio)$")


class Place(NamedTuple):
    """What tells one agency from another: the telling words run together, and the rank of the municipality."""

    core: str
    rank: str


def filled(cell: str | None) -> str:
    """The cell without surrounding blanks; "" where the list says that it does not know."""
    text = " ".join((cell or "").split())
    return "" if text.upper() in MISSING else text


@lru_cache(maxsize=200_000)
def simple(name: str) -> str:
    """Lower case, no accents, no punctuation, one spelling for each word."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    text = re.sub(r"['`’.]", "", text.replace("&", " and "))
    words = re.sub(r"[^a-z0-9]+", " ", text).split()
    return " ".join(_SPELLINGS.get(word, word) for word in words)


@lru_cache(maxsize=200_000)
def county_key(county: str) -> str:
    """A county's name without its kind: dekalb for DeKalb County and DE KALB; a city keeps its "city"."""
    return _COUNTY.sub("", simple(county)).replace(" ", "")


@lru_cache(maxsize=200_000)
def place(name: str, kind: str) -> Place:
    """The telling words and the rank in the name of an agency of that kind."""
    text = simple(name)
    rank = ""
    if led := re.match(rf"(?:(?:police department|police) )?({'|'.join(RANKS)}|city) of (.+)", text):
        rank, text = led[1], led[2]
    dropped = _AGENCY | ({"sheriff", "county", "parish"} if kind == "sheriff" else set())
    dropped |= {"county"} if kind == "county-police" else set()
    dropped |= {"marshal", "charter", "fire", "rescue"} if kind == "municipal" else set()
    words = [word for word in text.split() if word not in dropped]
    if kind == "municipal" and len(words) > 1 and words[-1] in RANKS:
        rank = words.pop()
    return Place("".join(words), "" if rank == "city" else rank)


def telling_words(name: str) -> frozenset[str]:
    """The words of a campus, tribe, airport or transit body that other bodies of the kind do not have."""
    return frozenset(simple(name).split()) - _COMMON


def state_words(name: str) -> frozenset[str]:
    """The words of a state body without "state" and "department", which one list has and another leaves out."""
    return frozenset(simple(name).split()) - _STATE_COMMON


def titled(text: str, known: dict[str, str] | None = None) -> str:
    """Capitals as a person writes them: NORTH 2ND STREET -> North 2nd Street; `known` gives the words' own ways."""
    words = text.split()
    return " ".join(_titled(word, bool(at), known or {}) for at, word in enumerate(words))


def _titled(word: str, inner: bool, known: dict[str, str]) -> str:
    if found := known.get(simple(word)):
        return found
    if _CAPITALS.fullmatch(word) or re.fullmatch(r"[A-Z]?\d+[A-Z]?\d*|(?:[A-Z]\.)+", word):
        return word
    if inner and word.lower() in _SMALL:
        return word.lower()
    lower = re.sub(r"(?:^|(?<=[-/(#]))[a-z]", lambda start: start[0].upper(), word.lower())
    lower = re.sub(r"^(Mc|O')([a-z])", lambda start: start[1] + start[2].upper(), lower)
    return re.sub(r"(?<=\d)(St|Nd|Rd|Th)\b", lambda end: end[0].lower(), lower)


def slug_of(name: str) -> str:
    """The guessable slug of a name: cook-county-sheriff, houston-police-department."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    text = re.sub(r"['`.]", "", text).replace("&", " and ")
    slug = re.sub(r"[^a-z0-9]+", "-", text).strip("-")
    return re.sub(r"-?sheriffs?-(?:office|department)$", "-sheriff", slug).strip("-")


def phone_of(text: str) -> str:
    """A telephone number as (206) 625-5011, or "" if it cannot be one."""
    digits = re.sub(r"\D", "", text)
    digits = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    if not re.fullmatch(r"[2-9]\d{2}[2-9]\d{6}", digits):
        return ""
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"

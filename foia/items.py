"""Chooses the numbered items of a letter and the names to search for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from foia.errors import InputError
from foia.library.toml import guess
from foia.model import (
    SIZES,
    Agency,
    Catalogue,
    CatalogueItem,
    Item,
    Law,
    MandatedRecord,
    OpenRecord,
    Size,
    SubjectLaw,
    SubjectLaws,
    Vendor,
    Vendors,
)

Asked: TypeAlias = CatalogueItem | MandatedRecord
"""What an item of a letter is made from: the catalogue, or a law that makes the record exist."""
MOST_CITED: dict[Size, int] = {"starter": 2, "standard": 2, "deep": 4}
"""Sections said in full beside the items of a letter; the others stand there by number alone."""
WORD = r"[^\W_]+(?:[-&+.][^\W_]+)*\+*"
"""A word of a name: L-1, FaceCheck.ID and Face++ are one each."""
MOST_PRODUCTS = 12
"""Names in a letter's search line; more would drown the officer."""


def chosen_items(
    catalogue: Catalogue,
    subject_laws: SubjectLaws,
    law: Law,
    agency: Agency,
    size: Size,
    picked: Sequence[str],
    on: dt.date,
    cap: int | None = None,
    first: Sequence[str] = (),
) -> tuple[Item, ...]:
    """The items in letter order, numbered from 1: those of `first`, what a law makes this agency hold, the rest."""
    items = [one for one in catalogue.items if not one.agencies or agency.id in one.agencies]
    if picked:
        wanted = _picked(items, _binding(subject_laws, agency, on), picked)
    else:
        most = min(SIZES[size], cap or SIZES[size])
        mandated = mandated_records(subject_laws, agency, size, on)
        wanted = _forward(_usual(items, mandated, size, most), items, first)[:most]
    return _numbered(tuple(wanted), law, agency.kind, on, MOST_CITED[size])


def _usual(items: Sequence[CatalogueItem], mandated: Sequence[MandatedRecord], size: Size, most: int) -> list[Asked]:
    """What laws oblige the agency to hold, its own items, then the general ones whose place neither takes.

    Three places at least are kept for general items, such as the contract; one, where own items ask for that.
    """
    sized = [one for one in items if size in one.sizes]
    own = [one for one in sized if one.agencies]
    special = {name for one in own for name in one.replaces}
    held = [one for one in mandated if one.id not in special]
    taken = special | {name for record in held for name in record.replaces}
    general = [one for one in sized if not one.agencies and one.id not in taken]
    room = most - 1 if own else max(1, most - 3)
    led: list[Asked] = [*held, *own]
    return [*led[:room], *general]


def _forward(wanted: Sequence[Asked], items: Sequence[CatalogueItem], first: Sequence[str]) -> list[Asked]:
    """The items named in `first`, or what takes their place in this letter, before the others."""
    known = {one.id: one for one in items}
    front: list[Asked] = []
    for name in first:
        stand_in = next((one for one in wanted if one.id == name or name in one.replaces), known.get(name))
        if stand_in is not None and stand_in not in front:
            front.append(stand_in)
    return [*front, *(one for one in wanted if one not in front)]


def mandated_records(subject_laws: SubjectLaws, agency: Agency, size: Size, on: dt.date) -> list[MandatedRecord]:
    """The records that laws binding this agency make it hold, as far as a letter of this date may name them."""
    return [one for one in _binding(subject_laws, agency, on) if size in one.sizes]


def prohibitions(subject_laws: SubjectLaws, agency: Agency, on: dt.date) -> list[SubjectLaw]:
    """The laws that bar this agency from the technology, as far as a letter of this date may name them."""
    return [law for law in subject_laws.laws if law.prohibits and law.binds(agency) and _ready(law, on)]


def _binding(subject_laws: SubjectLaws, agency: Agency, on: dt.date) -> list[MandatedRecord]:
    """The records that a letter to this agency may name, in every size."""
    laws = [law for law in subject_laws.laws if law.binds(agency) and _ready(law, on)]
    return [record for law in laws for record in law.records if record.letter_ready]


def _ready(law: SubjectLaw, on: dt.date) -> bool:
    fresh = law.watch is None or on < law.watch
    return law.letter_ready and law.quality != "unverified" and fresh and law.status in ("in force", "lapsed", "unsure")


def _picked(items: Sequence[CatalogueItem], mandated: Sequence[MandatedRecord], picked: Sequence[str]) -> list[Asked]:
    """The items asked for by id or code, in the catalogue's order; InputError for one that is not there."""
    known: dict[str, Asked] = {record.id: record for record in mandated}
    known |= {one.id: one for one in items}
    codes = {one.code.lower(): one.id for one in items}
    wanted = {codes.get(name.lower(), name.lower()) for name in picked}
    for name in picked:
        if codes.get(name.lower(), name.lower()) not in known:
            raise InputError(
                f"no item {name!r}{guess(name.lower(), known)}", where="--item", to_do=f"Items: {', '.join(known)}."
            )
    return [one for name, one in known.items() if name in wanted]


@lru_cache(maxsize=1024)
def _numbered(wanted: tuple[Asked, ...], law: Law, kind: str, on: dt.date, most: int) -> tuple[Item, ...]:
    """Items with the sections that open them: one said beside each, the others once by number.

    The very same tuple comes back for all agencies of a kind, by which a batch knows that their letters are alike.
    """
    cited: set[str] = set()
    repeated: set[str] = set()
    items = []
    for number, one in enumerate(wanted, 1):
        opens = _opening(one, law, kind, on)
        text = _wording(one, law, kind)
        fresh = (open_ for open_ in opens if open_.section not in cited)
        full = next(fresh, None) if len(cited) < most else None
        items.append(
            Item(
                number=number,
                id=one.id,
                title=one.title,
                text=text if text.endswith(".") else f"{text}.",
                open_records=(full,) if full else (),
                instead_of=one.replaces if isinstance(one, MandatedRecord) else (),
                see=tuple(open_.section for open_ in opens if open_ is not full and open_.section not in repeated),
            )
        )
        repeated |= {open_.section for open_ in opens if open_ is not full}
        cited |= {full.section} if full else set()
    return tuple(items)


def _wording(one: Asked, law: Law, kind: str) -> str:
    """The item's text for this kind of agency, as named kinds of record where the act answers no other."""
    if isinstance(one, MandatedRecord):
        return one.text
    named = one.named_text if law.named_records else ""
    return named or one.text_for.get(kind, one.text)


def _opening(one: Asked, law: Law, kind: str, on: dt.date) -> list[OpenRecord]:
    topic = one.topic if isinstance(one, CatalogueItem) else ""
    binding = (open_ for open_ in law.contracts_public if not open_.kinds or kind in open_.kinds)
    return [open_ for open_ in binding if topic in open_.topics and open_.section and open_.printable(on)]


def find_vendor(vendors: Vendors, typed: str) -> Vendor:
    """The vendor of that name, old name or product; InputError with a guess where there is none."""
    wanted = typed.strip().lower()
    names = {name.lower(): vendor for vendor in vendors.vendors for name in vendor_names(vendor)}
    if wanted in names:
        return names[wanted]
    within = {names[name].id: names[name] for name in names if _holds(name, wanted)}
    if len(within) == 1:
        return next(iter(within.values()))
    known = ", ".join(vendor.name for vendor in vendors.vendors)
    raise InputError(f"no vendor {typed!r}{guess(wanted, names)}", where="--vendor", to_do=f"Vendors: {known}.")


def _holds(name: str, words: str) -> bool:
    """True if the words stand whole and side by side in the name: `L-1 Identity` in `L-1 Identity Solutions`."""
    return f" {' '.join(re.findall(WORD, words.lower()))} " in f" {' '.join(re.findall(WORD, name.lower()))} "


def vendor_names(vendor: Vendor) -> tuple[str, ...]:
    """Every name a contract may bear: its own, old ones, products."""
    return tuple(dict.fromkeys((vendor.id, vendor.name, *vendor.aliases, *vendor.products, *vendor.terms)))


def product_names(
    vendors: Vendors, chosen: Sequence[str], first: Sequence[str] = (), usual_ids: Sequence[str] = ()
) -> tuple[str, ...]:
    """The names in the search line: those of the vendors chosen, `first`, then the usual ones, up to twelve.

    The usual ones are those marked in vendors.toml, unless the subject names others for letters of its language.
    """
    asked = [find_vendor(vendors, name) for name in chosen]
    led = tuple(dict.fromkeys((*(name for vendor in asked for name in searched_names(vendor)), *first)))
    known = {vendor.id: vendor for vendor in vendors.vendors}
    usual_ones = [known[one] for one in usual_ids if one in known] or [one for one in vendors.vendors if one.default]
    usual = [vendor.letter_name or vendor.name for vendor in usual_ones if vendor not in asked]
    rest = [name for name in usual if name not in led]
    return (*led, *rest[: max(0, MOST_PRODUCTS - len(led))])


def searched_names(vendor: Vendor) -> tuple[str, ...]:
    """The names by which an office finds this vendor: as letters call it, then the search words that find more."""
    called = vendor.letter_name or vendor.name
    return (called, *(word for word in telling_words(vendor.terms) if not _holds(called, word)))


def telling_words(words: Sequence[str]) -> tuple[str, ...]:
    """Search words without those that a shorter one finds as well: `Rekognition` finds `AWS Rekognition`."""
    kept = dict.fromkeys(words)
    known = {word.lower(): word for word in reversed(list(kept))}
    first = [word for word in kept if known[word.lower()] == word]
    return tuple(word for word in first if not any(_holds(word, other) for other in first if other != word))

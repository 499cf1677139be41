"""Rules for a subject folder: the items a letter can ask for, and the vendors it can name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from foia.checks.context import SUBJECT, Context, Examined
from foia.checks.facts import check_dates, check_left_open, is_url, place, unique
from foia.checks.problem import Problem
from foia.checks.shape import Keys, Placed, TomlFile, examine
from foia.items import MOST_PRODUCTS
from foia.library.laws import read_vendors
from foia.library.toml import guess
from foia.model import (
    SIZES,
    Catalogue,
    CatalogueItem,
    Statement,
    SubjectText,
    UseRule,
    UseRules,
    Vendor,
    Vendors,
)

Problems = Iterator[Problem]
MOST_WORDS = 55
"""The longest text an item may have: ten of them and all else stand on two pages."""
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


CATALOGUE = "records.toml"


def check_catalogue(context: Context, path: Path, code: str) -> Examined:
    """Every rule over the items of a subject."""
    toml, found = examine(path, Catalogue, context.dictionary)
    items = list(toml.of(CatalogueItem))
    found += [*unique(toml, items), *unique(toml, items, "code", is_id=False)]
    for one in items:
        found += [*check_text(toml, one, "text"), *check_text(toml, one, "named_text")]
        for kind, text in one.record.text_for.items():
            found += _text(toml, (*one.keys, "text_for", kind), f"{place(one)}: the text for {kind}", text)
        found += [*_kinds(toml, one, "text_for", context), *_only_for(toml, one, context), *_sources(toml, one)]
    for shared in toml.of(SubjectText):
        found += [*_kinds(toml, shared, "custodians_for", context), *_kinds(toml, shared, "terms_for", context)]
        found += [*_kinds(toml, shared, "units_for", context), *_named_vendors(toml, shared, context)]
    if path.name == CATALOGUE:
        # The pledge letter's own items stand in every size, and its places are filled in for one vendor.
        found += [*_sizes(toml), *check_left_open(toml, toml.tables, ())]
    return Examined(found, len(items))


def check_text(toml: TomlFile, one: Placed, key: str) -> Problems:
    """An item is short, asks no question and does not ask for everything."""
    yield from _text(toml, (*one.keys, key), f"{place(one)}: the {key}", getattr(one.record, key))


def _kinds(toml: TomlFile, one: Placed, key: str, context: Context) -> Problems:
    """Another wording is for a kind of agency that there is, or for one on file."""
    kinds = context.dictionary.choices("AgencyLine", "kind")
    for kind in getattr(one.record, key):
        if "/" in kind:
            yield from _on_file(toml, one, key, kind, context)
        elif kind not in kinds:
            message = f"{place(one)}: no kind {kind!r}{guess(kind, kinds)}"
            yield toml.problem((*one.keys, key, kind), message, f"Kinds: {', '.join(kinds)}.")


def _named_vendors(toml: TomlFile, one: Placed, context: Context) -> Problems:
    """The vendors that an ordinary letter names are on file."""
    known = {vendor.id for vendor in read_vendors(context.library, SUBJECT).vendors} if one.record.vendors else set()
    for name in one.record.vendors:
        if name not in known:
            message = f"{place(one)}: no vendor {name!r}{guess(name, known)}"
            yield toml.problem((*one.keys, "vendors"), message, "It names ids of vendors.toml.")


def _on_file(toml: TomlFile, one: Placed, key: str, name: str, context: Context) -> Problems:
    if name not in context.agencies:
        message = f"{place(one)}: no agency {name!r} is on file{context.near_agency(name)}"
        yield toml.problem((*one.keys, key), message, "An id is folder/slug, such as wa/seattle-police-department.")


def _only_for(toml: TomlFile, one: Placed, context: Context) -> Problems:
    """An item for one agency names one on file, and what it takes the place of is there to be replaced."""
    for name in one.record.agencies:
        yield from _on_file(toml, one, "agencies", name, context)
    if one.record.replaces and not one.record.agencies:
        to_do = "Name the agencies it is for; a general item replaces none."
        yield toml.problem((*one.keys, "replaces"), f"{place(one)}: replaces others in every letter", to_do)
    for name in one.record.replaces:
        if name not in context.items and name not in context.mandated(one.record.agencies):
            message = f"{place(one)}: no item {name!r}{guess(name, context.items)}"
            to_do = "It names ids of items here, or of records in the agency's facial-recognition.toml."
            yield toml.problem((*one.keys, "replaces"), message, to_do)


def _sources(toml: TomlFile, one: Placed) -> Problems:
    for page in one.record.sources:
        if not is_url(page):
            to_do = "Write the page's whole address: https://..."
            yield toml.problem((*one.keys, "sources"), f"{place(one)}: {page!r} is not a web address", to_do)


def _text(toml: TomlFile, at: Keys, name: str, text: str) -> Problems:
    if (words := len(text.split())) > MOST_WORDS:
        to_do = f"{MOST_WORDS} at most, so that a letter of ten items stays on two pages."
        yield toml.problem(at, f"{name} has {words} words", to_do)
    if "?" in text:
        to_do = "Name the records that show the answer: an agency owes records, not answers."
        yield toml.problem(at, f"{name} asks a question", to_do)
    if found := re.search(r"\ball and any\b|\bany and all\b", text, re.IGNORECASE):
        to_do = "Name the kinds of record; a request for everything can be refused as vague."
        yield toml.problem(at, f"{name} says {found[0]!r}", to_do)


def _sizes(toml: TomlFile) -> Problems:
    """A letter of each size has exactly its number of items, or each the same as the shortest."""
    catalogue = toml.whole(Catalogue)
    if catalogue is None:
        return
    general = [item for item in catalogue.items if not item.agencies]
    counts = {size: sum(size in item.sizes for item in general) for size in SIZES}
    if set(counts.values()) == {min(SIZES.values())}:
        return
    for size, most in SIZES.items():
        if (count := counts[size]) != most:
            yield toml.problem(("items", 0), f"{count} items in a {size} letter", f"Put {size!r} into {most} of them.")


def check_steering(context: Context, path: Path, code: str) -> Examined:
    """Every rule over what published evidence of use changes in letters."""
    toml, found = examine(path, UseRules, context.dictionary)
    rules = list(toml.of(UseRule))
    seen: set[str] = set()
    for one in rules:
        if one.record.relation in seen:
            message = f"{place(one)}: a second rule for {one.record.relation!r}"
            found.append(toml.problem((*one.keys, "relation"), message, "Keep one."))
        seen.add(one.record.relation)
        for name in one.record.first:
            if name not in context.items:
                message = f"{place(one)}: no item {name!r}{guess(name, context.items)}"
                found.append(toml.problem((*one.keys, "first"), message, "It names ids of items in records.toml."))
    found += check_left_open(toml, toml.tables, ())
    return Examined(found, len(rules))


def check_vendors(context: Context, path: Path, code: str) -> Examined:
    """Every rule over the vendors of a subject."""
    toml, found = examine(path, Vendors, context.dictionary)
    vendors = list(toml.of(Vendor))
    found += unique(toml, vendors)
    for one in vendors:
        found += [*check_dates(toml, one, context.on), *_vendor(toml, one)]
    for one in toml.of(Statement):
        found += _statement(toml, one)
    usual = [one for one in vendors if one.record.default]
    if len(usual) > MOST_PRODUCTS:
        to_do = f"{MOST_PRODUCTS} at most stand in an ordinary letter."
        found.append(toml.problem(("vendors", 0), f"{len(usual)} vendors have default = true", to_do))
    found += check_left_open(toml, toml.tables, ())
    return Examined(found, len(vendors) + sum(1 for _ in toml.of(Statement)))


def _vendor(toml: TomlFile, one: Placed) -> Problems:
    vendor = one.record
    yield from _pages(toml, one)
    if vendor.default and not vendor.letter_name:
        to_do = "Write the name as it shall stand in the letter, such as: NeoFace (NEC)."
        yield toml.problem(one.keys, f"{place(one)}: default = true, but no letter_name", to_do)
    for domain in vendor.domains:
        if not re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", domain):
            to_do = "Such as clearview.ai: no https://, no @."
            yield toml.problem((*one.keys, "domains"), f"{place(one)}: {domain!r} is not a mail domain", to_do)


def _statement(toml: TomlFile, one: Placed) -> Problems:
    yield from _pages(toml, one)
    if not _DATE.fullmatch(one.record.date):
        to_do = "YYYY-MM-DD, or YYYY-MM or YYYY where no more is known."
        yield toml.problem((*one.keys, "date"), f"{place(one)}: {one.record.date!r} is not a date", to_do)


def _pages(toml: TomlFile, one: Placed) -> Problems:
    """Sources of vendors are pages; only what is marked unverified may have none."""
    if not one.record.sources and one.record.quality != "unverified":
        to_do = 'Name the page where it was read, or say quality = "unverified".'
        yield toml.problem((*one.keys, "sources"), f"{place(one)}: no source", to_do)
    for page in one.record.sources:
        if not is_url(page):
            to_do = "Write the page's whole address: https://..."
            yield toml.problem((*one.keys, "sources"), f"{place(one)}: {page!r} is not a web address", to_do)

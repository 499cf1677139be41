"""`foia records` and `foia vendors`: what can be asked for, and whom departments buy from."""

from __future__ import annotations

from pathlib import Path

from foia.cli.say import note, plain, say, say_json, table
from foia.drafting import SUBJECT
from foia.errors import InputError
from foia.items import find_vendor
from foia.library.laws import jurisdiction_id, read_catalogue, read_law, read_vendors
from foia.library.places import open_library
from foia.library.toml import guess
from foia.model import CatalogueItem, Statement, Style, Vendor


def _items(state: str | None, data: Path | None) -> tuple[CatalogueItem, ...]:
    """The items of letters in the language of that jurisdiction's law; of letters in the United States by default."""
    library = open_library(data)
    style = read_law(library, jurisdiction_id(library, state)).style if state else Style()
    return read_catalogue(library, SUBJECT, language=style.language).items


def list_records(state: str | None, data: Path | None, *, as_json: bool) -> None:
    """Print the catalogue: id, title and the sizes each item belongs to."""
    items = _items(state, data)
    if as_json:
        say_json(plain(items))
        return
    rows = [(one.id, one.code, one.title, ", ".join(one.sizes) or "only with --item", _whose(one)) for one in items]
    say(table([("id", "code", "title", "sizes", "only for"), *rows]))


def _whose(item: CatalogueItem) -> str:
    """The agencies an item is for, or nothing where it is for all."""
    return ", ".join(item.agencies)


def show_record(name: str, state: str | None, data: Path | None, *, as_json: bool) -> None:
    """Print one item: its text, why it matters, the refusal it draws and the answer to it."""
    item = _item(_items(state, data), name)
    if as_json:
        say_json(plain(item))
        return
    say(f"{item.title}  ({item.id}, {item.code})\n\n{item.text}\n")
    told = (
        ("only for", _whose(item)),
        ("why", item.why),
        ("scope", item.scope),
        ("refusal it draws", item.refusal),
        ("answer", item.answer),
    )
    for label, text in (*told, *(("source", page) for page in item.sources)):
        if text:
            say(f"{label}: {text}")


def _item(items: tuple[CatalogueItem, ...], name: str) -> CatalogueItem:
    known = {one.id: one for one in items} | {one.code.lower(): one for one in items}
    if name.lower() not in known:
        raise InputError(f"no item {name!r}{guess(name.lower(), known)}", to_do="`foia records list` shows them all.")
    return known[name.lower()]


def list_vendors(data: Path | None, *, as_json: bool) -> None:
    """Print the vendors: id, name, what the default letter calls them, best-known products."""
    vendors = read_vendors(open_library(data), SUBJECT).vendors
    if as_json:
        say_json(plain(vendors))
        return
    rows = [(one.id, one.name, "yes" if one.default else "", ", ".join(one.products[:3])) for one in vendors]
    say(table([("id", "name", "in the default letter", "products"), *rows]))


def show_vendor(name: str, data: Path | None, *, as_json: bool) -> None:
    """Print one vendor under any of its names: old names, products, and what it has said about sales to police."""
    vendor = find_vendor(read_vendors(open_library(data), SUBJECT), name)
    if as_json:
        say_json(plain(vendor))
    else:
        _print_vendor(vendor)


def _print_vendor(vendor: Vendor) -> None:
    say(f"{vendor.name}  ({vendor.id}; checked {vendor.verified}, {vendor.quality})")
    rows = (
        ("other names", vendor.aliases),
        ("products", vendor.products),
        ("resellers", vendor.resellers),
        ("search words", vendor.terms),
        ("mail domains", vendor.domains),
    )
    for label, words in rows:
        if words:
            say(f"{label}: {', '.join(words)}")
    for label, text in (("history", vendor.lineage), ("note", vendor.note)):
        if text:
            say(f"{label}: {text}")
    for statement in vendor.statements:
        _print_statement(statement)
    for source in vendor.sources:
        say(f"source: {source}")
    if vendor.statements:
        note("What a vendor promised is for you to read; no letter repeats it.")


def _print_statement(statement: Statement) -> None:
    doubt = " [not checked]" if statement.quality == "unverified" else ""
    say(f"\nsaid on {statement.date}: {statement.promise}{doubt}")
    for label, text in (("to whom it applied", statement.scope), ("exceptions", statement.exceptions)):
        if text:
            say(f"  {label}: {text}")
    for later in statement.later:
        say(f"  later: {later}")
    for source in statement.sources:
        say(f"  source: {source}")
    say()

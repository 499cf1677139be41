"""The letter that tests a vendor's promise: its items and its window, filled in for one vendor."""

from __future__ import annotations

import datetime as dt

from foia.english import listed, long_date
from foia.errors import InputError
from foia.filling import filled_catalogue
from foia.items import find_vendor
from foia.library.laws import read_vendors
from foia.library.places import Library
from foia.model import Catalogue, Style, Vendor

MOST_NAMES = 4
"""Products named in the letter's definition; the search line has them all."""


def promised(library: Library, subject: str, name: str) -> tuple[Vendor, dt.date]:
    """The vendor and the day of its first dated promise about sales to police; InputError where there is none."""
    vendor = find_vendor(read_vendors(library, subject), name)
    days = sorted(one.date for one in vendor.statements if one.quality != "unverified")
    for day in days:
        try:
            return vendor, dt.date.fromisoformat(day)
        except ValueError:
            continue
    with_promise = (one.id for one in read_vendors(library, subject).vendors if one.statements)
    raise InputError(
        f"no dated promise of {vendor.name} is on file",
        where="--pledge",
        to_do=f"Vendors with a statement on file: {', '.join(with_promise)}. `foia vendors show NAME` has the words.",
    )


def pledge_catalogue(library: Library, subject: str, vendor: Vendor, day: dt.date, style: Style) -> Catalogue:
    """The catalogue of the pledge letter with the vendor's name, its products and the day filled in."""
    names = vendor.products[:MOST_NAMES]
    products = listed(names, "or") if names else ""
    dated = long_date(day, day_first=style.day_first)
    words = {"vendor": vendor.name.partition(" (")[0], "products": products, "date": dated}
    return filled_catalogue(library, subject, "pledge.toml", words, style.language)

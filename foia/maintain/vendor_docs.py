"""Writes docs/vendors.md from the vendors on file: `python -m foia.maintain.vendor_docs`."""

from __future__ import annotations

from pathlib import Path

from foia.drafting import SUBJECT
from foia.items import MOST_PRODUCTS, searched_names
from foia.library.laws import read_vendors
from foia.library.places import Library, data_root
from foia.model import Vendor

PAGE = Path(__file__).parents[2] / "docs" / "vendors.md"
_HEAD = f"""# Vendors, and what a letter prints for each

Made from `templates/facial-recognition/vendors.toml` by `python -m foia.maintain.vendor_docs`. That a vendor stands
here says nothing about any agency. A letter names at most {MOST_PRODUCTS} of them by itself, and "any other name of
such a product"; `--vendor NAME` puts the names of that column first. Any name in the first two columns finds the
vendor. `foia vendors show NAME` has the sources, and what was promised in public about sales to police; no letter
repeats that.

| vendor | old names and products | by itself a letter prints | with `--vendor` it prints | promise on file |
| --- | --- | --- | --- | --- |
"""


def vendor_page(library: Library) -> str:
    """The table of all vendors, those of the default letter first, in the order of the file."""
    vendors = sorted(read_vendors(library, SUBJECT).vendors, key=lambda one: not one.default)
    return _HEAD + "\n".join(_row(one) for one in vendors) + "\n"


def _row(vendor: Vendor) -> str:
    cells = (
        vendor.name,
        "; ".join(dict.fromkeys((*vendor.aliases, *vendor.products))),
        vendor.letter_name if vendor.default else "",
        "; ".join(searched_names(vendor)),
        ", ".join(one.date for one in vendor.statements),
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    PAGE.write_text(vendor_page(Library(data_root())), encoding="utf-8")
    print(f"wrote {PAGE}")

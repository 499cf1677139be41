"""Labels and envelopes for what goes by post."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from foia.bundle import UNDATED
from foia.errors import FormatError
from foia.formats.txt import one_line
from foia.formats.typeset import forget, missing_error, typeset, unset
from foia.library.places import data_root

_TOO_LONG = re.compile(r"too long: (\d+)")

Address = Sequence[str]


def labels(
    addresses: Sequence[Address],
    *,
    font_paths: Sequence[Path] = (),
    template: Path | None = None,
    dated: dt.date = UNDATED,
) -> bytes:
    """A PDF of label sheets (Avery 5160: thirty on a US letter page), row by row in the order given.

    A long address is set smaller, then folded; FormatError names the one that fits no label.
    """
    return _set("labels", [], addresses, font_paths, template, dated)


def envelopes(
    sender: Address,
    addresses: Sequence[Address],
    *,
    font_paths: Sequence[Path] = (),
    template: Path | None = None,
    dated: dt.date = UNDATED,
) -> bytes:
    """A PDF of #10 envelopes (9.5 by 4.125 inches), one a page, `sender` in the corner of each."""
    return _set("envelopes", sender, addresses, font_paths, template, dated)


def _set(
    stock: Literal["labels", "envelopes"],
    sender: Address,
    addresses: Sequence[Address],
    font_paths: Sequence[Path],
    template: Path | None,
    dated: dt.date,
) -> bytes:
    if not addresses:
        raise ValueError(f"no addresses for {stock}")
    clean, back = [_lines(one) for one in addresses], _lines(sender)
    if missing := unset([(_name(at, one), " ".join(one)) for at, one in enumerate([back, *clean])], font_paths):
        raise missing_error(missing)
    data = {
        "stock": stock,
        "title": f"{len(clean)} addresses on {stock}",
        "language": "en",
        "sender": back,
        "addresses": clean,
    }
    look = template or data_root() / "templates/letterhead/addresses.typ"
    try:
        return typeset(look, data, dated=dated, font_paths=font_paths, what=f"the {stock}")
    except FormatError as error:
        raise _too_long(error, stock, [back, *clean]) from error
    finally:
        forget()


def _lines(address: Address) -> list[str]:
    return [line for text in address if (line := one_line(text))]


def _name(at: int, lines: Sequence[str]) -> str:
    """How a message calls the address: by its place, counted from 1, and its words; 0 is the sender."""
    return f"{f'address {at}' if at else 'the address of the sender'} ({', '.join(lines)})"


def _too_long(error: FormatError, stock: str, known: Sequence[Sequence[str]]) -> FormatError:
    """The error in the user's terms, if an address fitted at no size; else as it was."""
    found = _TOO_LONG.search(error.what)
    if not found:
        return error
    at = int(found[1])
    return FormatError(
        f"{_name(at, known[at])} is too long to fit on one of the {stock}",
        to_do="Shorten its lines, or address that letter by hand.",
    )

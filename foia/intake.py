"""The one door through which user text enters: cleaned, or refused with the field and the character named."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from foia.errors import InputError

_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
SAFE_SLUG = re.compile(r"[a-z]{2}/[a-z0-9][a-z0-9-]*")
"""The form of an agency's id, which names files: it can lead to no other folder."""
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}")


def character_name(character: str) -> str:
    """`U+0645 ARABIC LETTER MEEM`, for a message."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}{' ' + name if name else ''}"


def _refused(character: str) -> str:
    """Why this character cannot stand in a letter, or ""."""
    category = unicodedata.category(character)
    if character in _BIDI_CONTROLS:
        return "it can make text read in another order than it is stored"
    if category == "Cs":
        return "it is half of a broken character"
    if category == "Co":
        return "it is a private-use character that prints differently on every machine"
    if category == "Cc" and character not in "\n\t":
        return "it is a control character that Word files cannot hold"
    if ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF:
        return "it is not a character (Word files cannot hold it)"
    return ""


def clean(field: str, text: str, *, lines: bool = False) -> str:
    """`text` in NFC, spaces folded; InputError naming field and character for what no letter can hold.

    One-line fields (`lines=False`) refuse line breaks, so that no name can reach into a mail header.
    """
    text = text.replace("\r\n", "\n").replace("\t", " ")
    for character in text:
        if why := _refused(character):
            raise InputError(
                f"{field} holds {character_name(character)}: {why}", to_do="Type it again without that character."
            )
    if not lines and re.search("[\n\u2028\u2029\x85]", text.strip()):
        raise InputError(f"{field} has a line break in it", to_do="Write it on one line.")
    folded = (" ".join(line.split()) for line in re.split("[\n\u2028\u2029]", text))
    return unicodedata.normalize("NFC", "\n".join(folded).strip())


def is_email(text: str) -> bool:
    """Whether it is one e-mail address and nothing else."""
    return _EMAIL.fullmatch(text) is not None


def clean_email(field: str, text: str) -> str:
    """An address that can stand in a mail header; InputError otherwise."""
    address = clean(field, text)
    if address and not is_email(address):
        raise InputError(f"{field} {address!r} is not an e-mail address", to_do="Write it like name@example.org.")
    return address


def clean_address(field: str, text: str) -> tuple[str, ...]:
    """A postal address as lines; typed with line breaks, ` / ` or `; ` between them."""
    cleaned = clean(field, re.sub(r"\s+/\s+|\s*;\s+|\\n", "\n", text), lines=True)
    return tuple(line for line in cleaned.split("\n") if line)


def countable(day: dt.date) -> bool:
    """True for a day of our times; years back and days onwards from others could lead out of the calendar."""
    return 1900 <= day.year < 3000


def spreadsheet_day(text: str) -> dt.date | None:
    """A date as a person or a spreadsheet writes it: 2026-11-22, 11/22/2026, or with a time behind it; else None."""
    for form in ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y"):
        try:
            day = dt.datetime.strptime(text.partition(" ")[0].partition("T")[0], form).date()
        except ValueError:
            continue
        return day if countable(day) else None
    return None

"""Composes what many letters share once: a variant with stand-ins for what differs, filled row by row.

Letters are of one variant if they agree in law, items, signer and all else but the agency's own lines. A variant is
only used if its first letter comes out as `compose` makes it; own templates may turn on any field, and never use one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from foia.compose import compose, composed, context, folded, office_lines
from foia.compose.templates import with_the
from foia.errors import DataError
from foia.library.places import Library
from foia.model import Block, Letter, Request

# Stand-ins are private-use characters, which no user text can hold (see intake.py), beside those of templates.py.
_REFERENCE, _CONTACT, _GOVERNMENT, _OFFICE, _NAME = "\ue010", "\ue011", "\ue012", "\ue013", "\ue014"
_ALL = (_REFERENCE, _CONTACT, _GOVERNMENT, _OFFICE, _NAME)
_KEPT = 256
"""Variants kept at a time, each about 20 KB."""
_TEMPLATE = "letters/request.txt"

_VARYING = frozenset({"agency", "reference", "contact", "postal", "row"})
_SAME_OBJECT = frozenset({"law", "subject", "ground", "role", "addressee", "duty", "items"})
"""Parts of a request that come from files: alike only if they are one object, which a variant keeps alive."""
_BY_ID = tuple(name for name in Request.__struct_fields__ if name in _SAME_OBJECT)
_BY_VALUE = tuple(name for name in Request.__struct_fields__ if name not in _SAME_OBJECT | _VARYING)


@dataclass(frozen=True)
class _Agency:
    """All that our own templates may ask of an agency."""

    name: str
    kind: str
    government: str
    authority: str = ""


@dataclass(frozen=True)
class _Contact:
    """All that our own templates may ask of a contact."""

    value: str


@dataclass(frozen=True)
class _Variant:
    """A letter with stand-ins; `open` are the places of the blocks that hold one."""

    request: Request
    letter: Letter
    government: str
    open: tuple[int, ...]

    def filled(self, request: Request) -> Letter:
        """The letter of this row."""
        values = (
            (self.government, request.agency.government),
            (_REFERENCE, request.reference),
            (_CONTACT, _to(request)),
            (_NAME, request.agency.name),
        )
        blocks = list(self.letter.blocks)
        for at in self.open:
            blocks[at] = _filled_block(blocks[at], values)
        return msgspec.structs.replace(
            self.letter,
            agency=request.agency.id,
            reference=request.reference,
            reference_line=_filled(self.letter.reference_line, values),
            delivery_line=_filled(self.letter.delivery_line, values),
            addressee=tuple(line for line in map(folded, office_lines(request)) if line),
            blocks=tuple(blocks),
        )


_Values = tuple[tuple[str, str], ...]


def _filled(text: str, values: _Values) -> str:
    for stand_in, value in values:
        if stand_in in text:
            text = text.replace(stand_in, value)
    return text


def _filled_block(block: Block, values: _Values) -> Block:
    return msgspec.structs.replace(block, text=_filled(block.text, values), lead=_filled(block.lead, values))


@dataclass
class Alike:
    """Letters that differ only in the agency's own lines: the first of them, and how many there are."""

    request: Request
    letter: Letter
    number: int = 0


class Composer:
    """Composes the letters of a batch; each is what `compose` makes of its request."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._own = library.own_words()
        self._variants: OrderedDict[Any, _Variant | None] = OrderedDict()

    def letter(self, request: Request) -> Letter:
        """The finished letter."""
        key = None if self._own else variant_key(request)
        if key is None:
            return compose(request, self.library)
        if key in self._variants:
            self._variants.move_to_end(key)
            variant = self._variants[key]
            return variant.filled(request) if variant else compose(request, self.library)
        plain = compose(request, self.library)
        made = self._made(request)
        self._variants[key] = made if made and made.filled(request) == plain else None
        if len(self._variants) > _KEPT:
            self._variants.popitem(last=False)
        return plain

    def variants(self, requests: Iterable[Request]) -> list[Alike]:
        """The letters that these requests make, one for each variant, in the order in which they first come.

        Every sentence of the others stands in them too, but for the names of the agency and of its government in it.
        """
        found: dict[Any, Alike] = {}
        for request in requests:
            key = (None if self._own else variant_key(request)) or (request.agency.id, request.reference)
            if key not in found:
                found[key] = Alike(request, self.letter(request))
            found[key].number += 1
        return list(found.values())

    def _made(self, request: Request) -> _Variant | None:
        """The variant of this request; None where a template asks for more than can be filled in."""
        government = _stand_in(request.agency.government)
        known = context(request) | {
            "agency": _Agency(_NAME, request.agency.kind, government, request.agency.authority),
            "contact": request.contact and _Contact(_CONTACT),
            "office": (_OFFICE,),
            "reference": _REFERENCE,
            "row": {},
        }
        try:
            letter = composed(request, known, self.library, _TEMPLATE, "".join(_ALL))
        except DataError:
            return None
        if letter.addressee != (_OFFICE,):
            return None
        places = (at for at, block in enumerate(letter.blocks) if any(one in block.text + block.lead for one in _ALL))
        return _Variant(request, letter, government, tuple(places))


def variant_key(request: Request) -> Any:
    """What letters of one variant have in common; None where the agency's own lines cannot simply be filled in.

    Objects are told apart by identity: whoever keeps a key keeps a request that has it.
    """
    agency = request.agency
    if not all(map(_plain, (request.reference, agency.name, agency.government or "-", _to(request) or "-"))):
        return None
    return (
        agency.kind,
        agency.authority,
        _stand_in(agency.government),
        request.contact and bool(request.contact.value),
        *[id(getattr(request, name)) for name in _BY_ID],
        *[getattr(request, name) for name in _BY_VALUE],
    )


def _plain(text: str) -> bool:
    """True for words on one line with nothing about them that a template would fold or drop."""
    return text.isprintable() and bool(text) and text == folded(text)


def _to(request: Request) -> str:
    return request.contact.value if request.contact else ""


def _stand_in(government: str) -> str:
    """What stands for the government: with its own first word where that decides on the article."""
    if not government:
        return ""
    return f"{government.partition(' ')[0]} {_GOVERNMENT}" if with_the(government) != government else _GOVERNMENT

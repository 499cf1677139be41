"""A letter cut into its parts and their sentences, with what differs from letter to letter set as ‹agency›."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from foia.model import Block, Law, Letter, Request, SubjectLaws

SHORTEST = 3
"""A value of fewer characters is not looked for: it would be found inside other words and numbers."""
_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[“‘\"'(‹]*[A-Z0-9‹])")
_SHORTENED = frozenset(
    "No. Nos. Sec. Secs. sec. secs. Ch. ch. Art. art. Subd. subd. para. St. Mt. Ft. Inc. Co. Corp. Dept. v. vs. "
    "Mr. Mrs. Ms. Dr. Jr. Sr. Rev. Gov.".split()
)
_INITIALS = re.compile(r"(?:\w\.)+")
_TOKEN = re.compile(r"\S*\.(?=\s)")


@dataclass(frozen=True)
class Part:
    """What is read together: a place in the letter (head, opening, items, body, end) and a heading."""

    place: str
    heading: str = ""
    item: str = ""


OPENING, END = Part("opening"), Part("end")
HEAD = {"Reference": "reference_line", "Delivery": "delivery_line", "Subject": "subject", "Salutation": "salutation"}
"""The lines at the head of a letter, by the heading under which they are read."""


def parts(letter: Letter) -> Iterator[tuple[Part, str]]:
    """Every part of the letter and its text, in the order of the page; addresses are no sentences."""
    for heading, field in HEAD.items():
        yield Part("head", heading), getattr(letter, field)
    part = OPENING
    for block in letter.blocks:
        part = _part(block, part)
        yield part, block.text
    yield END, letter.closing


def _part(block: Block, before: Part) -> Part:
    """The part a block belongs to: a paragraph without a lead goes with the one before it, but not with an item."""
    if block.kind == "item":
        return Part("items", block.lead, block.item)
    if block.lead:
        return Part("body", block.lead)
    return Part("body") if before.place == "items" else before


def whole_parts(part: Part) -> bool:
    """True where each text is read as one: lines of the head are not cut into sentences."""
    return part.place in ("head", "end")


def sentences(text: str, shortened: frozenset[str] = frozenset()) -> Iterator[str]:
    """The sentences of a paragraph; a quotation stays with the words that lead to it, and `Code Ann. § 1` whole."""
    start = 0
    for end in _END.finditer(text):
        piece = text[start : end.start()]
        if piece.count("“") > piece.count("”") + text[end.start() : end.end()].count("”"):
            continue
        last = piece.rpartition(" ")[2].strip("“”‘’\"'()")
        if last in shortened or last in _SHORTENED or _INITIALS.fullmatch(last):
            continue
        yield text[start : end.end()].strip()
        start = end.end()
    if rest := text[start:].strip():
        yield rest


def shortenings(law: Law, subject: SubjectLaws) -> frozenset[str]:
    """The words that end in a full stop inside the citations of the laws, such as `Ann.` and `seq.`."""
    citations = [law.act.citation, law.act.name, *(fact.section for _, fact in law.facts())]
    citations += [text for one in subject.laws for text in (one.citation, *(record.section for record in one.records))]
    return frozenset(word.strip("(") for text in citations for word in _TOKEN.findall(text))


def letter_values(letter: Letter) -> dict[str, tuple[str, ...]]:
    """What a letter says of its own sender, day and addressee, by the name shown in its place."""
    kinds = {"name": "name", "organization": "organization", "phone": "telephone", "email": "e-mail"}
    known = {shown: tuple(line.text for line in letter.sender if line.kind == kind) for kind, shown in kinds.items()}
    address = tuple(line.text for line in letter.sender if line.kind == "address")
    reference = (letter.reference,)
    return known | {
        "own address": address,
        "reference": reference,
        "date": (letter.date_line,),
        "addressee": letter.addressee[1:],
    }


def request_values(request: Request) -> dict[str, str]:
    """What a request adds to that: the agency, its government, the address it is sent to."""
    return {
        "agency": request.agency.name,
        "government": request.agency.government,
        "contact": request.contact.value if request.contact else "",
    }


class Blanks:
    """The values of one letter, found in its texts and replaced by their names; the longest is looked for first."""

    def __init__(self, letter: Letter, values: Mapping[str, str]) -> None:
        pairs = [(text, name) for name, text in values.items()]
        pairs += [(text, name) for name, texts in letter_values(letter).items() for text in texts]
        self._names: dict[str, str] = {}
        for text, name in pairs:
            if len(text) >= SHORTEST:
                self._names.setdefault(text, name)
        self._values = sorted(self._names, key=len, reverse=True)

    def open(self, text: str, seen: dict[str, dict[str, None]], most: int) -> str:
        """The text with blanks; `seen` learns up to `most` values of each."""
        here = [re.escape(value) for value in self._values if value in text]
        if not here:
            return text

        def blank(found: re.Match[str]) -> str:
            name = self._names[found[0]]
            values = seen.setdefault(name, {})
            if len(values) < most:
                values[found[0]] = None
            return f"‹{name}›"

        return re.sub(rf"(?<!\w)(?:{'|'.join(here)})(?!\w)", blank, text)

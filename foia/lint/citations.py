"""Rules on the law that is cited: dead numbers, another state's act, the federal act, numbers that fit no section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from foia.errors import FoiaError
from foia.library.laws import read_law
from foia.library.places import Library
from foia.lint.case import Case, expression
from foia.lint.finding import Finding
from foia.model import Act, Law

Findings = Iterator[Finding]
_NUMBER = re.compile(r"(?:§+|\bsections?|\bsecs?\.)\s*(\d+[A-Za-z]*(?:[.:-]\d+[A-Za-z]*)+|\d{4,})", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:U\.? ?S\.? ?C\.?|C\.? ?F\.? ?R\.?|Public Law|Pub\. L\.)[\s,]*$", re.IGNORECASE)
"""Before a number: it is of the federal code, which other rules judge."""


@dataclass
class Taken:
    """Stretches of the text that have been judged, so that no two rules speak of one citation."""

    spans: list[tuple[int, int]] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        """True if no judged stretch overlaps this one."""
        return all(end <= first or last <= start for first, last in self.spans)

    def take(self, start: int, end: int) -> bool:
        """Mark the stretch; False if it was judged before."""
        free = self.free(start, end)
        self.spans.append((start, end))
        return free


def citations(case: Case) -> Findings:
    """Every wrong citation, each under the one rule that fits best."""
    taken = Taken()
    yield from _former(case, taken)
    yield from _federal(case, taken)
    if case.law:
        for start, end in _own(case.asked.text, case.law):
            taken.take(start, end)
        yield from _other(case, taken)
        yield from _form(case, case.law, taken)


def _former(case: Case, taken: Taken) -> Findings:
    """Numbers under which the act of this jurisdiction, or of any where none was given, no longer stands."""
    for one in case.words.former:
        if case.code and one.jurisdiction != case.code:
            continue
        for pattern in (*one.finds, *(one.bare if case.code else ())):
            for found in re.finditer(expression(pattern, {}), case.asked.text, re.IGNORECASE):
                if taken.take(*found.span()):
                    yield case.finding("former-citation", case.asked.line(found.start()), found[0], now=one.now)


def _federal(case: Case, taken: Taken) -> Findings:
    """The federal act in a request to a state or city."""
    rule, text = case.rule("federal-act"), case.asked.text
    head = text[: case.asked.items[0].start] if case.asked.items else text
    if case.code in rule.not_for or not (case.code or case.pattern("federal-act", "only_with").search(head)):
        return
    lines = set()
    for found in case.pattern("federal-act", "finds").finditer(text):
        taken.take(*found.span())
        if (line := case.asked.line(found.start())) not in lines:
            yield case.finding("federal-act", line, found[0])
        lines.add(line)


def _acts(law: Law) -> tuple[Act, ...]:
    return (law.act, law.police_act) if law.police_act else (law.act,)


def _own(text: str, law: Law) -> Iterator[tuple[int, int]]:
    """Where the jurisdiction's own acts are named or cited."""
    for act in _acts(law):
        forms = (f"(?<!\\w){act.section_pattern}", re.escape(act.citation), re.escape(act.name))
        for form in forms:
            yield from (found.span() for found in re.finditer(form, text))


def _other(case: Case, taken: Taken) -> Findings:
    """Acts and sections of another state."""
    told = set()
    for start, end, place in sorted(_foreign(case), key=lambda one: (one[0], -one[1])):
        here = (case.asked.line(start), place)
        if taken.take(start, end) and here not in told:
            yield case.finding("other-act", here[0], case.asked.text[start:end], other=place)
            told.add(here)


def _foreign(case: Case) -> Iterator[tuple[int, int, str]]:
    """Start, end and jurisdiction of everything that reads like another state's law."""
    laws = _laws(case.library)
    names = [act.name for law in laws.values() for act in _acts(law)]
    for one in case.words.former:
        for pattern in one.finds if one.jurisdiction in laws.keys() - {case.code} else ():
            for found in re.finditer(expression(pattern, {}), case.asked.text, re.IGNORECASE):
                yield found.start(), found.end(), laws[one.jurisdiction].jurisdiction
    for code, law in laws.items():
        for act in _acts(law) if code not in (case.code, *case.rule("federal-act").not_for) else ():
            forms = [f"(?<![\\w.])(?<!\\w\\. )(?:{act.section_pattern})", re.escape(act.citation)]
            if sum(act.name in name for name in names) == 1:
                forms.append(re.escape(act.name))
            for form in forms:
                for found in re.finditer(form, case.asked.text):
                    yield found.start(), found.end(), law.jurisdiction


def _laws(library: Library) -> dict[str, Law]:
    """Every law that can be read; a file that is being edited does not stop the rest."""
    found = {}
    for code in library.jurisdictions():
        try:
            found[code] = read_law(library, code)
        except FoiaError:
            continue
    return found


def _form(case: Case, law: Law, taken: Taken) -> Findings:
    """Section numbers that are not of the state's form and stand in none of its laws on file."""
    on_file = _everything(case.library, case.code)
    starts = {_start(section) for section in _sections(law)}
    patterns = [re.compile(act.section_pattern) for act in _acts(law)]
    for found in _NUMBER.finditer(case.asked.text):
        number, before = found[1], case.asked.text[max(0, found.start() - 20) : found.start()]
        if not taken.free(*found.span()) or _ELSEWHERE.search(before) or number in on_file:
            continue
        if not any(form.fullmatch(start + number) for form in patterns for start in starts):
            yield case.finding("section-form", case.asked.line(found.start()), found[0], number=number)


def _everything(library: Library, code: str) -> str:
    """All that the jurisdiction's files say, as one text to look a number up in."""
    paths = (path for layer in library.layers() for path in sorted(layer.glob(f"agencies/{code}/*.toml")))
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)


def _sections(law: Law) -> Iterator[str]:
    """Every section that the law's facts name."""
    for name in law.__struct_fields__:
        value = getattr(law, name)
        for one in value if isinstance(value, tuple) else (value,):
            if section := getattr(one, "section", ""):
                yield section


def _start(section: str) -> str:
    """What stands before a section's number: `Tex. Gov't Code § `, `RCW `."""
    found = re.match(r".*?§+ ?", section) or re.match(r"\D*", section)
    return found[0] if found else ""

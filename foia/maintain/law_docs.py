"""Writes docs/law.md and docs/law-differences.md from the laws on file: `python -m foia.maintain.law_docs`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from foia.library.laws import read_law
from foia.library.places import Library, data_root
from foia.model import Appeal, Duty, Fact, Law

DOCS = Path(__file__).parents[2] / "docs"
_WHO = {"anyone": "anyone", "restricted": "only on a ground", "declaration": "anyone, with a declaration"}
_HEAD = """# Public records law, as the letters use it

Made from `agencies/*/law.toml` by `python -m foia.maintain.law_docs`. A duty is what the section named says and no
more: to acknowledge, to respond, to decide and to produce are different things. "No number" means that the law gives
words, such as "promptly", instead of days. A mark (*) means that the fact has not been checked against its source, or
that a change was announced: no letter claims it. `foia law show XX` has every fact with its source, and
`foia deadline XX` the dates.

"""
_MEND = """
## How to correct a file in a browser

1. Open `agencies/` and the state's folder, then `law.toml`, and press the pencil.
2. Change the fact: `section` as it is printed in a letter, `words` exactly as the statute has them (or `gist`, our own
   restatement, which reads on after "Under SECTION,").
3. In the same group, set `verified` to today, `quality` to what you did (`statute`: you read the text; `secondary`: an
   official page; `unverified`: neither), and name your source under `[sources.…]` with its address and date.
4. If the number of days changes, work one of the examples again by hand and say in `why` which days are skipped.
5. Say in one sentence what you read. The check answers with file, line, problem and what to write instead.

More, with an annotated example: [agencies/README.md](../agencies/README.md).
"""


def law_page(library: Library) -> str:
    """The table of all jurisdictions, the count of facts by quality, and how to correct one."""
    laws = {code: read_law(library, code) for code in library.jurisdictions()}
    head = "| | act | duty of the agency | who may ask | fee waiver | after a refusal | checked |"
    rows = [head, "| --- | --- | --- | --- | --- | --- | --- |", *(_row(code, law) for code, law in laws.items())]
    counts = Counter(fact.quality for law in laws.values() for _, fact in law.facts())
    told = ", ".join(f"{counts[quality]} {quality}" for quality in ("statute", "secondary", "unverified"))
    return _HEAD + "\n".join(rows) + f"\n\n{sum(counts.values())} facts: {told}.\n" + _MEND


def _row(code: str, law: Law) -> str:
    cells = (
        code.upper(),
        f"{law.act.name}, {law.act.citation}",
        "; ".join(_duty(one) for one in law.duties if one.lead),
        _WHO[law.who.who] + _mark(law.who),
        f"{law.waiver.section or 'yes'}{_mark(law.waiver)}" if law.waiver else "none in the act",
        "; ".join(_appeal(one) for one in law.appeals[:3]),
        str(law.act.verified),
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _mark(fact: Fact) -> str:
    return "*" if fact.quality == "unverified" else ""


def _duty(duty: Duty) -> str:
    within = f"{duty.days} {duty.unit} days" if duty.days is not None else "no number"
    branch = ", ".join([*duty.grounds, *duty.roles, *duty.kinds])
    return f"{duty.duty}{f' ({branch})' if branch else ''}: {within}, {duty.section}{_mark(duty)}"


def _appeal(appeal: Appeal) -> str:
    within = f", {appeal.days} {appeal.unit}{' days' if appeal.unit in ('business', 'calendar') else ''}"
    return f"{appeal.to}{within if appeal.days is not None else ''}{_mark(appeal)}"


def differences_page(library: Library) -> str:
    """Where a table of the law and the text differ, which is trusted, and why."""
    lines = [
        "# Where tables of the law and its text differ",
        "",
        "Made from `agencies/*/law.toml` by `python -m foia.maintain.law_docs`. The first column is a reference table"
        " drawn up in November 2026 from public tables and own knowledge; each line says what reading the sources"
        " showed.",
    ]
    for code in library.jurisdictions():
        law = read_law(library, code)
        if law.differences:
            lines += ["", f"## {law.jurisdiction}", "", "| fact | table | found | trusted | why |", "| --- " * 5 + "|"]
            for one in law.differences:
                cells = (one.fact, one.reference, one.found, one.trusted, one.why)
                lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    packaged = Library(data_root())
    (DOCS / "law.md").write_text(law_page(packaged), encoding="utf-8")
    (DOCS / "law-differences.md").write_text(differences_page(packaged), encoding="utf-8")
    print(f"wrote {DOCS}/law.md and law-differences.md")

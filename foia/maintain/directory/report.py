"""What a build did, in figures: rows in and out, joined by which rule, dropped and why, shares, gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from foia.lists.inputs import FILES, Inputs
from foia.maintain.directory.build import Built, Line
from foia.maintain.directory.previous import Previous

ASKED = ("active", "no officers")
"""The statuses of agencies that can be asked themselves."""


def report_of(built: Built, inputs: Inputs, previous: Previous) -> str:
    """The report as Markdown."""
    sections = [
        ("Rows", _rows(built, inputs)),
        ("Joined to an address list, by rule", _counted(Counter(one.rule for one in built.joined))),
        ("Address held back, by reason", _counted(Counter(built.withheld.values()))),
        ("Dropped", _counted(Counter(inputs.dropped))),
        ("Kinds", _table(built, "kind")),
        ("Regimes", _counted(Counter(line["regime"] for line in built.lines.values()))),
        ("Regimes by kind", _regimes(built)),
        ("Regimes by the source that was read (where none is named, by kind and name alone)", _sources(built)),
        ("Status", _counted(Counter(line["status"] for line in built.lines.values()))),
        ("Match", _counted(Counter(line["match"] or "not joined" for line in built.lines.values()))),
        ("Shares, of agencies active or without officers", _shares(_asked(built))),
        ("The 200 largest", _largest(built)),
        ("States", _table(built, "state")),
        ("Towns without an active department of their own", _towns(built)),
        ("Hand lines with a gap that the lists would fill (look, then add by hand)", _pairs(built.fillable)),
        ("Changes since the last build", previous.changes(built.lines)),
    ]
    body = "\n\n".join(f"## {title}\n\n" + "\n".join(lines) for title, lines in sections)
    return f"# The directory as built\n\n{body}\n"


def _rows(built: Built, inputs: Inputs) -> list[str]:
    newest = sum(1 for row in inputs.fbi if row.year)
    heads = sum(1 for one in built.drafts if not one.ori and not one.hand)
    return [
        f"- in: FBI newest list {newest} state and local rows, FBI list of 2018 only {len(inputs.fbi) - newest}",
        f"- in: HIFLD {len(inputs.sites)} rows, of which {built.unused_sites} joined to no agency",
        f"- in: .gov registry {len(inputs.domains)} domains",
        *(f"- not at hand, so what it gave to the last build is kept: {FILES[one]}" for one in sorted(inputs.absent)),
        f"- in: Census list of places {len(inputs.towns)} with a government at work, or settlements",
        f"- lines written by hand: {sum(1 for one in built.drafts if one.hand)}",
        f"- agencies made because only their units are listed: {heads}",
        f"- out: {len(built.lines)} lines in {len({id_[:2] for id_ in built.lines})} folders",
    ]


def _counted(counts: Counter[str]) -> list[str]:
    return [f"- {name}: {count}" for name, count in counts.most_common()] or ["- none"]


def _pairs(found: Mapping[str, str]) -> list[str]:
    return [f"- {name}: {value}" for name, value in sorted(found.items())] or ["- none"]


def _asked(built: Built) -> list[Line]:
    return [line for line in built.lines.values() if line["status"] in ASKED]


def _share(lines: Iterable[Line], column: str, weight: str = "") -> str:
    total = have = 0
    for line in lines:
        size = int(line[weight] or 0) if weight else 1
        total += size
        have += size if line[column] else 0
    return f"{100 * have / total:.1f} %" if total else "-"


def _shares(lines: list[Line]) -> list[str]:
    found = [f"- agencies: {len(lines)}"]
    for column in ("street", "phone", "website"):
        by = ", ".join(f"by {weight} {_share(lines, column, weight)}" for weight in ("officers", "population"))
        found.append(f"- with {'address' if column == 'street' else column}: {_share(lines, column)}; {by}")
    return found


def _table(built: Built, column: str) -> list[str]:
    groups: dict[str, list[Line]] = {}
    for id_, line in built.lines.items():
        groups.setdefault(id_[:2].upper() if column == "state" else line[column], []).append(line)
    rows = [f"| {column} | lines | active | no officers | unit | unconfirmed | merged | address | phone | website |"]
    rows.append("|" + " --- |" * 10)
    for name, lines in sorted(groups.items()):
        statuses = Counter(line["status"] for line in lines)
        asked = [line for line in lines if line["status"] in ASKED]
        cells = [statuses[one] for one in ("active", "no officers", "unit", "unconfirmed", "merged")]
        shares = [_share(asked, one) for one in ("street", "phone", "website")]
        rows.append("| " + " | ".join(str(one) for one in (name, len(lines), *cells, *shares)) + " |")
    return rows


def _towns(built: Built) -> list[str]:
    places = [one for lines in built.towns.places.values() for one in lines]
    counties = [one for lines in built.towns.counties.values() for one in lines]
    kinds = Counter(
        "none" if not line["police"] else built.lines.get(line["police"].split("; ")[0], {}).get("kind", "?")
        for line in counties
    )
    covered = sum(1 for line in built.lines.values() if line["covered_by"])
    return [
        f"- places: {len(places)}",
        *(f"  - {kind}: {count}" for kind, count in Counter(one["kind"] for one in places).most_common()),
        f"- lines on who polices the rest of a county: {len(counties)}",
        *(f"  - {basis}: {count}" for basis, count in Counter(one["basis"] for one in counties).most_common()),
        *(f"  - by {kind}: {count}" for kind, count in kinds.most_common()),
        f"- departments in whose stead another agency is known to police: {covered}",
    ]


def _regimes(built: Built) -> list[str]:
    counts = Counter((line["kind"], line["regime"]) for line in built.lines.values())
    return [f"- {kind}: {regime}: {count}" for (kind, regime), count in sorted(counts.items())]


def _sources(built: Built) -> list[str]:
    counts = Counter((line["regime"], line["regime_source"] or "none named") for line in built.lines.values())
    return [f"- {regime}: {source}: {count}" for (regime, source), count in sorted(counts.items())]


def _largest(built: Built) -> list[str]:
    asked = [(id_, line) for id_, line in built.lines.items() if line["status"] in ASKED]
    largest = sorted(asked, key=lambda one: -int(one[1]["officers"] or 0))[:200]
    without = [(id_, line) for id_, line in largest if not line["street"]]
    head = f"- with address: {len(largest) - len(without)} of {len(largest)}"
    return [
        head,
        *(f"  - {id_} ({line['officers']} officers): {_why(built, id_)}" for id_, line in without),
    ]


def _why(built: Built, id_: str) -> str:
    if id_ in built.withheld:
        return f"the list has only: {built.withheld[id_]}"
    return "the hand line leaves it open" if id_ in built.fillable else "no row found, or left open by hand"

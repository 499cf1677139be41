"""What is made of many letters of a batch: print runs, labels, a coding sheet, a review, a list to sign by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from foia.batch import extras
from foia.batch.coding import coding_bundle
from foia.batch.extras import PRINT_DOCX
from foia.batch.folder import Made, fingerprint
from foia.batch.manifest import Key, Line, key, key_of, result_of
from foia.batch.plan import Planned, Summary
from foia.batch.press import Setup, guarded, print_pages
from foia.batch.reviewing import REVIEW, review_pages
from foia.bundle.labels import labels
from foia.bundle.printing import postal_order
from foia.bundle.sheets import safe_cell
from foia.errors import FoiaError
from foia.writing import csv_text

SIGN = "sign-by-hand.csv"


PRINT_RUN, LABELS_MOST = 60, 450
"""Letters in one print run, addresses on one set of label sheets: typst keeps all of a document in memory."""


@dataclass(frozen=True)
class Bundle:
    """One file to make: of which letters (in brief), by which call, with what beside the setup."""

    name: str
    of: str
    make: Callable[..., Any]
    rest: tuple[Any, ...]
    here: bool = False
    """True for what is made in this process: what it is made of is larger than the making."""


def in_print_runs(lines: Sequence[Line], letters: Sequence[Planned], setup: Setup, folder: Path) -> list[Line]:
    """The lines with the print run and the sheet of labels that each letter stands in.

    What has been in one stays there, for it may have been printed and posted; new letters go into new ones.
    """
    by_key = {key_of(one): one for one in letters}
    kept = [line | {name: _still_there(line, name, folder) for name in ("print_run", "labels")} for line in lines]
    posted = [line for line in kept if _posted(line, by_key)]
    posted.sort(key=lambda line: _postal(by_key[key(line)]))
    labelled = [line for line in posted if not line["labels"]]
    printed = [line for line in posted if not line["print_run"] and _to_print(line, by_key[key(line)], setup)]
    where: dict[Key, dict[str, str]] = {}
    for column, wanted, most, form in (
        ("labels", labelled, LABELS_MOST, "labels-{:03}.pdf"),
        ("print_run", printed, PRINT_RUN, "print-{:03}.pdf"),
    ):
        taken = {line[column] for line in kept}
        free = (name for number in count(1) if (name := form.format(number)) not in taken)
        for start in range(0, len(wanted), most):
            name = next(free)
            for line in wanted[start : start + most]:
                where.setdefault(key(line), {})[column] = name
    return [line | where.get(key(line), {}) for line in kept]


def _still_there(line: Line, column: str, folder: Path) -> str:
    name = line.get(column, "")
    return name if name and (folder / name).is_file() else ""


def _to_print(line: Line, one: Planned, setup: Setup) -> bool:
    """True if the letter was written in the form that is printed from."""
    kinds = ["pdf"] if "pdf" in setup.formats else ["docx"] if PRINT_DOCX in setup.extras else []
    return any(f"{one.stem}.{kind}" in result_of(line).files for kind in kinds)


def bundles(
    lines: Sequence[Line], letters: Sequence[Planned], setup: Setup, folder: Path, made: Mapping[str, Made]
) -> Iterator[Bundle]:
    """Every file that these letters call for."""
    by_key = {key_of(one): one for one in letters}
    standing = [line for line in lines if result_of(line).files and line["status"] in ("written", "failed")]
    for name, run in _grouped(standing, "print_run", by_key):
        if "pdf" in setup.formats:
            yield _bundle(name, run, print_pages, [by_key[key(line)].job for line in run])
    for name, run in _grouped(standing, "labels", by_key):
        yield _bundle(name, run, label_pages, [_summary(by_key[key(line)]).address for line in run])
    yield from _extras(standing, by_key, setup, folder)
    if sworn := [line for line in standing if line["sign_by_hand"]]:
        yield _bundle(SIGN, sworn, sign_list, [_to_sign(line) for line in sworn])
    if standing:
        yield Bundle(*coding_bundle(standing, letters, folder, made), here=True)
    # a letter that was written again, or whose row is passed over now, is not composed anew
    jobs = [job for line in standing if (one := by_key.get(key(line))) and (job := one.job)]
    if jobs:
        review = _bundle(REVIEW, standing, review_pages, jobs, min(job.wishes.dated for job in jobs))
        yield replace(review, here=not setup.library.own_words())


def _extras(standing: Sequence[Line], by_key: Mapping[Key, Planned], setup: Setup, folder: Path) -> Iterator[Bundle]:
    """The files that were asked for beside the usual ones."""
    made: list[extras.Made] = []
    for name, run in _grouped(standing, "print_run", by_key) if PRINT_DOCX in setup.extras else ():
        made.append(extras.print_docx(name, [by_key[key(line)] for line in run]))
    for name, run in _grouped(standing, "labels", by_key) if extras.ENVELOPES in setup.extras else ():
        made += extras.envelopes(name, [by_key[key(line)] for line in run])
    if extras.MBOX in setup.extras and (drafts := list(_drafts(standing, by_key, folder))):
        made.append(extras.mailbox(drafts, min(_summary(one).dated for one, _ in drafts)))
    lines = {key(line): line for line in standing}
    for name, letters, make, rest in made:
        yield _bundle(name, [lines[key_of(one)] for one in letters], make, *rest)


def _drafts(standing: Sequence[Line], by_key: Mapping[Key, Planned], folder: Path) -> Iterator[tuple[Planned, Path]]:
    """The letters that go by e-mail and their drafts in the folder."""
    for line in standing:
        one = by_key.get(key(line))
        if one and line["channel"] == "email" and f"{one.stem}.eml" in result_of(line).files:
            yield one, folder / f"{one.stem}.eml"


def _grouped(lines: Sequence[Line], column: str, by_key: Mapping[Key, Planned]) -> Iterator[tuple[str, list[Line]]]:
    """The letters of each print run or sheet of labels, in the order of their addresses."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if line[column] and key(line) in by_key:
            groups.setdefault(line[column], []).append(line)
    for name, group in sorted(groups.items()):
        yield name, sorted(group, key=lambda line: _postal(by_key[key(line)]))


def _bundle(name: str, lines: Sequence[Line], make: Callable[..., Any], *rest: Any) -> Bundle:
    return Bundle(name, fingerprint(*(f"{line['files']} {line['sha256']}".encode() for line in lines)), make, rest)


def _summary(one: Planned) -> Summary:
    assert one.summary
    return one.summary


def _posted(line: Line, by_key: Mapping[Key, Planned]) -> bool:
    """True if the letter goes by post and there is an address to send it to."""
    one = by_key.get(key(line))
    return bool(one and line["channel"] == "mail" and line["files"] and _summary(one).address)


def _postal(one: Planned) -> tuple[Any, ...]:
    return (*postal_order(_summary(one).address), one.row.number)


@dataclass(frozen=True)
class Partly:
    """A file that could be made of the most part, and what is not in it."""

    data: bytes
    left_out: str


def label_pages(setup: Setup, addresses: list[tuple[str, ...]]) -> Any:
    """The labels as a PDF; an address that cannot be set, or fits on no label, is left out and named."""

    def made(wanted: list[tuple[str, ...]]) -> bytes | FoiaError:
        return guarded(lambda: labels(wanted, font_paths=tuple(setup.finish.font_paths)))

    if isinstance(whole := made(addresses), bytes):
        return whole
    errors = dict(_failing(made, addresses))
    rest = made([one for one in addresses if one not in errors]) if len(errors) < len(addresses) else whole
    names = "; ".join(" ".join(one)[:60] for one in errors)
    return Partly(rest, f"{names}: {next(iter(errors.values())).on_one_line()}") if isinstance(rest, bytes) else rest


def _failing(
    made: Callable[[list[tuple[str, ...]]], bytes | FoiaError], addresses: list[tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], FoiaError]]:
    """The addresses that cannot be set, each with the reason, found by halving: ten thousand take long one by one."""
    if isinstance(answer := made(addresses), bytes):
        return
    if len(addresses) == 1:
        yield addresses[0], answer
        return
    middle = len(addresses) // 2
    yield from _failing(made, addresses[:middle])
    yield from _failing(made, addresses[middle:])


def _to_sign(line: Line) -> tuple[str, ...]:
    return line["row"], line["name"], line["sign_by_hand"], line["signer"], result_of(line).first()


def sign_list(setup: Setup, rows: list[tuple[str, ...]]) -> Any:
    """The letters with a sworn statement, each of which somebody has to sign."""
    head = ("row", "agency", "statement of", "signer", "letter")
    return csv_text([head, *([safe_cell(cell) for cell in row] for row in rows)]).encode("utf-8-sig")

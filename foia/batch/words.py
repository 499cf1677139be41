"""The newsroom's own templates held against its own table, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import nodes

from foia.batch.plan import Plan
from foia.batch.press import Setup, in_bounds, words_of
from foia.batch.rows import Table
from foia.checks.problem import Problem
from foia.checks.templates import check_words, parsed
from foia.errors import DataError
from foia.library.places import Library
from foia.library.toml import guess
from foia.outbox import Finish

_SHOWN = 20


def check_own_words(setup: Setup, table: Table, plan: Plan, on: dt.date) -> None:
    """Passes if the user's own templates can be written for every letter; DataError with all that is wrong.

    Every unknown variable, every column that the table lacks and every empty cell that a letter would print are
    named at once. Then the first letter is written by a process of its own with limits of time and memory.
    """
    found = [str(one) for one in words_problems(setup.library, on)]
    used = list(columns_used(setup.library))
    found += _unknown_columns(used, table)
    found += _empty_cells([one for one in used if one.name in table.names], plan)
    if found:
        more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
        raise DataError("\n".join([*found[:_SHOWN], *more]), to_do="Nothing was written. `foia templates check` helps.")
    if plan.letters and (job := plan.letters[0].job):
        in_bounds(setup, words_of, job)


def words_problems(library: Library, on: dt.date) -> list[Problem]:
    """What is wrong with the user's own templates, found by a process of its own: they are rendered to be checked."""
    return list(in_bounds(Setup(library, (), Finish()), _problems, on))


def _problems(setup: Setup, on: dt.date) -> list[Problem]:
    return check_words(setup.library, on)


@dataclass(frozen=True)
class Use:
    """A place in a template that prints or asks for a column of the table."""

    path: Path
    line: int
    name: str
    asked: bool


def columns_used(library: Library) -> Iterator[Use]:
    """Every `row.<column>` in the user's own templates; `asked` if the same file first asks whether it is filled."""
    for folder in library.template_folders()[1:]:
        for path in sorted(folder.glob("**/*.txt")):
            tree = parsed(path)
            tests: list[nodes.Node] = [one.test for one in tree.find_all(nodes.If)]
            tests += [one.test for one in tree.find_all(nodes.CondExpr)]
            tests += [one for one in tree.find_all(nodes.Filter) if one.name == "default"]
            asked = {name for test in tests for name, _ in _columns(test)}
            for name, line in _columns(tree):
                yield Use(path, line, name, name in asked)


def _columns(tree: nodes.Node) -> Iterator[tuple[str, int]]:
    """The columns that stand in this part of a template, the part itself included."""
    for node in (tree, *tree.find_all((nodes.Getattr, nodes.Getitem))):
        if isinstance(node, nodes.Getattr) and _is_row(node.node):
            yield node.attr, node.lineno
        elif isinstance(node, nodes.Getitem) and _is_row(node.node) and isinstance(node.arg, nodes.Const):
            yield str(node.arg.value), node.lineno


def _is_row(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "row"


def _unknown_columns(used: Sequence[Use], table: Table) -> Iterator[str]:
    for one in used:
        if one.name not in table.names:
            to_do = f"Columns: {', '.join(table.names) or 'none, because the rows come from no table'}."
            what = f"the table has no column {one.name!r}{guess(one.name, table.names)}"
            yield str(Problem(one.path, one.line, what, to_do))


def _empty_cells(used: Sequence[Use], plan: Plan) -> Iterator[str]:
    """Rows with an empty cell where a letter would print it without asking first."""
    printed = dict.fromkeys(one.name for one in used if not one.asked)
    for name in printed:
        empty = [str(one.row.number) for one in plan.letters if one.row.fields and not one.row.fields.get(name)]
        if empty:
            more = f" and {len(empty) - 10} more" if len(empty) > 10 else ""
            rows = f"{', '.join(empty[:10])}{more}"
            yield f"the column {name!r} is empty, or holds what no letter can print, in row {rows}"

"""The design held by tests: imports go down only, no law and no prose of a letter hides in Python, help and docs agree."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from foia.cli.app import app
from foia.maintain.cli_docs import PAGE, page
from tests.checkout import tracked

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "foia").rglob("*.py"))
SHELVES = (
    ("foia", "foia.errors", "foia.english"),
    ("foia.intake", "foia.model", "foia.writing"),
    ("foia.names",),
    ("foia.library",),
    (
        "foia.directory",
        "foia.towns",
        "foia.deadlines",
        "foia.items",
        "foia.filling",
        "foia.requesters",
        "foia.standing",
        "foia.addressing",
        "foia.formats",
        "foia.compose",
    ),
    ("foia.bundle", "foia.pledge", "foia.steering", "foia.companion"),
    ("foia.drafting", "foia.outbox", "foia.selection", "foia.importing", "foia.own", "foia.checks", "foia.lint"),
    ("foia.batch", "foia.lists"),
    ("foia.updating",),
    ("foia.cli",),
    ("foia.__main__", "foia.maintain"),
)
CODES = frozenset(tomllib.loads((ROOT / "agencies/zips.toml").read_text(encoding="utf-8"))["prefixes"])


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def shelf(name: str) -> int:
    fitting = [
        (len(root), height)
        for height, roots in enumerate(SHELVES)
        for root in roots
        if name == root or name.startswith(f"{root}.")
    ]
    return max(fitting)[1]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{one.name}" if node.module == "foia" else node.module for one in node.names)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_go_to_lower_shelves_only(path: Path) -> None:
    here = module_name(path)
    for name in imports(path):
        if name.startswith("foia.") and name.split(".")[:2] != here.split(".")[:2]:
            assert shelf(name) <= shelf(here), f"{here} imports {name}"
            assert not name.startswith("foia.maintain"), f"{here} imports a builder"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_no_state_stands_in_the_program(path: Path) -> None:
    """A special case is a field of law.toml, never `if state == "TX"`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert node.value not in CODES, f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_functions_are_short_and_modules_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 330
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and path.name != "app.py":
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 60, f"{path}:{node.lineno} {node.name} has {length} lines"


def test_no_sentence_of_the_letter_stands_in_the_program() -> None:
    """Words live in templates/: no sentence of the default letter is found in a Python file."""
    sentences = set()
    for path in (ROOT / "templates/parts").glob("*.txt"):
        for line in re.split(r"\{[%{#].*?[#%}]\}", path.read_text(encoding="utf-8")):
            sentences |= {one.strip() for one in re.split(r"(?<=[.?]) ", line) if len(one.strip()) > 40}
    code = " ".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert sentences
    assert not [one for one in sentences if one in code]


def test_commands_page_is_in_step_with_the_help() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m foia.maintain.cli_docs"


def test_every_command_has_one_line_of_help_and_an_example() -> None:
    def commands(command: object) -> Iterator[object]:
        for child in getattr(command, "commands", {}).values():
            yield from commands(child) if hasattr(child, "commands") else [child]

    for command in commands(typer.main.get_command(app)):
        assert "\n" not in command.help.strip(), command.name  # type: ignore[attr-defined]
        assert command.epilog.startswith("Example: foia "), command.name  # type: ignore[attr-defined]
        assert all(one.help for one in command.params if one.param_type_name == "option"), command.name  # type: ignore[attr-defined]


def test_project_names_no_machine_and_no_registry() -> None:
    """No path of a builder's machine, no registry's host: they would be wrong on the reader's."""
    wrong = re.compile(r"/work/|\.mirror|files\.pythonhosted|pypi\.org|/root/|/opt/pypi")
    there = [one for one in tracked() if not one.endswith(".docx") and one != "tests/test_design.py"]
    assert there
    for name in there:
        found = wrong.search((ROOT / name).read_text(encoding="utf-8", errors="replace"))
        assert found is None, f"{name}: {found}"


def test_law_pages_are_in_step_with_the_laws() -> None:
    from foia.library.places import Library, data_root
    from foia.maintain.law_docs import DOCS, differences_page, law_page

    library = Library(data_root())
    again = "run python -m foia.maintain.law_docs"
    assert (DOCS / "law.md").read_text(encoding="utf-8") == law_page(library), again
    assert (DOCS / "law-differences.md").read_text(encoding="utf-8") == differences_page(library), again


BENCHMARKS = sorted((ROOT / "tests/benchmarks").glob("*.py"))


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.stem)
def test_benchmarks_use_what_there_is(path: Path) -> None:
    """They are run by hand and want programs that the tests do not, so that nobody else would notice."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("foia"):
            module = importlib.import_module(node.module or "")
            for one in node.names:
                known = hasattr(module, one.name) or importlib.util.find_spec(f"{node.module}.{one.name}")
                assert known, f"{path.name}:{node.lineno}: {node.module} has no {one.name}"

"""Rules for templates: they parse, use only what there is to use, and leave nothing open."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec
from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from foia.checks.context import Context, Examined
from foia.checks.problem import Problem, problems_of
from foia.checks.sample import samples
from foia.compose import compose, compose_next_steps, context
from foia.compose.bounds import Bounded
from foia.compose.templates import FILTERS, is_name
from foia.errors import DataError
from foia.library.places import Library
from foia.library.toml import guess
from foia.model import Letter, Request

Problems = Iterator[Problem]
NEXT_STEPS = "next-steps.txt"
NEXT_STEPS_VARIABLES = frozenset({"appeals", "clocks", "unchecked"})
"""What the sheet of next steps may use beside the variables of letters."""
_LEFT_OPEN = re.compile(
    r"\{\{|\}\}|\{%|\bNone\b|\bUndefined\b|\bTODO\b|\bTBD\b|\[(?:insert|your|name|date|placeholder)\b[^\]]*\]",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\bTODO\b|\bFIXME\b|\bTBD\b|\[(?:insert|your|name|date|placeholder)\b[^\]]*\]", re.IGNORECASE
)


@lru_cache(maxsize=1)
def variables() -> frozenset[str]:
    """Every variable that a template may use."""
    return frozenset(context(samples()[0]))


def check_template(context_: Context, path: Path, code: str) -> Examined:
    """Every rule over one letter or part."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return Examined([Problem(path, 1, "the template is not UTF-8 text", "Save it as UTF-8.")])
    found = [
        Problem(path, number, f"{open_[0]!r} is left over", "Write what belongs there, or take it out.")
        for number, line in enumerate(text.splitlines(), 1)
        for open_ in _PLACEHOLDER.finditer(line)
    ]
    try:
        tree = _parser().parse(text)
        found += _names(context_, path, tree)
    except TemplateSyntaxError as error:
        to_do = "templates/README.md shows how {{ values }} and {% conditions %} are written."
        return Examined([*found, Problem(path, error.lineno, f"cannot be read: {error.message}", to_do)])
    except RecursionError:
        to_do = "Break the expression into several with {% set %}."
        return Examined([*found, Problem(path, 1, "cannot be read: brackets stand too deep in one another", to_do)])
    found += _includes(context_, path, tree)
    if path.parent.name == "letters" and not found:
        found += _written(context_, path)
    return Examined(found, 1)


class _AnyRow(dict[str, str]):
    """A row that has every column, for templates that will meet a table later."""

    def __missing__(self, name: str) -> str:
        return f"the {name} of the row"


def check_words(library: Library, on: dt.date) -> list[Problem]:
    """Every rule over the user's own templates; parts are tried in the letters that they belong to."""
    context_ = Context(library, on)
    paths = [path for folder in library.template_folders()[1:] for path in sorted(folder.glob("**/*.txt"))]
    found = [problem for path in paths for problem in check_template(context_, path, "").problems]
    if found or all(path.parent.name == "letters" for path in paths):
        return found
    letters = (library.file("templates", "letters", name) for name in ("request.txt", NEXT_STEPS))
    return [problem for path in letters if path for problem in _written(context_, path)]


def parsed(path: Path) -> nodes.Template:
    """The template as a tree; an empty one if it cannot be read, which `check_template` reports."""
    try:
        return _parser().parse(path.read_text(encoding="utf-8"))
    except (TemplateSyntaxError, UnicodeDecodeError, RecursionError):
        return nodes.Template([])


def _parser() -> Environment:
    """Reads templates, and never renders them: compose does that, in its sandbox."""
    environment = Bounded(autoescape=False)  # the search for variables works out sums of constants: 9**9**9
    environment.filters = dict.fromkeys((*environment.filters, *FILTERS), str)
    return environment


def _names(context_: Context, path: Path, tree: nodes.Template) -> Problems:
    """Variables and filters that no letter has, each with the line and a guess."""
    filters = tree.environment.filters if tree.environment else {}
    for node in tree.find_all(nodes.Filter):
        if node.name not in filters:
            to_do = f"Beside Jinja's own: {', '.join(FILTERS)}."
            yield Problem(path, node.lineno, f"no filter {node.name!r}{guess(node.name, FILTERS)}", to_do)
            filters[node.name] = str  # named once; the search for variables wants every filter
    known = variables() | _imported(context_, tree)
    known |= NEXT_STEPS_VARIABLES if path.name == NEXT_STEPS else frozenset()
    for name in sorted(meta.find_undeclared_variables(tree) - known):
        lines = [node.lineno for node in tree.find_all(nodes.Name) if node.name == name]
        to_do = f"Variables: {', '.join(sorted(known & (variables() | NEXT_STEPS_VARIABLES)))}."
        yield Problem(path, min(lines, default=1), f"no variable {name!r}{guess(name, known)}", to_do)


def _imported(context_: Context, tree: nodes.Template) -> frozenset[str]:
    """Macros that the letters import, and that their parts use through them."""
    trees = [tree]
    for folder in context_.library.template_folders():
        for letter in sorted(folder.glob("**/letters/*.txt")):
            try:
                trees.append(_parser().parse(letter.read_text(encoding="utf-8")))
            except (TemplateSyntaxError, UnicodeDecodeError, RecursionError):
                continue  # reported where it stands
    found = [name for one in trees for node in one.find_all(nodes.FromImport) for name in node.names]
    return frozenset(name if isinstance(name, str) else name[1] for name in found)


def _includes(context_: Context, path: Path, tree: nodes.Template) -> Problems:
    for node in tree.find_all((nodes.Include, nodes.FromImport, nodes.Import, nodes.Extends)):
        target = getattr(node, "template", None)
        name = str(target.value) if isinstance(target, nodes.Const) else ""
        if name and not (is_name(name) and _file(context_, path, name)):
            to_do = 'Name it from the templates folder on: "parts/fees.txt".'
            yield Problem(path, node.lineno, f"there is no template {name!r}", to_do)


def _file(context_: Context, path: Path, name: str) -> Path | None:
    """The file that an include in `path` reads: that of its language, else the general one."""
    library, parts = context_.library, name.split("/")
    return library.file("templates", _language(path), *parts) or library.file("templates", *parts)


def _language(path: Path) -> str:
    """The folder of a language in which a letter or part lies, or ""."""
    folder = path.parent.parent
    return folder.name if folder.parent.name == "templates" else ""


def _written(context_: Context, path: Path) -> Problems:
    """The letter written for two invented requests: nothing undefined, nothing left open."""
    for one in samples():
        request = _in_language(msgspec.structs.replace(one, row=_AnyRow()), _language(path))
        try:
            if path.name == NEXT_STEPS:
                texts = [compose_next_steps(request, context_.library)]
            else:
                texts = _texts(compose(request, context_.library, f"letters/{path.name}"))
        except DataError as error:
            yield from problems_of(error, path)
            return
        for text in texts:
            if found := _LEFT_OPEN.search(text):
                to_do = f"It stands in: {text.strip()[:100]}"
                yield Problem(path, 1, f"a letter written from it holds {found[0]!r}", to_do)
                return


def _in_language(request: Request, language: str) -> Request:
    """The request under a law of that language, so that its words are read."""
    if not language:
        return request
    style = msgspec.structs.replace(request.law.style, language=language)
    return msgspec.structs.replace(request, law=msgspec.structs.replace(request.law, style=style))


def _texts(letter: Letter) -> list[str]:
    head = [letter.date_line, letter.reference_line, letter.delivery_line, letter.subject, letter.salutation]
    return [*head, *letter.addressee, *(f"{block.lead} {block.text}" for block in letter.blocks), letter.closing]

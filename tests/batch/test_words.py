"""Somebody's own templates: what they may not do, in every command that renders them, and how it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ME = ("--name", "Alex Example", "--email", "alex@example.org", "--date", "2026-11-23")
LETTER = ("letter", "Seattle Police Department", "--state", "WA", "--template", "words", "--preview", *ME)
ENDLESS = "{% for a in range(900) %}" * 4 + "{% if a > a %}x{% endif %}" + "{% endfor %}" * 4
DOUBLED = "{% set one = namespace(x='x') %}{% for n in range(60) %}{% set one.x = one.x ~ one.x %}{% endfor %}"


@pytest.fixture
def part() -> Callable[[str], None]:
    """Writes the newsroom's own last part."""

    def write(words: str) -> None:
        Path("words/parts").mkdir(parents=True, exist_ok=True)
        Path("words/parts/end.txt").write_text(words, encoding="utf-8")

    return write


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('{% include "../../../../../etc/passwd" %}', "there is no template '../../../../../etc/passwd'"),
        ('{% include "/etc/passwd" %}', "there is no template '/etc/passwd'"),
        ('{% include "parts/end.txt" %}', "it leads back to itself without an end"),
        ("{% macro a(n) %}{{ a(n) }}{% endmacro %}{{ a(1) }}", "it leads back to itself without an end"),
        ("{{ 'a'.zfill(10 ** 9) }}", "zfill() cannot be used in a letter"),
        ("{{ [1] | batch(10 ** 9, 'x') | list }}", "batch"),
        ("{{ [1, 2] | random }}", "random"),
        ("{{ [agency] | sort(attribute='__class__.__mro__') }}", "access to attribute '__class__'"),
        ("{{ '\\u202e' }}", "the text holds U+202E RIGHT-TO-LEFT OVERRIDE, which no letter can hold"),
        ("{{ '\\ud800' }}", "the text holds U+D800, which no letter can hold"),
        (DOUBLED, "it takes more memory than many letters need; look for text that is joined to itself"),
        ("1. One more item.\n\n", "numbered items, and"),
    ],
)
def test_words_that_go_too_far_are_refused(foia: Run, part: Any, words: str, told: str) -> None:
    part(words)
    ran = foia(*LETTER)
    assert ran.code == 2
    assert told in ran.err
    assert "Alex Example" not in ran.out
    if words == DOUBLED:
        return  # two gigabytes fill slowly, once is enough
    ran = foia("templates", "check", "words")
    assert ran.code == 1
    assert told in ran.out


@pytest.mark.parametrize("command", [LETTER, ("templates", "check", "words"), ("batch", "--ids", "wa/seattle-police-department", "--plan", "--template", "words", *ME)])  # fmt: skip
def test_words_without_an_end_are_stopped(
    foia: Run, part: Any, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr("foia.batch.press._TRIAL", 2.0)
    part(ENDLESS)
    ran = foia(*command)
    assert ran.code == 2
    assert ran.err.endswith(
        "your own templates: a letter was not written within 2 seconds\n"
        "Look for a loop that repeats too much, or for text that is joined to itself.\n"
    )


def test_words_linked_from_elsewhere_are_not_read(foia: Run, part: Any) -> None:
    Path("secret.txt").write_text("the secret")
    part("")
    Path("words/parts/end.txt").unlink()
    Path("words/parts/end.txt").symlink_to(Path("secret.txt").resolve())
    assert "the secret" not in foia(*LETTER).out


def test_words_of_ones_own_stand_in_the_letter(foia: Run, part: Any) -> None:
    part("Call our {{ agency.city }} desk.")
    ran = foia(*LETTER)
    assert ran.code == 0, ran.err
    assert "\nCall our Seattle desk.\n" in ran.out


def test_words_use_columns_that_are_called_like_methods(foia: Run, part: Any) -> None:
    part("{{ row.items }}, {{ row['count'] }}.")
    Path("t.csv").write_text("agency,state,Items,Count\nSeattle PD,WA,two boxes,7\n")
    foia("batch", "t.csv", "--yes", "--template", "words", "--out", "b", "--format", "txt", *ME)
    assert "\ntwo boxes, 7.\n" in next(Path("b").glob("*/*.txt")).read_text()


def test_words_that_lack_a_column_are_told_at_the_plan(foia: Run, part: Any) -> None:
    part("{{ row.editor }}")
    ran = foia("batch", "--ids", "wa/seattle-police-department", "--plan", "--template", "words", *ME)
    assert ran.code == 2
    assert "the table has no column 'editor'" in ran.err
    assert "Columns: none, because the rows come from no table." in ran.err


def test_templates_new_show_check(foia: Run) -> None:
    ran = foia("templates", "new", "mine", "fees", "opening")
    assert ran.out == "mine/parts/fees.txt\nmine/parts/opening.txt\n"
    ran = foia("templates", "new", "mine", "fees")
    assert (ran.code, ran.err) == (2, "mine/parts/fees.txt: there is such a template already; nothing was written\n")
    assert foia("templates", "check", "mine").out == "2 templates, 0 problems\n"
    Path("mine/parts/fees.txt").write_text("{{ agncy.name }} [insert name]")
    ran = foia("templates", "check", "mine")
    assert ran.code == 1
    assert "'[insert name]' is left over" in ran.out
    assert "no variable 'agncy'; did you mean 'agency'?" in ran.out
    assert foia("templates", "show", "fees", "--template", "mine").out == "{{ agncy.name }} [insert name]\n"
    ran = foia("templates", "show", "feees")
    assert ran.code == 2
    assert "no template 'feees'; did you mean" in ran.err

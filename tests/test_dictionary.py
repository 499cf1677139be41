"""The dictionary of the data, the READMEs beside it, and the program's records say the same."""

from __future__ import annotations

import re
import textwrap
import tomllib
from typing import Any

import msgspec
import pytest
from jinja2 import Environment

import foia.model
from foia.checks.dictionary import TABLES as ENTRIES
from foia.checks.dictionary import choices_of, kind_in_words, read_dictionary
from foia.checks.sample import samples
from foia.checks.templates import FILTERS, NEXT_STEPS_VARIABLES
from foia.compose import Facts, context
from foia.compose.templates import environment as _environment
from foia.library.places import Library, data_root
from foia.model import CHANNELS, ROLES, Duty, Fact, Source
from foia.requesters import FIELDS

ROOT = data_root()
DICTIONARY = read_dictionary(Library(ROOT))
TABLES = {
    "AgencyLine": (foia.model.Agency, {"slug": "id"}),
    "ContactLine": (foia.model.Contact, {"slug": "agency"}),
    "KnownUseLine": (foia.model.KnownUse, {"slug": "agency"}),
    "HolidayLine": (foia.model.Holiday, {}),
    "LookedForLine": (foia.model.LookedFor, {}),
    "PlaceLine": (foia.model.Place, {}),
    "CountyLine": (foia.model.CountyPolice, {}),
    "CoverageLine": (foia.model.Coverage, {}),
}
NOT_DATA = {
    *("Agency", "Contact", "Holiday", "KnownUse", "LookedFor", "Place", "CountyPolice", "Coverage"),
    *("Block", "Calendar", "Companion", "Expedite", "Item", "Letter", "Published", "Record"),
    *("Request", "Requester", "SenderLine", "Window"),
}


def records() -> list[str]:
    """The names of the record kinds that stand in TOML files."""
    kinds = {name: getattr(foia.model, name) for name in foia.model.__all__}
    is_record = {name for name, one in kinds.items() if isinstance(one, type) and issubclass(one, msgspec.Struct)}
    return sorted(is_record - NOT_DATA)


def fields_of(name: str) -> dict[str, msgspec.structs.FieldInfo]:
    """A record's fields under the names that the files use."""
    record, renamed = TABLES.get(name) or (getattr(foia.model, name), {})
    back = {field: column for column, field in renamed.items()}
    return {back.get(field.name, field.name): field for field in msgspec.structs.fields(record)}


def entries_of(name: str) -> dict[str, Any]:
    """The dictionary's entries for a record, shared ones included."""
    kind = DICTIONARY.kinds[name]
    return (entries_of(kind.base) if kind.base else {}) | kind.fields


def test_dictionary_has_every_record_and_no_other() -> None:
    assert sorted(set(DICTIONARY.kinds) - set(ENTRIES)) == records()


@pytest.mark.parametrize("name", [*records(), *TABLES])
def test_dictionary_has_every_field_and_no_other(name: str) -> None:
    assert set(entries_of(name)) == set(fields_of(name))


@pytest.mark.parametrize("name", [*records(), *TABLES])
def test_dictionary_says_what_the_records_say(name: str) -> None:
    said = {key: (one.kind, one.required) for key, one in entries_of(name).items()}
    meant = {key: (kind_in_words(field.type), field.required) for key, field in fields_of(name).items()}
    for key, entry in entries_of(name).items():
        closed = choices_of(fields_of(name)[key].type)
        if closed:
            assert entry.choices == closed, key
        elif entry.choices:  # the model takes any text there, the check these words only
            assert meant[key][0] == "text", key
            meant[key] = ("choice", meant[key][1])
    assert said == meant


def test_dictionary_shares_the_fields_of_facts() -> None:
    facts = {name for name in records() if issubclass(getattr(foia.model, name), Fact)} - {"Fact"}
    assert {name for name, kind in DICTIONARY.kinds.items() if kind.base == "Fact"} == facts


def test_dictionary_knows_the_requesters_own_details() -> None:
    assert set(DICTIONARY.kinds["Me"].fields) == set(FIELDS)
    assert DICTIONARY.choices("Me", "role") == ROLES
    assert set(DICTIONARY.choices("ContactLine", "channel")) == {*CHANNELS, "page"} - {"hand"}


def test_dictionary_knows_the_columns_of_fixes() -> None:
    fixes = DICTIONARY.kinds["FixLine"].fields
    assert {name: one.required for name, one in fixes.items()} == {
        "id": True,
        "field": True,
        "value": False,
        "source": True,
        "date": True,
    }


@pytest.mark.parametrize("name", DICTIONARY.kinds)
def test_dictionary_explains_in_one_sentence(name: str) -> None:
    for key, entry in DICTIONARY.kinds[name].fields.items():
        assert entry.about.endswith("."), (name, key)
        assert "\n" not in entry.about, (name, key)
        assert len(entry.about) <= 170, (name, key)


def readme_rows(path: str, heading: str) -> list[str]:
    """The first cells of the table under a heading of a README."""
    text = (ROOT / path).read_text(encoding="utf-8").partition(f"\n{heading}\n")[2]
    return re.findall(r"^\| `([\w.]+)` \|", re.split(r"\n##+ ", text)[0], re.MULTILINE)


def test_templates_readme_lists_every_variable_and_no_other() -> None:
    listed = [name for name in readme_rows("templates/README.md", "### Variables") if "." not in name]
    assert listed == sorted(context(samples()[0]))


def test_templates_readme_lists_every_part_of_facts_and_no_other() -> None:
    parts = [name for name in readme_rows("templates/README.md", "### Variables") if name.startswith("facts.")]
    assert parts == [f"facts.{name}" for name in Facts.__dataclass_fields__]


def test_templates_readme_lists_the_variables_of_next_steps() -> None:
    assert set(readme_rows("templates/README.md", "### Variables of next-steps.txt")) == NEXT_STEPS_VARIABLES


def test_templates_readme_lists_every_filter_of_ours() -> None:
    assert set(_environment(()).filters) - set(Environment().filters) == set(FILTERS)
    assert sorted(readme_rows("templates/README.md", "### Filters")) == sorted(FILTERS)


def test_agencies_readme_shows_a_statute_that_loads() -> None:
    text = (ROOT / "agencies" / "README.md").read_text(encoding="utf-8")
    block = text[text.index("    [[duties]]") : text.index("- **section** is")]
    tables = tomllib.loads(textwrap.dedent(block))
    assert msgspec.convert(tables["duties"][0], Duty).days == 5
    assert msgspec.convert(tables["sources"]["code-10-103"], Source).title == "Sample Code, section 10-103"


def test_agencies_readme_shows_columns_that_exist() -> None:
    text = (ROOT / "agencies" / "README.md").read_text(encoding="utf-8")
    for header, kind in (
        ("slug,name,", "AgencyLine"),
        ("slug,channel,", "ContactLine"),
        ("town,kind,", "CoverageLine"),
    ):
        found = re.search(rf"^ +({header}\S+)$", text, re.MULTILINE)
        assert found
        assert set(found[1].split(",")) <= DICTIONARY.columns(kind)

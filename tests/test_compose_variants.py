"""Letters of a batch are composed once for each variant and filled row by row: each must be the letter `compose` makes."""

from __future__ import annotations

import dataclasses
import io
import itertools
import pickle
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from foia.compose import compose
from foia.compose.variants import Composer, variant_key
from foia.drafting import Wishes
from foia.errors import DataError
from foia.formats import docx, wordxml
from foia.formats.docx import default_skeleton, write_docx
from foia.library.agencies import read_agencies
from foia.library.laws import read_law
from foia.library.places import Library, data_root, still
from foia.model import SIZES, Agency, Contact, Request, Role
from tests.letters_for import DATED, department, drafted

LIBRARY = Library(data_root())
CODES = LIBRARY.jurisdictions()
ROLES: tuple[Role | None, ...] = (None, "news", "commercial")
CHANNELS = (None, "mail", "email", "portal", "fax")


def some_agencies(code: str) -> list[Agency]:
    """Some agencies that the law binds, from all over the table, and the fictional one."""
    bound = [one for one in read_agencies(LIBRARY, code).values() if one.regime in ("state act", "federal act")]
    return [*bound[:: max(1, len(bound) // 7)], department(code)]


def requests(code: str) -> Iterator[Request]:
    for agency, size, role in itertools.product(some_agencies(code), SIZES, ROLES):
        grounds = [one for one in read_law(LIBRARY, code).who.grounds if not one.roles or role in one.roles]
        if read_law(LIBRARY, code).who.who != "anyone" and not grounds:
            continue
        channel = CHANNELS[len(agency.id) % len(CHANNELS)]
        yield drafted(STILL, code, agency=agency, size=size, role=role, channel=channel).request


STILL = still(LIBRARY)


@pytest.mark.parametrize("code", CODES)
def test_filled_letters_are_those_that_compose_makes(code: str) -> None:
    composer, asked = Composer(STILL), list(requests(code))
    for request in asked:
        plain = compose(request, LIBRARY)
        assert composer.letter(request) == plain, request.agency.id
        assert composer.letter(request) == plain, request.agency.id
    assert all(composer._variants.values()), "our own templates ask for something that variants cannot fill in"


def department_of(government: str, **fields: str) -> Request:
    agency = msgspec.structs.replace(department("wa"), government=government, **fields)
    return drafted(STILL, "wa", agency=agency).request


@pytest.mark.parametrize(
    "government",
    [
        "", "City of Elsewhere", "Town of Elsewhere", "Elsewhere County", "County of Elsewhere", "the City of Elsewhere",
        "City", "Commonwealth of Elsewhere & Sons <b>", "{{ agency.phone }}", "**City**", "1. City of Elsewhere",
        "City  of   Elsewhere", " City of Elsewhere", "City of\nElsewhere", "City of \ue012", "City of \ue000Lead\ue001",
        "Ville de Québec", "City\u00a0of Elsewhere", "City of Else\u00adwhere",
    ],
)  # fmt: skip
def test_filled_government_reads_as_composed(government: str) -> None:
    composer = Composer(STILL)
    for first in ("City of Sampletown", "Sample County", ""):
        composer.letter(department_of(first))
    assert composer.letter(department_of(government)) == compose(department_of(government), LIBRARY)


def test_filled_lines_keep_odd_names_and_references() -> None:
    composer = Composer(STILL)
    base = drafted(STILL, "tx", channel="email").request
    composer.letter(base)
    for value in ("records@example.org", "  records@example.org ", "", "a & b", "{{ x }}"):
        contact = Contact(agency=base.agency.id, channel="email", value=value, source="s", date=DATED)
        odd = msgspec.structs.replace(base, contact=contact, reference=f"R {value}", postal=("a  b", "", value))
        assert composer.letter(odd) == compose(odd, LIBRARY)


def test_filled_letter_holds_no_stand_in_of_somebody_else() -> None:
    """A private-use character, which intake refuses, gets past no letter."""
    composer = Composer(STILL)
    base = drafted(STILL, "tx", channel="email").request
    composer.letter(base)
    contact = Contact(agency=base.agency.id, channel="email", value="\ue011", source="s", date=DATED)
    with pytest.raises(DataError, match=r"the text holds U\+E011, which no letter can hold"):
        composer.letter(msgspec.structs.replace(base, contact=contact))


def test_own_words_are_composed_letter_by_letter(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/end.txt").write_text("Please write to {{ requester.name }} about {{ agency.city }}.")
    library = dataclasses.replace(LIBRARY, words=tmp_path)
    composer = Composer(library)
    for city in ("Here", "There"):
        request = department_of("City of Sampletown", city=city)
        letter = composer.letter(request)
        assert letter == compose(request, library)
        assert letter.blocks[-1].text == f"Please write to Alex Example about {city}."


def test_template_that_asks_for_more_than_can_be_filled_is_composed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Were our own templates to turn on another field, letters would still be right."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/end.txt").write_text("You serve {{ agency.city }}.")
    library = dataclasses.replace(LIBRARY, words=tmp_path)
    monkeypatch.setattr(Library, "own_words", lambda _: False)
    composer = Composer(library)
    for city in ("Here", "There"):
        assert composer.letter(department_of("", city=city)).blocks[-1].text == f"You serve {city}."
    assert list(composer._variants.values()) == [None]


def test_variants_count_the_letters_of_each() -> None:
    asked = [*requests("id"), *requests("wy")]
    alike = Composer(STILL).variants(asked)
    assert sum(one.number for one in alike) == len(asked)
    assert len(alike) == len({variant_key(one) for one in asked}) < len(asked)
    assert all(one.letter == compose(one.request, LIBRARY) for one in alike)


def test_still_library_reads_once_and_travels_without_what_it_read(tmp_path: Path) -> None:
    own = tmp_path / "agencies/wa"
    own.mkdir(parents=True)
    (own / "agencies.csv").write_text("slug,name,kind\nmine,Mine,municipal\n")
    library = Library(LIBRARY.root, tmp_path)
    held = still(library)
    assert read_agencies(held, "wa")["wa/mine"].name == "Mine"
    (own / "agencies.csv").write_text("slug,name,kind\nmine,Changed,municipal\n")
    assert read_agencies(held, "wa")["wa/mine"].name == "Mine"
    assert read_agencies(library, "wa")["wa/mine"].name == "Changed"
    assert read_agencies(pickle.loads(pickle.dumps(held)), "wa")["wa/mine"].name == "Changed"


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_word_file_of_a_filled_letter_is_the_one_made_alone() -> None:
    """Part by part, whatever was made before and is remembered: the document, its headers, its properties."""
    skeleton = default_skeleton(data_root() / "templates/letterhead/letter.docx")
    composer, asked = Composer(STILL), [*requests("id"), *requests("tn"), *requests("va")]
    batch = [write_docx(composer.letter(request), skeleton) for request in asked]
    for request, file in zip(asked, batch, strict=True):
        for memory in (docx._small, docx._end, wordxml._rest, wordxml._line):
            memory.cache_clear()
        alone = write_docx(compose(request, LIBRARY), skeleton)
        assert parts(file) == parts(alone)
        assert file == alone


def test_drafts_of_a_still_library_are_those_of_the_library() -> None:
    for code in CODES:
        for agency in some_agencies(code)[:2]:
            wishes = Wishes(dated=DATED)
            assert drafted(STILL, code, agency=agency, wishes=wishes) == drafted(
                LIBRARY, code, agency=agency, wishes=wishes
            )

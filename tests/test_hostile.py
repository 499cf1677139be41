"""Hostile text through every field into every format: it arrives as typed or is refused by name, and breaks nothing."""

from __future__ import annotations

import email
import email.policy
import html
import io
import unicodedata
import zipfile
from xml.etree import ElementTree

import docx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from foia.compose import compose
from foia.drafting import Wishes
from foia.errors import FoiaError, InputError
from foia.formats.docx import default_skeleton, write_docx
from foia.formats.eml import write_eml
from foia.formats.html import write_html
from foia.formats.txt import write_txt
from foia.intake import clean, clean_address, clean_email
from foia.library.places import Library, data_root
from tests.letters_for import DATED, REQUESTER, drafted

LIBRARY = Library(data_root())
SKELETON = default_skeleton(data_root() / "templates/letterhead/letter.docx")
TYPED = some.text(min_size=1, max_size=60)
HOSTILE = (
    "{{ 7*7 }}", "{% for x in y %}", "{# gone #}", "${HOME}", "%s %d %n", "{0}", "<script>alert(1)</script>", "&amp;&lt;",
    "]]>", "<!--", "\"'`", "=HYPERLINK(\"http://example.org\")", "@SUM(1)", "+1", "-1", "../../etc/passwd", "C:\\con", "nul",
    "**bold**", "1. an item", "> a declaration", "____ a line", "# a heading", "To: someone", "Subject: other", "Closing: no",
    "None", "TODO", "[placeholder]", "Alex\u00a0Example", "ﬁne", "Zoe\u0308", "Ω≈ç√", "日本", "مرحبا", "שלום", "🙂🇺🇸", "a" * 3000,
)  # fmt: skip


def draft_body(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    return str(message.get_body(("plain",)).get_content())  # type: ignore[union-attr]


def accepted(text: str) -> str | None:
    try:
        return clean("the name", text) or None
    except InputError:
        return None


def check_everywhere(field: str, value: str) -> None:
    """The value stands, letter for letter, in each format, and each file is still whole."""
    requester = msgspec.structs.replace(REQUESTER, **{field: value})
    letter = compose(drafted(LIBRARY, "wa", requester=requester).request, LIBRARY)
    packed = write_docx(letter, SKELETON)
    document = docx.Document(io.BytesIO(packed))
    assert any(value in one.text for one in document.paragraphs)
    for name in zipfile.ZipFile(io.BytesIO(packed)).namelist():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(packed)).read(name))
    assert value in write_txt(letter)
    assert value in draft_body(write_eml(letter))
    assert value in html.unescape(write_html(letter))
    assert "<script>" not in write_html(letter)


@pytest.mark.parametrize("field", ["name", "organization"])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20].encode("unicode_escape").decode())
def test_hostile_line_arrives_as_typed(field: str, text: str) -> None:
    value = accepted(text)
    assert value is not None
    check_everywhere(field, value)


@given(TYPED)
@settings(max_examples=150, deadline=None)
def test_any_text_arrives_as_typed_or_is_refused(text: str) -> None:
    value = accepted(text)
    if value is not None:
        assert value == unicodedata.normalize("NFC", value)
        check_everywhere("name", value)


@given(TYPED)
@settings(max_examples=300, deadline=None)
def test_intake_refuses_by_name_or_returns_one_clean_line(text: str) -> None:
    value = accepted(text)
    if value is None and text.strip():
        refused = pytest.raises(InputError, match=r"\Athe name (holds U\+|has a line break in it)")
        with refused:
            clean("the name", text)
    elif value is not None:
        assert "\n" not in value
        assert clean("the name", value) == value


@given(TYPED)
@settings(max_examples=300, deadline=None)
def test_address_that_is_accepted_cannot_reach_another_header(text: str) -> None:
    try:
        address = clean_email("the e-mail address", text)
    except InputError:
        return
    assert not address or address.count("@") == 1
    assert not set(address) & set("\r\n<>,; ")


@given(some.lists(TYPED, max_size=4))
@settings(max_examples=100, deadline=None)
def test_postal_address_keeps_its_lines(lines: list[str]) -> None:
    try:
        cleaned = clean_address("the address", "\n".join(lines))
    except InputError:
        return
    assert all(line and "\n" not in line for line in cleaned)


@pytest.mark.parametrize(
    "text", ["\u202eabc", "a\x00b", "a\x1bb", "\ud800", "\ue000", "a\u2028b", "line\nbreak", "\ufffe"]
)
def test_what_no_letter_can_hold_is_refused_with_field_and_character(text: str) -> None:
    with pytest.raises(FoiaError) as caught:
        clean("the name", text)
    assert "the name" in str(caught.value)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20].encode("unicode_escape").decode())
def test_reason_and_reference_arrive_as_typed(text: str) -> None:
    value = accepted(text)
    wishes = Wishes(dated=DATED, waiver_reason=value or "", reference=value or "")
    letter = compose(drafted(LIBRARY, "wa", wishes=wishes).request, LIBRARY)
    assert value in write_txt(letter)
    assert letter.reference == value
    assert draft_body(write_eml(letter)).count(str(value)) >= 2

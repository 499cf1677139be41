"""The HTML page: read back as a tree, so that markup smuggled in by a user would show as an element."""

from __future__ import annotations

import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.formats.html import fragment, write_html
from foia.formats.txt import one_line
from foia.model import Block, Letter, SenderLine
from tests.samples import sample_letter

ANY = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60)
VOID = {"meta"}
HOSTILE = "<script>alert(1)</script> & \"quotes\" 'single' &lt; <b> --> ]]> {{ x }} \\ `"


class Tree(HTMLParser):
    """Elements as they open, the text in each, and whether every element that opens is closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and "style" not in self.open:
            self.texts.append((self.open[-1], data))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def text(self) -> str:
        return "".join(data for _, data in self.texts)


def items(*numbers: int) -> tuple[Block, ...]:
    return tuple(Block(kind="item", number=number, lead=f"L{number}.", text=f"T{number}") for number in numbers)


def test_html_page_names_its_language_title_and_author() -> None:
    page = Tree(write_html(sample_letter()))
    assert ("html", {"lang": "en-US"}) in page.elements
    assert ("title", "Public records request: facial recognition contracts, payments and policies") in page.texts
    assert ("meta", {"name": "author", "content": "Rosa Delgado-Whitfield"}) in page.elements


def test_html_needs_nothing_from_elsewhere() -> None:
    page = write_html(sample_letter())
    assert "default-src 'none'" in page
    for outside in ("http:", "https:", "src=", "href=", "@import", "url("):
        assert outside not in page


@pytest.mark.parametrize("size", ["starter", "standard", "deep"])
def test_html_holds_every_text_in_order(size: str) -> None:
    letter = sample_letter(size)
    text = Tree(fragment(letter)).text()
    place = 0
    for expected in texts(letter):
        place = text.index(expected, place) + len(expected)


def texts(letter: Letter) -> list[str]:
    """Everything the letter says, in reading order."""
    head = [*(line.text for line in letter.sender), letter.date_line, letter.reference_line, letter.delivery_line]
    body = [part for block in letter.blocks for part in (block.lead, block.text) if part]
    return [*head, *letter.addressee, letter.subject, letter.salutation, *body, letter.closing, *letter.signature]


def test_html_subject_is_the_only_heading() -> None:
    page = Tree(write_html(sample_letter()))
    assert [tag for tag in page.tags() if tag in {"h1", "h2", "h3"}] == ["h1"]
    assert ("h1", sample_letter().subject) in page.texts


def test_html_fragment_takes_the_heading_level_of_its_page() -> None:
    assert "h3" in Tree(fragment(sample_letter(), heading=3)).tags()


def test_html_items_are_one_real_list() -> None:
    tags = Tree(fragment(sample_letter())).tags()
    assert tags.count("ol") == 1
    assert tags.count("li") == 10


def test_html_list_counts_on_after_a_paragraph() -> None:
    blocks = (*items(1, 2), Block(kind="paragraph", text="Between."), *items(3, 4, 7))
    page = Tree(fragment(sample_letter(blocks=blocks)))
    assert [attrs for tag, attrs in page.elements if tag == "ol"] == [{}, {"start": "3"}]
    assert [attrs.get("value") for tag, attrs in page.elements if tag == "li"] == [None, None, None, None, "7"]


def test_html_declaration_holds_the_line_it_is_signed_on() -> None:
    page = fragment(sample_letter())
    box = page[page.index('<div class="declaration">') : page.index("</div>")]
    assert '<p class="sign" dir="auto">Signature of the person who makes the request, and date</p>' in box


def test_html_line_to_sign_stands_alone_without_a_declaration() -> None:
    page = fragment(sample_letter(blocks=(Block(kind="signature-line", text="Date"),)))
    assert '<p class="sign" dir="auto">Date</p>' in page
    assert "<div" not in page


@pytest.mark.parametrize(("paper", "size"), [("us-letter", "8.5in 11in"), ("a4", "210mm 297mm")])
def test_html_prints_on_the_paper_of_the_letter(paper: str, size: str) -> None:
    assert f"@page {{ size: {size}; " in write_html(sample_letter(paper=paper))


def test_html_every_user_text_finds_its_own_direction() -> None:
    page = Tree(fragment(sample_letter()))
    carriers = [attrs for tag, attrs in page.elements if tag in {"h1", "li", "span"}]
    assert all(attrs.get("dir") == "auto" for attrs in carriers)


def test_html_leaves_no_empty_element() -> None:
    bare = sample_letter(sender=(), date_line="", reference_line="", delivery_line="", signature=())
    for page in (fragment(bare), fragment(sample_letter())):
        assert not re.search(r"<(\w+)[^>]*></\1>", page)


def test_html_same_letter_gives_same_page() -> None:
    assert write_html(sample_letter()) == write_html(sample_letter())


def test_html_markup_in_the_text_stays_text() -> None:
    letter = everywhere(HOSTILE)
    assert Tree(write_html(letter)).tags() == Tree(write_html(everywhere("plain"))).tags()
    assert Tree(fragment(letter)).text().count(HOSTILE) == len(texts(letter))


@given(text=ANY)
def test_html_any_text_prints_as_typed(text: str) -> None:
    page = Tree(write_html(everywhere(f"A{text}Z")))
    assert page.tags() == Tree(write_html(everywhere("plain"))).tags()
    assert page.text().count(one_line(f"A{text}Z")) >= len(texts(everywhere(text)))


def everywhere(text: str) -> Letter:
    """A letter that says the same in every place."""
    return Letter(
        agency="st/x", reference="x", dated=sample_letter().dated, sender=(SenderLine(kind="name", text=text),),
        date_line=text, reference_line=text, delivery_line=text, addressee=(text, text), subject=text, salutation=text,
        blocks=(Block(kind="paragraph", text=text, lead=text), Block(kind="item", text=text, lead=text, number=1)),
        closing=text, signature=(text, text),
    )  # fmt: skip


@pytest.mark.needs("chromium")
def test_html_prints_from_a_real_browser_with_every_item(tmp_path: Path) -> None:
    """Chromium itself lays the page out: every item is there, numbered, and nothing runs off the sheet."""
    letter = sample_letter("standard")
    page, printed = tmp_path / "letter.html", tmp_path / "letter.pdf"
    page.write_text(write_html(letter), encoding="utf-8")
    quiet = ("--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-sync", *quiet]
    folder = f"--user-data-dir={tmp_path / 'profile'}"
    subprocess.run(
        [*command, folder, f"--print-to-pdf={printed}", str(page)], check=True, capture_output=True, timeout=120
    )
    text = " ".join(" ".join(one.extract_text() for one in pypdf.PdfReader(printed).pages).split())
    for block in letter.blocks:
        if block.kind == "item":
            assert f"{block.number}." in text
            assert " ".join(block.text.split())[:30] in text

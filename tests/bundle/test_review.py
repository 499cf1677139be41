"""review.docx: every sentence of the letters, once, with where it stands and what it rests on."""

from __future__ import annotations

import io
import pickle
import random
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
import msgspec
import pytest

from foia.bundle.review import Review
from foia.bundle.sentences import request_values, sentences
from foia.compose import compose
from foia.drafting import SUBJECT
from foia.library.laws import read_subject_laws
from foia.library.places import Library
from foia.model import SIZES, Block, Letter, Request
from tests.letters_for import DATED, department, drafted

Made = tuple[Letter, Request, str]
Row = tuple[str, str, str, str]
PLACES = ("Springfield", "Kent", "St. Paul", "Winston-Salem")


def made(library: Library, code: str, place: str = "Springfield", **given: Any) -> Made:
    agency = msgspec.structs.replace(
        department(code), name=f"{place} Police Department", government=f"City of {place}", city=place
    )
    request = drafted(library, code, agency=agency, **given).request
    return compose(request, library), request, code


def reviewed(library: Library, letters: list[Made], **values: str) -> Review:
    review = Review()
    for letter, request, code in letters:
        subject = read_subject_laws(library, code, SUBJECT)
        review.add(letter, request.law, code, subject=subject, values=request_values(request) | values)
    return review


def opened(review: Review) -> Any:
    return docx.Document(io.BytesIO(review.document(created=DATED)))


def rows(review: Review) -> list[Row]:
    """Number, sentence, where it stands and what it rests on, of each row about a sentence."""
    return [
        tuple(cell.text for cell in row.cells)
        for table in opened(review).tables
        if table.rows[0].cells[1].text == "Sentence"
        for row in table.rows[1:]
    ]


def found(review: Review, beginning: str) -> tuple[str, str, str]:
    """The one row whose sentence begins so, without its number."""
    (row,) = [row[1:] for row in rows(review) if row[1].startswith(beginning)]
    return row


def texts(letter: Letter) -> Iterator[str]:
    yield from (letter.reference_line, letter.delivery_line, letter.subject, letter.salutation, letter.closing)
    yield from (block.text for block in letter.blocks)


def pattern_of(listed: str) -> re.Pattern[str]:
    """Finds the sentence in a letter, whatever stands in its blanks."""
    *before, last = map(re.escape, re.split("‹[^›]+›", listed))
    return re.compile("".join(f"{one}.+?" for one in before) + last + ("$" if before and not last else ""))


@pytest.fixture(scope="module")
def country(library: Library) -> list[Made]:
    """Letters of every state and size, through several channels."""
    return [
        made(library, code, PLACES[at % 4], size=size, channel=("mail", "email", "portal")[at % 3])
        for size in SIZES
        for at, code in enumerate(library.jurisdictions())
    ]


@pytest.fixture(scope="module")
def whole(library: Library, country: list[Made]) -> Review:
    return reviewed(library, country)


@pytest.fixture(scope="module")
def listed_rows(whole: Review) -> list[Row]:
    return rows(whole)


def test_review_holds_every_sentence_of_twenty_random_letters(country: list[Made], listed_rows: list[Row]) -> None:
    """Nothing of a letter is left when the sentences of the review are taken out of it."""
    listed = [row[1] for row in listed_rows]
    patterns = [pattern_of(one) for one in sorted(listed, key=len, reverse=True)]
    picked = random.Random(6).sample(country, 20)
    assert {request.size for _, request, _ in picked} == set(SIZES)
    for letter, _, _ in picked:
        for text in texts(letter):
            rest = text
            for pattern in patterns:
                rest = pattern.sub("", rest)
            assert not rest.strip(), f"{letter.agency}: {rest!r} of {text!r}"


def test_review_says_each_sentence_once(listed_rows: list[Row]) -> None:
    listed = [row[1] for row in listed_rows]
    assert len(listed) == len(set(listed))
    assert [row[0] for row in listed_rows] == [str(n) for n in range(1, len(listed) + 1)]


def test_review_names_a_section_for_every_sentence_that_cites_one(listed_rows: list[Row]) -> None:
    """A citation without its fact would leave counsel to look for it."""
    cites = re.compile(r"§|\bRCW\b|\bILCS\b|\bRSA\b|\bNRS\b|\bMCL\b")
    assert [row[1] for row in listed_rows if cites.search(row[1]) and not row[3]] == []


def test_review_sentence_says_where_it_stands_and_what_it_rests_on(library: Library) -> None:
    review = reviewed(library, [made(library, "wa"), made(library, "wa", "Kent"), made(library, "tn")])
    assert found(review, "Under Tenn. Code Ann. § 10-7-503(a)(5),")[1:] == (
        "TN 1",
        "Tenn. Code Ann. § 10-7-503(a)(5): statute read, checked 2026-11-22, source "
        + source(review, "Tennessee Code Annotated, title 10, chapter 7, part 5"),
    )
    assert found(review, "Please release the rest of the record.")[1:] == ("All letters", "")
    assert found(review, "Dear Public Records Officer:")[1] == "WA 2"


def source(review: Review, title: str) -> str:
    """The number of the source of that title in the list at the end."""
    listed = opened(review).tables[-1]
    (number,) = [row.cells[0].text for row in listed.rows[1:] if row.cells[1].text.startswith(title)]
    return number


def test_review_sources_have_title_address_and_date(library: Library) -> None:
    review = reviewed(library, [made(library, "tn")])
    listed = [[cell.text for cell in row.cells] for row in opened(review).tables[-1].rows]
    assert listed[0] == ["No.", "Title", "Address", "Text of"]
    assert [
        "Tennessee Code Annotated, title 10, chapter 7, part 5 (§§ 10-7-503 to 10-7-505, 10-7-516), release 76",
        "https://github.com/UniCourt/cic-code-tn",
        "2021-05-21",
    ] in [row[1:] for row in listed]


def test_review_marks_what_is_said_about_the_requester(library: Library) -> None:
    review = reviewed(library, [made(library, code) for code in ("tn", "id", "wa")])
    assert {row[1] for row in rows(review) if "ABOUT THE REQUESTER" in row[3]} == {
        "I am a citizen of the State of Tennessee.",
        "I declare under oath or affirmation that I am a resident as defined in Idaho Code § 74-101(15), my domicile "
        "having been within Idaho continuously for a period of at least thirty days.",
        "I certify under penalty of perjury pursuant to the law of the State of Idaho that the foregoing declaration is "
        "true and correct.",
    }


def test_review_of_an_item_names_the_law_that_makes_the_record(library: Library) -> None:
    review = reviewed(library, [made(library, "wa")])
    rests = found(review, "Any notice of intent and accountability report")[2]
    assert rests.startswith("RCW 43.386.020 (Washington's facial recognition act): statute read, checked 2026-11-22")
    headings = [
        one.text for one in opened(review).paragraphs if one.style.name == "heading 2" or one.style.name == "Heading 2"
    ]
    assert "Accountability report and policies. (accountability-report)" in headings


def test_review_collapses_what_differs_by_agency_alone(library: Library) -> None:
    letters = [made(library, "wi", place, channel="email") for place in PLACES]
    for at, (letter, request, code) in enumerate(letters):
        told = Block(kind="paragraph", text=f"I wrote to the {request.agency.name} on {letter.date_line} before.")
        letters[at] = (msgspec.structs.replace(letter, blocks=(*letter.blocks, told)), request, code)
    review = reviewed(library, letters)
    assert found(review, "I wrote to the")[:2] == (
        "I wrote to the ‹agency› on November 23, 2026 before.",
        "WI: all letters",
    )
    listed = {row.cells[0].text: row.cells[1].text for row in opened(review).tables[-2].rows}
    assert listed["‹agency›"] == (
        "Springfield Police Department; Kent Police Department; St. Paul Police Department; "
        "Winston-Salem Police Department"
    )


def test_review_leaves_the_words_of_the_law_alone(library: Library) -> None:
    """The government of a state agency is named in the law's own sentences: those are no blanks."""
    review = Review()
    for government in ("Commonwealth of Virginia", "City of Norfolk"):
        agency = msgspec.structs.replace(department("va"), government=government)
        request = drafted(library, "va", agency=agency).request
        review.add(compose(request, library), request.law, "va", values=request_values(request))
    said, stands, rests = found(review, "I am a citizen")
    assert (said, stands) == ("I am a citizen of the Commonwealth of Virginia.", "VA: all letters")
    assert rests.startswith("ABOUT THE REQUESTER. Va. Code § 2.2-3704(A): statute read")


def test_review_collapses_values_of_a_row(library: Library) -> None:
    review = Review()
    for desk in ("Metro desk", "Data desk", "Night desk"):
        letter, request, code = made(library, "wi")
        block = Block(kind="paragraph", text=f"Please call the {desk}.")
        review.add(msgspec.structs.replace(letter, blocks=(block,)), request.law, code, values={"row.desk": desk})
    assert found(review, "Please call")[:2] == ("Please call the ‹row.desk›.", "WI: all letters")


def test_review_shows_a_value_that_is_the_same_in_every_letter(library: Library) -> None:
    review = reviewed(library, [made(library, "wi"), made(library, "or")])
    assert found(review, "If anything here is unclear")[0] == (
        "If anything here is unclear, please write to me at alex@example.org before you refuse it."
    )


def test_review_follows_the_order_of_a_letter(whole: Review) -> None:
    headings = [one.text for one in opened(whole).paragraphs if one.style.name == "Heading 1"]
    first = [
        "Head",
        "Opening",
        "Items",
        "Meaning.",
        "Period.",
        "Search.",
        "Cost limit.",
        "Form.",
        "Fees.",
        "Refusals.",
        "Usual refusals.",
        "Reply.",
    ]
    assert headings[: len(first)] == first
    assert headings[-3:] == ["Closing", "What differs from letter to letter", "Sources"]


def test_review_tables_repeat_their_head_and_pages_are_numbered(library: Library) -> None:
    data = reviewed(library, [made(library, "wa")]).document(created=DATED)
    parts = zipfile.ZipFile(io.BytesIO(data))
    document = parts.read("word/document.xml").decode()
    assert document.count("<w:tblHeader/>") == document.count("<w:tbl>")
    footer = parts.read("word/footer1.xml").decode()
    assert [one in footer for one in (" PAGE ", " NUMPAGES ")] == [True, True]
    assert '<w:lang w:val="en-US"' in parts.read("word/styles.xml").decode()
    assert "2026-11-23T00:00:00Z" in parts.read("docProps/core.xml").decode()


def test_review_same_letters_give_same_bytes(library: Library, country: list[Made]) -> None:
    first = reviewed(library, country[:20]).document(created=DATED)
    assert reviewed(library, country[:20]).document(created=DATED) == first


def test_review_of_no_letters_says_so() -> None:
    assert [one.text for one in opened(Review()).paragraphs] == [
        "Every sentence of the batch, once",
        "The batch has no letters.",
    ]


def test_review_counts_letters_of_many_states(whole: Review, listed_rows: list[Row]) -> None:
    assert [row[2].startswith("54 letters") for row in listed_rows if row[1] == "By mail"] == [True]
    assert (
        opened(whole)
        .paragraphs[1]
        .text.startswith("159 letters under the law of 53 jurisdictions, dated November 23, 2026, made of ")
    )


def test_review_grows_with_sentences_and_not_with_letters(library: Library) -> None:
    review = Review()
    letter, request, code = made(library, "wa")
    for n in range(300):
        one = msgspec.structs.replace(letter, reference=f"r-{n}", reference_line=f"Reference: r-{n}")
        review.add(one, request.law, code, values=request_values(request))
        if n == 0:
            size = len(pickle.dumps(review))
    assert review.letters["wa"] == 300
    assert len(pickle.dumps(review)) < size * 1.05


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("Under Tenn. Code Ann. § 1, it is so. Next.", ["Under Tenn. Code Ann. § 1, it is so.", "Next."]),
        ("Wis. Stat. § 1 says: “A shall. B shall.” Next.", ["Wis. Stat. § 1 says: “A shall. B shall.”", "Next."]),
        ("See 2020 Acts No. 166, Sec. 14. Names go.", ["See 2020 Acts No. 166, Sec. 14.", "Names go."]),
        ("Write to John Q. Public in St. Louis. Thanks.", ["Write to John Q. Public in St. Louis.", "Thanks."]),
        ("From the U.S. Marshals. Then.", ["From the U.S. Marshals.", "Then."]),
        ("No stop at the end", ["No stop at the end"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert list(sentences(text, frozenset({"Tenn.", "Ann.", "Wis.", "Stat."}))) == expected

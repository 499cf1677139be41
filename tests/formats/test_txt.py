"""The plain text: what a portal gets, and the lines that the email shares with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foia.formats.txt import plain_lines, write_txt
from foia.model import Block, Letter, SenderLine
from tests.samples import SENDER, sample_letter

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


def paragraphs(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n\n")


def test_txt_header_stands_in_the_order_of_a_letter() -> None:
    assert paragraphs(write_txt(sample_letter()))[:7] == [
        "Rosa Delgado-Whitfield\nThe Springfield Ledger\nrosa@springfield-ledger.example",
        "November 20, 2026",
        "Our reference: 2026-1120-springfield",
        "By email to records@springfieldpd.example and by first-class mail",
        "Public Records Officer\nSpringfield Police Department\nc/o City Clerk, City of Springfield\n"
        "1200 North Fourth Street\nSpringfield, ST 01235-0417",
        "Public records request: facial recognition contracts, payments and policies",
        "Dear Public Records Officer:",
    ]


def test_txt_ends_with_the_line_to_sign_on_closing_and_signature() -> None:
    assert paragraphs(write_txt(sample_letter()))[-4:] == [
        "______________________\nSignature of the person who makes the request, and date",
        "Thank you for your time. I am glad to talk about any of this by telephone.",
        "Sincerely,",
        "Rosa Delgado-Whitfield\nReporter, The Springfield Ledger",
    ]


@pytest.mark.parametrize("size", ["starter", "standard", "deep"])
def test_txt_holds_each_block_as_one_line(size: str) -> None:
    letter = sample_letter(size)
    lines = iter(write_txt(letter).split("\n"))
    for block in letter.blocks:
        number = f"{block.number}. " if block.kind == "item" else ""
        lead = f"{block.lead} " if block.lead else ""
        assert f"{number}{lead}{block.text}" in lines, f"missing, broken or out of order: {block.text}"


def test_txt_public_leaves_out_home_address_and_telephone() -> None:
    text = write_txt(sample_letter())
    assert "Cannery Row" not in text
    assert "555-0142" not in text
    assert "rosa@springfield-ledger.example" in text


@pytest.mark.parametrize(("wanted", "kept", "left_out"), [("address", "Cannery Row", "0142"), ("phone", "0142", "Row")])
def test_txt_public_keeps_what_the_law_wants_in_the_request(wanted: str, kept: str, left_out: str) -> None:
    text = write_txt(sample_letter(wanted_in_text=frozenset({wanted})))
    assert kept in text
    assert left_out not in text


def test_txt_private_keeps_the_whole_sender_block() -> None:
    text = write_txt(sample_letter(), public=False)
    assert paragraphs(text)[0] == "\n".join(line.text for line in SENDER)


def test_txt_leaves_no_gap_where_a_line_is_empty() -> None:
    text = write_txt(sample_letter(date_line="", reference_line="", delivery_line="", sender=()))
    assert text.startswith("Public Records Officer\n")
    assert "\n\n\n" not in text


def test_txt_joins_lines_within_a_paragraph() -> None:
    letter = sample_letter(blocks=(Block(kind="item", number=7, lead="Lead.", text="One \n two\r\nthree\u2028four  "),))
    assert "7. Lead. One two three four" in write_txt(letter).split("\n")


@given(name=WORDS, organization=WORDS, text=WORDS)
def test_txt_has_no_trailing_space_and_one_last_newline(name: str, organization: str, text: str) -> None:
    result = write_txt(hostile(name, organization, text))
    assert result.endswith("\n")
    assert not result.endswith("\n\n")
    assert "\n\n\n" not in result
    assert all(line == line.rstrip() for line in result.split("\n"))


@given(name=WORDS, organization=WORDS, text=WORDS)
def test_txt_user_text_adds_no_line(name: str, organization: str, text: str) -> None:
    plain = plain_lines(hostile("A", "B", "C"), public=True)
    assert len(plain_lines(hostile(f"A{name}Z", f"A{organization}Z", f"A{text}Z"), public=True)) == len(plain)


def hostile(name: str, organization: str, text: str) -> Letter:
    sender = (SenderLine(kind="name", text=name), SenderLine(kind="organization", text=organization))
    return sample_letter("starter", sender=sender, blocks=(Block(kind="paragraph", lead=text, text=text),))

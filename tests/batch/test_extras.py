"""What a batch writes beside the usual files where it is asked to."""

from __future__ import annotations

import io
import mailbox
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
from docx import Document

from tests.batch.test_batch import ME, contents, table

Run = Callable[..., Any]
ROWS = """agency,state,email,mailing address,signer,signer address
Seattle Police Department,WA,records@seattle.example,,,
Spokane Police Department,WA,records@spokane.example,,,
Kent Police Department,WA,,"12 Some Street / Kent, WA 98032",,
Renton Police Department,WA,,"34 Other Street / Renton, WA 98057",Pat Partner,"2 Side Street / Renton, WA 98057"
"""


def batch(foia: Run, *words: object) -> Any:
    home = ("--address", "1 Main Street / Seattle, WA 98104")
    return foia("batch", table(ROWS), "--yes", "--out", "b", *ME, *home, *words)


def test_batch_extras_are_written_on_request_only(foia: Run) -> None:
    batch(foia, "--format", "docx,eml")
    assert not {"print-001.docx", "drafts.mbox"} & set(contents(Path("b")))
    ran = batch(foia, "--format", "docx,eml", "--extra", "print-docx,envelopes,mbox", "--force")
    assert ran.code == 0, ran.err
    assert {"print-001.docx", "envelopes-001-1.pdf", "envelopes-001-2.pdf", "drafts.mbox"} <= set(contents(Path("b")))
    assert "print-001.pdf" not in contents(Path("b")), "no PDF was asked for"


def test_batch_extras_hold_every_letter_of_their_kind(foia: Run) -> None:
    batch(foia, "--format", "docx,pdf,eml", "--extra", "print-docx,envelopes,mbox")
    words = " ".join(one.text for one in Document("b/print-001.docx").paragraphs)
    assert words.count("Request under the Washington Public Records Act") == 2
    pages = {name: pypdf.PdfReader(io.BytesIO(Path("b", name).read_bytes())) for name in
             ("envelopes-001-1.pdf", "envelopes-001-2.pdf")}  # fmt: skip
    texts = sorted(" ".join(page.extract_text().split()) for one in pages.values() for page in one.pages)
    assert len(texts) == 2
    assert texts[0].startswith("Alex Example 1 Main Street Seattle, WA 98104")
    assert "Kent Police Department" in texts[0]
    assert texts[1].startswith("Pat Partner 2 Side Street Renton, WA 98057")
    assert "Renton Police Department" in texts[1]
    drafts = list(mailbox.mbox("b/drafts.mbox"))
    assert [one["To"] for one in drafts] == ["records@seattle.example", "records@spokane.example"]


def test_batch_extra_that_does_not_exist(foia: Run) -> None:
    ran = batch(foia, "--extra", "stamps")
    assert ran.code == 2
    assert ran.err.endswith("--extra: 'stamps' is not a choice\nChoices: print-docx, envelopes, mbox.\n")


def test_batch_duplex_begins_every_letter_on_the_front_of_a_sheet(foia: Run) -> None:
    batch(foia, "--format", "pdf", "--size", "deep", "--duplex")
    pages = [one.extract_text().strip() for one in pypdf.PdfReader("b/print-001.pdf").pages]
    starts = [at for at, text in enumerate(pages) if "Page 1 of 3" in text]
    assert starts == [0, 4]
    assert pages[3] == ""

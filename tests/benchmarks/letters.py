"""Time per letter and format, ours and peers' in one run: `python -m tests.benchmarks.letters`."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import docx
from docxtpl import DocxTemplate
from weasyprint import HTML

from foia.compose import compose
from foia.formats.docx import default_skeleton, write_docx
from foia.formats.eml import write_eml
from foia.formats.html import write_html
from foia.formats.pdf import write_pdf
from foia.formats.txt import write_txt
from foia.library.places import Library, data_root
from foia.model import Letter, Request
from tests.letters_for import drafted

ROUNDS = 5
LIBRARY = Library(data_root())


def requests(number: int) -> list[Request]:
    """Standard letters to departments of different names, so that no cache of a whole letter helps anyone."""
    import msgspec

    base = drafted(LIBRARY, "wa").request
    named = (msgspec.structs.replace(base.agency, name=f"Department {n}") for n in range(number))
    return [msgspec.structs.replace(base, agency=agency) for agency in named]


def per_letter(work: Callable[[Request], object], number: int) -> float:
    """Milliseconds per letter: the median over rounds of the mean within one."""
    letters = requests(number)
    work(letters[0])
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for one in letters:
            work(one)
        rounds.append((time.perf_counter() - start) / number * 1000)
    return statistics.median(rounds)


def docxtpl_letter(template: bytes) -> Callable[[Request], object]:
    def work(request: Request) -> bytes:
        filled, out = DocxTemplate(io.BytesIO(template)), io.BytesIO()
        filled.render({"lines": _lines(compose(request, LIBRARY))}, autoescape=True)
        filled.save(out)
        return out.getvalue()

    return work


def docxtpl_template() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for text in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def python_docx_letter(request: Request) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in _lines(compose(request, LIBRARY)):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def _lines(letter: Letter) -> list[str]:
    return [line for line in write_txt(letter, public=False).split("\n") if line]


def table() -> list[tuple[str, float, str]]:
    skeleton = default_skeleton(data_root() / "templates/letterhead/letter.docx")
    look = Path(data_root() / "templates/letterhead/letter.typ")
    ours = {
        "compose": per_letter(lambda one: compose(one, LIBRARY), 50),
        "compose + .docx": per_letter(lambda one: write_docx(compose(one, LIBRARY), skeleton), 50),
        "compose + .pdf (UA-1, A-2a)": per_letter(lambda one: write_pdf(compose(one, LIBRARY), template=look), 20),
        "compose + .eml": per_letter(lambda one: write_eml(compose(one, LIBRARY)), 50),
        "compose + .txt": per_letter(lambda one: write_txt(compose(one, LIBRARY)), 50),
        "compose + .html": per_letter(lambda one: write_html(compose(one, LIBRARY)), 50),
    }
    peers = {
        "docxtpl": ("compose + .docx", per_letter(docxtpl_letter(docxtpl_template()), 10)),
        "python-docx": ("compose + .docx", per_letter(python_docx_letter, 10)),
        "WeasyPrint": (
            "compose + .pdf (UA-1, A-2a)",
            per_letter(lambda one: HTML(string=write_html(compose(one, LIBRARY))).write_pdf(), 4),
        ),
    }
    rows = [(name, took, "") for name, took in ours.items()]
    return rows + [(name, took, f"{took / ours[beside]:.0f} times ours") for name, (beside, took) in peers.items()]


if __name__ == "__main__":
    for name, took, ratio in table():
        print(f"{name:<30} {took:8.2f} ms a letter  {ratio}")

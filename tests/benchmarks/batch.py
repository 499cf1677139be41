"""A batch's letters beside peers' and a floor, in one run: `python -m tests.benchmarks.batch`.

Every contender makes the same letters, to departments of four states in the order of a batch, and writes them as files,
in one process. The figures are processor time; each letter counts with its quickest round, so that a busy machine
tells the same ratios as a quiet one.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import typst
from docxtpl import DocxTemplate
from weasyprint import HTML

from foia.batch.plan import Job
from foia.batch.press import Setup, composer_of, cores, pages_of
from foia.drafting import draft
from foia.formats.html import write_html
from foia.formats.txt import write_txt
from foia.formats.zipped import Packed, archive, pack, packed
from foia.library.places import Library, data_root
from foia.model import Letter
from foia.outbox import Finish
from foia.writing import write_whole
from tests.benchmarks.country import planned, written

LIBRARY = Library(data_root())
LETTERS = 160
ROUNDS = 6
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
BARE = """#set document(title: "letter", date: datetime(year: 2026, month: 11, day: 23))
#let pages = context align(center)[Page #counter(page).display() of #counter(page).final().first()]
#set page(paper: "us-letter", margin: 1in, footer: pages)
#set text(size: 10pt, lang: "en", region: "US")
#let lines = json(DATA)
#heading(lines.first())
#for line in lines.slice(1) { par(text(line)) + parbreak() }
"""


def lines_of(letter: Letter) -> list[str]:
    return [line for line in write_txt(letter, public=False).split("\n") if line]


class Contest:
    """The letters, a folder to write them into, and a way to make each kind of file."""

    def __init__(self, jobs: Sequence[Job], folder: Path) -> None:
        self.jobs, self.folder, self.home = jobs, folder, folder
        self.docx, self.pdf = (Setup(LIBRARY, (kind,), Finish()) for kind in ("docx", "pdf"))
        self.composer = composer_of(self.docx)
        self.requests = [draft(self.composer.library, job.agency, job.requester, job.wishes).request for job in jobs]
        self.letters = [self.composer.letter(request) for request in self.requests]
        self.template = docxtpl_template()
        self.parts = skeleton_parts()
        (folder / "bare.typ").write_text(BARE.replace("DATA", "bytes(sys.inputs.data)"))
        self.bare = BARE.replace("DATA", '"lines.json"').encode()

    def ours(self, setup: Setup) -> Callable[[int], object]:
        def work(at: int) -> None:
            files = pages_of(setup, self.jobs[at]).files
            write_whole({self.folder / f"{at}.{kind}": data for kind, data in files.items()}, failed="not written")

        return work

    def floor(self, at: int) -> None:
        """Fill the letter, build the plainest XML of it, deflate it between parts that are ready, write the file."""
        letter = self.composer.letter(self.requests[at])
        body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines_of(letter))
        document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()
        squeezer = zlib.compressobj(6, zlib.DEFLATED, -15)
        data = squeezer.compress(document) + squeezer.flush()
        part = packed("word/document.xml", data, zlib.crc32(document), len(document))
        (self.folder / f"floor-{at}.docx").write_bytes(archive([*self.parts, part]))

    def docxtpl(self, at: int) -> None:
        filled = DocxTemplate(io.BytesIO(self.template))
        filled.render({"lines": lines_of(self.letters[at])}, autoescape=True)
        filled.save(str(self.folder / f"docxtpl-{at}.docx"))

    def weasyprint(self, at: int, variant: str | None = None) -> None:
        page = write_html(self.letters[at])
        HTML(string=page).write_pdf(str(self.folder / f"weasyprint-{at}.pdf"), pdf_variant=variant)

    def weasyprint_tagged(self, at: int) -> None:
        """With tags for screen readers, as ours has; it cannot also be archivable."""
        self.weasyprint(at, "pdf/ua-1")

    def bare_typst(self, at: int) -> None:
        """The usual way: the program's path, and the text as sys.inputs."""
        self._write(at, self.home / "bare.typ", sys_inputs={"data": self._data(at)})

    def bare_typst_file(self, at: int) -> None:
        """The text as a file, by which typst remembers the paragraphs that the last letter had too."""
        self._write(at, {"main.typ": self.bare, "lines.json": self._data(at).encode()})

    def _data(self, at: int) -> str:
        return json.dumps([self.letters[at].subject, *lines_of(self.letters[at])])

    def _write(self, at: int, program: object, **given: object) -> None:
        data = typst.compile(
            program, root=self.home, font_paths=FONTS, ignore_system_fonts=True, pdf_standards=STANDARDS,
            timestamp=dt.datetime(2026, 11, 23, tzinfo=dt.UTC), **given,
        )  # type: ignore[call-overload]  # fmt: skip
        (self.folder / f"typst-{at}.pdf").write_bytes(data)


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONTS = typst.Fonts(include_system_fonts=False)


def docxtpl_template() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for text in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def skeleton_parts() -> list[Packed]:
    """The parts of our own skeleton that are not the document, ready to be laid in."""
    with zipfile.ZipFile(data_root() / "templates/letterhead/letter.docx") as file:
        return [pack(name, file.read(name)) for name in file.namelist() if name != "word/document.xml"]


def quickest(contest: Contest, works: dict[str, tuple[Callable[[int], object], int]]) -> dict[str, float]:
    """Milliseconds of processor time a letter, the contenders taking turns; each makes every so-manieth letter."""
    best: dict[str, dict[int, float]] = {name: {} for name in works}
    for number in range(ROUNDS):
        for name, (work, each) in works.items():
            contest.folder = contest.home / f"{number} {name}"
            contest.folder.mkdir()
            for at in range(0, LETTERS, each):
                start = time.process_time()
                work(at)
                took = time.process_time() - start
                best[name][at] = min(took, best[name].get(at, took))
    return {name: sum(took.values()) / len(took) * 1000 for name, took in best.items()}


def table() -> list[tuple[str, float, str]]:
    jobs = [one.job for one in planned(LIBRARY, ("fl", "oh", "tx", "wa")).letters if one.job]
    jobs = jobs[:: len(jobs) // LETTERS][:LETTERS]
    with tempfile.TemporaryDirectory() as folder:
        contest = Contest(jobs, Path(folder))
        word = quickest(contest, {
            "ours, .docx": (contest.ours(contest.docx), 1),
            "floor, .docx": (contest.floor, 1),
            "docxtpl": (contest.docxtpl, 16),
        })  # fmt: skip
        pdf = quickest(contest, {
            "ours, .pdf (UA-1, A-2a)": (contest.ours(contest.pdf), 1),
            "bare typst": (contest.bare_typst, 1),
            "bare typst, text as a file": (contest.bare_typst_file, 1),
            "WeasyPrint": (contest.weasyprint, 40),
                "WeasyPrint, tagged (UA-1)": (contest.weasyprint_tagged, 40),
        })  # fmt: skip
    return [
        (name, took, f"{took / next(iter(kind.values())):.2f}") for kind in (word, pdf) for name, took in kind.items()
    ]


def by_the_clock() -> list[tuple[str, float, float]]:
    """Letters a second as a batch makes them, on all cores and with the start of its processes; peers have one process."""
    letters = planned(LIBRARY).letters
    jobs = [one.job for one in letters[:: len(letters) // LETTERS][:LETTERS] if one.job]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        contest = Contest(jobs, Path(folder))
        for kind, number, peer, few in (
            ("docx", len(letters), contest.docxtpl, 60),
            ("pdf", 4000, contest.weasyprint, 20),
        ):
            ours = number / written(letters[:number], (kind,), cores())["seconds"]
            start = time.perf_counter()
            for at in range(few):
                peer(at)
            theirs = few / (time.perf_counter() - start)
            found += [(f"a batch in .{kind}, {cores()} cores", ours, 1.0), (peer.__name__, theirs, ours / theirs)]
    return found


if __name__ == "__main__":
    for name, took, ratio in table():
        print(f"{name:<30} {took:8.3f} ms a letter, {ratio} times ours")
    for name, speed, times in by_the_clock():
        print(f"{name:<30} {speed:8.1f} letters a second by the clock; ours is {times:.1f} times that")

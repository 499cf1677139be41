"""A spreadsheet made nasty on purpose, and what must hold of a batch that was written from it.

    python -m tests.batch.nasty 5000 /tmp/nasty        builds it there, runs `foia batch` on it and reports

The same rows come out of the same number. tests/batch/test_nasty.py runs a smaller one.
"""

from __future__ import annotations

import csv
import email
import email.policy
import random
import re
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

HEADERS = (
    "Agency name", "St", "ZIP", "Records e-mail", "Portal", "Mailing address", "Date of contact", "Fax",
    "Requester name", "Requester email", "Size", "Fee cap", "Reference", "Channel", "Notes, internal",
)  # fmt: skip
FORMULA = re.compile(r"^\s*[=+\-@\t\r＝＋－＠]")
Row = list[str]
GOOD = (
    ("Seattle Police Department", "WA"), ("Tacoma Police Dept.", "Washington"), ("Spokane Police Departmnet", "wa"),
    ("Portland Police Bureau", "OR"), ("Denver Police Department", "CO"), ("Boston Police Department", "MA"),
    ("Chicago Police Department", "IL"), ("Houston Police Department", "TX"), ("Phoenix Police Department", "AZ"),
    ("Miami-Dade County Sheriff's Office", "FL"), ("Jacksonville Sheriff's Office", "FL"), ("Reno Police Department", "NV"),
)  # fmt: skip


def _set(row: Row, name: str, text: str) -> Row:
    row[HEADERS.index(name)] = text
    return row


def _good(dice: random.Random) -> Row:
    name, state = dice.choice(GOOD)
    return [name, state, *[""] * (len(HEADERS) - 2)]


def _cell(name: str, *texts: str) -> Callable[[random.Random], Row]:
    return lambda dice: _set(_good(dice), name, dice.choice(texts))


def _new(dice: random.Random) -> Row:
    name = "".join(dice.choice("bcdfghklmnprstvw") + dice.choice("aeiou") for _ in range(4)).title()
    return _set(
        _set(_good(dice), "Agency name", f"{name} Police Department"), "St", dice.choice(("TX", "OH", "", "PA"))
    )


def _ambiguous(dice: random.Random) -> Row:
    name = dice.choice(("Springfield Police", "Washington County Sheriff", "Lincoln PD", "Franklin Police Department"))
    return _set(_set(_good(dice), "Agency name", name), "St", "")


def _many_at_once(dice: random.Random) -> Row:
    return [dice.choice(("=1+1", "\u202eecilop", "../..", "\x07", "😀" * 50, "x" * 40_000, "")) for _ in HEADERS]


KINDS: dict[str, Callable[[random.Random], Row]] = {
    "good": _good,
    "formula as a name": _cell("Agency name", "=1+1", "=HYPERLINK(\"http://evil.example\",\"Seattle PD\")", "@SUM(A1)"),
    "formula beside": _cell("Notes, internal", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "＝1+1", "\t=1", "'=1"),
    "formula as a reference": _cell("Reference", "=1+1", "-17", "@desk", "+49 30"),
    "way out of the folder": _cell("Agency name", "../../etc/passwd", "..\\..\\windows", "/etc/passwd", "wa/../../x"),
    "way out by reference": _cell("Reference", "../../../tmp/x", "C:\\x", "a/b", "nul"),
    "control character": _cell("Agency name", "Seattle\x07 Police Department", "\x1b[31mSeattle PD"),
    "control character beside": _cell("Notes, internal", "bell \x07", "\x0b"),
    "right to left": _cell("Requester name", "\u202eelpmaxE xelA", "Al\u2066ex"),
    "very long": _cell("Notes, internal", "x" * 40_000, "word " * 8_000),
    "very long name": _cell("Agency name", "Seattle " * 5_000, "x" * 40_000),
    "very long address": _cell("Mailing address", "1 Main Street; " * 2_000 + "Seattle, WA 98101"),
    "emoji": _cell("Requester name", "Al 😀 Example", "👩‍👩‍👧 Desk"),
    "other script": _cell("Requester name", "Юлия Пример", "محمد", "例え"),
    "half a character": _cell("Agency name", "Seattle \ud800 Police Department"),
    "half a character beside": _cell("Notes, internal", "\udfff"),
    "unknown state": _cell("St", "ZZ", "Atlantis", "W A", "=WA"),
    "lost zero": lambda dice: _set(_set(_set(_good(dice), "Agency name", "Boston PD"), "St", "MA"), "ZIP", "2120"),
    "wrong ZIP": _cell("ZIP", "99999", "ABCDE", "1e5", "98104-"),
    "new name": _new,
    "ambiguous name": _ambiguous,
    "no e-mail": _cell("Records e-mail", "none", "a@b", "a b@c.org", "@", "see website", "a@b.org, c@d.org"),
    "header injection": _cell("Records e-mail", "a@b.org\nBcc: x@y.org", "a@b.org\r\nSubject: x", "a@b.org%0ABcc:x@y.org"),
    "header injection by name": _cell("Requester name", "Alex\nBcc: x@y.org", "Alex\r\n\r\n<script>"),
    "header injection by reference": _cell("Reference", "A\r\nBcc: x@y.org"),
    "HTML": _cell("Requester name", "<script>alert(1)</script>", "<b>Alex</b> & Co", "{{ 7*7 }}", "{% raw %}"),
    "no-break spaces": _cell("Agency name", "\u00a0Seattle\u00a0Police\u00a0Department\u00a0", "Seattle\u2028Police Department"),
    "own mailbox": _cell("Records e-mail", "records@seattle.example", "foia@spokane.example"),
    "own portal": _cell("Portal", "https://seattle.example/requests", "javascript:alert(1)", "seattle.example"),
    "own address": _cell("Mailing address", "PO Box 1; Seattle, WA 98101", "600 Fifth Avenue"),
    "own date": _cell("Date of contact", "11/24/2026", "2026-13-45", "yesterday", "46350"),
    "own size": _cell("Size", "deep", "huge", "=10"),
    "own cap": _cell("Fee cap", "$25", "25.00", "-5", "1e9", "free"),
    "own channel": _cell("Channel", "E-mail", "pigeon", "post"),
    "all at once": _many_at_once,
    "empty": lambda dice: [dice.choice(("", " ", "\u00a0")) for _ in HEADERS],
}  # fmt: skip


def rows(number: int, seed: int = 6) -> Iterator[tuple[str, Row]]:
    """So many rows with what is nasty in each; every kind stands among the first."""
    dice = random.Random(seed)
    kinds = list(KINDS)
    for at in range(number):
        kind = kinds[at] if at < len(kinds) else dice.choice(kinds)
        yield kind, KINDS[kind](dice)


def as_csv(wanted: Sequence[Row], path: Path) -> Path:
    """The rows as CSV; half characters, which no encoding can hold, become question marks."""
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([HEADERS, *wanted])
    return path


def as_xlsx(wanted: Sequence[Row], path: Path) -> Path:
    """The rows as a workbook written by hand, so that cells hold what no honest program would put there."""
    lines = (
        f'<row r="{at}">{"".join(_xml(text) for text in line)}</row>' for at, line in enumerate([HEADERS, *wanted], 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kin = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    form = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType='
        f'"{form}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{form}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{kin}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kin}"><sheets><sheet name="List" sheetId="1" r:id="a"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type='
        f'"{kin}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return path


def _xml(text: str) -> str:
    """One cell; what XML cannot hold is written as spreadsheets escape it: _xD800_."""
    escaped = re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff]", lambda hit: f"_x{ord(hit[0]):04X}_", text)
    for sign, word in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "&#10;"), ("\t", "&#9;")):
        escaped = escaped.replace(sign, word)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'


def problems(folder: Path, rows_in: int) -> Iterator[str]:
    """Everything that is wrong with a folder written from so many filled rows."""
    with (folder / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    if len(lines) != rows_in:
        yield f"{rows_in} rows in, {len(lines)} lines in the manifest"
    for line in lines:
        where = f"row {line['row']}"
        if line["status"] not in ("written", "skipped", "failed"):
            yield f"{where}: status {line['status']!r}"
        if line["status"] != "written" and not line["reason"]:
            yield f"{where}: {line['status']} without a reason"
        for name in filter(None, line["files"].split("; ")):
            if (
                not re.fullmatch(r"[a-z]+/[a-z]{2}-[a-z0-9-]+\.(docx|pdf|eml|txt|html)", name)
                or not (folder / name).is_file()
            ):
                yield f"{where}: file {name!r}"
    yield from _formulas(folder)
    for path in folder.rglob("*.eml"):
        yield from _headers(path)
    for path in folder.rglob(".foia-*"):
        yield f"{path}: a temporary file"


def _formulas(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line in csv.reader(file):
                yield from (f"{path.name}: {cell[:60]!r} is a formula" for cell in line if FORMULA.match(cell))
    import openpyxl

    for path in folder.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            for cells in sheet.iter_rows():
                for cell in cells:
                    if cell.value is not None and cell.data_type != "s":
                        yield f"{path.name} {cell.coordinate}: {str(cell.value)[:60]!r} is no text"


def _headers(path: Path) -> Iterator[str]:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    allowed = {
        "from", "to", "reply-to", "subject", "message-id", "mime-version", "x-unsent", "content-type",
        "content-transfer-encoding",
    }  # fmt: skip
    names = [name.lower() for name in message]
    if strange := set(names) - allowed:
        yield f"{path.name}: headers {strange}"
    if len(names) != len(set(names)) or message.defects:
        yield f"{path.name}: {message.defects or 'a header stands twice'}"
    if (to := message["to"]) and not re.fullmatch(r"[^\s@,]+@[^\s@,]+", str(to)):
        yield f"{path.name}: to {to!r}"


def main(number: int, folder: Path) -> int:
    """Build, run, report; 0 if nothing is wrong."""
    made = list(rows(number))
    print("rows by kind:", dict(Counter(kind for kind, _ in made)))
    filled = sum(any(cell.strip() for cell in row) for _, row in made)
    folder.mkdir(parents=True, exist_ok=True)
    tables = (
        as_xlsx([row for _, row in made], folder / "nasty.xlsx"),
        as_csv([row for _, row in made], folder / "nasty.csv"),
    )
    bad = 0
    for table in tables:
        out = folder / f"batch-{table.suffix[1:]}"
        words = [
            sys.executable, "-m", "foia", "batch", str(table), "--out", str(out), "--yes", "--shared", "all",
            "--format", "docx,pdf,eml,txt", "--name", "Alex Example", "--email", "alex@example.org",
            "--date", "2026-11-23",
        ]  # fmt: skip
        began = time.monotonic()
        ran = subprocess.run(words, capture_output=True, text=True, check=False)
        print(
            f"--- {table.name}: exit {ran.returncode}, {time.monotonic() - began:.0f} s\n{ran.stdout}{ran.stderr[-3000:]}"
        )
        found = [*problems(out, filled)] if out.is_dir() else ["no folder was written"]
        found += ["a traceback was shown"] if "Traceback" in ran.stderr else []
        print(f"{len(found)} problems", *found[:20], sep="\n  ")
        bad += len(found)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), Path(sys.argv[2])))

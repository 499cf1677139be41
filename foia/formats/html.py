"""A letter as one accessible HTML page that needs nothing else: to read, to print, to look at before it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from foia.formats.txt import one_line
from foia.model import Block, Letter, SenderLine

_CSS = """
:root { color-scheme: light dark; }
body { margin: 0; font: 1.0625rem/1.5 Georgia, "Times New Roman", serif; }
.letter { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: break-word; }
.letter p, .letter h1, .letter ol, .letter address, .letter .declaration { margin: 0 0 1rem; }
.letter address { font-style: normal; }
.letter .name { font-weight: bold; }
.letter .lines > span { display: block; }
.letter .to { margin: 1.5rem 0; }
.letter .subject { font-size: 1.25rem; line-height: 1.3; }
.letter ol { padding-inline-start: 2.25rem; }
.letter li { margin-bottom: .6rem; }
.letter .declaration { border: 1px solid; padding: .75rem 1rem; }
.letter .declaration > :last-child { margin-bottom: 0; }
.letter .sign { border-top: 1px solid; max-width: 24rem; margin-top: 3.25rem; padding-top: .25rem; }
.letter .signature { margin-top: 3rem; }
@page { margin: .9in 1in; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt Georgia, serif; } }
@media print {
  :root { color-scheme: light; }
  body { font-size: 10.5pt; line-height: 1.28; }
  .letter p, .letter h1, .letter ol, .letter address, .letter .declaration { margin-bottom: .6rem; }
  .letter .subject { font-size: 11.5pt; }
  .letter li { margin-bottom: .4rem; }
  .letter { max-width: none; padding: 0; }
  .letter .declaration, .letter .signature { break-inside: avoid; }
  .letter .closing { break-before: avoid; break-after: avoid; }
  .letter p, .letter li { orphans: 2; widows: 2; }
}
"""


def write_html(letter: Letter) -> str:
    """The letter as a complete page; its policy forbids scripts and anything fetched from elsewhere."""
    author = next((line.text for line in letter.sender if line.kind == "name"), "")
    return f"""<!DOCTYPE html>
<html lang="{escape(letter.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="author" content="{_text(author)}">
<title>{_text(letter.subject)}</title>
<style>{_CSS.replace("@page { ", f"@page {{ size: {_PAPER[letter.paper]}; ")}</style>
</head>
<body>
<main>
{fragment(letter)}</main>
</body>
</html>
"""


_PAPER = {"us-letter": "8.5in 11in", "a4": "210mm 297mm"}


def fragment(letter: Letter, *, heading: int = 1) -> str:
    """The letter as an article to set into a page; `heading` is the level its subject line takes there."""
    parts = [
        _sender(letter.sender),
        _lines((letter.date_line, letter.reference_line, letter.delivery_line), "lines"),
        _lines(letter.addressee, "to lines"),
        f'<h{heading} class="subject" dir="auto">{_text(letter.subject)}</h{heading}>',
        _paragraph(letter.salutation),
        *_body(letter.blocks),
        _paragraph(letter.closing, "closing"),
        _lines(letter.signature, "signature lines"),
    ]
    inside = "\n".join(part for part in parts if part)
    return f'<article class="letter" lang="{escape(letter.language)}">\n{inside}\n</article>\n'


def _sender(lines: Iterable[SenderLine]) -> str:
    spans = "".join(f'<span class="{line.kind}" dir="auto">{_text(line.text)}</span>' for line in lines)
    return f'<address class="lines">{spans}</address>' if spans else ""


def _lines(lines: Iterable[str], css: str) -> str:
    spans = "".join(f'<span dir="auto">{_text(line)}</span>' for line in lines if line)
    return f'<p class="{css}">{spans}</p>' if spans else ""


def _paragraph(text: str, css: str = "") -> str:
    """One paragraph, or nothing if the letter has no such line."""
    style = f' class="{css}"' if css else ""
    return f'<p{style} dir="auto">{_text(text)}</p>' if text else ""


def _body(blocks: Iterable[Block]) -> Iterator[str]:
    """The body: items that follow one another share a list, a declaration holds the line it is signed on."""
    for group, members in groupby(blocks, _group):
        run = list(members)
        if group == "items":
            yield _list(run)
        elif run[0].kind == "declaration":
            yield f'<div class="declaration">{"".join(map(_block, run))}</div>'
        else:
            yield from map(_block, run)


def _group(block: Block) -> str:
    """What the block shares an element with: a line to sign on belongs to the declaration before it."""
    groups = {"item": "items", "declaration": "declaration", "signature-line": "declaration"}
    return groups.get(block.kind, "paragraphs")


def _list(items: list[Block]) -> str:
    """A real list that counts on from where the one before it stopped."""
    first = items[0].number
    rows = []
    for place, item in enumerate(items):
        value = f' value="{item.number}"' if item.number != first + place else ""
        rows.append(f'<li{value} dir="auto">{_inside(item)}</li>')
    start = f' start="{first}"' if first != 1 else ""
    return f"<ol{start}>\n" + "\n".join(rows) + "\n</ol>"


def _block(block: Block) -> str:
    """A paragraph, or the line to sign on with what stands under it."""
    style = ' class="sign"' if block.kind == "signature-line" else ""
    return f'<p{style} dir="auto">{_inside(block)}</p>'


def _inside(block: Block) -> str:
    lead = f"<strong>{_text(block.lead)}</strong>" if block.lead else ""
    return " ".join(part for part in (lead, _text(block.text)) if part)


def _text(text: str) -> str:
    """The text on one line, as text: no character of it can become markup."""
    return escape(one_line(text))

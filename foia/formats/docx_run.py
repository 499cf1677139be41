"""Many letters in one Word document: a section for each, with its own header and its own page numbers.

Word counts the pages of the whole document only, so that the footers say "Page 2" and not "Page 2 of 3".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from foia.formats.docx import REST, Skeleton, fill, words
from foia.formats.wordxml import escape, page_count
from foia.formats.zipped import archive, pack, unpack
from foia.model import Letter

_DOCUMENT, _LINKS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_OF_ALL = re.compile(
    r'<w:r><w:t xml:space="preserve"> of </w:t></w:r><w:fldSimple w:instr=" NUMPAGES ">.*?</w:fldSimple>'
)
_LINK = re.compile(r'<Relationship Id="(\w+)" Type="([^"]+)" Target="([^"]+)"/>')
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_END = "</w:sectPr>"


def write_docx_run(letters: Sequence[Letter], skeleton: Skeleton, *, title: str) -> bytes:
    """The letters, at least one, in one .docx file."""
    pages = str(sum(map(page_count, letters)))
    known = [words(letter, skeleton) | {"pages": pages} for letter in letters]
    parts = _Parts(skeleton)
    pieces = [(one["body"].replace(REST, ""), parts.section(one, at)) for at, one in enumerate(known)]
    inside = "".join(_ended(*one) for one in pieces[:-1]) + "".join(pieces[-1])
    parts.made[_DOCUMENT] = f"{skeleton.changing[_DOCUMENT][0]}{inside}</w:body></w:document>"
    day = max(letter.dated for letter in letters).isoformat()
    return parts.archive(known[0] | {"title": escape(title), "day": day})


def _ended(body: str, section: str) -> str:
    """A section is closed by the properties of its last paragraph."""
    before, close, after = body.rpartition("</w:pPr>")
    return f"{before}{section}{close}{after}"


class _Parts:
    """The parts of the document: those of the skeleton, and for each further letter a header with its reference."""

    def __init__(self, skeleton: Skeleton) -> None:
        self._skeleton = skeleton
        self.made = {name: unpack(skeleton.ready[name]).decode("utf-8") for name in (_LINKS, _TYPES)}
        self._own = [
            (link, kind, target)
            for link, kind, target in _LINK.findall(self.made[_LINKS])
            if "reference" in skeleton.changing.get(f"word/{target}", ())[1::2]
        ]

    def section(self, known: Mapping[str, str], at: int) -> str:
        """The properties of the section of letter `at`, whose headers are laid in."""
        text = fill(self._skeleton.changing[_DOCUMENT][2:], known)
        text = text[: text.index(_END) + len(_END)]
        for link, kind, target in self._own if at else ():
            text = text.replace(f'r:id="{link}"', f'r:id="{self._add(kind, target, at, known)}"')
        return text.replace("<w:titlePg/>", '<w:pgNumType w:start="1"/><w:titlePg/>')

    def _add(self, kind: str, target: str, at: int, known: Mapping[str, str]) -> str:
        """Lays in a copy of a header with the words of letter `at`; the id of its link comes back."""
        name, link = f"letter{at + 1}-{target}", f"letter{at + 1}{target.partition('.')[0]}"
        self.made[f"word/{name}"] = fill(self._skeleton.changing[f"word/{target}"], known)
        if pictures := self._skeleton.ready.get(f"word/_rels/{target}.rels"):
            self.made[f"word/_rels/{name}.rels"] = unpack(pictures).decode("utf-8")
        self._insert(_LINKS, f'<Relationship Id="{link}" Type="{kind}" Target="{name}"/>')
        side = kind.rpartition("/")[2]
        self._insert(_TYPES, f'<Override PartName="/word/{name}" ContentType="{_KIND}.{side}+xml"/>')
        return link

    def _insert(self, name: str, row: str) -> None:
        before, close, after = self.made[name].rpartition("</")
        self.made[name] = f"{before}{row}{close}{after}"

    def archive(self, known: Mapping[str, str]) -> bytes:
        """The finished file; what is not laid in for a letter has the words of the first, or of all."""
        made, ready = self.made, self._skeleton.ready
        for name, pieces in self._skeleton.changing.items():
            if name not in made:
                made[name] = _OF_ALL.sub("", fill(pieces, known))
        names = dict.fromkeys([*self._skeleton.names, *made])
        return archive([pack(name, made[name].encode()) if name in made else ready[name] for name in names])

"""A Word file in the making: its parts, what kind each is, and how they are linked."""

from __future__ import annotations

from dataclasses import dataclass, field

from foia.formats.pictures import KINDS

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"document": f"{_WORD}.document.main+xml", "theme": "application/vnd.openxmlformats-officedocument.theme+xml"}
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
LARGE_PICTURE = 1_000_000
Links = list[tuple[str, str]]
"""Kind and target of each link of a part; their ids are rId1, rId2 and so on."""


@dataclass
class Package:
    """Parts under word/ by name; links of the document; pictures by content; what the user should hear."""

    parts: dict[str, bytes] = field(default_factory=dict)
    links: Links = field(default_factory=list)
    pictures: dict[bytes, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def say(self, note: str) -> None:
        """Tell the user, once."""
        if note not in self.notes:
            self.notes.append(note)

    def add(self, kind: str, name: str, data: bytes, links: Links | None = None) -> str:
        """Lay in a part and link the document to it; the id of the link comes back."""
        self.parts[name] = data
        if links:
            self.parts[f"_rels/{name}.rels"] = relationships(links)
        self.links.append((kind, name))
        return f"rId{len(self.links)}"

    def add_picture(self, data: bytes, kind: str) -> str:
        """The target of the picture, which is laid in once however often it is shown."""
        if data not in self.pictures:
            self.pictures[data] = f"media/image{len(self.pictures) + 1}.{KINDS[kind]}"
            self.parts[self.pictures[data]] = data
            if len(data) > LARGE_PICTURE:
                self.say(f"A picture of the letterhead has {len(data) / 1e6:.1f} MB; every letter will carry it.")
        return self.pictures[data]

    def finished(self, document: bytes, core: bytes) -> dict[str, bytes]:
        """All parts under their full names, in the order in which they stand in the file."""
        top = [("officeDocument", "word/document.xml")]
        whole = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": relationships(top, ("metadata/core-properties", "docProps/core.xml")),
            "docProps/core.xml": core,
            "word/document.xml": document,
            "word/_rels/document.xml.rels": relationships(self.links),
        }
        return whole | {f"word/{name}": data for name, data in self.parts.items()}

    def _types(self) -> bytes:
        endings = {"xml": "application/xml", "rels": "application/vnd.openxmlformats-package.relationships+xml"}
        endings |= {KINDS[kind]: kind for kind in KINDS if f".{KINDS[kind]}" in "".join(self.pictures.values())}
        rows = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in endings.items()]
        kinds = [("/docProps/core.xml", _CORE), ("/word/document.xml", _KINDS["document"])]
        kinds += [(f"/word/{name}", _KINDS.get(kind, f"{_WORD}.{kind}+xml")) for kind, name in self.links]
        rows += [f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds]
        return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{"".join(rows)}</Types>'.encode()


def relationships(links: Links, *package_links: tuple[str, str]) -> bytes:
    """The .rels part for these links; `package_links` are of the kinds that belong to no Office program."""
    kinds = [(f"{OFFICE}/relationships/{kind}", target) for kind, target in links]
    kinds += [(f"{PACKAGE}/relationships/{kind}", target) for kind, target in package_links]
    rows = (f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(kinds, 1))
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'.encode()

"""Rebuilds the default skeleton of .docx letters: python -m foia.maintain.skeleton"""

from __future__ import annotations

from pathlib import Path

from foia.formats.skeleton import skeleton_file

TARGET = Path(__file__).resolve().parents[2] / "templates" / "letterhead" / "letter.docx"


def main() -> None:
    """Write the file that ships with the program; its bytes change only when our styles do."""
    TARGET.write_bytes(skeleton_file())


if __name__ == "__main__":
    main()

"""Builds the skeleton of a letter, plain or from a user's letterhead, with python-docx and lxml: slow, and done once.

From a letterhead only listed parts travel: styles, numbering, theme, font table, headers and footers with their
pictures, paper and margins. Settings, properties, comments, links and macros stay behind, since they tell names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from docx.document import Document

from foia.errors import InputError
from foia.formats.cleaning import R, clean, hidden_styles, parse, remove, serialize, w
from foia.formats.docx import Skeleton, read_skeleton
from foia.formats.letterhead import open_letterhead
from foia.formats.stories import Stories
from foia.formats.wordstyles import W, default_fonts, our_numbering, our_styles
from foia.formats.wordxml import LIST_ID
from foia.formats.zipped import archive, pack

Element = Any
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MARGINS = {"top": 1296, "right": 1440, "bottom": 1224, "left": 1440, "header": 648, "footer": 576, "gutter": 0}
"""Of the plain letter, in twentieths of a point."""
PLAIN_STYLES = frozenset(("Normal", "DefaultParagraphFont", "TableNormal", "NoList"))
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

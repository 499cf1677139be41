"""Other people's spreadsheets, matched row by row to the directory; nothing is written."""

from foia.importing.columns import Columns, plain, recognise
from foia.importing.report import Report, Settled, settle
from foia.importing.sheet import Sheet, read_sheet

__all__ = ["Columns", "Report", "Settled", "Sheet", "plain", "read_sheet", "recognise", "settle"]

"""The user's own folder: single lines added and fixed, checked before they are written, and what to send upstream."""

from foia.own.changes import Change, Mended, Told, add_agency, fix_agency
from foia.own.patch import Patch, patch

__all__ = ["Change", "Mended", "Patch", "Told", "add_agency", "fix_agency", "patch"]

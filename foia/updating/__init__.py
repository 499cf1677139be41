"""Newer editions of the open lists, from files the user has downloaded, into her own folder; packaged data stay."""

from foia.updating.changes import Update, keep
from foia.updating.opening import Opened, open_list
from foia.updating.reading import updated

__all__ = ["Opened", "Update", "keep", "open_list", "updated"]

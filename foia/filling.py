"""Fills the places of a catalogue that is written for one vendor or one shared system."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from foia.library.laws import read_catalogue
from foia.library.places import Library
from foia.model import Catalogue, Style


def filled_catalogue(
    library: Library, subject: str, name: str, words: Mapping[str, str], language: str = Style().language
) -> Catalogue:
    """The subject's catalogue of that file name with every `{place}` replaced by its words."""
    bare = msgspec.to_builtins(read_catalogue(library, subject, name, language))
    catalogue: Catalogue = msgspec.convert(_filled(bare, words), Catalogue)
    return catalogue


def _filled(value: object, words: Mapping[str, str]) -> object:
    if isinstance(value, str):
        for mark, word in words.items():
            value = value.replace(f"{{{mark}}}", word)
        return value
    if isinstance(value, dict):
        return {key: _filled(one, words) for key, one in value.items()}
    return [_filled(one, words) for one in value] if isinstance(value, (list, tuple)) else value

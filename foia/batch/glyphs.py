"""Characters that no font at hand can set, found at the plan: their rows get every format but the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foia.batch.plan import Plan, Planned
from foia.batch.press import Setup
from foia.library.places import Library


def with_pdf_trouble(plan: Plan, setup: Setup) -> Plan:
    """The plan, each letter whose PDF cannot be set with the field and the character that stand in the way."""
    if "pdf" not in (*setup.formats, *setup.finish.attach):
        return plan
    from foia.formats.typeset import missing_error, unset

    fonts, words = tuple(setup.finish.font_paths), _own_words(setup.library)
    texts = {id(one): [*_texts(one), ("your own templates", words)] for one in plan.letters}
    every = "".join(sorted(set().union(*(text for pairs in texts.values() for _, text in pairs))))
    if not unset([("", every)], fonts):
        return plan
    found = {name: missing for name, pairs in texts.items() if (missing := unset(pairs, fonts))}
    rows = (replace(one, no_pdf=missing_error(found[id(one)]).what) if id(one) in found else one for one in plan.rows)
    return replace(plan, rows=tuple(rows))


def _texts(one: Planned) -> Iterator[tuple[str, str]]:
    """What a letter says that is not ours: of the requester, of the row, of the address."""
    assert one.job
    assert one.summary
    asker, wishes = one.job.requester, one.job.wishes
    yield "the requester's name", asker.name
    yield "the requester's organization", asker.organization
    yield "the requester's address", " ".join(asker.address)
    yield "the addressee", " ".join((*one.summary.address, one.job.agency.name))
    yield "the reference", one.summary.reference
    yield "the reason for a waiver", wishes.waiver_reason


def _own_words(library: Library) -> str:
    """The characters of the user's own templates."""
    paths = (path for folder in library.template_folders()[1:] for path in folder.glob("**/*.txt"))
    return "".join(sorted(set().union(*(path.read_text(encoding="utf-8", errors="ignore") for path in paths))))

"""Slugs: guessable, one for each agency of a state, kept for good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from foia.lists.names import slug_of
from foia.lists.spine import Draft


def give_slugs(drafts: Iterable[Draft], kept: Mapping[str, str], taken: Iterable[str]) -> None:
    """Give each draft its slug: the one its ORI has had (`kept`: folder/ORI -> slug), else one made from its name.

    Where a state has several of one name, the only one at work today has the plain slug. If more than one is, each gets
    its county, then its FBI id: the plain slug would have to go to a chance one. `taken` are ids (folder/slug) that
    were given before and are never given again.
    """
    used = set(taken)
    groups: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.slug:
            used.add(draft.id)
        elif slug := kept.get(f"{draft.state.lower()}/{draft.ori or draft.name}"):
            draft.slug = slug
            used.add(draft.id)
        else:
            groups[draft.state.lower(), slug_of(draft.name)].append(draft)
    for (folder, slug), group in sorted(groups.items()):
        _give(folder, slug, group, used)


def _give(folder: str, slug: str, group: list[Draft], used: set[str]) -> None:
    at_work = [one for one in group if one.status not in ("unconfirmed", "unit")] if len(group) > 1 else group
    if len(at_work) == 1 and f"{folder}/{slug}" not in used:
        at_work[0].slug = slug
        used.add(at_work[0].id)
    rest = [one for one in group if not one.slug]
    for draft in sorted(rest, key=lambda one: (not one.newest, one.status != "active", -one.officers, one.ori)):
        county = slug_of(draft.facts.get("county", "").partition(";")[0])
        county = f"{county}-county" if county and f"{county}-county" not in slug else ""
        choices = [f"{slug}-{county}"] if county else []
        choices.append(f"{slug}-{draft.ori.lower()}" if draft.ori else slug)
        draft.slug = next((one for one in choices if f"{folder}/{one}" not in used), f"{slug}-{len(used)}")
        used.add(draft.id)

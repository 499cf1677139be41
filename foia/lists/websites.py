"""A .gov website: the agency's own, or the main site of its city or county, never another department's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from foia.lists.inputs import Domain, Inputs
from foia.lists.names import Place, county_key, place, simple
from foia.lists.spine import Draft

_AFFIXES: tuple[str, ...] = (
    "cityof",
    "townof",
    "villageof",
    "boroughof",
    "townshipof",
    "countyof",
    "county",
    "city",
    "town",
    "village",
)
_AFFIXES += ("township", "borough", "parish", "twp", "boro", "gov", "govt", "my", "the", "of", "co", "usa")


def add_websites(drafts: list[Draft], inputs: Inputs, date: str) -> None:
    """Write each draft's website with its source, where one is sure."""
    own = _own(inputs.domains)
    governments = _governments(inputs.domains)
    called = Counter((one.state, one.place.core) for one in drafts if one.kind == "municipal" and one.newest)
    for draft in drafts:
        found = own.get((draft.state, simple(draft.name))) or _government_site(draft, governments, called)
        if found:
            draft.facts |= {"website": f"https://{found}", "website_source": "dotgov-2026", "website_date": date}


def _own(domains: Iterable[Domain]) -> dict[tuple[str, str], str]:
    """State and simple name of each body that holds exactly one domain in its own name."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in domains:
        for name in (one.organization, one.suborganization):
            if re.search(r"\b(police|sheriff|patrol|public safety)\b", simple(name)) and "Election" not in one.type:
                found[one.state, simple(name)].add(one.name)
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


def _governments(domains: Iterable[Domain]) -> dict[tuple[str, str, str], dict[str, list[str]]]:
    """State, City or County, telling words -> rank -> domains held in the government's very name."""
    found: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in domains:
        if one.type not in ("City", "County") or one.suborganization:
            continue
        whole = re.sub(rf",.*$|\b{one.state}$|\((?:.*)\)", "", one.organization).strip()
        named = _named(whole, one.type)
        if named:
            found[one.state, one.type, named.core][named.rank].append(one.name)
    return found


def _named(whole: str, type_: str) -> Place | None:
    """The place a government is of, if the name says nothing but that: City of Cortland, King County."""
    text = simple(whole)
    if type_ == "County":
        found = re.fullmatch(r"(?:the )?(?:county|parish) of (.+)|(.+?) (?:county|parish)(?: government)?", text)
        return Place(county_key(found[1] or found[2]), "") if found else None
    if re.search(r"\b(department|police|fire|library|authority|office|court|school|district|county|board)\b", text):
        return None
    return place(re.sub(r"^the ", "", text), "municipal")


def _government_site(
    draft: Draft,
    governments: dict[tuple[str, str, str], dict[str, list[str]]],
    called: Counter[tuple[str, str]],
) -> str:
    if draft.kind in ("sheriff", "county-police") and len(draft.counties) == 1:
        core = county_key(draft.counties[0])
        return _main(governments.get((draft.state, "County", core), {}).get("", []), core, draft.state)
    if draft.kind != "municipal" or called[draft.state, draft.place.core] != 1:
        return ""
    ranks = governments.get((draft.state, "City", draft.place.core), {})
    if len(ranks) != 1:
        return ""
    rank, domains = next(iter(ranks.items()))
    fits = rank == draft.place.rank or (not draft.place.rank and rank != "township")
    return _main(domains, draft.place.core, draft.state) if fits else ""


def _main(domains: list[str], core: str, state: str) -> str:
    """The shortest domain that is nothing but the place's name or initials; "" if each says something more."""
    plain = [one for one in domains if _plain(one, core, state.lower())]
    return min(plain, key=lambda one: (core not in one.replace("-", ""), len(one), one)) if plain else ""


def _plain(domain: str, core: str, state: str) -> bool:
    """True for lubbocktx.gov, saccounty.gov, phila.gov; False for votelubbock.gov."""
    label = re.sub(r"[^a-z0-9]", "", domain.removesuffix(".gov"))
    if core in label:
        return _only_affixes(label.replace(core, " ", 1), state)
    for affix in ("county", "city", "co", "gov", state):
        label = label.removesuffix(affix) if len(label) > len(affix) + 1 else label
    letters = iter(core)
    return 2 < len(label) < len(core) and label[0] == core[0] and all(letter in letters for letter in label)


def _only_affixes(around: str, state: str) -> bool:
    pattern = "|".join((*_AFFIXES, state))
    return all(re.fullmatch(rf"(?:{pattern})*", part) for part in around.split())

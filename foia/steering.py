"""What published evidence of use changes in a letter: what it asks for first, names first and counts in the period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foia.english import listed
from foia.errors import InputError
from foia.items import find_vendor
from foia.library.known_use import read_credits, read_known_use
from foia.library.laws import read_use_rules, read_vendors
from foia.library.places import Library
from foia.model import Agency, Host, KnownUse, Published, Relation, UseRule, Vendors

SHARED: Relation = "shared access"


@dataclass(frozen=True)
class Steering:
    """The claims on file about one agency and what follows from them; nothing where there are none."""

    published: tuple[Published, ...] = ()
    first: tuple[str, ...] = ()
    """Ids of the items that come forward."""
    names: tuple[str, ...] = ()
    """Products and makers to search for before others."""
    shared: tuple[str, ...] = ()
    """Those among them that belong to systems of others."""
    window: tuple[str, ...] = ()
    """Sentences added to the period."""
    told: tuple[str, ...] = ()
    """What the user is told of each rule that was followed, in the order of the rules."""


def steering(library: Library, agency: Agency, subject: str) -> Steering:
    """What the claims on file about this agency change in its letter, by the subject's own rules."""
    claims = read_known_use(library, agency)
    if not claims:
        return Steering()
    known = read_use_rules(library, subject)
    rules = _following(claims, known.rules)
    vendors = read_vendors(library, subject)
    names = _names_in(claims, vendors)
    named = [known.named.replace("{names}", listed(names))] if names and known.named else []
    credits = read_credits(library)
    return Steering(
        published=tuple(Published(claim=one, credit=credits.get(one.dataset, one.dataset)) for one in claims),
        first=tuple(dict.fromkeys(name for rule in rules for name in rule.first)),
        names=names,
        shared=_names_in([one for one in claims if one.relation == SHARED], vendors),
        window=tuple(rule.window for rule in rules if rule.window),
        told=(*(rule.told for rule in rules), *named),
    )


def _following(claims: Sequence[KnownUse], rules: Sequence[UseRule]) -> list[UseRule]:
    """The rules for the relations claimed, in the rules' own order."""
    relations = {one.relation for one in claims}
    return [rule for rule in rules if rule.relation in relations]


def _names_in(claims: Sequence[KnownUse], vendors: Vendors) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in claims for name in claimed_names(one, vendors)))


def claimed_names(claim: KnownUse, vendors: Vendors) -> tuple[str, ...]:
    """The product as the source names it, then its makers as our letters name them."""
    makers = [_as_printed(vendors, name.strip()) for name in claim.vendor.split(";") if name.strip()]
    product = claim.product if not any(claim.product in name for name in makers) else ""
    return tuple(name for name in (product, *makers) if name)


def _as_printed(vendors: Vendors, name: str) -> str:
    try:
        vendor = find_vendor(vendors, name)
    except InputError:
        return name
    return vendor.letter_name or vendor.name


def hosts_in_order(hosts: Sequence[Host], published: Sequence[Published]) -> list[Host]:
    """The shared systems, those named by a claim of shared access first."""
    named = [one.claim.product for one in published if one.claim.relation == SHARED and one.claim.product]
    return sorted(hosts, key=lambda host: not any(_names(host, product) for product in named))


def _names(host: Host, product: str) -> bool:
    return product.casefold() in host.name.casefold()

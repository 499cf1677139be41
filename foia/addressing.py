"""Where one letter goes: the lawful office, the channel, the lines of the address."""

from __future__ import annotations

from collections.abc import Sequence

from foia.model import Addressee, Agency, Channel, Contact, Law, Style


def chosen_addressee(law: Law, agency: Agency) -> Addressee:
    """The office that lawfully takes a request to this kind of agency."""
    fitting = [one for one in law.addressees if agency.kind in one.kinds]
    general = [one for one in law.addressees if "*" in one.kinds]
    return (fitting or general or list(law.addressees))[0]


def chosen_channel(
    first: Sequence[Contact], contacts: Sequence[Contact], wished: Channel | None
) -> tuple[Channel, Contact | None]:
    """The channel wished for, else the first of e-mail or portal among the `first`, else the post."""
    if wished:
        kinds = ("portal", "page") if wished == "portal" else (wished,)
        return wished, next((one for kind in kinds for one in contacts if one.channel == kind), None)
    for contact in first:
        if contact.channel == "email":
            return "email", contact
        if contact.channel in ("portal", "page"):
            return "portal", contact
    mail = next((one for one in contacts if one.channel == "mail"), None)
    return "mail", mail


def postal_lines(agency: Agency, contacts: Sequence[Contact], style: Style, addressee: Addressee) -> tuple[str, ...]:
    """The address block below the office: the records office's postal address, else the agency's own street.

    Where the request goes to an officer of the city or county, that street is named as the agency's.
    Where the law's country has postcodes, town and postcode stand on lines of their own.
    """
    mail = next((one for one in contacts if one.channel == "mail"), None)
    if mail:
        return tuple(line.strip() for line in mail.value.split(";") if line.strip())
    if not agency.street:
        return ()
    elsewhere = addressee.of == "government" and agency.government not in ("", agency.name)
    own = (agency.name,) if elsewhere else ()
    if style.postcode:
        return (*own, *(line for line in (agency.street, agency.city, agency.zip) if line))
    place = ", ".join(part for part in (agency.city, f"{agency.state} {agency.zip}".strip()) if part)
    return (*own, *(line for line in (agency.street, place) if line))

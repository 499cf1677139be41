"""Two invented requests, one with everything and one with little, to try templates on."""

from __future__ import annotations

from typing import Any

import msgspec

from foia.model import Request

_FACT: dict[str, Any] = {
    "section": "Sample Code § 1",
    "words": "an agency shall answer",
    "gist": "an agency must answer",
    "sources": ["sample"],
    "quality": "statute",
    "verified": "2026-01-05",
}
_DUTY = {**_FACT, "id": "respond", "duty": "respond", "days": 5, "unit": "business", "counts_from": "receipt"}
_ACT = {"name": "Sample Open Records Act", "short_name": "Open Records Act", "citation": "Sample Code, title 1"}
_REFUSAL = {
    **_FACT,
    "exemption": "Sample Code § 9",
    "answer": "the rest is released",
    "answer_section": "Sample Code § 8",
}
_OPEN = {**_FACT, "topics": ["agreements"]}
_LAW: dict[str, Any] = {
    "jurisdiction": "xx",
    "act": {**_FACT, **_ACT, "section_pattern": ".*"},
    "who": {**_FACT, "who": "anyone"},
    "addressees": [{**_FACT, "kinds": ["*"], "office": "Public Records Officer", "of": "government"}],
    "duties": [_DUTY],
    "counting": {**_FACT, "first_day": "excluded", "end": "next business day", "day_names": "business days"},
    "fees": {**_FACT},
    "denial": _FACT,
    "sources": {},
}
_MORE_LAW: dict[str, Any] = {
    "requirements": [{**_FACT, "field": "name", "required": True, "sentence": "This is a public records request."}],
    "fees": {**_FACT, "estimate_section": "Sample Code § 2", "estimate_words": "shall give an estimate"},
    "waiver": {**_FACT, "mandatory": False, "test": "the public gains"},
    "segregation": _FACT,
    "electronic": _FACT,
    "forwarding": _FACT,
    "assistance": _FACT,
    "appeals": [{**_FACT, "about": "any refusal", "to": "a court", "unit": "words", "counts_from": "denial"}],
    "requester_duties": [
        {**_FACT, "reply": "estimate", "event": "asked", "days": 5, "unit": "business", "lost": "time"}
    ],
    "refusals": [{**_REFUSAL, "id": name} for name in ("techniques", "trade-secrets", "burden")],
}
_SUBJECT = {
    "id": "sample",
    "name": "sample technology",
    "title": "sample technology: contracts",
    "definition": "It means a sample.",
    "excludes": "Nothing else is asked for.",
    "window": "Use in the window counts.",
    "privacy": "Names may be redacted.",
    "terms": ["sample", "specimen"],
    "custodians": ["the chief's office", "procurement"],
}
_ITEM = {"number": 1, "id": "agreements", "title": "Agreements", "text": "Each agreement."}
_BARE: dict[str, Any] = {
    "agency": {"id": "xx/sample-police-department", "name": "Sample Police Department", "kind": "municipal"},
    "law": _LAW,
    "subject": _SUBJECT,
    "requester": {"name": "Alex Sample"},
    "addressee": {**_FACT, "kinds": ["*"], "office": "Public Records Officer", "of": "agency"},
    "duty": {**_DUTY, "words": "", "days": None, "unit": "words"},
    "dated": "2026-01-05",
    "reference": "sample-1",
    "size": "starter",
    "window": {"since": "2021-01-01"},
    "items": [_ITEM],
    "custodians": ["the chief's office"],
    "channel": "mail",
}
_GROUND = {**_FACT, "id": "resident", "label": "A resident", "statement": "I am a resident of Sample.", "sworn": True}
_FULL: dict[str, Any] = {
    **_BARE,
    "agency": {**_BARE["agency"], "government": "City of Sample", "city": "Sample", "state": "XX", "zip": "01234"},
    "law": {**_LAW, **_MORE_LAW},
    "requester": {"name": "Alex Sample", "email": "alex@sample.example", "address": ["1 Sample Way"], "role": "news"},
    "addressee": _LAW["addressees"][0],
    "duty": _DUTY,
    "ground": _GROUND,
    "role": {**_FACT, "roles": ["news"], "statement": "I gather news.", "effect": "fees are lower"},
    "size": "standard",
    "window": {"since": "2021-01-01", "until": "2025-12-31"},
    "items": [{**_ITEM, "open_records": [_OPEN]}, {**_ITEM, "number": 2, "see": ["Sample Code § 1"]}],
    "products": ["Alpha Face", "Beta Match"],
    "custodians": ["the chief's office", "procurement"],
    "hosts": ["the Sample network"],
    "channel": "email",
    "contact": {
        "agency": "xx/sample-police-department",
        "channel": "email",
        "value": "records@sample.example",
        "source": "https://sample.example/records",
        "date": "2026-01-05",
    },
    "postal": ["1 Main Street", "Sample, XX 01234"],
    "about": {"agency": {**_BARE["agency"], "name": "Other Police Department"}, "system": "the Sample network"},
    "expedite": {
        "section": "Sample Code § 11",
        "statement": "There is an urgency to inform the public.",
        "reason": "The council votes in a week.",
        "certification": "I certify that this is true.",
    },
    "published": [
        {
            "claim": {
                "agency": "xx/sample-police-department",
                "relation": "shared access",
                "claim": "Reported by a paper: it may search the Sample network.",
                "source": "https://paper.example/sample",
                "source_name": "The Paper",
                "date": "2020-02-28",
                "tier": "leak reported",
            },
            "credit": "Sample Atlas, CC BY",
        }
    ],
    "fee_cap": 25,
    "waiver_reason": "The records show how public money is spent.",
}


def samples() -> tuple[Request, Request]:
    """The request with everything, then the one with little; the names in them are invented."""
    return msgspec.convert(_FULL, Request), msgspec.convert(_BARE, Request)

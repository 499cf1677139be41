"""Letters for the tests of every format: an invented agency, an invented act, all kinds of paragraphs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from foia.model import SIZES, Block, Letter, SenderLine, Size

ITEMS: tuple[tuple[str, str, str], ...] = (
    (
        "agreements",
        "Agreements.",
        "Each contract, license, subscription, order form, statement of work and amendment, with its exhibits, "
        "under which your agency could use facial recognition at any time since January 1, 2021, whether or not it "
        "paid, and whether the other party is a vendor, a reseller, another agency or a nonprofit.",
    ),
    (
        "payments",
        "Payments.",
        "Purchase orders, invoices, receipts and payment records for those agreements. An export from your ledger "
        "that shows payee, date, amount and fund is enough; please include payments made through a reseller.",
    ),
    (
        "trials",
        "Trials and free accounts.",
        "Records sufficient to show each trial, pilot, demonstration account or evaluation license, who was given "
        "access, and the dates on which it began and ended, including accounts that employees opened themselves "
        "with a work e-mail address.",
    ),
    (
        "policies",
        "Policies.",
        "Each policy, general order, standard operating procedure or training bulletin, current or superseded, that "
        "governs searches by facial recognition, the images that may be searched, the use of a result as a lead, "
        "and the retention of images.",
    ),
    (
        "searches",
        "Number of searches.",
        "Records sufficient to show how many searches were run in each calendar year, by unit and by type of "
        "offense, and how many returned a candidate. A monthly report, a log or an invoice that counts searches is "
        "enough.",
    ),
    (
        "choice",
        "How it was chosen.",
        "Requests for proposals or quotes, bids and their scores, and any sole-source, emergency or "
        "cooperative-purchase justification with its approval. Bids that lost may be left out.",
    ),
    (
        "money",
        "Source of the money.",
        "Grant applications, award letters, gift acceptances and budget requests that name facial recognition or a "
        "product listed above. Details of the security of buildings may be redacted.",
    ),
    (
        "shared-access",
        "Systems of other agencies.",
        "Agreements, memoranda and user lists by which your agency may search, or ask another agency to search, a "
        "facial recognition system that it does not own, whether a state agency, a sheriff, a regional center or a "
        "private network runs it.",
    ),
    (
        "databases",
        "Databases searched.",
        "Records sufficient to show each collection of images that could be searched, who keeps it, and the terms "
        "on which your agency may use it: booking photographs, license photographs, video, watch lists or images "
        "from the web.",
    ),
    (
        "accuracy",
        "Accuracy.",
        "Each validation study, test report, vendor claim of accuracy and audit of errors in your possession, with "
        "the threshold or setting at which a result is shown to the person who searches.",
    ),
    (
        "training",
        "Training.",
        "Training materials and a list of the people, by rank or title only, who completed them, with the date of "
        "each course.",
    ),
    (
        "audits",
        "Audit logs.",
        "The audit log of searches for the last twelve months, with the names of suspects, witnesses and victims "
        "redacted.",
    ),
    (
        "disclosure",
        "Disclosure in court.",
        "Guidance on whether and how the use of facial recognition is disclosed to prosecutors and to the defense.",
    ),
    (
        "complaints",
        "Complaints.",
        "Complaints, internal reviews and corrective actions that concern a mistaken or unauthorized search, with "
        "the names of private people redacted.",
    ),
    (
        "public",
        "Public notice.",
        "Reports, presentations and memoranda on facial recognition given to a council, board or oversight body, "
        "and the notices or inventories that a law on surveillance equipment requires.",
    ),
)

BEFORE: tuple[str, ...] = (
    "Under the Sample Open Records Act, Sample Code section 10-101, I ask for copies of the public records "
    "described below. I am asking about contracts, payments and rules. I am not asking for the name or image of any "
    "private person, for case files or for source code.",
    "“Facial recognition” here means software that compares an image of a face with other images in order to "
    "propose, confirm or exclude an identity, under whatever name it is bought, licensed, tried or borrowed. The "
    "products I have in mind include Alpha Face, Beta Match (before 2019 Gamma ID) and Delta Search, and their "
    "resellers. Unless an item says otherwise, it covers January 1, 2021 to the day on which you begin your search. "
    "Please send:",
)

AFTER: tuple[tuple[str, str], ...] = (
    (
        "Where to look.",
        "The offices most likely to hold these records are procurement and finance, information technology, the "
        "crime laboratory or identification unit, the investigations division and the unit that works with regional "
        "and state partners. Useful search terms are “facial recognition”, “face recognition”, “facial comparison”, "
        "“face search”, “biometric” and the product names above. If another office holds a record, please pass the "
        "request on and tell me.",
    ),
    (
        "Format and order.",
        "Please send electronic copies in the format in which you keep them, and each part as soon as it is ready; "
        "items 1 and 2 first. If an item can be read in two ways, call or write to me, and I will narrow it the "
        "same day.",
    ),
    (
        "Time.",
        "Section 10-103 says that an agency “shall respond within five business days after receiving the request”. "
        "Counted from receipt on November 20, 2026, those five days end on Monday, November 30, 2026.",
    ),
    (
        "Redaction.",
        "Section 10-105 lets you take out exempt passages only; please release the rest and name the exemption for "
        "each passage that you withhold. The price that a public body pays is open under section 10-108, whatever "
        "the seller has marked as confidential.",
    ),
    (
        "Fees.",
        "Section 10-107 allows a waiver where release serves public understanding of the work of government, and I "
        "ask for one. If you expect to charge, please send an itemized estimate before you begin. Nothing in this "
        "letter agrees to a charge without my written consent. If the cost of one item is in doubt, please send the "
        "others.",
    ),
    (
        "Appeal.",
        "If you refuse any part, please tell me the name and address of the office that hears appeals under section "
        "10-110 and the day by which I must write to it.",
    ),
)

SENDER: tuple[SenderLine, ...] = (
    SenderLine(kind="name", text="Rosa Delgado-Whitfield"),
    SenderLine(kind="organization", text="The Springfield Ledger"),
    SenderLine(kind="address", text="418 Cannery Row, Suite 6"),
    SenderLine(kind="address", text="Springfield, ST 01234"),
    SenderLine(kind="phone", text="(555) 555-0142"),
    SenderLine(kind="email", text="rosa@springfield-ledger.example"),
)


def sample_blocks(size: Size) -> tuple[Block, ...]:
    """The body of a letter of this size: paragraphs, numbered items, a declaration and a line to sign on."""
    chosen = enumerate(ITEMS[: SIZES[size]], 1)
    return (
        *(Block(kind="paragraph", text=text) for text in BEFORE),
        *(Block(kind="item", item=key, number=n, lead=lead, text=text) for n, (key, lead, text) in chosen),
        *(Block(kind="paragraph", lead=lead, text=text) for lead, text in AFTER),
        Block(
            kind="declaration",
            lead="Declaration.",
            text="I declare that the records are not requested for a commercial purpose as section 10-109 defines it.",
        ),
        Block(kind="signature-line", text="Signature of the person who makes the request, and date"),
        Block(kind="paragraph", text="Thank you for your time. I am glad to talk about any of this by telephone."),
    )


def sample_letter(size: Size = "standard", **changes: Any) -> Letter:
    """A realistic letter; ten items and about 900 words unless `size` says otherwise. `changes` replace fields."""
    letter = Letter(
        agency="st/springfield-police-department",
        reference="2026-1120-springfield",
        dated=dt.date(2026, 11, 20),
        sender=SENDER,
        date_line="November 20, 2026",
        reference_line="Our reference: 2026-1120-springfield",
        delivery_line="By email to records@springfieldpd.example and by first-class mail",
        addressee=(
            "Public Records Officer",
            "Springfield Police Department",
            "c/o City Clerk, City of Springfield",
            "1200 North Fourth Street",
            "Springfield, ST 01235-0417",
        ),
        subject="Public records request: facial recognition contracts, payments and policies",
        salutation="Dear Public Records Officer:",
        blocks=sample_blocks(size),
        closing="Sincerely,",
        signature=("Rosa Delgado-Whitfield", "Reporter, The Springfield Ledger"),
    )
    return msgspec.structs.replace(letter, **changes)

"""Options that many commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
State = Annotated[
    str | None, typer.Option("--state", help="Two letters, such as WA; US federal, GB England and Wales.")
]
Data = Annotated[Path | None, typer.Option("--data", help="Your own folder of agencies and templates.")]
Many = list[str] | None

# What a letter says and who asks, for one letter and for many.
Size = Annotated[str | None, typer.Option(help="starter (5 items), standard (10) or deep (15).")]
Since = Annotated[str | None, typer.Option(help="Start of the period, YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option(help="End of the period; else the day the search begins.")]
Item = Annotated[Many, typer.Option(help="Ask for this item only; repeat for more.")]
Vendor = Annotated[Many, typer.Option(help="Search for this vendor's names too; repeat for more.")]
Pledge = Annotated[str | None, typer.Option(help="Test a vendor's promise: microsoft, amazon or ibm.")]
Subject = Annotated[str, typer.Option(help="Folder of the subject in templates/.")]
Formats = Annotated[Many, typer.Option("--format", help="docx,pdf,eml,txt,html; default all but html.")]
Channel = Annotated[str | None, typer.Option(help="mail, email, portal, fax or hand; else as on file.")]
Letterhead = Annotated[Path | None, typer.Option(help="Your own .docx with logo and styles.")]
Template = Annotated[Path | None, typer.Option(help="Your own letters and parts, laid over ours.")]
Waiver = Annotated[str | None, typer.Option(help="Your reason for a fee waiver, printed as you write it.")]
FontPath = Annotated[list[Path] | None, typer.Option(help="Folder of more fonts for the PDF.")]
Name = Annotated[str | None, typer.Option(help="Your name.")]
Email = Annotated[str | None, typer.Option(help="Your e-mail address.")]
Phone = Annotated[str | None, typer.Option(help="Your telephone number; optional.")]
Address = Annotated[str | None, typer.Option(help="Your mailing address, lines separated by ' / '.")]
Organization = Annotated[str | None, typer.Option(help="Who you ask for; optional.")]
Role = Annotated[str | None, typer.Option(help="individual, news, nonprofit, scholar or commercial; optional.")]
Ground = Annotated[Many, typer.Option(help="Why you may ask, where the law asks: va:citizen.")]
Statement = Annotated[Many, typer.Option(help="Answer to what the law asks: nj:commercial=no.")]
Requester = Annotated[Path | None, typer.Option(help="A TOML file with your details.")]

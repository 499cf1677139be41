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

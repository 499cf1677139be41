"""The command line: the only shelf that prints, asks, exits and reads the clock."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command; every error of ours becomes one message on stderr and an exit code."""
    from foia.cli.app import app
    from foia.errors import FoiaError

    try:
        app()
    except FoiaError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped; nothing more was written.\n")
        raise SystemExit(130) from None
    except BrokenPipeError:
        # The reader of a pipe (head, less) went away; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None

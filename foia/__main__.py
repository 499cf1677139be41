"""`python -m foia` is the same as `foia`."""

from foia.cli import main

main()

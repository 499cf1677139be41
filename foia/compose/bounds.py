"""What a template may do: read values and repeat words, within bounds that Jinja's own sandbox does not set.

The sandbox keeps templates from attributes that lead out of it. It does not keep them from filling the memory:
multiplied strings, padded ones, ranges, strings joined to themselves. These are not there for letters to use.
"""

from __future__ import annotations

from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

LONGEST = 400_000
"""Characters beyond which a text is no letter."""
_MOST_REPEATS = 1_000
_LARGEST = 10**12
NO_FILTERS = tuple("format center indent wordwrap pprint tojson xmlattr urlize map attr batch slice random".split())
"""Filters that make much of little, that lead out of the text, or (`random`) that make two runs differ."""
_METHODS = frozenset(
    "lower upper title capitalize strip lstrip rstrip startswith endswith split removeprefix removesuffix get items"
    " keys values count index isdigit".split()
)
"""Methods of texts, lists and dictionaries that cannot make more out of little."""


class Bounded(SandboxedEnvironment):
    """The sandbox with those bounds."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name in NO_FILTERS:
            self.filters.pop(name)
        self.globals = {"range": _few, "namespace": self.globals["namespace"]}

    def wrap_str_format(self, value: Any) -> None:
        """No wrapper for `format` and `format_map`: `call` refuses them like the other methods."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on numbers of ordinary size."""
        numbers = all(isinstance(one, (int, float)) and abs(one) <= _LARGEST for one in (left, right))
        if not numbers or (operator == "**" and abs(right) > 12):
            raise SecurityError(f"{operator} is for numbers of ordinary size")
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, called: Any, /, *args: Any, **named: Any) -> Any:
        """Macros and the methods that are let through."""
        owner = getattr(called, "__self__", None)
        if isinstance(owner, (str, bytes, list, tuple, dict)) and called.__name__ not in _METHODS:
            raise SecurityError(f"{called.__name__}() cannot be used in a letter")
        return super().call(context, called, *args, **named)


def _few(*bounds: int) -> range:
    """A short range."""
    made = range(*bounds)
    if len(made) > _MOST_REPEATS:
        raise SecurityError(f"a range has at most {_MOST_REPEATS:,} numbers")
    return made

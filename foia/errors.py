"""One error tree: every error says what is wrong, where, and what to do."""

from __future__ import annotations


class FoiaError(Exception):
    """A message for the person at the keyboard; `exit_code` is what the shell gets (2: nothing was done)."""

    exit_code = 2

    def __init__(self, what: str, *, where: str = "", to_do: str = "") -> None:
        self.what, self.where, self.to_do = what, where, to_do
        super().__init__(str(self))

    def __str__(self) -> str:
        """The whole message: `where: what` and the way out, each on its own line."""
        first = f"{self.where}: {self.what}" if self.where else self.what
        return f"{first}\n{self.to_do}" if self.to_do else first

    def on_one_line(self) -> str:
        """The whole message as it stands in a cell or a list."""
        first, *rest = str(self).split("\n")
        close = "" if not rest or first.endswith((".", ":", "!", "?")) else "."
        return " ".join(" ".join([f"{first}{close}", *rest]).split())


class DataError(FoiaError):
    """A file of the library or of the user's own folder is wrong; `where` is path:line."""


class InputError(FoiaError):
    """Something the person typed, or a file she named, is wrong."""


class UnknownAgency(InputError):
    """No agency, or more than one, answers to what was typed; `candidates` are the ids to choose from."""

    def __init__(self, what: str, *, to_do: str = "", candidates: tuple[str, ...] = ()) -> None:
        self.candidates = candidates
        super().__init__(what, to_do=to_do)


class OnlyProbable(UnknownAgency):
    """A town has no active department on file; `candidates` are those that probably police it."""


class GroundMissing(InputError):
    """The law restricts who may ask, and the requester has not said on which ground she asks; `brief` is for lists."""

    def __init__(self, what: str, *, where: str = "", to_do: str = "", brief: str = "") -> None:
        self.brief = brief
        super().__init__(what, where=where, to_do=to_do)


class DateUnknown(FoiaError):
    """A date lies past the holiday table, so that no date can be given without guessing."""


class FormatError(FoiaError):
    """One format of a letter cannot be made; the others still can."""


class OutputError(FoiaError):
    """A file cannot be written, or would overwrite one that differs."""

"""Exceptions: the words of the command line, as classes."""

from __future__ import annotations

from collections.abc import Sequence


class StanceError(Exception):
    """Why there is no answer. The text is what the command line says."""


class UsageError(StanceError, ValueError):
    """The question is wrong: an argument, a date, a filter."""


class UnknownName(UsageError, LookupError):
    """No entity has this name.

    >>> import stancegraph as sg
    >>> sg.open("data").who("Donald Tramp")
    Traceback (most recent call last):
    stancegraph.UnknownName: no entity is called `Donald Tramp`; did you mean `donald-trump` or `trump-policies`?
    """

    def __init__(self, message: str, name: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(message)
        #: The name as it was given.
        self.name = name
        #: The ids of the entities with the nearest names.
        self.nearest = list(nearest)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (str(self), self.name, self.nearest)


class AmbiguousName(UnknownName):
    """Several entities have this name; `nearest` are their ids."""


class DataError(StanceError):
    """The corpus or the data is faulty, or a file cannot be read or written."""

    def __init__(self, message: str, findings: str = "") -> None:
        super().__init__(message)
        #: The findings with their places, as `stance check` shows them.
        self.findings = findings

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.args[0], self.findings)

    def __str__(self) -> str:
        message = str(self.args[0])
        return f"{message}\n\n{self.findings.rstrip()}" if self.findings else message


for _class in (StanceError, UsageError, UnknownName, AmbiguousName, DataError):
    _class.__module__ = "stancegraph"

"""Who stood where, when, and how we know it.

Dated, sourced statements as a temporal signed graph, from Python:

>>> import stancegraph as sg
>>> story = sg.open("data")
>>> for row in story.who("Donald Trump", "criticizes", as_of="2018-04-25"):
...     print(row.holder_name, row.verb, row.date)
John Legend denounces 2018-04-25

Every question of the command `stance` is a method, and its flags are keyword arguments. An answer is an Arrow table
(`to_pandas`, `to_polars`, `to_arrow`), a list of typed rows, and in a notebook a table with quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._answer import Answer, Frame
from ._errors import AmbiguousName, DataError, StanceError, UnknownName, UsageError
from ._native import __version__
from ._story import Story, View, check, open

__all__ = [
    "AmbiguousName",
    "Answer",
    "DataError",
    "Frame",
    "ImportReport",
    "StanceError",
    "Story",
    "UnknownName",
    "UsageError",
    "View",
    "__version__",
    "check",
    "from_frame",
    "open",
    "preview_frame",
    "rows",
]

if TYPE_CHECKING:
    from . import _rows as rows
    from ._import import ImportReport, from_frame, preview_frame


def __getattr__(name: str) -> Any:
    # What takes longer to import than all the rest, and is not always needed.
    if name == "rows":
        from . import _rows

        return _rows
    if name in ("ImportReport", "from_frame", "preview_frame"):
        from . import _import

        return getattr(_import, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Values of Python as arguments of a command."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

from ._errors import UsageError

_MIDNIGHT = dt.time()


def text(value: Any) -> str:
    """A value as the command line would have it.

    >>> text(dt.date(2018, 4, 25))
    '2018-04-25'
    >>> text(dt.datetime(2018, 4, 25, 18, 30))
    '2018-04-25T18:30:00'
    >>> text((dt.date(2018, 4, 1), dt.date(2018, 5, 1)))
    '2018-04-01..2018-05-01'
    >>> text(2018)
    '2018'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        if len(value) != 2:
            raise UsageError(f"a period has a begin and an end (excluded), but this has {len(value)} parts: {value!r}")
        return period(*value)
    if isinstance(value, dt.datetime):
        # A day is often kept as its first instant.
        if value.tzinfo is None and value.time() == _MIDNIGHT:
            return f"{value:%Y-%m-%d}" if value.year > 999 else value.date().isoformat()
        return value.isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    kind = type(value).__name__
    if kind == "Period":  # of pandas
        return period(value.start_time.to_pydatetime(), (value + 1).start_time.to_pydatetime())
    if kind == "Interval":  # of pandas
        return period(value.left, value.right)
    if kind == "datetime64":  # of NumPy
        return text(value.astype("datetime64[us]").item())
    if hasattr(value, "item"):
        return text(value.item())
    raise UsageError(f"this cannot be an argument: {value!r}")


def period(begin: Any, end: Any) -> str:
    """The period from a date to before another one; `None` is an open end."""
    if begin is None and end is None:
        raise UsageError("a period has a begin or an end")
    if begin is None:
        return f"until {text(end)}"
    if end is None:
        return f"since {text(begin)}"
    return f"{text(begin)}..{text(end)}"


def flag(name: str, value: Any) -> list[str]:
    """A keyword argument as flags: `None` and `False` are none.

    >>> flag("as-of", dt.date(2018, 4, 25))
    ['--as-of=2018-04-25']
    >>> flag("kinds", ["person", "party"])
    ['--kinds=person,party']
    >>> flag("map", {"holder": "endorser", "on": "date"})
    ['--map=holder=endorser,on=date']
    >>> flag("definite", True)
    ['--definite']
    """
    if value is None or value is False:
        return []
    if value is True:
        return [f"--{name}"]
    if isinstance(value, dict):
        return [f"--{name}=" + ",".join(f"{key}={text(item)}" for key, item in value.items())]
    if isinstance(value, (list, set, frozenset)):
        return [f"--{name}=" + ",".join(map(text, value))]
    return [f"--{name}={text(value)}"]

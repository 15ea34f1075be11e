"""A table in memory as the CSV that the importer reads."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from typing import Any

from ._arguments import text
from ._errors import UsageError


def columns_of(table: Any) -> tuple[list[str], list[list[Any]]]:
    """The headings and columns of a DataFrame, an Arrow table, a dict of columns, or a list of dicts.

    >>> columns_of({"who": ["Ada", "Ben"], "year": [2018, 2019]})
    (['who', 'year'], [['Ada', 'Ben'], [2018, 2019]])
    >>> columns_of([{"who": "Ada"}, {"who": "Ben", "year": 2019}])
    (['who', 'year'], [['Ada', 'Ben'], [None, 2019]])
    """
    if isinstance(table, dict):
        headings, columns = [str(name) for name in table], [list(column) for column in table.values()]
    elif isinstance(table, (list, tuple)) and all(isinstance(row, dict) for row in table):
        headings = list(dict.fromkeys(str(name) for row in table for name in row))
        columns = [[row.get(name) for row in table] for name in headings]
    elif hasattr(table, "iloc"):  # of pandas
        headings = [str(name) for name in table.columns]
        columns = [table.iloc[:, at].tolist() for at in range(len(headings))]
    elif hasattr(table, "get_columns"):  # of polars
        headings, columns = list(table.columns), [column.to_list() for column in table.get_columns()]
    elif hasattr(table, "__arrow_c_stream__"):
        import pyarrow

        read = pyarrow.table(table)
        headings, columns = list(read.column_names), [column.to_pylist() for column in read.columns]
    else:
        raise UsageError(f"a table is a DataFrame, an Arrow table, a dict of columns or a list of dicts, not {type(table).__name__}")
    if len({len(column) for column in columns}) > 1:
        raise UsageError("the columns of a table have as many values as each other")
    return headings, columns


def cell(value: Any) -> str:
    """A value as a cell; nothing is an empty one.

    >>> [cell(value) for value in (None, float("nan"), 2018.0, 0.5, dt.date(2018, 4, 25), True, ["a", "b"])]
    ['', '', '2018', '0.5', '2018-04-25', 'true', 'a;b']
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # A column of whole numbers with a gap has become one of fractions.
        return "" if math.isnan(value) else str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, (list, tuple, set)):
        return ";".join(cell(item) for item in value)
    if value != value or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    return text(value) if isinstance(value, dt.date) or hasattr(value, "start_time") else str(value)


def as_csv(headings: list[str], columns: list[list[Any]]) -> tuple[str, list[int]]:
    """The table as CSV, and on which line each row begins."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(headings)
    lines = []
    line = 1 + sum(heading.count("\n") for heading in headings)
    for row in zip(*columns):
        cells = [cell(value) for value in row]
        line += 1
        lines.append(line)
        line += sum(it.count("\n") for it in cells)
        # A row of one empty cell would be an empty line.
        out.write('""\n') if cells == [""] else write(cells)
    return out.getvalue(), lines

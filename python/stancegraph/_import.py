"""A corpus from a table in memory, by the importer of the command line."""

from __future__ import annotations

import bisect
import difflib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from . import _arguments, _native, _table
from ._errors import DataError, UsageError
from ._story import Story

#: Flags that say something of all rows, while the keywords of this name are columns.
_ALWAYS = ("holder", "target", "verb", "on", "source")
_FLAGS = (
    "wide columns except values missing split century dates time_zone holder_kind target_kind source_kind recorded "
    "update force memory mapping today"
).split()


class ImportReport:
    """What the importer read, what it skipped and why, and what it added."""

    def __init__(self, data: dict[str, Any], text: str, lines: list[int]) -> None:
        #: The report as `import csv -O json` has it. Beside `lines`, which are those of a CSV file whose first line has the
        #: headings, there are `frame_rows`: the numbers of the table's rows, from 0.
        self.data: dict[str, Any] = _with_rows(data, lines)
        #: The report for people.
        self.text = text

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return int(self.data["rows_read"])

    @property
    def statements(self) -> int:
        """How many statements they are."""
        return int(self.data["statements"])

    @property
    def skipped(self) -> list[dict[str, Any]]:
        """What was skipped: `reason`, `message`, the number of `rows`, and which: `frame_rows`."""
        of_files = [it for file in self.data["rows"] for it in file["skipped"]]
        return [*of_files, *self.data["skipped"]]

    def __repr__(self) -> str:
        return self.text.rstrip()


def _with_rows(value: Any, lines: list[int]) -> Any:
    if isinstance(value, list):
        return [_with_rows(item, lines) for item in value]
    if not isinstance(value, dict):
        return value
    found = {name: _with_rows(inner, lines) for name, inner in value.items()}
    at = found.get("lines")
    if isinstance(at, list) and all(isinstance(line, int) for line in at):
        found["frame_rows"] = [bisect.bisect_right(lines, line) - 1 for line in at if lines and line >= lines[0]]
    return found


class ImportedStory(Story):
    """A story that was made of a table, and the report of how."""

    report: ImportReport


def from_frame(
    table: Any,
    *,
    to: str | os.PathLike[str] | None = None,
    always: dict[str, Any] | None = None,
    name: str = "frame",
    **fields: Any,
) -> ImportedStory:
    """Makes a story of a table with a statement in each row, or in each cell, as `stance import csv` does.

    Args:
        table: A DataFrame of pandas or polars, an Arrow table, a dict of columns, or a list of dicts.
        to: Where it is kept: a store (`NAME.stance`), or a corpus (`NAME.ron` or a folder). What is there is added to. Without
            it, the story lasts as long as the object.
        always: What is the same in all rows: `holder`, `target`, `verb`, `on` or `source`.
        name: The source of rows that name none.
        **fields: Which column is which field: `holder="endorser"`, `on="date"`; `target="{year} {number}"` is made of two. A
            column with the name of a field is that field without a word. The flags of `import csv` are keywords, too:
            `values={"yes": "supports", "no": "opposes"}`, `dates="dmy"`, `time_zone`, `wide="target"`, `holder_kind="party"`
            and so on.

    >>> import stancegraph as sg
    >>> votes = {"member": ["Ada", "Ben"], "bill": ["Harbour bill"] * 2, "day": ["2018-04-25"] * 2, "vote": ["yes", "no"]}
    >>> story = sg.from_frame(
    ...     votes, holder="member", target="bill", on="day", verb="vote", values={"yes": "supports", "no": "opposes"}
    ... )
    >>> [(row.holder_name, row.polarity) for row in story.who("Harbour bill")]
    [('Ada', 'positive'), ('Ben', 'negative')]
    >>> story.report.rows, story.report.statements, story.report.skipped
    (2, 2, [])
    """
    folder = tempfile.TemporaryDirectory(prefix="stancegraph-", ignore_cleanup_errors=True)
    made = Path(os.fspath(to)) if to is not None else Path(folder.name) / "frame.stance"
    report = _import(table, made, folder.name, always, name, fields)
    story = ImportedStory(made)
    story.report = report
    if to is None:
        story._kept = folder
    else:
        folder.cleanup()
    return story


def preview_frame(
    table: Any,
    *,
    to: str | os.PathLike[str] | None = None,
    always: dict[str, Any] | None = None,
    name: str = "frame",
    **fields: Any,
) -> ImportReport:
    """What `from_frame` would read and add; nothing is written.

    >>> import stancegraph as sg
    >>> report = sg.preview_frame([{"holder": "Ada", "target": "Harbour bill", "verb": "supports", "on": "someday"}])
    >>> report.rows, report.statements, report.skipped[0]["frame_rows"]
    (1, 0, [0])
    """
    with tempfile.TemporaryDirectory(prefix="stancegraph-", ignore_cleanup_errors=True) as folder:
        made = Path(os.fspath(to)) if to is not None else Path(folder) / "frame.stance"
        return _import(table, made, folder, always, name, {**fields, "dry_run": True})


def _import(
    table: Any, made: Path, folder: str, always: dict[str, Any] | None, name: str, fields: dict[str, Any]
) -> ImportReport:
    headings, columns = _table.columns_of(table)
    fields = dict(fields)
    flags = {key: fields.pop(key) for key in (*_FLAGS, "dry_run") if key in fields}
    arguments: list[str] = []
    for key, value in flags.items():
        arguments += _arguments.flag(key.replace("_", "-"), value)
    for key, value in (always or {}).items():
        if key not in _ALWAYS:
            raise UsageError(f"`always` may have {', '.join(_ALWAYS)}, not {key}")
        arguments += _arguments.flag(key, value)
    named = {key: _column(key, value, headings) for key, value in fields.items() if value is not None}
    if named:
        arguments.append("--map=" + ",".join(f"{key}={column}" for key, column in named.items()))
    content, lines = _table.as_csv(headings, columns)
    source = Path(folder) / f"{name}.csv"
    try:
        source.write_text(content, encoding="utf-8", newline="")
    except (OSError, ValueError) as error:
        raise UsageError(f"{name!r} cannot be the name of a source here: {error}") from error
    form = ["--encoding=utf-8", "--delimiter=,", "--header=yes", f"--output={made}", "--output-format=json"]
    answered = _native.run("import", ["csv", *form, *arguments, "--", str(source)])
    # Where the table was for a moment is nobody's business.
    data, messages = (text.replace(_inside(folder), "") for text in (answered.bytes.decode(), answered.messages))
    report = ImportReport(json.loads(data), messages, lines)
    if not answered.is_success and not flags.get("dry_run"):
        raise DataError("no row is a statement, and nothing was written", messages)
    return report


def _inside(folder: str) -> str:
    return os.path.join(folder, "")


def _column(key: str, value: Any, headings: list[str]) -> str:
    """The column of a field, by its number, as names may have any character in them."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = headings[value] if -len(headings) <= value < len(headings) else str(value)
    value = str(value)
    if value in headings:
        return f"#{headings.index(value) + 1}"
    if "{" in value:
        return value
    near = difflib.get_close_matches(value, headings, 3)
    help = f"; did you mean {' or '.join(map(repr, near))}?" if near else f"; there are {', '.join(map(repr, headings))}"
    constant = f" What is the same in all rows is said with always={{{key!r}: {value!r}}}." if key in _ALWAYS else ""
    raise UsageError(f"there is no column {value!r} for {key}{help}{constant}")

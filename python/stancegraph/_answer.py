"""Answers: rows that are an Arrow table, typed objects, and a page of text with quotes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from . import _native
    from ._rows import StatementRow
    from ._story import View

R = TypeVar("R")

#: So many rows of a table are shown; all are in the answer.
MOST_SHOWN = 60
_WIDTH = 100


class Frame(NamedTuple):
    """What a question covers, as the answer tells it."""

    #: The first day, or instant; `None` for an open begin.
    begin: str | None
    #: The first day after it; `None` for an open end.
    end: str | None
    as_of: str | None
    known_by: str | None
    where: str | None
    #: All of it, for people.
    in_words: str


class Answer(Generic[R]):
    """The answer to a question.

    It is an Arrow table to all that speak Arrow's PyCapsule interface: `pyarrow.table(answer)`,
    `polars.DataFrame(answer)`, and `duckdb.sql("from answer")` take it without a copy.

    >>> import stancegraph as sg
    >>> answer = sg.open("data").who("Donald Trump", "criticizes", as_of="2018-04-25")
    >>> len(answer)
    1
    >>> answer[0].holder_name, answer[0].polarity, answer[0].date
    ('John Legend', 'negative', '2018-04-25')
    >>> answer.frame.as_of
    '2018-04-25'
    >>> answer.summary
    {'mixed_left_out': 0}
    """

    __slots__ = ("_native", "_view", "_beside", "_rows")

    def __init__(self, native: _native.Answer, view: View | None = None) -> None:
        self._native = native
        self._view = view
        self._beside: dict[str, Any] | None = None
        self._rows: list[R] | None = None

    def _about(self) -> dict[str, Any]:
        if self._beside is None:
            self._beside = json.loads(self._native.beside())
        return self._beside

    @property
    def command(self) -> str:
        """The command that answered."""
        return str(self._about()["command"])

    @property
    def frame(self) -> Frame:
        """What the question covers."""
        return Frame(**self._about()["view"], in_words=self._about()["in_words"])

    @property
    def summary(self) -> dict[str, Any]:
        """What the answer says beside its rows."""
        return dict(self._about()["summary"])

    @property
    def messages(self) -> str:
        """What the command reported beside the answer; mostly nothing."""
        return self._native.messages

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._native.column_names()

    def column(self, name: str) -> list[Any]:
        """The values of a column. Days are `datetime.date`, where Python has them.

        >>> import stancegraph as sg
        >>> sg.open("data").who("Donald Trump", "criticizes").column("holder")
        ['john-legend']
        """
        return self._native.column(name)

    def rows(self) -> list[R]:
        """The rows as objects of a dataclass, whose fields are those of `-O json`."""
        if self._rows is None:
            from . import _schema

            self._rows = _schema.rows(self._native)
        return self._rows

    def evidence(self, row: int | R | None = None) -> Answer[StatementRow]:
        """The statements behind a row, by its number or itself, or behind all rows, with their quotes.

        >>> import stancegraph as sg
        >>> answer = sg.open("data").who("Donald Trump", "criticizes", as_of="2018-04-25")
        >>> [(statement.verb, statement.date) for statement in answer.evidence(0)]
        [('denounces', '2018-04-25'), ('accuses', '../2018-04-26')]
        """
        from . import _schema

        if self._view is None:
            raise TypeError("this answer is not about a story, so there are no statements behind it")
        if row is None:
            meant = self.rows()
        else:
            meant = [self.rows()[row] if isinstance(row, int) else row]
        if any(getattr(it, "statements", ()) is None for it in meant):
            raise TypeError("the statements behind these rows were not listed: ask the question with evidence=True")
        return self._view._statements(_schema.statement_ids(meant))

    def to_arrow(self) -> pyarrow.Table:
        """The rows as a table of pyarrow, which is not copied."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self, **options: Any) -> pandas.DataFrame:
        """The rows as a DataFrame of pandas; days are `datetime64`. `options` are those of
        `pyarrow.Table.to_pandas`."""
        return self.to_arrow().to_pandas(**{"date_as_object": False, **options})

    def to_polars(self) -> polars.DataFrame:
        """The rows as a DataFrame of polars."""
        import polars

        return polars.DataFrame(self)

    def to_dict(self) -> dict[str, Any]:
        """The answer as `-O json` has it, for `json.dump`. Fields that only some rows have are `None` in the others."""
        from . import _schema

        about = self._about()
        return {
            "command": about["command"],
            "view": about["view"],
            **about["summary"],
            "rows": _schema.records(self._native),
        }

    def text(self, width: int = _WIDTH) -> str:
        """The whole answer as the command line prints it."""
        return self._native.text(width, None)

    def __len__(self) -> int:
        return len(self._native)

    def __bool__(self) -> bool:
        return len(self) > 0

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows())

    def __getitem__(self, row: int) -> R:
        return self.rows()[row]

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._native.__arrow_c_schema__()

    def __repr__(self) -> str:
        return self._native.text(_WIDTH, MOST_SHOWN).rstrip()

    def _repr_html_(self) -> str:
        return self._native.html(MOST_SHOWN)

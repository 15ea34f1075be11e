"""A corpus or store that is open, and views of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from . import _arguments, _native
from ._answer import Answer
from ._commands import Commands
from ._errors import UsageError

if TYPE_CHECKING:
    import igraph
    import networkx

    from ._commands import Date, Period
    from ._page import Page
    from ._rows import DiagnosticRow, StatementRow


class View(Commands):
    """A part of a story, with the same questions: those that tell nothing else are asked of this part."""

    def __init__(self, story: _native.Story, frame: dict[str, Any] | None = None) -> None:
        self._story = story
        self._frame = frame or {}

    def view(
        self,
        *,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: str | None = None,
        today: Date | None = None,
    ) -> View:
        """The view with these flags; others stay as they are.

        >>> import stancegraph as sg
        >>> april = sg.open("data").view(period="2018-04")
        >>> len(april.statements()) < len(sg.open("data").statements())
        True
        """
        given = {
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "today": today,
        }
        given = {name: value for name, value in given.items() if value is not None}
        return View(self._story, {**self._frame, **given})

    def to_networkx(self, *, ended: bool = False, **flags: Any) -> networkx.DiGraph[str]:
        """The signed graph of the view for NetworkX: entities by id, and their ties with `sign`, `polarity`, `weight`, `verb`.

        `spells` has the times over which each tie stands unchanged, with `begin` and `end` (excluded). Ties that have ended
        before the end of the view are there with `ended=True`. `flags` are those of `export`: `isolates=True`,
        `focus="Kanye West"`; `network="onemode"` makes the discourse network.

        >>> import stancegraph as sg
        >>> graph = sg.open("data").to_networkx(as_of="2018-04-25")
        >>> graph.edges["john-legend", "donald-trump"]["sign"]
        -1
        """
        from . import _graphs

        return _graphs.to_networkx(_graphs.read(self.export("gexf", **flags)), ended=ended)

    def to_igraph(self, *, ended: bool = False, **flags: Any) -> igraph.Graph:
        """The same for igraph, where `name` is the id and `label` the name."""
        from . import _graphs

        return _graphs.to_igraph(_graphs.read(self.export("gexf", **flags)), ended=ended)

    def show_page(self, height: int = 700, **flags: Any) -> Page:
        """The explorer page, which a notebook shows. `flags` are those of `export html`: `title`, `every`, `focus`."""
        from ._page import Page

        return Page(self.export("html", **flags).decode(), height)

    def _ask(self, command: str, positionals: list[Any], flags: dict[str, Any]) -> Any:
        arguments: list[str] = []
        for name, value in flags.items():
            arguments += _arguments.flag(name, self._frame.get(name) if value is None else value)
        words: list[str] = []
        is_missing = False
        for value in positionals:
            if value is None:
                is_missing = True
                continue
            if is_missing:
                raise UsageError(f"{_arguments.text(value)!r} needs what stands before it")
            words += map(_arguments.text, value) if isinstance(value, list) else [_arguments.text(value)]
        native = self._story.ask(command, [*arguments, "--", *words] if words else arguments)
        if native.has_rows:
            return Answer(native, self)
        return native.bytes

    def _statements(self, ids: list[str]) -> Answer[StatementRow]:
        """These statements, wherever they stand in time."""
        known = {name: value for name, value in self._frame.items() if name in ("known-by", "today")}
        where = " or ".join("id:" + _quoted(id) for id in ids) or 'id:"no statement"'
        return View(self._story, known).statements(where=where)

    def __repr__(self) -> str:
        paths = ", ".join(os.fspath(path) for path in self._story.paths)
        frame = "".join(f" {flag}" for name, value in self._frame.items() for flag in _arguments.flag(name, value))
        return f"<{type(self).__name__} of {paths}{frame}>"


def _quoted(value: str) -> str:
    return value if '"' in value else f'"{value}"'


class Story(View):
    """A corpus or store that is open. Many threads may ask it at once.

    It stays what it was when it was opened; `reload()` reads it again.
    """

    def __init__(self, *paths: str | os.PathLike[str], lenient: bool = False) -> None:
        super().__init__(_native.Story([os.fspath(path) for path in paths], lenient))
        self._lenient = lenient
        self._kept: object = None

    @property
    def paths(self) -> list[str]:
        """The files and folders that were opened."""
        return [os.fspath(path) for path in self._story.paths]

    @property
    def messages(self) -> str:
        """What was reported when it was opened, such as what `lenient` left out."""
        return self._story.messages

    def reload(self) -> Story:
        """The story as its files are now."""
        return Story(*self.paths, lenient=self._lenient)

    def __len__(self) -> int:
        """The number of statements."""
        return self._story.n_statements

    def __bool__(self) -> bool:
        return True


def open(*paths: str | os.PathLike[str], lenient: bool = False) -> Story:
    """Opens a corpus (files, or folders of them) or a store.

    Without a path it opens what the command line would: `$STANCE_FILE`, else `./data`.
    `lenient` leaves out faulty items instead of refusing the corpus.

    >>> import stancegraph as sg
    >>> story = sg.open("data")
    >>> story.who("Donald Trump", "criticizes", as_of="2018-04-25")[0].holder_name
    'John Legend'
    """
    return Story(*paths, lenient=lenient)


def check(*paths: str | os.PathLike[str], **flags: Any) -> Answer[DiagnosticRow]:
    """The findings of a corpus: every fault with its place and a remedy, as rows. `flags` are those of `stance check`.

    >>> import stancegraph as sg
    >>> len(sg.check("data"))
    0
    """
    arguments = ["--all", "--output-format=json", *(f"--file={os.fspath(path)}" for path in paths)]
    for name, value in flags.items():
        arguments += _arguments.flag(name.replace("_", "-"), value)
    return Answer(_native.run("check", arguments))

"""Answers are those of the command line, for every question, and every program takes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pytest

import stancegraph as sg

#: Questions as they are typed and as they are called.
QUESTIONS: list[tuple[str, Callable[[sg.View], sg.Answer[Any]]]] = [
    ("stats", lambda it: it.stats()),
    ("stats --by holder --top 2", lambda it: it.stats(by="holder", top=2)),
    ("stats --by holder --every month", lambda it: it.stats(by="holder", every="month")),
    ("entities west", lambda it: it.entities("west")),
    ("statements --period 2018-04", lambda it: it.statements(period="2018-04")),
    ("timeline", lambda it: it.timeline()),
    ("show TARGET", lambda it: it.show("TARGET")),
    ("who any TARGET", lambda it: it.who("TARGET")),
    ("who supports TARGET --definite", lambda it: it.who("TARGET", "supports", definite=True)),
    ("who any TARGET --every month", lambda it: it.who("TARGET", every="month")),
    ("who any TARGET --every month --rolling 2", lambda it: it.who("TARGET", every="month", rolling=2)),
    ("whom HOLDER any --as-of 2018-04-25", lambda it: it.whom("HOLDER", as_of=dt.date(2018, 4, 25))),
    ("ties", lambda it: it.ties()),
    ("ties supports --every month", lambda it: it.ties("supports", every="month")),
    ("shifts", lambda it: it.shifts()),
    ("shifts --count", lambda it: it.shifts(count=True)),
    ("shifts --every quarter", lambda it: it.shifts(every="quarter")),
    ("switches", lambda it: it.switches()),
    ("diff 2018-01-01 2018-06-01", lambda it: it.diff("2018-01-01", dt.date(2018, 6, 1))),
    ("path HOLDER TARGET --undirected", lambda it: it.path("HOLDER", "TARGET", undirected=True)),
    ("common HOLDER TARGET", lambda it: it.common("HOLDER", "TARGET")),
    ("why HOLDER TARGET", lambda it: it.why("HOLDER", "TARGET")),
    ("verbs", lambda it: it.verbs()),
    ("verbs slams", lambda it: it.verbs("slams")),
    ("balance", lambda it: it.balance()),
    ("balance --weighted --all-triangles", lambda it: it.balance(weighted=True, all_triangles=True)),
    ("balance --census", lambda it: it.balance(census=True)),
    ("balance --every month", lambda it: it.balance(every="month")),
    ("balance --census --every month", lambda it: it.balance(census=True, every="month")),
    ("camps", lambda it: it.camps()),
    ("camps --k auto --seed 3", lambda it: it.camps(k="auto", seed=3)),
    ("camps --every quarter", lambda it: it.camps(every="quarter")),
    ("network", lambda it: it.network()),
    ("network --evidence --zeros", lambda it: it.network(evidence=True, zeros=True)),
    ("network --mode twomode --aggregate combine", lambda it: it.network(mode="twomode", aggregate="combine")),
    ("network --every month", lambda it: it.network(every="month")),
    ("network --kinds person,party", lambda it: it.network(kinds=["person", "party"])),
    ("polarization", lambda it: it.polarization()),
    ("polarization --every month", lambda it: it.polarization(every="month")),
    ("rank", lambda it: it.rank()),
    ("rank --every month", lambda it: it.rank(every="month")),
    ("motifs --list", lambda it: it.motifs(list=True)),
    ("motifs --within 30 --every month", lambda it: it.motifs(within=30, every="month")),
]
#: Who is asked about.
NAMES = {
    "data": ("Kanye West", "Donald Trump"),
    "tests/fixtures/council": ("ada", "benno"),
    "tests/fixtures/harbour": ("ada", "ben"),
}


class _Named:
    """A story of which questions name somebody."""

    def __init__(self, story: sg.View, names: dict[str, str]) -> None:
        self.story, self.names = story, names

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self.story, name)
        return lambda *words, **flags: method(*(self.names.get(word, word) for word in words), **flags)


def without_none(value: Any) -> Any:
    """Fields that only some rows have are `None` in the others, as are records of nothing."""
    if isinstance(value, dict):
        plain = {name: without_none(inner) for name, inner in value.items()}
        return {name: inner for name, inner in plain.items() if inner is not None and inner != {}}
    return [without_none(inner) for inner in value] if isinstance(value, list) else value


def some_entities(path: str) -> tuple[str, str]:
    ids = [row.entity for row in sg.open(path).entities()]
    return ids[0], ids[1]


@pytest.mark.parametrize("path", NAMES)
@pytest.mark.parametrize("question", QUESTIONS, ids=[typed for typed, _ in QUESTIONS])
def test_answers_are_those_of_the_command_line(
    path: str,
    question: tuple[str, Callable[[sg.View], sg.Answer[Any]]],
    stance_json: Callable[..., Any],
) -> None:
    typed, asked = question
    holder, target = NAMES[path] if path == "data" else some_entities(path)
    names = {"HOLDER": holder, "TARGET": target}
    words = [names.get(word, word) for word in typed.split()]
    expected = stance_json(*words, "-f", path)
    answer = asked(_Named(sg.open(path), names))  # type: ignore[arg-type]
    assert without_none(answer.to_dict()) == without_none(expected)
    # The rows are typed, and the table has as many.
    rows = answer.rows()
    assert len(rows) == len(answer) == len(expected["rows"]) == answer.to_arrow().num_rows
    from stancegraph import _rows

    assert all(type(row) is getattr(_rows, type(row).__name__) for row in rows)


def test_every_question_is_asked_above() -> None:
    from stancegraph._commands import Commands

    methods = {name for name in vars(Commands) if not name.startswith("_")} - {"export"}
    assert methods == {typed.split()[0] for typed, _ in QUESTIONS}


def test_programs_take_the_table(story: sg.Story) -> None:
    answer = story.statements()
    ids = [row.statement for row in answer]
    assert len(ids) > 5
    table = answer.to_arrow()
    assert table.column("statement").to_pylist() == ids
    assert pyarrow.types.is_date32(table.schema.field("earliest").type)
    assert pyarrow.types.is_list(table.schema.field("about").type)
    assert pyarrow.types.is_dictionary(table.schema.field("certainty").type)
    assert polars.DataFrame(answer)["statement"].to_list() == ids
    assert answer.to_polars().schema["earliest"] == polars.Date
    frame = answer.to_pandas()
    assert frame["statement"].tolist() == ids
    assert str(frame["earliest"].dtype).startswith("datetime64")
    assert isinstance(frame, pandas.DataFrame)
    assert [row[0] for row in duckdb.sql("select statement from answer").fetchall()] == ids
    # A second time, too: the stream is made anew.
    assert pyarrow.table(answer) == table
    assert pyarrow.schema(answer) == table.schema


def test_the_table_is_not_copied(story: sg.Story) -> None:
    answer = story.statements()
    address = [pyarrow.table(answer).column("statement").chunk(0).buffers()[2].address for _ in range(2)]
    assert address[0] == address[1]


def test_rows_are_objects(story: sg.Story) -> None:
    row = story.whom("Kanye West", "supports")[0]
    assert isinstance(row, sg.rows.TieRow)
    assert row.holder_name == "Kanye West"
    statement = story.statements()[0]
    assert statement.earliest is None or isinstance(statement.earliest, dt.date)
    changed = [it for it in story.diff("2018-04-01", "2018-05-01") if it.before]
    assert all(isinstance(it.before.statement, str) for it in changed)


def test_networks_have_evidence_when_asked(story: sg.Story) -> None:
    with pytest.raises(TypeError, match="evidence=True"):
        story.network().evidence()
    answer = story.network(evidence=True)
    assert {it.statement for it in answer.evidence(0)} == set(answer[0].statements or ())


def test_evidence_has_the_quotes(story: sg.Story) -> None:
    answer = story.who("Donald Trump", as_of="2018-04-25")
    for number, row in enumerate(answer):
        evidence = answer.evidence(number)
        assert {it.statement for it in evidence} == set(row.statements)
        assert row.quote in [it.quote for it in evidence]
        assert answer.evidence(row).to_dict()["rows"] == evidence.to_dict()["rows"]
    assert len(answer.evidence()) == len({id for row in answer for id in row.statements})
    assert len(story.who("Donald Trump", where="quote:nothing-of-the-kind").evidence()) == 0


def test_an_answer_shows_itself(story: sg.Story, stance: Callable[..., Any]) -> None:
    answer = story.who("Donald Trump", "criticizes", as_of="2018-04-25")
    typed = stance("who", "criticizes", "Donald Trump", "--as-of", "2018-04-25")
    assert answer.text() == typed.stdout.decode()
    assert repr(answer) == answer.text().rstrip()
    html = answer._repr_html_()
    assert "The defining trait of Trump's campaign" in html
    assert html.count("<tr>") == 2
    many = story.verbs()
    assert f"and {len(many) - 60} more" in many._repr_html_()
    assert f"and {len(many) - 60} more" in repr(many)
    assert "more" not in many.text().splitlines()[-1]


def test_a_view_narrows_questions(story: sg.Story) -> None:
    view = story.view(period="2018-04", where="kind:person")
    assert view.balance().frame == story.balance(period="2018-04", where="kind:person").frame
    assert view.view(definite=True).stats().frame.in_words.endswith("definite only")
    # What a question says itself comes first.
    assert view.stats(period="2018-05").frame.begin == "2018-05-01"
    assert "--period=2018-04" in repr(view)
    assert len(story) == len(story.statements())

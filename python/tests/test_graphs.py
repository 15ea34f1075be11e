"""Graphs, pages and tables in memory."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pytest

import stancegraph as sg


@pytest.mark.parametrize("path", ["data", "tests/fixtures/council", "tests/fixtures/harbour"])
@pytest.mark.parametrize("flags", [{}, {"period": "2018-04"}, {"as_of": "2018-04-25", "definite": True}])
def test_networkx_has_the_ties(path: str, flags: dict[str, Any]) -> None:
    story = sg.open(path).view(**flags)
    graph = story.to_networkx(isolates=True)
    assert set(graph) >= {row.entity for row in story.entities()}
    signs = {"positive": 1, "negative": -1}
    expected = {}
    for row in story.entities():
        for tie in story.whom(row.entity):
            expected[tie.holder, tie.target] = (tie.polarity, tie.verb, tie.strength)
    found = {(a, b): (it["polarity"], it["verb"], it["weight"]) for a, b, it in graph.edges(data=True)}
    assert found == expected
    for _, _, it in graph.edges(data=True):
        assert it["sign"] == signs.get(it["polarity"], it["sign"])
        assert it["stands"] and it["spells"][-1]["polarity"] == it["polarity"]


@pytest.mark.parametrize("path", ["data", "tests/fixtures/council", "tests/fixtures/harbour"])
def test_spells_are_what_stood_on_each_day(path: str) -> None:
    story = sg.open(path)
    graph = story.to_networkx(ended=True)
    days = {it for _, _, edge in graph.edges(data=True) for spell in edge["spells"] for it in (spell["begin"], spell["end"])}
    days = {it for it in days if type(it) is dt.date}
    assert days
    for day in sorted(days)[:12]:
        ties = {}
        for entity in graph:
            for tie in story.whom(entity, as_of=day):
                ties[tie.holder, tie.target] = (tie.polarity, tie.certainty, tie.verb)
        spells = {}
        for a, b, edge in graph.edges(data=True):
            for spell in edge["spells"]:
                begin, end = spell["begin"], spell["end"]
                if any(isinstance(it, dt.datetime) for it in (begin, end)):
                    pytest.skip("times of day are finer than the days asked about")
                if (begin is None or begin <= day) and (end is None or day < end):
                    spells[a, b] = (spell["polarity"], spell["certainty"], spell["verb"])
        assert spells == ties, day


def test_igraph_is_the_same(story: sg.Story) -> None:
    ours, theirs = story.to_networkx(), story.to_igraph()
    assert theirs.is_directed()
    names = theirs.vs["name"]
    assert names == list(ours)
    assert theirs.vs["label"] == [ours.nodes[name]["label"] for name in names]
    edges = {(names[it.source], names[it.target]): (it["sign"], it["spells"]) for it in theirs.es}
    assert edges == {(a, b): (it["sign"], it["spells"]) for a, b, it in ours.edges(data=True)}
    assert len(story.to_igraph(ended=True).es) >= len(theirs.es)


def test_a_discourse_network_is_undirected(story: sg.Story) -> None:
    graph = story.to_networkx(network="onemode")
    assert not graph.is_directed()
    rows = story.network()
    assert {frozenset(edge) for edge in graph.edges} == {frozenset((it.a, it.b)) for it in rows}


def test_the_page_is_that_of_export(story: sg.Story, tmp_path: Path) -> None:
    page = story.show_page(title="A & <b>")
    assert page.html.encode() == story.export("html", title="A & <b>")
    html = page._repr_html_()
    assert html.startswith("<iframe ") and "<script" not in html
    page.save(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == page.html.encode()


def test_exports_are_bytes_or_files(story: sg.Story, tmp_path: Path) -> None:
    assert story.export("dot").startswith(b"digraph")
    assert story.export("csv", output=tmp_path / "ties.csv") == b""
    assert (tmp_path / "ties.csv").read_bytes() == story.export("csv")
    story.export("dot", every="quarter", period="2018", output=tmp_path / "story-%Y-%m.dot")
    assert len(list(tmp_path.glob("story-*.dot"))) == 4


VOTES: dict[str, list[Any]] = {
    "Member": ["Ada Lang", "Ben Ode", "Cleo\nRuiz", "Ada Lang"],
    "the bill": ["Harbour bill", "Harbour bill", "Harbour bill", "Ferry, bill"],
    "day": [dt.date(2018, 4, 25), dt.date(2018, 4, 25), None, dt.date(2018, 5, 2)],
    "vote": ["yes", "no", "yes", "abstained"],
    "page": [1.0, float("nan"), 3.0, 4.0],
}
FIELDS: dict[str, Any] = {
    "holder": "Member",
    "target": "the bill",
    "on": "day",
    "verb": "vote",
    "values": {"yes": "supports", "no": "opposes", "abstained": ""},
}


@pytest.mark.parametrize(
    "make",
    [
        dict,
        pandas.DataFrame,
        polars.DataFrame,
        pyarrow.table,
        lambda votes: pandas.DataFrame(votes).astype({"day": "datetime64[ms]"}),
        lambda votes: [dict(zip(votes, row)) for row in zip(*votes.values())],
    ],
    ids=["dict", "pandas", "polars", "arrow", "pandas with times", "list"],
)
def test_a_table_becomes_a_story(make: Any) -> None:
    story = sg.from_frame(make(VOTES), name="votes", **FIELDS)
    assert [(it.holder_name, it.polarity, it.date) for it in story.who("Harbour bill")] == [
        ("Ada Lang", "positive", "2018-04-25"),
        ("Ben Ode", "negative", "2018-04-25"),
    ]
    report = story.report
    assert (report.rows, report.statements) == (4, 2)
    # Rows are named by their numbers, though one has two lines.
    assert [it["frame_rows"] for it in report.skipped if "date" in it["message"]] == [[2]], report.data
    assert "columns not used: page" in report.text
    assert story.statements()[0].source == "votes"


def test_a_story_of_a_table_goes_away(tmp_path: Path) -> None:
    story = sg.from_frame(VOTES, **FIELDS)
    kept = Path(story.paths[0])
    assert kept.exists()
    del story
    assert not kept.exists()


def test_a_table_is_kept_where_it_is_told(tmp_path: Path) -> None:
    corpus = tmp_path / "votes.ron"
    preview = sg.preview_frame(VOTES, to=corpus, **FIELDS)
    assert not corpus.exists() and preview.statements == 2
    sg.from_frame(VOTES, to=corpus, **FIELDS)
    assert len(sg.open(corpus).statements()) == 2
    again = sg.from_frame(VOTES, to=corpus, **FIELDS)
    assert again.report.data["added"]["statements"] == 0


def test_what_is_the_same_in_all_rows_is_said_once() -> None:
    rows = [{"holder": "Ada"}, {"holder": "Ben"}]
    story = sg.from_frame(rows, always={"target": "Harbour bill", "verb": "supports", "on": dt.date(2018, 4, 25)})
    assert len(story.who("Harbour bill", "supports")) == 2


def test_a_wrong_table_is_an_exception() -> None:
    with pytest.raises(sg.UsageError, match="no column 'Membr' for holder; did you mean 'Member'"):
        sg.from_frame(VOTES, **{**FIELDS, "holder": "Membr"})
    with pytest.raises(sg.UsageError, match="always="):
        sg.from_frame(VOTES, **{**FIELDS, "holder": "Ada Lang"})
    with pytest.raises(sg.UsageError, match="hoder"):
        sg.from_frame(VOTES, hoder="Member")
    with pytest.raises(sg.UsageError, match="a table is"):
        sg.from_frame(3)
    with pytest.raises(sg.DataError, match="no row is a statement"):
        sg.from_frame({**VOTES, "day": ["someday"] * 4}, **FIELDS)

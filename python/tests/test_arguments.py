"""Arguments of Python, and exceptions."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy
import pandas
import polars
import pytest

import stancegraph as sg
from stancegraph._arguments import text


@pytest.mark.parametrize(
    ("given", "typed"),
    [
        (dt.date(2018, 4, 25), "2018-04-25"),
        (dt.datetime(2018, 4, 25), "2018-04-25"),
        (pandas.Timestamp("2018-04-25"), "2018-04-25"),
        (numpy.datetime64("2018-04-25"), "2018-04-25"),
        (polars.Series([dt.date(2018, 4, 25)])[0], "2018-04-25"),
        (dt.datetime(2018, 4, 25, 18, 30, tzinfo=dt.timezone.utc), "2018-04-25T18:30:00+00:00"),
        ("2018-04", "2018-04"),
        (2018, "2018"),
        (numpy.int64(2018), "2018"),
    ],
)
def test_dates(story: sg.Story, given: Any, typed: str) -> None:
    assert text(given) == typed
    assert story.stats(as_of=given).to_dict() == story.stats(as_of=typed).to_dict()


@pytest.mark.parametrize(
    ("given", "typed"),
    [
        (pandas.Period("2018Q2"), "2018q2"),
        (pandas.Period("2018-04"), "2018-04"),
        (pandas.Period("2018-04-25", freq="D"), "2018-04-25"),
        (pandas.Interval(pandas.Timestamp("2018-04-01"), pandas.Timestamp("2018-05-01")), "2018-04-01..2018-05-01"),
        ((dt.date(2018, 4, 1), dt.date(2018, 5, 1)), "2018-04-01..2018-05-01"),
        ((None, "2018-05"), "until 2018-05"),
        (("2018-04", None), "since 2018-04"),
        (2018, "2018"),
    ],
)
def test_periods(story: sg.Story, given: Any, typed: str) -> None:
    assert story.statements(period=given).frame == story.statements(period=typed).frame
    assert story.statements(period=given).to_dict() == story.statements(period=typed).to_dict()


def test_an_unknown_name_is_an_exception(story: sg.Story, stance: Callable[..., Any]) -> None:
    with pytest.raises(sg.UnknownName) as raised:
        story.who("Donald Tramp")
    assert raised.value.name == "Donald Tramp"
    assert raised.value.nearest[0] == "donald-trump"
    assert stance("who", "any", "Donald Tramp").stderr.decode() == f"error: {raised.value}\n"
    assert isinstance(raised.value, (sg.StanceError, ValueError, LookupError))
    again = pickle.loads(pickle.dumps(raised.value))
    assert (str(again), again.nearest) == (str(raised.value), raised.value.nearest)


def test_a_wrong_question_is_an_exception(story: sg.Story, stance: Callable[..., Any]) -> None:
    with pytest.raises(sg.UsageError, match="the view is empty"):
        story.stats(begin="2019", end="2018")
    with pytest.raises(sg.UsageError) as raised:
        story.stats(where="knd:person")
    assert stance("stats", "--where", "knd:person").stderr.decode() == f"error: {raised.value}\n"
    with pytest.raises(sg.UsageError, match="invalid value 'soon' for '--as-of <DATE>'"):
        story.stats(as_of="soon")
    with pytest.raises(sg.UsageError, match="possible values"):
        story.rank(by="beauty")
    with pytest.raises(sg.UsageError, match="cannot be used with"):
        story.balance(census=True, weighted=True)
    with pytest.raises(TypeError, match="as_off"):
        story.stats(as_off="2018")
    with pytest.raises(sg.UsageError, match="cannot be an argument"):
        story.stats(as_of=object())
    with pytest.raises(sg.UsageError, match="needs what stands before it"):
        story.timeline(None, "Donald Trump")


def test_a_name_may_look_like_a_flag(story: sg.Story) -> None:
    with pytest.raises(sg.UnknownName, match="no entity is called `--help`"):
        story.who("--help")
    with pytest.raises(sg.UnknownName):
        story.show("-O")


def test_a_faulty_corpus_is_an_exception(tmp_path: Path) -> None:
    path = tmp_path / "faulty.ron"
    path.write_text('Corpus(entities: [(id: "a", kind: Person, name: "A"), (id: "a", kind: Persn, name: "B")])')
    with pytest.raises(sg.DataError) as raised:
        sg.open(path)
    assert "faulty.ron:1:" in raised.value.findings
    assert "the corpus has" in str(raised.value)
    assert "\x1b" not in str(raised.value)
    again = pickle.loads(pickle.dumps(raised.value))
    assert str(again) == str(raised.value)
    lenient = sg.open(path, lenient=True)
    assert "left out" in lenient.messages
    findings = sg.check(path)
    assert len(findings) > 0
    assert "Persn" in repr(findings.to_dict()["rows"])
    with pytest.raises(sg.DataError):
        sg.open(tmp_path / "nowhere")


def test_a_store_answers_as_its_corpus(story: sg.Story, tmp_path: Path, stance: Callable[..., Any]) -> None:
    store = tmp_path / "story.stance"
    assert stance("build", "-o", str(store)).returncode == 0
    opened = sg.open(store)
    assert opened.statements().to_dict() == story.statements().to_dict()
    assert opened.balance().to_dict() == story.balance().to_dict()
    assert opened.paths == [str(store)]
    damaged = bytearray(store.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    store.write_bytes(damaged)
    with pytest.raises(sg.DataError):
        sg.open(store).statements()


def test_a_story_stays_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.ron"
    path.write_text('Corpus(entities: [(id: "a", kind: Person, name: "A")])')
    story = sg.open(path)
    path.write_text('Corpus(entities: [(id: "b", kind: Person, name: "B")])')
    assert [row.entity for row in story.entities()] == ["a"]
    assert [row.entity for row in story.reload().entities()] == ["b"]


def test_many_threads_ask_at_once(story: sg.Story) -> None:
    def ask(number: int) -> Any:
        asked = [story.who, story.whom][number % 2]("Kanye West")
        return (number % 2, asked.to_dict())

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(64)))
    for side in (0, 1):
        of_side = [answer for which, answer in answers if which == side]
        assert all(answer == of_side[0] for answer in of_side)


def test_others_work_meanwhile(council: sg.Story) -> None:
    """The interpreter is not held while a question is answered."""
    import threading
    import time

    is_over = threading.Event()

    def ask() -> None:
        for _ in range(5):
            council.camps(k=3)
        is_over.set()

    longest, last = 0.0, time.perf_counter()
    thread = threading.Thread(target=ask)
    started = last
    thread.start()
    while not is_over.is_set():
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    thread.join()
    whole = time.perf_counter() - started
    assert longest < max(whole / 2, 0.05), f"held for {longest:.3f} of {whole:.3f} seconds"


def test_methods_are_generated_from_what_is_declared() -> None:
    import subprocess
    import sys

    script = "import generate, json; print(json.dumps(generate.generate()))"
    folder = Path(__file__).parent.parent
    ended = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, check=True)
    import json

    for name, text_ in json.loads(ended.stdout).items():
        assert (folder / "stancegraph" / name).read_text() == text_, f"{name}: run python/generate.py"


def test_waiting_ends_when_it_is_interrupted(council: sg.Story, stance: Callable[..., Any]) -> None:
    import signal
    import threading
    import time

    def interrupt() -> None:
        time.sleep(0.1)
        signal.raise_signal(signal.SIGINT)

    # Long enough: a proof that a tie of everybody with everybody makes hard.
    people = [f"person {number}" for number in range(40)]
    pairs = [(a, b) for a in people for b in people if a < b]
    table = {
        "holder": [a for a, _ in pairs],
        "target": [b for _, b in pairs],
        "verb": ["supports" if (hash_of(a, b)) % 2 else "opposes" for a, b in pairs],
        "on": ["2018-04-25"] * len(pairs),
    }
    story = sg.from_frame(table, target_kind="person")
    # A process that is started in the background may ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    started = time.perf_counter()
    try:
        with pytest.raises(KeyboardInterrupt):
            threading.Thread(target=interrupt).start()
            story.balance(budget=60)
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.perf_counter() - started < 30, "it did not wait for the end"
    # Nothing is amiss afterwards.
    assert len(story.statements()) == len(pairs)


def hash_of(a: str, b: str) -> int:
    import zlib

    return zlib.crc32(f"{a} {b}".encode()) >> 7


def test_many_rows_are_shown_by_the_first_ones(tmp_path: Path) -> None:
    n = 10_050
    table = {
        "holder": [f"h{number % 100}" for number in range(n)],
        "target": [f"t{number // 100}" for number in range(n)],
        "verb": ["supports"] * n,
        "on": ["2018-04-25"] * n,
    }
    answer = sg.from_frame(table).statements()
    assert len(answer) == n == answer.to_arrow().num_rows
    for shown in (repr(answer), answer.text(), answer._repr_html_()):
        assert f"… and {n - 60} more" in shown
        assert len(shown) < 60_000

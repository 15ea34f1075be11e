"""The tutorial is run, and shows what it is kept with. `BLESS=1 pytest tests/test_notebook.py` keeps what it shows now."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parent.parent / "tutorial.ipynb"


def run(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    """What a notebook would show below a cell."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": lines(printed.getvalue())})
    if value is not None:
        data = {"text/plain": lines(repr(value))}
        if hasattr(value, "_repr_html_"):
            data = {"text/html": lines(value._repr_html_()), **data}
        outputs.append({"data": data, "execution_count": None, "metadata": {}, "output_type": "execute_result"})
    return outputs


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def test_the_tutorial_shows_what_it_is_kept_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree("data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLARS_TABLE_WIDTH", "100")
    text = NOTEBOOK.read_text(encoding="utf-8")
    notebook = json.loads(text)
    names: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            shown = json.dumps(run("".join(cell["source"]), names), ensure_ascii=False)
            # The folder of the test is nobody's business.
            cell["outputs"] = json.loads(shown.replace(str(tmp_path) + os.sep, ""))
    now = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("BLESS"):
        NOTEBOOK.write_text(now, encoding="utf-8")
    else:
        assert now == text
    assert (tmp_path / "story.html").stat().st_size > 100_000

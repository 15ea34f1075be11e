"""What the tests share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import stancegraph as sg

ROOT = Path(__file__).parent.parent
os.environ["STANCE_CACHE"] = "off"
for _name in ("STANCE_FILE", "COLUMNS"):
    os.environ.pop(_name, None)


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where `data` is."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def story() -> sg.Story:
    return sg.open(ROOT / "data")


@pytest.fixture(scope="session")
def council() -> sg.Story:
    return sg.open(ROOT / "tests/fixtures/council")


@pytest.fixture(scope="session")
def stance() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """The command, as a process of its own."""

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        program = [sys.executable, "-c", "from stancegraph._command import main; main()"]
        return subprocess.run([*program, *arguments], capture_output=True, cwd=ROOT, env=dict(os.environ), check=False)

    return run


@pytest.fixture(scope="session")
def stance_json(stance: Callable[..., subprocess.CompletedProcess[bytes]]) -> Callable[..., Any]:
    def answer(*arguments: str) -> Any:
        ended = stance(*arguments, "-O", "json")
        assert ended.returncode == 0, ended.stderr.decode()
        return json.loads(ended.stdout)

    return answer

"""The command that comes with the package."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import stancegraph as sg

PROGRAM = [sys.executable, "-c", "from stancegraph._command import main; main()"]


def test_it_is_installed_and_has_the_version() -> None:
    stance = Path(sys.executable).parent / ("stance.exe" if os.name == "nt" else "stance")
    assert subprocess.run([stance, "--version"], capture_output=True, check=True).stdout == f"stance {sg.__version__}\n".encode()


def test_its_status_is_that_of_the_program(stance: Callable[..., Any]) -> None:
    assert stance("stats").returncode == 0
    assert stance("who", "any", "nobody at all").returncode == 2
    assert stance("stats", "-f", "nowhere").returncode == 1
    assert stance("stats", "--colour").returncode == 2


def test_a_closed_pipe_ends_it_quietly() -> None:
    with subprocess.Popen([*PROGRAM, "verbs", "-O", "csv"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout and program.stderr
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait() == 0


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
def test_it_stops_when_it_is_interrupted() -> None:
    with subprocess.Popen([*PROGRAM, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr and "serving" in program.stderr.readline()
        time.sleep(0.1)
        program.send_signal(signal.SIGINT)
        assert program.wait(timeout=10) == 130


def test_a_shell_completes_it() -> None:
    environment = {**os.environ, "COMPLETE": "bash", "_CLAP_COMPLETE_INDEX": "1", "_CLAP_COMPLETE_COMP_TYPE": "9"}
    completed = subprocess.run([*PROGRAM, "--", "stance", "sta"], capture_output=True, text=True, env=environment, check=True)
    assert set(completed.stdout.split()) >= {"stats", "statements"}

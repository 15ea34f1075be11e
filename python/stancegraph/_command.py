"""The command `stance`, which comes with the package."""

from __future__ import annotations

import signal
import sys

from . import _native


def main() -> None:
    """Runs the command with the arguments of the process."""
    # Python's own handler would wait for Python to run again.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(_native.main(["stance", *sys.argv[1:]]))

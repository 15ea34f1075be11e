#!/usr/bin/env python3
"""How many instructions a command takes, which no noise of the machine can change.

    cargo build --release --example generate && cargo build --release
    python3 benches/instructions/measure.py            # compares with expected.tsv and fails when one takes more
    python3 benches/instructions/measure.py --accept   # writes expected.tsv

Needs valgrind. Of 100,000 made-up statements, on one processor. Compilers and processors differ by some percent; what takes
a quarter more than was expected has become slower.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
EXPECTED = HERE / "expected.tsv"
TOLERATED = 1.25
DAY = "2015-06-30"


def commands(table, store, holder, target):
    asked = ["-f", store, "-O", "json"]
    return {
        "import csv": ["import", "csv", table, "-o", store.with_suffix(".again.stance"), "--force", "--memory", "1G"],
        "who": ["who", "supports", target, "--as-of", DAY, *asked],
        "whom": ["whom", holder, "supports", *asked],
        "why": ["why", holder, target, *asked],
        "timeline": ["timeline", holder, target, *asked],
        "shifts --count": ["shifts", "--count", *asked],
        "stats": ["stats", *asked],
        "stats --every month": ["stats", "--every", "month", *asked],
        "stats --by holder --every month": ["stats", "--by", "holder", "--top", "10", "--every", "month", *asked],
        "stats --by target --every month": ["stats", "--by", "target", "--top", "10", "--every", "month", *asked],
        "diff": ["diff", DAY, DAY, *asked],
        "balance --census": ["balance", "--census", *asked],
        "export dot --focus": ["export", "dot", "--focus", holder, "--depth", "1", "-f", store],
    }


def instructions(arguments):
    """What callgrind counts."""
    counted = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", TARGET / "stance", *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True,
        env={**os.environ, "RAYON_NUM_THREADS": "1", "NO_COLOR": "1"},
    )
    return int(re.search(r"Collected : (\d+)", counted.stderr)[1])


def measure():
    with tempfile.TemporaryDirectory() as folder:
        table, store = (pathlib.Path(folder) / name for name in ("made.csv", "made.stance"))
        with open(table, "wb") as out:
            subprocess.run([TARGET / "examples" / "generate", "--statements", "100000", "--seed", "1"], stdout=out, check=True)
        subprocess.run([TARGET / "stance", "import", "csv", table, "-o", store], stderr=subprocess.DEVNULL, check=True)
        listed = subprocess.run([TARGET / "stance", "shifts", "-f", store, "-O", "csv"], capture_output=True, check=True)
        # A pair of the middle field.
        holder, target = listed.stdout.decode().splitlines()[1].split(",")[:2]
        return {what: instructions(arguments) for what, arguments in commands(table, store, holder, target).items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="write what is measured as what is expected")
    accept = parser.parse_args().accept
    measured = measure()
    if accept:
        EXPECTED.write_text("".join(f"{what}\t{count}\n" for what, count in measured.items()))
    expected = dict(line.split("\t") for line in EXPECTED.read_text().splitlines())
    slower = []
    for what, count in measured.items():
        ratio = count / int(expected.get(what, count))
        print(f"{what:32} {count / 1e6:10.1f} million {ratio:8.3f}")
        if ratio > TOLERATED:
            slower.append(what)
    if slower:
        sys.exit(f"these take more instructions than they should: {', '.join(slower)}")


if __name__ == "__main__":
    main()

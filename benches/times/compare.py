"""How long loading and asking take: with times of day against without, and against another build.

    python3 benches/times/compare.py [--statements N] [--runs R] [--before STANCE] [--now STANCE] [--generate GENERATE]

First `cargo build --release --bin stance --example generate`. Writes tables of N statements (1,000,000) that differ
only in the times of day, imports each into a store, and asks both the same questions. Of R runs (5), taken in turns,
the fastest counts. `--before` names the binary of an earlier build, which reads the table without times; what it cannot be
asked yet is nan. Needs about
1.5 GB of free disk for each ten million statements.
"""

import argparse
import pathlib
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RELEASE = ROOT / "target" / "release"
QUESTIONS = {
    "stats": ["stats"],
    "stats by year": ["stats", "--every", "year"],
    "most active": ["stats", "--by", "entity", "--top", "10"],
    "ties of one": ["whom", "Ada Abara 0", "any"],
    "ties as of a day": ["rank", "--by", "net", "--as-of", "2012-06-30"],
    "shifts, counted": ["shifts", "--count"],
    "shifts by year": ["shifts", "--every", "year"],
    "census": ["balance", "--census", "-p", "2012-06"],
    "polarization": ["polarization", "-p", "2012-06", "--budget", "1"],
    "changes": ["diff", "2012-06-01", "2012-06-30"],
}


def seconds(command):
    begin = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode == 2:
        return float("nan")
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: {done.stderr}")
    return time.perf_counter() - begin


def first_holder(table):
    with open(table, encoding="utf-8") as rows:
        next(rows)
        return next(rows).split(",")[0].strip('"')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--before", type=pathlib.Path)
    parser.add_argument("--now", type=pathlib.Path, default=RELEASE / "stance")
    parser.add_argument("--generate", type=pathlib.Path, default=RELEASE / "examples" / "generate")
    options = parser.parse_args()
    now = options.now
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        tables = {}
        for name, flags in {"days": [], "times": ["--times"]}.items():
            tables[name] = folder / f"{name}.csv"
            command = [options.generate, "--statements", str(options.statements), *flags]
            with open(tables[name], "wb") as out:
                subprocess.run(command, stdout=out, check=True)
        kinds = {"days": (now, tables["days"]), "times": (now, tables["times"])}
        if options.before:
            kinds["before"] = (options.before, tables["days"])
        questions = dict(QUESTIONS)
        questions["ties of one"] = ["whom", first_holder(tables["days"]), "any"]
        best = {}

        def measure(what, kind, command):
            taken = seconds(command)
            best[what, kind] = min(taken, best.get((what, kind), taken))

        for _ in range(options.runs):
            for kind, (binary, table) in kinds.items():
                measure("load", kind, [binary, "import", "csv", table, "-o", folder / f"{kind}.stance", "--force"])
        for what, question in questions.items():
            for _ in range(options.runs):
                for kind, (binary, _) in kinds.items():
                    measure(what, kind, [binary, *question, "-f", folder / f"{kind}.stance", "-O", "json"])
        head = ["", "days [s]", "times [s]", "times / days"]
        print("\t".join(head + (["before [s]", "times / before", "days / before"] if options.before else [])))
        for what in ["load", *questions]:
            days, times = best[what, "days"], best[what, "times"]
            cells = [what, f"{days:.3f}", f"{times:.3f}", f"{times / days:.2f}"]
            if options.before:
                before = best[what, "before"]
                cells += [f"{before:.3f}", f"{times / before:.2f}", f"{days / before:.2f}"]
            print("\t".join(cells))


if __name__ == "__main__":
    main()

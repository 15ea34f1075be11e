#!/usr/bin/env python3
"""The same questions to stance and to DuckDB, over the same made-up statements, in one run.

    pip install duckdb
    cargo build --release --example generate && cargo build --release
    python3 benches/peers/compare.py 100000 1000000 10000000

Writes into the folder that --folder names (else a temporary one) and prints a table in Markdown. stance is timed as a
whole process, its start and the opening of the store included; DuckDB as a query over an open connection, with as many
threads as there are processors. Of each, the best of five runs counts; of loading, the best of three, which take turns and
begin without a file; beyond ten million statements, the only one.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import duckdb

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
STANCE = TARGET / "stance"
GENERATE = TARGET / "examples" / "generate"
RUNS = 5
LOADS = 3
DAY = "2015-06-30"
FAVOUR = "('supports','praises','endorses','defends')"
TIES = f"select holder, target, arg_max(sign, date) sign from s where date <= date '{DAY}' group by 1, 2"


def run(command):
    """Seconds that a command takes."""
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def peak_memory(command):
    """Kilobytes that a command takes at most. A process inherits the peak of the one that starts it, so a small one does."""
    code = (
        "import resource, subprocess, sys; "
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    return int(subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=True).stdout)


def best(work):
    return min(work() for _ in range(RUNS))


def milliseconds(seconds):
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.1f} ms"


class Size:
    """Both sides of one size."""

    def __init__(self, folder, n):
        self.n, self.rows, self.connection = n, [], None
        self.is_huge = n > 10_000_000
        # By itself it takes half of what is free, and the other side needs its share.
        self.limits = ["--memory", "4G"] if self.is_huge else []
        self.csv, self.store, self.db = (folder / f"{n}.{kind}" for kind in ("csv", "stance", "duckdb"))
        if not self.csv.exists():
            with open(self.csv, "wb") as out:
                subprocess.run([GENERATE, "--statements", str(n), "--seed", "1"], stdout=out, check=True)

    def add(self, what, ours, theirs):
        ratio = f"{ours / theirs:.3f}" if theirs else ""
        self.rows.append((what, milliseconds(ours), milliseconds(theirs) if theirs else "", ratio))

    def load(self):
        # Both shall find the table in memory.
        with open(self.csv, "rb") as table:
            while table.read(1 << 24):
                pass
        command = [STANCE, "import", "csv", self.csv, "-o", self.store, *self.limits]
        ours, theirs = [], []
        for _ in range(1 if self.is_huge else LOADS):
            self.store.unlink(missing_ok=True)
            ours.append(run(command))
            theirs.append(self.load_theirs())
        memory = peak_memory([*command, "--force"])
        ours, theirs = min(ours), min(theirs)
        self.add("load the CSV", ours, theirs)
        size = [os.path.getsize(path) / 1e6 for path in (self.store, self.db)]
        self.rows.append(("on disk", f"{size[0]:.0f} MB", f"{size[1]:.0f} MB", f"{size[0] / size[1]:.3f}"))
        self.rows.append(("peak memory of the load", f"{memory / 1e3:.0f} MB", "", ""))

    def load_theirs(self):
        if self.connection:
            self.connection.close()
        self.db.unlink(missing_ok=True)
        begin = time.perf_counter()
        self.connection = duckdb.connect(str(self.db))
        columns = ", ".join(f"'{name}': '{'DATE' if name == 'date' else 'VARCHAR'}'" for name in
                            ("holder", "verb", "target", "date", "source", "quote"))
        self.connection.execute(
            f"create table s as select *, case when verb in {FAVOUR} then 1 else -1 end::tinyint as sign "
            f"from read_csv('{self.csv}', header=true, columns={{{columns}}}) order by holder, target, date")
        self.connection.execute("checkpoint")
        return time.perf_counter() - begin

    def ask(self, what, arguments, query=None):
        ours = best(lambda: run([STANCE, *arguments, "-f", self.store]))
        theirs = None
        if query:
            def timed():
                begin = time.perf_counter()
                self.connection.execute(query).fetchall()
                return time.perf_counter() - begin
            theirs = best(timed)
        self.add(what, ours, theirs)

    def compare(self):
        self.load()
        one = lambda query: self.connection.execute(query).fetchone()
        # A pair of the middle field: neither the best known nor one that nobody knows.
        holder, target, n = one(
            "select holder, target, count(*) n from s where holder not like '%\n%' and target not like '%\n%' "
            "and holder not like '=%' group by 1, 2 having n = 3 order by 1, 2 limit 1")
        text = lambda value: "'" + value.replace("'", "''") + "'"
        self.ask("who supports X as of a day", ["who", "supports", target, "--as-of", DAY],
                 f"select holder from ({TIES}) where target = {text(target)} and sign > 0")
        self.ask("whom X supports", ["whom", holder, "supports"],
                 f"select target from (select target, arg_max(sign, date) sign from s where holder = {text(holder)} "
                 "group by 1) where sign > 0")
        pair = f"holder = {text(holder)} and target = {text(target)}"
        self.ask("timeline A B", ["timeline", holder, target], f"select * from s where {pair} order by date")
        self.ask("why A B", ["why", holder, target], f"select * from s where {pair} order by date desc")
        if self.is_huge:
            return
        self.ask("export dot --focus X --depth 1", ["export", "dot", "--focus", holder, "--depth", "1"])
        self.ask("all shifts, counted", ["shifts", "--count"],
                 "select count(*) from (select sign, lag(sign) over (partition by holder, target order by date) before "
                 "from s) where before <> sign")
        self.ask("how much there is", ["stats"],
                 "select count(*), count(distinct holder), count(distinct source), min(date), max(date) from s")
        self.ask("the same for each of 180 months", ["stats", "--every", "month"],
                 "select date_trunc('month', date) m, count(*), sum(sign), count(distinct holder), "
                 "count(distinct source) from s group by 1")
        for end in ("holder", "target"):
            self.ask(f"the 10 most active of each month, by {end}",
                     ["stats", "--by", end, "--every", "month", "--top", "10", "-O", "csv"],
                     f"select m, {end}, n from (select date_trunc('month', date) m, {end}, count(*) n from s group by 1, 2) "
                     f"qualify row_number() over (partition by m order by n desc, {end}) <= 10")
        # Between a day and itself nothing changes, and all ties are found twice.
        self.ask("ties of every pair as of a day, twice", ["diff", DAY, DAY],
                 f"select count(*) from ({TIES}) a join ({TIES}) b using (holder, target) where a.sign <> b.sign")
        if self.n <= 1_000_000:
            self.ask("triad census", ["balance", "--census"],
                     "with t as (select holder, target, arg_max(sign, date) sign from s group by 1, 2), "
                     "e as (select least(holder, target) a, greatest(holder, target) b, min(sign) sign from t "
                     "group by 1, 2 having min(sign) = max(sign)) select x.sign + y.sign + z.sign, count(*) "
                     "from e x join e y on x.b = y.a join e z on z.a = x.a and z.b = y.b group by 1")
        else:
            self.ask("triad census", ["balance", "--census"])

    def table(self):
        print(f"\n### {self.n:,} statements\n\n| work | stance | DuckDB | ratio |\n|---|---|---|---|")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--folder", type=pathlib.Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or pathlib.Path(temporary)
        print(f"DuckDB {duckdb.__version__}, {os.cpu_count()} processors")
        for n in arguments.sizes:
            size = Size(folder, n)
            size.compare()
            size.table()


if __name__ == "__main__":
    main()

"""Networks of Pajek, written and read by NetworkX and igraph.

`pajek.py write FOLDER` writes NAME.net, and NAME.csv with what they say: from, to, sign of the value.
`pajek.py read FOLDER` reads each NAME.net and compares it with the NAME.csv beside it.
"""

import csv
import random
import sys
from pathlib import Path

import igraph
import networkx


def sign(value):
    return (value > 0) - (value < 0)


def rows_of(edges, is_directed):
    """Each edge as an arc, or as two; neither loops nor zeros."""
    rows = set()
    for tail, head, value in edges:
        if tail == head or sign(value) == 0:
            continue
        rows.add((tail, head, str(sign(value))))
        if not is_directed:
            rows.add((head, tail, str(sign(value))))
    return rows


def write(folder):
    rng = random.Random(17)
    names = ["Ada", "Ben Oduya", "Cleo's", "Émile", "李", "x y z", "7a", 'the "D"']
    for is_directed in [True, False]:
        kind = "arcs" if is_directed else "edges"
        edges = [
            (tail, head, rng.choice([-3, -1, 1, 2, 0.5]))
            for tail in names
            for head in names
            if (tail < head or is_directed) and tail != head and rng.random() < 0.5
        ]
        graph = networkx.DiGraph() if is_directed else networkx.Graph()
        graph.add_nodes_from(names)
        graph.add_weighted_edges_from(edges)
        networkx.write_pajek(graph, folder / f"networkx-{kind}.net")
        other = igraph.Graph(
            n=len(names),
            edges=[(names.index(tail), names.index(head)) for tail, head, _ in edges],
            directed=is_directed,
        )
        other.vs["name"] = names
        other.es["weight"] = [value for _, _, value in edges]
        other.write_pajek(str(folder / f"igraph-{kind}.net"))
        for program in ["networkx", "igraph"]:
            with open(folder / f"{program}-{kind}.csv", "w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(sorted(rows_of(edges, is_directed)))


def read(folder):
    networks = sorted(folder.glob("*.net"))
    for path in networks:
        with open(path.with_suffix(".csv"), encoding="utf-8", newline="") as file:
            expected = {tuple(row) for row in csv.reader(file)}
        graph = igraph.Graph.Read_Pajek(str(path))
        names = graph.vs["name"]
        weights = graph.es["weight"] if "weight" in graph.es.attributes() else [1] * graph.ecount()
        edges = [(names[e.source], names[e.target], w) for e, w in zip(graph.es, weights)]
        found = rows_of(edges, graph.is_directed())
        assert found == expected, (path, "igraph", found ^ expected)
        # NetworkX knows no lists.
        text = path.read_text(encoding="utf-8").lower()
        if "list" in text:
            continue
        graph = networkx.read_pajek(path)
        edges = [(tail, head, data.get("weight", 1)) for tail, head, data in graph.edges(data=True)]
        found = rows_of(edges, graph.is_directed())
        assert found == expected, (path, "networkx", found ^ expected)
    print(f"{len(networks)} networks agree")


if __name__ == "__main__":
    mode, folder = sys.argv[1:]
    {"write": write, "read": read}[mode](Path(folder))

"""Reads exports with the programs that they are for, and compares what these find with the JSON lines.

Usage: read.py FOLDER, with one file for each format, called `export.FORMAT`.
"""

import csv
import datetime
import json
import pathlib
import sys
import urllib.parse
import zoneinfo

import duckdb
import igraph
import kuzu
import networkx
import pyarrow.parquet
import rdflib

import gexf

FOLDER = pathlib.Path(sys.argv[1])


def path(format):
    return str(FOLDER / f"export.{format}")


def same(found, expected, what):
    if found == expected:
        return
    if isinstance(found, dict) and isinstance(expected, dict):
        missing, surplus = set(expected) - set(found), set(found) - set(expected)
        if missing or surplus:
            raise AssertionError(f"{what}: {missing!a} is missing, {surplus!a} too much")
        for key in expected:
            same(found[key], expected[key], f"{what} {key!a}")
    else:
        raise AssertionError(f"{what}: {found!a} is not {expected!a}")


def admitted(text):
    """What XML 1.0 can hold of a text."""

    def is_admitted(c):
        return c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff")

    return "".join(c if is_admitted(c) else "\ufffd" for c in text)


def records():
    """The JSON lines by kind of record."""
    found = {"corpus": [], "verb": [], "entity": [], "source": [], "statement": []}
    with open(path("jsonl"), newline="\n", encoding="utf-8") as lines:
        for line in lines:
            ((kind, record),) = json.loads(line).items()
            found[kind].append(record)
    return found


RECORDS = records()
ZONE = zoneinfo.ZoneInfo(RECORDS["corpus"][0]["time_zone"]) if RECORDS["corpus"] else datetime.timezone.utc
ENTITIES = {record["id"]: record for record in RECORDS["entity"]}
SOURCES = {record["id"]: record for record in RECORDS["source"]}


def word(kind):
    return kind.lower()


def attributes(record):
    """As groups of a name and a value."""
    found = record.get("attributes", {})
    return [{"name": name, "value": value} for name, value in found.items()]


def instant(text):
    """A date-time as an instant; without an offset it is on the clock of the corpus."""
    read = datetime.datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=ZONE)


def parquet():
    """Every field of the three tables; gives the statements by id, which JSON lines do not always tell."""
    tables = {}
    for table in ("parquet", "parquet-entities", "parquet-sources"):
        arrow = pyarrow.parquet.read_table(path(table)).to_pylist()
        relation = duckdb.sql(f"SELECT * FROM read_parquet('{path(table)}')")
        duck = [dict(zip(relation.columns, row)) for row in relation.fetchall()]
        same(duck, arrow, f"{table}: DuckDB and Arrow")
        tables[table] = duck
    same(len(tables["parquet"]), len(RECORDS["statement"]), "rows of parquet")
    # JSON lines are in the order of the corpus, tables in that of time.
    given = {record["id"] for record in RECORDS["statement"] if "id" in record}
    by_id = {row["id"]: row for row in tables["parquet"]}
    identity = ("holder", "verb", "target", "date", "source", "quote")
    derived = {
        tuple(row[field] for field in identity): row
        for row in tables["parquet"]
        if row["id"] not in given
    }
    same(len(given) + len(derived), len(by_id), "ids of parquet")
    for record in RECORDS["statement"]:
        key = record["holder"], record["stance"], record["target"], record["on"], record["source"]
        row = by_id[record["id"]] if "id" in record else derived[*key, record.get("quote")]
        same(row["verb"], record["stance"], "verb")
        same(row["date"], record["on"], "date")
        for field in ("holder", "target", "source"):
            same(row[field], record[field], field)
        for field in ("quote", "prefix", "suffix", "until", "coder", "note", "claimed_by", "supersedes"):
            same(row[field], record.get(field), field)
        for field in ("about", "reported_in"):
            same(row[field], record.get(field, []), field)
        for end in ("holder", "target"):
            same(row[f"{end}_name"], ENTITIES[record[end]]["name"], end)
        same(row["instant"] is not None, "T" in record["on"], "instant")
        if row["instant"] is not None:
            same(row["instant"], instant(record["on"]), "instant")
        if len(record["on"]) == 10 and record["on"][4] == "-" and record["on"].replace("-", "").isdigit():
            same(row["earliest"].isoformat(), record["on"], "day")
    same([row["id"] for row in tables["parquet-entities"]], list(ENTITIES), "entities")
    for row in tables["parquet-entities"]:
        record = ENTITIES[row["id"]]
        roles = [
            {field: role.get(field) for field in ("role", "of", "from", "until")}
            for role in record.get("roles", [])
        ]
        expected = {"id": row["id"], "kind": word(record["kind"]), "name": record["name"]}
        expected |= {"aliases": record.get("aliases", []), "wikidata": record.get("wikidata")}
        expected |= {"roles": roles, "note": record.get("note")}
        expected |= {"attributes": attributes(record)}
        same(row, expected, "entity")
    same([row["id"] for row in tables["parquet-sources"]], list(SOURCES), "sources")
    for row in tables["parquet-sources"]:
        record = SOURCES[row["id"]]
        same(row["kind"], word(record["kind"]), "kind")
        for field in ("title", "author", "outlet", "published", "url", "archived", "language", "note"):
            same(row[field], record.get(field), field)
        same(row["attributes"], attributes(record), "attributes of a source")
        same(row["in_reply_to"], record.get("in_reply_to", []), "replies")
        published = record.get("published") or ""
        same(row["instant"], instant(published) if "T" in published else None, "published at")
    return {row["id"]: row for row in tables["parquet"]}


STATEMENTS = parquet()


def table(format):
    """The rows of a CSV file as DuckDB and Python read them; nothing is an empty text."""
    relation = duckdb.sql(
        f"SELECT * FROM read_csv('{path(format)}', all_varchar = true, header = true, delim = ',',"
        " quote = '\"', escape = '\"')"
    )
    rows = [
        {name: value or "" for name, value in zip(relation.columns, row)} for row in relation.fetchall()
    ]
    with open(path(format), newline="", encoding="utf-8") as file:
        same(rows, list(csv.DictReader(file)), f"{format}: DuckDB and Python")
    return rows


def joined(names):
    """Names in one cell: one that holds a semicolon or a quotation mark, or begins or ends with white space, is quoted."""

    def quoted(name):
        if name and name.strip() == name and ";" not in name and '"' not in name:
            return name
        return '"' + name.replace('"', '""') + '"'

    return "; ".join(map(quoted, names))


def nodes():
    """The entities of the tables, after every field was looked up."""
    rows = {row["Id"]: row for row in table("csv-nodes")}
    for id, row in rows.items():
        record = ENTITIES[id]
        same(row["Label"], record["name"], "name")
        same(row["kind"], word(record["kind"]), "kind")
        same(row.get("aliases", ""), joined(record.get("aliases", [])), "aliases")
        same(row.get("wikidata", ""), record.get("wikidata", ""), "wikidata")
        found = {name[5:]: value for name, value in row.items() if name.startswith("attr.") and value}
        same(found, record.get("attributes", {}), "attributes")
    return rows


def edges():
    """The ties of the tables, each checked against the statements that it rests on."""
    rows = {(row["Source"], row["Target"]): row for row in table("csv")}
    for (source, target), row in rows.items():
        behind = [STATEMENTS[id] for id in row["statements"].split(" ")]
        for statement in behind:
            same((statement["holder"], statement["target"]), (source, target), "ends")
        is_lead = [
            (lead["verb"], lead["date"], lead["source"], lead["quote"] or "", lead["strength"])
            == (row["Label"], row["date"], row["source_id"], row.get("quote", ""), float(row["Weight"]))
            for lead in behind
        ]
        assert any(is_lead), f"no statement says {row!a}"
        same(row.get("url", ""), SOURCES[row["source_id"]].get("url", ""), "url")
    return rows


NODES = nodes()
EDGES = edges()
XML_NODES = {
    admitted(id): {"label": admitted(row["Label"])}
    | {
        admitted(name): admitted(text)
        for name, text in row.items()
        if (name in ("kind", "aliases", "wikidata") or name.startswith("attr.")) and text
    }
    for id, row in NODES.items()
}


def field_of_graphml(name, text):
    if name in ("Weight",):
        return float(text)
    if name == "sign":
        return int(text)
    return admitted(text)


XML_EDGES = {
    (admitted(source), admitted(target)): {
        name.lower() if name in ("Label", "Weight") else name: field_of_graphml(name, text)
        for name, text in row.items()
        if name not in ("Source", "Target", "Type") and text != ""
    }
    for (source, target), row in EDGES.items()
}


def graphml_by_networkx():
    graph = networkx.read_graphml(path("graphml"))
    assert graph.is_directed()
    same({id: dict(data) for id, data in graph.nodes(data=True)}, XML_NODES, "nodes of graphml")
    same({(a, b): dict(data) for a, b, data in graph.edges(data=True)}, XML_EDGES, "edges of graphml")


def graphml_by_igraph():
    graph = igraph.Graph.Read_GraphML(path("graphml"))
    same(len(graph.vs), len(XML_NODES), "vertices")
    # igraph leaves this code in ids, and only there.
    graph.vs["id"] = [id.replace("&#38;", "&") for id in graph.vs["id"]]
    for vertex in graph.vs:
        expected = XML_NODES[vertex["id"]]
        found = {name: vertex[name] for name in vertex.attribute_names() if name != "id"}
        same({name: value for name, value in found.items() if value}, expected, "vertex")
    same(len(graph.es), len(XML_EDGES), "edges")
    for edge in graph.es:
        ends = (graph.vs[edge.source]["id"], graph.vs[edge.target]["id"])
        for name, value in XML_EDGES[ends].items():
            same(edge[name], value, name)


def gexf_by_networkx():
    gexf.check(path("gexf"))
    graph = networkx.read_gexf(path("gexf"))
    for id, expected in XML_NODES.items():
        found = graph.nodes[id]
        for name, value in expected.items():
            same(found[name], value, name)
    for ends, expected in XML_EDGES.items():
        found = graph.edges[ends]
        names = {"verb": "label"} | {it: it for it in ("polarity", "certainty", "date", "source_id", "quote")}
        for name, of in names.items():
            states = found.get(name, [])
            last = states[-1][0] if states else None
            if of in expected or states:
                values = [state[0] for state in states]
                assert expected.get(of) in values or last is None, f"{name}: {values!a}"


def dl_by_igraph():
    graph = igraph.Graph.Read_DL(path("dl"), directed=True)
    same(len(graph.vs), len(NODES), "vertices of dl")
    ids = list(NODES)
    signs = {
        (ids[edge.source], ids[edge.target]): int(edge["weight"]) for edge in graph.es
    }
    same(signs, SIGNS, "edges of dl")
    for id, label in zip(ids, graph.vs["name"]):
        if id.replace("-", "").isalnum() and id.isascii():
            assert label.startswith(id), (id, label)


def two_modes_of_dl():
    """igraph reads no DL of two modes; of the same network, GraphML has the weights of DL and of the matrix."""
    with open(FOLDER / "twomode.matrix", newline="", encoding="utf-8") as file:
        (head, *rows) = csv.reader(file)
    cells = [[float(cell) for cell in row[1:]] for row in rows]
    with open(FOLDER / "twomode.dl", newline="\n", encoding="utf-8") as file:
        (first, *lines) = file.read().split("\n")
    same(first, f"dl nr={len(rows)}, nc={len(head) - 1}", "size of dl")
    data = lines[lines.index("data:") + 1 :]
    same([[float(cell) for cell in line.split()] for line in data if line], cells, "cells of dl")
    try:
        igraph.Graph.Read_DL(str(FOLDER / "twomode.dl"))
    except igraph.InternalError:
        pass
    else:
        raise AssertionError("igraph reads DL of two modes now: docs/reference/export.md says that it does not")
    graph = igraph.Graph.Read_GraphML(str(FOLDER / "twomode.graphml"))
    ids = [id.replace("&#38;", "&") for id in graph.vs["id"]] if graph.vs else []
    found = {(ids[edge.source], ids[edge.target]): edge["weight"] for edge in graph.es}
    expected = {
        (admitted(row[0]), admitted(target)): cell
        for row, weights in zip(rows, cells)
        for target, cell in zip(head[1:], weights)
        if cell
    }
    same(found, expected, "edges of two modes")


SIGNS = {ends: int(row["sign"]) for ends, row in EDGES.items() if row["sign"] != "0"}


def matrix():
    with open(path("matrix"), newline="", encoding="utf-8") as file:
        (head, *rows) = csv.reader(file)
    same(head[1:], list(NODES), "columns of the matrix")
    same([row[0] for row in rows], list(NODES), "rows of the matrix")
    signs = {
        (row[0], column): int(cell)
        for row in rows
        for column, cell in zip(head[1:], row[1:])
        if cell != "0"
    }
    same(signs, SIGNS, "cells of the matrix")


def cypher_by_kuzu():
    database = kuzu.Connection(kuzu.Database(str(FOLDER / "kuzu")))
    # What lies around one entity first: the whole loads into its tables.
    for name in ("around.cypher", "export.cypher"):
        with open(FOLDER / name, newline="\n", encoding="utf-8") as file:
            text = file.read()
        for line in text.split("\n"):
            if line.startswith("//   CREATE") and " TABLE " in line:
                database.execute(line.removeprefix("//").strip())
        database.execute(text)
    # A second time changes nothing.
    database.execute(text)

    def rows(query):
        result = database.execute(query)
        while result.has_next():
            yield result.get_next()

    def kept(text):
        return text.replace("\0", "\ufffd")

    found = {id: (name, kind) for id, name, kind in rows("MATCH (e:Entity) RETURN e.id, e.name, e.kind")}
    same(found, {id: (kept(row["Label"]), row["kind"]) for id, row in NODES.items()}, "entities")
    for name in [name for name in next(iter(NODES.values()), {}) if name.startswith("attr.")]:
        column = name.replace("`", "``")
        found = {id: value or "" for id, value in rows(f"MATCH (e:Entity) RETURN e.id, e.`{column}`")}
        same(found, {id: kept(row[name]) for id, row in NODES.items()}, name)
    query = "MATCH (a:Entity)-[t:TIE]->(b:Entity) RETURN a.id, b.id, t.verb, t.sign, t.weight, t.statements, t.latest"
    found = {(a, b): rest for a, b, *rest in rows(query)}
    same(set(found), set(EDGES), "ties")
    for ends, (verb, sign, weight, statements, latest) in found.items():
        row = EDGES[ends]
        expected = (kept(row["Label"]), int(row["sign"]), float(row["Weight"]), row["statements"].split(" "))
        same((verb, sign, weight, statements), expected, "tie")
        same(latest.isoformat() if latest else "", row["latest"], "latest")


def json_ld_by_rdflib():
    graph = rdflib.Graph().parse(path("json-ld"), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    own = rdflib.Namespace("urn:stancegraph:term:")

    def id(node):
        return urllib.parse.unquote(str(node).split(":", 3)[3])

    names = {
        id(node): str(name)
        for node, name in graph.subject_objects(schema.name)
        if str(node).startswith("urn:stancegraph:entity:")
    }
    same(names, {id: record["name"] for id, record in ENTITIES.items()}, "names")
    replies = {}
    for node, original in graph.subject_objects(rdflib.URIRef("https://www.w3.org/ns/activitystreams#inReplyTo")):
        replies.setdefault(id(node), set()).add(id(original))
    told = {key: set(record["in_reply_to"]) for key, record in SOURCES.items() if record.get("in_reply_to")}
    same(replies, told, "replies")
    found = {id(node): node for node in graph.subjects(schema.agent)}
    same(set(found), set(STATEMENTS), "statements")
    for key, node in found.items():
        row = STATEMENTS[key]
        same(id(graph.value(node, schema.agent)), row["holder"], "agent")
        same(id(graph.value(node, schema.object)), row["target"], "object")
        same(id(graph.value(node, schema.subjectOf)), row["source"], "source")
        same(str(graph.value(node, own.verb)), row["verb"], "verb")
        same(str(graph.value(node, own.date)), row["date"], "date")
        start = graph.value(node, schema.startTime)
        if row["instant"] is not None:
            same(datetime.datetime.fromisoformat(str(start)), row["instant"], "start")
        elif row["earliest"] == row["latest"]:
            same(str(start), row["earliest"].isoformat(), "start")
        said = graph.value(node, schema.result)
        quote = graph.value(said, schema.text) if said is not None else None
        same(None if quote is None else str(quote), row["quote"], "quote")


graphml_by_networkx()
graphml_by_igraph()
gexf_by_networkx()
dl_by_igraph()
two_modes_of_dl()
matrix()
cypher_by_kuzu()
json_ld_by_rdflib()
print(f"{len(NODES)} entities, {len(EDGES)} ties, {len(STATEMENTS)} statements")

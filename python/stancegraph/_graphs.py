"""The signed graph of a view for NetworkX and igraph, with the spells of its ties.

It is what `export gexf` says, so a tie is a tie here as everywhere.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import igraph
    import networkx

_G = "{http://gexf.net/1.3}"
_TYPES = {"long": int, "integer": int, "double": float, "float": float, "boolean": lambda text: text == "true"}
_LAST_SECOND = "T23:59:59"


@dataclass
class Edge:
    """A pair, its tie at the end of the view, and its spells."""

    source: str
    target: str
    #: What it is at the end of the view; of a tie that has ended before, what it was last.
    attributes: dict[str, Any]
    #: The times over which it stands unchanged: each has `begin` and `end` (excluded; `None` is open) and what it is then.
    spells: list[dict[str, Any]] = field(default_factory=list)
    #: Whether it stands at the end of the view.
    stands: bool = True


@dataclass
class Graph:
    """Entities and their ties."""

    is_directed: bool
    title: str
    nodes: dict[str, dict[str, Any]]
    edges: list[Edge]


def read(gexf: bytes) -> Graph:
    """The graph that `export gexf` writes."""
    root = ET.fromstring(gexf)
    graph = root.find(f"{_G}graph")
    assert graph is not None, "export gexf writes a graph"
    titles: dict[str, dict[str, tuple[str, Any]]] = {"node": {}, "edge": {}}
    for declared in graph.findall(f"{_G}attributes"):
        for attribute in declared:
            make = _TYPES.get(attribute.get("type", ""), str)
            titles[declared.get("class", "")][attribute.get("id", "")] = (attribute.get("title", ""), make)
    nodes = {}
    for node in graph.iter(f"{_G}node"):
        attributes = {name: value for name, value, _ in _values(node, titles["node"])}
        nodes[node.get("id", "")] = {"label": node.get("label", ""), **attributes}
    end = _end(graph.get("end"))
    edges = [_edge(edge, titles["edge"], end) for edge in graph.iter(f"{_G}edge")]
    description = root.findtext(f"{_G}meta/{_G}description") or ""
    return Graph(graph.get("defaultedgetype") == "directed", description, nodes, edges)


def _values(element: ET.Element, titles: dict[str, tuple[str, Any]]) -> list[tuple[str, Any, tuple[Any, Any]]]:
    found = []
    for value in element.iter(f"{_G}attvalue"):
        title, make = titles[value.get("for", "")]
        time = (_begin(value.get("start")), _end(value.get("end")))
        found.append((title, make(value.get("value", "")), time))
    return found


def _edge(element: ET.Element, titles: dict[str, tuple[str, Any]], end: Any) -> Edge:
    values = _values(element, titles)
    edge = Edge(element.get("source", ""), element.get("target", ""), {})
    spells = [(_begin(it.get("start")), _end(it.get("end"))) for it in element.iter(f"{_G}spell")]
    if not spells:
        edge.attributes = {name: value for name, value, _ in values}
        return edge
    # An attribute has a value for each time over which that stays the same, so a tie changes where one of them does.
    for first, last in spells:
        cuts = {it for _, _, time in values for it in time if it is not None}
        inner = [it for it in cuts if _begins_by(first, it) and it != first and (last is None or _key(it) < _key(last))]
        inner.sort(key=_key)
        for begin, until in zip([first, *inner], [*inner, last]):
            holds = {
                name: value
                for name, value, (a, b) in values
                if _begins_by(a, begin) and (b is None or begin is None or _key(begin) < _key(b))
            }
            edge.spells.append({"begin": begin, "end": until, **holds})
    last_spell = edge.spells[-1]
    edge.attributes = {name: value for name, value in last_spell.items() if name not in ("begin", "end")}
    edge.stands = last_spell["end"] is None or (end is not None and _key(last_spell["end"]) >= _key(end))
    return edge


def _key(at: Any) -> tuple[int, str]:
    # Days that Python has not are texts; they are before all others, as such years are negative.
    return (0, at) if isinstance(at, str) else (1, at.isoformat())


def _begins_by(begin: Any, at: Any) -> bool:
    """Whether what begins at one time has begun at another; `None` is before all."""
    return begin is None or (at is not None and _key(begin) <= _key(at))


def _begin(text: str | None) -> Any:
    """The day, or the instant, at which something begins."""
    if text is None:
        return None
    try:
        return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
    except ValueError:
        return text


def _end(text: str | None) -> Any:
    """The first day, or instant, after something: GEXF has the last second instead."""
    if text is None:
        return None
    try:
        if text.endswith(_LAST_SECOND):
            return dt.date.fromisoformat(text.removesuffix(_LAST_SECOND)) + dt.timedelta(days=1)
        if "T" in text:
            return dt.datetime.fromisoformat(text) + dt.timedelta(seconds=1)
        return dt.date.fromisoformat(text) + dt.timedelta(days=1)
    except (ValueError, OverflowError):
        return text.removesuffix(_LAST_SECOND)


def to_networkx(graph: Graph, *, ended: bool) -> networkx.DiGraph[str] | networkx.Graph[str]:
    import networkx

    made: Any = networkx.DiGraph(title=graph.title) if graph.is_directed else networkx.Graph(title=graph.title)
    made.add_nodes_from(graph.nodes.items())
    for edge in graph.edges:
        if edge.stands or ended:
            made.add_edge(edge.source, edge.target, **edge.attributes, spells=edge.spells, stands=edge.stands)
    return made


def to_igraph(graph: Graph, *, ended: bool) -> igraph.Graph:
    import igraph

    names = list(graph.nodes)
    number = {name: at for at, name in enumerate(names)}
    edges = [edge for edge in graph.edges if edge.stands or ended]
    made = igraph.Graph(
        n=len(names), edges=[(number[it.source], number[it.target]) for it in edges], directed=graph.is_directed
    )
    made["title"] = graph.title
    made.vs["name"] = names
    for attribute in dict.fromkeys(key for it in graph.nodes.values() for key in it):
        made.vs[attribute] = [graph.nodes[name].get(attribute) for name in names]
    for attribute in dict.fromkeys(key for it in edges for key in it.attributes):
        made.es[attribute] = [it.attributes.get(attribute) for it in edges]
    made.es["spells"] = [it.spells for it in edges]
    made.es["stands"] = [it.stands for it in edges]
    return made

"""What GEXF 1.3 admits, as far as exports use it: elements, their order, attributes and their values."""

import re
import xml.etree.ElementTree as ElementTree

NAMESPACE = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"

# Of each element: the attributes that it must have, those that it may have, and its children. A list of
# children is in order, each at most once; a set is in any order, each as often as one likes.
RULES = {
    "gexf": (["version"], [SCHEMA], ["meta", "graph"]),
    "meta": ([], ["lastmodifieddate"], {"creator", "keywords", "description"}),
    "creator": ([], [], []),
    "keywords": ([], [], []),
    "description": ([], [], []),
    "graph": (
        [],
        ["mode", "defaultedgetype", "timeformat", "timerepresentation", "idtype", "start", "end"],
        {"attributes", "nodes", "edges"},
    ),
    "attributes": (["class"], ["mode"], {"attribute"}),
    "attribute": (["id", "title", "type"], [], {"default", "options"}),
    "nodes": ([], ["count"], {"node"}),
    "node": (["id"], ["label", "start", "end"], {"attvalues", "spells"}),
    "edges": ([], ["count"], {"edge"}),
    "edge": (
        ["source", "target"],
        ["id", "label", "type", "weight", "kind", "start", "end"],
        {"attvalues", "spells", "color"},
    ),
    "attvalues": ([], [], {"attvalue"}),
    "attvalue": (["for", "value"], ["start", "end"], []),
    "spells": ([], [], {"spell"}),
    "spell": ([], ["start", "end"], []),
    "color": (["r", "g", "b"], ["a"], []),
}

WORDS = {
    ("gexf", "version"): {"1.3"},
    ("graph", "mode"): {"static", "dynamic"},
    ("graph", "defaultedgetype"): {"directed", "undirected", "mutual"},
    ("graph", "timeformat"): {"integer", "double", "date", "dateTime"},
    ("graph", "timerepresentation"): {"interval", "timestamp"},
    ("attributes", "class"): {"node", "edge"},
    ("attributes", "mode"): {"static", "dynamic"},
    ("attribute", "type"): {"integer", "long", "double", "float", "boolean", "string", "liststring"},
}

TIMES = {
    None: r"",
    "date": r"-?\d{4,}-\d\d-\d\d(T\d\d:\d\d:\d\d)?",
    "dateTime": r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d",
}

VALUES = {
    "string": r"(?s:.*)",
    "long": r"[+-]?\d+",
    "double": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?",
    "boolean": r"true|false",
}


def local(element):
    for namespace in (NAMESPACE, VIZ):
        if element.tag.startswith(namespace):
            return element.tag[len(namespace) :]
    raise AssertionError(f"{element.tag} is in no namespace of GEXF")


def check_element(element, time):
    name = local(element)
    required, optional, children = RULES[name]
    for attribute in required:
        assert attribute in element.attrib, f"{name} has no {attribute}"
    for attribute, value in element.attrib.items():
        assert attribute in required + optional, f"{name} has a {attribute}"
        words = WORDS.get((name, attribute))
        assert words is None or value in words, f"{name} {attribute}={value!r}"
        if attribute in ("start", "end"):
            assert re.fullmatch(TIMES[time], value), f"{value!r} is no {time}"
        if name == "color":
            assert 0 <= int(value) <= 255, value
    found = [local(child) for child in element]
    for child in found:
        assert child in children, f"{child} in {name}"
    if isinstance(children, list):
        assert found == [child for child in children if child in found], f"order in {name}"
    for child in element:
        check_element(child, time)


def check(path):
    """Raises an AssertionError where the file is not GEXF 1.3."""
    root = ElementTree.parse(path).getroot()
    assert root.tag == NAMESPACE + "gexf", root.tag
    graph = root.find(NAMESPACE + "graph")
    time = graph.get("timeformat")
    check_element(root, time)
    declared = {}
    for attributes in graph.findall(NAMESPACE + "attributes"):
        for attribute in attributes:
            key = (attributes.get("class"), attribute.get("id"))
            assert key not in declared, f"{key} is declared twice"
            declared[key] = (attribute.get("type"), attributes.get("mode"))
    nodes = set()
    for kind in ("node", "edge"):
        ids = set()
        for element in graph.iter(NAMESPACE + kind):
            assert element.get("id") not in ids, f"two {kind}s {element.get('id')}"
            ids.add(element.get("id"))
            for end in ("source", "target"):
                assert kind == "node" or element.get(end) in nodes, element.get(end)
            for value in element.iter(NAMESPACE + "attvalue"):
                type_of, mode = declared[(kind, value.get("for"))]
                assert re.fullmatch(VALUES[type_of], value.get("value")), value.attrib
                is_timed = "start" in value.attrib or "end" in value.attrib
                assert mode == "dynamic" or not is_timed, value.attrib
            check_spells(list(element.iter(NAMESPACE + "spell")))
        nodes = nodes or ids


def check_spells(spells):
    """One after another, none within another, none that ends before it begins."""
    last = None
    for spell in spells:
        start, end = spell.get("start"), spell.get("end")
        assert start is None or end is None or start <= end, spell.attrib
        assert last is None or (start is not None and last < start), spell.attrib
        last = end if end is not None else "~"

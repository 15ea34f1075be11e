"""Asks a server what its OpenAPI document offers, and holds every response against the document.

Usage: api.py ADDRESS TOKEN QUESTIONS N, with a file of questions (`who?stances=any&target=x`), one a line, which are
asked as they are, and how many others to make up, from the document alone.
"""

import json
import pathlib
import random
import sys
import urllib.error
import urllib.parse
import urllib.request

from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

ADDRESS, TOKEN, QUESTIONS, N = sys.argv[1:]


def get(path, accept="*/*"):
    """Status, media type and content."""
    request = urllib.request.Request(ADDRESS + path, headers={"Authorization": f"Bearer {TOKEN}", "Accept": accept})
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            return response.status, response.headers["Content-Type"], response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read()


status, _, content = get("/api/openapi.json")
assert status == 200, content
DOCUMENT = json.loads(content)
validate(DOCUMENT)


def resolved(part):
    while "$ref" in part:
        found = DOCUMENT
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        part = found
    return part


VALIDATORS = {}


def validator(schema):
    key = json.dumps(schema)
    if key not in VALIDATORS:
        whole = schema | {"components": DOCUMENT["components"]}
        Draft202012Validator.check_schema(whole)
        VALIDATORS[key] = Draft202012Validator(whole, format_checker=FormatChecker())
    return VALIDATORS[key]


def judge(path, accept="*/*"):
    """The status of a response that is as the document says."""
    operation = DOCUMENT["paths"][path.partition("?")[0]]["get"]
    status, media_type, content = get(path, accept)
    assert str(status) in operation["responses"], f"{path}: {status} is not described: {content}"
    described = resolved(operation["responses"][str(status)])["content"]
    assert media_type in described, f"{path}: {media_type} is not described"
    schema = described[media_type].get("schema")
    if media_type == "application/json":
        errors = list(validator(schema).iter_errors(json.loads(content)))
        assert not errors, f"{path}: {errors[0].message[:500]} at {errors[0].json_path}"
    elif schema:
        content.decode("utf-8")
    return status


def value(schema, chance, ids):
    """Something for a parameter: mostly of its schema."""
    if chance.random() < 0.05:
        return chance.choice(["", "x" * 300, "-1", "--help", "é\u200b“", "' OR 1=1", "../../etc/passwd", "%00", "null"])
    if "enum" in schema:
        return chance.choice(schema["enum"])
    match schema["type"]:
        case "boolean":
            return chance.choice(["true", "false"])
        case "integer":
            return str(chance.choice([0, 1, 2, 3, 7, 4_000_000_000]))
        case "number":
            return chance.choice(["0", "0.1", "1", "1.5"])
        case "array":
            return value(schema["items"], chance, ids)
    days = ["2016", "2018-04", "2018-04-26", "2018q2", "yesterday", "-0044-03-15", "2018-04-25T10:00:00Z"]
    others = ["attr.party", "holder", "auto", "holder-kind:politician", "not about:maga", "since 2018-04"]
    return chance.choice([*ids, *ids, *days, *others])


def made_up(chance, ids):
    path = chance.choice([path for path in DOCUMENT["paths"] if path != "/api/openapi.json"])
    fields = []
    for parameter in map(resolved, DOCUMENT["paths"][path]["get"].get("parameters", [])):
        if parameter["name"] == "budget":
            fields.append(("budget", "0.1"))
        elif parameter["required"] or chance.random() < 0.06:
            fields.append((parameter["name"], value(parameter["schema"], chance, ids)))
    return f"{path}?{urllib.parse.urlencode(fields)}"


asked = [f"/api/{line}" for line in pathlib.Path(QUESTIONS).read_text(encoding="utf-8").splitlines()]
counts = {}
entities = json.loads(get("/api/entities")[2])["rows"]
CHANCE = random.Random(22)
IDS = [row["entity"] for row in entities[:8]] + [row["entity_name"] for row in entities[:4]]
for path in asked + [made_up(CHANCE, IDS) for _ in range(int(N))]:
    status = judge(path)
    counts[status] = counts.get(status, 0) + 1
ANSWER = DOCUMENT["paths"]["/api/who"]["get"]["responses"]["200"]["content"]
for media_type in ANSWER:
    assert judge("/api/stats", media_type) == 200
    assert get("/api/stats", media_type)[1] == media_type
print(sum(counts.values()), "responses are as described:", dict(sorted(counts.items())))

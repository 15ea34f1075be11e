"""Reads answers in Arrow and Parquet with pyarrow, polars and DuckDB, and compares them with the JSON.

Usage: answers.py FOLDER, with N.json, N.arrow and N.parquet for each answer.
"""

import datetime
import json
import pathlib
import sys

import duckdb
import polars
import pyarrow
import pyarrow.ipc
import pyarrow.parquet

FOLDER = pathlib.Path(sys.argv[1])
DAYS = {"begin", "end", "earliest", "latest"}
WORDS = {"certainty", "polarity", "kind", "change", "agreement", "motif", "severity", "code"}


def flat(row):
    """The columns of a row: fields of an inner record are called `outer_inner`, attributes are a list."""
    found = {}
    for name, value in row.items():
        if name == "attributes":
            found[name] = [{"name": name, "value": value} for name, value in value.items()]
        elif isinstance(value, dict):
            found |= {f"{name}_{inner}": value for inner, value in value.items()}
        else:
            found[name] = value
    return found


def same(found, expected):
    """Whether a value is that of the JSON; days are texts there, and null is what is not there."""
    if isinstance(found, datetime.date):
        return found.isoformat() == expected
    if isinstance(found, dict):
        names = set(found) | set(expected)
        return all(same(found.get(name), expected.get(name)) for name in names)
    if isinstance(found, list) and isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    return type(found) in (int, float) and found == expected or found is expected or (
        type(found) is type(expected) and found == expected
    )


def compare(rows, expected, columns, what):
    assert len(rows) == len(expected), f"{what}: {len(rows)} rows, not {len(expected)}"
    for position, (row, other) in enumerate(zip(rows, expected)):
        other = flat(other)
        # A record that is null has no inner fields.
        surplus = {name for name in set(other) - columns if other[name] is not None}
        assert not surplus, f"{what}: {surplus} are no columns"
        for name in columns:
            assert same(row[name], other.get(name)), (
                f"{what}, row {position}, {name}: {row[name]!a} is not {other.get(name)!a}"
            )


def duck(relation):
    return [dict(zip(relation.columns, row)) for row in relation.fetchall()]


def types(schema, what, words):
    """The types that are promised."""
    for field in schema:
        if field.name in DAYS:
            assert field.type == pyarrow.date32(), f"{what}: {field}"
        if field.name in WORDS and words:
            assert pyarrow.types.is_dictionary(field.type), f"{what}: {field}"
        if field.name in ("statements", "statement_ids") and pyarrow.types.is_list(field.type):
            assert field.type.value_type == pyarrow.string(), f"{what}: {field}"
        assert not pyarrow.types.is_null(field.type), f"{what}: {field}"


def answer(path):
    """Compares an answer; whether it has rows."""
    expected = json.loads(path.read_text(encoding="utf-8"))
    rows = expected.pop("rows")
    what = f"{path.stem} {expected['command']}"
    arrow_path, parquet_path = str(path.with_suffix(".arrow")), str(path.with_suffix(".parquet"))
    with pyarrow.ipc.open_file(arrow_path) as file:
        arrow = file.read_all()
    arrow.validate(full=True)
    parquet = pyarrow.parquet.read_table(parquet_path)
    columns = set(arrow.column_names)
    assert arrow.column_names == parquet.column_names, what
    types(arrow.schema, what, True)
    for column in arrow.columns:
        if pyarrow.types.is_dictionary(column.type):
            # The words are part of the types, also where there are no rows.
            assert column.num_chunks > 0 and len(column.chunk(0).dictionary) > 0, f"{what}: {column.type}"
    types(parquet.schema, what, False)
    read = {
        "pyarrow, Arrow": arrow.to_pylist(),
        "pyarrow, Parquet": parquet.to_pylist(),
        "polars, Arrow": polars.read_ipc(arrow_path).to_dicts(),
        "polars, Parquet": polars.read_parquet(parquet_path).to_dicts(),
        "DuckDB, Arrow": duck(duckdb.sql("SELECT * FROM arrow")),
        "DuckDB, Parquet": duck(duckdb.sql(f"SELECT * FROM read_parquet('{parquet_path}')")),
    }
    for reader, found in read.items():
        compare(found, rows, columns, f"{what}, {reader}")
    for table in (arrow, parquet):
        assert json.loads(table.schema.metadata[b"stance"]) == expected, f"{what}: beside the rows"
    return bool(rows)


PATHS = sorted(FOLDER.glob("*.json"))
with_rows = sum(answer(path) for path in PATHS)
print(len(PATHS), "answers,", with_rows, "with rows")

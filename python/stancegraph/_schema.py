"""Rows as objects: the JSON schema of a row, which is declared once in Rust, as a dataclass."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable
from dataclasses import dataclass, is_dataclass, make_dataclass
from dataclasses import fields as declared_fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import _native


_SIGNS = {"+": "p", "-": "m", "−": "m"}


@dataclass(frozen=True)
class Kind:
    """What a field holds."""

    #: str, int, float, bool, date, dict, list or record.
    name: str
    #: One of these words, if it is from a closed set.
    words: tuple[str, ...] = ()
    #: What a list holds.
    of: Kind | None = None
    #: The fields of a record.
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Field:
    """A field of a row."""

    name: str
    kind: Kind
    may_be_none: bool
    help: str

    @property
    def attribute(self) -> str:
        """Its name in Python: `from_`, and `ppm` for the triangles `++-`."""
        name = "".join(_SIGNS.get(c, c if c.isidentifier() or c.isdigit() else "_") for c in self.name)
        return f"{name}_" if keyword.iskeyword(name) else name


def _is_type(schema: dict[str, Any], name: str) -> bool:
    types = schema.get("type")
    return name in types if isinstance(types, list) else types == name


def _kind(schema: dict[str, Any]) -> tuple[Kind, bool]:
    """What a schema admits, and whether that may be null."""
    choices = schema.get("anyOf", [])
    may_be_null = _is_type(schema, "null") or any(_is_type(choice, "null") for choice in choices)
    schema = next((choice for choice in choices if not _is_type(choice, "null")), schema)
    if words := schema.get("enum"):
        return Kind("str", words=tuple(word for word in words if word is not None)), may_be_null or None in words
    if schema.get("format") == "date":
        return Kind("date"), may_be_null
    for type_, name in (("integer", "int"), ("number", "float"), ("boolean", "bool")):
        if _is_type(schema, type_):
            return Kind(name), may_be_null
    if _is_type(schema, "array"):
        return Kind("list", of=_kind(schema.get("items", {}))[0]), may_be_null
    if _is_type(schema, "object"):
        inner = fields_of(schema)
        return (Kind("record", fields=inner) if inner else Kind("dict")), may_be_null
    return Kind("str"), may_be_null


def fields_of(schema: dict[str, Any]) -> tuple[Field, ...]:
    """The fields of a record."""
    required = schema.get("required", [])
    found = []
    for name, inner in schema.get("properties", {}).items():
        kind, may_be_null = _kind(inner)
        help = inner.get("description", "")
        found.append(Field(name, kind, may_be_null or name not in required, help))
    return tuple(found)


def class_name(row_type: str) -> str:
    """The name of the class of a row.

    >>> class_name("TieRow"), class_name("SeriesRow<TiesPeriodRow>"), class_name("SeriesRow<ActivityRow>")
    ('TieRow', 'TiesPeriodRow', 'ActivityPeriodRow')
    >>> class_name("SeriesRow<OpenRow<BalanceOutcomes>>"), class_name("SeriesRow<DefiniteRow<RankRow>>")
    ('BalancePeriodRow', 'RankPeriodRow')
    """
    *outer, inner = row_type.rstrip(">").split("<")
    if not outer:
        return inner
    return inner.removesuffix("Row").removesuffix("Outcomes").removesuffix("Period") + "PeriodRow"


def part_name(row_class: str, field: Field) -> str:
    """The name of the class of a record within a row."""
    return row_class.removesuffix("Row") + "".join(word.title() for word in field.name.split("_"))


@cache
def _declared(row_class: str, fields: tuple[Field, ...]) -> type:
    """The class of a row: the one that type checkers know, else one made now."""
    from . import _rows

    known: type | None = getattr(_rows, row_class, None)
    if known is not None and [it.name for it in declared_fields(known)] == [it.attribute for it in fields]:
        return known
    return make_dataclass(row_class, [(field.attribute, Any) for field in fields], frozen=True, slots=True)


Make = Callable[[Any], Any]


def _maker(kind: Kind, name: str, make: Callable[[str, tuple[Field, ...]], Make]) -> Make | None:
    """What turns a value of a column into one of a row; `None` leaves it as it is."""
    if kind.name == "dict":
        return lambda pairs: {pair["name"]: pair["value"] for pair in pairs}
    if kind.name == "record":
        return make(name, kind.fields)
    if kind.name == "list" and kind.of:
        inner = _maker(kind.of, name, make)
        if inner:
            return lambda items: [inner(item) for item in items]
    return None


def _columns(
    native: _native.Answer,
    fields: tuple[Field, ...],
    outer: str,
    row_class: str,
    build: Callable[[str, tuple[Field, ...]], Callable[..., Any]],
) -> list[list[Any]]:
    """The values of fields, each as a column. A record within a row has a column for each of its fields."""
    found = []
    for field in fields:
        part = part_name(row_class, field)
        if field.kind.name == "record":
            inner = _columns(native, field.kind.fields, f"{outer}{field.name}_", part, build)
            make = build(part, field.kind.fields)
            found.append([
                None if field.may_be_none and all(value is None for value in values) else make(*values)
                for values in zip(*inner)
            ])
            continue
        values = native.column(outer + field.name)

        def of_record(name: str, fields: tuple[Field, ...]) -> Make:
            make = build(name, fields)
            return lambda record: make(*(record[field.name] for field in fields))

        make_value = _maker(field.kind, part, of_record)
        if make_value:
            values = [None if value is None else make_value(value) for value in values]
        found.append(values)
    return found


def _row_fields(native: _native.Answer) -> tuple[Field, ...]:
    import json

    return _parsed(native.row_type, native.row_schema(), json.loads)


@cache
def _parsed(row_type: str, schema: str, parse: Callable[[str], Any]) -> tuple[Field, ...]:
    return fields_of(parse(schema))


def rows(native: _native.Answer) -> list[Any]:
    """The rows of an answer as objects."""
    fields = _row_fields(native)
    name = class_name(native.row_type)
    columns = _columns(native, fields, "", name, _declared)
    make = _declared(name, fields)
    return [make(*values) for values in zip(*columns)]


def records(native: _native.Answer) -> list[dict[str, Any]]:
    """The rows of an answer as `-O json` has them."""

    def build(_: str, fields: tuple[Field, ...]) -> Callable[..., dict[str, Any]]:
        names = [field.name for field in fields]
        return lambda *values: {name: _plain(value) for name, value in zip(names, values)}

    fields = _row_fields(native)
    columns = _columns(native, fields, "", class_name(native.row_type), build)
    make = build("", fields)
    return [make(*values) for values in zip(*columns)]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def statement_ids(rows: Iterable[Any]) -> list[str]:
    """The ids of the statements in rows, each once, in order."""
    found: dict[str, None] = {}

    def add(value: Any) -> None:
        if isinstance(value, str):
            found[value] = None
        elif isinstance(value, list):
            for item in value:
                add(item)

    def collect(value: Any) -> None:
        if is_dataclass(value):
            for field in declared_fields(value):
                inner = getattr(value, field.name)
                if field.name.rstrip("_").rpartition("_")[2] in ("statement", "statements"):
                    add(inner)
                else:
                    collect(inner)
        elif isinstance(value, list):
            for item in value:
                collect(item)

    for row in rows:
        collect(row)
    return list(found)

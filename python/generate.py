"""Writes the questions and rows as Python: stancegraph/_commands.py and stancegraph/_rows.py.

Both follow from what the commands declare in Rust. Run it after a command, a flag or a row has changed, with the package
built: python python/generate.py
"""

from __future__ import annotations

import json
import keyword
import re
import sys
import textwrap
import types
from pathlib import Path
from typing import Any

# What is made here may be faulty now, and is not needed.
sys.modules["stancegraph._commands"] = types.ModuleType("_commands")
sys.modules["stancegraph._commands"].Commands = object  # type: ignore[attr-defined]

from stancegraph import StanceError, _native  # noqa: E402
from stancegraph._schema import Field, Kind, class_name, fields_of, part_name  # noqa: E402

FOLDER = Path(__file__).parent / "stancegraph"
#: Their answers have every type of row.
STORIES = [Path(__file__).parent.parent / path for path in ("data", "tests/fixtures/everything.ron")]
HEADER = '"""{about}\n\nMade by generate.py from what the commands declare; do not edit.\n"""\n'
#: Commands that do not answer a question of an open story.
OTHER = {"serve"}
#: Flags that only the command line has.
SHELL = {("network", "matrix"), ("export", "bom"), ("export", "escape_formulas")}
#: What the command line must be told.
DEFAULTS = {"stances": "any"}
#: Values for arguments that a question needs, by what they are.
EXAMPLES = {"A": "Donald Trump", "B": "Kanye West", "TARGET": "Donald Trump", "HOLDER": "Kanye West", "ENTITY": "Kanye West", "DATE": "2018"}


def commands() -> list[dict[str, Any]]:
    found = []
    for command in json.loads(_native.catalogue()):
        if command["name"] in OTHER:
            continue
        kept = [it for it in command["arguments"] if (command["name"], it["name"]) not in SHELL]
        if command["name"] != "export":
            kept = [it for it in kept if it["name"] != "output"]
        found.append({**command, "arguments": kept})
    return found


def rows_of(command: dict[str, Any], stories: list[Any]) -> dict[bool, dict[str, list[tuple[Field, ...]]]]:
    """The rows with which a command answers, without and with `--every`, by their types."""
    positionals = [it for it in command["arguments"] if not it["flag"]]
    words = []
    for it in positionals:
        if it["is_required"]:
            words.append(it["choices"][0] if it["choices"] else EXAMPLES[value_of(it)])
    flags = [it for it in command["arguments"] if it["flag"] and it["heading"] not in ("View", "Series", "Output")]
    forms: list[list[str]] = [[]]
    for it in flags:
        if it["choices"]:
            forms += [[f"--{it['flag']}={choice}"] for choice in it["choices"]]
        elif not it["takes_value"]:
            forms.append([f"--{it['flag']}"])
        elif it["value"] and "attr.NAME" in it["value"]:
            forms += [[f"--{it['flag']}={choice}"] for choice in it["value"].split("|") if "." not in choice]
            forms.append([f"--{it['flag']}=attr.party"])
        elif it["value"] == "ENTITY":
            forms.append([f"--{it['flag']}={EXAMPLES['ENTITY']}"])
    found: dict[bool, dict[str, list[tuple[Field, ...]]]] = {False: {}, True: {}}
    has_series = any(it["name"] == "every" for it in command["arguments"])
    for is_series in [False, True] if has_series else [False]:
        for form in forms:
            arguments = [*form, *(["--every=month"] if is_series else []), "--", *words]
            for story in stories:
                try:
                    answer = story.ask(command["name"], arguments)
                except StanceError:
                    continue
                if answer.has_rows:
                    found[is_series][class_name(answer.row_type)] = fields_of(json.loads(answer.row_schema()))
    if not found[False]:
        raise SystemExit(f"`{command['name']} {' '.join(words)}` has no answer: see EXAMPLES")
    return found


def value_of(argument: dict[str, Any]) -> str:
    return argument["value"] or argument["name"].upper()


def type_of(argument: dict[str, Any]) -> str:
    """The type of an argument."""
    value = value_of(argument)
    if argument["choices"] and not argument["is_several"]:
        return "Literal[" + ", ".join(json.dumps(choice) for choice in argument["choices"]) + "]"
    if not argument["takes_value"]:
        return "bool"
    if argument["is_several"]:
        return "str | list[str]" if argument["flag"] else "list[str]"
    return {
        "DATE": "Date",
        "PERIOD": "Period",
        "N": "int",
        "DAYS": "int",
        "SECONDS": "float",
        "WEIGHT": "float",
        "FILE": "str | PathLike[str]",
        "N|auto": 'int | Literal["auto"]',
        "HOLDER": "Name",
        "TARGET": "Name",
        "ENTITY": "Name",
        "A": "Name",
        "B": "Name",
    }.get(value, "str")


def sentence(text: str | None) -> str:
    """Help of the command line as of a method: flags are keyword arguments."""
    text = re.sub(r"--([a-z][a-z-]*)", lambda it: "`" + it.group(1).replace("-", "_") + "`", text or "")
    return text.replace("``", "`").replace("\\", "\\\\")


def wrapped(text: str, indent: str, more: str = "") -> str:
    return "\n".join(
        textwrap.wrap(text, 118, initial_indent=indent, subsequent_indent=indent + more, break_on_hyphens=False)
    )


def docstring(command: dict[str, Any], arguments: list[dict[str, Any]]) -> str:
    indent = " " * 8
    parts = [wrapped('"""' + sentence(command["about"]).rstrip(".") + ".", indent)]
    more = (command["more"] or "").removeprefix(command["about"] or "").strip()
    for paragraph in filter(None, more.split("\n\n")):
        parts += ["", wrapped(sentence(" ".join(paragraph.split())), indent)]
    parts += ["", indent + "Args:"]
    for it in arguments:
        text = f"{it['attribute']}: {sentence(' '.join((it['help'] or '').split()))}"
        text += "" if text.endswith((".", "!", "?")) else "."
        if it["default"] and it["takes_value"]:
            text += f" Default: {it['default']}."
        parts.append(wrapped(text, indent + "    ", "    "))
    return "\n".join([*parts, indent + '"""'])


def method(command: dict[str, Any], rows: dict[bool, dict[str, Any]]) -> str:
    arguments = [{**it, "attribute": it["name"].replace("-", "_")} for it in command["arguments"]]
    for it in arguments:
        if it["flag"]:
            it["attribute"] = it["flag"].replace("-", "_")
        if keyword.iskeyword(it["attribute"]):
            it["attribute"] += "_"
    positionals = [it for it in arguments if not it["flag"]]
    flags = [it for it in arguments if it["flag"]]
    asked = sorted(positionals, key=lambda it: not it["is_required"] or it["name"] in DEFAULTS)

    def signature(every: bool | None) -> str:
        lines = ["self"]
        for it in asked:
            if it["is_several"]:
                lines.append(f"*{it['attribute']}: str")
            elif it["name"] in DEFAULTS:
                lines.append(f'{it["attribute"]}: {type_of(it)} = "{DEFAULTS[it["name"]]}"')
            elif it["is_required"]:
                lines.append(f"{it['attribute']}: {type_of(it)}")
            else:
                lines.append(f"{it['attribute']}: {type_of(it)} | None = None")
        if flags and not any(it["is_several"] for it in asked):
            lines.append("*")
        ordered = sorted(flags, key=lambda it: it["name"] != "every" or every is None)
        for it in ordered:
            if it["name"] == "every" and every is not None:
                lines.append(f"every: {type_of(it)}" if every else "every: None = None")
            else:
                lines.append(f"{it['attribute']}: {type_of(it)} | None = None")
        return "(\n" + "".join(f"        {line},\n" for line in lines) + "    )"

    def answers(*forms: bool) -> str:
        names = sorted({name for form in forms for name in rows[form]})
        if command["name"] == "export":
            return "bytes"
        return f"Answer[{' | '.join(names) or 'Any'}]"

    text = ""
    if rows[True]:
        for is_series in (False, True):
            text += f"    @overload\n    def {command['name']}{signature(is_series)} -> {answers(is_series)}: ...\n\n"
    result = "Any" if rows[True] else answers(False)
    text += f"    def {command['name']}{signature(None)} -> {result}:\n{docstring(command, [*asked, *flags])}\n"
    words = ", ".join(f"list({it['attribute']})" if it["is_several"] else it["attribute"] for it in positionals)
    asked_flags = "".join(f'            "{it["flag"]}": {it["attribute"]},\n' for it in flags)
    text += f'        flags = {{\n{asked_flags}        }}\n        return self._ask("{command["name"]}", [{words}], flags)\n'
    return text


def python_type(kind: Kind, row_class: str, field: Field) -> str:
    if kind.words:
        return "Literal[" + ", ".join(map(json.dumps, kind.words)) + "]"
    if kind.name == "list":
        return f"list[{python_type(kind.of, row_class, field) if kind.of else 'str'}]"
    if kind.name == "dict":
        return "dict[str, str]"
    if kind.name == "record":
        return part_name(row_class, field)
    return {"date": "dt.date"}.get(kind.name, kind.name)


def classes(name: str, fields: tuple[Field, ...], about: str) -> list[str]:
    """The dataclass of a row, after those of the records in it."""
    found = []
    for field in fields:
        kind = field.kind
        while kind.name == "list" and kind.of:
            kind = kind.of
        if kind.name == "record":
            found += classes(part_name(name, field), kind.fields, field.help)
    text = f"@dataclass(frozen=True, slots=True)\nclass {name}:\n" + wrapped(f'"""{about}"""', "    ") + "\n\n"
    for field in fields:
        if field.help:
            text += wrapped("#: " + field.help.replace("\n", " "), "    ", "#: ") + "\n"
        type_ = python_type(field.kind, name, field)
        text += f"    {field.attribute}: {type_}{' | None' if field.may_be_none else ''}\n"
    return [*found, text]


def generate() -> dict[str, str]:
    """The files by name."""
    stories = [_native.Story([str(path)], False) for path in STORIES]
    methods, row_classes, names = [], {}, set()
    for command in commands():
        rows = rows_of(command, stories) if command["name"] != "export" else {False: {}, True: {}}
        methods.append(method(command, rows))
        for form in rows.values():
            for name, fields in form.items():
                names.add(name)
                about = f"A row of `{command['name']}`."
                for text in classes(name, fields, about):
                    declared = re.search(r"class (\w+)", text)[1]
                    row_classes.setdefault(declared, text)
    check = _native.run("check", ["--output-format=json", f"--file={STORIES[0]}"])
    findings = classes(class_name(check.row_type), fields_of(json.loads(check.row_schema())), "A row of `check`.")
    row_classes.update((re.search(r"class (\w+)", text)[1], text) for text in findings)
    imports = "".join(f"        {name},\n" for name in sorted(names))
    head = '''
from __future__ import annotations

import datetime as dt
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, Union, overload

if TYPE_CHECKING:
    import numpy
    import pandas

    from ._answer import Answer
    from ._rows import (
''' + imports + '''    )

    #: An id, a name or an alias; `sg.open().entities()` lists them.
    Name = str
    #: EDTF ("2018-04", "2018-04-25T18:30Z"), "yesterday", or a date; a time of day at midnight without a zone is the day.
    Date = Union[str, int, dt.date, dt.datetime, numpy.datetime64]
    #: "2018", "2018q2", "2018-04-01..2018-05-01", "since 2018-04", a begin and an end (excluded), or a period of pandas.
    Period = Union[str, int, tuple[Union[Date, None], Union[Date, None]], pandas.Period, pandas.Interval[Any]]


class Commands:
    """The questions of the command line, with its flags as keyword arguments."""

    def _ask(self, command: str, positionals: list[Any], flags: dict[str, Any]) -> Any:
        raise NotImplementedError

'''
    rows_head = '''
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

'''
    return {
        "_commands.py": HEADER.format(about="The questions, as methods.") + head + "\n".join(methods),
        "_rows.py": HEADER.format(about="The rows of answers. Their fields are those of `-O json`.")
        + rows_head
        + "\n" + "\n\n".join(row_classes.values()),
    }


if __name__ == "__main__":
    for name, text in generate().items():
        (FOLDER / name).write_text(text, encoding="utf-8")

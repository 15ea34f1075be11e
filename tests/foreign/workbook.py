"""Writes a table as a workbook (openpyxl) and as CSV: `workbook.py FOLDER`.

Both must give the same corpus; `tests/cli/import-workbook.in/votes.xlsx` is one such workbook.
"""

import csv
import datetime
import sys
from pathlib import Path

import openpyxl

HEADINGS = ["holder", "target", "verb", "on", "quote", "number", "final"]
ROWS = [
    ["Ada Moor", "New Library", "supports", datetime.date(2024, 3, 2), "a roof, for \"every\" book", 7, True],
    ["Ben Oduya", "New Library", "opposes", "2024-03", "who pays?\nand when; or\tnever", 2.5, False],
    ["Caïn", 1984, "supports", datetime.date(1999, 12, 31), None, 3.0, None],
    [None, None, None, None, None, None, None],
    ["Ada Moor", "Harbour", "opposes", datetime.datetime(2024, 2, 29), "  no  ", -1, True],
]


def text(value):
    """A cell as a spreadsheet program saves it, with dates in ISO 8601."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def main(folder):
    workbook = openpyxl.Workbook()
    votes = workbook.active
    votes.title = "Votes"
    for row in [HEADINGS, *ROWS]:
        votes.append(row)
    notes = workbook.create_sheet("Notes")
    notes.append(["who", "whom", "verb", "on", "remark"])
    notes.append(["Ada Moor", "Ben Oduya", "criticizes", 2021, "=1+1"])
    cell = notes.cell(row=3, column=1, value="#N/A")
    cell.data_type = "e"
    for column, value in enumerate(["Ben Oduya", "opposes", datetime.date(2021, 5, 1)], start=2):
        notes.cell(row=3, column=column, value=value)
    workbook.create_sheet("Blank")
    workbook.save(folder / "votes.xlsx")
    with (folder / "votes.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([[text(value) for value in row] for row in [HEADINGS, *ROWS]])


if __name__ == "__main__":
    main(Path(sys.argv[1]))

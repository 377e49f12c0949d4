"""A table, and the ways to write it: plain text, Markdown, CSV, JSON records.

Cells hold the raw value beside its text: people read the text, CSV and JSON carry the value.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from estimator.report.markdown import bold, escaped
from estimator.visible import as_json_escapes, visible_line, width_of

Format = Literal["table", "json", "markdown", "csv"]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
GAP = "  "
NO_ROWS = "none"
HEADING_BREAK = re.compile(r"(?<=[A-Za-z0-9,.])\n")  # between words, not within an id or between Japanese letters


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the text that people read for it."""

    value: float | None
    text: str


Cell = str | Number | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` names it in JSON and CSV, `heading` above the table."""

    key: str
    heading: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, with a title above and notes below. A row of one cell is a heading inside the table."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = field(default=())


def cell_text(cell: Cell) -> str:
    """What people read in a cell."""
    if cell is None:
        return ""
    return cell.text if isinstance(cell, Number) else cell


def cell_line(cell: Cell) -> str:
    """The same on one line, with nothing that steers a terminal."""
    return visible_line(cell_text(cell))


def cell_value(cell: Cell) -> str | float | None:
    """What machines read from a cell."""
    return cell.value if isinstance(cell, Number) else cell


def _pad(words: str, width: int, right: bool) -> str:
    fill = " " * (width - width_of(words))
    return fill + words if right else words + fill


def _heading_lines(table: Table) -> list[tuple[str, ...]]:
    parts = [column.heading.split("\n") for column in table.columns]
    depth = max(len(part) for part in parts)
    filled = [[""] * (depth - len(part)) + part for part in parts]
    return list(zip(*filled, strict=True))


def widths(table: Table) -> list[int]:
    """The width that each column needs."""
    lines = _heading_lines(table) + [tuple(map(cell_line, row)) for row in table.rows if len(row) > 1]
    return [max(width_of(line[place]) for line in lines) for place in range(len(table.columns))]


def narrowed(table: Table, width: int, spare: Sequence[str], edge: int) -> Table:
    """The table without as many of its spare columns as it takes to fit a width; a note says which are left out."""
    out: list[str] = []
    for key in spare:
        if sum(each + edge for each in widths(table)) <= width:
            break
        places = [place for place, column in enumerate(table.columns) if column.key != key]
        if len(places) < len(table.columns):
            table = _with_columns(table, places)
            out.append(key)
    note = (f"Columns left out on this narrow terminal: {', '.join(out)}; --format csv has them all",) if out else ()
    return Table(table.title, table.columns, table.rows, (*table.notes, *note))


def _with_columns(table: Table, places: Sequence[int]) -> Table:
    rows = tuple(tuple(row[place] for place in places) if len(row) > 1 else row for row in table.rows)
    return Table(table.title, tuple(table.columns[place] for place in places), rows, table.notes)


def as_text(table: Table) -> str:
    """Plain text in aligned columns, the same on every terminal; without rows no headings stand over nothing."""
    if not table.rows:
        return "\n".join(without_rows(table)) + "\n"
    wide = widths(table)

    def line(cells: Iterable[str]) -> str:
        pairs = zip(cells, wide, table.columns, strict=True)
        return GAP.join(_pad(cell, width, column.right) for cell, width, column in pairs).rstrip()

    body = [cell_line(row[0]) if len(row) == 1 else line(map(cell_line, row)) for row in table.rows]
    head = [line(each) for each in _heading_lines(table)]
    rule = GAP.join("-" * width for width in wide)
    title = [table.title, ""] if table.title else []
    notes = ["", *table.notes] if table.notes else []
    return "\n".join([*title, *head, rule, *body, *notes]) + "\n"


def without_rows(table: Table) -> Sequence[str]:
    """The lines of a table that has no row: its title and its notes, or that there is none."""
    return (*((table.title, "") if table.title else ()), *(table.notes or (NO_ROWS,)))


def as_markdown(table: Table) -> str:
    """A Markdown table, in which every text shows as it is."""

    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    count = len(table.columns)
    head = line(escaped(HEADING_BREAK.sub(" ", column.heading).replace("\n", "")) for column in table.columns)
    rule = "|" + "|".join("---:" if column.right else "---" for column in table.columns) + "|"
    body = [
        line([bold(cell_text(row[0])), *[""] * (count - 1)] if len(row) == 1 else map(escaped, map(cell_text, row)))
        for row in table.rows
    ]
    title = [f"## {escaped(table.title)}", ""] if table.title else []
    notes = ["", *(f"{escaped(note)}  " for note in table.notes)] if table.notes else []
    return "\n".join([*title, head, rule, *body, *notes]) + "\n"


def never_formula(cell: str | float | None) -> str | float:
    """Text that a spreadsheet would read as a formula gets an apostrophe before it; numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return "'" + cell
    return cell


def as_csv(keys: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> str:
    """CSV with a heading line; no cell can be read as a formula."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([never_formula(key) for key in keys])
    writer.writerows([never_formula(cell) for cell in row] for row in rows)
    return made.getvalue()


def table_csv(table: Table) -> str:
    """A table's values as CSV."""
    rows = ([cell_value(cell) for cell in row] for row in table.rows if len(row) > 1)
    return as_csv([column.key for column in table.columns], rows)


def records(table: Table) -> list[dict[str, str | float | None]]:
    """A table's values as one record a row."""
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, map(cell_value, row), strict=True)) for row in table.rows if len(row) > 1]


def as_json(document: object) -> str:
    """JSON with sorted keys; NaN and infinity are refused, since JSON has neither."""
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return as_json_escapes(text) + "\n"


def written(table: Table, how: Format, document: object = None) -> str:
    """A table in one of the formats; `document` replaces the records in JSON."""
    if how == "json":
        return as_json(records(table) if document is None else document)
    if how == "csv":
        return table_csv(table)
    return as_markdown(table) if how == "markdown" else as_text(table)

"""A table of plain numbers, built once: a terminal prints it with ids, a sheet lays it out with labels.

Numbers are in base units; each column says what kind of number it holds, and each medium how it shows that kind. A
medium that shows less chooses columns.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from estimator.display.decision import Shown, shown
from estimator.display.declared import of_metric_named
from estimator.display.text import DASH, text
from estimator.pack.records import Settings
from estimator.report.tables import Cell as PrintedCell
from estimator.report.tables import Column, Number, Table

Kind = Literal["name", "year", "amount", "share", "fine share", "whole share", "typed", "words", "unit", "id", "spacer"]
SHARES: Final = ("share", "fine share", "whole share")
INDENT: Final = "  "  # before the name of a part of what stands above


@dataclass(frozen=True, slots=True)
class Name:
    """What a line or a column is about: the id that a terminal shows, the label that a sheet shows."""

    id: str
    label: str
    part: bool = False


Cell = float | str | Name | None


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column: what kind of numbers it holds, its heading, and a `short` one for a terminal.

    An `amount` is in the table's unit, `typed` as a file has it; `words` are made of other columns.
    """

    key: str
    kind: Kind
    heading: str
    short: str = ""


@dataclass(frozen=True)
class NumberTable:
    """Lines under columns, with notes; `of` and `metric` are what it is about, `unit` is that of its amounts.

    The largest of `sizes` decides how many decimals a terminal shows.
    """

    title: str
    columns: tuple[NumberColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    of: Name | None = None
    metric: str = ""
    unit: str = ""
    sizes: tuple[float, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns."""
        return tuple(each.key for each in self.columns)

    def chosen(self, keys: Iterable[str]) -> NumberTable:
        """The table with some of its columns, in the order given."""
        places = [self.keys.index(key) for key in keys]
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return replace(self, columns=tuple(self.columns[place] for place in places), rows=rows)


def level_name(level: float) -> str:
    """A percentile as an id: `p80`."""
    return f"p{round(level * 100)}"


def level_heading(level: float) -> str:
    """A percentile as people write it: `P80`."""
    return level_name(level).upper()


def known(value: float | None) -> float | None:
    """A number that can be shown; None for any other."""
    return None if value is None or not math.isfinite(value) else value


def as_labelled(name: Name) -> str:
    """A name as a sheet shows it; a part is indented."""
    return INDENT + name.label if name.part else name.label


def labelled(table: NumberTable, unit: str) -> NumberTable:
    """The table as a sheet shows it: labels for names, the unit in the sheet's words in the title."""
    rows = tuple(tuple(as_labelled(cell) if isinstance(cell, Name) else cell for cell in row) for row in table.rows)
    before = f"{table.of.label}: " if table.of else ""
    return replace(table, title=f"{before}{table.title}{f', {unit}' if unit else ''}", rows=rows, of=None)


def printed(table: NumberTable, settings: Settings) -> Table:
    """The table as a terminal and Markdown show it: ids, short headings, numbers in words."""
    how = shown(table.unit, settings, of_metric_named(table.metric)).fitted(table.sizes)
    columns = tuple(Column(each.key, each.short or each.heading, place > 0) for place, each in enumerate(table.columns))
    rows = tuple(
        tuple(_printed(cell, column.kind, how, settings) for cell, column in zip(row, table.columns, strict=True))
        for row in table.rows
    )
    return Table(_printed_title(table, how), columns, rows, table.notes)


def _printed_title(table: NumberTable, how: Shown) -> str:
    before, metric = f"{table.of.id}: " if table.of else "", f" ({table.metric})" if table.metric else ""
    return f"{before}{table.title}{metric}{f', {how.unit}' if table.unit and how.unit else ''}"


def _printed(cell: Cell, kind: Kind, how: Shown, settings: Settings) -> PrintedCell:
    if isinstance(cell, Name):
        return INDENT + cell.id if cell.part else cell.id
    if isinstance(cell, str):
        return cell
    value = known(cell)
    if value is None:
        return Number(None, DASH)
    if kind == "year":
        return f"{settings.year_prefix}{value:.0f}"
    return Number(value, as_percent(value) if kind in SHARES else text(value, how))


def as_percent(share: float, places: int = 1) -> str:
    """A share in per cent: `12.5 %`; nil has no sign."""
    return f"{share * 100:z.{places}f} %"

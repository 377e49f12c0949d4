"""What goes to stdout and what to stderr. Machine formats are UTF-8 on every system."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Literal

from estimator.cli.streams import NARROWEST, tell, write_out
from estimator.visible import visible

if TYPE_CHECKING:
    from estimator.report.tables import Table

EDGE = 3  # what a terminal table puts around each column
SPARE = ("place", "source", "note", "shape", "low", "high")  # left out first where the terminal is narrow
WHOLE = ("id", "metric", "unit", "value", "low", "high")  # columns that a narrow terminal may not break


def say(message: str) -> None:
    """A message for the person, on stderr."""
    tell(message)


def put(text: str, machine: bool = False) -> None:
    """A result, on stdout; what a person reads holds nothing that steers a terminal."""
    if machine and not on_terminal():
        write_out(text.encode(errors="replace"))
    else:
        write_out(visible(text))


def on_terminal() -> bool:
    """True if a person reads stdout directly."""
    return sys.stdout.isatty()


def terminal_width() -> int:
    """Columns of the terminal."""
    return max(NARROWEST, shutil.get_terminal_size().columns)


def text_width(usual: int) -> int:
    """Columns for a text: as usual, and no more than the terminal has where a person reads it there."""
    return min(usual, terminal_width()) if on_terminal() else usual


def put_table(table: Table, how: str, document: object = None) -> None:
    """A table in the format asked for; on a terminal with weight for headings."""
    from estimator.report.tables import narrowed, written

    if how == "table" and on_terminal():
        _put_rich(narrowed(table, terminal_width(), SPARE, EDGE))
    else:
        put(written(table, how, document), machine=how in ("json", "csv"))  # type: ignore[arg-type]


def _put_rich(table: Table) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    from estimator.report.tables import cell_line, without_rows

    if not table.rows:
        put("\n".join(map(visible, without_rows(table))) + "\n")
        return
    made = RichTable(title=Text(visible(table.title)) if table.title else None, box=SIMPLE_HEAD, title_justify="left")
    for column in table.columns:
        side: Literal["left", "right"] = "right" if column.right else "left"
        made.add_column(Text(visible(column.heading)), justify=side, overflow="fold", no_wrap=column.key in WHOLE)
    for row in table.rows:
        made.add_row(*(Text(cell_line(cell)) for cell in row), style="bold" if len(row) == 1 else None)
    console = Console(width=terminal_width())  # not its own: of 0 columns, as some editors say, it prints nothing
    console.print(made)
    for note in table.notes:
        console.print(Text(visible(note)))

"""The formulas of a sheet with their copies along each row, one pattern for all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from estimator.returned.file.copied_formula import copies
from estimator.returned.file.sheet_cells import Run, SheetCells
from estimator.returned.lint.tokens import APART, pattern, shape


class Copied(NamedTuple):
    """A formula with its copies in a row: the columns of all, and the longest of them with its column.

    Its `shape` is the formula with the same address in place of each.
    """

    row: int
    columns: Sequence[int]
    text: str
    column: int
    shape: str

    @property
    def pattern(self) -> str:
        """The pattern of all copies."""
        return pattern(self.text, self.row, self.column)


def copied_along(cells: SheetCells) -> Iterator[Copied]:
    """The formulas row by row; those of data tables have no text and are left out."""
    alone: dict[int, list[tuple[int, str]]] = {}
    for run in cells.runs:
        row, column = cells.rows[run.place], cells.columns[run.place]
        found = _as_read(run, row, column) if run.size > 1 and row not in alone else None
        if found:
            yield found
        elif run.text:
            alone.setdefault(row, []).extend(enumerate(run.texts(), column))
    for row, formulas in alone.items():
        yield from _alone(row, sorted(formulas))


def _as_read(run: Run, row: int, column: int) -> Copied | None:
    """A run as the file has it; None where its last cell has another pattern."""
    last = column + run.size - 1
    end = run.text_at(run.stop - 1)
    if pattern(end, row, last) != pattern(run.text, row, column):
        return None
    places = range(run.place, run.stop)
    longest = bisect_left(places, len(end), key=lambda place: len(run.text_at(place)))
    text = run.text_at(places[longest])
    return Copied(row, range(column, last + 1), text, column + longest, shape(text))


def _alone(row: int, found: Sequence[tuple[int, str]]) -> Iterator[Copied]:
    """The formulas of a row by column, as runs of copies."""
    columns, formulas, first = [column for column, _ in found], [formula for _, formula in found], 0
    while first < len(found):
        stop = copies(columns, formulas, first, APART)
        longest = max(range(first, stop), key=lambda place: len(formulas[place]))
        text = formulas[longest]
        yield Copied(row, columns[first:stop], text, columns[longest], shape(text))
        first = stop

"""A formula taken apart at the columns that move with it, and written out for another column of its row.

Most formulas of a workbook are copies of the one before them along the years. To write out what a copy must say, and to
compare, takes a fraction of the time of taking each apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_uppercase
from typing import Final

from estimator.workbook.cells.addresses import MOST_COLUMNS, column_letters, column_number

NO_LETTERS: Final = str.maketrans("", "", ascii_uppercase)
FIXED: Final = 1
COLUMN: Final = 2


def copies(columns: Sequence[int], formulas: Sequence[str], first: int, reference: re.Pattern[str]) -> int:
    """Where the copies of a formula of a row end, which begin with itself; columns rise from left to right.

    Copies side by side are compared at once, more of them each time.
    """
    stop, step = first + 1, 1
    if stop == len(columns) or formulas[stop].translate(NO_LETTERS) != formulas[first].translate(NO_LETTERS):
        return stop  # copies differ in the letters of columns alone
    copied = CopiedFormula(formulas[first], columns[first], reference)
    while stop < len(columns):
        end = min(stop + step, len(columns))
        side_by_side = columns[end - 1] - columns[stop] == end - 1 - stop
        if side_by_side and copied.along(columns[stop], end - stop) == formulas[stop:end]:
            stop, step = end, 4 * step
        elif step > 1 and copied.at(columns[stop]) == formulas[stop]:
            stop, step = stop + 1, 1
        else:
            break
    return stop


class CopiedFormula:
    """The formula of a cell, as its copies in the same row read."""

    def __init__(self, formula: str, column: int, reference: re.Pattern[str]) -> None:
        """Take a formula of a column apart.

        `reference` finds the addresses, `$` before the column, its letters, `$` before the row and its digits in four
        groups; in what is no address the letters are missing.
        """
        found = [each for each in reference.finditer(formula) if each[COLUMN] and not each[FIXED]]
        ends = [0, *(each.end(COLUMN) for each in found)]
        starts = [*(each.start(COLUMN) for each in found), len(formula)]
        pieces = [formula[end:start] for end, start in zip(ends, starts, strict=True)]
        self._template = "%s".join(each.replace("%", "%%") for each in pieces)
        self._distances = [column_number(each[COLUMN]) - column for each in found]
        self._least = 1 - min(self._distances, default=0)
        self._most = MOST_COLUMNS - max(self._distances, default=0)

    def at(self, column: int) -> str | None:
        """The copy in a column; None where an address would lead out of the sheet."""
        if not self._least <= column <= self._most:
            return None
        return self._template % tuple([column_letters(column + each) for each in self._distances])

    def fits(self, column: int, count: int) -> bool:
        """True if no address of the copies in so many columns from one on leads out of the sheet."""
        return self._least <= column <= column + count - 1 <= self._most

    def along(self, column: int, count: int) -> list[str] | None:
        """The copies in so many columns from one on; None where an address would lead out of the sheet."""
        if not self.fits(column, count):
            return None
        if not self._distances:
            return [self._template % ()] * count
        starts = (column + each for each in self._distances)
        letters = ([column_letters(each) for each in range(start, start + count)] for start in starts)
        return list(map(self._template.__mod__, zip(*letters, strict=True)))

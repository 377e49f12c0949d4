"""Formulas that a spreadsheet program stores once for a run of cells: written out for each of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from estimator.errors import WorkbookError
from estimator.returned.file.copied_formula import CopiedFormula
from estimator.returned.file.limits import MEGABYTE
from estimator.workbook.cells.addresses import column_letters, column_number

PIECE: Final = re.compile(
    r"\"[^\"]*\"|'(?:[^']|'')*'!|(?<![A-Za-z0-9_.])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_.(!])"
)
MOST_LETTERS: Final = 10 * MEGABYTE


def shifted(formula: str, down: int, right: int) -> str:
    """A formula as it reads some rows further down and columns further right; `$` holds a row or column fast."""
    pieces, addresses = _taken_apart(formula)
    moved = {text: _moved(match, down, right) for text, match in addresses.items()}
    written = list(pieces)
    written[1::2] = [moved[each] for each in written[1::2]]
    return "".join(written)


@lru_cache(maxsize=16)
def _taken_apart(formula: str) -> tuple[tuple[str, ...], dict[str, re.Match[str]]]:
    """A formula in pieces, of which every second one is an address; and each address once.

    A formula that is stored once is written out for many cells, and a long one names few cells many times.
    """
    found, pieces, stop = list(PIECE.finditer(formula)), list[str](), 0
    for each in found:
        pieces += [formula[stop : each.start()], each[0]]
        stop = each.end()
    return (*pieces, formula[stop:]), {each[0]: each for each in found}


def _moved(match: re.Match[str], down: int, right: int) -> str:
    """One address of a formula, moved; what only looks like one stays as it is."""
    fixed_column, letters, fixed_row, row = match.groups()
    if letters is None:
        return match[0]
    column = column_number(letters) + (0 if fixed_column else right)
    line = int(row) + (0 if fixed_row else down)
    return f"{fixed_column}{column_letters(column)}{fixed_row}{line}" if column > 0 and line > 0 else "#REF!"


class SharedFormulas:
    """The shared formulas of one sheet, as its cells come by."""

    def __init__(self) -> None:
        """Start without any."""
        self._first: dict[str, tuple[str, int, int]] = {}
        self._copied: dict[str, CopiedFormula] = {}
        self._written = 0

    def formula(self, key: str, text: str, row: int, column: int) -> str:
        """The formula of a cell that shares the formula `key`; `text` is empty but in the cell that comes first.

        Raises WorkbookError where none came first, or for a long one that is repeated too often.
        """
        if text:
            self._first[key] = (text, row, column)
            self._copied.pop(key, None)
            return text
        if key not in self._first:
            raise WorkbookError("shares the formula of a cell that has none; open the file in Excel and save it again")
        master, top, left = self._first[key]
        self._write(len(master))
        return (self._along(key, column) if row == top else None) or shifted(master, row - top, column - left)

    def copied(self, key: str, column: int, count: int) -> CopiedFormula | None:
        """What writes out the formulas of so many cells from a column on, in the row of the first one that shares one.

        None where an address would lead out of the sheet. Raises WorkbookError for one that is repeated too often.
        """
        self._write(len(self._first[key][0]) * count)
        found = self._apart(key)
        return found if found.fits(column, count) else None

    def _write(self, letters: int) -> None:
        self._written += letters
        if self._written > MOST_LETTERS:
            raise WorkbookError("repeats a long formula too often; it is not read")

    def _along(self, key: str, column: int) -> str | None:
        """The formula in another column of the first one's row."""
        return self._apart(key).at(column)

    def _apart(self, key: str) -> CopiedFormula:
        if key not in self._copied:
            master, _, left = self._first[key]
            self._copied[key] = CopiedFormula(master, left, PIECE)
        return self._copied[key]

"""How a share stands in a cell: as a true percentage, 0.1 for 10 %, which Excel shows and reads with its sign.

A pack's file, the command line and every message write it as `10` with the unit %; so did the cells of workbooks
without a format number. Any other number stands in a cell as the file has it.
"""

from __future__ import annotations

from typing import Final

from estimator.units import PERCENT, as_written, in_normal

FORMAT: Final = "format"
"""The property of a workbook that says how its numbers are to be read."""
LATEST_FORMAT: Final = 2
"""Cells for shares hold true percentages. Workbooks of format 1, which have no such property, hold 10 for 10 %."""

WITH_SIGN: Final = "; type it with its sign, as in 5%"


def in_cell(number: float, scale: float) -> float:
    """What a cell holds for a number of a unit with this scale."""
    return in_normal(number, scale) if scale == PERCENT else number


def from_cell(number: float, scale: float) -> float:
    """The number as the pack's file writes it.

    >>> from_cell(in_cell(7.0, 0.01), 0.01), from_cell(7.0, 1e9)
    (7.0, 7.0)
    """
    return as_written(number, scale) if scale == PERCENT else number


def scale_beside(scale: float) -> float:
    """What the column *Scale* holds: by how much cells of this unit are multiplied where formulas read them."""
    return 1.0 if scale == PERCENT else scale

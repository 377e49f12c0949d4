"""Cells of a workbook whose number format hides what they hold: they show nil, or one digit of many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from estimator.workbook.cells.addresses import at
from estimator.workbook.cells.grid import Formula, Grid

REST = 1e-12
BESIDE = 0.002
PLAIN = re.compile(r"(?:\"[^\"]*\")?[#,]*0(?:\.(0*)(#*))?(,*)(%?)(?:\"[^\"]*\")?")


def rendered(number: float, format: str) -> str | None:
    """A number as a format shows it, without separators; None for a format that always shows all, or in words."""
    found = PLAIN.fullmatch(format)
    if not found:
        return None
    places = len(found[1] or "") + len(found[2] or "")
    return f"{number / 1000 ** len(found[3]) * (100 if found[4] else 1):.{places}f}"


def numbers_of(grid: Grid) -> Iterator[tuple[str, float, str, float]]:
    """Address, number and number format of each cell with a number, and the largest number of its row of years."""
    for (row, column), entry in grid.entries.items():
        content = entry.content.value if isinstance(entry.content, Formula) else entry.content
        if isinstance(content, float | int):
            yield at(row, column), float(content), entry.format, abs(float(content))
    for band in grid.bands:
        numbers = [abs(each) for each in band.values if isinstance(each, float | int) and each == each]
        for column, each in zip(grid.columns(band), band.values, strict=True):
            if isinstance(each, float | int):
                yield at(band.row, column), float(each), band.format, max(numbers, default=0.0)


def lost(grid: Grid) -> Iterator[str]:
    """The cells that show nil and hold something else.

    Left aside is what rounding left of the largest of the sheet, a chance next to nil, and a year that is next to
    nothing beside the largest year of its row, which a table shows as 0.0.
    """
    largest = max((abs(number) for _, number, _, _ in numbers_of(grid) if number == number), default=0.0)
    for address, number, format, beside in numbers_of(grid):
        if abs(number) < (REST * largest if "," in format else REST) or abs(number) < beside * BESIDE:
            continue
        shown = rendered(number, format)
        if shown is not None and number == number and number != 0 and not re.search(r"[1-9]", shown):
            yield f"{grid.name}!{address}: {number!r} is shown as {shown} ({format})"

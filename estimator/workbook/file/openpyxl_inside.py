"""What openpyxl keeps to itself and this program needs: every private attribute is met here and nowhere else.

Cells made here skip openpyxl's own checks, and a text never becomes a formula.
"""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE, BUILTIN_FORMATS_REVERSE
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet


def put_cell(sheet: Worksheet, row: int, column: int, style: Any, content: Any, kind: str = "n") -> Cell:
    """Put a cell with a shared style on a sheet; `kind` is n for a number or nothing, s for a text, f for a formula."""
    cell = Cell(sheet, row, column)
    cell._style, cell._value, cell.data_type = style, content, kind
    sheet._cells[row, column] = cell
    return cell


def made_formula(cell: Cell, formula: object) -> Any:
    """Make the content of a cell a formula; returns what stood there."""
    stood = cell._value
    cell._value, cell.data_type = formula, "f"
    return stood


def lead(cell: Cell, place: str) -> None:
    """Make a click on a cell lead to a place in the workbook; openpyxl's own way knows links to other files only."""
    cell._hyperlink = Hyperlink(ref=cell.coordinate, location=place)


def shared_style(cell: Cell, *, quoted: bool = False) -> Any:
    """The style of a cell, to be shared with others; `quoted` marks a text that looks like a formula."""
    if quoted:
        cell._style.quotePrefix = 1
    return cell._style


def set_base_font(workbook: Workbook, font: Font) -> None:
    """Make a font the one of the style Normal and the first of the file, in whose digits columns are measured."""
    workbook._named_styles["Normal"].font = font
    workbook._fonts[0] = font


def format_number(workbook: Workbook, format: str) -> int:
    """The number under which the cells of a workbook know a number format."""
    known = BUILTIN_FORMATS_REVERSE.get(format)
    return int(BUILTIN_FORMATS_MAX_SIZE + workbook._number_formats.add(format) if known is None else known)


def charts_within(chart: Any) -> tuple[Any, ...]:
    """A chart and those drawn over it."""
    return tuple(chart._charts)

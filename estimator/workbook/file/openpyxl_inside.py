"""What openpyxl keeps to itself and this program needs: every private attribute is met here and nowhere else."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE, BUILTIN_FORMATS_REVERSE


def shared_style(cell: Cell, *, quoted: bool = False) -> Any:
    """The style of a cell, to be shared with others; `quoted` marks a text that looks like a formula."""
    if quoted:
        cell._style.quotePrefix = 1
    return cell._style


def style_number(workbook: Workbook, style: Any) -> int:
    """The number of a style in the file, which keeps it from then on."""
    return int(workbook._cell_styles.add(style))


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

"""A workbook that a test edited, saved in a fraction of the time: each part is, byte for byte, openpyxl's."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.sax.saxutils import escape
from zipfile import ZipFile

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.writer.excel import save_workbook

PLAIN = {"f": (str,), "s": (str,), "n": (int, float, type(None))}
"""What a cell of each type holds that is printed here; openpyxl writes all others."""


class Kept:
    """The cells of a sheet as they were loaded, and what is printed of them as long as nobody asks for them."""

    def __init__(self, cells: bytes) -> None:
        self.cells = cells
        self.dimension, self.links = "", list[Any]()
        self.printed: dict[int, str] | None = None


def save(book: openpyxl.Workbook, path: str | Path) -> None:
    """Save a workbook; tests/test_opened.py holds the file to that of openpyxl's own `save`."""
    packed = partial(ZipFile, compresslevel=1)
    with patch.multiple("openpyxl.writer.excel", WorksheetWriter=_Printer, ZipFile=packed):
        save_workbook(book, path)


class _Printer(WorksheetWriter):
    """Prints the cells of a sheet, but for rows with one that is not plain; openpyxl writes these and all else."""

    def __init__(self, sheet: Any) -> None:
        super().__init__(sheet)
        self.numbers: dict[bytes, int] = {}
        self.kept: Kept | None = None if "_cells" in vars(sheet) else sheet.kept
        if self.kept and self.kept.printed is None:
            self._print(self.kept)
        elif self.kept:
            sheet._hyperlinks += self.kept.links

    def _print(self, kept: Kept) -> None:
        """Keep what is printed of cells that nobody asked for, unless openpyxl has to write one."""
        kept.dimension = self.ws.calculate_dimension()
        if all(map(_is_plain, self.ws._cells.values())):
            kept.printed = {}
            for (row, _), cell in sorted(self.ws._cells.items()):
                kept.printed[row] = kept.printed.get(row, "") + self._cell(cell)
            kept.links = list(self.ws._hyperlinks)
        else:
            self.kept = None

    def write_dimensions(self) -> None:
        """The size of the sheet."""
        if self.kept:
            self.xf.send(SheetDimension(self.kept.dimension).to_tree())
        else:
            super().write_dimensions()

    def rows(self) -> list[tuple[int, Any]]:
        """The rows, each with its cells or with what is printed of them."""
        if not self.kept or self.kept.printed is None:
            return super().rows()
        more = self.ws.row_dimensions.keys() - self.kept.printed.keys()
        return sorted({**self.kept.printed, **dict.fromkeys(more, "")}.items())

    def write_row(self, xf: Any, row: list[Cell] | str, row_idx: int) -> None:
        """One row."""
        if isinstance(row, list) and not all(map(_is_plain, row)):
            super().write_row(xf, row, row_idx)
            return
        told = {"r": row_idx, **dict(self.ws.row_dimensions.get(row_idx, {}))}
        attributes = "".join(f' {name}="{value}"' for name, value in told.items())
        cells = row if isinstance(row, str) else "".join(map(self._cell, row))
        xf._file(f"<row{attributes}>{cells}</row>")

    def _cell(self, cell: Cell) -> str:
        value, kind, number = cell._value, cell.data_type, self._style(cell)
        if value is None and not number:
            return ""
        if cell.hyperlink:
            self.ws._hyperlinks.append(cell.hyperlink)
        start = f'<c r="{get_column_letter(cell.column)}{cell.row}"{number}'
        shown = "" if kind == "f" else ' t="inlineStr"' if kind == "s" else f' t="{kind}"'
        if value is None or value == "":
            return f"{start}{shown} />"
        if kind == "f":
            return f"{start}><f>{escape(value[1:])}</f><v /></c>"
        if kind == "s":
            space = ' xml:space="preserve"' if value != value.strip() and value.strip() else ""
            return f"{start}{shown}><is><t{space}>{escape(value)}</t></is></c>"
        digits = safe_string(value)  # none of what is no number
        return f"{start}{shown}><v>{digits}</v></c>" if digits else f"{start}{shown}><v /></c>"

    def _style(self, cell: Cell) -> str:
        """The attribute with the number of a cell's style, if it has one."""
        style = cell._style
        if style is None or not any(style):
            return ""
        key = style.tobytes()
        if key not in self.numbers:
            self.numbers[key] = cell.style_id
        return f' s="{self.numbers[key]}"'


def _is_plain(cell: Cell) -> bool:
    return type(cell._value) in PLAIN.get(cell.data_type, ()) and cell._comment is None

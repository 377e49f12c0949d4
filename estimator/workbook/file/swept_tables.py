"""A workbook of computed values: one sheet a table with a line chart beside it. No formulas, and it says so."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.chart import LineChart, Reference
from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from estimator.errors import WorkbookError
from estimator.files import write_bytes
from estimator.workbook.cells.addresses import column_letters
from estimator.workbook.cells.grid import FORMULA_STARTS, checked_text, stored
from estimator.workbook.file.fill import NO_DIGEST, filled
from estimator.workbook.file.finishing import finished
from estimator.workbook.file.styles import TABS, Styles
from estimator.workbook.file.write import DIGEST
from estimator.workbook.plan.row_places import README

MOST_CELLS = 2_000_000
LONGEST_NAME = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
HEADER = 4
CHART_ROWS = 28
WIDE = 12
MOST_LINES = 12
A4, TITLE_HEIGHT = 9, 24
CHART_WIDTH, CHART_HEIGHT = 26.0, 13.0
ENGLISH = "en-GB"
FIRST_WIDTH, WIDTH, TEXT_WIDTH = 24, 16, 110
COMPUTED = "Computed values, not formulas: they do not change with an assumption. Run the sweep again instead."


@dataclass(frozen=True)
class SweptTable:
    """One sheet: a line for each value of `first`, a column for each of `heads`.

    `lines` are the columns that the chart shows, by place; None in the body is shown as a dash.
    """

    name: str
    title: str
    subtitle: str
    corner: str
    heads: Sequence[str | float]
    first: Sequence[float]
    body: Sequence[Sequence[float | None]]
    format: str
    lines: Sequence[int]
    across: str = ""


def write_sweep(
    path: Path, title: str, notes: Sequence[str], tables: Sequence[SweptTable], manifest: Mapping[str, str]
) -> None:
    """Write tables with their charts atomically.

    Raises WorkbookError for more than two million numbers and for texts that a cell cannot hold.
    """
    cells = sum(len(table.first) * (len(table.heads) + 1) for table in tables)
    if cells > MOST_CELLS:
        raise WorkbookError(f"{cells:,} numbers are too many for a workbook; take larger steps, or --format csv")
    write_bytes(path, sweep_bytes(title, notes, tables, manifest))


def sweep_bytes(title: str, notes: Sequence[str], tables: Sequence[SweptTable], manifest: Mapping[str, str]) -> bytes:
    """The workbook as bytes; equal inputs give equal bytes."""
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)
    first.title = README
    styles = Styles(first)
    names = [sheet_name(number, table.name) for number, table in enumerate(tables, 1)]
    _readme(_Sheet(first, styles), title, notes, tables, names)
    for name, table in zip(names, tables, strict=True):
        _table(_Sheet(workbook.create_sheet(name), styles), table)
    workbook.properties.title, workbook.properties.creator = title, "estimator"
    workbook.properties.language, workbook.properties.created = ENGLISH, datetime(2000, 1, 1)
    for key, text in {**manifest, DIGEST: NO_DIGEST}.items():
        workbook.custom_doc_props.append(StringProperty(name=key, value=checked_text(text, f"manifest {key}")))
    made = io.BytesIO()
    workbook.save(made)
    described = [(f"Line chart: {table.title}. Its numbers stand beside it.",) for table in tables if _is_drawn(table)]
    return filled(finished(made.getvalue(), described), {})


def sheet_name(number: int, words: str) -> str:
    """A legal name, made unique by its number."""
    return f"{number} {words.translate(FORBIDDEN)}"[:LONGEST_NAME].rstrip()


class _Sheet:
    """Puts styled cells on a sheet; text never becomes a formula."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self.sheet, self.styles = sheet, styles
        sheet.sheet_view.showGridLines = False
        sheet.sheet_properties.tabColor = TABS["grey"]

    def put(self, row: int, column: int, content: str | float, kind: str, format: str = "General") -> Cell:
        """Set one cell."""
        cell = Cell(self.sheet, row, column)
        quoted = isinstance(content, str) and content.startswith(FORMULA_STARTS)
        cell._style = self.styles.of(kind, format, quoted=quoted)
        if isinstance(content, str):
            cell._value, cell.data_type = checked_text(content, f"{self.sheet.title}!{cell.coordinate}"), "s"
        else:
            cell._value, cell.data_type = content, "n"
        self.sheet._cells[row, column] = cell
        return cell


def _readme(made: _Sheet, title: str, notes: Sequence[str], tables: Sequence[SweptTable], names: Sequence[str]) -> None:
    made.sheet.column_dimensions["A"].width = TEXT_WIDTH
    made.put(1, 1, title, "title")
    made.put(2, 1, COMPUTED, "status")
    for place, note in enumerate(notes):
        made.put(HEADER + place, 1, note, "wrapped")
    for place, (name, table) in enumerate(zip(names, tables, strict=True)):
        cell = made.put(HEADER + len(notes) + 1 + place, 1, table.title, "go")
        cell._hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")


def _table(made: _Sheet, table: SweptTable) -> None:
    """Title, table and chart: beside a narrow table, above a wide one."""
    sheet, wide = made.sheet, len(table.heads) > WIDE
    header = HEADER + CHART_ROWS if wide else HEADER
    made.put(1, 1, table.title, "title")
    made.put(2, 1, f"{table.subtitle} {COMPUTED}".strip(), "small")
    if table.across:
        made.put(header - 1, 2, table.across, "small")
    _numbers(made, table, header)
    sheet.freeze_panes = None if wide else f"B{header + 1}"
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    _print_setup(sheet, header)
    if _is_drawn(table):
        sheet.add_chart(_chart(sheet, table, header), "B4" if wide else f"{column_letters(len(table.heads) + 3)}4")


def _is_drawn(table: SweptTable) -> bool:
    """One value makes no line."""
    return len(table.first) > 1


def _numbers(made: _Sheet, table: SweptTable, header: int) -> None:
    made.put(header, 1, table.corner, "header")
    made.sheet.column_dimensions["A"].width = FIRST_WIDTH
    for column, head in enumerate(table.heads, 2):
        made.put(header, column, head, "right_header")
        made.sheet.column_dimensions[column_letters(column)].width = WIDTH
    for row, (value, numbers) in enumerate(zip(table.first, table.body, strict=True), header + 1):
        made.put(row, 1, value, "base")
        for column, number in enumerate(numbers, 2):
            content = stored(float("nan") if number is None else number)
            made.put(row, column, content, "dash" if isinstance(content, str) else "formula", table.format)


def _print_setup(sheet: Worksheet, header: int) -> None:
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _chart(sheet: Worksheet, table: SweptTable, header: int) -> LineChart:
    """Lines over the values of the first column."""
    last = header + len(table.first)
    chart = LineChart()
    chart.title, chart.style = table.title, 2
    chart.width, chart.height = CHART_WIDTH, CHART_HEIGHT
    for place in list(table.lines)[:MOST_LINES]:
        chart.add_data(Reference(sheet, min_col=place + 2, min_row=header, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=header + 1, max_row=last))
    chart.x_axis.title, chart.y_axis.title = table.corner, None
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = table.format
    chart.legend.position = "b"
    for series in chart.series:
        series.smooth = False
    return chart

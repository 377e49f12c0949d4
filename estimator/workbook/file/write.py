"""The file of a book: openpyxl makes the sheets, one pass fills in the values."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule, Rule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import DataTableFormula
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from estimator.workbook.cells.addresses import at
from estimator.workbook.cells.book import FONT, Book
from estimator.workbook.cells.data_table import DataTable
from estimator.workbook.cells.formula import placed
from estimator.workbook.cells.grid import (
    FORMULA_STARTS,
    Band,
    Entry,
    Flag,
    Formula,
    Grid,
    Limit,
    Value,
    checked_text,
    stored,
)
from estimator.workbook.file.chart_cache import ChartCache
from estimator.workbook.file.chart_drawing import draw
from estimator.workbook.file.fill import NO_DIGEST, filled
from estimator.workbook.file.finishing import finished
from estimator.workbook.file.openpyxl_inside import format_number, lead, made_formula, put_cell, set_base_font
from estimator.workbook.file.printing import made_from, set_up
from estimator.workbook.file.styles import LIGHTS, TABS, TEXT, Styles

DIGEST = "contents_sha256"
WIDEST = 1e300
ZOOM = 85


def book_bytes(book: Book, manifest: Mapping[str, str]) -> bytes:
    """A composed workbook as bytes."""
    writer = _Writer(book, made_from(manifest))
    raw = writer.save(manifest)
    return filled(finished(raw, [grid.described for grid in book.grids if grid.charts]), writer.values)


class _Writer:
    """Turns a book into an openpyxl workbook, keeping the value of each formula cell."""

    def __init__(self, book: Book, made_from: str) -> None:
        self.book, self.made_from, self.workbook = book, made_from, Workbook()
        first = self.workbook.active
        assert isinstance(first, Worksheet)
        _base_font(self.workbook)
        self.styles = Styles(first, book.font)
        self.values: dict[str, dict[str, Value]] = {}
        self.cache = ChartCache(book.grids)
        for index, grid in enumerate(book.grids):
            sheet = self.workbook.create_sheet(grid.name) if index else first
            sheet.title = grid.name
            self.values[f"xl/worksheets/sheet{index + 1}.xml"] = self._sheet(sheet, grid)
        for name, target in book.names.items():
            self.workbook.defined_names[name] = DefinedName(name, attr_text=target)

    def save(self, manifest: Mapping[str, str]) -> bytes:
        """The file without stored values."""
        properties = self.workbook.properties
        properties.title, properties.subject, properties.creator = self.book.title, self.book.subject, "estimator"
        properties.language, properties.created = self.book.language, datetime(2000, 1, 1)
        for name, text in {**manifest, DIGEST: NO_DIGEST}.items():
            self.workbook.custom_doc_props.append(
                StringProperty(name=name, value=checked_text(text, f"manifest {name}"))
            )
        self.workbook.calculation.fullCalcOnLoad = True
        made = io.BytesIO()
        ExcelWriter(self.workbook, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED)).save()  # packed once, at the end
        return made.getvalue()

    def _sheet(self, sheet: Worksheet, grid: Grid) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for (row, column), entry in grid.entries.items():
            self._entry(sheet, row, column, entry, values)
        for band in grid.bands:
            self._band(sheet, band, grid.first_year_column, values)
        for table in grid.data_tables:
            values[table.first] = made_formula(sheet[table.first], _table_formula(table))
        for chart in grid.charts:
            drawn = draw(chart)
            self.cache.fill(drawn)
            sheet.add_chart(drawn, at(chart.row, chart.column))
        _frame(sheet, grid)
        set_up(sheet, grid, self.book.title, self.made_from, self.book.page)
        return values

    def _entry(self, sheet: Worksheet, row: int, column: int, entry: Entry, values: dict[str, Value]) -> None:
        content, address = entry.content, at(row, column)
        quoted = isinstance(content, str) and content.startswith(FORMULA_STARTS)
        latin = isinstance(content, str) and content.isascii()
        style = self.styles.of(entry.kind, entry.format, quoted=quoted, latin=latin)
        if isinstance(content, Formula):
            cell = put_cell(sheet, row, column, style, "=" + content.text, "f")
            values[address] = content.value
        elif isinstance(content, str):
            cell = put_cell(sheet, row, column, style, checked_text(content, f"{sheet.title}!{address}") or None, "s")
        else:
            cell = put_cell(sheet, row, column, style, None if content is None else stored(content))
        if entry.link:
            lead(cell, entry.link)

    def _band(self, sheet: Worksheet, band: Band, first: int, values: dict[str, Value]) -> None:
        style, row = self.styles.of(band.kind, band.format), band.row
        before = get_column_letter(first - 1)
        for column, value in enumerate(band.values, first):
            letters = get_column_letter(column)
            if band.template:
                put_cell(sheet, row, column, style, "=" + placed(band.template, letters, before), "f")
                values[f"{letters}{row}"] = stored(float(value if value is not None else 0.0))
            else:
                put_cell(sheet, row, column, style, None if value is None else stored(value))
            before = letters


def _table_formula(table: DataTable) -> DataTableFormula:
    """A data table as openpyxl writes it, with the attributes that Excel gives a table of two inputs."""
    return DataTableFormula(ref=table.cells, dt2D=True, dtr=True, r1=table.row_input, r2=table.column_input)


def _base_font(workbook: Workbook) -> None:
    """The font whose digits are the measure of column widths, the same in all programs that show the file."""
    set_base_font(workbook, Font(name=FONT, size=TEXT.size))


def _frame(sheet: Worksheet, grid: Grid) -> None:
    """Widths, panes, groups, validation and colours."""
    for column, width in grid.widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, height in grid.heights.items():
        sheet.row_dimensions[row].height = height
    for first, last, hidden in grid.groups:
        for column in range(first, last + 1):
            dimension = sheet.column_dimensions[get_column_letter(column)]
            dimension.outlineLevel, dimension.hidden = 1, hidden
    for first, last, hidden in grid.row_groups:
        sheet.row_dimensions.group(first, last, outline_level=1, hidden=hidden)
    sheet.sheet_properties.outlinePr.summaryBelow = False
    for limit in grid.limits:
        sheet.add_data_validation(_validation(limit))
    for flag in grid.flags:
        sheet.conditional_formatting.add(flag.cells, _rule(sheet, flag))
    if grid.table:
        sheet.add_table(Table(displayName=grid.table[0], ref=grid.table[1]))
    sheet.freeze_panes = grid.freeze or None
    sheet.sheet_view.zoomScale, sheet.sheet_view.showGridLines = ZOOM, False
    sheet.sheet_properties.tabColor = TABS[grid.tab]


def _rule(sheet: Worksheet, flag: Flag) -> Rule:
    """A conditional format: a light, or a number format under the number that cells of the workbook know it by."""
    if not flag.format:
        return FormulaRule(formula=[flag.formula], **LIGHTS[flag.kind])
    shown = NumberFormat(numFmtId=format_number(sheet.parent, flag.format), formatCode=flag.format)
    return Rule(type="expression", formula=[flag.formula], dxf=DifferentialStyle(numFmt=shown))


def _validation(limit: Limit) -> DataValidation:
    if limit.list:
        made = DataValidation(type="list", formula1=limit.list, allow_blank=False)
    else:
        low, high = limit.between or (-WIDEST, WIDEST)
        made = DataValidation(
            type=limit.kind, operator="between", formula1=repr(low), formula2=repr(high), allow_blank=True
        )
    made.promptTitle, made.prompt, made.showInputMessage = limit.title, limit.prompt, True
    made.showErrorMessage, made.error, made.errorTitle = True, limit.prompt, limit.title
    made.add(limit.cells)
    return made

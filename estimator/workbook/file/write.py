"""The file of a book: openpyxl makes everything but the cells, which are printed with the values stored beside them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule, Rule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from estimator.workbook.cells.addresses import at, corners_of
from estimator.workbook.cells.book import FONT, Book
from estimator.workbook.cells.grid import FORMULAS, WIDEST, Flag, Grid, Limit, checked_text
from estimator.workbook.file.chart_cache import ChartCache
from estimator.workbook.file.chart_drawing import draw
from estimator.workbook.file.fill import NO_DIGEST, sealed, with_cells
from estimator.workbook.file.finishing import finished
from estimator.workbook.file.openpyxl_inside import format_number, set_base_font
from estimator.workbook.file.printed_part import printed_part
from estimator.workbook.file.printing import made_from, set_up
from estimator.workbook.file.shared_texts import SharedTexts
from estimator.workbook.file.sheet_data import SheetPrinter
from estimator.workbook.file.styles import LIGHTS, TABS, TEXT, Styles

DIGEST = "contents_sha256"
AUTOMATIC_EXCEPT_TABLES = "autoNoTable"  # a data table computes the workbook anew for each of its cells
ZOOM = 85
SHEET_PART, STAND_IN = "xl/worksheets/sheet{}.xml", "-"
HIDDEN = ' hidden="1"'


def book_bytes(book: Book, manifest: Mapping[str, str]) -> bytes:
    """A composed workbook as bytes; equal books give equal bytes."""
    writer = _Writer(book, made_from(manifest))
    described = [grid.described for grid in book.grids if grid.charts]
    del book  # the writer lets go of the sheets once they are printed
    cells = writer.cells()  # before the rest is saved: a cell's style is counted when it is printed
    parts = writer.texts.among(finished(writer.save(manifest), described))
    for name in list(cells):  # each is let go once it stands in its part
        parts[name] = with_cells(parts[name], cells.pop(name))
    return sealed(parts)


class _Writer:
    """Turns a book into a workbook of openpyxl that holds everything but the cells, and prints the cells."""

    def __init__(self, book: Book, made_from: str) -> None:
        self.book, self.made_from, self.workbook = book, made_from, Workbook()
        first = self.workbook.active
        assert isinstance(first, Worksheet)
        _base_font(self.workbook)
        self.styles, self.texts = Styles(first, book.font), SharedTexts()
        cache = ChartCache(book.grids)
        self.formulas = sum(grid.formulas for grid in book.grids)
        for index, grid in enumerate(book.grids):
            sheet = self.workbook.create_sheet(grid.called) if index else first
            sheet.title = grid.called
            self._sheet(sheet, grid, cache)
        if any(grid.data_tables for grid in book.grids):
            self.workbook.calculation.calcMode = AUTOMATIC_EXCEPT_TABLES
        for name, target in book.names.items():
            self.workbook.defined_names[name] = DefinedName(name, attr_text=target)

    def cells(self) -> dict[str, bytearray]:
        """The printed cells of each sheet, by the name of its part; each sheet is let go once it is printed."""
        grids, made = list(reversed(self.book.grids)), dict[str, bytearray]()
        self.book = replace(self.book, grids=())
        for number in range(1, len(grids) + 1):
            grid = grids.pop()
            printer = SheetPrinter(grid, self.styles.number_of, rows_of(grid), self.texts)
            printed = made[SHEET_PART.format(number)] = bytearray()
            for line in printer.lines():
                printed += line.encode()
            del grid, printer
        return made

    def save(self, manifest: Mapping[str, str]) -> bytes:
        """The file without its cells."""
        properties = self.workbook.properties
        properties.title, properties.subject, properties.creator = self.book.title, self.book.subject, "estimator"
        properties.language, properties.created = self.book.language, datetime(2000, 1, 1)
        for name, text in {**manifest, FORMULAS: str(self.formulas), DIGEST: NO_DIGEST}.items():
            self.workbook.custom_doc_props.append(
                StringProperty(name=name, value=checked_text(text, f"manifest {name}"))
            )
        self.workbook.calculation.fullCalcOnLoad = True
        made = io.BytesIO()
        ExcelWriter(self.workbook, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED)).save()  # packed once, at the end
        return made.getvalue()

    def _sheet(self, sheet: Worksheet, grid: Grid, cache: ChartCache) -> None:
        _stand_ins(sheet, grid)
        for chart in grid.charts:
            drawn = draw(chart)
            cache.fill(drawn)
            sheet.add_chart(drawn, at(chart.row, chart.column))
        _frame(sheet, grid)
        _protect(sheet, grid)
        set_up(sheet, printed_part(grid), self.book.title, self.made_from, self.book.page)


def _stand_ins(sheet: Worksheet, grid: Grid) -> None:
    """The few cells that openpyxl must see: the corners of what is used, and cells with links."""
    for row, column in _corners(grid):
        sheet.cell(row, column, STAND_IN)
    linked = sorted((place, entry.link) for place, entry in grid.entries.items() if entry.link)
    for (row, column), link in linked:
        sheet.cell(row, column, STAND_IN).hyperlink = Hyperlink(ref=at(row, column), location=link)


def _table(grid: Grid, name: str, cells: str) -> Table:
    """The marked-up table of a sheet, its columns named here: to look them up, openpyxl makes every cell of it."""
    left, top, right, _ = corners_of(cells)
    names = [str(grid.entries[top, column].content) for column in range(left, right + 1)]
    columns = [TableColumn(id=number, name=each) for number, each in enumerate(names, left)]
    return Table(displayName=name, ref=cells, autoFilter=AutoFilter(ref=cells), tableColumns=columns)


def _corners(grid: Grid) -> list[tuple[int, int]]:
    """The first and the last place of what a sheet uses."""
    places = [*grid.entries, *((band.row, grid.columns(band).start) for band in grid.bands)]
    if not places:
        return []
    last = max([grid.last_row, *(band.row for band in grid.bands)])
    return [(min(row for row, _ in places), min(column for _, column in places)), (last, grid.last_column)]


def rows_of(grid: Grid) -> dict[int, str]:
    """The attributes of the rows that have any: outline, hidden, height."""
    found = dict[int, str]()
    for first, last, hidden in grid.row_groups:
        found.update(dict.fromkeys(range(first, last + 1), f'{HIDDEN if hidden else ""} outlineLevel="1"'))
    for row, height in grid.heights.items():
        found[row] = f'{found.get(row, "")} ht="{height:.16g}" customHeight="1"'
    return found


def _base_font(workbook: Workbook) -> None:
    """The font whose digits are the measure of column widths, the same in all programs that show the file."""
    set_base_font(workbook, Font(name=FONT, size=TEXT.size))


def _frame(sheet: Worksheet, grid: Grid) -> None:
    """Widths, panes, groups of columns, validation and colours."""
    for column, width in grid.widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for first, last, hidden in grid.groups:
        for column in range(first, last + 1):
            dimension = sheet.column_dimensions[get_column_letter(column)]
            dimension.outlineLevel, dimension.hidden = 1, hidden
    sheet.sheet_properties.outlinePr.summaryBelow = False
    for limit in grid.limits:
        sheet.add_data_validation(_validation(limit))
    for flag in grid.flags:
        sheet.conditional_formatting.add(flag.cells, _rule(sheet, flag))
    if grid.table:
        sheet.add_table(_table(grid, *grid.table))
    sheet.freeze_panes = grid.freeze or None
    sheet.sheet_view.zoomScale, sheet.sheet_view.showGridLines = ZOOM, False
    sheet.sheet_properties.tabColor = TABS[grid.color]


def _protect(sheet: Worksheet, grid: Grid) -> None:
    """Lock what is not to be typed in, without a password; filters and formats stay allowed."""
    if grid.filtered:
        sheet.auto_filter.ref = grid.filtered
    if not grid.protected:
        return
    locks = sheet.protection
    locks.sheet, locks.autoFilter = True, False
    locks.formatCells = locks.formatColumns = locks.formatRows = False
    if grid.notes_column:
        sheet.column_dimensions[get_column_letter(grid.notes_column)].protection = Protection(locked=False)


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

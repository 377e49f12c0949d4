"""How a sheet is printed: landscape on A4, one page wide, as long as its letters stay large enough to read.

A sheet too wide for that goes on A3, and one too wide for A3 on two or three pages side by side, each repeating its
first columns. Every page names the file, the sheet, its number, and what the numbers were made from.
"""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.utils import column_index_from_string, coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from estimator.workbook.cells.grid import DEFAULT_WIDTH, Grid
from estimator.workbook.cells.paper import A3, A4, CENTIMETRE, DIGIT, MARGIN, PADDING, PIXEL, WIDTH

PAPERS = ((A4, 1), (A3, 1), (A4, 2), (A3, 2), (A3, 3))  # paper and pages side by side, in the order of preference
SMALLEST = 0.65  # of ten points: as small as a footnote
FOOTER_SIZE = 8
DIGEST_LETTERS = 12
LONGEST_FOOTER = 100


def set_up(sheet: Worksheet, grid: Grid, title: str, made_from: str, page: str) -> None:
    """Paper, scale, area, repeated rows and columns, margins and footer of a sheet."""
    paper, pages = paper_of(grid)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", paper
    down = grid.printed_pages // pages
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0 if grid.breaks and down > 1 else down
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for row in grid.breaks:
        sheet.row_breaks.append(Break(id=row))
    if grid.title_rows:
        sheet.print_title_rows = grid.title_rows
    if pages > 1 and repeated(grid):
        sheet.print_title_cols = f"A:{get_column_letter(repeated(grid))}"
    area = print_area(grid)
    if area:
        sheet.print_area = area
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = MARGIN
    margins.bottom = 2 * MARGIN
    _footer(sheet, title, made_from, page)


def made_from(manifest: Mapping[str, str]) -> str:
    """Program, version, pack and the start of its digest on one line."""
    parts = (
        f"{manifest.get('tool', '')} {manifest.get('version', '')}",
        manifest.get("pack", ""),
        manifest.get("digest", "")[:DIGEST_LETTERS],
    )
    return " · ".join(part for part in map(str.strip, parts) if part)


def _footer(sheet: Worksheet, title: str, made_from: str, page: str) -> None:
    text = " · ".join(part for part in (title[: LONGEST_FOOTER - len(made_from)], made_from) if part)
    footer = sheet.oddFooter
    footer.left.text, footer.center.text, footer.right.text = text.replace("&", "&&"), "&A", page
    footer.left.size = footer.center.size = footer.right.size = FOOTER_SIZE


def paper_of(grid: Grid) -> tuple[int, int]:
    """The paper of a sheet and how many pages stand side by side."""
    whole, again = printed_width(grid), sum(_millimetres(grid, column) for column in range(1, repeated(grid) + 1))
    allowed = [each for each in PAPERS if each[1] <= (grid.printed_pages or each[1])]
    for paper, pages in allowed:
        if WIDTH[paper] * pages >= SMALLEST * (whole + (pages - 1) * again):
            return paper, pages
    return allowed[-1]


def printed_width(grid: Grid) -> float:
    """The width of what is printed, in millimetres; columns that are folded away take none."""
    last = max([last_column(grid), *([] if grid.print_columns else [_right_of(grid)])])
    return sum(_millimetres(grid, column) for column in range(1, last + 1))


def last_column(grid: Grid) -> int:
    """The last column that is printed, charts aside."""
    if grid.print_columns:
        return int(column_index_from_string(grid.print_columns.split(":")[1]))
    return grid.last_column


def _right_of(grid: Grid) -> int:
    """The column in which the rightmost chart ends."""
    found = 0
    for chart in grid.charts:
        column, left = chart.column, chart.wide * CENTIMETRE
        while left > _millimetres(grid, column):
            left -= _millimetres(grid, column)
            column += 1
        found = max(found, column)
    return found


def _millimetres(grid: Grid, column: int) -> float:
    if any(first <= column <= last and hidden for first, last, hidden in grid.groups):
        return 0.0
    return float(DIGIT * grid.widths.get(column, DEFAULT_WIDTH) + PADDING) * PIXEL


def repeated(grid: Grid) -> int:
    """How many of the first columns each page repeats: those that stay in sight on the screen."""
    return coordinate_to_tuple(grid.freeze)[1] - 1 if grid.freeze else 0


def print_area(grid: Grid) -> str:
    """The cells that are printed; empty for all."""
    if not grid.print_columns:
        return ""
    first, last = grid.print_columns.split(":")
    return f"{first}1:{last}{grid.last_printed or grid.last_row}"

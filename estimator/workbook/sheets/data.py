"""The sheet Data: one long table of values, headings in its first row and nothing else, for other programs.

It holds no formula, title or blank row, so that pandas, R and Power Query read it as it is. The headings turn red once
a *your value* or the scenario differs from the export, or a check fails. Where all pages are wanted it ends on
paper with the metrics: the rows along the years, thousands of lines, stand on the sheets of the options.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from estimator.workbook.cells.addresses import at, column_letters
from estimator.workbook.cells.grid import Flag, Formula, Grid
from estimator.workbook.cells.long_lines import Line, LongLines
from estimator.workbook.plan.named_cells import CHECKS_HOLD
from estimator.workbook.plan.sheet_registry import DATA
from estimator.workbook.sheets.value_sheet import LIVE_NAME

WIDTHS = {"label": 44, "id": 40, "option": 28, "price_basis": 22, "unit": 24, "value": 22}
NARROW = 12
YEAR, PLAIN, WHOLE, LARGE, FINE = "fiscal_year", "0", "#,##0", "#,##0.0", "0.0#########"
THOUSAND, YEARS = 1000.0, "year"  # the unit of a fiscal year
TABLE = "long_table"
METRIC = "metric"  # the kind of a line, in its first column
STALE = f"OR({LIVE_NAME}<>1,{CHECKS_HOLD.name}<>1)"
AS_EXPORTED, OUT_OF_DATE = "Data: as exported", "Data: OUT OF DATE: an input differs, or a check fails"


def data_grid(columns: Sequence[str], rows: Sequence[Sequence[float | str | None]]) -> Grid:
    """The sheet of a long table; blank cells stand for what does not apply."""
    grid = Grid(DATA, freeze="A2", title_rows="1:1")
    for index, heading in enumerate(columns, 1):
        grid.put(1, index, heading, "header")
        grid.widths[index] = WIDTHS.get(heading, NARROW)
    grid.long = LongLines(2, rows, _format_of(columns))
    last = len(rows) + 1
    grid.print_columns, grid.last_printed = f"A:{column_letters(len(columns))}", _last_metric(rows) or last
    grid.table = (TABLE, f"A1:{at(last, len(columns))}")
    grid.flags.append(Flag(f"A1:{at(1, len(columns))}", STALE))
    return grid


def _format_of(columns: Sequence[str]) -> Callable[[Line, int], str]:
    """The format of a number by its line and place: of a year in the column of years, and where the unit says so."""

    def format_of(line: Line, place: int) -> str:
        number = line[place]
        assert isinstance(number, float | int)
        return PLAIN if columns[place] == YEAR or YEARS in line else written_out(number)

    return format_of


def written_out(number: float) -> str:
    """The format that shows a number by its digits, however large or small: no power of ten, no cell full of ####."""
    if float(number).is_integer():
        return WHOLE
    return LARGE if abs(number) >= THOUSAND else FINE


def put_data_flag(readme: Grid, row: int, holds: bool) -> None:
    """Say in words, in a row of Read me, what the colour of the headings of Data says."""
    news = AS_EXPORTED if holds else OUT_OF_DATE
    readme.put(row, 2, Formula(f'IF({STALE},"{OUT_OF_DATE}","{AS_EXPORTED}")', news), "status")
    readme.flags.append(Flag(at(row, 2), STALE, "bad"))


def _last_metric(rows: Sequence[Sequence[float | str | None]]) -> int:
    """The row of the last line with a metric of an option; 0 for none."""
    return max((row for row, cells in enumerate(rows, 2) if cells[0] == METRIC), default=0)

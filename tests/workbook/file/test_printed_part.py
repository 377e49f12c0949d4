"""Of a sheet the first pages are printed: as many rows as they hold, and no part of a chart."""

import pytest

from estimator.workbook.cells.charts import Chart
from estimator.workbook.cells.grid import Grid
from estimator.workbook.cells.long_lines import LongLines
from estimator.workbook.file.printed_part import printed_part
from estimator.workbook.file.printing import print_area


def a_sheet(rows, pages, **more):
    """A narrow sheet of plain rows, from A4 to two columns."""
    grid = Grid("list", widths={1: 40.0, 2: 20.0}, printed_pages=pages, **more)
    for row in range(1, rows + 1):
        grid.put(row, 1, f"line {row}")
    return grid


def test_a_sheet_prints_the_rows_that_its_pages_hold():
    # A4 on its side is 210 mm high, less 3 × 0.4 inch of margins: 179.52 mm, of which 92 % are counted on: 165.2 mm.
    # A row of 13.2 points is 4.6567 mm: 35 rows a page.
    assert print_area(printed_part(a_sheet(100, 1))) == "A1:A35"
    assert print_area(printed_part(a_sheet(100, 2))) == "A1:A70"


def test_headings_that_each_page_repeats_take_their_room():
    # Two rows repeated leave 33 on the second page: 35 + 33
    assert print_area(printed_part(a_sheet(100, 2, title_rows="1:2"))) == "A1:A68"


def test_a_folded_row_takes_none_and_a_high_one_its_own():
    # Rows 11 to 30 are folded: the page ends 20 rows later, in row 55; row 5 of three lines takes two rows more: 53
    grid = a_sheet(100, 1, row_groups=[(11, 30, True)], heights={5: 3 * 13.2})
    assert print_area(printed_part(grid)) == "A1:A53"


@pytest.mark.parametrize(("rows", "pages"), [(100, 0), (30, 1)])
def test_a_sheet_of_which_all_is_wanted_or_fits_is_printed_whole(rows, pages):
    assert print_area(printed_part(a_sheet(rows, pages))) == ""


def chart(row):
    """A chart of 4.7 cm: ten rows of 4.6567 mm and a little."""
    return Chart("bars", "Cost", "", "", (), row, 1, 10.0, 4.7)


def test_no_part_of_a_chart_is_printed_and_no_heading_without_its_table():
    # The chart from row 30 on ends in row 40, beyond the 35 that fit, so that the page ends above it; the heading of
    # row 29 would stand alone.
    grid = a_sheet(100, 1, charts=(chart(30),))
    grid.put(29, 1, "A heading", "band")
    assert print_area(printed_part(grid)) == "A1:A28"


def test_a_chart_that_fits_is_printed_with_the_blank_rows_that_it_covers():
    grid = Grid("pictures", printed_pages=1, charts=(chart(20), chart(60)))
    grid.put(1, 1, "title")
    grid.put(90, 1, "numbers")
    # The page holds 35 rows; the first chart covers 20 to 30, or to 31 where rows come out lower
    assert print_area(printed_part(grid)) == "A1:A31"


def test_a_sheet_too_wide_for_its_page_prints_its_first_columns():
    # Columns of 20 are 38.36 mm; at 65 % A3 takes 400/0.65 = 615 mm: 16 columns
    grid = Grid("wide", freeze="B5", widths=dict.fromkeys(range(1, 41), 20.0), printed_pages=1)
    grid.put(1, 40, "end")
    assert print_area(printed_part(grid)) == "A1:P1"


def test_the_lines_of_a_long_table_are_printed_as_any_rows():
    grid = Grid("list", widths={1: 40.0, 2: 20.0}, printed_pages=1)
    grid.put(1, 1, "kind", "header")
    grid.long = LongLines(2, [("metric", 1.0)] * 99, lambda line, place: "0")
    assert print_area(printed_part(grid)) == "A1:B35"  # 35 rows a page, as above

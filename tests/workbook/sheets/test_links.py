"""Every link leads to a cell that is there: sources to their records, inputs to their rows, sheets to the contents."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from estimator.workbook.plan.comparison_plan import FIRST_METRIC, HEADER_ROW, ID_ROW
from estimator.workbook.plan.input_places import COLUMN, TOP
from estimator.workbook.plan.landmarks import ID_HEADING
from estimator.workbook.plan.row_places import ID
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, COMPARISON, DATA, README, SCENARIOS, SOURCES, YEARLY
from estimator.workbook.sheets.links import BACK
from tests.workbook import bad_workbooks

TARGET = re.compile(r"(?:'(.+)'|([^'!]+))!\$?([A-Z]+)\$?([0-9]+)\Z")


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(bad_workbooks.good()))


def target(book, cell):
    """The cell that a link leads to."""
    found = TARGET.match(cell.hyperlink.location)
    assert found, cell.hyperlink.location
    return book[found[1] or found[2]][f"{found[3]}{found[4]}"]


def test_every_link_leads_to_a_cell_with_something_in_it(book):
    linked = [cell for sheet in book for row in sheet for cell in row if cell.hyperlink]
    assert len(linked) > 50
    for cell in linked:
        place = target(book, cell)
        filled = [each for each in (place, place.parent.cell(place.row, 1)) if each.value is not None]
        assert filled, (cell.parent.title, cell.coordinate, cell.hyperlink.location)


def test_the_source_of_every_assumption_leads_to_its_record(book):
    sheet = book[ASSUMPTIONS]
    cells = [sheet.cell(row, COLUMN["source"]) for row in range(TOP, sheet.max_row + 1)]
    named = [cell for cell in cells if cell.value]
    assert len(named) > 20
    for cell in named:
        place = target(book, cell)
        assert (place.parent.title, place.value) == (SOURCES, cell.value)


def test_the_inputs_of_an_option_lead_to_assumptions_and_to_sources(book):
    sheet = book["alpha"]
    rows = [row for row in sheet.iter_rows() if row[0].hyperlink and row[3].value]
    assert len(rows) > 20
    for row in rows:
        assert target(book, row[0]).parent.title in (ASSUMPTIONS, YEARLY)
        basis = next(cell for cell in row if str(cell.value).startswith("Grade "))
        assert target(book, basis).value in basis.value


def test_scenarios_and_yearly_inputs_lead_to_the_row_of_the_assumption(book):
    growth = next(row[0] for row in book[SCENARIOS].iter_rows() if row[0].value == "economy.growth")
    assert target(book, growth).value == "economy.growth"
    yearly = next(row for row in book[YEARLY].iter_rows() if row[3].value == "budget.share")
    assert target(book, yearly[0]).value == "budget.share"


def test_every_sheet_leads_back_to_the_contents_which_lead_to_it(book):
    for sheet in book:
        if sheet.title in (README, DATA):
            continue
        assert sheet["B2"].value == BACK
        heading = target(book, sheet["B2"])
        assert (heading.parent.title, heading.value) == (README, "Contents")
    names = [cell.value for cell in book[README]["A"] if cell.hyperlink]
    assert names == [each for each in book.sheetnames if each != README]


def test_every_metric_of_the_comparison_leads_to_its_row(book):
    sheet = book[COMPARISON]
    ids = {cell.column: cell.value for cell in sheet[ID_ROW] if cell.value}
    column = next(cell.column for cell in sheet[HEADER_ROW] if cell.value == ID_HEADING)
    linked = [cell for row in sheet.iter_rows(min_row=FIRST_METRIC) for cell in row if cell.hyperlink]
    assert len(linked) == 5  # four metrics of alpha, one of beta
    for cell in linked:
        place = target(book, cell)
        metric = f"{ids[cell.column]}.{sheet.cell(cell.row, column).value}"
        assert place.parent.cell(place.row, ID).value == metric

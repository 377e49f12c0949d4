"""A workbook that was broken says so itself: the master check fails, and no verdict stands."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from estimator import api
from estimator.returned.file.recalculate import recalculate
from estimator.workbook.cells.addresses import at
from estimator.workbook.plan.comparison_plan import FIRST_OPTION, SELECTOR, VERDICT_ROW
from estimator.workbook.plan.held_cells import AS_ON_SHEET, IDS_STAND
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.integrity_checks import IN_LIST, NO_ERROR
from estimator.workbook.plan.named_cells import CHECKS_HOLD
from estimator.workbook.plan.row_places import ID, VALUE
from estimator.workbook.plan.while_checks_hold import NOT_VALID

COASTGUARD = Path(__file__).parents[2] / "assumptions" / "coastguard"
OPTION = "chartered_vessels"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The workbook of a small pack as written."""
    return api.load(COASTGUARD).compare().to_workbook(tmp_path_factory.mktemp("whole") / "whole.xlsx")


def row_of(sheet, id, column):
    """The row in which an id stands."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == id)


def swap(sheet, one, other):
    """Swap what two rows hold, as sorting does, without the names that point to them."""
    for column in range(1, sheet.max_column + 1):
        cells = sheet.cell(one, column), sheet.cell(other, column)
        cells[0].value, cells[1].value = cells[1].value, cells[0].value


def people_typed_over(book):
    sheet = book["Comparison"]
    sheet.cell(row_of(sheet, "years_short_of_people", sheet.max_column - 1), FIRST_OPTION + 1).value = 77


def text_over_a_number(book):
    sheet = book["Comparison"]
    sheet.cell(VERDICT_ROW + 4, FIRST_OPTION).value = "–"


def assumptions_swapped(book):
    sheet = book["Assumptions"]
    rows = [row for row in range(5, 40) if sheet.cell(row, COLUMN["scale"]).value is not None]
    swap(sheet, rows[1], rows[3])


def yearly_inputs_swapped(book):
    sheet = book["Yearly inputs"]
    rows = [row for row in range(5, sheet.max_row) if sheet.cell(row, ID).value]
    swap(sheet, rows[0], rows[1])


def option_rows_swapped(book):
    sheet = book[OPTION]
    rows = [row for row in range(30, sheet.max_row) if sheet.cell(row, ID).value]
    swap(sheet, rows[-1], rows[-2])


def scenarios_renamed(book):
    sheet = book["Scenarios"]
    sheet["F4"].value, sheet["G4"].value = sheet["G4"].value, sheet["F4"].value


def an_error_on_an_option(book):
    sheet = book[OPTION]
    row = max(row for row in range(30, sheet.max_row) if sheet.cell(row, ID).value and sheet.cell(row, VALUE).value)
    sheet.cell(row, VALUE).value = "=1/0"


def an_error_on_a_price_sheet(book):
    book["Prices"]["H8"].value = "=NA()"


def an_unknown_scenario(book):
    book["Comparison"].cell(*SELECTOR).value = "no such scenario"


def test_a_workbook_as_written_holds(written):
    found = recalculate(written)
    assert found[CHECKS_HOLD.sheet, at(*CHECKS_HOLD.place)] == 1
    assert NOT_VALID not in found.values()


@pytest.mark.parametrize(
    ("spoil", "label"),
    [
        (people_typed_over, AS_ON_SHEET),
        (text_over_a_number, AS_ON_SHEET),
        (assumptions_swapped, IDS_STAND),
        (yearly_inputs_swapped, IDS_STAND),
        (option_rows_swapped, IDS_STAND),
        (scenarios_renamed, IDS_STAND),
        (an_error_on_an_option, NO_ERROR),
        (an_error_on_a_price_sheet, NO_ERROR),
        (an_unknown_scenario, IN_LIST),
    ],
)
def test_a_broken_workbook_says_so_and_gives_no_verdict(spoil, label, written, tmp_path):
    book = openpyxl.load_workbook(written)
    spoil(book)
    path = tmp_path / "broken.xlsx"
    book.save(path)
    found = recalculate(path)
    failed = {found["Checks", f"A{row}"] for row in range(7, 70) if found.get(("Checks", f"D{row}")) == "FAILS"}
    assert label in failed
    assert found[CHECKS_HOLD.sheet, at(*CHECKS_HOLD.place)] == 0
    assert found["Comparison", "A2"].startswith("A check fails")
    assert found["Comparison", at(VERDICT_ROW, FIRST_OPTION)] == NOT_VALID
    assert found[OPTION, "B6"] == NOT_VALID
    answer = [found.get(("Read me", f"B{row}")) for row in range(7, 12)]
    assert answer == [NOT_VALID] * 5


def test_the_japanese_workbook_holds_and_says_so_in_japanese_where_it_does_not(tmp_path):
    path = api.load(COASTGUARD).compare().to_workbook(tmp_path / "ja.xlsx", language="ja")
    assert recalculate(path)[CHECKS_HOLD.sheet, at(*CHECKS_HOLD.place)] == 1
    book = openpyxl.load_workbook(path)
    an_unknown_scenario(book)
    book.save(path)
    assert recalculate(path)["Comparison", at(VERDICT_ROW, FIRST_OPTION)] == "無効"

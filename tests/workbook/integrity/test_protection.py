"""Sheets to type into are protected without a password: yellow cells and notes open, filters and formats allowed."""

import openpyxl
import pytest
from typer.testing import CliRunner

from estimator.cli.app import app
from estimator.returned.importing import read_import
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.protection import NOTES
from tests.opened import opened
from tests.returned.sent_back import PRICE, row_of
from tests.workbook.selector import selector

LOCKED = {"What-if", "Assumptions", "Scenarios"}


@pytest.fixture(scope="module")
def book(sent):
    return opened(sent)


def test_sheets_to_type_into_are_protected_and_allow_filters_and_formats(book):
    for name in LOCKED:
        locks = book[name].protection
        assert locks.sheet, name
        assert locks.password is None
        assert [locks.autoFilter, locks.formatCells, locks.formatColumns, locks.formatRows] == [False] * 4, name
        assert locks.sort, name
        assert locks.insertRows, name
    assert book["Assumptions"].auto_filter.ref.startswith("A4:")
    # Comparison, Yearly inputs and the year sheets have closed outlines; on the others nothing depends
    assert {sheet.title for sheet in book if sheet.protection.sheet} == LOCKED


def test_yellow_cells_selectors_and_notes_are_open_and_all_else_is_locked(book):
    sheet = book["Assumptions"]
    row = row_of(sheet, PRICE)
    locked = {name: sheet.cell(row, column).protection.locked for name, column in COLUMN.items()}
    assert [name for name, each in locked.items() if not each] == ["your_value"]
    assert not selector(book).protection.locked
    for name, heading in (("Assumptions", 4), ("Scenarios", 4)):
        cells = {cell.value: cell.column_letter for cell in book[name][heading]}
        assert not book[name].column_dimensions[cells[NOTES]].protection.locked, name


def test_a_note_in_the_open_column_is_no_edit_of_the_model(pack, returned):
    from estimator import load

    def note(book):
        sheet = book["Assumptions"]
        sheet.cell(row_of(sheet, PRICE), len(COLUMN) + 1).value = "ask the yard"

    found = read_import(returned(note), load(pack).pack)
    assert [each for each in found.edited if "formula" in each.what or "value" in each.what] == []


def test_no_protection_leaves_it_out(pack, tmp_path):
    path = tmp_path / "open.xlsx"
    asked = ["compare", "-p", str(pack), "--draws", "0", "--no-protection", "-o", str(path)]
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert not any(sheet.protection.sheet for sheet in openpyxl.load_workbook(path))

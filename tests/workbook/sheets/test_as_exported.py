"""What stands in a workbook as exported says so, and a flag lights once an input differs from the export."""

from __future__ import annotations

import openpyxl
import pytest

from estimator.pack.records import Override
from estimator.returned.file.package import read_package
from estimator.returned.file.recalculate import recalculate
from estimator.returned.lint.rules import lint
from estimator.returned.verify import verify
from estimator.workbook.export import workbook_bytes
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.sheets.data import AS_EXPORTED, OUT_OF_DATE
from estimator.workbook.sheets.value_sheet import CHANGED, SAME, Attached, Column, Supplement, text_column
from tests.workbook import small
from tests.workbook.selector import selector

TABLE = Supplement(
    "Grades",
    "What it is.",
    (text_column("Option"), Column("Share", 12, "0.0%")),
    (("Six boats", 0.25), ("=1+1 is no formula", None), ("Nothing", "–")),
)
STEADY = Supplement("Judgement", "What it is.", (text_column("Option"),), (("Six boats",),), follows=False)
DATA = (("kind", "id", "fiscal_year", "value"), (("metric", "cost", None, 12.5), ("row", "-outlay", 2021.0, None)))
TYPED = (Override("boat.crew", value=20.0), Override("alpha.boats.ordered", by_year={2023: 3.0, 2024: 1.0}))


def write(path, *overrides, scenarios=()):
    """The small workbook with a table, a steady table and a long table."""
    made = small.model(scenarios, tuple(overrides))
    path.write_bytes(workbook_bytes(made, small.values(made), manifest={}, attached=Attached((TABLE, STEADY), *DATA)))
    return path


def edited(path, sheet, id, column, value):
    """Type a value into the row of an id."""
    book = openpyxl.load_workbook(path)
    row = next(row for row in range(1, 200) if book[sheet].cell(row, 1).value == id)
    book[sheet].cell(row, column).value = value
    book.save(path)
    return path


def flag(path):
    """What the flag of the table says after a recalculation."""
    return recalculate(path)["Grades", "A4"]


@pytest.mark.parametrize("overrides", [(), TYPED])
@pytest.mark.parametrize("scenarios", [(), ("slump",), ("slump", "boom")])
def test_the_flag_is_unlit_at_export_whatever_is_in_force(tmp_path, overrides, scenarios):
    path = write(tmp_path / "case.xlsx", *overrides, scenarios=scenarios)
    assert verify(path).holds
    assert flag(path) == SAME
    assert lint(path) == []


@pytest.mark.parametrize("overrides", [(), TYPED])
@pytest.mark.parametrize("value", [12.5, 0, 20.001])
def test_it_lights_when_a_value_is_typed_in_or_changed(tmp_path, overrides, value):
    path = write(tmp_path / "case.xlsx", *overrides)
    assert flag(edited(path, "Assumptions", "boat.crew", COLUMN["your_value"], value)) == CHANGED


def test_it_lights_when_a_typed_value_is_cleared_or_another_swapped_for_it(tmp_path):
    path = write(tmp_path / "case.xlsx", *TYPED)
    edited(path, "Assumptions", "boat.crew", COLUMN["your_value"], None)
    assert flag(path) == CHANGED
    assert flag(edited(path, "Assumptions", "economy.growth", COLUMN["your_value"], 0.2)) == CHANGED


def test_it_goes_out_when_the_value_is_typed_back(tmp_path):
    path = write(tmp_path / "case.xlsx", *TYPED)
    edited(path, "Assumptions", "boat.crew", COLUMN["your_value"], 1.0)
    assert flag(edited(path, "Assumptions", "boat.crew", COLUMN["your_value"], 20.0)) == SAME


def test_it_lights_when_a_yearly_value_or_the_scenario_changes(tmp_path):
    path = write(tmp_path / "case.xlsx", *TYPED)
    book = openpyxl.load_workbook(path)
    sheet = book["Yearly inputs"]
    start = next(row for row in range(1, 60) if sheet.cell(row, 4).value == "alpha.boats.ordered")
    row = next(row for row in range(start, 60) if sheet.cell(row, 1).value == "Your value")
    column = next(column for column in range(7, 40) if sheet.cell(4, column).value == 2023)
    sheet.cell(row, column).value = 4
    book.save(path)
    assert flag(path) == CHANGED
    other = write(tmp_path / "other.xlsx")
    book = openpyxl.load_workbook(other)
    selector(book).value = "slump"
    book.save(other)
    assert flag(other) == CHANGED


def test_the_contents_say_in_words_whether_the_sheet_data_is_as_exported(tmp_path):
    path = write(tmp_path / "case.xlsx")
    cells = read_package(path).cells("Read me")
    row = next(int(place[1:]) for place, cell in cells.items() if place[0] == "A" and cell.value == "Data")
    assert cells[f"B{row + 1}"].value == AS_EXPORTED
    edited(path, "Assumptions", "economy.growth", COLUMN["your_value"], 0.2)
    assert recalculate(path)["Read me", f"B{row + 1}"] == OUT_OF_DATE


def test_a_table_that_no_assumption_moves_has_no_flag(tmp_path):
    cells = read_package(write(tmp_path / "case.xlsx")).cells("Judgement")
    assert "A4" not in cells
    assert cells["A8"].value == "Six boats"


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    package = read_package(write(tmp_path / "case.xlsx"))
    assert package.cells("Grades")["A9"].value == "=1+1 is no formula"
    assert package.cells("Grades")["A9"].formula is None
    assert package.cells("Data")["B3"].value == "-outlay"


def test_data_is_one_table_from_the_first_cell_on_for_other_programs(tmp_path):
    import pandas

    frame = pandas.read_excel(write(tmp_path / "case.xlsx"), sheet_name="Data", engine="openpyxl")
    assert list(frame.columns) == list(DATA[0])
    assert frame["value"].tolist()[0] == 12.5
    assert frame["fiscal_year"].tolist()[1] == 2021
    assert all(cell.formula is None for cell in read_package(tmp_path / "case.xlsx").cells("Data").values())


def test_the_contents_name_every_attached_sheet_and_what_it_is_for(tmp_path):
    cells = read_package(write(tmp_path / "case.xlsx")).cells("Read me").values()
    texts = {cell.value for cell in cells}
    assert {"Grades", "Judgement", "Data", "What no formula settles, rated with reasons"} <= texts

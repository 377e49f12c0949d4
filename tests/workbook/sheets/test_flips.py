"""What flips a verdict stands live under the comparison, with the value in use beneath it."""

from dataclasses import replace

import numpy as np
import openpyxl

from estimator.display.declared import shown_assumption, shown_row
from estimator.display.number_format import number_format
from estimator.expression import Reference
from estimator.returned.file.package import read_package
from estimator.returned.file.recalculate import recalculate
from estimator.returned.verify import verify
from estimator.workbook.export import workbook_bytes
from estimator.workbook.plan.input_places import COLUMN
from tests.cases.conftest import wired
from tests.workbook import small


def with_flip():
    """The small model where one option has a flip: fits from a growth of twice its own on."""
    made = small.model()
    base = made.rows["alpha.people"]
    marks = {"measure": "flip", "by": "economy.growth", "over": "full"}
    definition = replace(base.definition, label="Fits from this growth on", metric=False)
    flip = replace(
        base,
        id="alpha.growth_to_fit",
        label="Fits from this growth on",
        unit="1",
        marks=marks,
        definition=definition,
        expression=Reference("economy.growth") + Reference("economy.growth"),
        precedents=("economy.growth",),
    )
    made = replace(made, rows={**made.rows, flip.id: flip}, order=(*made.order, flip.id))
    return made, {**small.values(made), flip.id: np.array([[0.03]])}


def test_the_flip_and_the_value_in_use_follow_an_edit(tmp_path):
    made, values = with_flip()
    path = tmp_path / "case.xlsx"
    path.write_bytes(workbook_bytes(made, values, manifest={}))
    assert verify(path).holds
    cells = read_package(path).cells("Comparison")
    row = next(int(at[1:]) for at, cell in cells.items() if cell.value == "Fits from this growth on")
    assert (cells[f"C{row}"].value, cells[f"C{row + 1}"].value) == (0.03, 0.015)
    assert cells[f"D{row}"].value == "–"  # the other option has no such flip
    assert cells[f"E{row + 1}"].value == "economy: growth"  # in the column Best: the label, no id
    book = openpyxl.load_workbook(path)
    sheet = book["Assumptions"]
    growth = next(each for each in range(1, 60) if sheet.cell(each, 1).value == "economy.growth")
    sheet.cell(growth, COLUMN["your_value"]).value = 0.05
    book.save(path)
    found = recalculate(path)
    assert abs(found["Comparison", f"C{row}"] - 0.1) < 1e-12
    assert abs(found["Comparison", f"C{row + 1}"] - 0.05) < 1e-12


def test_a_flip_outside_what_its_assumption_allows_is_shown_in_words(tmp_path):
    made, values = with_flip()
    growth = replace(made.inputs["economy.growth"], limits=(-5.0, 2.5), unit="percent", scale=0.01)
    made = replace(made, inputs={**made.inputs, "economy.growth": growth})
    path = tmp_path / "case.xlsx"
    path.write_bytes(workbook_bytes(made, values, manifest={}))
    book = openpyxl.load_workbook(path)
    rows = {cell.value: cell.row for cell in book["Comparison"]["A"]}
    row = rows["Fits from this growth on"]
    # The limits of 2.5 and -5 percent as the fractions that the cells hold: 0.025 and -0.05.
    words = '[>0.025]"at no value";[<=-0.05]"at any value";'
    assert book["Comparison"][f"C{row}"].number_format == f"{words}#,##0.00%"
    assert book["Comparison"][f"C{row + 1}"].number_format == "#,##0.00%"  # the value in use is a number as before
    formats = [cell.number_format for cell in book["alpha"]["C"] if cell.number_format.startswith("[")]
    assert [each.startswith(words) for each in formats] == [True]


def test_a_pack_without_flips_has_no_such_block(tmp_path):
    made = small.model()
    path = tmp_path / "case.xlsx"
    path.write_bytes(workbook_bytes(made, small.values(made), manifest={}))
    texts = {cell.value for cell in read_package(path).cells("Comparison").values() if isinstance(cell.value, str)}
    assert not any("flips a verdict" in text for text in texts)


def test_the_ceiling_and_the_break_even_are_shown_with_three_decimals():
    model = wired("coastguard")
    for id in ("drones_and_shore_watch.break_even_gdp_share", "drones_and_shore_watch.largest_break_even"):
        assert number_format(shown_row(model, model.rows[id], [0.0026])) == "#,##0.000%"
    assert number_format(shown_assumption(model, model.inputs["budget.gdp_share"], [0.0026])) == "#,##0.000%"
    peak = model.rows["drones_and_shore_watch.peak_share_of_headroom"]
    assert number_format(shown_row(model, peak, [0.0026])) == "#,##0.00%"


def test_the_label_of_the_value_in_use_wraps_and_its_row_is_high_enough(tmp_path):
    made, values = with_flip()
    long = replace(made.inputs["economy.growth"], label="growth of the whole economy in a year, " * 3)
    made = replace(made, inputs={**made.inputs, "economy.growth": long})
    path = tmp_path / "case.xlsx"
    path.write_bytes(workbook_bytes(made, values, manifest={}))
    sheet = openpyxl.load_workbook(path)["Comparison"]
    cell = next(cell for cell in sheet["A"] if str(cell.value).startswith("in use: growth"))
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[cell.row].height >= 4 * 13  # 125 letters in a column of 40: four lines

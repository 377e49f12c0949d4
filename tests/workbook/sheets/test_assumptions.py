"""The sheet Assumptions: what matters most first, in use beside what is typed in, units as people say them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from estimator import load
from estimator.analysis.questions.key_inputs import key_inputs
from estimator.analysis.standing.inputs_by_layer import read_inputs
from estimator.report.manifest import manifest_texts
from estimator.returned.reader.workbook import read_returned
from estimator.workbook.book import compose
from estimator.workbook.cells.grid import LINE_HEIGHT
from estimator.workbook.file.styles import LOOKS
from estimator.workbook.plan.input_places import COLUMN, KEY_HEADING, TOP, place
from estimator.workbook.sheets.assumptions import unit_words
from tests.opened import opened
from tests.shipped import shipped
from tests.workbook import small


def test_what_matters_most_stands_in_the_first_block_and_nowhere_else():
    inputs = read_inputs(small.model())
    made = place(inputs, {}, ["boat.crew", "economy.growth", "unknown.input"])
    assert made.headings[TOP] == KEY_HEADING
    assert (made.assumptions["boat.crew"], made.assumptions["economy.growth"]) == (TOP + 1, TOP + 2)
    rows = list(made.assumptions.values())
    assert len(set(rows)) == len(rows) == len(inputs.found)
    assert made.headings[TOP + 4] == "Economy"  # a row apart, its growth left out
    assert made.assumptions["economy.output"] == TOP + 5


def test_without_a_list_the_files_come_in_their_order():
    made = place(read_inputs(small.model()), {})
    assert KEY_HEADING not in made.headings.values()


@pytest.fixture(scope="module")
def sheet(sent):
    return opened(sent)["Assumptions"]


def cells(sheet, id):
    row = next(row for row in range(TOP, sheet.max_row + 1) if sheet.cell(row, COLUMN["id"]).value == id)
    return {name: sheet.cell(row, column).value for name, column in COLUMN.items()}


def test_the_value_in_use_stands_beside_the_cell_to_type_into_and_units_are_words(sheet, pack):
    assert COLUMN["in_use"] == COLUMN["your_value"] + 1
    settings = load(pack).pack.settings
    found = cells(sheet, "patrol_ship.unit_price")
    assert found["file_unit"].startswith(("M", "k", "G"))
    assert f" per ship, {settings.year_prefix}" in found["unit"] or found["unit"].endswith(" prices")
    assert "_" not in found["unit"]
    heads = [cell.value for cell in sheet[TOP - 1]]
    assert heads[COLUMN["unit"] - 1] == "Unit"
    assert heads[COLUMN["file_unit"] - 1] == "Unit in the files"


def test_a_pure_number_is_told_by_what_it_is():
    share = replace(small.assumption("boat.share", 0.2), shown="share")
    assert unit_words(share, small.SETTINGS) == "share"
    assert unit_words(replace(share, shown="ratio"), small.SETTINGS) == "ratio"
    assert unit_words(replace(share, shown=""), small.SETTINGS) == "number"
    price = small.assumption("boat.price", 4.0, "MEUR_2020 / boat")
    assert unit_words(price, small.SETTINGS) == "€m per boat, FY2020 prices"
    assert unit_words(small.assumption("boat.first_order_year", 2022.0, "year"), small.SETTINGS) == "fiscal year"
    assert unit_words(small.assumption("boat.lead_time", 4.0, "year"), small.SETTINGS) == "years"  # a duration


def test_the_first_block_is_the_list_of_the_page_and_the_table_has_a_filter(sheet, pack):
    wanted = key_inputs(load(pack).compare().model)
    block = [sheet.cell(row, COLUMN["id"]).value for row in range(TOP + 1, TOP + 1 + len(wanted))]
    assert sheet.cell(TOP, 1).value == KEY_HEADING
    assert block == wanted
    assert sheet.auto_filter.ref.startswith(f"A{TOP - 1}:")


def test_a_workbook_without_a_unit_of_the_files_is_read_by_the_unit_that_it_has(sent, returned):
    def as_before(book):
        sheet = book["Assumptions"]
        for row in range(TOP, sheet.max_row + 1):
            sheet.cell(row, COLUMN["unit"]).value = sheet.cell(row, COLUMN["file_unit"]).value
        sheet.delete_cols(COLUMN["file_unit"])

    was, now = (
        {id: (each.unit, each.scale, each.value) for id, each in read_returned(path).base_rows().items()}
        for path in (sent, returned(as_before))
    )
    assert was == now


def test_the_whole_of_a_shape_can_be_read():
    # "triangular (bounds, mode 150)" has 29 letters, more than its column is wide: it wraps, in a row of two lines.
    read = shipped()
    read = read.compare(read.pack.settings.options[:2])
    book = compose(read.model, read.values, manifest_texts(read.model.pack))
    grid = next(each for each in book.grids if each.name == "Assumptions")
    told = {row: entry for (row, column), entry in grid.entries.items() if column == COLUMN["shape"]}
    row, entry = next((row, entry) for row, entry in told.items() if "(bounds, mode" in str(entry.content))
    assert LOOKS[entry.kind].wrap
    assert grid.heights[row] >= 2 * LINE_HEIGHT

"""The sheet What-if gives at each share of GDP what Python gives with that share, also after its inputs change."""

from dataclasses import replace

import numpy as np
import openpyxl
import pytest

from estimator import load
from estimator.analysis.standing.inputs_by_layer import read_inputs
from estimator.calculators.roles import Role
from estimator.evaluation import evaluate
from estimator.expression import Reference
from estimator.returned.file.recalculate import recalculate
from estimator.workbook.plan.input_places import place
from estimator.workbook.plan.row_places import lay_out
from estimator.workbook.plan.sheet_registry import WHAT_IF
from estimator.workbook.sheets.what_if.shares_of_gdp import FIRST_COLUMN, IN_USE, TOP, WhatIfSheet
from tests.cli.conftest import pack  # noqa: F401 (fixture)
from tests.opened import opened

SHARE = "budget.gdp_share"


@pytest.fixture(scope="module")
def coast():
    """The sheet of the coastguard as planned."""
    model = load("assumptions/coastguard").model()
    return WhatIfSheet(model, evaluate(model), lay_out(model, place(read_inputs(model), {}).spots()))


@pytest.fixture(scope="module")
def written(pack, tmp_path_factory):  # noqa: F811
    """The workbook of a small pack."""
    return load(pack).compare().to_workbook(tmp_path_factory.mktemp("what_if") / "case.xlsx")


def end_of_shares(cells):
    """The row after the last share: the first line without one."""
    return next(row for row in range(TOP, TOP + 99) if cells.get((WHAT_IF, f"A{row}")) in (None, ""))


def over(cells, options):
    """Share and years over by option of each row, as recalculated."""
    letters = [openpyxl.utils.get_column_letter(FIRST_COLUMN + at) for at in range(len(options))]
    for row in range(IN_USE, end_of_shares(cells)):
        found = [cells[WHAT_IF, f"{each}{row}"] for each in letters]
        yield cells[WHAT_IF, f"A{row}"], dict(zip(options, found, strict=True))


def test_each_share_gives_the_years_over_that_python_gives(pack, written, tmp_path):  # noqa: F811
    book = opened(written)
    typed = (0.0006, 0.0008)
    for row, share in enumerate(typed, TOP):
        book[WHAT_IF].cell(row, 1).value = share
    price = next(cell.row for cell in book["Assumptions"]["A"] if cell.value == "patrol_ship.unit_price")
    book["Assumptions"].cell(price, 4).value = 150
    path = tmp_path / "edited.xlsx"
    book.save(path)
    base = load(pack).with_settings("patrol_ship.unit_price=150")
    options = list(base.pack.settings.options)
    counts = set()
    for share, found in over(recalculate(path), options):
        metrics = base.with_overrides({SHARE: share * 100}).compare().metrics
        assert found == {option: metrics[option]["years_over_headroom"].value for option in options}, share
        counts |= set(found.values())
    assert len(counts) > 2  # the shares tell the options apart: 0.05 % to 0.1 % of GDP spans their break-evens


def test_the_shares_lie_around_the_break_evens_so_that_from_one_to_the_next_an_option_more_fits(coast):
    sheet = coast
    # Break-evens of 0.2285, 0.2470, 0.2543 and 0.2610 % of GDP, rounded up, and the share just short of the lowest.
    assert sheet.shares == (0.00228, 0.00229, 0.00247, 0.00255, 0.00261)
    grid = sheet.build()
    lines = [
        [grid.entries[row, FIRST_COLUMN + at].content.value for at in range(len(sheet.options))]
        for row in range(TOP, TOP + len(sheet.shares))
    ]
    assert [line.count(0) for line in lines] == [0, 1, 2, 3, 4]
    assert grid.entries[IN_USE, 1].content.value == 0.0026
    assert {grid.entries[row, 1].kind for row in range(TOP, TOP + len(sheet.shares))} == {"input"}


def test_a_pack_without_break_evens_has_as_many_shares_about_the_one_in_use(coast):
    model, values = coast.model, coast.values
    none = {
        id: np.full_like(each, np.nan) if id.endswith("break_even_gdp_share") else each for id, each in values.items()
    }
    # Nine and eleven tenths of 0.26 %, then 0.286 % and a tenth of it, two tenths, and so on.
    around = (0.00234, 0.00286, 0.00315, 0.00343, 0.00372)
    assert WhatIfSheet(model, none, coast.layout).shares == around


def test_the_row_of_the_share_in_use_is_the_metric(written):
    cells = recalculate(written)
    options = [cells[WHAT_IF, f"{letters}7"] for letters in "CD"]
    share, found = next(over(cells, options))
    assert share == pytest.approx(0.001, rel=1e-12)
    below = {
        option: cells[WHAT_IF, f"{letters}{end_of_shares(cells) + 3}"]
        for option, letters in zip(options, "CD", strict=True)
    }
    assert found == below


def test_the_table_of_shares_says_what_its_numbers_are(written):
    """Above the first option's name stands what the column counts."""
    cells = opened(written)[WHAT_IF]
    assert cells["C6"].value == "Years over headroom of each option, at each share of GDP"
    assert cells["C7"].value == "Watch ashore"


def test_the_yearly_headroom_at_the_share_in_use_is_that_of_the_budget(pack, written):  # noqa: F811
    result = load(pack).compare()
    settings = result.model.pack.settings
    cells = recalculate(written)
    top = next(
        int(address[1:])
        for (sheet, address), value in cells.items()
        if sheet == WHAT_IF and address.startswith("A") and str(value).startswith("Headroom by")
    )
    headroom = result.value("budget.headroom")
    for at, year in enumerate(range(settings.first_year, settings.last_year + 1)):
        letters = openpyxl.utils.get_column_letter(FIRST_COLUMN + at)
        assert cells[WHAT_IF, f"{letters}{top + 1}"] == year
        assert cells[WHAT_IF, f"{letters}{top + 2}"] == pytest.approx(headroom[year], rel=1e-9)


def test_an_edit_of_the_what_if_cells_is_no_edit_of_the_model(pack, written, tmp_path):  # noqa: F811
    from estimator.returned.importing import read_import

    book = opened(written)
    book[WHAT_IF].cell(TOP, 1).value = 0.002
    book.save(tmp_path / "edited.xlsx")
    found = read_import(tmp_path / "edited.xlsx", load(pack).pack)
    assert (found.taken, found.edited, found.refused) == ((), (), ())


def test_the_table_follows_the_budget_of_the_model_whatever_its_rows_say(pack):  # noqa: F811
    """Headroom defined anew in the model is defined anew in the table, in formulas and in numbers alike."""
    model = load(pack).model()
    room = model.require_role(Role.HEADROOM)
    changed = replace(model.rows[room], expression=model.rows[room].expression - 2 * Reference("budget.personnel"))
    changed = replace(changed, precedents=(*changed.precedents, "budget.personnel"))
    model = replace(model, rows={**model.rows, room: changed})
    values = evaluate(model)
    sheet = WhatIfSheet(model, values, lay_out(model, place(read_inputs(model), {}).spots()))
    grid = sheet.build()
    cells = [grid.entries[sheet.below + 2, FIRST_COLUMN + at].content for at in range(len(sheet.years))]
    assert [each.value for each in cells] == pytest.approx(list(values[room][0, sheet.horizon]), rel=1e-12)
    assert all("-2*" in each.text and f"$A{sheet.below + 2}" in each.text for each in cells)
    over = grid.entries[IN_USE, FIRST_COLUMN].content
    assert over.value == values[f"{sheet.options[0]}.years_over_headroom"][0, 0] > 0

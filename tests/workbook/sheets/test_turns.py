"""On which judged number a verdict turns: live beneath the verdict, held against cases worked by hand."""

from __future__ import annotations

from dataclasses import replace

import ironcalc
import numpy as np
import pytest

from estimator.display.decision import shown
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Formula, Grid
from estimator.workbook.plan.comparison_plan import TURNS_ROW, ComparisonPlan
from estimator.workbook.plan.flip_lines import FlipLine
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.named_cells import FINE_DECIMALS, PER_CENT
from estimator.workbook.plan.row_places import Layout, Spot
from estimator.workbook.sheets.comparison.turns import put_turns
from tests.workbook import small

BASE = small.model()
SETTINGS = BASE.pack.settings
LABELS = ("people.movable", "budget.limit", "budget.share")
MODEL = replace(BASE, inputs={id: replace(BASE.inputs["economy.growth"], id=id, label=id) for id in LABELS})
PLACES = {"people.movable": Spot("Comparison", 1, False, 1), "budget.limit": Spot("Comparison", 2, False, 1)}
LAYOUT = Layout((2030,), {}, PLACES)
HOW = shown("1", SETTINGS, "share").fitted([0.0234])


def line(row, by, over, judged):
    return FlipLine(row, f"Flip in row {row}", by, {"buy": f"buy.flip_{row}"}, HOW, over, judged)


FLIPS = (
    line(20, "people.movable", "short", (0.01, 0.04)),
    line(22, "people.movable", "short", (0.01, 0.04)),
    line(24, "budget.limit", "over", (0.05, 0.2)),
    line(26, "budget.share", "over", None),  # not judged, so no verdict turns on it here
)


def told(values):
    """What stands in the cell of the option beneath the verdict, as written and as a spreadsheet computes the sheet."""
    plan = ComparisonPlan({"buy": "Buy"}, {}, {}, {}, {}, FLIPS)
    found = {f"buy.flip_{each.row}": np.array([[value]]) for each, value in zip(FLIPS, values, strict=True)}
    grid = Grid("Comparison")
    put_turns(grid, plan, MODEL, found, LAYOUT)
    sheet = ironcalc.create("turns")
    for spot, (id, low, high) in ((1, ("people.movable", "1", "4")), (2, ("budget.limit", "5", "20"))):
        for name, content in (("label", id), ("low", low), ("high", high), ("scale", "0.01")):
            sheet.set_user_input(0, spot, COLUMN[name], content)
    for each, value in zip(FLIPS, values, strict=True):
        sheet.set_user_input(0, each.row, 3, str(value))
    for (row, column), entry in grid.entries.items():
        if isinstance(entry.content, Formula):
            text = entry.content.text.replace("Comparison!", "")
            text = text.replace(PER_CENT.name, "0.01").replace(FINE_DECIMALS.name, "0")
            sheet.set_user_input(0, row + 100 * (row < 20), column, f"={text}")
    sheet.evaluate()
    return grid.entries[TURNS_ROW, 3].content.value, sheet.get_cell_value(0, TURNS_ROW + 100, 3)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        # The higher of the two services decides: 3.2 % lies within 1 to 4 %. Nothing else lies within its range.
        ((0.0134, 0.0321, 0.3, 0.5), "a: 3.21 %"),
        # 4.1 % is beyond the range though the other service would do with 1.3 %; the limit of 12 % lies within 5 to 20.
        ((0.0134, 0.0412, 0.12, 0.5), "b: 12.00 %"),
        ((0.0134, 0.0321, 0.12, 0.5), "a: 3.21 %; b: 12.00 %"),
        ((0.0, 0.0, 0.0, 0.01), DASH),
    ],
)
def test_the_verdict_turns_on_judged_numbers_whose_flip_lies_within_their_range(values, words):
    assert told(values) == (words, words)


def test_no_line_stands_where_no_flip_is_one_on_a_judged_number():
    grid = Grid("Comparison")
    put_turns(grid, ComparisonPlan({"buy": "Buy"}, {}, {}, {}, {}, FLIPS[3:]), MODEL, {}, LAYOUT)
    assert not grid.entries


def test_an_option_without_a_flip_on_one_number_says_the_others_and_all_formulas_are_short():
    plan = ComparisonPlan({"buy": "Buy", "rent": "Rent"}, {}, {}, {}, {}, FLIPS)
    values = {"buy.flip_20": 0.0134, "buy.flip_22": 0.0321, "buy.flip_24": 0.12}
    grid = Grid("Comparison")
    put_turns(grid, plan, MODEL, {id: np.array([[value]]) for id, value in values.items()}, LAYOUT)
    assert grid.entries[TURNS_ROW, 4].content.value == DASH
    assert grid.entries[TURNS_ROW, 3].content.value == "a: 3.21 %; b: 12.00 %"
    assert grid.entries[TURNS_ROW, 2].content.value == "a: people.movable; b: budget.limit"
    texts = [entry.content.text for entry in grid.entries.values() if isinstance(entry.content, Formula)]
    assert max(map(len, texts)) < 160

"""On which judged number a verdict turns: live beneath the verdict, held against cases worked by hand."""

from __future__ import annotations

import ironcalc
import numpy as np
import pytest

from estimator.display.decision import shown
from estimator.workbook.cells.formula import DASH
from estimator.workbook.plan.comparison_plan import ComparisonPlan
from estimator.workbook.plan.flip_lines import FlipLine
from estimator.workbook.plan.named_cells import FINE_DECIMALS, PER_CENT
from estimator.workbook.sheets.comparison.turns import turns_of
from tests.workbook import small

SETTINGS = small.model().pack.settings
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
    """What stands in the cell of the option, as it is written and as a spreadsheet computes it."""
    plan = ComparisonPlan({"buy": "Buy"}, {}, {}, {}, {}, FLIPS)
    found = {f"buy.flip_{each.row}": np.array([[value]]) for each, value in zip(FLIPS, values, strict=True)}
    made = turns_of(plan, "buy", found, SETTINGS, {"people.movable": "F1", "budget.limit": "F2"})
    sheet = ironcalc.create("turns")
    for row, id in enumerate(("people.movable", "budget.limit"), 1):
        sheet.set_user_input(0, row, 6, id)
    for each, value in zip(FLIPS, values, strict=True):
        sheet.set_user_input(0, each.row, 3, str(value))
    text = made.text.replace(PER_CENT.name, "0.01").replace(FINE_DECIMALS.name, "0")
    sheet.set_user_input(0, 1, 1, f"={text}")
    sheet.evaluate()
    return made.value, sheet.get_cell_value(0, 1, 1)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        # The higher of the two services decides: 3.2 % lies within 1 to 4 %. Nothing else lies within its range.
        ((0.0134, 0.0321, 0.3, 0.5), "people.movable: 3.21 %"),
        # 4.1 % is beyond the range though the other service would do with 1.3 %; the limit of 12 % lies within 5 to 20.
        ((0.0134, 0.0412, 0.12, 0.5), "budget.limit: 12.00 %"),
        ((0.0134, 0.0321, 0.12, 0.5), "people.movable: 3.21 %; budget.limit: 12.00 %"),
        ((0.0, 0.0, 0.0, 0.01), DASH),
    ],
)
def test_the_verdict_turns_on_judged_numbers_whose_flip_lies_within_their_range(values, words):
    assert told(values) == (words, words)


def test_an_option_without_such_flips_has_a_dash():
    plan = ComparisonPlan({"buy": "Buy"}, {}, {}, {}, {}, FLIPS[3:])
    assert turns_of(plan, "buy", {}, SETTINGS, {}).value == DASH

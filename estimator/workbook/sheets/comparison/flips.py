"""What flips a verdict, beneath the comparison: live, with the value in use of the assumption under each flip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from estimator.display.decision import Shown
from estimator.display.number_format import number_format
from estimator.model.graph import Model
from estimator.workbook.cells.addresses import at, quoted
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Formula, Grid, lines, stored
from estimator.workbook.plan.comparison_plan import FIRST_OPTION, WHOSE, ComparisonPlan
from estimator.workbook.plan.row_places import Layout
from estimator.workbook.sheets.comparison.widths import WHOSE_WIDTH

Array = NDArray[np.float64]
HEADING = "What flips a verdict: the value of one assumption at which it changes, all else unchanged"


def put_flips(grid: Grid, plan: ComparisonPlan, model: Model, values: Mapping[str, Array], layout: Layout) -> None:
    """Put the block beneath the comparison; nothing where no option has a flip."""
    if not plan.flips:
        return
    grid.put(plan.flips_row, 1, HEADING, "heading")
    for flip in plan.flips:
        used = model.inputs[flip.by]
        _line(grid, flip.row, flip.label, plan, flip.ids, values, layout, flip.how)
        in_use, how = dict.fromkeys(flip.ids, flip.by), replace(flip.how, limits=None)
        _line(grid, flip.row + 1, f"in use: {used.label}", plan, in_use, values, layout, how)
        grid.put(flip.row + 1, plan.last + WHOSE, used.label, "wrapped_note")
        grid.raise_to(flip.row + 1, lines(used.label, WHOSE_WIDTH - 1))


def _line(
    grid: Grid,
    row: int,
    label: str,
    plan: ComparisonPlan,
    ids: Mapping[str, str],
    values: Mapping[str, Array],
    layout: Layout,
    how: Shown,
) -> None:
    grid.put(row, 1, label, "explained" if label.startswith("in use") else "label")
    grid.fit(row, label, grid.widths.get(1, len(label)) - 1)
    grid.put(row, 2, how.words, "unit")
    for column, option in enumerate(plan.options, FIRST_OPTION):
        if option not in ids:
            grid.put(row, column, DASH, "dash")
            continue
        spot = layout.spots[ids[option]]
        link = f"{quoted(spot.sheet)}!{at(spot.row, spot.column)}"
        grid.put(
            row,
            column,
            Formula(ids[option], stored(float(values[ids[option]][0, 0]))),
            "link",
            number_format(how),
            link,
        )

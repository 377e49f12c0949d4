"""What flips a verdict, beneath the comparison: live, with the value in use of the assumption under each flip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.standing.flips import flips, shown_flips
from estimator.display.decision import Shown
from estimator.display.number_format import number_format
from estimator.model.graph import Model
from estimator.workbook.cells.addresses import at, quoted
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Formula, Grid, lines, stored
from estimator.workbook.plan.comparison_plan import FIRST_OPTION
from estimator.workbook.plan.row_places import Layout
from estimator.workbook.sheets.comparison.widths import WHOSE_WIDTH

Array = NDArray[np.float64]
HEADING = "What flips a verdict: the value of one assumption at which it changes, all else unchanged"


def put_flips(grid: Grid, model: Model, values: Mapping[str, Array], layout: Layout, row: int) -> None:
    """Put the block beneath the comparison, from a row on; nothing where no option has a flip."""
    found = flips(model, values)
    if not found:
        return
    grid.put(row, 1, HEADING, "heading")
    for (label, by), how in shown_flips(found, model.pack.settings).items():
        used = model.inputs.get(by)
        if used is None or layout.spots[by].by_year:
            continue
        ids = {each.option: each.id for each in found if (each.label, each.by) == (label, by)}
        row += 1
        _line(grid, row, label, model, ids, values, layout, how)
        row += 1
        in_use = replace(how, limits=None)
        _line(grid, row, f"in use: {used.label}", model, dict.fromkeys(ids, by), values, layout, in_use)
        grid.put(row, FIRST_OPTION + len(model.options), used.label, "wrapped_note")
        grid.raise_to(row, lines(used.label, WHOSE_WIDTH - 1))


def _line(
    grid: Grid,
    row: int,
    label: str,
    model: Model,
    ids: Mapping[str, str],
    values: Mapping[str, Array],
    layout: Layout,
    how: Shown,
) -> None:
    grid.put(row, 1, label, "explained" if label.startswith("in use") else "label")
    grid.fit(row, label, grid.widths.get(1, len(label)) - 1)
    grid.put(row, 2, how.words, "unit")
    for column, option in enumerate(model.options, FIRST_OPTION):
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

"""What flips a verdict, beneath the comparison: live, with the value in use of the assumption under each flip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from estimator.display.decision import Shown
from estimator.display.declared import limits_of, shown_id
from estimator.display.number_format import number_format
from estimator.model.graph import Model, ModelRow
from estimator.model.instances import elements_of
from estimator.model.row_units import FLIP
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
    found = _flips(model)
    if not found:
        return
    grid.put(row, 1, HEADING, "heading")
    for (label, by), flips in found.items():
        used = model.inputs.get(by)
        if used is None or layout.spots[by].by_year:
            continue
        how = _how(flips, by, values, model)
        row += 1
        at_which = replace(how, limits=limits_of(used))
        _line(grid, row, label, model, {option: flip.id for option, flip in flips.items()}, values, layout, at_which)
        row += 1
        _line(grid, row, f"in use: {used.label}", model, dict.fromkeys(flips, by), values, layout, how)
        grid.put(row, FIRST_OPTION + len(model.options), used.label, "wrapped_note")
        grid.raise_to(row, lines(used.label, WHOSE_WIDTH - 1))


def _flips(model: Model) -> dict[tuple[str, str], dict[str, ModelRow]]:
    """By label and assumption, the flip of each option that has it."""
    found: dict[tuple[str, str], dict[str, ModelRow]] = {}
    for option in model.options:
        for row in _of_option(model, option):
            found.setdefault((row.label, row.marks["by"]), {})[option] = row
    return found


def _of_option(model: Model, option: str) -> Iterator[ModelRow]:
    groups = {option, *(element.id for element in elements_of(model.pack, option))}
    return (row for row in model.rows.values() if row.group in groups and row.marks.get("measure") == FLIP)


def _how(flips: Mapping[str, ModelRow], by: str, values: Mapping[str, Array], model: Model) -> Shown:
    """One unit and format for the flips and the value in use."""
    numbers = [float(values[id][0, 0]) for id in (*(flip.id for flip in flips.values()), by)]
    one = next(iter(flips.values()))
    return shown_id(model, one.id, one.unit, numbers)


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
    grid.put(row, 1, label, "indented" if label.startswith("in use") else "label")
    grid.fit(row, label, grid.widths.get(1, len(label)))
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

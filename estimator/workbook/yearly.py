"""The sheet Yearly inputs: assumptions along the years, with a row to type in; and the sheet Scenarios."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from openpyxl.utils import get_column_letter

from estimator.model.graph import Model
from estimator.workbook.assumptions import limit
from estimator.workbook.formats import in_use, typed
from estimator.workbook.formula import THIS
from estimator.workbook.grid import LINE_HEIGHT, Band, Formula, Grid, at, fixed, stored
from estimator.workbook.inputs import Input, Inputs, by_year_values
from estimator.workbook.layout import (
    ASSUMPTIONS,
    FIRST,
    ID,
    LABEL,
    SCENARIOS,
    UNIT,
    VALUE,
    YEARLY,
    Layout,
    SheetAddresses,
)  # fmt: skip
from estimator.workbook.places import COLUMN, Block, Places
from estimator.workbook.years import YearSheets, frame

FIRST_CHOICE = 5
IN_FORCE = 4
WIDTHS = (40, 46, 20)


class YearlySheet:
    """Builds Yearly inputs."""

    def __init__(
        self, model: Model, inputs: Inputs, places: Places, layout: Layout, values: Mapping[str, NDArray[np.float64]]
    ) -> None:
        """Build from the assumptions, where they stand, and the values in use."""
        self.model, self.inputs, self.places, self.layout, self.values = model, inputs, places, layout, values
        self.grid = Grid(YEARLY, tab="yellow")
        self.openings = YearSheets(model, values, layout)

    def build(self) -> Grid:
        """The sheet with all blocks."""
        for each in self.inputs.by_year():
            self._block(each, self.places.blocks[each.base.id])
        frame(self.grid, self.model.pack.settings)
        return self.grid

    def _block(self, each: Input, block: Block) -> None:
        base = each.base
        self.grid.put(block.top, LABEL, base.label, "heading")
        self.grid.put(block.top, ID, base.id, "note")
        self.grid.put(block.top, self.layout.note, base.note or None, "note")
        format = typed(base, by_year_values(base, self.layout.years))
        self._typed_rows(each, block, format)
        self._yours(each, block, format)
        self._in_use(each, block)

    def _typed_rows(self, each: Input, block: Block, format: str) -> None:
        """Base and scenario values as the files have them."""
        self._label(block.base, "Base value", each.base.unit)
        self.grid.bands.append(Band(block.base, "", by_year_values(each.base, self.layout.years), "base", format))
        for row, (choice, record) in enumerate(each.scenarios.items(), block.base + 1):
            self._label(row, f"Scenario {choice}", each.base.unit)
            self.grid.put(row, self.layout.note, record.why or None, "note")
            self.grid.bands.append(Band(row, "", by_year_values(record, self.layout.years), "base", format))
        if each.scenarios:
            self._scenario_in_force(each, block, format)

    def _scenario_in_force(self, each: Input, block: Block, format: str) -> None:
        row, choice = block.in_force, self.inputs.in_force.id
        self._label(row, "Scenario in force", each.base.unit)
        position = f"{SCENARIOS}!${at(self.places.scenarios[each.base.id], IN_FORCE)}"
        self.grid.put(row, VALUE, Formula(position, float(_position(each, choice))), "link", "0")
        template = f"INDEX({THIS}{block.base}:{THIS}{row - 1},{fixed(row, VALUE).replace('$' + str(row), str(row))})"
        record = each.scenarios.get(choice, each.base)
        self.grid.bands.append(Band(row, template, by_year_values(record, self.layout.years), "formula", format))

    def _yours(self, each: Input, block: Block, format: str) -> None:
        self._label(block.yours, "Your value", each.base.unit)
        yours = each.yours if isinstance(each.yours, Mapping) else {}
        self.grid.bands.append(Band(block.yours, "", [yours.get(year) for year in self.layout.years], "input", format))
        cells = self._cells(block.yours)
        self.grid.put(block.yours, VALUE, Formula(f"COUNT({cells})", float(len(yours))), "note", '0" typed in"')
        self.grid.limits.append(limit(cells.replace("$", ""), each.base))

    def _in_use(self, each: Input, block: Block) -> None:
        numbers = self.values[each.base.id][0].tolist()
        format = in_use(each.base, numbers)
        self._label(block.in_use, "In use", each.base.unit)
        mine, row = f"{THIS}{block.yours}", self.places.assumptions[each.base.id]
        scale = f"{ASSUMPTIONS}!{fixed(row, COLUMN['scale'])}"
        template = f"IF(ISNUMBER({mine}),{mine},{THIS}{block.in_force})*{scale}"
        self.grid.bands.append(Band(block.in_use, template, numbers, "formula", format))
        self.grid.put(block.in_use, VALUE, self._fits(each, block, row), "note", '0" = fits"')
        addresses = (SheetAddresses(self.layout, YEARLY), SheetAddresses(self.layout, YEARLY, by_name=False))
        self.openings.opening(self.grid, each.base.id, block.in_use, format, addresses)

    def _fits(self, each: Input, block: Block, row: int) -> Formula:
        """1 unless *your value* holds text or a number outside the limits."""
        cells, limits = self._cells(block.yours), each.base.limits
        bad = f"COUNTA({cells})-COUNT({cells})"
        if limits:
            low, high = (f"{ASSUMPTIONS}!{at(row, COLUMN[name])}" for name in ("limit_low", "limit_high"))
            bad += f'+COUNTIF({cells},"<"&{low})+COUNTIF({cells},">"&{high})'
        yours = each.yours if isinstance(each.yours, Mapping) else {}
        outside = limits is not None and any(not limits[0] <= value <= limits[1] for value in yours.values())
        return Formula(f"IF({bad}=0,1,0)", 0.0 if outside else 1.0)

    def _label(self, row: int, label: str, unit: str) -> None:
        self.grid.put(row, LABEL, label, "indented")
        self.grid.put(row, UNIT, unit, "unit")

    def _cells(self, row: int) -> str:
        return f"${get_column_letter(FIRST)}{row}:${get_column_letter(self.layout.last)}{row}"


def _position(each: Input, choice: str) -> int:
    """Which row of a block a scenario puts in force: 1 is the base row."""
    return 1 + ([*each.scenarios].index(choice) + 1 if choice in each.scenarios else 0)


def scenario_grid(inputs: Inputs, places: Places) -> Grid:
    """The sheet Scenarios: each scenario's values beside the base values, and what is in force."""
    grid = Grid(SCENARIOS, tab="yellow", freeze=at(6, FIRST_CHOICE), title_rows="4:5")
    grid.line(4, ("Id", "Label", "Unit"), "header")
    grid.line(4, ("In force", *(choice.id for choice in inputs.choices)), "right_header", IN_FORCE)
    grid.line(5, ("", "", "", "", *(choice.label for choice in inputs.choices)), "subheader")
    grid.heights[5] = 3 * LINE_HEIGHT
    grid.widths.update(enumerate((*WIDTHS, 16, *(20 for _ in inputs.choices)), 1))
    for id, row in places.scenarios.items():
        _scenario_row(grid, inputs, places, inputs.found[id], row)
    _reasons(grid, inputs, max(places.scenarios.values(), default=5) + 3)
    return grid


def _scenario_row(grid: Grid, inputs: Inputs, places: Places, each: Input, row: int) -> None:
    unit = "row of Yearly inputs" if each.by_year else each.base.unit
    grid.line(row, (each.base.id, each.base.label, unit), "label")
    for text, width in zip((each.base.id, each.base.label, unit), WIDTHS, strict=False):
        grid.fit(row, text, width)
    records = [each.base, *each.scenarios.values()]
    format = "0" if each.by_year else typed(each.base, [float(record.value or 0) for record in records])
    base = 1.0 if each.by_year else float(each.base.value or 0)
    found = {choice: _scenario_value(each, choice) for choice in each.scenarios}
    base_cell = f"{ASSUMPTIONS}!{fixed(places.assumptions[each.base.id], COLUMN['value'])}"
    grid.put(
        row,
        FIRST_CHOICE,
        base if each.by_year else Formula(base_cell, base),
        "base" if each.by_year else "link",
        format,
    )
    for column, choice in enumerate(inputs.choices[1:], FIRST_CHOICE + 1):
        untouched = Formula(f"${at(row, FIRST_CHOICE)}", base)
        touched = choice.id in found
        grid.put(row, column, found[choice.id] if touched else untouched, "base" if touched else "faint", format)
    last = FIRST_CHOICE + len(inputs.choices) - 1
    span = f"${at(row, FIRST_CHOICE)}:${at(row, last)}"
    value = found.get(inputs.in_force.id, base)
    grid.put(row, IN_FORCE, Formula(f"INDEX({span},scenario_choice)", stored(value)), "formula", format)


def _scenario_value(each: Input, choice: str) -> float:
    return float(_position(each, choice)) if each.by_year else float(each.scenarios[choice].value or 0)


def _reasons(grid: Grid, inputs: Inputs, row: int) -> None:
    """What each scenario is, and why it sets what it sets."""
    grid.line(row, ("Scenario", "What it is"), "header")
    for at_row, choice in enumerate(inputs.choices, row + 1):
        grid.line(at_row, (choice.id, choice.note or choice.label), "label")
        grid.fit(at_row, choice.note or choice.label, WIDTHS[1])
    row += len(inputs.choices) + 2
    grid.line(row, ("Assumption", "Why", "Scenario"), "header")
    for each in inputs.found.values():
        for choice_id, record in each.scenarios.items():
            if record.why:
                row += 1
                grid.line(row, (each.base.id, record.why, choice_id), "label")
                grid.fit(row, record.why, WIDTHS[1])

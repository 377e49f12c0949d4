"""The sheet What-if as a whole: shares of GDP by ordinary formulas; a tornado and a two-way table by data tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.questions.tornado_drivers import Substituted, two_way_axes
from estimator.analysis.standing.inputs_by_layer import Inputs
from estimator.workbook.cells.addresses import at
from estimator.workbook.cells.data_table import DRIVER, GROWTH_ADDED, NO_HOOK, SHARE_ADDED, Hook
from estimator.workbook.cells.grid import Grid
from estimator.workbook.plan.input_places import Places
from estimator.workbook.plan.sheet_registry import WHAT_IF
from estimator.workbook.sheets.comparison.table import OPTION_WIDTH, ComparisonSheet
from estimator.workbook.sheets.what_if.choices import Choices
from estimator.workbook.sheets.what_if.shares_of_gdp import LABEL_WIDTH, UNIT_WIDTH, WhatIfSheet
from estimator.workbook.sheets.what_if.tornado import NOTE_AT, Tornado
from estimator.workbook.sheets.what_if.two_way import TwoWay

Array = NDArray[np.float64]
TOP_ROWS = 3


class WhatIf:
    """The whole sheet: shares of GDP where the pack's budget rests on one, and beneath them the data tables."""

    def __init__(self, shares: WhatIfSheet, comparison: ComparisonSheet, given: Substituted | None) -> None:
        """Place the blocks; `comparison` is the built sheet Comparison, `given` what the tables show at export."""
        self.shares = shares
        self.tornado = Tornado(given, shares.end) if given else None
        self.two_way, self.choices = None, None
        if given and self.tornado:
            behind = self.tornado.end
            if given.two_way and shares.applies:
                self.two_way = TwoWay(
                    given.two_way, two_way_axes(shares.model), given.option, self.tornado.option_row, behind
                )
                behind = self.two_way.end
            self.choices = self._behind(self.tornado, comparison, behind)

    def _behind(self, tornado: Tornado, comparison: ComparisonSheet, row: int) -> Choices:
        """Place the data tables and the list of metrics beneath what people read."""
        tornado.place_behind(row)
        row = tornado.table.last + 2
        if self.two_way:
            self.two_way.place_behind(row)
            row = self.two_way.end_behind
        return Choices(comparison, row, self.shares.headroom())

    def hooks(self) -> dict[str, Hook]:
        """How the values in use of assumptions follow the tables."""
        moved = self.tornado.table.hooks() if self.tornado else {}
        for id, hook in (self.two_way.hooks() if self.two_way else {}).items():
            moved[id] = replace(moved.get(id, NO_HOOK), added=hook.added)
        return moved

    def names(self) -> dict[str, str]:
        """The names of the tables and of the cells that they fill."""
        tornado = self.tornado.table.names() if self.tornado else {}
        return {**tornado, **(self.two_way.names() if self.two_way else {})}

    @property
    def at_rest(self) -> tuple[str, ...]:
        """The names of the cells that hold 0 while no table moves anything."""
        return tuple(name for name in (DRIVER, SHARE_ADDED, GROWTH_ADDED) if name in self.names())

    def grids(self, inputs: Inputs, places: Places, values: Mapping[str, Array]) -> list[Grid]:
        """The sheet; none for a pack with neither."""
        if not self.shares.applies and not self.tornado:
            return []
        grid = self.shares.build() if self.shares.applies else Grid(WHAT_IF)
        if self.tornado and self.choices:
            self._put(grid, self.tornado, self.choices, inputs, places, values)
        return [grid]

    def _put(
        self,
        grid: Grid,
        tornado: Tornado,
        choices: Choices,
        inputs: Inputs,
        places: Places,
        values: Mapping[str, Array],
    ) -> None:
        least = {1: LABEL_WIDTH, 2: UNIT_WIDTH, **dict.fromkeys(range(3, NOTE_AT + 1), OPTION_WIDTH)}
        grid.widths = {**least, **grid.widths}
        grid.freeze = at(TOP_ROWS + 1, 2)  # the headings of the shares do not stand above the other tables
        tornado.put(grid, choices, inputs, places)
        if self.two_way:
            bases = {id: (inputs.found[id].base, float(values[id][0, 0])) for id in self.two_way.moved}
            self.two_way.put(grid, choices, bases, places)
        choices.put(grid)
        grid.breaks = (*grid.breaks, tornado.top - 1, tornado.table.top - 1)

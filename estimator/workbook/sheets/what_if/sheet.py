"""The sheet What-if as a whole: shares of GDP by ordinary formulas; a tornado and a two-way table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.questions.tornado_drivers import Substituted, TwoWayValues, two_way_axes
from estimator.analysis.standing.inputs_by_layer import Inputs
from estimator.display.owners import owned_label
from estimator.workbook.cells.addresses import at
from estimator.workbook.cells.data_table import DRIVER, GROWTH_ADDED, NO_HOOK, SHARE_ADDED, Hook
from estimator.workbook.cells.grid import Grid
from estimator.workbook.plan.comparison_plan import ComparisonPlan
from estimator.workbook.plan.input_places import Places
from estimator.workbook.plan.sheet_registry import WHAT_IF
from estimator.workbook.sheets.comparison.widths import OPTION_WIDTH
from estimator.workbook.sheets.what_if.choices import Choices
from estimator.workbook.sheets.what_if.driver_table import height as height_of_drivers
from estimator.workbook.sheets.what_if.shares_of_gdp import LABEL_WIDTH, UNIT_WIDTH, WhatIfSheet
from estimator.workbook.sheets.what_if.tornado import NOTE_AT, Tornado
from estimator.workbook.sheets.what_if.tornado import height as height_of_tornado
from estimator.workbook.sheets.what_if.two_way import TwoWay, height_behind
from estimator.workbook.sheets.what_if.two_way import height as height_of_two_way

Array = NDArray[np.float64]
TOP_ROWS = 3


@dataclass(frozen=True, slots=True)
class Rows:
    """Where each block starts: what people read, then the data tables and the list that stand behind a live one."""

    tornado: int
    two_way: int
    drivers: int
    two_way_behind: int
    choices: int


def place_blocks(top: int, given: Substituted, two_way: TwoWayValues | None) -> Rows:
    """Stack the blocks from a row on; the two-way table takes no room where there is none."""
    second = top + height_of_tornado(given)
    behind = second + (height_of_two_way(two_way) if two_way else 0)
    two_way_behind = behind + height_of_drivers(len(given.drivers))
    return Rows(
        tornado=top,
        two_way=second,
        drivers=behind,
        two_way_behind=two_way_behind,
        choices=two_way_behind + (height_behind(two_way) if two_way else 0),
    )


class WhatIf:
    """The whole sheet: shares of GDP where the pack's budget rests on one, beneath it tornado and two-way table."""

    def __init__(
        self, shares: WhatIfSheet, comparison: ComparisonPlan, given: Substituted | None, live: bool = False
    ) -> None:
        """Place the blocks; `given` is what the tables show at export, data tables compute it anew in a `live` one."""
        self.shares = shares
        self.tornado: Tornado | None = None
        self.two_way: TwoWay | None = None
        self.choices: Choices | None = None
        if given is None:
            return
        given = given if live else given.moving()  # another option, which these may move, can't be chosen
        two_way = given.two_way if shares.applies else None
        rows = place_blocks(shares.end, given, two_way)
        pack = shares.model.pack
        labels = {id: owned_label(pack, id, pack.assumptions[id].label) for id in given.drivers}
        self.tornado = Tornado(given, labels, rows.tornado, rows.drivers, live)
        if two_way:
            moved = two_way_axes(shares.model)
            self.two_way = TwoWay(two_way, moved, self.tornado, rows.two_way, rows.two_way_behind)
        self.choices = Choices(comparison, rows.choices, shares.headroom())

    def hooks(self) -> dict[str, Hook]:
        """How the values in use of assumptions follow the data tables."""
        moved = self.tornado.table.hooks() if self.tornado and self.tornado.live else {}
        for id, hook in (self.two_way.hooks() if self.two_way else {}).items():
            moved[id] = replace(moved.get(id, NO_HOOK), added=hook.added)
        return moved

    def names(self) -> dict[str, str]:
        """The names of the tables and of the cells that they fill."""
        tornado = self.tornado.names() if self.tornado else {}
        return {**tornado, **(self.two_way.names() if self.two_way else {})}

    @property
    def at_rest(self) -> tuple[str, ...]:
        """The names of the cells that hold 0 while no table moves anything."""
        return tuple(name for name in (DRIVER, SHARE_ADDED, GROWTH_ADDED) if name in self.names())

    @property
    def applies(self) -> bool:
        """False for a pack with neither shares nor drivers."""
        return self.shares.applies or self.tornado is not None

    @property
    def last_row(self) -> int:
        """The last row that may hold a formula; 0 where there is no sheet."""
        if self.tornado and self.choices and self.tornado.live:
            return self.choices.last_row
        if self.two_way:
            return self.two_way.axis + self.two_way.down
        if self.tornado:
            return self.tornado.last
        return self.shares.end if self.shares.applies else 0

    def build(self, inputs: Inputs, places: Places, values: Mapping[str, Array]) -> Grid:
        """The sheet."""
        grid = self.shares.build() if self.shares.applies else Grid(WHAT_IF)
        if self.tornado and self.choices:
            self._put(grid, self.tornado, self.choices, inputs, places, values)
        return grid

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
        grid.breaks = (*grid.breaks, tornado.top - 1)
        if tornado.live:
            choices.put(grid)
            grid.breaks = (*grid.breaks, tornado.table.top - 1)

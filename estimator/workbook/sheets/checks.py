"""The sheet Checks: what must hold, whether it does, and one flag for all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.standing.inputs_by_layer import Inputs
from estimator.model.graph import Model, ModelRow
from estimator.workbook.cells.addresses import at, column_letters, fixed, quoted
from estimator.workbook.cells.grid import Flag, Formula, Grid
from estimator.workbook.plan.input_places import COLUMN, TOP, Places
from estimator.workbook.plan.row_places import FIRST, Layout
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, CHECKS, WHAT_IF

HEADER_ROW, FIRST_ROW, RESULT = 6, 7, 3
MASTER, CHANGED = (4, 3), (5, 3)
HOLDS, FAILS = "holds", "FAILS"
AT_REST = "No driver is moved: the cells that data tables fill hold 0"
Array = NDArray[np.float64]


class CheckSheet:
    """Builds Checks: each row with the mark `check`, the workbook's own checks, and one master flag."""

    def __init__(
        self,
        model: Model,
        values: Mapping[str, Array],
        layout: Layout,
        inputs: Inputs,
        places: Places,
        at_rest: Sequence[str] = (),
    ) -> None:
        """Build from the model's checks and their values; `at_rest` are cells that hold 0 while no table moves them."""
        self.model, self.values, self.layout, self.inputs, self.places = model, values, layout, inputs, places
        self.at_rest = at_rest
        self.grid = Grid(CHECKS)
        self.results: list[float] = []

    @property
    def holds(self) -> bool:
        """True if every check holds at export."""
        return min(self.results, default=1.0) == 1.0

    @property
    def changed(self) -> float:
        """How many numbers are typed in or set on the command line."""
        found = (each.yours for each in self.inputs.found.values())
        return float(sum(len(yours) if isinstance(yours, Mapping) else yours is not None for yours in found))

    def build(self) -> Grid:
        """The sheet with all checks."""
        grid = self.grid
        grid.line(HEADER_ROW, ("Check", "Where", "1 = holds", "Result", "Id"), "header")
        grid.widths.update({1: 60, 2: 34, 3: 12, 4: 18, 5: 60})
        grid.freeze, grid.title_rows = at(FIRST_ROW, 1), f"{HEADER_ROW}:{HEADER_ROW}"
        self._own()
        for row in self._rows():
            self._check(row)
        self._summary()
        return grid

    def _rows(self) -> Iterator[ModelRow]:
        found = (row for row in self.model.rows.values() if row.marks.get("measure") == "check")
        return (row for row in found if not np.isnan(self.values[row.id]).all())

    def _own(self) -> None:
        column, last = COLUMN["fits"], max(self.places.last, TOP)
        span = f"{ASSUMPTIONS}!{fixed(TOP, column)}:{fixed(last, column)}"
        outside = any(_outside(each.yours, each.base.limits) for each in self.inputs.found.values())
        formula = Formula(f"MIN({span})", 0.0 if outside else 1.0)
        self._put("Every typed-in value is a number within its limits", ASSUMPTIONS, formula, "")
        if self.at_rest:
            rests = "*".join(f"({name}=0)" for name in self.at_rest)
            self._put(AT_REST, WHAT_IF, Formula(f"1*{rests}", 1.0), "")

    def _check(self, row: ModelRow) -> None:
        spot = self.layout.spots[row.id]
        text = row.id
        if spot.by_year:
            first, last = column_letters(FIRST), column_letters(self.layout.last)
            text = f"MIN({quoted(spot.sheet)}!${first}{spot.row}:${last}{spot.row})"
        value = float(np.nanmin(self.values[row.id]))
        self._put(row.label, spot.sheet, Formula(text, value), row.id)

    def _put(self, label: str, where: str, formula: Formula, id: str) -> None:
        row = FIRST_ROW + len(self.results)
        value = float(formula.value)
        result = Formula(f'IF({at(row, RESULT)}=1,"{HOLDS}","{FAILS}")', HOLDS if value == 1 else FAILS)
        self.grid.line(row, (label, where), "label")
        self.grid.put(row, RESULT, formula, "link", "0")
        self.grid.put(row, RESULT + 1, result, "formula")
        self.grid.put(row, RESULT + 2, id or None, "note")
        self.results.append(value)

    def _summary(self) -> None:
        last = FIRST_ROW + len(self.results) - 1
        span = f"{at(FIRST_ROW, RESULT)}:{at(last, RESULT)}"
        self.grid.put(MASTER[0], 1, "All checks hold (1 = yes)", "label")
        self.grid.put(*MASTER, Formula(f"IF(MIN({span})=1,1,0)", float(self.holds)), "formula", "0")
        self.grid.put(CHANGED[0], 1, "Numbers typed in as your value", "label")
        column = COLUMN["changed"]
        typed = f"{ASSUMPTIONS}!{fixed(TOP, column)}:{fixed(max(self.places.last, TOP), column)}"
        self.grid.put(*CHANGED, Formula(f"SUM({typed})", self.changed), "link", "0")
        self.grid.flags.append(Flag(f"{at(FIRST_ROW, RESULT)}:{at(last, RESULT + 1)}", f"${at(FIRST_ROW, RESULT)}<>1"))


def _outside(yours: float | Mapping[int, float] | None, limits: tuple[float, float] | None) -> bool:
    if yours is None or limits is None:
        return False
    numbers = yours.values() if isinstance(yours, Mapping) else (yours,)
    return any(not limits[0] <= number <= limits[1] for number in numbers)

"""What must hold in the workbook, in the order of the sheet Checks, and whether it does: plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.standing.inputs_by_layer import Inputs
from estimator.model.graph import Model, ModelRow
from estimator.workbook.cells.addresses import column_letters, fixed, quoted
from estimator.workbook.cells.grid import Formula
from estimator.workbook.plan.input_places import COLUMN, TOP, Places
from estimator.workbook.plan.landmarks import FIRST_CHECK
from estimator.workbook.plan.row_places import FIRST, Layout
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, WHAT_IF

AT_REST = "No driver is moved: the cells that data tables fill hold 0"
IN_LIMITS = "Every typed-in value is a number within its limits"
Values = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its label, the sheet that it looks at, a formula that gives 1 while it holds, and the row's id."""

    label: str
    where: str
    formula: Formula
    id: str = ""

    @property
    def result(self) -> float:
        """What the formula gives at export."""
        return float(self.formula.value)


@dataclass(frozen=True)
class CheckPlan:
    """All checks in order, and how many numbers are typed in or set on the command line."""

    checks: tuple[Check, ...]
    changed: float

    @property
    def holds(self) -> bool:
        """True if every check holds at export."""
        return min((each.result for each in self.checks), default=1.0) == 1.0

    @property
    def last_row(self) -> int:
        """The row of the last check."""
        return FIRST_CHECK + len(self.checks) - 1


def plan_checks(
    model: Model,
    values: Values,
    layout: Layout,
    inputs: Inputs,
    places: Places,
    at_rest: Sequence[str] = (),
    integrity: Iterable[Check] = (),
) -> CheckPlan:
    """The workbook's own checks, then those that it is whole, then each row with the mark `check`.

    `at_rest` are names of cells that hold 0 while no data table moves them.
    """
    rows = [row for row in model.rows.values() if row.marks.get("measure") == "check"]
    of_rows = (_of_row(row, values, layout) for row in rows if not np.isnan(values[row.id]).all())
    typed = (each.yours for each in inputs.found.values())
    changed = float(sum(len(yours) if isinstance(yours, Mapping) else yours is not None for yours in typed))
    return CheckPlan((*_own(inputs, places, at_rest), *integrity, *of_rows), changed)


def _own(inputs: Inputs, places: Places, at_rest: Sequence[str]) -> Iterator[Check]:
    span = f"{ASSUMPTIONS}!{fixed(TOP, COLUMN['fits'])}:{fixed(max(places.last, TOP), COLUMN['fits'])}"
    outside = any(_outside(each.yours, each.base.limits) for each in inputs.found.values())
    yield Check(IN_LIMITS, ASSUMPTIONS, Formula(f"MIN({span})", 0.0 if outside else 1.0))
    if at_rest:
        rests = "*".join(f"({name}=0)" for name in at_rest)
        yield Check(AT_REST, WHAT_IF, Formula(f"1*{rests}", 1.0))


def _of_row(row: ModelRow, values: Values, layout: Layout) -> Check:
    spot, text = layout.spots[row.id], row.id
    if spot.by_year:
        first, last = column_letters(FIRST), column_letters(layout.last)
        text = f"MIN({quoted(spot.sheet)}!${first}{spot.row}:${last}{spot.row})"
    return Check(row.label, spot.sheet, Formula(text, float(np.nanmin(values[row.id]))), row.id)


def _outside(yours: float | Mapping[int, float] | None, limits: tuple[float, float] | None) -> bool:
    if yours is None or limits is None:
        return False
    numbers = yours.values() if isinstance(yours, Mapping) else (yours,)
    return any(not limits[0] <= number <= limits[1] for number in numbers)

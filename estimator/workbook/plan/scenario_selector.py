"""The one cell in which the scenario is chosen: on *Answer*, or on *Comparison* where a workbook has no *Answer*."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from estimator.workbook.cells.addresses import at, fixed
from estimator.workbook.plan.comparison_plan import SELECTOR
from estimator.workbook.plan.sheet_registry import ANSWER, COMPARISON


@dataclass(frozen=True, slots=True)
class Selector:
    """The sheet and the place of the cell."""

    sheet: str
    place: tuple[int, int]

    @property
    def link(self) -> str:
        """`Answer!A3`, where a click leads."""
        return f"{self.sheet}!{at(*self.place)}"

    @property
    def address(self) -> str:
        """`Answer!$A$3`, as formulas read it."""
        return f"{self.sheet}!{fixed(*self.place)}"


ON_ANSWER: Final = Selector(ANSWER, (3, 1))
ON_COMPARISON: Final = Selector(COMPARISON, SELECTOR)

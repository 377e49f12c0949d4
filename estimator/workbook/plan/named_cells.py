"""Cells with names that formulas on all sheets read: what each is called and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from estimator.workbook.cells.addresses import fixed, quoted
from estimator.workbook.cells.formula import ROUNDING
from estimator.workbook.plan.landmarks import SCENARIO_NUMBER
from estimator.workbook.plan.sheet_registry import CHECKS, COMPARISON


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A cell and the name by which formulas read it."""

    name: str
    sheet: str
    place: tuple[int, int]

    @property
    def address(self) -> str:
        """`Checks!$E$3`."""
        return f"{quoted(self.sheet)}!{fixed(*self.place)}"


# Numbers that sentences and comparisons round to or divide by, in a corner of Checks.
DECIMALS: Final = NamedCell(ROUNDING, CHECKS, (3, 5))
MONEY_SCALE: Final = NamedCell("money_scale", CHECKS, (5, 5))
FINE_DECIMALS: Final = NamedCell("fine_decimals", CHECKS, (1, 5))
PER_CENT: Final = NamedCell("per_cent", CHECKS, (2, 5))
# What every sheet tells beneath its title.
CHECKS_HOLD: Final = NamedCell("checks_hold", CHECKS, (4, 3))
VALUES_TYPED_IN: Final = NamedCell("values_typed_in", CHECKS, (5, 3))
SCENARIO_CHOICE: Final = NamedCell("scenario_choice", COMPARISON, SCENARIO_NUMBER)
NAMED_CELLS: Final = (DECIMALS, MONEY_SCALE, FINE_DECIMALS, PER_CENT, CHECKS_HOLD, VALUES_TYPED_IN, SCENARIO_CHOICE)


def addresses() -> Mapping[str, str]:
    """Where each name leads."""
    return {cell.name: cell.address for cell in NAMED_CELLS}

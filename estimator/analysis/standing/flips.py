"""At which value of one assumption a verdict changes: the flips that stand beside the comparison.

A flip is an ordinary row (mark `measure="flip"`), so it is live in the workbook too. It names the assumption that it is
a value of (`by`) and the row whose verdict changes there (`over`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from estimator.display.declared import of_row
from estimator.evaluation import Array
from estimator.model import Model
from estimator.model.instances import elements_of
from estimator.units import Pure


@dataclass(frozen=True, slots=True)
class Flip:
    """A value of the assumption `by` at which the verdict `over` of an option changes, and the value in use."""

    id: str
    option: str
    label: str
    over: str
    by: str
    value: float
    in_use: float
    unit: str
    shown: Pure = ""

    @property
    def margin(self) -> float:
        """How far the value in use lies from the flip."""
        return self.value - self.in_use


def flips(model: Model, values: Mapping[str, Array]) -> list[Flip]:
    """The flips of the options shown, in their order, at the first draw."""
    found = []
    for option in model.options:
        groups = {option, *(element.id for element in elements_of(model.pack, option))}
        for id, row in model.rows.items():
            if row.group in groups and row.marks.get("measure") == "flip":
                by = row.marks["by"]
                numbers = float(values[id][0, 0]), float(values[by][0, 0]) if by in values else float("nan")
                unit, declared = row.unit, of_row(model, row)
                found.append(Flip(id, option, row.label, row.marks.get("over", ""), by, *numbers, unit, declared))
    return found

"""At which value of one assumption a verdict changes: the flips that stand beside the comparison.

A flip is an ordinary row (mark `measure="flip"`), so it is live in the workbook too. It names the assumption that it is
a value of (`by`) and the row whose verdict changes there (`over`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from estimator.display.decision import Shown, shown
from estimator.display.declared import limits_of, of_row, turned_by
from estimator.evaluation import Array
from estimator.model import Model
from estimator.model.instances import elements_of
from estimator.pack.records import Settings
from estimator.units import Pure


@dataclass(frozen=True, slots=True)
class Flip:
    """A value of the assumption `by` at which the verdict `over` of an option changes, and the value in use.

    `limits` are those of the assumption: a value beyond them is a mark for "at no value" or "at any value".
    """

    id: str
    option: str
    label: str
    over: str
    by: str
    value: float
    in_use: float
    unit: str
    shown: Pure = ""
    limits: tuple[float, float] | None = None

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
                used = turned_by(model, row)
                limits = limits_of(used) if used else None
                over, declared = row.marks.get("over", ""), of_row(model, row)
                found.append(Flip(id, option, row.label, over, by, *numbers, row.unit, declared, limits))
    return found


def shown_flips(found: Sequence[Flip], settings: Settings) -> dict[tuple[str, str], Shown]:
    """How flips are shown, by label and assumption: alike for all options, and for the value in use."""
    together: dict[tuple[str, str], list[Flip]] = {}
    for each in found:
        together.setdefault((each.label, each.by), []).append(each)
    return {key: _shown(flips, settings) for key, flips in together.items()}


def _shown(flips: Sequence[Flip], settings: Settings) -> Shown:
    one = flips[0]
    how = replace(shown(one.unit, settings, one.shown), limits=one.limits)
    return how.fitted([number for each in flips for number in (each.value, each.in_use)])

"""Where each flip stands beneath the comparison, two lines each: values at which a verdict changes, and that in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from estimator.analysis.standing.flips import flips, judged_range, shown_flips
from estimator.display.decision import Shown
from estimator.evaluation import Array
from estimator.model.graph import Model
from estimator.workbook.plan.row_places import Layout


@dataclass(frozen=True, slots=True)
class FlipLine:
    """A flip: its row, label, the id of the assumption that it turns on, and by option the id of the row that has it.

    `over` is the metric whose verdict changes there; `judged` is the range of a judged number, else None.

    `how` tells how its numbers are shown. The value in use stands in the next row.
    """

    row: int
    label: str
    by: str
    ids: Mapping[str, str]
    how: Shown
    over: str = ""
    judged: tuple[float, float] | None = None

    def held(self) -> Iterator[tuple[int, str, str]]:
        """Row, option and id of each number of both lines."""
        for option, id in self.ids.items():
            yield self.row, option, id
            yield self.row + 1, option, self.by


def plan_flips(model: Model, values: Mapping[str, Array], layout: Layout, heading: int) -> tuple[FlipLine, ...]:
    """The flips on one value, in the order of the options, beneath a heading in the row `heading`."""
    found, made = flips(model, values), list[FlipLine]()
    for (label, by), how in shown_flips(found, model.pack.settings).items():
        if by in model.inputs and not layout.spots[by].by_year:
            ids = {each.option: each.id for each in found if (each.label, each.by) == (label, by)}
            over = next(each.over for each in found if (each.label, each.by) == (label, by))
            judged = judged_range(model, by, over)
            made.append(FlipLine(heading + 1 + 2 * len(made), label, by, ids, how, over, judged))
    return tuple(made)

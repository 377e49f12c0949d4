"""Why a dash stands in the comparison: one line a reason, with the metrics that it holds for."""

from __future__ import annotations

from estimator.display.text import LIST_MARK
from estimator.workbook.cells.grid import Grid, Listed, lines
from estimator.workbook.plan.comparison_plan import ComparisonPlan

HEADING = "Why a dash stands"


def put_reasons(grid: Grid, plan: ComparisonPlan, width: float) -> None:
    """Put the reasons beneath the table; nothing where no option lacks a metric."""
    if not plan.reasons:
        return
    grid.put(plan.reasons_row, 1, HEADING, "heading")
    for index, (reason, labels) in enumerate(plan.reasons.items(), plan.reasons_row + 1):
        text = Listed(LIST_MARK.join(labels))
        grid.put(index, 1, text, "explained")
        grid.put(index, 2, reason[:1].upper() + reason[1:], "small")
        grid.raise_to(index, lines(text, width - 1))

"""Why a dash stands in the comparison: one line a reason, with the metrics that it holds for."""

from __future__ import annotations

from collections.abc import Sequence

from estimator.model.graph import Model
from estimator.workbook.cells.grid import Grid, lines

HEADING = "Why a dash stands"


def put_reasons(grid: Grid, model: Model, metrics: Sequence[str], row: int, width: float) -> None:
    """Put the reasons beneath the table; nothing where no option lacks a metric."""
    found = _reasons(model, metrics)
    if not found:
        return
    grid.put(row, 1, HEADING, "heading")
    for index, (reason, ids) in enumerate(found.items(), row + 1):
        text = "; ".join(model.metric_labels.get(id, id) for id in ids)
        grid.put(index, 1, text, "explained")
        grid.put(index, 2, reason[:1].upper() + reason[1:], "small")
        grid.raise_to(index, lines(text, width - 1))


def _reasons(model: Model, metrics: Sequence[str]) -> dict[str, list[str]]:
    """The reasons in the order of the metrics, each with its metrics."""
    found: dict[str, list[str]] = {}
    for metric in metrics:
        for option in model.options:
            reason = model.absent.get(f"{option}.{metric}")
            if reason and metric not in found.setdefault(reason, []):
                found[reason].append(metric)
    return found

"""What stands where on the sheet Comparison, with the numbers and formats of each metric: plain data.

Other sheets read it here, never the cells of the built sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimator.calculators import calculators
from estimator.calculators.roles import Role
from estimator.display.decision import Shown
from estimator.display.declared import shown_beside
from estimator.model.graph import Model, ModelRow
from estimator.workbook.cells.addresses import at, fixed
from estimator.workbook.plan.flip_lines import FlipLine
from estimator.workbook.plan.sheet_registry import COMPARISON

SELECTOR, NUMBER, MEANING, HEADER_ROW, FIRST_OPTION = (4, 3), (5, 3), (6, 3), 8, 3
ID_ROW, VERDICT_ROW, TURNS_ROW, FIRST_METRIC = HEADER_ROW + 1, HEADER_ROW + 2, HEADER_ROW + 3, HEADER_ROW + 4
WHOSE, BEST, NEXT = 1, 2, 3  # columns to the right of the last option
DASHED = "a dash means"  # how a row that can be a dash begins to say why
NIL = "nil"  # the mark `lacking` of a metric that is nil for an option without it
DECIDING = (Role.YEARS_OVER, Role.YEARS_SHORT)
Values = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class MetricLine:
    """A metric: its row, how it is shown, and for each option that has it the id of its row and the number.

    `unit` is the one that the model has it in, `better` is less or more, or empty for what is not ranked. `nil` are
    options that lack the metric because they need none of it: a dash stands for them, and they are ranked as nil.
    """

    id: str
    row: int
    label: str
    unit: str
    how: Shown
    better: str
    ids: Mapping[str, str]
    numbers: Mapping[str, float]
    nil: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComparisonPlan:
    """Options by column with their labels, metrics by row, headings of groups by row, and why dashes stand.

    `deciding` are the metrics, by role, that decide whether an option fits; `flips` stand beneath, where the layout is
    known; `valid` tells whether all checks hold.
    """

    options: Mapping[str, str]
    metrics: Mapping[str, MetricLine]
    bands: Mapping[int, str]
    reasons: Mapping[str, tuple[str, ...]]
    deciding: Mapping[Role, str]
    flips: tuple[FlipLine, ...] = ()
    valid: bool = True

    @property
    def last(self) -> int:
        """The column of the last option."""
        return FIRST_OPTION + len(self.options) - 1

    @property
    def last_metric(self) -> int:
        """The row of the last metric."""
        return max((line.row for line in self.metrics.values()), default=FIRST_METRIC - 1)

    @property
    def reasons_row(self) -> int:
        """The row of the heading above the reasons for dashes."""
        return self.last_metric + 2

    @property
    def flips_row(self) -> int:
        """The row of the heading above what flips a verdict."""
        return (self.reasons_row + len(self.reasons) if self.reasons else self.last_metric) + 2

    @property
    def last_number(self) -> int:
        """The row of the last number that an option's sheet has too."""
        return max((flip.row + 1 for flip in self.flips), default=self.last_metric)

    @property
    def judged(self) -> tuple[tuple[FlipLine, ...], ...]:
        """The flips on judged numbers, those of one verdict on one number together."""
        groups: dict[tuple[str, str], list[FlipLine]] = {}
        for line in self.flips:
            if line.judged:
                groups.setdefault((line.over, line.by), []).append(line)
        return tuple(map(tuple, groups.values()))

    @property
    def turns_row(self) -> int:
        """The row of the heading above the judged numbers; two rows stand beneath for each of them."""
        return self.last_number + 2

    def column(self, option: str) -> int:
        """The column of an option."""
        return FIRST_OPTION + list(self.options).index(option)

    def cell(self, row: int, column: int) -> str:
        """`Comparison!C12`."""
        return f"{COMPARISON}!{at(row, column)}"

    def fixed_cell(self, row: int, column: int) -> str:
        """`Comparison!$C$12`."""
        return f"{COMPARISON}!{fixed(row, column)}"

    def number(self, metric: str, option: str) -> float | None:
        """The number of a metric of an option, NaN where it does not apply; None for one that lacks it."""
        return self.metrics[metric].numbers.get(option) if metric in self.metrics else None


def plan_comparison(model: Model, values: Values) -> ComparisonPlan:
    """Give each metric its row, with a heading above each group."""
    rows_of = {option: model.metrics(option) for option in model.options}
    order = list(dict.fromkeys([*model.metric_labels, *(id for rows in rows_of.values() for id in rows)]))
    rows, bands = _placed(order, _headings(rows_of))
    metrics = {
        metric: _line(
            model, values, metric, row, {option: has[metric] for option, has in rows_of.items() if metric in has}
        )
        for metric, row in rows.items()
    }
    labels = {option: model.pack.options[option].label for option in model.options}
    names = {role: model.name(role) for role in DECIDING}
    deciding = {role: id for role, id in names.items() if id in metrics}
    return ComparisonPlan(labels, metrics, bands, _reasons(model, order), deciding)


def _placed(order: Sequence[str], headings: Mapping[str, str]) -> tuple[dict[str, int], dict[int, str]]:
    rows: dict[str, int] = {}
    bands: dict[int, str] = {}
    row, last = FIRST_METRIC, ""
    for metric in order:
        heading = headings.get(metric, last)
        if heading != last:
            bands[row] = last = heading
            row += 1
        rows[metric] = row
        row += 1
    return rows, bands


def _headings(rows_of: Mapping[str, Mapping[str, ModelRow]]) -> dict[str, str]:
    """The group of each metric: the label of the calculator that defines it."""
    known = calculators()
    modules = {id: row.definition.module for rows in rows_of.values() for id, row in rows.items()}
    return {id: known[module].label for id, module in modules.items() if module in known}


def _line(model: Model, values: Values, metric: str, row: int, rows_of: Mapping[str, ModelRow]) -> MetricLine:
    numbers = {option: float(values[each.id][0, 0]) for option, each in rows_of.items()}
    unit = next((each.unit for each in rows_of.values()), model.metric_units.get(metric, ""))
    label = model.metric_labels.get(metric) or next(iter(rows_of.values())).label
    better = next((each.marks.get("better", "") for each in rows_of.values()), "")
    how = shown_beside(model, metric, values)
    lacking = any(each.marks.get("lacking") == NIL for each in rows_of.values())
    nil = tuple(option for option in model.options if option not in rows_of) if lacking else ()
    return MetricLine(
        metric, row, label, unit, how, better, {option: each.id for option, each in rows_of.items()}, numbers, nil
    )


def _reasons(model: Model, metrics: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Why a dash stands, each reason once, in the order of the metrics, with the labels of those it holds for."""
    found: dict[str, list[str]] = {}
    for metric, reason in _dashes(model, metrics):
        if metric not in found.setdefault(reason, []):
            found[reason].append(metric)
    return {reason: tuple(model.metric_labels.get(id, id) for id in ids) for reason, ids in found.items()}


def _of_a_dash(row: ModelRow) -> str:
    """What a dash means that the row gives, now or after an edit; empty for a row that gives none."""
    told = row.definition.doc.partition("\n")[0]
    return told if DASHED in told else ""


def _dashes(model: Model, metrics: Sequence[str]) -> Iterator[tuple[str, str]]:
    for metric in metrics:
        for option in model.options:
            row = model.rows.get(f"{option}.{metric}")
            reason = _of_a_dash(row) if row else model.absent.get(f"{option}.{metric}")
            if reason:
                yield metric, reason

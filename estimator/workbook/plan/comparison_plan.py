"""What stands where on the sheet Comparison, with the numbers and formats of each metric: plain data.

Other sheets read it here, never the cells of the built sheet.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from estimator.calculators.roles import Role
from estimator.display.decision import Shown
from estimator.display.declared import shown_beside
from estimator.model.graph import Model, ModelRow
from estimator.workbook.cells.addresses import at, fixed
from estimator.workbook.plan.flip_lines import FlipLine
from estimator.workbook.plan.sheet_registry import COMPARISON

SELECTOR, MEANING, ROLE_ROW, HEADER_ROW, FIRST_OPTION = (1, 3), (1, 4), 2, 3, 3
ID_ROW, VERDICT_ROW, CHANCE_ROW, TURNS_ROW, FIRST_METRIC = (HEADER_ROW + each for each in range(1, 6))
WHOSE, BEST, NEXT = 1, 2, 3  # columns to the right of the last option
DASHED = "a dash means"  # how a row that can be a dash begins to say why
NIL = "nil"  # the mark `lacking` of a metric that is nil for an option without it
DECIDING = (Role.YEARS_OVER, Role.YEARS_SHORT)
HEADLINES = (
    Role.LIFE_CYCLE_COST,
    Role.COMPLETE_CHAIN,
    Role.NEW_MONEY,
    Role.YEARS_OVER,
    Role.PEAK_SHARE,
    Role.BREAK_EVEN_SHARE,
    Role.PEOPLE,
    Role.YEARS_SHORT,
    Role.STATIONS_HELD,
    Role.EQUAL_WATCH_COST,
    Role.LEAKERS,
    Role.LAUNCHERS_DESTROYED,
)  # stay in sight; the other metrics of a group are folded beneath them
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

    Options with one role stand side by side; `roles` tells it by option. `folded` are the first and the last row of
    each run of metrics that are out of sight until their plus sign is clicked. `deciding` are the metrics, by role,
    that decide whether an option fits; `flips` stand beneath, where the layout is known; `valid` tells whether all
    checks hold.
    """

    options: Mapping[str, str]
    metrics: Mapping[str, MetricLine]
    bands: Mapping[int, str]
    reasons: Mapping[str, tuple[str, ...]]
    deciding: Mapping[Role, str]
    flips: tuple[FlipLine, ...] = ()
    valid: bool = True
    roles: Mapping[str, str] = field(default_factory=dict)
    folded: tuple[tuple[int, int], ...] = ()
    shorts: Mapping[str, str] = field(default_factory=dict)

    @property
    def heads(self) -> Mapping[str, str]:
        """What each option is called above its column: the short label where there is one."""
        return {option: self.shorts.get(option) or label for option, label in self.options.items()}

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
    """Give each metric that an option has its row, with a heading above each group."""
    roles = _by_role(model)
    rows_of = {option: model.metrics(option) for option in roles}
    of_options = {id: None for rows in rows_of.values() for id in rows}
    had = [id for id in {**model.metric_labels, **of_options} if id in of_options]
    headlines = {model.name(role) for role in HEADLINES}
    rows, bands = _placed(had, _headings(rows_of), headlines)
    metrics = {
        metric: _line(
            model, values, metric, row, {option: has[metric] for option, has in rows_of.items() if metric in has}
        )
        for metric, row in rows.items()
    }
    labels = {option: model.pack.options[option].label for option in roles}
    names = {role: model.name(role) for role in DECIDING}
    deciding = {role: id for role, id in names.items() if id in metrics}
    away = {row for id, row in rows.items() if id not in headlines}
    folded = _runs(sorted(away | {row for row in bands if row + 1 in away}))  # with the heading of a group all away
    shorts = {option: model.short(option) for option in roles}
    reasons = _reasons(model, had)
    return ComparisonPlan(labels, metrics, bands, reasons, deciding, roles=roles, folded=folded, shorts=shorts)


def _by_role(model: Model) -> dict[str, str]:
    """The role of each option, those of one role together, in the order in which roles and options come."""
    roles = {option: model.pack.options[option].role for option in model.options}
    order = list(dict.fromkeys(roles.values()))
    return dict(sorted(roles.items(), key=lambda each: order.index(each[1])))


def _placed(
    metrics: Sequence[str], headings: Mapping[str, str], headlines: Container[str]
) -> tuple[dict[str, int], dict[int, str]]:
    """Rows of metrics and headings: in each group first what stays in sight."""
    rows: dict[str, int] = {}
    bands: dict[int, str] = {}
    row = FIRST_METRIC
    for heading, group in groupby(metrics, lambda metric: headings.get(metric, "")):
        if heading:
            bands[row] = heading
            row += 1
        for metric in sorted(group, key=lambda metric: metric not in headlines):
            rows[metric] = row
            row += 1
    return rows, bands


def _runs(rows: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The first and the last of each run of rows without a gap."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return tuple((run[0], run[-1]) for run in runs)


def _headings(rows_of: Mapping[str, Mapping[str, ModelRow]]) -> dict[str, str]:
    """The group of each metric: the label of the calculator that defines it."""
    return {id: row.about for rows in rows_of.values() for id, row in rows.items() if row.about}


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
    told = row.doc.partition("\n")[0]
    return told if DASHED in told else ""


def _dashes(model: Model, metrics: Sequence[str]) -> Iterator[tuple[str, str]]:
    for metric in metrics:
        for option in model.options:
            row = model.rows.get(f"{option}.{metric}")
            reason = _of_a_dash(row) if row else model.absent.get(f"{option}.{metric}")
            if reason:
                yield metric, reason

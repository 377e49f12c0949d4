"""The value of an assumption at which a metric reaches a target, or at which two options cost the same.

The assumption is scanned over its limits first; between two neighbours on either side of the target the root is
bracketed and found by Brent's method. Rows with whole hulls or flags jump: where the metric passes the target without
taking it, the answer says between which values it crosses, and names no root.

Source: R. P. Brent, Algorithms for Minimization without Derivatives, 1973, chapter 4.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np

from estimator.analysis.questions.levers import Lever
from estimator.analysis.questions.variations import Variations
from estimator.errors import InputError, UnknownNameError, did_you_mean
from estimator.evaluation import Array
from estimator.evaluation.roots import root_between
from estimator.model import Model

POINTS: Final = 401
FINER: Final = 65
MOST_WHOLE: Final = 5000
NEAR: Final = 1e-9
CLOSE: Final = 1e-12
HALVINGS: Final = 60

Kind = Literal["root", "crossing", "stretch"]
Function = Callable[[Array], Array]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where the target is reached, in the unit of the assumption's file.

    A *root* takes it at `low` = `high`; a *stretch* takes it from `low` to `high`; at a *crossing* the metric jumps
    over it between `low` and `high`. `rising` tells whether the metric is above the target after it.
    """

    kind: Kind
    low: float
    high: float
    rising: bool | None


@dataclass(frozen=True)
class BreakEven:
    """What a scan found for one option, or one pair of options.

    `points` are the values scanned and `metric` the metric there (NaN where it does not apply); `target` is nil for two
    options, where `metric` is the first less the second.
    """

    name: str
    crossings: tuple[Crossing, ...]
    points: Array
    metric: Array
    target: float
    unit: str
    reason: str = ""

    @property
    def ends(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """The first and the last value scanned at which the metric applies, each with the metric."""
        able = np.flatnonzero(np.isfinite(self.metric))
        if not able.size:
            return None
        first, last = ((float(self.points[place]), float(self.metric[place])) for place in (able[0], able[-1]))
        return first, last

    @property
    def nearest(self) -> tuple[float, float] | None:
        """The value scanned at which the metric comes nearest to the target, and the metric there."""
        if not np.isfinite(self.metric).any():
            return None
        place = int(np.nanargmin(np.abs(self.metric - self.target)))
        return float(self.points[place]), float(self.metric[place])


@dataclass(frozen=True)
class Scan:
    """Where an assumption is scanned: its lever, and both ends in the unit of its file."""

    lever: Lever
    low: float
    high: float
    points: Array = field(repr=False)


def scan_over(lever: Lever, low: float | None = None, high: float | None = None) -> Scan:
    """Scan between two values; without them over the limits, else over the range. Raises InputError."""
    given = lever.assumption
    bounds = given.limits or ((given.low, given.high) if given.low is not None and given.high is not None else None)
    if bounds is None and (low is None or high is None):
        raise InputError(f"{given.id} has neither limits nor a range; say between which values to look: --from, --to")
    first, last = bounds if bounds else (0.0, 0.0)
    start, end = first if low is None else low, last if high is None else high
    if not start < end:
        raise InputError(f"{given.id}: {start:g} to {end:g} is no span; expected the smaller value first")
    return Scan(lever, start, end, _points(lever, start, end))


def _points(lever: Lever, low: float, high: float) -> Array:
    """Evenly spaced values, with the value in use among them; whole numbers if the assumption is whole."""
    if lever.assumption.whole:
        first, last = int(np.ceil(low)), int(np.floor(high))
        count = min(last - first + 1, MOST_WHOLE)
        return np.unique(np.rint(np.linspace(first, last, max(count, 1))))
    here = lever.assumption.value
    in_use = [here] if here is not None and low < here < high else []
    return np.unique(np.concatenate([np.linspace(low, high, POINTS), np.array(in_use, dtype=np.float64)]))


def break_even(model: Model, scan: Scan, metric: str, target: float, options: Sequence[str]) -> list[BreakEven]:
    """For each option, the values of an assumption at which a metric reaches a target (in the metric's normal unit)."""
    study = Variations(model)
    made = []
    for option in options:
        rows = (f"{option}.{metric}",)
        unit = model.metric_units[metric]
        reason = _reason(study, scan, rows)
        made.append(
            BreakEven(option, (), np.array([]), np.array([]), target, unit, reason)
            if reason
            else _search(study, scan, rows, target, (option, unit))
        )
    return made


def equal_cost(model: Model, scan: Scan, first: str, second: str, metric: str) -> BreakEven:
    """The values of an assumption at which two options are equal in a metric.

    The metric of the result is the first option's less the second's.
    """
    study = Variations(model)
    rows = (f"{first}.{metric}", f"{second}.{metric}")
    name, unit = f"{first} less {second}", model.metric_units[metric]
    reason = _reason(study, scan, rows)
    if reason:
        return BreakEven(name, (), np.array([]), np.array([]), 0.0, unit, reason)
    return _search(study, scan, rows, 0.0, (name, unit))


def _reason(study: Variations, scan: Scan, rows: Sequence[str]) -> str:
    """Why no scan can find anything; empty if one can."""
    model = study.model
    absent = [model.absent.get(row, "the metric does not apply to the option") for row in rows if row not in model.rows]
    if absent:
        return absent[0]
    if not study.model.reached_by([scan.lever.id]) & set(rows):
        return f"does not depend on {scan.lever.id}"
    return ""


def _search(study: Variations, scan: Scan, rows: Sequence[str], target: float, named: tuple[str, str]) -> BreakEven:
    def metric(points: Array) -> Array:
        inputs = {scan.lever.id: scan.lever.array(points, study.model.years)}
        found = study.scalars(inputs, list(rows), len(points))
        return found[rows[0]] - found[rows[1]] if len(rows) > 1 else found[rows[0]]

    whole = scan.lever.assumption.whole
    points = scan.points
    values = metric(points)
    if not whole:
        points, values = _refined(metric, points, values, target)
    scale = NEAR * _size(study, rows, values, target)
    crossings = find_crossings(metric, points, values, (target, scale), whole)
    return BreakEven(named[0], tuple(crossings), points, values, target, named[1])


def _size(study: Variations, rows: Sequence[str], values: Array, target: float) -> float:
    """The size against which a difference counts as nil: that of the metrics and of the target."""
    able = np.abs(values[np.isfinite(values)])
    sizes = [abs(target), float(able.max(initial=0.0))]
    sizes += [abs(float(each)) for row in rows if np.isfinite(each := study.values[row][0, 0])]
    return max(sizes)


def _refined(metric: Function, points: Array, values: Array, target: float) -> tuple[Array, Array]:
    """More points where the metric turns near the target without passing it, so that a pair of roots is not missed."""
    gap = np.abs(values - target)
    inside = np.arange(1, len(points) - 1)
    with np.errstate(invalid="ignore"):
        turns = inside[(gap[inside] < gap[inside - 1]) & (gap[inside] < gap[inside + 1])]
    same = np.sign(values - target)
    close = [place for place in turns if same[place - 1] == same[place] == same[place + 1] != 0]
    extra = [np.linspace(points[place - 1], points[place + 1], FINER) for place in close]
    if not extra:
        return points, values
    more = np.setdiff1d(np.concatenate(extra), points)
    joined = np.concatenate([points, more])
    order = np.argsort(joined)
    return joined[order], np.concatenate([values, metric(more)])[order]


def find_crossings(
    metric: Function, points: Array, values: Array, goal: tuple[float, float], whole: bool = False
) -> list[Crossing]:
    """Roots, stretches and jumps along scanned points; `goal` is the target and what counts as nil beside it."""
    target, scale = goal
    signs = np.where(np.abs(values - target) <= scale, 0.0, np.sign(values - target))
    found = _stretches(metric, points, signs, goal, whole)
    for place in range(len(points) - 1):
        if signs[place] * signs[place + 1] < 0:
            ends = float(points[place]), float(points[place + 1])
            rising = bool(signs[place + 1] > 0)
            found.append((_between_whole if whole else _bracketed)(metric, ends, goal, rising))
    return sorted(found, key=lambda each: each.low)


def _stretches(metric: Function, points: Array, signs: Array, goal: tuple[float, float], whole: bool) -> list[Crossing]:
    """Runs of points at which the metric is the target; a run of one is a root."""
    found = []
    place = 0
    while place < len(points):
        last = place
        if signs[place] == 0:
            while last + 1 < len(points) and signs[last + 1] == 0:
                last += 1
            found.append(_stretch(metric, points, signs, (place, last), goal, whole))
        place = last + 1
    return found


def _stretch(
    metric: Function, points: Array, signs: Array, run: tuple[int, int], goal: tuple[float, float], whole: bool
) -> Crossing:
    first, last = run
    low, high = float(points[first]), float(points[last])
    after = signs[last + 1] if last + 1 < len(points) else np.nan
    rising = None if np.isnan(after) else bool(after > 0)
    if first == last:
        return Crossing("root", low, high, rising)
    if not whole and first > 0:
        low = _edge(metric, low, float(points[first - 1]), goal)
    if not whole and last + 1 < len(points):
        high = _edge(metric, high, float(points[last + 1]), goal)
    return Crossing("stretch", low, high, rising)


def _edge(metric: Function, inside: float, outside: float, goal: tuple[float, float]) -> float:
    """The last value, from inside a stretch outwards, at which the metric is still the target."""
    target, scale = goal
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        if middle in (inside, outside) or abs(outside - inside) <= NEAR * max(abs(inside), abs(outside)):
            break
        at_target = abs(float(metric(np.array([middle]))[0]) - target) <= scale
        inside, outside = (middle, outside) if at_target else (inside, middle)
    return inside


def _bracketed(metric: Function, ends: tuple[float, float], goal: tuple[float, float], rising: bool) -> Crossing:
    """The root between two values on either side of the target, or the jump over it."""
    target, scale = goal
    seen: dict[float, float] = {}

    def gap(value: float) -> float:
        if value not in seen:
            seen[value] = float(metric(np.array([value]))[0]) - target
        return seen[value]

    size = max(abs(end) for end in ends)
    root = root_between(gap, ends, CLOSE * size, 4 * CLOSE)
    if np.isnan([root, *seen.values()]).any():  # the metric does not apply somewhere in between
        return Crossing("crossing", *ends, rising)
    if abs(gap(root)) <= scale:
        return Crossing("root", root, root, rising)
    # No value near the target: the metric jumps. The nearest values on either side that were tried frame the jump.
    below = max(value for value in seen if value <= root and _side(seen[value]) != rising)
    above = min(value for value in seen if value > below and _side(seen[value]) == rising)
    return Crossing("crossing", below, above, rising)


def _between_whole(metric: Function, ends: tuple[float, float], goal: tuple[float, float], rising: bool) -> Crossing:
    """The two neighbouring whole numbers between which the metric passes the target, or the one that takes it."""
    target, scale = goal
    low, high = ends
    while high - low > 1:
        middle = float(np.floor((low + high) / 2))
        gap = float(metric(np.array([middle]))[0]) - target
        if abs(gap) <= scale:
            return Crossing("root", middle, middle, rising)
        if np.isnan(gap):
            break
        low, high = (low, middle) if _side(gap) == rising else (middle, high)
    return Crossing("crossing", low, high, rising)


def _side(gap: float) -> bool:
    return gap > 0


def require_option(model: Model, option: str) -> None:
    """Raise UnknownNameError, with the nearest ids, for an option that the model does not show."""
    if option not in model.options:
        hint = did_you_mean(option[:80], model.options) or "estimator list shows them."
        raise UnknownNameError(f'there is no option "{option[:80]}". {hint}')

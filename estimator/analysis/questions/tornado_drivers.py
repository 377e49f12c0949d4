"""What tornado and two-way table of What-if show: the drivers, and the metric with each at its low and its high.

These are the values that stand in the workbook as exported. Where it has data tables, it computes the same again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.distributions import HIGH_LEVEL, LOW_LEVEL, Distribution, fitted
from estimator.analysis.draws.trials import pieces
from estimator.analysis.standing.inputs_by_layer import read_inputs
from estimator.calculators.roles import Role
from estimator.errors import EvaluationError
from estimator.evaluation import evaluate
from estimator.evaluation.one_at_a_time import moved_one_at_a_time
from estimator.evaluation.plan import Plan
from estimator.evaluation.planning import make_plan
from estimator.model import Model
from estimator.pack.records import Assumption
from estimator.units import as_written, in_normal

Array = NDArray[np.float64]
OF_THE_CHOICE, OF_EACH_OPTION, OF_THE_REST, MOST = 14, 3, 8, 50
AXES = (Role.GDP_SHARE, Role.GROWTH_SHIFT)
SHARE_STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
DIGITS, FEW_DIGITS, NEAR = 12, 6, 1e-9
NARROWEST = 2
"""LibreOffice computes no table that is one column wide."""


@dataclass(frozen=True)
class TwoWayValues:
    """The headroom of the last year compared (then-year money) by points added to the share of GDP and to growth.

    `shares` go down, `growths` across; both are in the units of the pack's file.
    """

    shares: tuple[float, ...]
    growths: tuple[float, ...]
    headroom: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Substituted:
    """What tornado and two-way table show at export, computed by substitution.

    `drivers` maps assumptions, the one with the largest swing first, to the metric of the option with the assumption at
    its low and at its high, in base units; NaN does not apply. `ends` are these lows and highs, the 10th and 90th
    percentile in the unit of the pack's file; of those not listed they are the ends of the range.
    """

    option: str
    metric: str
    drivers: Mapping[str, tuple[float, float]]
    two_way: TwoWayValues | None = None
    ends: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def moving(self) -> Substituted:
        """Without the drivers that are known to leave the metric of the option as it is; the first stays."""
        moved = {id: pair for id, pair in self.drivers.items() if pair[0] != pair[1]}
        return replace(self, drivers=moved or dict([*self.drivers.items()][:1]))


def substituted(model: Model) -> Substituted | None:
    """What a workbook's tornado and two-way table show; None for a pack without ranges or without metrics.

    Drivers are assumptions with a range and one value that nobody has typed in, at most 50. Fourteen have the largest
    swing of the option and metric that the sheet starts with; of each option the three with the largest swing of that
    metric are there; eight have the largest share in the swings of all other metrics that have a better end.
    """
    chosen = starting_choice(model)
    moved = movable(model)
    if chosen is None or not moved:
        return None
    option, metric = chosen
    same = [id for each in model.options if (id := f"{each}.{metric}") in model.rows]
    rest = [id for id in _ranked(model) if id not in same]
    limits = ends_of(moved)
    found = _at_ends(model, limits, [*same, *rest])
    ends = found[f"{option}.{metric}"]
    places = _drivers(ends, [found[id] for id in same], [found[id] for id in rest])
    ids = list(moved)
    pairs = {ids[at]: (float(ends[at, 0]), float(ends[at, 1])) for at in places}
    return Substituted(option, metric, pairs, _two_way(model), {id: limits[id] for id in pairs}) if pairs else None


def starting_choice(model: Model) -> tuple[str, str] | None:
    """Option and metric that the sheet starts with: the reference option, and its cost over the years compared."""
    reference = model.pack.settings.reference_option
    options = sorted(model.options, key=lambda option: option != reference)
    found = (
        (option, metric)
        for option in options
        for metric in (model.name(Role.LIFE_CYCLE_COST), *model.metrics(option))
        if f"{option}.{metric}" in model.rows
    )
    return next(found, None)


def movable(model: Model) -> dict[str, Assumption]:
    """The assumptions with a range that can be moved, as the files have them."""
    found = (each for each in read_inputs(model).scalars() if each.yours is None)
    return {each.base.id: each.base for each in found if each.base.low is not None and each.base.high is not None}


def ends_of(moved: Mapping[str, Assumption]) -> dict[str, tuple[float, float]]:
    """The 10th and 90th percentile of each assumption as it is drawn, in the unit of the pack's file.

    They are the ends of its range, except where these are bounds, or where a limit stands in their way.
    """
    found = fitted(list(moved.values()))
    return {id: _percentiles(base, each) for (id, base), each in zip(moved.items(), found, strict=True)}


def _percentiles(base: Assumption, drawn: object) -> tuple[float, float]:
    low, high = float(base.low or 0.0), float(base.high or 0.0)
    if not isinstance(drawn, Distribution):
        return low, high
    found = drawn.quantile(np.array([LOW_LEVEL, HIGH_LEVEL]))
    return _steady(float(found[0]), low, high - low), _steady(float(found[1]), high, high - low)


def _steady(percentile: float, end: float, width: float) -> float:
    """The end of the range where the percentile is no other, else six digits of it, as Uncertainty shows it."""
    return end if abs(percentile - end) <= NEAR * width else float(f"{percentile:.{FEW_DIGITS}g}")


def _ranked(model: Model) -> list[str]:
    """The metrics of all options that have a better end."""
    found = (row for option in model.options for row in model.metrics(option).values())
    return [row.id for row in found if row.marks.get("better")]


def _at_ends(model: Model, ends: Mapping[str, tuple[float, float]], wanted: Sequence[str]) -> dict[str, Array]:
    """Each wanted row with each driver at its low and high, `(drivers, 2)`; NaN where it cannot be computed."""
    plan, values = make_plan(model, list(ends), wanted, many=False), {id: _in_use(model, id) for id in ends}
    cases = {id: [in_normal(each, model.inputs[id].scale) for each in pair] for id, pair in ends.items()}
    try:
        found = moved_one_at_a_time(plan, values, cases)
    except EvaluationError:
        return _as_far_as_can_be(plan, values, cases)
    return {id: moved[:, :, 0] for id, (_, moved) in found.items()}


def _as_far_as_can_be(
    plan: Plan, values: Mapping[str, float], cases: Mapping[str, Sequence[float]]
) -> dict[str, Array]:
    """The same case by case, NaN for those that cannot be computed."""
    draws, wanted = {}, plan.wanted
    for place, (id, pair) in enumerate(cases.items()):
        draws[id] = np.full((2 * len(cases), 1), values[id])
        draws[id][2 * place : 2 * place + 2, 0] = pair
    found = {id: np.full((2 * len(cases), 1), np.nan) for id in wanted}
    for piece in pieces(2 * len(cases), len(plan.years)):
        _run(plan, draws, piece, found)
    return {id: each.reshape(-1, 2) for id, each in found.items()}


def _run(plan: Plan, draws: Mapping[str, Array], piece: slice, values: Mapping[str, Array]) -> None:
    """Fill in some draws; those that cannot be computed stay as they are."""
    try:
        computed = plan.run({id: draws[id][piece] for id in plan.inputs})
    except EvaluationError:
        count = piece.stop - piece.start
        for half in (slice(piece.start, piece.start + count // 2), slice(piece.start + count // 2, piece.stop)):
            if count > 1:
                _run(plan, draws, half, values)
        return
    for id, each in computed.items():
        values[id][piece] = each


def _in_use(model: Model, id: str) -> float:
    used = model.inputs[id]
    return in_normal(used.value or 0.0, used.scale)


def _drivers(ends: Array, same: Sequence[Array], rest: Sequence[Array]) -> list[int]:
    """The places of the drivers among the candidates, the largest swing of the choice first."""
    swings = _swings(ends)
    chosen = _largest(swings)[:OF_THE_CHOICE]
    each = [_largest(_swings(of_one))[:OF_EACH_OPTION] for of_one in same]
    chosen += (found[place] for place in range(OF_EACH_OPTION) for found in each if place < len(found))
    chosen = list(dict.fromkeys(chosen))[: MOST - OF_THE_REST]
    chosen += [at for at in _largest(_share(rest)) if at not in chosen][:OF_THE_REST]
    return sorted(chosen, key=lambda at: -swings[at])


def _largest(weights: Array) -> list[int]:
    """The places of those above nil, the largest first."""
    return [int(at) for at in np.argsort(-weights, kind="stable") if weights[at] > 0]


def _share(all_ends: Sequence[Array]) -> Array:
    """Each candidate's share in the swings of some rows, added up over the rows."""
    found: Array = np.zeros(len(all_ends[0]) if all_ends else 0)
    for ends in all_ends:
        swings = _swings(ends)
        found = found + swings / (swings.sum() or 1.0)
    return found


def _swings(ends: Array) -> Array:
    """The distance of both ends; nil where one cannot be computed."""
    found: Array = np.nan_to_num(np.abs(ends[:, 1] - ends[:, 0]), nan=0.0)
    return found


def _two_way(model: Model) -> TwoWayValues | None:
    """The headroom of the last year at shares from the pack's own up to twice that, and over the range of growth."""
    base = model.pack.base or model.pack.assumptions
    axes = [base[id] for id in two_way_axes(model) if not base[id].is_by_year]
    if not model.role(Role.HEADROOM) or len(axes) < len(AXES):
        return None
    share, growth = axes
    shares = _points(share, [float(share.value or 0.0) * (1 + step) for step in SHARE_STEPS], model)
    growths = _points(growth, _growths(growth), model)
    if not shares or len(growths) < NARROWEST:
        return None
    try:
        return TwoWayValues(shares, growths, _headroom(model, share, shares, growth, growths))
    except EvaluationError:
        return None


def two_way_axes(model: Model) -> tuple[str, ...]:
    """The share of GDP and the shift of growth that the two-way table moves; fewer where the pack lacks one."""
    return tuple(id for role in AXES if (id := model.role(role)))


def _headroom(
    model: Model, share: Assumption, shares: Sequence[float], growth: Assumption, growths: Sequence[float]
) -> tuple[tuple[float, ...], ...]:
    """The headroom of the last year compared, shares down, growths across."""
    down, across = np.meshgrid(shares, growths, indexing="ij")
    inputs = {
        base.id: _in_use(model, base.id) + points.reshape(-1, 1) * base.scale
        for base, points in ((share, down), (growth, across))
    }
    headroom = model.require_role(Role.HEADROOM)
    room = evaluate(model, inputs, [headroom])[headroom]
    last = model.years.index(model.pack.settings.last_year)
    found = np.broadcast_to(room[:, last], (down.size,)).reshape(down.shape)
    return tuple(tuple(map(float, row)) for row in found)


def _growths(growth: Assumption) -> list[float]:
    """From the low end to the high end, in halves; a point each way where there is no range."""
    value = float(growth.value or 0.0)
    down, up = 1.0, 1.0
    if growth.low is not None and growth.high is not None:
        down, up = value - growth.low, growth.high - value
    return [value - down, value - down / 2, value, value + up / 2, value + up]


def _points(base: Assumption, wanted: Sequence[float], model: Model) -> tuple[float, ...]:
    """What must be added to the value in use for each wanted one, in the unit of the pack's file, within the limits."""
    used = as_written(_in_use(model, base.id), base.scale)
    low, high = base.limits or (min(wanted), max(wanted))
    return tuple(float(f"{each - used:.{DIGITS}g}") for each in wanted if low <= each <= high)

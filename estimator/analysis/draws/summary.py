"""From sums and collected draws to what is reported: spreads, reserves, chances."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.quantiles import BATCHES, Collector
from estimator.analysis.draws.records import Chances, Fan, Reserve, Spread
from estimator.analysis.draws.trials import Allocation, Block
from estimator.calculators.roles import Role
from estimator.model import Model

Array = NDArray[np.float64]
LEVELS = (0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95)
RESERVE_LEVELS = (0.5, 0.8)
CONVERGENCE_LEVEL = 0.8
FAN_LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


def spread_of(collector: Collector, column: int, unit: str, point: float | None, at_or_below: float | None) -> Spread:
    """Summarise one column of the draws."""
    found = collector.quantiles(column, LEVELS)
    applies = float(collector.applies()[column])
    counted = applies * collector.draws
    known = point is not None and not np.isnan(point) and at_or_below is not None and counted
    halves, error = _convergence(collector, column)
    return Spread(
        unit=unit,
        point=point if known else None,
        mean=float(collector.mean()[column]),
        deviation=float(collector.deviation()[column]),
        percentiles=dict(zip(LEVELS, found, strict=True)),
        point_percentile=float(at_or_below or 0.0) / counted if known else None,
        applies=applies,
        halves=halves,
        batch_error=error,
    )


def _convergence(collector: Collector, column: int) -> tuple[float, float]:
    """The 80th percentile: second half less first half, and its standard error by batches."""
    level = [CONVERGENCE_LEVEL]
    half = BATCHES // 2
    first, second = (
        collector.quantiles(column, level, batches)[0].value for batches in (range(half), range(half, BATCHES))
    )
    each = collector.by_batch(column, CONVERGENCE_LEVEL)
    each = each[~np.isnan(each)]
    error = float(each.std(ddof=1) / np.sqrt(each.size)) if each.size > 1 else float("nan")
    return second - first, error


def fan_of(collector: Collector, column: int, unit: str, point: Mapping[int, float]) -> Fan:
    """Summarise one row by year; its years stand side by side from `column` on."""
    found = {year: collector.quantiles(column + place, FAN_LEVELS) for place, year in enumerate(point)}
    by_level = {level: {year: each[k] for year, each in found.items()} for k, level in enumerate(FAN_LEVELS)}
    return Fan(unit, point, by_level)


def reserves(
    point: float, spread: Spread, names: tuple[str, ...], points: Mapping[str, float], sums: Allocation, draws: int
) -> tuple[Reserve, ...]:
    """What each level needs above the point estimate, in all and element by element; the parts add up to the whole.

    An element's part is its expected cost where the total stands at the percentile, by its regression on the total:
    mean + covariance ÷ variance × (percentile - mean of the total), less its point estimate.
    """
    mean = sums.total / draws
    variance = sums.squared / draws - mean**2
    means = sums.elements / draws
    slopes = (sums.products / draws - means * mean) / variance if variance > 0 else np.zeros(len(names))
    found = []
    for level in RESERVE_LEVELS:
        total = spread.percentiles[level].value - point
        parts = means + slopes * (total - mean)
        elements = {name.split(":", 1)[1]: float(part) for name, part in zip(names, parts, strict=True)}
        found.append(Reserve(level, total, elements))
    return tuple(found)


def chances(model: Model, option: str, sums: Block, draws: int) -> Chances:
    """How likely an option breaks headroom or lacks people, at all and by fiscal year of the horizon."""
    over, over_by_year = _by_year(model, sums.over.get(option), draws)
    short, short_by_year = _by_year(model, sums.short.get(option), draws)
    money = _kept(over, bool(model.role(Role.HEADROOM)))
    people = _kept(short, bool(sums.short))
    both = sums.holding.get(option, float(draws)) / draws
    holding = None if money is None and people is None else both
    return Chances(over, over_by_year, short, short_by_year, money, people, holding)


def _kept(broken: float | None, is_known: bool) -> float | None:
    """The chance that something is not broken; certain for an option that cannot break what the pack knows of."""
    if broken is None:
        return 1.0 if is_known else None
    return 1 - broken


def _by_year(model: Model, counts: Array | None, draws: int) -> tuple[float | None, dict[int, float]]:
    """Counts by year, and the last number for any year, as shares of the draws; None where nothing was counted."""
    if counts is None:
        return None, {}
    settings = model.pack.settings
    shares = [float(each) / draws for each in counts]
    by_year = dict(zip(model.years, shares, strict=False))
    return shares[-1], {year: by_year[year] for year in range(settings.first_year, settings.last_year + 1)}

"""Curves whose percentiles are the ends of ranges: fitted to many ranges of one shape at once.

Each step is elementwise, so that a curve is the same to the last bit whatever is fitted beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.shapes import TINY, Beta, Curve, LogNormal, Normal, Triangular, Uniform, one_of, some_of

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
ROUNDS, HALVINGS, NEAR = 100, 52, 1e-12


@dataclass(frozen=True)
class Ranges:
    """Ranges to fit to, one item each: ends, the mean or mode (`point`), where the curve is cut off, levels."""

    low: Array
    point: Array
    high: Array
    lowest: Array
    highest: Array
    bottom: Array
    top: Array

    @property
    def levels(self) -> Array:
        """The chances below the two ends, `(2, ranges)`."""
        return np.stack([self.bottom, self.top])

    @property
    def cuts(self) -> Array:
        """Where the curve is cut off, `(2, ranges)`."""
        return np.stack([self.lowest, self.highest])

    def part(self, places: NDArray[Any]) -> Ranges:
        """Some of the ranges."""
        return Ranges(*(getattr(self, each.name)[places] for each in fields(self)))


def ranges_of(rows: Iterable[tuple[float, ...]]) -> Ranges:
    """Ranges from a tuple each, in the order of the fields."""
    return Ranges(*np.array(list(rows), dtype=np.float64).T)


class Fit(Protocol):
    """Finds the curves of a shape with the ends of ranges at some levels; the point is used by shapes that have one."""

    def __call__(self, ranges: Ranges, levels: Array) -> tuple[Curve, Flags]:
        """The curves, and which of them there are: a flag that is false marks a range that the shape cannot have."""


def fit_all(shape: str, ranges: Ranges, by_mean: bool = False) -> list[tuple[Curve, bool] | None]:
    """A curve for each range, and whether its percentiles lie elsewhere because the limits leave them no room.

    None for a range that no curve of the shape has. `by_mean` takes the point for the mean, else for the mode.
    The percentiles hold *after* the cut: fit, see what the limits cut off, fit again to shifted levels.
    """
    if by_mean:
        return _all_by_mean(BY_MEAN[shape], ranges)
    wanted, fit = ranges.levels, FITS[shape]
    uncut, there = fit(ranges, wanted)
    made = [(one_of(uncut, place), True) if sound else None for place, sound in enumerate(there)]
    places = np.flatnonzero(there)
    levels, curves = wanted[:, places], some_of(uncut, places)
    for _ in range(ROUNDS):
        bottom, top = curves.chance_below(ranges.part(places).cuts)
        shifted = bottom + wanted[:, places] * (top - bottom)
        near = np.abs(shifted - levels).max(axis=0) < NEAR
        for place in np.flatnonzero(near):
            made[places[place]] = (one_of(curves, int(place)), False)
        places, levels = places[~near], shifted[:, ~near]
        if not places.size:
            break
        curves, there = fit(ranges.part(places), levels)
        places, levels, curves = places[there], levels[:, there], some_of(curves, there)
    return made


def _through_normal(ranges: Ranges, levels: Array) -> tuple[Curve, Flags]:
    return Normal.through(ranges.low, ranges.high, levels), np.full(ranges.low.shape, True)


def _through_lognormal(ranges: Ranges, levels: Array) -> tuple[Curve, Flags]:
    inner = Normal.through(np.log(ranges.low), np.log(ranges.high), levels)
    return LogNormal(inner), np.full(ranges.low.shape, True)


def _through_uniform(ranges: Ranges, levels: Array) -> tuple[Curve, Flags]:
    bottom, top = levels
    width = (ranges.high - ranges.low) / (top - bottom)
    made = Uniform(ranges.low - bottom * width, ranges.high + (1 - top) * width)
    return made, np.full(ranges.low.shape, True)


def _with_mode(kind: type[Triangular] | type[Beta]) -> Fit:
    """Solve for the place of the mode, as a share of the whole width, at which both percentiles hold.

    With the mode at share r of the width W, `mode - low` is W (r - q₁(r)) and `high - mode` is W (q₂(r) - r), where q
    are the curve's quantiles on a width of 1. Their ratio rises with r, so halving finds it.
    """

    def fit(ranges: Ranges, levels: Array) -> tuple[Curve, Flags]:
        left, right = np.zeros(ranges.low.shape), np.ones(ranges.low.shape)
        to_low, to_high = ranges.point - ranges.low, ranges.high - ranges.point
        for _ in range(HALVINGS):
            share = (left + right) / 2
            below, above = kind.around_mode(share, levels)
            too_far = below * to_high > above * to_low
            left, right = np.where(too_far, left, share), np.where(too_far, share, right)
        below, above = kind.around_mode(share, levels)
        there = below + above > 0
        width = (ranges.high - ranges.low) / np.where(there, below + above, 1.0)
        return kind(ranges.point - share * width, ranges.point, ranges.point + (1 - share) * width), there

    return fit


def _all_by_mean(kind: type[Triangular] | type[Beta], ranges: Ranges) -> list[tuple[Curve, bool] | None]:
    """The curves with these percentiles and, as far as the shape can have it, this mean, both after the cut."""
    curves, _ = _at_mean(kind, ranges, ranges.levels, within=False)
    made: list[tuple[Curve, bool] | None] = [(one_of(curves, place), False) for place in range(ranges.low.size)]
    bottom, top = curves.chance_below(ranges.cuts)
    places = np.flatnonzero((bottom > 0) | (top < 1))
    if places.size:
        fitted, held = _at_mean(kind, ranges.part(places), ranges.levels[:, places], within=True)
        for number, place in enumerate(places):
            made[place] = (one_of(fitted if held[number] else some_of(curves, places), number), not held[number])
    return made


def _at_mean(
    kind: type[Triangular] | type[Beta], ranges: Ranges, levels: Array, within: bool
) -> tuple[Triangular | Beta, Flags]:
    """Solve for the place of the mode, as a share of the whole width, at which percentiles and mean hold.

    The mean rises with the mode's share (but for a hair near the ends), so halving finds it. Where no share has the
    mean, the mode stands at the end that comes nearest to it. `within` holds both after the cut; false flags mark
    ranges whose limits leave no room.
    """
    left, right = np.zeros(ranges.low.shape), np.ones(ranges.low.shape)
    for _ in range(HALVINGS):
        share = (left + right) / 2
        curves, held = _at_share(kind, ranges, share, levels, within)
        too_low = _mean(curves, ranges if within else None) < ranges.point
        left, right = np.where(too_low, share, left), np.where(too_low, right, share)
    return curves, held


def _at_share(
    kind: type[Triangular] | type[Beta], ranges: Ranges, share: Array, levels: Array, within: bool
) -> tuple[Triangular | Beta, Flags]:
    """The curves with the mode at a share of the width whose percentiles hold, after the cut if `within`."""
    curves = _through(kind, ranges, share, levels)
    held, shifted = np.full(share.shape, not within), levels
    for _ in range(ROUNDS if within else 0):
        bottom, top = curves.chance_below(ranges.cuts)
        wanted = bottom + levels * (top - bottom)
        held = held | (np.abs(wanted - shifted).max(axis=0) < NEAR)
        if held.all():
            break
        shifted = np.where(held, shifted, wanted)
        curves = _through(kind, ranges, share, shifted)
    return curves, held


def _through(kind: type[Triangular] | type[Beta], ranges: Ranges, share: Array, levels: Array) -> Triangular | Beta:
    """The curves with the mode at a share of the width that have the ends of the ranges at these levels."""
    below, above = kind.around_mode(share, levels)
    width = (ranges.high - ranges.low) / np.maximum(below + above, TINY)
    least = ranges.low - (share - below) * width
    return kind(least, least + share * width, least + width)


def _mean(curves: Triangular | Beta, cut: Ranges | None) -> Array:
    """The mean of the whole curves, or of what the limits leave of them."""
    ends = np.array([[-np.inf], [np.inf]]) if cut is None else cut.cuts
    below, all = curves.part_of_mean(ends)
    bottom, top = curves.chance_below(ends)
    found: Array = (all - below) / (top - bottom)
    return found


FITS: Mapping[str, Fit] = {
    "normal": _through_normal,
    "lognormal": _through_lognormal,
    "uniform": _through_uniform,
    "triangular": _with_mode(Triangular),
    "pert": _with_mode(Beta),
}
BY_MEAN: Mapping[str, type[Triangular] | type[Beta]] = {"triangular": Triangular, "pert": Beta}
"""The shapes that can be fitted to a mean instead of a mode."""

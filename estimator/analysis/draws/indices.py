"""Measures of how much each input drives an output, over any function of chances: Sobol's indices and Morris's effects.

The function takes chances from 0 to 1, `(draws, inputs)`, and gives one number a draw. Inputs are taken as independent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.sobol import sequence
from estimator.errors import InputError

Array = NDArray[np.float64]
Function = Callable[[Array], Array]
RESAMPLES, CONFIDENCE = 400, 0.95
LEVELS = 4
FEWEST = 2


@dataclass(frozen=True)
class SobolIndices:
    """First-order and total indices of each input, and the half-width of their 95 % confidence interval.

    `first` is the share of the output's variance that goes if the input becomes known; `total` the share that stays if
    all others become known (its interactions included).
    """

    first: Array
    total: Array
    first_error: Array
    total_error: Array


@dataclass(frozen=True)
class MorrisEffects:
    """Elementary effects of each input: mean, mean of the absolute value (with its 95 % half-width), deviation."""

    mean: Array
    absolute: Array
    absolute_error: Array
    deviation: Array


def saltelli_samples(inputs: int, size: int, seed: int) -> tuple[Array, Array]:
    """Two independent sets of chances, `(size, inputs)` each, from one scrambled Sobol sequence; size a power of 2."""
    if size < FEWEST or size & (size - 1):
        raise InputError(f"{size} base draws: expected a power of 2, such as 512 or 1024")
    both = sequence(2 * inputs, seed).points(0, size)
    return both[:, :inputs], both[:, inputs:]


def sobol_indices(function: Function, inputs: int, size: int = 1024, seed: int = 1) -> SobolIndices:
    """Sobol's indices by `size` x (inputs + 2) evaluations.

    First order by Saltelli et al. (2010, table 2b), total by Jansen (1999); confidence by resampling the draws.
    """
    one, two = saltelli_samples(inputs, size, seed)
    at_one, at_two = function(one), function(two)
    crossed = np.empty((size, inputs))
    for place in range(inputs):
        mixed = one.copy()
        mixed[:, place] = two[:, place]
        crossed[:, place] = function(mixed)
    return from_samples(at_one, at_two, crossed, seed)


def from_samples(at_one: Array, at_two: Array, crossed: Array, seed: int = 1) -> SobolIndices:
    """The indices from the outputs at both sets and at the first with each column of the second, `(size, inputs)`."""
    middle = float(np.mean(np.concatenate([at_one, at_two])))
    outputs = at_one - middle, at_two - middle, crossed - middle
    first, total = _estimates(*outputs)
    random = np.random.default_rng(seed)
    size = at_one.size
    resampled = np.empty((2, RESAMPLES, crossed.shape[1]))
    for each in range(RESAMPLES):
        chosen = random.integers(0, size, size)
        resampled[:, each] = _estimates(*(output[chosen] for output in outputs))
    return SobolIndices(first, total, _half_width(resampled[0]), _half_width(resampled[1]))


def _estimates(at_one: Array, at_two: Array, crossed: Array) -> tuple[Array, Array]:
    variance = float(np.var(np.concatenate([at_one, at_two])))
    if variance == 0:
        return np.zeros(crossed.shape[1]), np.zeros(crossed.shape[1])
    first: Array = np.mean(at_two[:, np.newaxis] * (crossed - at_one[:, np.newaxis]), axis=0) / variance
    total: Array = np.mean((at_one[:, np.newaxis] - crossed) ** 2, axis=0) / 2 / variance
    return first, total


def _half_width(resampled: Array) -> Array:
    """Half of a symmetric normal interval; 1.96 standard deviations of the resamples."""
    from scipy.special import ndtri

    found: Array = resampled.std(axis=0, ddof=1) * float(ndtri((1 + CONFIDENCE) / 2))
    return found


def morris_paths(inputs: int, paths: int, seed: int) -> tuple[Array, NDArray[np.intp]]:
    """Paths through a grid of four levels that move one input at a time (Morris 1991).

    Returns chances `(paths, inputs + 1, inputs)` and the order in which each path moves the inputs.
    """
    random = np.random.default_rng(seed)
    step = LEVELS / (2 * (LEVELS - 1))
    grid = np.arange(LEVELS // 2) / (LEVELS - 1)
    points = np.empty((paths, inputs + 1, inputs))
    orders = np.empty((paths, inputs), dtype=np.intp)
    for path in range(paths):
        orders[path] = random.permutation(inputs)
        upward = random.random(inputs) < 0.5
        start = random.choice(grid, inputs)
        points[path, 0] = np.where(upward, start, start + step)
        for move, place in enumerate(orders[path]):
            points[path, move + 1] = points[path, move]
            points[path, move + 1, place] += step if upward[place] else -step
    return points, orders


def morris_effects(function: Function, inputs: int, paths: int = 20, seed: int = 1) -> MorrisEffects:
    """Elementary effects by `paths` x (inputs + 1) evaluations, per whole width of an input's chances.

    The outermost levels stand at the very ends of the ranges; the function must bear chances of 0 and 1.
    """
    if paths < FEWEST:
        raise InputError(f"{paths} paths: expected 2 or more")
    points, orders = morris_paths(inputs, paths, seed)
    outputs = function(points.reshape(-1, inputs)).reshape(paths, inputs + 1)
    moves = np.diff(outputs, axis=1)
    effects = np.empty((paths, inputs))
    for path in range(paths):
        places = orders[path]
        steps = np.array([points[path, k + 1, place] - points[path, k, place] for k, place in enumerate(places)])
        effects[path, places] = moves[path] / steps
    absolute = np.abs(effects)
    from scipy.special import ndtri

    error = absolute.std(axis=0, ddof=1) / np.sqrt(paths) * float(ndtri((1 + CONFIDENCE) / 2))
    return MorrisEffects(effects.mean(axis=0), absolute.mean(axis=0), error, effects.std(axis=0, ddof=1))


def rank_correlations(inputs: Array, output: Array) -> Array:
    """Spearman's correlation of each column of inputs with an output; 0 for a column that does not vary."""
    ranks = np.column_stack([average_ranks(inputs[:, place]) for place in range(inputs.shape[1])])
    centred, target = ranks - ranks.mean(axis=0), average_ranks(output)
    target = target - target.mean()
    size = np.sqrt(np.sum(centred**2, axis=0) * float(target @ target))
    found: Array = np.divide(centred.T @ target, size, out=np.zeros(size.shape), where=size > 0)
    return found


def average_ranks(values: Array) -> Array:
    """Ranks from 1; equal values share the mean of theirs."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    shared: Array = (last - (counts - 1) / 2)[places]
    return shared

"""One block of a simulation: draw the inputs, compute the plan in pieces that fit the processor's cache, add up."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.drawing import Drawing, as_draws
from estimator.analysis.draws.outputs import Outputs
from estimator.analysis.draws.sampling import BLOCK
from estimator.evaluation.compiled import Compiled, compiled, is_available
from estimator.evaluation.plan import Plan

Array = NDArray[np.float64]
PIECE_BYTES = 320_000
"""Of 120, 200, 320 and 640 KB, 2,048 draws of the default pack took 1.59, 1.42, 1.33 and 1.26 processor seconds: larger
pieces cost fewer calls, smaller ones stay in the processor's cache and leave memory flat."""


def pieces(draws: int, years: int) -> list[slice]:
    """Slices of a block, all alike, so small that a by-year array has about `PIECE_BYTES`."""
    count = max(1, round(draws * 8 * (years + 1) / PIECE_BYTES))
    size = max(1, math.ceil(draws / count))
    return [slice(start, min(start + size, draws)) for start in range(0, draws, size)]


def computed(plan: Plan, drawing: Drawing, values: Array, ready: Compiled | None = None) -> dict[str, Array]:
    """The plan's rows for values of the inputs `(draws, inputs)`, every array with all draws.

    By the compiled kernels if they are `ready`; without them, and where they meet a number that is not finite, in
    NumPy, piece by piece.
    """
    columns = {each.id: values[:, place : place + 1] for place, each in enumerate(drawing.inputs)}
    found = ready.run(columns) if ready else None
    if found is not None:
        return {id: np.broadcast_to(array, (values.shape[0], array.shape[1])) for id, array in found.items()}
    parts: dict[str, list[Array]] = {id: [] for id in plan.wanted}
    for piece in pieces(values.shape[0], len(plan.years)):
        chosen = values[piece]
        for id, array in plan.run(as_draws(drawing.inputs, chosen)).items():
            parts[id].append(np.broadcast_to(array, (chosen.shape[0], array.shape[1])))
    return {id: np.concatenate(arrays) for id, arrays in parts.items()}


@dataclass(frozen=True)
class Allocation:
    """Sums over draws, of an option's total cost t and its elements' costs e, both less their point estimates."""

    total: float
    squared: float
    elements: Array
    products: Array

    def __add__(self, other: Allocation) -> Allocation:
        """Sums over both."""
        return Allocation(
            self.total + other.total,
            self.squared + other.squared,
            self.elements + other.elements,
            self.products + other.products,
        )


@dataclass(frozen=True)
class Block:
    """What one block of draws gives. `metrics` is `(draws, metrics)`, `yearly` `(draws, rows x years)`, row after row;
    the others are sums over its draws.

    `over` and `short` count draws by option and year, the last number those with any such year, `holding` draws with
    neither; `at_or_below` counts draws at or below the point estimate, by metric; `cheaper` counts by pair of options
    in which the first costs less, `cheapest` by option, `least_of_choices` the same without the baseline.
    """

    metrics: Array
    over: Mapping[str, Array]
    short: Mapping[str, Array]
    holding: Mapping[str, float]
    at_or_below: Array
    cheaper: Array
    cheapest: Array
    allocations: Mapping[str, Allocation]
    inputs: Array | None = None
    yearly: Array = field(default_factory=lambda: np.empty((0, 0)))
    least_of_choices: Array = field(default_factory=lambda: np.zeros(0))


@dataclass
class OverDraws:
    """A plan over draws of its inputs; `draws` cuts the last block. State: the plan made ready for the kernels.

    `fast` asks for the compiled kernels; a process without numba computes in NumPy.
    """

    plan: Plan
    drawing: Drawing
    draws: int
    fast: bool = field(default=False, kw_only=True)
    _ready: Compiled | None = field(default=None, init=False, repr=False)

    def __getstate__(self) -> dict[str, object]:
        """Without what is made ready; a copy makes its own."""
        return {**self.__dict__, "_ready": None}

    def ready(self) -> Compiled | None:
        """The plan for the compiled kernels, made once."""
        if self.fast and self._ready is None and is_available():
            self._ready = compiled(self.plan)
        return self._ready

    def prepare(self) -> None:
        """Compile the kernels here, if they are asked for, so that other processes find them on disk."""
        ready = self.ready()
        if ready is not None:
            ready.run(as_draws(self.drawing.inputs, self.drawing.block(0)[:1]))

    def drawn(self, number: int) -> Array:
        """The values of one block, `(draws, inputs)`."""
        return self.drawing.block(number)[: self.draws - number * BLOCK]

    def computed(self, values: Array) -> dict[str, Array]:
        """The plan's rows for such values, every array with all draws."""
        return computed(self.plan, self.drawing, values, self.ready())


@dataclass
class Trials(OverDraws):
    """A simulation as a job of blocks.

    `point` holds the point estimates by name, `baseline` is the id of the baseline's cost.
    """

    outputs: Outputs
    costs: tuple[str, ...]
    point: Mapping[str, float]
    keep_inputs: bool = False
    baseline: str = ""

    def block(self, number: int) -> Block:
        """Draw and compute one block."""
        values = self.drawn(number)
        found = self.computed(values)
        metrics = np.concatenate([found[id] for id in self.outputs.metrics], axis=1)
        costs = np.concatenate([found[id] for id in self.costs], axis=1) if self.costs else np.empty((len(values), 0))
        point = np.array([self.point[id] for id in self.outputs.metrics])
        return Block(
            metrics=metrics,
            over={option: _counted(found[id]) for option, id in self.outputs.over.items()},
            short={option: _counted(found[id]) for option, id in self.outputs.short.items()},
            holding=self._holding(found),
            at_or_below=np.sum(metrics <= point * (1 + np.sign(point) * 1e-12), axis=0).astype(np.float64),
            cheaper=np.sum(costs[:, :, np.newaxis] < costs[:, np.newaxis, :], axis=0).astype(np.float64),
            cheapest=_cheapest(costs),
            allocations={option: self._allocation(option, found) for option in self.outputs.elements},
            inputs=values if self.keep_inputs else None,
            yearly=self._yearly(found, len(values)),
            least_of_choices=_cheapest(self._of_choices(costs)),
        )

    def _of_choices(self, costs: Array) -> Array:
        """The costs with that of the baseline out of the running; as they are where it runs alone."""
        is_baseline = np.array([id == self.baseline for id in self.costs], dtype=bool)
        return costs if is_baseline.all() else np.where(is_baseline, np.inf, costs)

    def _yearly(self, values: Mapping[str, Array], draws: int) -> Array:
        first, after = self.outputs.span
        rows = [values[id][:, first:after] for id in self.outputs.yearly]
        return np.concatenate(rows, axis=1) if rows else np.empty((draws, 0))

    def _holding(self, values: Mapping[str, Array]) -> dict[str, float]:
        """In how many draws no flag of an option is up in any year; an option without flags has none."""
        flags: dict[str, list[Array]] = {}
        for each in (self.outputs.over, self.outputs.short):
            for option, id in each.items():
                flags.setdefault(option, []).append(values[id])
        return {
            option: float(np.count_nonzero(~np.concatenate(up, axis=1).any(axis=1))) for option, up in flags.items()
        }

    def _allocation(self, option: str, values: Mapping[str, Array]) -> Allocation:
        names = self.outputs.elements[option]
        if not names:
            return Allocation(0.0, 0.0, np.zeros(0), np.zeros(0))
        elements = np.concatenate([values[name] - self.point[name] for name in names], axis=1)
        total = elements.sum(axis=1)
        return Allocation(float(total.sum()), float(total @ total), elements.sum(axis=0), elements.T @ total)


@dataclass
class CostTrials(OverDraws):
    """The life-cycle costs alone as a job of blocks, `(draws, options)`."""

    def block(self, number: int) -> Array:
        """Draw and compute one block."""
        return np.concatenate(list(self.computed(self.drawn(number)).values()), axis=1)


def _counted(flags: Array) -> Array:
    """Draws with a flag, by year, and at the end those with any."""
    return np.append(flags.sum(axis=0), float(np.count_nonzero(flags.any(axis=1))))


def _cheapest(costs: Array) -> Array:
    """In how many draws each option costs least; options at the same cost share the draw."""
    if not costs.size:
        return np.zeros(costs.shape[1])
    least = costs == costs.min(axis=1, keepdims=True)
    found: Array = (least / least.sum(axis=1, keepdims=True)).sum(axis=0)
    return found

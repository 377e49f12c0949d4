"""A model made ready to be computed many times: what does not vary is computed once, the rest is a flat list of steps.

A plan knows no model any more, only numbered slots and operations, so it can be sent to another process. Equal
sub-expressions are computed once, constant ones never, and an array is let go after its last reader.
It gives the numbers that `evaluate` gives; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from estimator.errors import EvaluationError
from estimator.expression.arithmetic import ARITHMETIC

Array = NDArray[np.float64]
Slots = list["Array | None"]
WIDEN, READ, PREVIOUS = "widen", "read", "previous"


@dataclass(frozen=True, slots=True)
class Step:
    """One operation: apply `name` to the slots `sources`, keep the result in `target`, then let go of `done`."""

    name: str
    target: int
    sources: tuple[int, ...]
    row: str
    done: tuple[int, ...] = ()

    @property
    def targets(self) -> tuple[int, ...]:
        """The slots that the step fills."""
        return (self.target,)


@dataclass(frozen=True, slots=True)
class Ring:
    """Rows that read last year's values of one another: `targets` are filled year by year by the `inner` steps.

    An inner step named `previous` reads its first source one year back; `read` copies its source into a target.
    """

    targets: tuple[int, ...]
    inner: tuple[Step, ...]
    sources: tuple[int, ...]
    row: str
    done: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps over slots. `constants` are `(1, years)` or `(1, 1)`; `inputs` and `wanted` map ids to slots.

    `wide` are the slots, constants aside, that hold a row by year.
    """

    years: tuple[int, ...]
    prefix: str
    size: int
    constants: Mapping[int, Array]
    inputs: Mapping[str, int]
    wanted: Mapping[str, int]
    wide: frozenset[int] = field(repr=False)
    steps: tuple[Step | Ring, ...] = field(repr=False)

    def run(self, draws: Mapping[str, Array]) -> dict[str, Array]:
        """Compute the wanted rows for draws of the inputs, arrays `(draws, 1)` in normal units.

        What no input reaches comes back with one draw. Raises EvaluationError with the row and the draw.
        """
        slots: Slots = [None] * self.size
        for slot, array in self.constants.items():
            slots[slot] = array
        for id, slot in self.inputs.items():
            slots[slot] = draws[id]
        with np.errstate(divide="raise", invalid="raise", over="raise", under="ignore"):
            for step in self.steps:
                self._take(step, slots)
                for slot in step.done:
                    slots[slot] = None
        return {id: _kept(slots, slot) for id, slot in self.wanted.items()}

    def _take(self, step: Step | Ring, slots: Slots) -> None:
        try:
            if isinstance(step, Ring):
                held = {each: _kept(slots, each) for each in step.sources}
                for slot, array in run_ring(step, held, len(self.years)).items():
                    slots[slot] = array
            elif step.name == WIDEN:
                slots[step.target] = widened(_kept(slots, step.sources[0]), len(self.years))
            else:
                slots[step.target] = ARITHMETIC[step.name](*[slots[each] for each in step.sources])
        except (FloatingPointError, ValueError) as problem:
            raise EvaluationError(self._explained(step, slots, problem)) from None

    def _explained(self, step: Step | Ring, slots: Slots, problem: Exception) -> str:
        what = "division by nil" if "divide" in str(problem) else str(problem)
        draw = ""
        if isinstance(step, Step) and step.name in ARITHMETIC:
            with np.errstate(all="ignore"):
                found = np.atleast_2d(ARITHMETIC[step.name](*[slots[each] for each in step.sources]))
            draws, columns = np.nonzero(~np.isfinite(found))
            if draws.size:
                year = f", {self.prefix}{self.years[columns[0]]}" if found.shape[1] > 1 else ""
                draw = f"{year}, in draw {draws[0] + 1} of this block"
        return f"{step.row}{draw}: {what}. Narrow the ranges that it depends on, or set limits that refuse such values"


def _kept(slots: Slots, slot: int) -> Array:
    found = slots[slot]
    if found is None:
        raise RuntimeError(f"slot {slot} was let go too early")
    return found


def widened(values: Array, years: int) -> Array:
    """A row of one value as one by year."""
    flat = np.atleast_2d(values)
    return flat if flat.shape[1] == years else np.broadcast_to(flat, (flat.shape[0], years))


def run_ring(ring: Ring, sources: Mapping[int, Array], years: int) -> dict[int, Array]:
    """The targets of a ring, year by year, from what its sources hold."""
    draws = max(each.shape[0] for each in sources.values())
    made = {target: np.zeros((years, draws)) for target in ring.targets}
    columns = {slot: _by_column(each) for slot, each in sources.items()}
    for year in range(years):
        now: dict[int, Array] = {}
        for step in ring.inner:
            if step.name == PREVIOUS:
                target, opening = step.sources
                now[step.target] = made[target][year - 1] if year else _column(columns, now, opening, 0)
            elif step.name == READ:
                now[step.target] = made[step.target][year] = _column(columns, now, step.sources[0], year)
            else:
                now[step.target] = ARITHMETIC[step.name](*[_column(columns, now, each, year) for each in step.sources])
    return {target: np.ascontiguousarray(array.T) for target, array in made.items()}


def _by_column(array: Array) -> Array:
    """Years first, so that a year is one stretch of memory."""
    return np.ascontiguousarray(array.T)


def _column(columns: Mapping[int, Array], now: Mapping[int, Array], slot: int, year: int) -> Array:
    if slot in now:
        return now[slot]
    column: Array = columns[slot][year if columns[slot].shape[0] > 1 else 0]
    return column

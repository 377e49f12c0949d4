"""A model made ready to be computed many times: what does not vary is computed once, the rest is a flat list of steps.

A plan knows no model any more, only numbered slots and operations, so it can be sent to another process. Equal
sub-expressions are computed once, constant ones never, and an array is let go after its last reader.
It gives the numbers that `evaluate` gives; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from estimator.errors import EvaluationError
from estimator.evaluation import ancestors, evaluate
from estimator.expression import Constant, Node, Operation, Reference, references
from estimator.expression.arithmetic import ARITHMETIC
from estimator.expression.operations import OPERATIONS
from estimator.model import YEAR, Model

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
    """Steps over slots. `constants` are `(1, years)` or `(1, 1)`; `inputs` and `wanted` map ids to slots."""

    years: tuple[int, ...]
    prefix: str
    size: int
    constants: Mapping[int, Array]
    inputs: Mapping[str, int]
    wanted: Mapping[str, int]
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
                _run_ring(step, slots, len(self.years))
            elif step.name == WIDEN:
                slots[step.target] = _widened(_kept(slots, step.sources[0]), len(self.years))
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
        return f"{step.row}{draw}: {what}. Narrow the ranges it depends on, set limits, or use divide_or in the row"


def _kept(slots: Slots, slot: int) -> Array:
    found = slots[slot]
    if found is None:
        raise RuntimeError(f"slot {slot} was let go too early")
    return found


def _widened(found: Array, years: int) -> Array:
    flat = np.atleast_2d(found)
    return flat if flat.shape[1] == years else np.broadcast_to(flat, (flat.shape[0], years))


def _run_ring(ring: Ring, slots: Slots, years: int) -> None:
    draws = max(_kept(slots, each).shape[0] for each in ring.sources)
    made = {target: np.zeros((years, draws)) for target in ring.targets}
    columns = {each: _by_column(_kept(slots, each)) for each in ring.sources}
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
    for target, array in made.items():
        slots[target] = np.ascontiguousarray(array.T)


def _by_column(array: Array) -> Array:
    """Years first, so that a year is one stretch of memory."""
    return np.ascontiguousarray(array.T)


def _column(columns: Mapping[int, Array], now: Mapping[int, Array], slot: int, year: int) -> Array:
    if slot in now:
        return now[slot]
    column: Array = columns[slot][year if columns[slot].shape[0] > 1 else 0]
    return column


def make_plan(
    model: Model, varied: Collection[str], wanted: Collection[str], extra: Mapping[str, Node] | None = None
) -> Plan:
    """Plan how to compute the `wanted` rows again and again while the assumptions `varied` take many values.

    `extra` are expressions over rows, wanted under names of their own (the cost of one element, say).
    """
    return _Planner(model, varied, wanted, extra or {}).plan()


class _Planner:
    """Numbers the slots while it walks through the rows in order."""

    def __init__(
        self, model: Model, varied: Collection[str], wanted: Collection[str], extra: Mapping[str, Node]
    ) -> None:
        self.model, self.targets, self.extra = model, tuple(wanted), extra
        self.read = {*wanted, *(id for node in extra.values() for id in references(node))}
        self.needed = ancestors(model, self.read)
        self.inputs = [id for id in model.inputs if id in varied and id in self.needed]
        self.moving = self._moving()
        self.steps: list[Step | Ring] = []
        self.constants: dict[int, Array] = {}
        self.wide: set[int] = set()
        self.known: dict[object, int] = {}
        self.ids: dict[str, int] = {}
        self.size = 0

    def _moving(self) -> set[str]:
        """The inputs that vary and every row that they reach; a ring moves as one."""
        rings = {id: ring for ring in self.model.rings for id in ring}
        found = set(self.inputs)
        for id in self.model.order:
            if id in self.needed and any(each in found for each in self.model.rows[id].precedents):
                found.update(rings.get(id, (id,)))
        return found

    def plan(self) -> Plan:
        """Walk through the rows that move, in order."""
        order = [id for id in self.model.order if id in self.moving]
        self._place_constants(order)
        for id in self.inputs:
            self.ids[id] = self._slot(wide=False)
        rings = {id: ring for ring in self.model.rings for id in ring}
        for id in order:
            if id not in self.ids and id in rings:
                self._ring(rings[id])
            elif id not in self.ids:
                self.ids[id] = self._row(id)
        wanted = {id: self.ids[id] for id in self.targets}
        wanted |= {name: self._node(node, name) for name, node in self.extra.items()}
        return Plan(
            years=self.model.years, prefix=self.model.pack.settings.year_prefix, size=self.size,
            constants=self.constants, inputs={id: self.ids[id] for id in self.inputs}, wanted=wanted,
            steps=_with_last_readers(self.steps, {*wanted.values(), *self.constants}),
        )  # fmt: skip

    def _place_constants(self, order: Sequence[str]) -> None:
        """What does not vary and is read by what does, or is wanted, is computed here, once."""
        read = {each for id in order for each in self.model.rows[id].precedents} | self.read
        certain = sorted(each for each in read if each not in self.moving and each != YEAR)
        values = evaluate(self.model, wanted=certain)
        values[YEAR] = np.array([self.model.years], dtype=np.float64)
        for id, array in values.items():
            self.ids[id] = self._constant(array)

    def _slot(self, wide: bool) -> int:
        self.size += 1
        if wide:
            self.wide.add(self.size - 1)
        return self.size - 1

    def _constant(self, array: Array) -> int:
        slot = self._slot(wide=array.shape[1] > 1)
        self.constants[slot] = array
        return slot

    def _row(self, id: str) -> int:
        row = self.model.rows[id]
        slot = self._node(row.expression, id)
        if row.shape == "by_year" and slot not in self.wide:
            return self._step(WIDEN, (slot,), id, wide=True)
        return slot

    def _node(self, node: Node, row: str) -> int:
        """The slot that holds an expression; equal expressions share one."""
        if isinstance(node, Reference):
            return self.ids[node.id]
        if isinstance(node, Constant):
            if ("constant", node.value) not in self.known:
                self.known["constant", node.value] = self._constant(np.array([[node.value]]))
            return self.known["constant", node.value]
        if not isinstance(node, Operation):
            raise TypeError(type(node))
        sources = tuple(self._node(each, row) for each in node.arguments)
        return self._operation(node.name, sources, row)

    def _operation(self, name: str, sources: tuple[int, ...], row: str) -> int:
        key = (name, sources)
        if key not in self.known:
            rule = OPERATIONS[name].shape
            wide = rule != "scalar" and any(each in self.wide for each in sources)
            if all(each in self.constants for each in sources):
                with np.errstate(all="ignore"):
                    found = ARITHMETIC[name](*[self.constants[each] for each in sources])
                self.known[key] = self._constant(np.atleast_2d(found))
            else:
                self.known[key] = self._step(name, sources, row, wide)
        return self.known[key]

    def _step(self, name: str, sources: tuple[int, ...], row: str, wide: bool) -> int:
        target = self._slot(wide)
        self.steps.append(Step(name, target, sources, row))
        return target

    def _ring(self, ring: tuple[str, ...]) -> None:
        members = set(ring)
        for id in ring:
            self.ids[id] = self._slot(wide=True)
        inner: list[Step] = []
        for id in ring:
            last = self._inner(self.model.rows[id].expression, id, members, inner)
            inner.append(Step(READ, self.ids[id], (last,), id))
        own = {step.target for step in inner}
        sources = tuple(dict.fromkeys(each for step in inner for each in step.sources if each not in own))
        self.steps.append(Ring(tuple(self.ids[id] for id in ring), tuple(inner), sources, " and ".join(ring)))

    def _inner(self, node: Node, row: str, members: set[str], inner: list[Step]) -> int:
        """Steps inside the ring for what depends on its members; everything else is computed before it."""
        if not members.intersection(references(node)) or not isinstance(node, Operation):
            return self._node(node, row)
        sources = tuple(self._inner(each, row, members, inner) for each in node.arguments)
        inner.append(Step(node.name, self._slot(wide=False), sources, row))
        return inner[-1].target


def _with_last_readers(steps: Sequence[Step | Ring], kept: Collection[int]) -> tuple[Step | Ring, ...]:
    """Mark after each step which slots nothing reads any more."""
    last: dict[int, int] = {}
    for place, step in enumerate(steps):
        for slot in (*step.sources, *_targets(step)):
            last[slot] = place
    done: dict[int, list[int]] = {}
    for slot, place in last.items():
        if slot not in kept:
            done.setdefault(place, []).append(slot)
    return tuple(replace(step, done=tuple(done.get(place, ()))) for place, step in enumerate(steps))


def _targets(step: Step | Ring) -> Iterator[int]:
    yield from step.targets if isinstance(step, Ring) else (step.target,)

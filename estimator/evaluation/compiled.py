"""A plan made ready for the compiled kernels: each step a line of numbers, each slot a place in one array.

It needs numba (`pip install 'estimator[fast]'`). Loading it takes about a second, and compiling the kernels, once on a
machine, some twenty, so it is only used where there is much to compute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from estimator.evaluation.lines import (
    ACCUMULATE,
    BEFORE,
    BY_YEAR,
    COLUMNS,
    COPY,
    ELEMENT,
    NARROW,
    OPERANDS,
    RING,
    SPARE_ROWS,
    SPARE_STRETCHES,
    WHOLE_ROW,
    WIDE,
    WIDTH,
)
from estimator.evaluation.plan import PREVIOUS, READ, WIDEN, Plan, Ring, Step
from estimator.expression.operations import OPERATIONS

Array = NDArray[np.float64]
Places = NDArray[np.uint64]
Operand = tuple[int, int]
ENOUGH = 20_000_000
"""Steps times draws from which on loading repays itself: 4,000 draws of all metrics of twelve options."""


def is_available() -> bool:
    """True where numba is installed."""
    return find_spec("numba") is not None


def pays(plan: Plan, draws: int) -> bool:
    """True where there is so much to compute that the compiled kernels are worth loading."""
    return len(plan.steps) * draws >= ENOUGH and is_available()


@dataclass(frozen=True)
class Compiled:
    """Lines of code, the array they work in, and where each slot stands in it."""

    plan: Plan
    code: Places = field(repr=False)
    inner: Places = field(repr=False)
    start: Array = field(repr=False)
    places: Mapping[int, int] = field(repr=False)

    def run(self, draws: Mapping[str, Array]) -> dict[str, Array] | None:
        """The wanted rows for draws `(draws, 1)` of the inputs, as `Plan.run` gives them.

        None if a number on the way is not finite; `Plan.run` then says which.
        """
        from estimator.evaluation.stepping import run

        plan, made = self.plan, max((each.shape[0] for each in draws.values()), default=1)
        inputs = _in_whole_widths([draws[id] for id in plan.inputs], made)
        moving = [slot for slot in dict.fromkeys(plan.wanted.values()) if slot not in plan.constants]
        narrow, wide = ([slot for slot in moving if (slot in plan.wide) is kind] for kind in (False, True))
        scalars = np.empty((len(narrow), 1, inputs.shape[1]))
        rows = np.empty((len(wide), len(plan.years), inputs.shape[1]))
        sizes = (np.uint64(each) for each in (len(plan.years), WIDTH, SPARE_STRETCHES * WIDTH))
        if not run(
            self.code,
            self.inner,
            self.start.copy(),
            *sizes,
            inputs,
            self._at(list(plan.inputs.values())),
            scalars,
            self._at(narrow),
            rows,
            self._at(wide),
        ):
            return None
        found = dict(plan.constants)
        for slots, arrays in ((narrow, scalars), (wide, rows)):
            found |= {slot: array[:, :made].T for slot, array in zip(slots, arrays, strict=True)}
        return {id: found[slot] for id, slot in plan.wanted.items()}

    def _at(self, slots: Sequence[int]) -> Places:
        return np.array([self.places[slot] for slot in slots], dtype=np.uint64)


def _in_whole_widths(draws: Sequence[Array], made: int) -> Array:
    """`(inputs, draws)`, the last draw repeated up to a multiple of the width."""
    found = np.empty((len(draws), made + -made % WIDTH))
    for row, each in zip(found, draws, strict=True):
        row[:made] = each[:, 0]
        row[made:] = each[-1, 0]
    return found


def compiled(plan: Plan) -> Compiled:
    """Make a plan ready."""
    return _Lowering(plan).made()


class _Lowering:
    """Gives each slot a place, and the place to another after its last reader."""

    def __init__(self, plan: Plan) -> None:
        from estimator.evaluation.stepping import ELEMENT_NUMBERS, ROW_NUMBERS

        self.element_numbers, self.row_numbers = ELEMENT_NUMBERS, ROW_NUMBERS
        self.plan, self.years = plan, len(plan.years)
        self.places: dict[int, int] = {}
        self.kinds: dict[int, int] = {}
        self.free: dict[int, list[int]] = {NARROW: [], WIDE: []}
        self.constants: dict[int, Array] = {}
        self.code: list[list[int]] = []
        self.inner: list[list[int]] = []
        self.size = (SPARE_STRETCHES + SPARE_ROWS * self.years) * WIDTH

    def made(self) -> Compiled:
        """All steps, in order."""
        for slot, array in self.plan.constants.items():
            self._constant(slot, array[0])
        for slot in self.plan.inputs.values():
            self._place(slot, NARROW)
        for step in self.plan.steps:
            if isinstance(step, Ring):
                self._ring(step)
            else:
                self._step(step)
            for slot in step.done:
                self._let_go(slot)
        start = np.zeros(self.size)
        for place, array in self.constants.items():
            start[place : place + array.size] = array
        code, inner = (np.array(each, dtype=np.uint64).reshape(-1, COLUMNS) for each in (self.code, self.inner))
        return Compiled(self.plan, code, inner, start, self.places)

    def _constant(self, slot: int, row: Array) -> None:
        self.kinds[slot] = BY_YEAR if row.size > 1 else NARROW
        self.constants[self.size] = row if row.size > 1 else np.full(WIDTH, row[0])
        self.places[slot] = self.size
        self.size += self.constants[self.size].size

    def _place(self, slot: int, kind: int) -> Operand:
        self.kinds[slot], self.places[slot] = kind, self._room(kind)
        return self.places[slot], kind

    def _room(self, kind: int) -> int:
        if self.free[kind]:
            return self.free[kind].pop()
        place = self.size
        self.size += WIDTH * (self.years if kind == WIDE else 1)
        return place

    def _let_go(self, slot: int) -> None:
        if slot not in self.plan.constants:
            self.free[self.kinds[slot]].append(self.places[slot])

    def _operands(self, slots: Sequence[int]) -> list[Operand]:
        return [(self.places[slot], self.kinds[slot]) for slot in slots]

    def _step(self, step: Step) -> None:
        operands = self._operands(step.sources)
        if step.name in self.row_numbers:
            operands, lent = self._along_the_years(step.name, operands)
            target = self._place(step.target, WIDE if step.target in self.plan.wide else NARROW)
            self.code.append(_line(WHOLE_ROW, self.row_numbers[step.name], target, operands))
            self.free[WIDE] += lent
        else:
            target = self._place(step.target, WIDE if step.target in self.plan.wide else NARROW)
            self._elements(self.code, step.name, target, operands)

    def _along_the_years(self, name: str, operands: list[Operand]) -> tuple[list[Operand], list[int]]:
        """The operands with a scalar series repeated over the years if another one is by year, and the rows lent."""
        rule = OPERATIONS[name]
        along = {*rule.series, *rule.axis} or {0}
        lent: list[int] = []
        if any(operands[place][1] != NARROW for place in along):
            for place in along:
                if operands[place][1] == NARROW:
                    lent.append(self._room(WIDE))
                    self._elements(self.code, COPY, (lent[-1], WIDE), [operands[place]])
                    operands[place] = (lent[-1], WIDE)
        return operands, lent

    def _elements(self, code: list[list[int]], name: str, target: Operand, operands: Sequence[Operand]) -> None:
        """One line; a sum of many is one of two and further parts."""
        if name == WIDEN or (name == "sum_of" and len(operands) == 1):
            name = COPY
        first = operands[:2] if name == "sum_of" else operands
        code.append(_line(ELEMENT, self.element_numbers[name], target, first))
        for part in operands[len(first) :]:
            code.append(_line(ELEMENT, self.element_numbers[ACCUMULATE], target, [part]))

    def _ring(self, ring: Ring) -> None:
        for slot in ring.targets:
            self._place(slot, WIDE)
        first, own = len(self.inner), []
        for step in ring.inner:
            operands = self._operands(step.sources)
            if step.name == READ:
                self._elements(self.inner, COPY, self._operands([step.target])[0], operands)
                continue
            own.append(step.target)
            target = self._place(step.target, NARROW)
            if step.name == PREVIOUS:
                self.inner.append(_line(BEFORE, 0, target, operands))
            else:
                self._elements(self.inner, step.name, target, operands)
        for slot in own:
            self._let_go(slot)
        self.code.append(_line(RING, 0, (0, NARROW), [(first, NARROW), (len(self.inner), NARROW)]))


def _line(kind: int, number: int, target: Operand, operands: Sequence[Operand]) -> list[int]:
    """A step as numbers; an operand that is not there is a spare stretch."""
    filled = [*operands, *[(2 * WIDTH, NARROW)] * (OPERANDS - len(operands))]
    return [kind, number, *target, *(number for operand in filled for number in operand)]

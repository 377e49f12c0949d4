"""A plan computed with one input moved at a time, all others at their values.

Most inputs reach few rows. A row is computed with every input at its value, and anew only for the inputs that reach it:
of the 1,068 cases of the default pack a row has 36 on average.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from estimator.errors import EvaluationError
from estimator.evaluation.plan import WIDEN, Plan, Ring, Step, run_ring, widened
from estimator.expression.arithmetic import ARITHMETIC

Array = NDArray[np.float64]
Places = NDArray[np.intp]
CANNOT = "an operation cannot be computed for every case"


def moved_one_at_a_time(
    plan: Plan, values: Mapping[str, float], cases: Mapping[str, Sequence[float]]
) -> dict[str, tuple[Array, Array]]:
    """Each wanted row with all inputs at their `values`, `(1, columns)`, and in each case of each input, in order.

    The second is `(inputs, cases, columns)`; `cases` are as many of each input, for inputs of the plan or others, which
    move nothing. Values in normal units. Raises EvaluationError if any case cannot be computed; it does not say which.
    """
    return _Moved(plan, values, cases).wanted()


class _Moved:
    """State: what each slot holds, and which inputs reach it, as the bits of a number.

    The first line of a slot is with all at their values, those of its inputs follow in their order.
    """

    def __init__(self, plan: Plan, values: Mapping[str, float], cases: Mapping[str, Sequence[float]]) -> None:
        self.plan, self.ids = plan, list(cases)
        self.each = len(next(iter(cases.values()), ()))
        self.slots: dict[int, Array] = dict(plan.constants)
        self.reached: dict[int, int] = dict.fromkeys(plan.constants, 0)
        self.lines: dict[int, tuple[Places, Places]] = {}
        for id, slot in plan.inputs.items():
            moved = cases.get(id, ())
            self.slots[slot] = np.array([[values[id]], *([each] for each in moved)])
            self.reached[slot] = 1 << self.ids.index(id) if moved else 0

    def wanted(self) -> dict[str, tuple[Array, Array]]:
        """Take all steps, and spread what came out over all inputs."""
        with np.errstate(divide="raise", invalid="raise", over="raise", under="ignore"):
            for step in self.plan.steps:
                try:
                    self._take(step)
                except (FloatingPointError, ValueError) as problem:
                    raise EvaluationError(f"{step.row}: {CANNOT}") from problem
                for slot in step.done:
                    self.slots.pop(slot, None)
        return {id: self._spread(slot) for id, slot in self.plan.wanted.items()}

    def _take(self, step: Step | Ring) -> None:
        reached = 0
        for slot in step.sources:
            reached |= self.reached[slot]
        if isinstance(step, Ring):
            made = run_ring(step, {slot: self._lines(slot, reached) for slot in step.sources}, len(self.plan.years))
        else:
            found = [self._lines(slot, reached) for slot in step.sources]
            one = widened(found[0], len(self.plan.years)) if step.name == WIDEN else ARITHMETIC[step.name](*found)
            made = {step.target: np.atleast_2d(one)}
        self.slots.update(made)
        self.reached.update((slot, reached if array.shape[0] > 1 else 0) for slot, array in made.items())

    def _lines(self, slot: int, reached: int) -> Array:
        """What a slot holds in the lines of a row that so many inputs reach; one line where none reaches the slot."""
        own = self.reached[slot]
        if own in (0, reached):
            return self.slots[slot]
        return self.slots[slot][self._of(own)[1][self._of(reached)[0]]]

    def _of(self, reached: int) -> tuple[Places, Places]:
        """Which of the lines of all inputs a row has that so many reach; and where it has each, else its first."""
        if reached not in self.lines:
            bits = np.frombuffer(reached.to_bytes(len(self.ids) // 8 + 1, "little"), dtype=np.uint8)
            inputs = np.unpackbits(bits, count=len(self.ids), bitorder="little")
            there = np.flatnonzero(np.append(1, np.repeat(inputs, self.each)))
            places = np.zeros(1 + self.each * len(self.ids), dtype=np.intp)
            places[there] = np.arange(there.size)
            self.lines[reached] = there, places
        return self.lines[reached]

    def _spread(self, slot: int) -> tuple[Array, Array]:
        held = self.slots[slot]
        found = held[self._of(self.reached[slot])[1][1:]]
        return held[:1], found.reshape(len(self.ids), self.each, held.shape[1])

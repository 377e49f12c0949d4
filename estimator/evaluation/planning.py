"""Makes a plan from a model: walks through the rows that vary, and numbers what they compute."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from estimator.evaluation import ancestors, evaluate
from estimator.evaluation.plan import READ, WIDEN, Plan, Ring, Step
from estimator.evaluation.sequence import in_reading_order, with_last_readers
from estimator.expression import Constant, Node, Operation, Reference, references
from estimator.expression.arithmetic import ARITHMETIC
from estimator.expression.operations import OPERATIONS
from estimator.model import YEAR, Model

Array = NDArray[np.float64]


def make_plan(
    model: Model,
    varied: Collection[str],
    wanted: Collection[str],
    extra: Mapping[str, Node] | None = None,
    many: bool = True,
) -> Plan:
    """Plan how to compute the `wanted` rows again and again while the assumptions `varied` take many values.

    `extra` are expressions over rows, wanted under names of their own (the cost of one element, say). Where there are
    not `many` values, steps stay in the order of the model, for a better one would cost more than it saves.
    """
    return _Planner(model, varied, wanted, extra or {}).plan(many)


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

    def plan(self, many: bool) -> Plan:
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
        wide, last = frozenset(self.wide.difference(self.constants)), list(wanted.values())
        ordered = in_reading_order(self.steps, last, wide, self.constants) if many else ()
        return Plan(
            years=self.model.years,
            prefix=self.model.pack.settings.year_prefix,
            size=self.size,
            constants=self.constants,
            inputs={id: self.ids[id] for id in self.inputs},
            wanted=wanted,
            wide=wide,
            steps=ordered or with_last_readers(self.steps, {*last, *self.constants}),
        )

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

"""A model as functions and a table: one function for each shape of expression, one line of places for each row.

A row of a ring that reads whole rows along the years (`lagged`, `total` …) has these worked out before the ring, in
lines of their own; nothing of a ring may depend on its own members that way.
"""

from __future__ import annotations

from dataclasses import dataclass

from estimator.explorer.javascript import ALONG_THE_YEARS, Printed, function_in_ring, function_of
from estimator.expression import Node, Operation, Reference
from estimator.expression.operations import WHOLE_SERIES
from estimator.model import YEAR, Model


@dataclass(frozen=True)
class Line:
    """One line of the table: the row that it computes, its function, and the slots that it writes and reads."""

    row: str
    shape: int
    slots: tuple[int, ...]


@dataclass(frozen=True)
class Script:
    """What the page computes with. `slots` names each place, inputs first; `wide` tells which are by year.

    `rings` are the first line of each ring and the one after its last. `spare` rows are needed for intermediate values.
    `told` holds for each line its expression and the ids that it reads, for its words.
    """

    shapes: tuple[str, ...]
    lines: tuple[Line, ...]
    rings: tuple[tuple[int, int], ...]
    slots: tuple[str, ...]
    wide: tuple[bool, ...]
    spare: int
    told: tuple[tuple[Node, tuple[str, ...]], ...] = ()

    def source(self) -> str:
        """The functions as a JavaScript text."""
        return "const SHAPES=[\n" + ",\n".join(self.shapes) + "\n];\n"


def script_of(model: Model) -> Script:
    """Print a model."""
    return _Printing(model).script()


class _Printing:
    """Gathers lines row by row. State: the shapes found so far and the slot of each id."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.wide = {id: each.is_by_year for id, each in model.inputs.items()} | {YEAR: True}
        self.slots = {id: at for at, id in enumerate(self.wide)}
        self.shapes: dict[str, int] = {}
        self.lines: list[Line] = []
        self.rings: list[tuple[int, int]] = []
        self.spare = 0
        self.told: list[tuple[Node, tuple[str, ...]]] = []

    def script(self) -> Script:
        """All rows in their order."""
        in_ring = {id: ring for ring in self.model.rings for id in ring}
        for id, row in self.model.rows.items():
            self.wide[id] = row.shape == "by_year"
        for id in self.model.order:
            self._slot(id)
        done: set[str] = set()
        for id in self.model.order:
            if id in in_ring and id not in done:
                self._ring(in_ring[id])
                done.update(in_ring[id])
            elif id not in in_ring:
                self._row(id, id, self.model.rows[id].expression)
        wide = tuple(self.wide[id] for id in self.slots)
        return Script(
            tuple(self.shapes),
            tuple(self.lines),
            tuple(self.rings),
            tuple(self.slots),
            wide,
            self.spare,
            tuple(self.told),
        )

    def _slot(self, id: str) -> int:
        return self.slots.setdefault(id, len(self.slots))

    def _row(self, id: str, row: str, expression: Node) -> None:
        self._add(id, row, expression, function_of(expression, self.wide[id], self.wide))

    def _ring(self, ring: tuple[str, ...]) -> None:
        yearly = {id: self._hoisted(id, self.model.rows[id].expression) for id in ring}
        first = len(self.lines)
        for id, expression in yearly.items():
            self._add(id, id, expression, function_in_ring(expression, self.wide))
        self.rings.append((first, len(self.lines)))

    def _hoisted(self, id: str, node: Node) -> Node:
        """The expression with a slot of its own in place of each operation along the years."""
        if not isinstance(node, Operation):
            return node
        if node.name in WHOLE_SERIES:
            name = f"{id}:{len(self.slots)}"
            self.wide[name] = node.name in ALONG_THE_YEARS
            self._slot(name)
            self._row(name, id, node)
            return Reference(name)
        return Operation(node.name, tuple(self._hoisted(id, each) for each in node.arguments))

    def _add(self, id: str, row: str, expression: Node, printed: Printed) -> None:
        self.told.append((expression, printed.reads))
        self.spare = max(self.spare, printed.spare)
        shape = self.shapes.setdefault(printed.text, len(self.shapes))
        self.lines.append(Line(row, shape, (self._slot(id), *(self._slot(each) for each in printed.reads))))


def table_of(script: Script) -> list[int]:
    """The lines as one list of numbers, small ones so that the page packs well.

    For each line its shape, how far its slot lies beyond that of the line before, and how far before its own slot each
    one lies that it reads.
    """
    numbers: list[int] = []
    last = 0
    for line in script.lines:
        out, *reads = line.slots
        numbers += [line.shape, out - last, *(out - each for each in reads)]
        last = out
    return numbers


def reads_of_shapes(script: Script) -> list[int]:
    """How many slots the lines of each shape read."""
    found = {line.shape: len(line.slots) - 1 for line in script.lines}
    return [found[shape] for shape in range(len(script.shapes))]


def parts_of_rows(script: Script) -> dict[int, int]:
    """The lines that compute a part of a row, in a slot of its own, with the slot of the row."""
    places = {id: at for at, id in enumerate(script.slots)}
    found = {at: places[line.row] for at, line in enumerate(script.lines)}
    return {at: slot for at, slot in found.items() if slot != script.lines[at].slots[0]}


def model_data(model: Model, script: Script) -> dict[str, object]:
    """What the engine needs besides the functions, as JSON."""
    return {
        "years": list(model.years),
        "year": script.slots.index(YEAR),
        "slots": list(script.slots),
        "wide": [int(each) for each in script.wide],
        "reads": reads_of_shapes(script),
        "lines": table_of(script),
        "parts": parts_of_rows(script),
        "rings": [list(each) for each in script.rings],
        "spare": script.spare,
    }

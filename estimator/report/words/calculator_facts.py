"""What a kind of element is for, what it must be told and what it makes of that: read off its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from estimator.calculators import Calculator, calculators, element_calculators
from estimator.calculators.row import RowDefinition
from estimator.display.text import general
from estimator.expression import Node, Reference, references
from estimator.expression.nodes import Constant, as_node
from estimator.model.folding import fold, is_nil
from estimator.model.graph import YEAR, Model
from estimator.pack.records import Element
from estimator.report.words.explain import Explanation, Fact, known_ids

ORIGINS = (
    "its own table [element.NAME.set.INPUT], another row or assumption by [element.NAME.from], "
    "systems/SYSTEM.toml, else the whole pack by its last word"
)


@dataclass(frozen=True, slots=True)
class CalculatorInput:
    """A name that rows of a calculator read and that none of them supplies.

    `default` is what holds where nothing has the name; None where there is none. `always` is true for one that no
    element can do without; the others are asked for only along with optional ones.
    """

    name: str
    default: float | None
    always: bool
    readers: tuple[RowDefinition, ...]


def calculator_meant(model: Model, id: str) -> Calculator | None:
    """The kind of element of that name, unless the pack itself has something of the name."""
    return calculators()[id] if id in element_calculators() and id not in known_ids(model) else None


def calculator_inputs(calculator: Calculator) -> list[CalculatorInput]:
    """What its rows read from outside: what is always needed first, then in the order of the rows."""
    own = {row.name for row in calculator.rows}
    found: dict[str, list[tuple[RowDefinition, float | None]]] = {}
    for row in calculator.rows:
        for each in row.arguments:
            if each.name not in own and each.name != YEAR and each.name not in {*row.gather, *row.wire}:
                found.setdefault(each.name, []).append((row, each.default))
    needed = _Bare({row.name: row for row in calculator.rows}).needed()
    made = [
        CalculatorInput(name, _weakest(defaults), name in needed, tuple(row for row, _ in readers))
        for name, readers in found.items()
        if (defaults := [default for _, default in readers])
    ]
    return sorted(made, key=lambda each: (not each.always, each.default is not None))


def _weakest(defaults: list[float | None]) -> float | None:
    """The default, unless some row has none."""
    return None if None in defaults else defaults[0]


@dataclass
class _Bare:
    """The rows of a calculator traced for an element that is told nothing optional."""

    rows: Mapping[str, RowDefinition]
    made: dict[str, Node] = field(default_factory=dict)
    active: set[str] = field(default_factory=set)

    def needed(self) -> set[str]:
        """Names without which such an element cannot be computed."""
        kept = [self._row(name) for name in self.rows]
        return {id for each in kept if not is_nil(each) for id in references(each)} - self.rows.keys()

    def _row(self, name: str) -> Node:
        if name in self.active:
            return Reference(name)
        if name not in self.made:
            self.active.add(name)
            row = self.rows[name]
            bound: list[Any] = [self._argument(row, each.name, each.default) for each in row.arguments]
            self.made[name] = fold(as_node(row.function(*bound)))
            self.active.discard(name)
        return self.made[name]

    def _argument(self, row: RowDefinition, name: str, default: float | None) -> Any:
        if name in row.gather:
            return (Reference(name),)
        if name in self.rows:
            made = self._row(name)
            return made if is_nil(made) else Reference(name)
        return Reference(name) if default is None else Constant(default)


def explain_calculator(model: Model, calculator: Calculator) -> Explanation:
    """Purpose, inputs, rows and an element of the pack that can be copied."""
    return Explanation(calculator.name, "calculator", tuple(_facts(model, calculator)))


def _facts(model: Model, calculator: Calculator) -> Iterator[Fact]:
    elements = elements_of(model, calculator.name)
    yield Fact("label", calculator.label)
    yield Fact("counts", calculator.item or "nothing")
    yield Fact("meaning", "\n".join(" ".join(each.split()) for each in calculator.doc.split("\n\n")))
    yield Fact("inputs from", ORIGINS)
    inputs = calculator_inputs(calculator)
    kinds = {
        "always needed": [each for each in inputs if each.always],
        "needed with others": [each for each in inputs if not each.always and each.default is None],
        "optional": [each for each in inputs if each.default is not None],
    }
    for kind, wanted in kinds.items():
        told = [_told(model, elements, each) for each in wanted]
        yield Fact(kind, "\n".join(line for line, _ in told) or "nothing", [raw for _, raw in told])
    rows = [f"{row.name}: {row.label}{_bracketed(row.unit)}" for row in calculator.rows]
    yield Fact("rows", "\n".join(rows), [row.name for row in calculator.rows])
    measures = sorted({row.marks["measure"] for row in calculator.rows if "measure" in row.marks})
    yield Fact("measures", ", ".join(measures) or "none", measures)
    examples = [f"{each.id} ({each.place})" for each in elements]
    yield Fact("examples", "\n".join(examples) or "none in this pack", [each.id for each in elements])


def elements_of(model: Model, calculator: str) -> list[Element]:
    """The elements of the pack that are of a kind."""
    options = (model.pack.options[id] for id in model.options)
    return [each for option in options for each in option.elements if each.calculator == calculator]


def _bracketed(words: str) -> str:
    return f" [{words}]" if words else ""


def _told(model: Model, elements: list[Element], asked: CalculatorInput) -> tuple[str, dict[str, object]]:
    """One input as a line and as a record: unit and label as this pack has them, who reads it, without it what."""
    supplied = _supplied(model, elements, asked.name)
    label, unit = _named(model, supplied)
    readers = ", ".join(row.label.lower() for row in asked.readers[:2])
    rest = len(asked.readers) - 2
    more = f" and {rest} more" if rest > 0 else ""
    without = "" if asked.default is None else f"; without it {general(asked.default)}"
    here = f"; here {supplied}" if supplied else ""
    line = f"{asked.name}{_bracketed(unit)}: {label or 'read'} for {readers}{more}{without}{here}"
    names = [row.name for row in asked.readers]
    raw = {"name": asked.name, "label": label, "unit": unit, "default": asked.default, "read_by": names}
    return line, {**raw, "example": supplied or None}


def _supplied(model: Model, elements: list[Element], name: str) -> str:
    """The id that gives an input to the first element of the pack that has it, or else the whole pack's."""
    for each in elements:
        tried = (each.assumptions.get(name), each.wires.get(name), f"{each.system}.{name}")
        for id in filter(None, tried):
            for full in (f"{each.option}.{id}", id):
                if full in model.inputs or full in model.rows:
                    return full
    wide = {*model.pack.systems, *model.pack.options, "prices"}
    ids = (id for id in model.inputs if id.count(".") == 1 and id.endswith(f".{name}"))
    rows = (id for id, row in model.rows.items() if row.scope == "pack" and id.endswith(f".{name}"))
    return next((id for id in (*ids, *rows) if id.partition(".")[0] not in wide), "")


def _named(model: Model, id: str) -> tuple[str, str]:
    """Label and unit of a row or an assumption, as files write it; nothing for no id."""
    if id in model.inputs:
        return model.inputs[id].label, model.inputs[id].unit
    return (model.rows[id].label, model.rows[id].unit) if id else ("", "")

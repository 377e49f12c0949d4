"""Units and shapes of every row, checked once on the graph; the problems of all rows are noted together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from estimator.errors import UnitError
from estimator.expression import NO_UNIT, OPERATIONS, Node, Operation, Reference, walk
from estimator.model.findings import Findings, code_place
from estimator.model.graph import YEAR, ModelRow, RowShape
from estimator.model.ordering import Order
from estimator.model.row_units import declared_unit, row_unit, says_what_it_is, shape_of, unit_despite
from estimator.model.unit_causes import Failure, Units, note_failures
from estimator.pack.records import Assumption, Place
from estimator.units import PURE


@dataclass(frozen=True)
class Wired:
    """Rows in order, with the assumptions they read, where each is asked for, and what is wrong so far."""

    rows: Mapping[str, ModelRow]
    inputs: Mapping[str, Assumption]
    order: Order
    findings: Findings
    place_of: Callable[[str], Place]


def checked(wired: Wired) -> dict[str, ModelRow]:
    """The rows with their units and shapes worked out. Notes the problems of all rows, each cause once."""
    known: dict[str, str] = {YEAR: "year"}
    shapes: dict[str, RowShape] = {YEAR: "by_year"}
    for assumption in wired.inputs.values():
        known[assumption.id] = assumption.normal_unit
        shapes[assumption.id] = "by_year" if assumption.is_by_year else "scalar"
    unknown = _prepare_rings(wired, known, shapes)
    done: dict[str, ModelRow] = {}
    failures: list[Failure] = []
    unchecked: set[str] = set(wired.order.wrong)
    for id in wired.order.rows:
        row = wired.rows[id]
        unit = unit_despite(row) if unknown.intersection(row.precedents) or id in unchecked else None
        if unit is None:
            unit = _unit_or_failure(row, known, failures)
        else:
            unchecked.add(id)
        if not unit:
            unknown.add(id)
        done[id] = replace(row, unit=unit, shape=shape_of(row.expression, shapes))
        known[id], shapes[id] = unit, done[id].shape
    if failures:
        sound = done.keys() - {each.row.id for each in failures} - unchecked
        note_failures(failures, Units(wired.rows, wired.inputs, known, sound), wired.findings, wired.place_of)
    wrong = unchecked.union(each.row.id for each in failures)
    ends = {id for id, row in done.items() if any(_is_end(each) for each in walk(row.expression))}
    for row in done.values():
        if row.id not in wrong:
            _check_structure(row, ends, wired, shapes)
            _check_declared(row, wired.findings)
    return {id: done[id] for id in wired.rows}


def _unit_or_failure(row: ModelRow, known: Mapping[str, str], failures: list[Failure]) -> str:
    try:
        return row_unit(row, known)
    except UnitError as problem:
        failures.append(Failure(row, str(problem), problem.pair))
        return unit_despite(row)


def _prepare_rings(wired: Wired, known: dict[str, str], shapes: dict[str, RowShape]) -> set[str]:
    """Rows read before their turn (rings) need a declared unit and are by year; those that have none are returned."""
    seen: set[str] = set()
    without: set[str] = set()
    for id in wired.order.rows:
        for other in wired.rows[id].precedents:
            if other in wired.rows and other not in seen and (other == id or other not in known):
                shapes.setdefault(other, "by_year")
                known.setdefault(other, _declared_early(wired.rows[other], wired, without))
        seen.add(id)
    return without


def _declared_early(row: ModelRow, wired: Wired, without: set[str]) -> str:
    try:
        unit, says = declared_unit(row), "reads last year's value of itself and needs a declared unit"
    except UnitError as problem:
        unit, says = "", str(problem)
    if not unit:
        without.add(row.id)
        if row.id not in wired.order.wrong:
            wired.findings.about_code(row.definition, says, row.id)
    return unit or NO_UNIT


def _series_problem(node: Operation, known: Mapping[str, RowShape]) -> str:
    rule = OPERATIONS[node.name]
    for place in rule.series:
        argument = node.arguments[place]
        if not isinstance(argument, Reference):
            return f"{node.name} needs a row as its first argument; make the expression inside it a row of its own"
        if known[argument.id] != "by_year":
            return f'{node.name} needs a row along the years, but "{argument.id}" is one value'
    for place in rule.axis:
        axis = node.arguments[place]
        if not (isinstance(axis, Reference) and axis.id == YEAR):
            return f"{node.name} needs `year` as its argument {place + 1}"
    if node.name in ("trailing_total", "lagged", "previous") and shape_of(node.arguments[1], known) != "scalar":
        return f"the second argument of {node.name} must be one value"
    return ""


def _arity_problem(node: Operation) -> str:
    least, most = OPERATIONS[node.name].arity
    return "" if least <= len(node.arguments) <= most else f"{node.name} takes {least} to {most} arguments"


def _place_problem(row: ModelRow) -> str:
    """What is wrong with the place of an only_where."""
    if not row.metric:
        return "only_where belongs in metric rows only"
    inner = [each for each in walk(row.expression) if _is_end(each)]
    return "" if inner == [row.expression] else "only_where must be the outermost operation"


def _check_structure(row: ModelRow, ends: Set[str], wired: Wired, shapes: Mapping[str, RowShape]) -> None:
    """What the kinds of its operations ask of a row."""
    for says in _structure_problems(row, ends, shapes):
        read = [wired.inputs[id] for id in row.precedents if id in wired.inputs and f'"{id}" is one value' in says]
        if read:
            hint = "give it by year: by_year = { 2025 = … }"
            wired.findings.note(("shape", read[0].id), read[0].place, says, hint, (row.id,))
        else:
            wired.findings.about_code(row.definition, says, row.id)


def _check_declared(row: ModelRow, findings: Findings) -> None:
    """A pure number must say what it is, so that every reader shows it alike; once for all rows of the definition."""
    if not says_what_it_is(row):
        place = code_place(row.definition)
        says = "it is a pure number (unit 1) and does not say of what kind"
        hint = f'write shown="…" into its @row: one of {", ".join(PURE)}'
        findings.note(("undeclared", str(place), row.definition.name), place, says, hint, (row.id,))


def _structure_problems(row: ModelRow, ends: Set[str], shapes: Mapping[str, RowShape]) -> Iterator[str]:
    if row.id in ends:
        yield from filter(None, [_place_problem(row)])
    for each in walk(row.expression):
        if isinstance(each, Operation):
            yield from filter(None, [_arity_problem(each) or _series_problem(each, shapes)])
    for other in row.precedents:
        if other in ends:
            yield f'reads "{other}", which may be nothing (only_where)'


def _is_end(node: Node) -> bool:
    return isinstance(node, Operation) and node.name == "only_where"

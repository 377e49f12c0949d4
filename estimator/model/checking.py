"""Units and shapes of every row, checked once on the graph.

Every operation demands conversion factor 1 between its arguments; a row's declared unit must be the unit that its
formula gives. Problems of all rows are reported together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from estimator import units
from estimator.errors import ModelError, UnitError
from estimator.expression import NO_UNIT, OPERATIONS, Constant, Node, Operation, Reference, walk
from estimator.expression.operations import require_same
from estimator.model.graph import YEAR, ModelRow, RowShape
from estimator.pack.records import Assumption

WORD = re.compile(r"[a-z_]+")
PRICE = "price"


def declared_unit(row: ModelRow) -> str:
    """The declared unit in normal form, its tokens filled; empty if the row leaves it to its formula."""
    return filled_unit(row.unit, row.tokens)


def filled_unit(text: str, tokens: Mapping[str, str]) -> str:
    """A unit with `money`, `money_then` and `item` filled in, in normal form; empty text stays empty."""
    if not text:
        return ""
    unit = units.read(WORD.sub(lambda match: tokens.get(match[0], match[0]), text))
    if unit.scale != 1:
        raise UnitError(f'a row is in base units, not "{text}"')
    return unit.normal


def unit_of(node: Node, known: Mapping[str, str]) -> str | None:
    """The unit of an expression, given the units of what it reads; None for a literal 0."""
    if isinstance(node, Constant):
        return None if node.value == 0 else NO_UNIT
    if isinstance(node, Reference):
        return known[node.id]
    if isinstance(node, Operation):
        return OPERATIONS[node.name].unit([unit_of(argument, known) for argument in node.arguments])
    raise TypeError(type(node))


def shape_of(node: Node, known: Mapping[str, RowShape]) -> RowShape:
    """The shape of an expression."""
    if isinstance(node, Reference):
        return known[node.id]
    if not isinstance(node, Operation):
        return "scalar"
    rule = OPERATIONS[node.name].shape
    if rule != "join":
        return rule
    return "by_year" if any(shape_of(each, known) == "by_year" for each in node.arguments) else "scalar"


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
    inner = [each for each in walk(row.expression) if isinstance(each, Operation) and each.name == "only_where"]
    if not inner:
        return ""
    if not row.metric:
        return "only_where belongs in metric rows only"
    return "" if inner == [row.expression] else "only_where must be the outermost operation"


def checked(
    rows: Mapping[str, ModelRow], inputs: Mapping[str, Assumption], order: tuple[str, ...]
) -> dict[str, ModelRow]:
    """The rows with their units and shapes worked out. Raises ModelError with the problems of all rows."""
    known_units: dict[str, str] = {YEAR: "year"}
    known_shapes: dict[str, RowShape] = {YEAR: "by_year"}
    for assumption in inputs.values():
        known_units[assumption.id] = assumption.normal_unit
        known_shapes[assumption.id] = "by_year" if assumption.is_by_year else "scalar"
    problems: list[str] = []
    done: dict[str, ModelRow] = {}
    _prepare_rings(rows, order, known_units, known_shapes, problems)
    broken: set[str] = set()
    for id in order:
        row = rows[id]
        try:
            if broken.intersection(row.precedents):
                raise UnitError
            done[id] = _checked_row(row, known_units, known_shapes)
        except UnitError as problem:
            if problem.args:
                fed = _fed_by(row, rows, inputs)
                problems.append(f"{id} (calculators/{row.definition.module}.py): {problem}{fed}")
            done[id] = replace(row, unit=_unit_despite(row), shape=shape_of(row.expression, known_shapes))
            if not done[id].unit:
                broken.add(id)
        known_units[id], known_shapes[id] = done[id].unit, done[id].shape
    problems += _structure_problems(done, known_shapes)
    if problems:
        raise ModelError("\n".join(problems))
    return {id: done[id] for id in rows}


def _fed_by(row: ModelRow, rows: Mapping[str, ModelRow], inputs: Mapping[str, Assumption]) -> str:
    """The assumptions that a row reads, itself or as converted prices, with unit and place: one may be the culprit."""
    read = [
        each
        for id in row.precedents
        for each in (rows[id].precedents if id in rows and rows[id].definition.module == PRICE else (id,))
    ]
    found = [inputs[each] for each in dict.fromkeys(read) if each in inputs and inputs[each].layer != "given"]
    words = ", ".join(f'{each.id} in "{each.unit}" ({each.place})' for each in found if each.unit != NO_UNIT)
    return f"; it reads {words}" if words else ""


def _prepare_rings(
    rows: Mapping[str, ModelRow],
    order: tuple[str, ...],
    known_units: dict[str, str],
    known_shapes: dict[str, RowShape],
    problems: list[str],
) -> None:
    """Rows read before their turn (rings) need a declared unit and are by year."""
    seen: set[str] = set()
    for id in order:
        for other in rows[id].precedents:
            if other in rows and other not in seen and (other == id or other not in known_units):
                if other in seen:
                    continue
                known_shapes.setdefault(other, "by_year")
                _declare_early(rows[other], known_units, problems)
        seen.add(id)


def _declare_early(row: ModelRow, known_units: dict[str, str], problems: list[str]) -> None:
    try:
        unit = declared_unit(row)
    except UnitError as problem:
        problems.append(f"{row.id}: {problem}")
        unit = NO_UNIT
    if not unit:
        problems.append(f"{row.id} reads last year's value of itself and needs a declared unit")
        unit = NO_UNIT
    known_units.setdefault(row.id, unit)


def _checked_row(row: ModelRow, known_units: Mapping[str, str], known_shapes: Mapping[str, RowShape]) -> ModelRow:
    computed = unit_of(row.expression, known_units)
    declared = declared_unit(row)
    if computed is not None and declared:
        try:
            require_same(computed, declared)
        except UnitError as problem:
            raise UnitError(f"the formula gives {computed}, the row says {declared}: {problem}") from None
    return replace(row, unit=declared or computed or NO_UNIT, shape=shape_of(row.expression, known_shapes))


def _unit_despite(row: ModelRow) -> str:
    """The declared unit of a row whose formula is wrong, so that its readers are still checked; empty if unknown."""
    try:
        return declared_unit(row)
    except UnitError:
        return ""


def _structure_problems(rows: Mapping[str, ModelRow], known_shapes: Mapping[str, RowShape]) -> list[str]:
    found = []
    ends = {id for id, row in rows.items() if any(_is_end(each) for each in walk(row.expression))}
    for id, row in rows.items():
        problems = [_place_problem(row)]
        for each in walk(row.expression):
            if isinstance(each, Operation):
                problems += [_arity_problem(each), _series_problem(each, known_shapes)]
        problems += [f'reads "{other}", which may be nothing (only_where)' for other in row.precedents if other in ends]
        found += [f"{id} (calculators/{row.definition.module}.py): {problem}" for problem in problems if problem]
    return found


def _is_end(node: Node) -> bool:
    return isinstance(node, Operation) and node.name == "only_where"

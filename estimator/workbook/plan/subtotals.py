"""Long sums and minima are split by element into rows of their own, so that each formula stays short enough to read.

`SUM` of forty rows of an option becomes a few rows "of which …" below it and a sum of those. An element's only row on
the same sheet is its own subtotal. The model itself is left alone: the subtotals exist in the workbook only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from estimator.expression import Node, Operation, Reference, references
from estimator.model.graph import Model, ModelRow
from estimator.workbook.cells.addresses import quoted
from estimator.workbook.cells.computing import computed
from estimator.workbook.plan.row_places import heading, options_present, sheet_of
from estimator.workbook.plan.sheet_registry import option_sheet_names
from estimator.workbook.plan.tab_names import tab_names

Array = NDArray[np.float64]
LONGEST_SUM, LONGEST_FORMULA, SHORT_SUM = 140, 145, 40
CELL_LENGTH = 6
MOST_TOGETHER = 12


def with_subtotals(model: Model, values: Mapping[str, Array], by_label: bool = False) -> tuple[Model, dict[str, Array]]:
    """The model and its values with a row for each subtotal, right after the row that it is a part of.

    Formulas grow with what they call the sheets: `by_label`, as in English in every language, or by id.
    """
    sheets = option_sheet_names(options_present(model))
    if by_label:
        tabs = tab_names(model)
        sheets = {option: tabs[sheet] for option, sheet in sheets.items()}
    rows: dict[str, ModelRow] = {}
    found, before = dict(values), dict[str, list[str]]()
    for row in model.rows.values():
        whole, parts = _split(model, row, sheets)
        rows[row.id], before[row.id] = whole, [part.id for part in parts]
        for part in parts:
            found[part.id] = computed(part.expression, values)
            by_year = found[part.id].shape[-1] > 1
            rows[part.id] = replace(part, shape="by_year" if by_year else "scalar")
    order = tuple(each for id in model.order for each in (*before[id], id))
    return replace(model, rows=rows, order=order, key=""), found


def _split(model: Model, row: ModelRow, sheets: Mapping[str, str]) -> tuple[ModelRow, list[ModelRow]]:
    """The row reading subtotals, and the subtotals; the row itself where its sums are short together."""
    sums = list(_sums(row.expression))
    lengths = [_length(model, row, _members(node), sheets) for node in sums]
    if sum(lengths) <= LONGEST_SUM and _whole_length(model, row, sums, sheets) <= LONGEST_FORMULA:
        return row, []
    parts: list[ModelRow] = []
    replaced: dict[int, Node] = {}
    for node, length in zip(sums, lengths, strict=True):
        if length > SHORT_SUM:
            members = list[Node]()
            for group, found in _groups(model, row, node, sheets):
                if len(found) > 1 or _away(model, row, found, sheets):
                    parts.append(_part(model, row, group, _joined(node.name, found), len(parts) + 1))
                    found = [Reference(parts[-1].id)]
                members += found
            replaced[id(node)] = _joined(node.name, members)
    expression = _replaced(row.expression, replaced)
    return replace(row, expression=expression, precedents=references(expression)), parts


def _sums(node: Node) -> Iterator[Operation]:
    """The sums, and the minima of cells alone, that stand in an expression; those inside a nest of minima are one."""
    if not isinstance(node, Operation):
        return
    if node.name == "sum_of" or (
        node.name == "minimum" and all(isinstance(each, Reference) for each in _members(node))
    ):
        yield node
        return
    for each in node.arguments:
        yield from _sums(each)


def _members(node: Node) -> list[Node]:
    """What is added, or of what the least is taken."""
    assert isinstance(node, Operation)
    if node.name == "sum_of":
        return list(node.arguments)
    return [
        member
        for each in node.arguments
        for member in (_members(each) if isinstance(each, Operation) and each.name == node.name else [each])
    ]


def _joined(name: str, members: Sequence[Node]) -> Node:
    """The sum or the least of members."""
    if len(members) == 1:
        return members[0]
    if name == "sum_of":
        return Operation(name, tuple(members))
    return reduce(lambda so_far, each: Operation(name, (so_far, each)), members)


def _length(model: Model, row: ModelRow, nodes: Sequence[Node], sheets: Mapping[str, str]) -> int:
    """About how many characters the members of a sum take."""
    return CELL_LENGTH * len(nodes) + sum(len(quoted(sheet)) + 1 for sheet in _away(model, row, nodes, sheets))


def _away(model: Model, row: ModelRow, nodes: Sequence[Node], sheets: Mapping[str, str]) -> list[str]:
    """The sheets of what members read elsewhere than on the sheet of their row."""
    home = sheet_of(row, sheets)
    found = [sheet_of(model.rows[id], sheets) for node in nodes for id in references(node) if id in model.rows]
    return [sheet for sheet in found if sheet != home]


def _whole_length(model: Model, row: ModelRow, sums: Sequence[Operation], sheets: Mapping[str, str]) -> int:
    """About how many characters the formula takes, sums and what stands beside them; nil for one without sums."""
    inside = {id for node in sums for id in references(node)}
    beside = [Reference(id) for id in references(row.expression) if id not in inside]
    of_sums = sum(_length(model, row, _members(node), sheets) for node in sums)
    return of_sums + _length(model, row, beside, sheets) if of_sums > SHORT_SUM else 0


def _groups(
    model: Model, row: ModelRow, node: Operation, sheets: Mapping[str, str]
) -> Iterator[tuple[str, Sequence[Node]]]:
    """The members of a sum by element, in order, no more than twelve together and no more than a formula holds."""
    found: dict[str, list[Node]] = {}
    for argument in _members(node):
        first = next(iter(references(argument)), "")
        group = model.rows[first].group if first in model.rows else "other"
        found.setdefault(group, []).append(argument)
    for group, members in found.items():
        most = min(MOST_TOGETHER, max(1, LONGEST_SUM * len(members) // _length(model, row, members, sheets)))
        yield from ((group, members[start : start + most]) for start in range(0, len(members), most))


def _part(model: Model, row: ModelRow, group: str, node: Node, number: int) -> ModelRow:
    """One subtotal as a row of its own."""
    label = f"{row.label}, of which: {heading(model, group)}"
    doc = "A part of the row above, so that its formula stays short."
    definition = replace(row.definition, label=label, doc=doc, metric=False, marks={})
    return replace(
        row,
        id=f"{row.id}_part_{number}",
        label=label,
        expression=node,
        definition=definition,
        precedents=references(node),
        marks={},
        opening=None,
    )


def _replaced(node: Node, replaced: Mapping[int, Node]) -> Node:
    """The expression with some of its nodes replaced."""
    if id(node) in replaced:
        return replaced[id(node)]
    if not isinstance(node, Operation):
        return node
    return Operation(node.name, tuple(_replaced(argument, replaced) for argument in node.arguments))

"""Rows that need no place on a sheet: an element's copies of another row, and what no legal input can make but nil.

Whoever reads such a row reads what it copies, or 0. It keeps its id in `show`, `trace`, CSV, JSON and on the sheet
*Data*, which are made from the whole model. An option's own rows, metrics, checks and rows with a role stay: tables and
charts ask for them, and the phases of an option are told without gaps. A row that is read a year later stays for its
cell before the first year.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from estimator.expression import Node, Operation, Reference, references, walk, with_references
from estimator.model.bounds import NIL, bounds_of
from estimator.model.folding import NIL as ZERO
from estimator.model.folding import fold
from estimator.model.graph import YEAR, Model, ModelRow


def with_rows_left_off(model: Model) -> Model:
    """The model with the rows that are to stand on sheets, each reading others that do."""
    instead: dict[str, Node] = {}
    bounds, later = bounds_of(model), _read_later(model)
    rows: dict[str, ModelRow] = {}
    for id in model.order:
        row = _reading(model.rows[id], instead)
        rows[id] = row
        if not _may_leave(row, later):
            continue
        if bounds[id] == NIL:
            instead[id] = ZERO
        elif _is_copy(row, model):
            instead[id] = row.expression
    return replace(
        model,
        rows={id: rows[id] for id in model.rows if id not in instead},
        order=tuple(id for id in model.order if id not in instead),
        key="",
    )


def _may_leave(row: ModelRow, later: Collection[str]) -> bool:
    """True for a row of an element that nothing but formulas asks for."""
    asked_for = row.metric or row.definition.role is not None or row.marks.get("measure") == "check"
    return row.scope == "element" and not asked_for and row.id not in later


def _read_later(model: Model) -> set[str]:
    """The rows that are read a year later, and those of rings, which are computed year by year."""
    found = {id for ring in model.rings for id in ring}
    for row in model.rows.values():
        if row.opening is not None:
            found.add(row.id)
        for node in walk(row.expression):
            if isinstance(node, Operation) and node.name == "previous":
                found.update(references(node.arguments[0]))
    return found


def _is_copy(row: ModelRow, model: Model) -> bool:
    """True for a row that says again, in every year, what another row or an assumption says."""
    node = row.expression
    if not isinstance(node, Reference) or node.id == YEAR:
        return False
    read = model.rows.get(node.id)
    by_year = read.shape == "by_year" if read else model.inputs[node.id].is_by_year
    return by_year == (row.shape == "by_year")


def _reading(row: ModelRow, instead: Mapping[str, Node]) -> ModelRow:
    """The row reading what stands in place of those that are left off."""
    if not any(id in instead for id in row.precedents):
        return row
    expression = fold(with_references(row.expression, lambda read: instead.get(read.id, read)))
    return replace(row, expression=expression, precedents=references(expression))

"""The years outside those compared that need no cell: where a row is nil, or nothing on a sheet reads it.

The rows of an option stand in all years compared. Before and after, where the columns are folded away, a cell is
written only if a formula reads it that is written itself, and if it can be other than nil. A formula reads a cell that
is not written as nil, as every spreadsheet program does; what takes it otherwise, the least and the largest of some
cells, finds all of them written. So every total is whole whatever is typed in, and no formula changes.
"""

from __future__ import annotations

from typing import Final

from estimator.expression import Node, Operation, Reference
from estimator.expression.operations import OPERATIONS
from estimator.model.graph import Model, ModelRow
from estimator.workbook.plan.nil_years import NEVER, Span, common, hull, spans_of

YEARS: Final = "years"
AS_READ: Final = "those compared, and others as far as something reads them"
EVERY_ONE: Final = "all of the columns"
"""What the manifest says of the years in which an option's rows have cells; older files do not say, and have all."""
EXTREMES: Final = ("minimum", "maximum")
OF_ALL_YEARS: Final = ("largest", "smallest")


def years_written(model: Model) -> dict[str, range]:
    """By id the places of the years in which a row of an option has cells; other rows have them in all."""
    written = _Written(model)
    return {id: range(first, last + 1) for id, (first, last) in written.found.items()}


class _Written:
    """Goes through the rows from the last to the first, so that all readers of a row are known before it."""

    def __init__(self, model: Model) -> None:
        settings, years = model.pack.settings, model.years
        self.model, self.always, self.spans = model, (0, len(years) - 1), spans_of(model)
        self.compared = years.index(settings.first_year), years.index(settings.last_year)
        self.read, self.exactly = dict[str, Span](), dict[str, Span]()
        self.found = dict[str, Span]()
        rings = {id for ring in model.rings for id in ring}
        for id in reversed(model.order):
            row = model.rows[id]
            if row.shape == "by_year" and row.scope in ("element", "option"):
                self.found[id] = self.always if id in rings else self._of(row)
            self._reads(row.expression, self.found.get(id, self.always))

    def _of(self, row: ModelRow) -> Span:
        """The years compared, those that are read and can be other than nil, and those that are read as they are."""
        if row.opening is not None or row.marks.get("measure") == "check":
            return self.always
        needed = common(self.read.get(row.id, NEVER), self.spans[row.id])
        return hull(self.compared, hull(needed, self.exactly.get(row.id, NEVER)))

    def _reads(self, node: Node, span: Span) -> None:
        """Note what an expression reads that is written in some years."""
        if isinstance(node, Reference):
            self.read[node.id] = hull(self.read.get(node.id, NEVER), span)
        elif isinstance(node, Operation):
            for place, each in enumerate(node.arguments):
                if isinstance(each, Reference) and node.name in (*EXTREMES, *OF_ALL_YEARS):
                    years = self.always if node.name in OF_ALL_YEARS else span
                    self.exactly[each.id] = hull(self.exactly.get(each.id, NEVER), years)
                else:
                    self._reads(each, self._of_argument(node, place, span))

    def _of_argument(self, node: Operation, place: int, span: Span) -> Span:
        """The years in which an operation reads an argument of its own."""
        if place not in OPERATIONS[node.name].series:
            return span
        if node.name == "previous":
            return max(span[0] - 1, 0), max(span[1] - 1, 0)
        return (0, span[1]) if OPERATIONS[node.name].shape == "by_year" else self.always

"""The sheet Breakdown: what makes up an option's life-cycle cost, element by element and phase by phase, live.

It stands only in the workbook that `estimator breakdown -o` writes. Money is summed over the rows of the option's own
sheet, so it follows every value that is typed in; grades and the inputs that weigh most are as exported. With a second
option the difference follows, by phase and by element.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from estimator.analysis.questions.breakdown import Breakdown, kind_of
from estimator.analysis.standing.element_costs import ORDER, cost_rows
from estimator.calculators.roles import Role
from estimator.display.decision import shown
from estimator.display.number_format import number_format
from estimator.evaluation import Array
from estimator.expression import Reference
from estimator.model import Model
from estimator.model.instances import elements_of
from estimator.workbook.cells.addresses import at, fixed
from estimator.workbook.cells.grid import Formula, Grid
from estimator.workbook.plan.row_places import Layout, SheetAddresses
from estimator.workbook.plan.sheet_registry import BREAKDOWN
from estimator.workbook.sheets.value_sheet import put_flag

NOTE = "Life-cycle cost over the years compared, constant prices; live over the rows of the options' sheets."
GRADES = "Grade: the lowest of the prices behind it, as exported."
TURNS = "What it turns on, as exported: by how many per cent the element's cost rises if the input rises by one"
ONE_LINE = "Elements of one system, or shared, stand on one line; share: of the difference."
BY_PHASE, BY_ELEMENT = "Difference by phase", "Difference by element"
FIRST, WIDTHS = 7, (58, 18, 18, 18, 14)
SHARE, WEIGHT = "0.0%", "+0.00;-0.00;0.00"
LABEL, MONEY, PART, GRADE = 1, 2, 3, 4


Parts = Mapping[str, Formula]
"""The money of an element by phase."""


@dataclass(frozen=True)
class Whole:
    """An option's total: the row where it stands, and the value stored there."""

    row: int
    value: float


@dataclass(frozen=True)
class Told:
    """Where the money of an option stands: all of it, and the rows of each phase and of each kind of element."""

    whole: Whole
    phases: Mapping[str, Sequence[int]]
    kinds: Mapping[str, Sequence[int]]


class BreakdownSheet:
    """Builds the sheet for one option, or for two and their difference."""

    def __init__(self, found: Sequence[Breakdown], model: Model, values: Mapping[str, Array], layout: Layout) -> None:
        """Build from what was found, the rows that stand on sheets with all values, and where they stand."""
        self.found, self.model, self.values, self.layout = found, model, values, layout
        self.addresses = SheetAddresses(layout, BREAKDOWN)
        self.within = model.require_role(Role.IN_HORIZON)
        self.how = shown(model.pack.settings.money, model.pack.settings)
        self.money = number_format(self.how)
        self.grid = Grid(BREAKDOWN, widths=dict(enumerate(WIDTHS, 1)), print_columns="A:E")
        self.row = FIRST
        self.labels: dict[str, str] = {}
        self.sums: dict[int, float] = {}

    def build(self) -> Grid:
        """The tree of each option, the difference of two, and the inputs that weigh most."""
        self.grid.put(FIRST - 3, LABEL, NOTE, "small")
        self.grid.put(FIRST - 2, LABEL, GRADES, "small")
        told = [self._tree(each) for each in self.found]
        if len(told) > 1:
            self._difference(told, BY_PHASE, {each: each for each in ORDER}, [each.phases for each in told])
            self._difference(told, BY_ELEMENT, self.labels, [each.kinds for each in told])
            self.grid.put(self.row, LABEL, ONE_LINE, "small")
            self.row += 2
        self._turns()
        return self.grid

    def _tree(self, found: Breakdown) -> Told:
        """The option, its elements, and beneath each its phases."""
        made = [(each, dict(self._parts(each.id))) for each in elements_of(self.model.pack, found.option)]
        whole = Whole(self.row + 1, sum(float(part.value) for _, parts in made for part in parts.values()))
        self._heads(found.option, (self.how.words, "Share", "Grade"))
        self.row = whole.row + 1
        grades = {each.id: each.grade for each in found.elements}
        phases, kinds = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for element, parts in made:
            if parts:
                kinds[kind_of(element)].append(self.row)
                self.labels.setdefault(kind_of(element), element.label)
                for row, phase in enumerate(parts, self.row + 1):
                    phases[phase].append(row)
                self._element(element.label, grades.get(element.id, ""), parts, whole)
        tops = [row for rows in kinds.values() for row in rows]
        self._money(whole.row, self.model.pack.options[found.option].label, "strong", _sum(tops, whole.value), whole)
        self._compared(found.option)
        return Told(whole, phases, kinds)

    def _heads(self, first: str, others: Sequence[str]) -> None:
        self.grid.put(self.row, LABEL, first, "header")
        self.grid.line(self.row, others, "right_header", MONEY)

    def _compared(self, option: str) -> None:
        """The same total as the comparison has it."""
        id = f"{option}.{self.model.name(Role.LIFE_CYCLE_COST)}"
        self.grid.put(self.row, LABEL, "As compared", "note")
        self.grid.put(self.row, MONEY, Formula(id, float(self.values[id][0, 0])), "link", self.money)
        self.row += 2

    def _element(self, label: str, grade: str, parts: Parts, whole: Whole) -> None:
        """An element, and beneath it its phases."""
        rows = range(self.row + 1, self.row + 1 + len(parts))
        value = sum(float(each.value) for each in parts.values())
        self._money(self.row, label, "label", _sum(rows, value), whole)
        self.grid.put(self.row, GRADE, grade, "dash")
        for row, (phase, formula) in zip(rows, parts.items(), strict=True):
            self._money(row, phase, "unit", formula, whole)
        self.row += 1 + len(parts)

    def _money(self, row: int, label: str, kind: str, money: Formula, whole: Whole) -> None:
        """A line: what it is, its money, and its share of the whole."""
        self.sums[row] = float(money.value)
        self.grid.put(row, LABEL, label, kind)
        self.grid.put(row, MONEY, money, "formula", self.money)
        self.grid.put(row, PART, _share(at(row, MONEY), money.value, whole), "formula", SHARE)

    def _parts(self, element: str) -> Iterator[tuple[str, Formula]]:
        """The money of each phase of an element, as the sum of the element's rows over the years compared."""
        within = self.addresses.years(self.within)
        for phase, rows in cost_rows(self.found[0].model, element).items():
            spans = [self.addresses.years(each) for row in rows if (each := self._standing(row))]
            if spans:
                value = sum(float((self.values[row] * self.values[self.within]).sum()) for row in rows)
                yield phase, Formula("+".join(f"SUMPRODUCT({span},{within})" for span in spans), value)

    def _standing(self, id: str) -> str:
        """The row on a sheet that says what a row says; empty for what can only be nil."""
        while id not in self.layout.spots:
            read = self.found[0].model.rows[id].expression
            if not isinstance(read, Reference):
                return ""
            id = read.id
        return id

    def _difference(
        self, told: Sequence[Told], title: str, labels: Mapping[str, str], rows: Sequence[Mapping[str, Sequence[int]]]
    ) -> None:
        """Both options side by side by phase or by kind of element, and the share of the difference."""
        one, other = told
        whole = one.whole.value - other.whole.value
        between = f"({fixed(one.whole.row, MONEY)}-{fixed(other.whole.row, MONEY)})"
        self._heads(title, (*(each.option for each in self.found), "Difference", "Share"))
        for key, label in labels.items():
            if any(key in each for each in rows):
                self.row += 1
                sums = [_sum(each.get(key, ()), sum(self.sums[row] for row in each.get(key, ()))) for each in rows]
                value = float(sums[0].value) - float(sums[1].value)
                difference = Formula(f"{at(self.row, MONEY)}-{at(self.row, MONEY + 1)}", value)
                self.grid.put(self.row, LABEL, label, "label")
                for column, each in enumerate((*sums, difference), MONEY):
                    self.grid.put(self.row, column, each, "formula", self.money)
                share = Formula(f"IF({between}=0,0,{at(self.row, 4)}/{between})", value / whole if whole else 0.0)
                self.grid.put(self.row, 5, share, "formula", SHARE)
        self.row += 2

    def _turns(self) -> None:
        """The inputs that weigh most, element by element, as exported."""
        put_flag(self.grid, self.row)
        self.row += 1
        self._heads(TURNS, ("Per cent",))
        self.grid.fit(self.row, TURNS, WIDTHS[0])
        for found in self.found:
            self.row += 1
            self.grid.put(self.row, LABEL, self.model.pack.options[found.option].label, "strong")
            for element in found.elements:
                self.row += 1
                self.grid.put(self.row, LABEL, element.label, "label")
                for weight in element.weights:
                    self.row += 1
                    self.grid.put(self.row, LABEL, weight.id, "note")
                    self.grid.put(self.row, MONEY, weight.elasticity, "formula", WEIGHT)


def _sum(rows: Sequence[int], value: float) -> Formula:
    """The money of some rows, together."""
    if not rows:
        return Formula("0", 0.0)
    near = len(rows) > 1 and rows[-1] - rows[0] == len(rows) - 1
    cells = f"{at(rows[0], MONEY)}:{at(rows[-1], MONEY)}" if near else ",".join(at(each, MONEY) for each in rows)
    return Formula(f"SUM({cells})", value)


def _share(cell: str, value: float | str, whole: Whole) -> Formula:
    total = fixed(whole.row, MONEY)
    return Formula(f"IF({total}=0,0,{cell}/{total})", float(value) / whole.value if whole.value else 0.0)

"""The metrics that What-if lets a reader choose: a list with unit, divisor and number format, and the yellow cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from estimator.display.number_format import number_format
from estimator.workbook.cells.addresses import at, column_letters, fixed
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Flag, Formula, Grid, Limit, Value, stored
from estimator.workbook.plan.comparison_plan import FIRST_METRIC, FIRST_OPTION, HEADER_ROW, ID_ROW, NEXT, ComparisonPlan
from estimator.workbook.plan.sheet_registry import COMPARISON
from estimator.workbook.sheets.what_if.shares_of_gdp import Headroom

THOUSAND, PERCENT = 1000.0, 0.01
ID, UNIT, DIVISOR, FORMAT, LABEL, HERE = 1, 2, 3, 4, 5, 8
CHOICE, MEANING = 3, 5
SCIENTIFIC = "0.000E+00"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where a metric is chosen: the rows of the yellow cell, of what stands behind it, and of the option's cell.

    `metric` and `option` are those of the export, `words` stand beside the yellow cell.
    """

    metric: str
    option: str
    words: str
    row: int
    behind: int
    option_row: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A metric to choose: numbers are divided by `divisor` and shown in `unit` with `format`."""

    id: str
    label: str
    unit: str
    divisor: float
    format: str


def choice(id: str, label: str, unit: str, format: str) -> Choice:
    """A metric as a number format shows it, with what the format divides by made a divisor."""
    plain = format.rstrip(",")
    divisor = THOUSAND ** (len(format) - len(plain))
    return Choice(id, label, unit, PERCENT if "%" in plain else divisor, plain.replace("%", ""))


class Choices:
    """The list of metrics on What-if, from the row `top` on, and what reads it."""

    def __init__(self, comparison: ComparisonPlan, top: int, headroom: Mapping[str, Headroom]) -> None:
        """List the measures of headroom, then the metrics that have a number."""
        self.comparison, self.top, self.headroom = comparison, top, headroom
        first = [choice(id, each.label, each.how.words, number_format(each.how)) for id, each in headroom.items()]
        self.found = {each.id: each for each in (*first, *self._metrics())}

    def _metrics(self) -> Iterator[Choice]:
        lines = self.comparison.metrics.values()
        yield from (
            choice(line.id, line.label, line.how.words, number_format(line.how)) for line in lines if line.numbers
        )

    @property
    def height(self) -> int:
        """How many rows the list takes, with its headings."""
        return len(self.found) + 3

    def put(self, grid: Grid) -> None:
        """The list itself."""
        grid.put(self.top, 1, "Metrics to choose from", "heading")
        heads = ("Metric", "Unit", "Divided by", "Format", "What it is", "", "", "Number")
        grid.line(self.top + 1, heads, "header")
        for row, each in enumerate(self.found.values(), self.top + 2):
            grid.line(row, (each.id, each.unit), "small")
            grid.put(row, DIVISOR, each.divisor, "base", "General")
            grid.put(row, FORMAT, each.format, "small")
            grid.put(row, LABEL, each.label, "small")
            if each.id in self.headroom:
                here = self.headroom[each.id]
                grid.put(row, HERE, Formula(here.cell, here.value), "helper", SCIENTIFIC)

    def _column(self, column: int) -> str:
        return f"{fixed(self.top + 2, column)}:{fixed(self.top + 1 + len(self.found), column)}"

    def _of(self, chosen: Chosen, column: int) -> str:
        return f"INDEX({self._column(column)},{fixed(chosen.behind, CHOICE)},1)"

    def put_option(self, grid: Grid, row: int, option: str) -> None:
        """The yellow cell of the option, and its label beside it."""
        ids, labels = (self._options(each) for each in (ID_ROW, HEADER_ROW))
        grid.put(row, 1, "Option (choose in the yellow cell)", "label")
        grid.put(row, CHOICE, option, "choice")
        text = f"INDEX({labels},1,MATCH({fixed(row, CHOICE)},{ids},0))"
        label = self.comparison.heads[option]
        grid.put(row, MEANING, Formula(text, label), "small")
        grid.limits.append(Limit(at(row, CHOICE), list=ids, title="Option", prompt="Choose from the list."))

    def put_metric(self, grid: Grid, chosen: Chosen) -> None:
        """The yellow cell of a metric, its label and unit, and the number in use."""
        row, metric = chosen.row, self.found[chosen.metric]
        grid.put(row, 1, chosen.words, "label")
        grid.put(row, CHOICE, chosen.metric, "choice")
        grid.put(row, MEANING, Formula(self._of(chosen, LABEL), metric.label), "small")
        ids = f"={self._column(ID)}"
        grid.limits.append(Limit(at(row, CHOICE), list=ids, title="Metric", prompt="Choose from the list."))
        grid.put(row + 1, 1, "In use", "label")
        number = fixed(chosen.behind + 2, CHOICE)
        text = f'IF({number}="{DASH}","{DASH}",{number}/{self._of(chosen, DIVISOR)})'
        grid.put(row + 1, CHOICE, Formula(text, self.in_use(chosen)), "formula", metric.format)
        grid.put(row + 1, MEANING, Formula(self._of(chosen, UNIT), metric.unit), "small")
        grid.flags += self.flags(at(row + 1, CHOICE), chosen)
        self._behind(grid, chosen)

    def put_as_exported(self, grid: Grid, chosen: Chosen) -> None:
        """The option and the metric of the export, and the number in force then, as values."""
        metric, option = self.found[chosen.metric], chosen.option
        lines = (
            (chosen.option_row, "Option", option, self.comparison.heads[option]),
            (chosen.row, "Metric", chosen.metric, metric.label),
            (chosen.row + 1, "At export", self.in_use(chosen), metric.unit),
        )
        for row, words, content, meaning in lines:
            grid.put(row, 1, words, "label")
            grid.put(row, CHOICE, content, "formula", metric.format)
            grid.put(row, MEANING, meaning, "small")

    def _behind(self, grid: Grid, chosen: Chosen) -> None:
        """How the number in use is found: its place in the list, the number in base units, its format."""
        row, metric, options = chosen.behind, self.found[chosen.metric], list(self.comparison.options)
        place = f"MATCH({fixed(chosen.row, CHOICE)},{self._column(ID)},0)"
        column = f"MATCH({fixed(chosen.option_row, CHOICE)},{self._options(ID_ROW)},0)"
        contents = (
            ("Place of the metric in the list", Formula(place, 1.0 + list(self.found).index(chosen.metric)), "0"),
            ("Place of the option on Comparison", Formula(column, 1.0 + options.index(chosen.option)), "0"),
            ("The metric in use, in base units", Formula(self._number(chosen), self.value(chosen)), SCIENTIFIC),
            ("Its number format", Formula(self._of(chosen, FORMAT), metric.format), "General"),
        )
        for at_row, (words, content, format) in enumerate(contents, row):
            grid.put(at_row, 1, words, "label")
            grid.put(at_row, CHOICE, content, "helper", format)

    def _number(self, chosen: Chosen) -> str:
        """The metric of the option on Comparison, or a measure of headroom of this sheet."""
        metric, option = fixed(chosen.row, CHOICE), fixed(chosen.behind + 1, CHOICE)
        last, right = self.comparison.last_metric, self.comparison.last + NEXT + 1
        numbers = f"{COMPARISON}!{fixed(FIRST_METRIC, FIRST_OPTION)}:{fixed(last, self.comparison.last)}"
        ids = f"{COMPARISON}!{fixed(FIRST_METRIC, right)}:{fixed(last, right)}"
        found = f"INDEX({numbers},MATCH({metric},{ids},0),{option})"
        if not self.headroom:
            return found
        place, here = fixed(chosen.behind, CHOICE), f"{fixed(self.top + 2, HERE)}:{fixed(self._last_here, HERE)}"
        return f"IF({place}>COUNT({here}),{found},INDEX({here},{place},1))"

    @property
    def last_row(self) -> int:
        """The row of the last metric to choose from."""
        return self.top + 1 + len(self.found)

    @property
    def _last_here(self) -> int:
        return self.top + 1 + len(self.headroom)

    def value(self, chosen: Chosen) -> Value:
        """The number in force at export, in base units; a dash where it does not apply."""
        if chosen.metric in self.headroom:
            return self.headroom[chosen.metric].value
        number = self.comparison.number(chosen.metric, chosen.option)
        return DASH if number is None else stored(number)

    def in_use(self, chosen: Chosen) -> Value:
        """The number in force at export, as the sheet shows it."""
        return self.scaled(chosen, self.value(chosen))

    def scaled(self, chosen: Chosen, value: Value) -> Value:
        """A number in base units as the sheet shows it."""
        return value if isinstance(value, str) else stored(value / self.found[chosen.metric].divisor)

    def format(self, chosen: Chosen) -> str:
        """The number format of the metric chosen at export."""
        return self.found[chosen.metric].format

    def flags(self, cells: str, chosen: Chosen) -> Iterator[Flag]:
        """Number formats that follow the metric chosen, for cells that have the one of the export."""
        for format in dict.fromkeys(each.format for each in self.found.values()):
            if format != self.format(chosen):
                yield Flag(cells, f'{fixed(chosen.behind + 3, CHOICE)}="{format}"', format=format)

    def _options(self, row: int) -> str:
        first, last = column_letters(FIRST_OPTION), column_letters(self.comparison.last)
        return f"{COMPARISON}!${first}${row}:${last}${row}"

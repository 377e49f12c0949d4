"""Behind the tornado: the data table that moves each driver, in a fixed order, with their places by swing.

The table puts the number of each driver (down) and of its side (across) into two cells; the value in use of that driver
on Assumptions reads them. Number 0 moves nothing, so its row must show the metric as it is in use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from estimator.analysis.standing.inputs_by_layer import Inputs
from estimator.display.number_format import typed
from estimator.expression.arithmetic import DECIMALS
from estimator.pack.records import Assumption
from estimator.workbook.cells.addresses import at, fixed, quoted
from estimator.workbook.cells.data_table import DRIVER, SIDE, TORNADO, DataTable, Hook
from estimator.workbook.cells.formula import ROUNDING
from estimator.workbook.cells.grid import Formula, Grid, Value
from estimator.workbook.cells.shares import in_cell
from estimator.workbook.plan.input_places import COLUMN, Places
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, WHAT_IF
from estimator.workbook.sheets.what_if.choices import CHOICE

HEADING = "Behind the tornado: a data table, in the order of the swings at export"
STAYS = "stays at your value"
OF_SHAPE = "percentiles at export"
SPARE = 4.0  # a label that fills its cell to the edge breaks in some programs
NUMBER, LOW, HIGH, SWING, RANK, LOW_END, HIGH_END, UNIT, ID, NOTE = 2, 3, 4, 5, 6, 7, 8, 9, 11, 14
HEADS = (
    "Driver",
    "Number",
    "At low",
    "At high",
    "Swing",
    "Rank",
    "Its low",
    "Its high",
    "Unit",
    "",
    "Assumption",
    "",
    "",
    "Remark",
)
NOTE_BEHIND = "LibreOffice may leave data tables blank until it recalculates the file: Ctrl+Shift+F9."
BEHIND_AT, DRIVER_AT, SIDE_AT, TABLE_AT = 2, 6, 7, 8
Pair = tuple[Value, Value]


@dataclass(frozen=True)
class DriverTable:
    """The block, from the row `top` on; `labels` tell of each driver what it is and whose, by its id.

    `ends` are lows and highs by id (else those of the range).
    """

    top: int
    labels: Mapping[str, str]
    ends: Mapping[str, tuple[float, float]]

    @property
    def drivers(self) -> Sequence[str]:
        """The ids of the drivers."""
        return list(self.labels)

    @property
    def corner(self) -> int:
        """The row of the metric in use, with the sides beside it."""
        return self.top + TABLE_AT + 1

    @property
    def still(self) -> int:
        """The row of number 0, which moves nothing."""
        return self.corner + 1

    @property
    def last(self) -> int:
        """The row of the last driver."""
        return self.still + len(self.drivers)

    def column(self, column: int) -> str:
        """The drivers' cells of one column."""
        return f"{fixed(self.still + 1, column)}:{fixed(self.last, column)}"

    def _input(self, place: int) -> str:
        return fixed(self.top + place, CHOICE)

    def hooks(self) -> dict[str, Hook]:
        """What the values in use of the drivers read."""
        rows = enumerate(self.drivers, self.still + 1)
        sheet = quoted(WHAT_IF)
        return {
            id: Hook(f"{sheet}!{fixed(row, NUMBER)}", ends=f"{sheet}!{fixed(row, LOW_END)}:{fixed(row, HIGH_END)}")
            for row, id in rows
        }

    def end(self, base: Assumption, side: int) -> float:
        """The low (0) or high (1) of a driver."""
        return float(self.ends.get(base.id, (base.low or 0.0, base.high or 0.0))[side])

    def remark(self, base: Assumption) -> str:
        """What is said of a driver that no typed-in value holds: whether its ends are not those of its range."""
        return "" if (self.end(base, 0), self.end(base, 1)) == (base.low, base.high) else OF_SHAPE

    def names(self) -> dict[str, str]:
        """The cells into which the table puts its values, and the table."""
        table = f"{fixed(self.still, LOW)}:{fixed(self.last, HIGH)}"
        cells = {DRIVER: self._input(DRIVER_AT), SIDE: self._input(SIDE_AT), TORNADO: table}
        return {name: f"{quoted(WHAT_IF)}!{cell}" for name, cell in cells.items()}

    def put(self, grid: Grid, in_use: Formula, results: Sequence[Pair], format: str) -> None:
        """The table with the results of number 0 and of each driver; `in_use` is what it computes."""
        grid.put(self.top, 1, HEADING, "heading")
        grid.put(self.top + 1, 1, NOTE_BEHIND, "small")
        for place, words, number in (
            (DRIVER_AT, "Driver that is moved now: leave it at 0, which is none", 0.0),
            (SIDE_AT, "Its side, 1 for low and 2 for high: leave it at 1", 1.0),
        ):
            grid.put(self.top + place, 1, words, "label")
            grid.put(self.top + place, CHOICE, number, "base", "0")
        for column, head in enumerate(HEADS, 1):
            kind = "header" if column == 1 else "indented_header" if column >= UNIT else "right_header"
            grid.put(self.top + TABLE_AT, column, head, kind)
        grid.put(self.corner, 1, "In use; numbers of drivers go down, of sides across", "small")
        grid.put(self.corner, NUMBER, in_use, "formula", format)
        for column, side in ((LOW, 1.0), (HIGH, 2.0)):
            grid.put(self.corner, column, side, "subheader", "0")
        grid.put(self.still, 1, "None is moved", "label")
        for number, pair in enumerate(results):
            self._result(grid, self.still + number, number, pair, format)
        self._ranks(grid, [swing_of(pair) for pair in results[1:]])
        cells = f"{at(self.still, LOW)}:{at(self.last, HIGH)}"
        into = {place: self._input(place).replace("$", "") for place in (DRIVER_AT, SIDE_AT)}
        grid.data_tables.append(DataTable(cells, row_input=into[SIDE_AT], column_input=into[DRIVER_AT]))

    def _result(self, grid: Grid, row: int, number: int, pair: Pair, format: str) -> None:
        grid.put(row, NUMBER, float(number), "helper", "0")
        for column, value in zip((LOW, HIGH), pair, strict=True):
            grid.put(row, column, value, "formula", format)
        low, high = at(row, LOW), at(row, HIGH)
        text = f"IF(COUNT({low}:{high})+0*SUM({low}:{high})=2,ROUND(ABS({high}-{low}),{ROUNDING}),0)"
        grid.put(row, SWING, Formula(text, swing_of(pair)), "formula", format)

    def _ranks(self, grid: Grid, swings: Sequence[float]) -> None:
        """The place of each driver by its swing now; of equal ones the upper comes first."""
        for row, rank in enumerate(ranks(swings), self.still + 1):
            swing, so_far = at(row, SWING), f"{fixed(self.still + 1, SWING)}:{at(row, SWING)}"
            text = f"SUMPRODUCT(({self.column(SWING)}>{swing})*1)+SUMPRODUCT(({so_far}={swing})*1)"
            grid.put(row, RANK, Formula(text, float(rank)), "helper", "0")

    def put_drivers(self, grid: Grid, inputs: Inputs, places: Places) -> None:
        """What each driver is, where it goes, and whether a typed-in value holds it."""
        for row, id in enumerate(self.drivers, self.still + 1):
            base, line, label = inputs.found[id].base, places.assumptions[id], self.labels[id]
            grid.put(row, 1, label, "label", link=f"{ASSUMPTIONS}!{at(line, 1)}")
            grid.fit(row, label, grid.widths[1] - SPARE)
            self._ends(grid, row, base, line)
            grid.put(row, UNIT, base.unit, "note")
            grid.put(row, ID, id, "note")
            typed_in = f"{ASSUMPTIONS}!{fixed(line, COLUMN['changed'])}"
            remark = self.remark(base)
            grid.put(row, NOTE, Formula(f'IF({typed_in}=1,"{STAYS}","{remark}")', remark), "note")

    def _ends(self, grid: Grid, row: int, base: Assumption, line: int) -> None:
        """Low and high: a link to the end of the range where that is the percentile, else the number."""
        pair = self.end(base, 0), self.end(base, 1)
        format = typed(base, pair)
        for column, name, end, bound in zip(
            (LOW_END, HIGH_END), ("low", "high"), pair, (base.low, base.high), strict=True
        ):
            content = in_cell(end, base.scale)
            if end == bound:
                cell = f"{ASSUMPTIONS}!{fixed(line, COLUMN[name])}"
                grid.put(row, column, Formula(cell, content), "link", format)
            else:
                grid.put(row, column, content, "base", format)


def height(drivers: int) -> int:
    """How many rows the block of so many drivers takes."""
    return TABLE_AT + 2 + drivers + 2


def ranks(swings: Sequence[float]) -> list[int]:
    """The place of each by size, the largest first; of equal ones the earlier comes first."""
    order = sorted(range(len(swings)), key=lambda place: -swings[place])
    return [order.index(place) + 1 for place in range(len(swings))]


def swing_of(pair: Pair) -> float:
    """The distance of two numbers, to nine decimals; nil where one is none."""
    low, high = pair
    return 0.0 if isinstance(low, str) or isinstance(high, str) else round(abs(high - low), DECIMALS)

"""The tornado on What-if: each main driver at its low and at its high, as exported, or live by a data table.

The live one is for an option and a metric to choose. It is sorted by the swings as they are now and reads the data
table that stands further down. So it shows the stored values also in programs that leave data tables blank until they
are recalculated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from estimator.analysis.questions.tornado_drivers import OF_THE_CHOICE, Substituted
from estimator.analysis.standing.inputs_by_layer import Inputs
from estimator.display.number_format import GENERAL, PERCENT_FORMAT, typed
from estimator.workbook.cells.addresses import at, fixed, quoted
from estimator.workbook.cells.charts import PALETTE, Chart, Line
from estimator.workbook.cells.data_table import TORNADO
from estimator.workbook.cells.formula import ROUNDING
from estimator.workbook.cells.grid import Flag, Formula, Grid, Value, stored
from estimator.workbook.cells.shares import in_cell
from estimator.workbook.plan.input_places import Places
from estimator.workbook.plan.sheet_registry import WHAT_IF
from estimator.workbook.sheets.value_sheet import put_flag
from estimator.workbook.sheets.what_if.choices import CHOICE, Choices, Chosen
from estimator.workbook.sheets.what_if.driver_table import (
    BEHIND_AT,
    HIGH,
    HIGH_END,
    ID,
    LOW,
    LOW_END,
    NOTE,
    NUMBER,
    RANK,
    SPARE,
    SWING,
    UNIT,
    DriverTable,
    Pair,
    ranks,
    swing_of,
)

HEADING = "Tornado: one driver at a time at its low and at its high"
NOTES = (
    "Choose an option and a metric in the yellow cells. A data table puts each driver in turn at the low and at the "
    "high end of its range and computes the whole workbook anew when you press F9: Excel computes everything else by "
    "itself. A driver with a value of yours stays there.",
    "Its low and its high are the 10th and 90th percentile, as in a simulation. Which drivers: chosen at export, the "
    "same for all options. They are the fourteen largest of the option and metric chosen at export, the three largest "
    "of that metric for each option, and those with the largest shares in the swings of all other ranked metrics.",
    "Shown are the largest of the option and metric chosen now; all are in the data table further down. Other metrics "
    "may have drivers not listed; estimator sensitivity lists all.",
)
AS_EXPORTED = (
    "Computed at export: each driver in turn at the low and at the high end of its range, everything else as it was in "
    "force. What you type in does not move this table; estimator compare --data-tables writes one that it does.",
    "Its low and its high are the 10th and 90th percentile, as in a simulation. Shown are the drivers with the largest "
    "swings; estimator sensitivity lists all, for any option and metric.",
)
CURRENT = "The data tables are up to date"
STALE = "OUT OF DATE: press F9, or use a program that has data tables"
WORDS = "Metric (choose in the yellow cell)"
TITLE = "Tornado: change of the metric chosen, with each driver at its low and at its high"
TITLE_AS_EXPORTED = "Tornado: change of the metric, with each driver at its low and at its high"
UP_AS_EXPORTED = "Change from the number at export, in its unit"
UP = "Change from the number in use, in the unit chosen"
OPTION_AT, METRIC_AT, STATUS_AT, TABLE_AT = 4, 5, 7, 9
# Columns of the sorted table: rank, results, changes from the number in use, and what the driver is.
AT, SORTED_SWING, CHANGE, ENDS, UNIT_AT, ID_AT, NOTE_AT = 3, 5, 6, 8, 10, 12, 15
HEADS = (
    "Driver",
    "Rank",
    "At low",
    "At high",
    "Swing",
    "Change at low",
    "Change at high",
    "Its low",
    "Its high",
    "Unit",
    "",
    "Assumption",
    "",
    "",
    "Remark",
)
MOST_SHOWN = OF_THE_CHOICE
CHART_ROWS, WIDE, HIGH_BASE, HIGH_PER_ROW, ROW_CM = 24, 28.0, 4.0, 0.55, 0.4657


def height(given: Substituted) -> int:
    """How many rows the block takes, with its chart."""
    return TABLE_AT + _shown(given) + 3 + CHART_ROWS


def _shown(given: Substituted) -> int:
    return min(len(given.drivers), MOST_SHOWN)


class Tornado:
    """The block from the row `top` on; a live one with its data table from the row `behind` on."""

    def __init__(self, given: Substituted, labels: Mapping[str, str], top: int, behind: int, live: bool = True) -> None:
        """Place the block and its data table; `labels` say what each driver is, and whose."""
        self.given, self.top, self.option_row, self.live = given, top, top + OPTION_AT, live
        self.first = top + TABLE_AT + 1
        self.shown = _shown(given)
        self.last = top + TABLE_AT + self.shown
        self.table = DriverTable(behind, {id: labels[id] for id in given.drivers}, given.ends)
        self.chosen = Chosen(given.metric, given.option, WORDS, top + METRIC_AT, behind + BEHIND_AT, self.option_row)

    def names(self) -> dict[str, str]:
        """The names of the table, and of the cells into which a data table puts its values."""
        if self.live:
            return self.table.names()
        return {TORNADO: f"{quoted(WHAT_IF)}!{fixed(self.first, AT)}:{fixed(self.last, AT + 1)}"}

    def put(self, grid: Grid, choices: Choices, inputs: Inputs, places: Places) -> None:
        """What is shown, the sorted table, its chart; of a live one the cells to choose in and the data table."""
        grid.put(self.top, 1, HEADING, "heading")
        for row, note in enumerate(NOTES if self.live else AS_EXPORTED, self.top + 1):
            grid.put(row, 1, note, "small")
        results, format = self._results(choices), choices.format(self.chosen)
        if self.live:
            self._live(grid, choices, results, inputs, places)
        else:
            choices.put_as_exported(grid, self.chosen)
            put_flag(grid, self.top + STATUS_AT)
        self._sorted(grid, results, inputs, format)
        grid.charts = (*grid.charts, self._chart())

    def _live(self, grid: Grid, choices: Choices, results: Sequence[Pair], inputs: Inputs, places: Places) -> None:
        """The cells to choose in, and the data table."""
        choices.put_option(grid, self.option_row, self.given.option)
        choices.put_metric(grid, self.chosen)
        in_use = Formula(fixed(self.chosen.row + 1, CHOICE), choices.in_use(self.chosen))
        self.table.put(grid, in_use, results, choices.format(self.chosen))
        self.table.put_drivers(grid, inputs, places)
        self._status(grid)
        for cells in (
            at(self.table.corner, NUMBER),
            f"{at(self.table.still, LOW)}:{at(self.table.last, SWING)}",
            f"{at(self.first, AT)}:{at(self.last, CHANGE + 1)}",
        ):
            grid.flags += choices.flags(cells, self.chosen)
        ends = f"{at(self.first, ENDS)}:{at(self.last, ENDS + 1)}"
        in_percent = f'LEFT(${at(self.first, UNIT_AT)},1)="%"'
        grid.flags.append(Flag(ends, in_percent, format=PERCENT_FORMAT))  # as the driver in the row is one, now

    def _content(self, text: str, value: Value) -> Formula | Value:
        """A cell that follows the data table, or the value at export."""
        return Formula(text, value) if self.live else value

    def _results(self, choices: Choices) -> list[Pair]:
        """The results at export: nothing moved, then each driver at its low and high."""
        still = choices.in_use(self.chosen)
        ends = (
            (choices.scaled(self.chosen, stored(low)), choices.scaled(self.chosen, stored(high)))
            for low, high in self.given.drivers.values()
        )
        return [(still, still), *ends]

    def _status(self, grid: Grid) -> None:
        """Whether number 0 gives what is in use: if not, the program has not computed the table."""
        cell, in_use = at(self.top + STATUS_AT, 1), at(self.chosen.row + 1, CHOICE)
        still = f"N({at(self.table.still, LOW)})-N({in_use})"
        text = f'IF(ROUND({still},{ROUNDING})=0,"{CURRENT}","{STALE}")'
        grid.put(self.top + STATUS_AT, 1, Formula(text, CURRENT), "status")
        grid.flags.append(Flag(cell, f'{cell}<>"{CURRENT}"', "bad"))

    def _sorted(self, grid: Grid, results: Sequence[Pair], inputs: Inputs, format: str) -> None:
        for column, head in enumerate(HEADS, 1):
            kind = "header" if column == 1 else "indented_header" if column >= UNIT_AT else "right_header"
            grid.put(self.top + TABLE_AT, column, head, kind)
        still = results[0][0]
        places = ranks([swing_of(pair) for pair in results[1:]])
        for rank in range(1, self.shown + 1):
            place = places.index(rank)
            self._row(grid, rank, list(self.given.drivers)[place], results[place + 1], still, inputs, format)

    def _row(self, grid: Grid, rank: int, id: str, pair: Pair, still: Value, inputs: Inputs, format: str) -> None:
        row, base = self.top + TABLE_AT + rank, inputs.found[id].base

        def read(column: int) -> str:
            return f"INDEX({self.table.column(column)},MATCH($B{row},{self.table.column(RANK)},0),1)"

        label = self.table.labels[id]
        grid.put(row, 1, self._content(read(1), label), "label")
        grid.fit(row, label, grid.widths[1] - SPARE)
        grid.put(row, NUMBER, float(rank), "faint", "0")
        for place, (column, value) in enumerate(zip((LOW, HIGH), pair, strict=True)):
            result, in_use = at(row, AT + place), fixed(self.chosen.row + 1, CHOICE)
            grid.put(row, AT + place, self._content(read(column), value), "formula", format)
            moved = f"IF(${at(row, SORTED_SWING)}>0,{result}-{in_use},0)"
            change = self._content(moved, _change(value, still, swing_of(pair)))
            grid.put(row, CHANGE + place, change, "formula", format)
        grid.put(row, SORTED_SWING, self._content(read(SWING), swing_of(pair)), "formula", format)
        for side, wanted in enumerate((LOW_END, HIGH_END)):
            end = self.table.end(base, side)
            content, stays = self._content(read(wanted), in_cell(end, base.scale)), typed(base, (end,))
            grid.put(row, ENDS + side, content, "formula", GENERAL if self.live else stays)
        grid.put(row, UNIT_AT, self._content(read(UNIT), base.unit), "note")
        grid.put(row, ID_AT, self._content(read(ID), id), "note")
        grid.put(row, NOTE_AT, self._content(read(NOTE), self.table.remark(base)), "note")

    def _chart(self) -> Chart:
        header, sheet = self.top + TABLE_AT, quoted(WHAT_IF)
        lines = tuple(
            Line(
                f"{sheet}!{fixed(header, AT + place)}",
                f"{sheet}!{fixed(self.first, 1)}:{fixed(self.last, 1)}",
                f"{sheet}!{fixed(self.first, CHANGE + place)}:{fixed(self.last, CHANGE + place)}",
                color,
            )
            for place, color in enumerate((PALETTE[1], PALETTE[0]))
        )
        high = min(HIGH_BASE + HIGH_PER_ROW * self.shown, CHART_ROWS * ROW_CM)
        title, up = (TITLE, UP) if self.live else (TITLE_AS_EXPORTED, UP_AS_EXPORTED)
        return Chart("bars", title, "", up, lines, self.last + 2, 1, WIDE, high, "General", diverging=True)


def _change(value: Value, still: Value, swing: float) -> float:
    """How far a result lies from the metric in use; nil where the driver has no swing."""
    return 0.0 if isinstance(value, str) or isinstance(still, str) or not swing else value - still

"""The first sheet, *Answer*: made to be read on one screen, from the question to what would change the answer.

One row an option holds its numbers, live, beside bars of its cost: from the 20th to the 80th percentile, which are as
exported, with the point where the colour changes. Bars stand beside their rows, so that no label is said twice.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from estimator.analysis.standing.inputs_by_layer import Inputs
from estimator.calculators.roles import Role
from estimator.display.number_format import number_format
from estimator.display.owners import owned_label
from estimator.model.graph import Model
from estimator.report.headlines import HEADLINES
from estimator.report.words.summary import FITTING, Listing, Race, Remark, heading
from estimator.workbook.cells.addresses import at, column_letters, fixed, quoted
from estimator.workbook.cells.charts import DASHES, PALETTE, Chart, Line
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import BOLD, LINE_HEIGHT, Flag, Formula, Grid, stored
from estimator.workbook.cells.paper import DIGIT, PADDING
from estimator.workbook.plan.chart_plan import HEADS, ChartPlan
from estimator.workbook.plan.comparison_plan import VERDICT_ROW, ComparisonPlan
from estimator.workbook.plan.row_places import HEADER, Layout, Spot
from estimator.workbook.plan.scenario_selector import ON_ANSWER
from estimator.workbook.plan.sheet_registry import ANSWER
from estimator.workbook.sheets.answer.as_drawn import TOLD, AsDrawn
from estimator.workbook.sheets.answer.bars import CENTIMETRES, PIXEL, Cost, Place, cost_bars, phase_bars, share_bars
from estimator.workbook.sheets.comparison.answer_lines import Answer
from estimator.workbook.sheets.comparison.verdict import FITS, class_flags, verdict_of
from estimator.workbook.sheets.scenarios.choice import put_choice, told
from estimator.workbook.sheets.value_sheet import put_flag

FIRST_ROW, STRIP_HEIGHT = 4, 15.0
LABEL_WIDTH, MOST_LINES, LINES_HIGH = 26.0, 6, 5.4
LABEL, COST, STANDS, LOW, BAR, HIGH, FIRST_NUMBER = 1, 2, 3, 4, 5, 6, 7
STANDS_WIDTH, PERCENTILE = 5.6, '"P"0'
NUMBER_WIDTH, BAR_WIDTH, SHARE_WIDTH, VERDICT_WIDTH, CHANCE_WIDTH = 9.6, 15.0, 11.0, 23.0, 17.0
BOLD_LETTER, WIDEST_NUMBER = 1.2, 14.0
GUIDE = (
    "The percentile that the point is at, P20 and P80 are as exported; the point, where the bar changes colour, is "
    "live. Bars that would dwarf the others end at the edge."
)
ALL_LINES = "Outlays as a share of headroom, by fiscal year"
FEW_LINES = "Outlays as a share of headroom, by fiscal year: the six options that cost least"
MOVES = "What moves its cost most, as exported"
FOUND, FIT_NOW = "The finding, as exported", "Fit at these values"
UNDRAWN = "No draws were made for this file, so chances, P20 and P80 are left out."


@dataclass(frozen=True)
class AnswerSheet:
    """Builds the sheet from the plans of others."""

    plan: ComparisonPlan
    charts: ChartPlan
    answer: Answer
    model: Model
    layout: Layout
    inputs: Inputs
    changed: float
    drawn: AsDrawn | None

    def build(self) -> Grid:
        """The sheet: what was found, a strip with one row an option, and what moves the cost."""
        grid = Grid(ANSWER)
        strip = self._finding(grid)
        self._strip(grid, strip)
        drivers = strip + HEADS + len(self.options) + 1
        self._drivers(grid, drivers)
        if chart := self._share_lines(grid, drivers, strip + HEADS):
            grid.charts = (*grid.charts, chart)
            grid.last_printed = drivers + math.ceil(chart.high / CENTIMETRES / LINE_HEIGHT)
        grid.drawn = self._drawn(strip + HEADS, drivers)
        grid.print_columns = f"A:{column_letters(self.share_column)}"
        grid.freeze = at(FIRST_ROW, 2)
        return grid

    @property
    def options(self) -> tuple[str, ...]:
        """The options in the order of the strip: those that would dwarf the others last."""
        return (*self.charts.small, *self.charts.large)

    @property
    def metrics(self) -> list[str]:
        """The metrics of the strip that the pack has."""
        return [id for role in HEADLINES if (id := self.model.name(role)) in self.plan.metrics]

    @property
    def verdict_column(self) -> int:
        """The column of the verdict."""
        return FIRST_NUMBER + len(self.metrics)

    @property
    def chance_column(self) -> int:
        """The column of the class by chance, as exported."""
        return self.verdict_column + 1

    @property
    def share_column(self) -> int:
        """The column of the last bars."""
        return self.verdict_column + 3

    def _finding(self, grid: Grid) -> int:
        """The scenario to choose, and what was found, in live sentences; gives the next free row."""
        put_choice(grid, ON_ANSWER, self.inputs)
        grid.put(ON_ANSWER.place[0], 2, told(self.inputs, self.changed), "small")
        wanted = {heading(each, self.model.pack.settings) for each in self.answer.told if self._is_found(each)}
        row = self._as_drawn(grid, FIRST_ROW)
        for about, text in self.answer.lines():
            if about in wanted:
                grid.put(row, 1, FIT_NOW if about == FITTING.heading else about, "strong_fitted")
                grid.put(row, 2, text, "text")
                row += 1
        put_flag(grid, row)
        if self.drawn:
            grid.put(row, 2, GUIDE, "small")
        return row + 1

    def _as_drawn(self, grid: Grid, row: int) -> int:
        """The finding with its chance, a sentence a row, as exported; gives the next free row."""
        told = (self.drawn.finding if self.drawn else ()) or (UNDRAWN,)
        rows = range(row, row + 1 + bool(self.plan.deciding))  # how many sentences there are follows from the pack
        grid.put(row, 1, FOUND, "strong_fitted")
        for at_row, text in zip(rows, told, strict=False):
            grid.put(at_row, 2, text, "status")
        return rows.stop

    def _is_found(self, line: Listing | Race | Remark) -> bool:
        """True for who fits and the cheapest of them; without either for the least of the cost that is told here."""
        if isinstance(line, Race):
            return line.that_fit or (not self.plan.deciding and line.rivals and line.of is Role.LIFE_CYCLE_COST)
        return isinstance(line, Listing) and line.good

    def _strip(self, grid: Grid, top: int) -> None:
        """Heads, one row an option, and the bars beside them."""
        self._heads(grid, top)
        first = top + HEADS
        for row, option in enumerate(self.options, first):
            self._option(grid, row, option)
            grid.heights[row] = STRIP_HEIGHT
        last = first + len(self.options) - 1
        self._flags(grid, first, last)
        line = self.plan.metrics[self.answer.cost]
        drawn = self.drawn.costs if self.drawn else {}
        costs = [Cost(line.numbers.get(each, 0.0), *drawn.get(each, ())) for each in self.options]
        place = Place(grid, first, last, STRIP_HEIGHT)
        helpers = self.share_column + 2
        grid.charts = tuple(
            each
            for each in (
                cost_bars(place, BAR, helpers, self._largest(), costs, number_format(line.how)),
                phase_bars(place, self.chance_column + 1, self.charts, self._largest()),
                share_bars(place, self.share_column, self._column_of(Role.PEAK_SHARE)),
            )
            if each
        )
        grid.groups.append((helpers, helpers + 2, True))

    def _heads(self, grid: Grid, top: int) -> None:
        cost = self.plan.metrics[self.answer.cost]
        lines, share = [self.plan.metrics[id] for id in self.metrics], self._column_of(Role.PEAK_SHARE)
        heads = [
            "Option",
            cost.label,
            "At",
            "P20",
            "From P20 over the point to P80",
            "P80",
            *(self.model.metric_shorts.get(id) or self.plan.metrics[id].label for id in self.metrics),
            "Verdict at these values" if self.plan.deciding else "",
            "Do both hold?" if self.plan.deciding else "",
        ]
        units = [
            "",
            cost.how.words,
            "",
            "as exported",
            "",
            "as exported",
            *(each.how.words for each in lines),
            "",
            self._chance_words() if self.plan.deciding else "",
        ]
        heads += ["Life-cycle cost by phase" if self.charts.phases else ""]
        heads += ["Outlays as a share of headroom" if share else ""]
        units += ["", "peak year, nil to twice of it" if share else ""]
        grid.widths.update({LABEL: LABEL_WIDTH, BAR: BAR_WIDTH})
        grid.widths.update({**dict.fromkeys((COST, LOW, HIGH), NUMBER_WIDTH), STANDS: STANDS_WIDTH})
        grid.widths.update(dict.fromkeys(range(FIRST_NUMBER, self.verdict_column), NUMBER_WIDTH))
        verdicts = (VERDICT_WIDTH, CHANCE_WIDTH) if self.plan.deciding else (1, 1)
        grid.widths.update(zip((self.verdict_column, self.chance_column), verdicts, strict=True))
        grid.widths.update({self.chance_column + 1: BAR_WIDTH, self.share_column: SHARE_WIDTH})
        for column in range(FIRST_NUMBER, self.verdict_column):
            longest = max(map(len, heads[column - 1].split()), default=0)  # no word of a head is broken
            grid.widths[column] = min(max(NUMBER_WIDTH, BOLD_LETTER * longest), WIDEST_NUMBER)
        for column, (head, unit) in enumerate(zip(heads, units, strict=True), 1):
            right = LABEL < column < self.verdict_column and column != BAR
            grid.put(top, column, head, "right_header" if right else "header")
            grid.put(top + 1, column, unit, "subheader")
            grid.raise_for(top, column, head, BOLD)
            grid.raise_for(top + 1, column, unit)

    def _option(self, grid: Grid, row: int, option: str) -> None:
        sheet = quoted(self.layout.option_sheets[option])
        grid.put(row, LABEL, self.plan.heads[option], "go_fitted", link=f"{sheet}!A1")
        for column, id in ((COST, self.answer.cost), *enumerate(self.metrics, FIRST_NUMBER)):
            line = self.plan.metrics[id]
            if option in line.ids:
                content = Formula(line.ids[option], stored(line.numbers[option]))
                grid.put(row, column, content, "link", number_format(line.how))
            else:
                grid.put(row, column, DASH, "dash")
        for column, value in zip((LOW, HIGH), self.drawn.costs.get(option, ()) if self.drawn else (), strict=False):
            grid.put(row, column, value, "formula", number_format(self.plan.metrics[self.answer.cost].how))
        if self.drawn and option in self.drawn.stands:
            grid.put(row, STANDS, self.drawn.stands[option], "formula", PERCENTILE)
        if self.plan.deciding:
            cell = self.plan.cell(VERDICT_ROW, self.plan.column(option))
            grid.put(row, self.verdict_column, Formula(cell, verdict_of(self.plan, option).value), "fitted")
        verdict = self.drawn.verdicts.get(option) if self.drawn else None
        if verdict and verdict.standing:
            grid.put(row, self.chance_column, verdict.short, "fitted")

    def _chance_words(self) -> str:
        """What the class by chance is counted in."""
        return f"share of {self.drawn.draws:,} draws, as exported" if self.drawn else ""

    def _flags(self, grid: Grid, first: int, last: int) -> None:
        """What holds in green and what fails in red, beside its words: the class, or the point where none is drawn."""
        if not self.plan.deciding:
            return
        if self.drawn:
            grid.flags += class_flags(first, self.chance_column, last, self.chance_column)
            return
        top = at(first, self.verdict_column)
        span = f"{top}:{at(last, self.verdict_column)}"
        grid.flags += [Flag(span, f'{top}<>"{FITS}"'), Flag(span, f'{top}="{FITS}"', "good")]

    def _drawn(self, first: int, drivers: int) -> set[tuple[int, int]]:
        """The cells of percentiles and of what moves the cost, whether or not anything was drawn."""
        ends = {
            (row, column)
            for row in range(first, first + len(self.options))
            for column in (STANDS, LOW, HIGH, self.chance_column)
        }
        told = range(drivers, drivers + TOLD + 2)
        ends.add((first - 1, self.chance_column))  # what the chances are counted in
        ends |= {(FIRST_ROW, COST), (FIRST_ROW + 1, COST), (first - HEADS - 1, COST)}  # finding, how to read it
        return ends | {(row, column) for row in told for column in (LABEL, COST, STANDS, LOW, BAR)}

    def _largest(self) -> float:
        """The largest number that the bars of cost need room for: of the options that dwarf no other."""
        line = self.plan.metrics[self.answer.cost]
        ends = [self.drawn.costs[each][1] for each in self.charts.small if self.drawn and each in self.drawn.costs]
        return max([*ends, *(line.numbers.get(each, 0.0) for each in self.charts.small)], default=0.0)

    def _column_of(self, role: Role) -> int:
        """The column of a metric; 0 where the pack has none."""
        id = self.model.name(role)
        return FIRST_NUMBER + self.metrics.index(id) if id in self.metrics else 0

    def _drivers(self, grid: Grid, row: int) -> None:
        """What moves the cost of the least costly option most, over its range, as exported."""
        option = self._told()
        if not (self.drawn and option):
            return
        how = number_format(self.plan.metrics[self.answer.cost].how)
        words = self.plan.metrics[self.answer.cost].how.words
        grid.put(row, LABEL, MOVES, "header")
        grid.raise_for(row, LABEL, MOVES, BOLD)
        grid.line(row, ("At low", "", "At high"), "right_header", COST)
        grid.put(row + 1, LABEL, self.plan.options[option], "strong")
        grid.put(row + 1, COST, words, "small")
        for at_row, moved in enumerate(self.drawn.moved[option], row + 2):
            label = owned_label(self.model.pack, moved.id, moved.label)
            grid.put(at_row, LABEL, label, "label")
            grid.raise_for(at_row, LABEL, label, BOLD)
            grid.put(at_row, COST, moved.at_low, "formula", how)
            grid.put(at_row, LOW, moved.at_high, "formula", how)
            spot = self.layout.spots[moved.id]
            grid.put(at_row, BAR, moved.id, "go_indented", link=f"{quoted(spot.sheet)}!{at(spot.row, 1)}")

    def _share_lines(self, grid: Grid, row: int, first: int) -> Chart | None:
        """Outlays over headroom year by year, of the least costly options; None for a pack without headroom."""
        line = self.plan.metrics[self.answer.cost]
        spots = {
            option: self.layout.spots[id]
            for option in self.charts.small
            if (id := self.model.role(Role.SHARE_OF_HEADROOM, option) or "") in self.layout.spots
        }
        drawn = sorted(spots, key=lambda option: line.numbers.get(option, math.inf))[:MOST_LINES]
        if not drawn:
            return None
        names = {option: f"{ANSWER}!{fixed(first + place, LABEL)}" for place, option in enumerate(self.options)}
        lines = [
            Line(names[each], *self._along(spots[each]), color, dash)
            for each, color, dash in zip(drawn, PALETTE, DASHES, strict=False)
        ]
        across = range(FIRST_NUMBER + 1, self.chance_column + 1)
        wide = sum(DIGIT * grid.widths[column] + PADDING for column in across) * PIXEL
        title = FEW_LINES if len(drawn) < len(spots) else ALL_LINES
        return Chart("lines", title, "", "", tuple(lines), row, FIRST_NUMBER + 1, wide, LINES_HIGH, up_format="0%")

    def _along(self, spot: Spot) -> tuple[str, str]:
        """The fiscal years compared, and what stands in a row beneath them."""
        ends = self.model.pack.settings.first_year, self.model.pack.settings.last_year
        return self.layout.between(spot.sheet, HEADER, *ends), self.layout.between(spot.sheet, spot.row, *ends)

    def _told(self) -> str:
        """The option whose drivers are told: the cheapest rival by life-cycle cost."""
        line = self.plan.metrics[self.answer.cost]
        rivals = [each for each in self.options if each != self.model.pack.settings.baseline_option]
        known = [each for each in rivals if self.drawn and self.drawn.moved.get(each) and each in line.numbers]
        return min(known, key=lambda each: line.numbers[each], default="")

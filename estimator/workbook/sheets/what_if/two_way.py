"""The two-way table on What-if: points added to the share of GDP, down, and to growth, across, against a measure.

It holds values as exported, or reads the data table that stands further down, as the tornado does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from estimator.analysis.questions.tornado_drivers import TwoWayValues
from estimator.pack.records import Assumption
from estimator.units import PERCENT as PER_CENT
from estimator.units import in_normal
from estimator.workbook.cells.addresses import at, fixed, quoted
from estimator.workbook.cells.data_table import GROWTH_ADDED, SHARE_ADDED, TWO_WAY, DataTable, Hook
from estimator.workbook.cells.grid import Formula, Grid, Limit, Value
from estimator.workbook.cells.shares import WITH_SIGN, in_cell
from estimator.workbook.plan.input_places import COLUMN, Places
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, WHAT_IF
from estimator.workbook.sheets.value_sheet import put_flag
from estimator.workbook.sheets.what_if.choices import CHOICE, Choices, Chosen
from estimator.workbook.sheets.what_if.shares_of_gdp import FINE_PERCENT, LAST_HEADROOM
from estimator.workbook.sheets.what_if.tornado import Tornado

HEADING, HEADING_BEHIND = "Share of GDP against economic growth", "Behind it: a data table"
NOTE = (
    "Points are added to the share of GDP and to real growth as they are in use, your values among them; the yellow "
    "points can be changed. The measure is that of the option chosen above; headroom is that of the whole budget."
)
NOTE_AS_EXPORTED = (
    "Computed at export: points are added to the share of GDP and to real growth as they were in force. The numbers "
    "are the headroom of the whole budget in the last year compared."
)
WORDS = "Measure (choose in the yellow cell)"
ACROSS = "Points of real growth a year added, from left to right"
POINTS, FIRST = 2, 3
NOTE_AT, MEASURE_AT, FLAG_AT, TABLE_AT = 1, 2, 2, 5
BEHIND_AT, SHARE_AT, GROWTH_AT, CORNER_AT = 1, 5, 6, 8
DIGITS = 12
Bases = Mapping[str, tuple[Assumption, float]]
"""Assumptions as the files have them, with the value in use in normal units."""


def height(given: TwoWayValues) -> int:
    """How many rows the block takes."""
    return TABLE_AT + 1 + len(given.shares) + 2


def height_behind(given: TwoWayValues) -> int:
    """How many rows the data table behind it takes."""
    return CORNER_AT + len(given.shares) + 2


class TwoWay:
    """The block from the row `top` on, with the data table of a live one from the row `behind` on."""

    def __init__(self, given: TwoWayValues, moved: tuple[str, ...], tornado: Tornado, top: int, behind: int) -> None:
        """Place the shares and the growths, points added to `moved`; the option is the one chosen for the tornado."""
        self.given, self.moved, self.top, self.behind, self.corner = given, moved, top, behind, behind + CORNER_AT
        self.axis = top + TABLE_AT + 1
        self.down, self.across = len(given.shares), len(given.growths)
        self.live, (option, option_row) = tornado.live, (tornado.given.option, tornado.option_row)
        self.chosen = Chosen(LAST_HEADROOM, option, WORDS, top + MEASURE_AT, behind + BEHIND_AT, option_row)

    def hooks(self) -> dict[str, Hook]:
        """What the values in use of share and growth read."""
        if not self.live:
            return {}
        return {self.moved[0]: Hook(added=SHARE_ADDED), self.moved[1]: Hook(added=GROWTH_ADDED)}

    def _inside(self, corner: int) -> str:
        """The results right of and beneath a corner."""
        return f"{at(corner + 1, FIRST)}:{at(corner + self.down, FIRST + self.across - 1)}"

    def names(self) -> dict[str, str]:
        """The table, and the cells into which a data table puts its points."""
        corner = self.corner if self.live else self.axis
        first, last = fixed(corner + 1, FIRST), fixed(corner + self.down, FIRST + self.across - 1)
        cells = {TWO_WAY: f"{first}:{last}"}
        if self.live:
            cells[SHARE_ADDED] = fixed(self.behind + SHARE_AT, CHOICE)
            cells[GROWTH_ADDED] = fixed(self.behind + GROWTH_AT, CHOICE)
        return {name: f"{quoted(WHAT_IF)}!{cell}" for name, cell in cells.items()}

    def put(self, grid: Grid, choices: Choices, bases: Bases, places: Places) -> None:
        """What the table gives; of a live one the cells to choose in, and the data table."""
        grid.put(self.top, 1, HEADING, "heading")
        grid.put(self.top + NOTE_AT, 1, NOTE if self.live else NOTE_AS_EXPORTED, "small")
        self._head(grid)
        self._axes(grid, bases, places)
        if self.live:
            self._live(grid, choices, bases)
        else:
            put_flag(grid, self.top + FLAG_AT)
            grid.put(self.axis, 1, choices.found[self.chosen.metric].unit, "unit")
        format = choices.format(self.chosen)
        for row, column, value in self._values(choices):
            behind = Formula(at(self.corner + row, column), value)
            grid.put(self.axis + row, column, behind if self.live else value, "formula", format)

    def _live(self, grid: Grid, choices: Choices, bases: Bases) -> None:
        """The measure to choose, the limits of the points, and the data table."""
        choices.put_metric(grid, self.chosen)
        self._limits(grid, bases)
        self._behind(grid, choices, bases)
        for row, column, value in self._values(choices):
            grid.put(self.corner + row, column, value, "formula", choices.format(self.chosen))
        for cells in (at(self.corner, POINTS), self._inside(self.corner), self._inside(self.axis)):
            grid.flags += choices.flags(cells, self.chosen)

    def _values(self, choices: Choices) -> Iterator[tuple[int, int, Value]]:
        """Row beneath the axis, column and number of each result."""
        for row, numbers in enumerate(self.given.headroom, 1):
            for column, each in enumerate(numbers, FIRST):
                yield row, column, choices.scaled(self.chosen, each)

    def _head(self, grid: Grid) -> None:
        header = self.axis - 1
        grid.put(header, 1, "Share of GDP that this gives", "header")
        grid.put(header, POINTS, "Points added", "right_header")
        for column in range(FIRST, FIRST + self.across):
            grid.put(header, column, ACROSS if column == FIRST else "", "band")

    def _axes(self, grid: Grid, bases: Bases, places: Places) -> None:
        """The points, yellow where they can be changed, and the share that each gives."""
        id, kind = self.moved[0], "input" if self.live else "base"
        (share, in_use), scale = bases[id], f"{ASSUMPTIONS}!{fixed(places.assumptions[id], COLUMN['scale'])}"
        for column, each in enumerate(self._growths(bases), FIRST):
            grid.put(self.axis, column, each, kind, signed(bases[self.moved[1]][0]))
        for row, (points, added) in enumerate(zip(self.given.shares, self._shares(bases), strict=True), self.axis + 1):
            gives = in_use + in_normal(points, share.scale)
            text = f"{id}+{at(row, POINTS)}*{scale}"
            grid.put(row, 1, Formula(text, gives) if self.live else gives, "formula", FINE_PERCENT)
            grid.put(row, POINTS, added, kind, signed(share))

    def _shares(self, bases: Bases) -> list[float]:
        """The points of share as cells hold them."""
        return [in_cell(each, bases[self.moved[0]][0].scale) for each in self.given.shares]

    def _growths(self, bases: Bases) -> list[float]:
        """The points of growth as cells hold them."""
        return [in_cell(each, bases[self.moved[1]][0].scale) for each in self.given.growths]

    def _behind(self, grid: Grid, choices: Choices, bases: Bases) -> None:
        """The data table, whose points are the yellow ones."""
        grid.put(self.behind, 1, HEADING_BEHIND, "heading")
        for place, words in (
            (SHARE_AT, "Points added to the share of GDP now: leave it at 0"),
            (GROWTH_AT, "Points added to real growth now: leave it at 0"),
        ):
            grid.put(self.behind + place, 1, words, "label")
            grid.put(self.behind + place, CHOICE, 0.0, "base", "0")
        in_use = Formula(fixed(self.chosen.row + 1, CHOICE), choices.in_use(self.chosen))
        grid.put(self.corner, 1, "In use; points of share go down, of growth across", "small")
        grid.put(self.corner, POINTS, in_use, "formula", choices.format(self.chosen))
        down, across = (signed(bases[id][0]) for id in self.moved)
        for column, each in enumerate(self._growths(bases), FIRST):
            grid.put(self.corner, column, Formula(at(self.axis, column), each), "faint", across)
        for row, each in enumerate(self._shares(bases), 1):
            grid.put(self.corner + row, POINTS, Formula(at(self.axis + row, POINTS), each), "faint", down)
        share, growth = (at(self.behind + each, CHOICE) for each in (SHARE_AT, GROWTH_AT))
        grid.data_tables.append(DataTable(self._inside(self.corner), row_input=growth, column_input=share))

    def _limits(self, grid: Grid, bases: Bases) -> None:
        """Points that would lead out of the limits of share or growth at export are refused."""
        down = f"{at(self.axis + 1, POINTS)}:{at(self.axis + self.down, POINTS)}"
        across = f"{at(self.axis, FIRST)}:{at(self.axis, FIRST + self.across - 1)}"
        for cells, (base, in_use) in ((down, bases[self.moved[0]]), (across, bases[self.moved[1]])):
            if base.limits:
                low, high = (float(f"{bound - in_use / base.scale:.{DIGITS}g}") for bound in base.limits)
                sign = WITH_SIGN if base.scale == PER_CENT else ""
                prompt = f"Points to add, in {base.unit}: a number from {low:g} to {high:g}{sign}."
                between = in_cell(low, base.scale), in_cell(high, base.scale)
                grid.limits.append(Limit(cells, between, title="Points added", prompt=prompt))


def signed(base: Assumption) -> str:
    """The number format of points added to an assumption."""
    places = "0.000%" if base.scale == PER_CENT else "0.00"
    return f"+{places};-{places};{places}"

"""The sheet What-if: shares of GDP at which verdicts flip against headroom, break-even and years over, all live.

The formulas are the model's own rows with another share of GDP in place of the one in use: headroom, and the years in
which an option exceeds it. Ordinary formulas serve here, and every spreadsheet program computes them. The tornado and
the two-way table beneath, for which they do not suffice, are values as exported, or data tables.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice

import numpy as np
from numpy.typing import NDArray

from estimator.calculators.roles import Role
from estimator.display.decision import Shown, shown
from estimator.display.number_format import number_format
from estimator.evaluation import evaluate
from estimator.model.graph import YEAR as YEAR_ID
from estimator.model.graph import Model
from estimator.model.spelling_out import dependents_of, spelled_out
from estimator.workbook.cells.addresses import at, column_letters, fixed, quoted
from estimator.workbook.cells.formula import DASH, THIS, counted, placed, printed
from estimator.workbook.cells.grid import BOLD, Formula, Grid, Limit, stored
from estimator.workbook.plan.row_places import FIRST, HEADER, Layout, SheetAddresses
from estimator.workbook.plan.sheet_registry import WHAT_IF
from estimator.workbook.sheets.comparison.widths import OPTION_WIDTH

Array = NDArray[np.float64]
LAST_HEADROOM, SMALLEST_HEADROOM = "last_headroom", "smallest_headroom"
METRICS = (Role.BREAK_EVEN_SHARE, Role.BREAK_EVEN_YEAR, Role.YEARS_OVER)
INTRODUCTION = (
    "How the answer turns with the share of GDP: the yellow shares are those from which options fit, one just "
    "short of the lowest, and some above. "
    "Type others over them; they change this sheet only, and the share in use stands on Assumptions."
)
CAPTION = "Years over headroom of each option, at each share of GDP"
HEADER_ROW, IN_USE, TOP = 7, 9, 10
PROMPT = "A share of GDP between 0 % and 100 %."
RESOLUTION, FINEST = 1e-5, 5  # those of FINE_PERCENT
AROUND = (0.9, 1.1)  # the shares of a pack without break-evens, of the one in use
EMPTY_TOP, FIRST_COLUMN, LABEL_WIDTH, UNIT_WIDTH = 4, 3, 44.0, 22.0
FINE_PERCENT, COUNT, YEAR = "0.000%", "0", "0"  # a share of GDP, and its step, as the ceiling is shown


@dataclass(frozen=True, slots=True)
class Headroom:
    """A measure of headroom: its label, the cell of this sheet that holds it, how it is shown, and its number."""

    label: str
    cell: str
    how: Shown
    value: float


class AtAShare(SheetAddresses):
    """Addresses as seen from a year of What-if, where the share stands in the first column of its line."""

    def __init__(self, layout: Layout, share: str, line: int, year_sheet: str) -> None:
        """See the layout from a line."""
        super().__init__(layout, WHAT_IF)
        self.share, self.line, self.year_sheet = share, line, year_sheet

    def cell(self, id: str) -> str:
        """The share of the line, or the cell of this year."""
        if id == self.share:
            return f"${at(self.line, 1)}"
        return f"{quoted(self.year_sheet)}!{THIS}${HEADER}" if id == YEAR_ID else super().cell(id)


class OverTheYears(SheetAddresses):
    """Addresses as spans of the years compared; headroom is that of a line of What-if."""

    def __init__(self, layout: Layout, years: Sequence[int], headroom: str, rooms: str) -> None:
        """See the layout from a share whose headroom stands in the cells `rooms`."""
        super().__init__(layout, WHAT_IF)
        self.headroom, self.rooms = headroom, rooms
        self.ends = layout.column(years[0]), layout.column(years[-1])

    def cell(self, id: str) -> str:
        """The span of a row, or the name of a scalar."""
        if id == self.headroom:
            return self.rooms
        spot = self.layout.spots[id]
        first, last = self.ends
        span = f"{quoted(spot.sheet)}!${first}${spot.row}:${last}${spot.row}"
        return span if spot.by_year else super().cell(id)


class WhatIfSheet:
    """Builds the sheet, where the pack's budget rests on a share of GDP."""

    def __init__(self, model: Model, values: Mapping[str, Array], layout: Layout) -> None:
        """Build from a model and the values of its rows."""
        self.model, self.values, self.layout = model, values, layout
        self.settings = model.pack.settings
        self.share = model.role(Role.GDP_SHARE) or ""
        self.grid = Grid(WHAT_IF)
        first, last = (model.years.index(year) for year in (self.settings.first_year, self.settings.last_year))
        self.horizon = slice(first, last + 1)
        self.years = model.years[self.horizon]
        self.room = model.role(Role.HEADROOM) or ""
        self.moved = dependents_of(model, self.share)
        self.over = {each: id for each in model.options if (id := self._over(each))}
        self.options = list(self.over)
        self.shares = self._around_break_evens() if self.applies else ()
        self.below = TOP + len(self.shares) + len(METRICS) + 2

    @property
    def applies(self) -> bool:
        """True for a pack with the rows that the sheet reads."""
        spots = self.layout.spots
        scalar = self.share in spots and not spots[self.share].by_year
        return bool(self.options) and scalar and self.room in self.moved and spots[self.room].by_year

    def _over(self, option: str) -> str | None:
        """The years over headroom of an option that spends."""
        id = self.model.role(Role.YEARS_OVER, option)
        return id if id in self.moved and self.model.role(Role.CHARGED, option) else None

    @property
    def end(self) -> int:
        """The row after the sheet's tables."""
        return self.below + len(self.shares) + 4 if self.applies else EMPTY_TOP

    def headroom(self) -> dict[str, Headroom]:
        """Headroom at the share in use as measures to choose: in the last year compared, and the smallest of a year."""
        if not self.applies:
            return {}
        room, line = self.values[self.room][0][self.horizon], self._line_of(IN_USE)
        last = fixed(line, FIRST_COLUMN + len(self.years) - 1)
        return {
            LAST_HEADROOM: Headroom("Headroom in the last year compared", last, self._money(room), float(room[-1])),
            SMALLEST_HEADROOM: Headroom(
                "Smallest headroom of a year", fixed(IN_USE, 2), self._money(room), float(room.min())
            ),
        }

    def build(self) -> Grid:
        """The sheet: shares, years over by option, break-even, and the headroom of each year beneath."""
        self._frame()
        shares = [self._in_use, *self.shares]
        found = self._at_shares(shares)
        for draw, share in enumerate(shares):
            self._share(IN_USE + draw, share, {id: each[draw] for id, each in found.items()})
        self._metrics(TOP + len(self.shares) + 1)
        self._headroom(shares, found[self.room])
        return self.grid

    def _frame(self) -> None:
        widths = {
            FIRST_COLUMN + at_column: OPTION_WIDTH for at_column in range(max(len(self.options), len(self.years)))
        }
        self.grid.widths.update({1: LABEL_WIDTH, 2: UNIT_WIDTH, **widths})
        self.grid.put(4, 1, INTRODUCTION, "small")
        self.grid.line(HEADER_ROW, ("Share of GDP", "Smallest headroom of a year"), "header")
        self.grid.line(HEADER_ROW + 1, ("", self._money([0.0]).words), "subheader")
        for column, option in enumerate(self.options, FIRST_COLUMN):
            self.grid.put(HEADER_ROW - 1, column, CAPTION if column == FIRST_COLUMN else "", "band")
            label, sheet = self.model.short(option), quoted(self.layout.option_sheets[option])
            self.grid.put(HEADER_ROW, column, label, "right_header")
            self.grid.put(HEADER_ROW + 1, column, "years", "subheader", link=f"{sheet}!A1")
            self.grid.raise_for(HEADER_ROW, column, label, BOLD)
        self.grid.freeze = at(HEADER_ROW + 2, 2)

    @property
    def _in_use(self) -> float:
        return float(self.values[self.share][0, 0])

    def _around_break_evens(self) -> tuple[float, ...]:
        """The share just short of the lowest break-even of the pack, then for each the first at which its option fits.

        They are of the values at export, in thousandths of a percent, and without that in use, which has its own line.
        How many lines there are is the pack's, not its numbers': where break-evens are fewer or alike, shares a tenth
        of the highest apart follow above, closer where 100 % is near.
        """
        ids = [id for option in self.options if (id := self.model.role(Role.BREAK_EVEN_SHARE, option))]
        found = [share for id in ids if 0 < (share := float(self.values[id][0, 0])) < 1]
        steps = {math.ceil(share / RESOLUTION) for share in found}
        steps |= {min(steps) - 1} if steps else {round(self._in_use * part / RESOLUTION) for part in AROUND}
        shares = [round(step * RESOLUTION, FINEST) for step in sorted(steps)]
        highest, most = shares[-1], max(len(ids) + 1, len(AROUND))
        apart = min(highest / 10, (1 - highest) / (most + 1))
        above = (round(highest + part * apart, FINEST) for part in count(1))
        wanted = (each for each in chain(shares, above) if each > 0 and each != self._in_use)
        return tuple(islice(wanted, most))

    def _at_shares(self, shares: Sequence[float]) -> dict[str, Array]:
        """Headroom along the years compared, and years over of each option, with each share in place of that in use."""
        wanted, lines = [self.room, *self.over.values()], len(shares)
        known = {id: each for id, each in self.values.items() if id not in self.moved}
        found = evaluate(self.model, {**known, self.share: np.array(shares).reshape(-1, 1)}, wanted)
        return {
            id: np.broadcast_to(each[:, self.horizon] if id == self.room else each, (lines, len(self.years)))
            for id, each in found.items()
        }

    def _share(self, row: int, share: float, headroom_and_years: Mapping[str, Array]) -> None:
        """One share, that in use or one to type over: the smallest headroom, and the years over of each option."""
        line = self._line_of(row)
        room = headroom_and_years[self.room]
        last = FIRST_COLUMN + len(self.years) - 1
        if row == IN_USE:
            self.grid.put(row, 1, Formula(self.share, share), "link", f'{FINE_PERCENT}" in use"')
        else:
            self.grid.put(row, 1, share, "input", FINE_PERCENT)
            self.grid.limits.append(Limit(at(row, 1), (0.0, 1.0), title="Share of GDP", prompt=PROMPT))
        smallest = Formula(f"MIN({fixed(line, FIRST_COLUMN)}:{fixed(line, last)})", float(room.min()))
        self.grid.put(row, 2, smallest, "formula", number_format(self._money(room)))
        rooms = f"${at(line, FIRST_COLUMN)}:${at(line, last)}"
        for column, option in enumerate(self.options, FIRST_COLUMN):
            spans = OverTheYears(self.layout, self.years, self.room, rooms)
            text = counted(spelled_out(self.model, self.over[option], self.moved, {self.room}), spans)
            self.grid.put(row, column, Formula(text, float(headroom_and_years[self.over[option]][0])), "formula", COUNT)

    def _metrics(self, row: int) -> None:
        """The break-even, which is a closed form, and the metric at the share in use to compare with."""
        for role in METRICS:
            ids = {option: self.model.role(role, option) for option in self.options}
            found = {option: id for option, id in ids.items() if id}
            if not found:
                continue
            first = self.model.rows[next(iter(found.values()))]
            self.grid.put(row, 1, self.model.metric_labels.get(first.key) or first.label, "label")
            for column, option in enumerate(self.options, FIRST_COLUMN):
                if option not in found:
                    self.grid.put(row, column, DASH, "dash")
                    continue
                value = stored(float(self.values[found[option]][0, 0]))
                format = FINE_PERCENT if role is METRICS[0] else YEAR
                self.grid.put(row, column, Formula(found[option], value), "link", format)
            row += 1

    def _headroom(self, shares: Sequence[float], rooms: Array) -> None:
        """Headroom by year at each share, which the table above reads."""
        top = self.below
        self.grid.put(top, 1, "Headroom by fiscal year at each share, then-year money", "heading")
        self.grid.line(top + 1, ("Share of GDP", "Unit"), "header")
        year_sheet = quoted(self.layout.spots[self.room].sheet)
        for column, year in enumerate(self.years, FIRST_COLUMN):
            header = Formula(f"{year_sheet}!{self.layout.column(year)}${HEADER}", float(year))
            self.grid.put(top + 1, column, header, "year", f'"{self.settings.year_prefix}"0')
        for row, (share, room) in enumerate(zip(shares, rooms, strict=True), IN_USE):
            self._years(row, share, room)

    def _years(self, row: int, share: float, room: Array) -> None:
        """Headroom of each year at one share: the model's own row, spelled out from the share on."""
        line, how = self._line_of(row), self._money(room)
        seen = AtAShare(self.layout, self.share, line, self.layout.spots[self.room].sheet)
        template = printed(spelled_out(self.model, self.room, self.moved), seen)
        self.grid.put(line, 1, Formula(at(row, 1), share), "formula", FINE_PERCENT)
        self.grid.put(line, 2, how.words, "unit")
        for index, year in enumerate(self.years):
            column = FIRST + self.model.years.index(year)
            text = placed(template, column_letters(column), column_letters(column - 1))
            self.grid.put(line, FIRST_COLUMN + index, Formula(text, float(room[index])), "formula", number_format(how))

    def _line_of(self, row: int) -> int:
        """The row of yearly headroom beneath that belongs to a share above."""
        return self.below + 2 + row - IN_USE

    def _money(self, values: Array | list[float]) -> Shown:
        return shown(self.settings.money_then, self.settings, "", [float(each) for each in values])

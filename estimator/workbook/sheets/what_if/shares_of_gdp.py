"""The sheet What-if: shares of GDP, in steps to choose, against headroom, break-even and years over, all live.

Headroom at a share is (share + rise) × GDP − commitments, so ordinary formulas serve here, and every spreadsheet
program computes them. The tornado and the two-way table beneath, for which they cannot, are data tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimator.calculators.roles import Role
from estimator.model.graph import Model
from estimator.workbook.cells.addresses import at, fixed, quoted
from estimator.workbook.cells.formats import Shown, shown
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Formula, Grid, Limit, stored
from estimator.workbook.plan.row_places import HEADER, Layout
from estimator.workbook.plan.sheet_registry import WHAT_IF
from estimator.workbook.sheets.comparison.widths import OPTION_WIDTH

Array = NDArray[np.float64]
RISE, GDP, COMMITMENTS = "budget.gdp_share_rise", "economy.gdp", "budget.commitments"
LAST_HEADROOM, SMALLEST_HEADROOM = "last_headroom", "smallest_headroom"
CHARGED, FLAG = "charged_then", "charged_flag"
METRICS = ("break_even_gdp_share", "break_even_year", "years_over_headroom")
STEPS = 11
INTRODUCTION = (
    "How the answer turns with the share of GDP: type another first share or step into the yellow cells. They change "
    "this sheet only; the share in use stands on Assumptions."
)
CAPTION = "Years over headroom of each option, at each share of GDP"
FIRST_SHARE, STEP_OF_SHARE = (6, 3), (7, 3)
HEADER_ROW, IN_USE, TOP = 9, 11, 12
EMPTY_TOP, FIRST_COLUMN, LABEL_WIDTH, UNIT_WIDTH = 4, 3, 44.0, 22.0
PERCENT, FINE_PERCENT, COUNT, YEAR = "0.00%", "0.000%", "0", "0"


@dataclass(frozen=True, slots=True)
class Headroom:
    """A measure of headroom: its label, the cell of this sheet that holds it, how it is shown, and its number."""

    label: str
    cell: str
    how: Shown
    value: float


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
        self.options = [each for each in model.options if {f"{each}.{CHARGED}", f"{each}.{FLAG}"} <= set(layout.spots)]
        self.below = TOP + STEPS + len(METRICS) + 2

    @property
    def applies(self) -> bool:
        """True for a pack with the rows that the sheet reads."""
        by_year = (GDP, COMMITMENTS, *((RISE,) if RISE in self.layout.spots else ()))
        spots = self.layout.spots
        scalar = self.share in spots and not spots[self.share].by_year
        return bool(self.options) and scalar and all(id in spots and spots[id].by_year for id in by_year)

    @property
    def end(self) -> int:
        """The row after the sheet's tables."""
        return self.below + STEPS + 4 if self.applies else EMPTY_TOP

    def headroom(self) -> dict[str, Headroom]:
        """Headroom at the share in use as measures to choose: in the last year compared, and the smallest of a year."""
        if not self.applies:
            return {}
        room, line = self._room(float(self.values[self.share][0, 0])), self._line_of(IN_USE)
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
        self._inputs()
        shares = list(self._shares())
        for row, (label, formula) in enumerate(shares, IN_USE):
            self._share(row, label, formula)
        self._metrics(TOP + STEPS + 1)
        self._headroom([float(formula.value) for _, formula in shares])
        return self.grid

    def _frame(self) -> None:
        widths = {
            FIRST_COLUMN + at_column: OPTION_WIDTH for at_column in range(max(len(self.options), len(self.years)))
        }
        self.grid.widths.update({1: LABEL_WIDTH, 2: UNIT_WIDTH, **widths})
        self.grid.put(4, 1, INTRODUCTION, "small")
        self.grid.line(HEADER_ROW, ("Share of GDP", "Smallest headroom of a year"), "header")
        self.grid.line(HEADER_ROW + 1, ("", self._money([0.0]).unit), "subheader")
        for column, option in enumerate(self.options, FIRST_COLUMN):
            self.grid.put(HEADER_ROW - 1, column, CAPTION if column == FIRST_COLUMN else "", "band")
            label, sheet = self.model.pack.options[option].label, quoted(self.layout.option_sheets[option])
            self.grid.put(HEADER_ROW, column, label, "right_header")
            self.grid.fit(HEADER_ROW, label, OPTION_WIDTH * 0.7)
            self.grid.put(HEADER_ROW + 1, column, option, "subheader", link=f"{sheet}!A1")
            self.grid.widths[column] = max(OPTION_WIDTH, len(option) + 2.0)
        self.grid.freeze = at(HEADER_ROW + 2, 2)

    def _inputs(self) -> None:
        """First share and step: the pack's own share, and a tenth of it."""
        first, step = self._first_and_step()
        for (row, column), label, value in ((FIRST_SHARE, "First share of GDP", first), (STEP_OF_SHARE, "Step", step)):
            self.grid.put(row, 1, label, "label")
            self.grid.put(row, 2, "share", "unit")
            self.grid.put(row, column, value, "input", FINE_PERCENT)
            prompt = "A share of GDP between 0 % and 100 %."
            self.grid.limits.append(Limit(at(row, column), (0.0, 1.0), title=label, prompt=prompt))

    def _shares(self) -> Iterator[tuple[str, Formula]]:
        """The share in use, then the shares from the first one up."""
        yield "Share in use", Formula(self.share, float(self.values[self.share][0, 0]))
        first, step = self._first_and_step()
        yield "", Formula(fixed(*FIRST_SHARE), first)
        for index in range(1, STEPS):
            first += step
            yield "", Formula(f"{at(TOP + index - 1, 1)}+{fixed(*STEP_OF_SHARE)}", first)

    def _first_and_step(self) -> tuple[float, float]:
        base = (self.model.pack.base or self.model.pack.assumptions)[self.share]
        first = (base.value or 0.0) * base.scale
        return first, first / (STEPS - 1)

    def _share(self, row: int, label: str, share: Formula) -> None:
        """One share: the smallest headroom, and the years over of each option."""
        line = self._line_of(row)
        room = self._room(float(share.value))
        last = FIRST_COLUMN + len(self.years) - 1
        self.grid.put(row, 1, share, "link" if label else "formula", f'{PERCENT}" in use"' if label else PERCENT)
        smallest = Formula(f"MIN({fixed(line, FIRST_COLUMN)}:{fixed(line, last)})", float(room.min()))
        self.grid.put(row, 2, smallest, "formula", self._money(room).format)
        rooms = f"${at(line, FIRST_COLUMN)}:${at(line, last)}"
        for column, option in enumerate(self.options, FIRST_COLUMN):
            charged, flag = (self._span(f"{option}.{name}") for name in (CHARGED, FLAG))
            text = f"SUMPRODUCT(({rooms}<{charged})*{flag})"
            over = float(((room < self._row(f"{option}.{CHARGED}")) * self._row(f"{option}.{FLAG}")).sum())
            self.grid.put(row, column, Formula(text, over), "formula", COUNT)

    def _metrics(self, row: int) -> None:
        """The break-even, which is a closed form, and the metric at the share in use to compare with."""
        for metric in METRICS:
            found = {option: f"{option}.{metric}" for option in self.options if f"{option}.{metric}" in self.values}
            if not found:
                continue
            first = self.model.rows[next(iter(found.values()))]
            self.grid.put(row, 1, self.model.metric_labels.get(metric) or first.label, "label")
            for column, option in enumerate(self.options, FIRST_COLUMN):
                if option not in found:
                    self.grid.put(row, column, DASH, "dash")
                    continue
                value = stored(float(self.values[found[option]][0, 0]))
                format = FINE_PERCENT if metric == METRICS[0] else YEAR
                self.grid.put(row, column, Formula(found[option], value), "link", format)
            row += 1

    def _headroom(self, shares: list[float]) -> None:
        """Headroom by year at each share, which the table above reads."""
        top = self.below
        self.grid.put(top, 1, "Headroom by fiscal year at each share, then-year money", "heading")
        self.grid.line(top + 1, ("Share of GDP", "Unit"), "header")
        year_sheet = quoted(self.layout.spots[GDP].sheet)
        for column, year in enumerate(self.years, FIRST_COLUMN):
            header = Formula(f"{year_sheet}!{self.layout.column(year)}${HEADER}", float(year))
            self.grid.put(top + 1, column, header, "year", f'"{self.settings.year_prefix}"0')
        for row, share in enumerate(shares, IN_USE):
            self._years(row, share)

    def _years(self, row: int, share: float) -> None:
        line, room = self._line_of(row), self._room(share)
        how = self._money(room)
        self.grid.put(line, 1, Formula(at(row, 1), share), "formula", PERCENT)
        self.grid.put(line, 2, how.unit, "unit")
        for index, year in enumerate(self.years):
            gdp, bound = (self._cell(id, year) for id in (GDP, COMMITMENTS))
            rise = f"+{self._cell(RISE, year)}" if RISE in self.layout.spots else ""
            text = f"(${at(line, 1)}{rise})*{gdp}-{bound}"
            self.grid.put(line, FIRST_COLUMN + index, Formula(text, float(room[index])), "formula", how.format)

    def _line_of(self, row: int) -> int:
        """The row of yearly headroom beneath that belongs to a share above."""
        return self.below + 2 + row - IN_USE

    def _room(self, share: float) -> Array:
        """Headroom of each year of the horizon at a share."""
        rise = self._row(RISE) if RISE in self.values else 0.0
        made: Array = (share + rise) * self._row(GDP) - self._row(COMMITMENTS)
        return made

    def _row(self, id: str) -> Array:
        made: Array = self.values[id][0][self.horizon]
        return made

    def _cell(self, id: str, year: int) -> str:
        spot = self.layout.spots[id]
        return f"{quoted(spot.sheet)}!{self.layout.column(year)}${spot.row}"

    def _span(self, id: str) -> str:
        """The horizon of a row."""
        spot = self.layout.spots[id]
        first, last = (self.layout.column(year) for year in (self.years[0], self.years[-1]))
        return f"{quoted(spot.sheet)}!${first}${spot.row}:${last}${spot.row}"

    def _money(self, values: Array | list[float]) -> Shown:
        return shown("headroom", self.settings.money_then, [float(each) for each in values], self.settings)

"""The sheet Charts: pictures of the live numbers, and beneath them the numbers that stand nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from estimator.calculators.roles import Role
from estimator.display.decision import Shown, shown
from estimator.display.number_format import number_format
from estimator.display.text import LIST_MARK
from estimator.model.graph import Model
from estimator.pack.nouns import plural
from estimator.workbook.cells.addresses import at, column_letters, fixed, quoted
from estimator.workbook.cells.charts import DASHES, MARKERS, PALETTE, Chart, Kind, Line
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import BOLD, Formula, Grid, stored
from estimator.workbook.plan.chart_plan import COST, NUMBERS_TOP, PEOPLE, PHASES, ChartPlan
from estimator.workbook.plan.row_places import HEADER, Layout
from estimator.workbook.plan.sheet_registry import CHARTS
from estimator.workbook.sheets.budget_layers import sand_table
from estimator.workbook.sheets.comparison.answer_lines import Answer

Array = NDArray[np.float64]
HALF, WHOLE, HIGH = 17.0, 34.6, 10.2
ROW_HEIGHT = 13.2
# The row where each band of charts starts, and how high its charts are; a page is printed from each of PAGES on.
BARS, OUTLAYS, FILL, SAND, POINTS = (6, 15.6), (42, HIGH), (90, HIGH), (114, HIGH), (138, 15.6)
PAGES = (40, 88, 136, 182)
RIGHT, STEP = 5, 24
LEFT_OUT = " (pay within authorised strength and what is spent anyway left out)"


class ChartSheet:
    """Builds the sheet as planned."""

    def __init__(
        self, plan: ChartPlan, answer: Answer, model: Model, values: Mapping[str, Array], layout: Layout
    ) -> None:
        """Build from the plan of the sheet, the answer whose lists stand here, a model and the values of its rows."""
        self.plan, self.answer, self.model, self.values, self.layout = plan, answer, model, values, layout
        self.settings = model.pack.settings
        self.grid = Grid(CHARTS)
        self.small, self.large = plan.small, plan.large
        self.charts: list[Chart] = []

    def _id(self, role: Role, option: str = "", service: str = "") -> str | None:
        return self.model.role(role, option, service)

    def _number(self, id: str | None) -> float:
        return float(self.values[id][0, 0]) if id and id in self.values else 0.0

    def build(self) -> Grid:
        """The sheet with its charts; those whose rows a model lacks are left out. Last the lists behind the answer."""
        self.grid.widths.update({1: 44, 2: 24, **dict.fromkeys(range(3, 12), 12.5)})
        self.grid.put(4, 1, self._note(), "small")
        self.grid.put(NUMBERS_TOP - 2, 1, "Numbers behind the charts", "heading")
        self._phases()
        self._scatter()
        self._outlays()
        self._people()
        self._fill_rates()
        self._sand()
        self.grid.charts = tuple(self.charts)
        self.grid.print_columns, self.grid.breaks = "A:K", PAGES
        self.grid.heights.update(dict.fromkeys(range(1, NUMBERS_TOP - 1), ROW_HEIGHT))
        self.grid.last_printed = self.answer.top - 2  # the lists behind the answer are printed whole on Read me
        self.answer.put_lists(self.grid)
        return self.grid

    def _note(self) -> str:
        note = "The charts follow every edit."
        if self.large:
            names = LIST_MARK.join(self._label(option) for option in self.large)
            note += f" Left out, as it costs over five times the median and would dwarf the rest: {names}."
        return note

    def _label(self, option: str) -> str:
        return self.model.pack.options[option].label

    def _period(self) -> str:
        prefix = self.settings.year_prefix
        return f"{prefix}{self.settings.first_year}–{prefix}{self.settings.last_year}"

    def _shown(self, role: Role, unit: str) -> Shown:
        numbers = [self._number(self._id(role, option)) for option in self.small]
        return shown(unit, self.settings, "", numbers)

    def _horizon(self, sheet: str, row: int) -> str:
        """The years compared, of a row of a year sheet."""
        return self.layout.between(sheet, row, self.settings.first_year, self.settings.last_year)

    def _table(self, row: int, heading: str, columns: Sequence[str]) -> int:
        """Start a table of numbers; returns its header's row."""
        self.grid.put(row, 1, heading, "band")
        self.grid.line(row + 1, ("", "Unit"), "header")
        self.grid.line(row + 1, columns, "right_header", 3)
        for column, words in enumerate(columns, 3):
            self.grid.raise_for(row + 1, column, words, BOLD)
        return row + 1

    def _option(self, row: int, option: str, unit: str) -> None:
        """The label of an option, on as many lines as it takes, and the unit of its numbers."""
        label = self._label(option)
        self.grid.line(row, (label, unit), "label")
        self.grid.raise_for(row, 1, label)

    def _area(self, column: int, first: int, last: int) -> str:
        return f"{CHARTS}!{fixed(first, column)}:{fixed(last, column)}"

    def _phases(self) -> None:
        if self.plan.phases is None:
            return
        labels = [self._phase_label(phase) for phase in PHASES]
        how = self._shown(COST, self.settings.money)
        top = self._table(self.plan.phases, f"Life-cycle cost by phase, {self._period()}", labels)
        for row, option in enumerate([*self.small, *self.large], top + 1):
            self._option(row, option, how.words)
            for column, phase in enumerate(PHASES, 3):
                self.grid.put(row, column, self._sum(self._id(phase, option)), "link", number_format(how))
        last = top + len(self.small)
        lines = tuple(
            Line(
                f"{CHARTS}!{fixed(top, column)}", self._area(1, top + 1, last), self._area(column, top + 1, last), color
            )
            for column, color in zip(range(3, 3 + len(PHASES)), PALETTE, strict=False)
        )
        title = f"Life-cycle cost by phase, {self._period()}, {how.words}"
        self._add("bars", title, "", how.words, lines, BARS, 1, how, stacked=True)

    def _phase_label(self, phase: Role) -> str:
        found = filter(None, (self._id(phase, option) for option in self.model.options))
        words = self.model.name(phase).replace("_", " ").capitalize()
        return next((self.model.rows[id].label for id in found), words)

    def _sum(self, id: str | None) -> Formula | float:
        """The sum of a row over the years compared."""
        if id is None:
            return 0.0
        spot = self.layout.spots[id]
        years = np.array(self.layout.years)
        wanted = (years >= self.settings.first_year) & (years <= self.settings.last_year)
        numbers = np.broadcast_to(self.values[id][0], years.shape)
        return Formula(f"SUM({self._horizon(spot.sheet, spot.row)})", float(numbers[wanted].sum()))

    def _add(
        self,
        kind: Kind,
        title: str,
        across: str,
        up: str,
        lines: tuple[Line, ...],
        band: tuple[int, float],
        column: int,
        how: Shown,
        *,
        wide: float = HALF,
        stacked: bool = False,
        over: tuple[Line, ...] = (),
    ) -> None:
        row, high = band
        self.charts.append(
            Chart(
                kind,
                title,
                across,
                up,
                lines,
                row,
                column,
                wide,
                high,
                up_format=_plain(number_format(how)),
                stacked=stacked,
                over=over,
            )
        )

    def _scatter(self) -> None:
        if self.plan.effects is None:
            return
        how = self._shown(COST, self.settings.money)
        threats = plural(self.settings.threat_noun).capitalize()
        top = self._table(self.plan.effects, "Cost against effect", ("Life-cycle cost", f"{threats} that get through"))
        for at_row, option in enumerate([*self.small, *self.large], top + 1):
            self._option(at_row, option, how.words)
            cost = self.model.require_role(COST, option)
            self.grid.put(at_row, 3, Formula(cost, stored(self._number(cost))), "link", number_format(how))
            effect = self._effect(option)
            value = float(self.values[effect][0, 0]) if effect else float("nan")
            told = Formula(effect, stored(value)) if effect and value == value else DASH
            self.grid.put(at_row, 4, told, "link", "#,##0.0")
        row, high = POINTS
        title = f"Cost against effect: {threats.lower()} of the first day that get through, own strikes counted in"
        self.charts.append(
            Chart(
                "points",
                title,
                f"Life-cycle cost, {how.words}",
                f"{threats} that get through (fewer is better)",
                tuple(self._points(top + 1)),
                row,
                1,
                WHOLE,
                high,
                across_format=_plain(number_format(how)),
            )
        )

    def _effect(self, option: str) -> str | None:
        """The id of the missiles that get through."""
        return self._id(Role.LEAKERS_AFTER_STRIKE, option) or self._id(Role.LEAKERS, option)

    def _points(self, first: int) -> Iterator[Line]:
        """One point for each option that is drawn; no two have the same colour and the same mark."""
        for index in range(len(self.small)):
            name, cost, effect = (f"{CHARTS}!{fixed(first + index, column)}" for column in (1, 3, 4))
            turn, color = divmod(index, len(PALETTE))
            yield Line(name, cost, effect, PALETTE[color], marker=MARKERS[(index + turn) % len(MARKERS)])

    def _outlays(self) -> None:
        """One chart for each role: the share of headroom of each of its options, a thick black line where it is all."""
        if self.plan.whole is None:
            return
        whole, how = self._whole(self.plan.whole), replace(shown("1", self.settings, "share"), places=0)
        for place, (role, options) in enumerate(self._roles().items()):
            lines = [self._share_line(option, index) for index, option in enumerate(options)]
            title, up = f"Outlays as a share of headroom{LEFT_OUT}, {role}", "Share of headroom"
            band = (OUTLAYS[0] + place * STEP, OUTLAYS[1])
            self._add("lines", title, "Fiscal year", up, (whole, *filter(None, lines)), band, 1, how, wide=WHOLE)

    def _whole(self, row: int) -> Line:
        """A line at 100 %, above which an option is over headroom; its cells hold nothing else."""
        years = range(self.settings.first_year, self.settings.last_year + 1)
        self.grid.line(row, ("All of the headroom", "%"), "label")
        for column, _ in enumerate(years, 3):
            self.grid.put(row, column, 1.0, "helper", "0%")
        headroom = self.layout.spots[self.model.require_role(Role.HEADROOM)]
        cells = f"{CHARTS}!{fixed(row, 3)}:{fixed(row, 2 + len(years))}"
        return Line(f"{CHARTS}!{fixed(row, 1)}", self._horizon(headroom.sheet, HEADER), cells, "000000", thick=True)

    def _roles(self) -> dict[str, list[str]]:
        """The options by role, in two groups at most; what has no room joins the last."""
        found: dict[str, list[str]] = {}
        for option in self.small:
            found.setdefault(self.model.pack.options[option].role, []).append(option)
        groups = list(found.items())
        if len(groups) > 2:
            rest = [option for _, options in groups[1:] for option in options]
            groups = [groups[0], (" / ".join(role for role, _ in groups[1:]), rest)]
        return dict(groups)

    def _share_line(self, option: str, index: int) -> Line | None:
        spot = self.layout.spots.get(self._id(Role.SHARE_OF_HEADROOM, option) or "")
        if spot is None:
            return None
        names = self._names[option]
        color, dash = PALETTE[index % len(PALETTE)], DASHES[index % len(DASHES)]
        return Line(names, self._horizon(spot.sheet, HEADER), self._horizon(spot.sheet, spot.row), color, dash)

    @property
    def _names(self) -> dict[str, str]:
        """The cell with the label of each option: the title of its sheet."""
        return {option: f"{quoted(self.layout.option_sheets[option])}!$A$1" for option in self.model.options}

    def _people(self) -> None:
        services = self.plan.services
        if self.plan.people is None:
            return
        labels = [self.model.pack.services[each].label for each in services]
        top = self._table(self.plan.people, "People needed in the peak year, by service", labels)
        for row, option in enumerate([*self.small, *self.large], top + 1):
            self._option(row, option, "people")
            for column, service in enumerate(services, 3):
                id = self._id(PEOPLE, option, service)
                content: Formula | float = Formula(id, stored(self._number(id))) if id else 0.0
                self.grid.put(row, column, content, "link", "#,##0")
        last = top + len(self.small)
        if self.plan.shortfall is not None:
            self._shortfall(self.plan.shortfall, top, last)
        lines = tuple(
            Line(
                f"{CHARTS}!{fixed(top, column)}", self._area(1, top + 1, last), self._area(column, top + 1, last), color
            )
            for column, color in zip(range(3, 3 + len(services)), PALETTE, strict=False)
        )
        how = shown("person", self.settings)
        self._add(
            "bars", "People needed in the peak year, by service", "", "people", lines, BARS, RIGHT, how, stacked=True
        )

    def _shortfall(self, first: int, top: int, last: int) -> None:
        """Unfilled posts in the first and the last year, and the largest need of an option drawn."""
        years, services = (self.settings.first_year, self.settings.last_year), self.plan.services
        ids, need_row = (
            [self.model.require_role(Role.SHORTFALL, service=service) for service in services],
            first + len(years),
        )
        for row, year in enumerate(years, first):
            label = f"Unfilled posts, {self.settings.year_prefix}{year}"
            self.grid.line(row, (label, "people"), "label")
            for column, id in enumerate(ids, 3):
                spot, index = self.layout.spots[id], self.layout.years.index(year)
                text = f"{quoted(spot.sheet)}!{self.layout.column(year)}{spot.row}"
                self.grid.put(row, column, Formula(text, float(self.values[id][0, index])), "link", "#,##0")
        self.grid.line(need_row, ("Largest need of an option drawn here", "people"), "label")
        for column, service in enumerate(services, 3):
            need = max(self._number(self._id(PEOPLE, option, service)) for option in self.small)
            text = f"MAX({at(top + 1, column)}:{at(last, column)})"
            self.grid.put(need_row, column, Formula(text, need), "formula", "#,##0")
        end = column_letters(2 + len(services))
        lines = tuple(
            Line(f"{CHARTS}!$A${row}", f"{CHARTS}!$C${top}:${end}${top}", f"{CHARTS}!$C${row}:${end}${row}", color)
            for row, color in zip(range(first, need_row + 1), ("BFBFBF", "7F7F7F", PALETTE[0]), strict=True)
        )
        how = shown("person", self.settings)
        title = "Unfilled posts against the largest need, by service"
        self._add("columns", title, "", "people", lines, FILL, RIGHT, how)

    def _fill_rates(self) -> None:
        if self.plan.fill_rates is None:
            return
        lines = []
        for index, service in enumerate(self.plan.filled):
            row = self.plan.fill_rates + index
            spot = self.layout.spots[self.model.require_role(Role.FILL_RATE, service=service)]
            self.grid.put(row, 1, self.model.pack.services[service].label, "label")
            place = list(self.model.pack.services).index(service)
            lines.append(
                Line(
                    f"{CHARTS}!{fixed(row, 1)}",
                    self._horizon(spot.sheet, HEADER),
                    self._horizon(spot.sheet, spot.row),
                    PALETTE[place % len(PALETTE)],
                    DASHES[place % len(DASHES)],
                    thick=True,
                )
            )
        title = "Fill rate by service without any option, %"
        self._add(
            "lines",
            title,
            "Fiscal year",
            "Fill rate",
            tuple(lines),
            FILL,
            1,
            replace(shown("1", self.settings, "share"), places=0),
        )

    def _sand(self) -> None:
        how = self._shown(Role.PEAK_OUTLAY, self.settings.money_then)
        if self.plan.sand is None:
            return
        areas, ceiling = sand_table(self.grid, self.model, self.values, self.layout, self.plan.sand, how)
        title = f"The budget under its ceiling, {self._period()}: what is bound and what is free, {how.words}"
        self._add(
            "areas", title, "Fiscal year", how.words, areas, SAND, 1, how, wide=WHOLE, stacked=True, over=(ceiling,)
        )


def _plain(format: str) -> str:
    """A number format without decimals, for the labels of an axis."""
    return format.replace(".00", "").replace(".0", "")

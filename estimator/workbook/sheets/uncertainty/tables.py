"""A simulation and its drivers as the tables of the workbook's sheet Uncertainty.

Money is in base units, as elsewhere in the workbook; number formats show it in the unit of the title.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from estimator import __version__
from estimator.analysis.draws.outputs import COST
from estimator.analysis.draws.records import Fan, Simulation, Spread
from estimator.analysis.draws.sensitivity import Driver, Sensitivity
from estimator.report.answers.simulate import how_sure
from estimator.workbook.cells.formats import Shown, shown
from estimator.workbook.sheets.uncertainty.pictures import Shelf, pictures
from estimator.workbook.sheets.uncertainty.sheet import FIRST_WIDTH, INDENT, SPACER, WIDTH, Account, Panel
from estimator.workbook.sheets.value_sheet import Column, text_column

SHARE, FEW, WHOLE = "0.0%", "0.00%", "0%"
SHARES = (SHARE, FEW, WHOLE)
TOP, DIGITS, SHARE_DIGITS = 10, 10, 9
LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95)
Cells = tuple[float | str | None, ...]


def account(simulation: Simulation, drivers: Sequence[Sensitivity]) -> Account:
    """What the sheet holds."""
    tables = Tables(simulation)
    shelf = Shelf(
        curves=tables.curves(),
        over=tables.over_by_year(),
        headroom=tables.headroom(),
        fans=tables.fans(),
        tornadoes={each.option: tables.tornado(each) for each in drivers},
    )
    behind = (
        shelf.curves,
        shelf.over,
        shelf.headroom,
        *shelf.fans.values(),
        *shelf.tornadoes.values(),
        tables.reserves(),
        tables.correlation(),
        tables.convergence(),
    )
    return Account(
        tuple(_notes(simulation)),
        (tables.percentiles(), tables.chances(), tables.cheaper()),
        tuple(pictures(simulation, shelf, tables.cost, tables.outlay)),
        tuple(each for each in behind if each and each.rows),
    )


def _notes(simulation: Simulation) -> Iterator[str]:
    pack = simulation.model.pack
    yield "Computed by simulation when the file was written, not live: no cell of this sheet follows an edit."
    yield f"Computed by estimator {__version__} from the pack {pack.name}, input hash {pack.digest}."
    yield from how_sure(simulation)


class Tables:
    """The tables of one simulation."""

    def __init__(self, simulation: Simulation) -> None:
        """Decide how money is shown."""
        self.found, self.pack, self.settings = simulation, simulation.model.pack, simulation.model.pack.settings
        self.spreads = {option: each[COST] for option, each in simulation.spreads.items() if COST in each}
        self.cost = self._shown(COST, (each.mean for each in self.spreads.values()), self.settings.money)
        highest = (max(each.value for each in fan.percentiles[0.95].values()) for fan in simulation.outlays.values())
        self.outlay = self._shown("peak_year_outlay", highest, self.settings.money_then)
        elements = (each for option in self.pack.options.values() for each in option.elements)
        self.owners = {each.id: each.label for each in self.pack.systems.values()}
        self.owners |= {each.id: each.label for each in elements}
        largest = max((abs(each.mean) for each in self.spreads.values() if each.mean), default=1.0)
        self.step = 10.0 ** (math.floor(math.log10(largest)) - DIGITS)
        self.period = (
            f"{self.settings.year_prefix}{self.settings.first_year}–"
            f"{self.settings.year_prefix}{self.settings.last_year}"
        )

    def _shown(self, key: str, values: Iterator[float], unit: str) -> Shown:
        return shown(key, unit, [each for each in values if math.isfinite(each)], self.settings)

    def _panel(
        self, title: str, columns: tuple[Column, ...], rows: tuple[Cells, ...], notes: tuple[str, ...] = ()
    ) -> Panel:
        """A table whose numbers end before the digits in which two machines may differ."""
        return Panel(title, columns, tuple(_steady(columns, cells, self.step) for cells in rows), notes)

    def label(self, option: str) -> str:
        """An option as people call it."""
        return self.pack.options[option].label

    def _money(self, heading: str) -> Column:
        return Column(heading, WIDTH, self.cost.format)

    def _shares(self, options: Sequence[str]) -> Iterator[Column]:
        return (Column(self.label(each), WIDTH, SHARE) for each in options)

    def _year(self) -> Column:
        return Column("Fiscal year", FIRST_WIDTH, f'"{self.settings.year_prefix}"0', "indented")

    def percentiles(self) -> Panel:
        """Point estimate, mean, deviation and percentiles of each option's cost."""
        columns = (
            text_column("Option"),
            self._money("Point estimate"),
            Column("Draws at or below it", WIDTH, SHARE),
            self._money("Mean"),
            self._money("Standard deviation"),
            Column("Coefficient of variation", WIDTH, SHARE),
            *(self._money(_level(each)) for each in LEVELS),
        )
        rows: tuple[Cells, ...] = tuple(
            (
                self.label(option),
                _known(each.point),
                each.point_percentile,
                each.mean,
                _known(each.deviation),
                _known(each.variation),
                *(_known(each.percentiles[level].value) for level in LEVELS),
            )
            for option, each in self.spreads.items()
        )
        return self._panel(f"Life-cycle cost, {self.period}, {self.cost.unit}", columns, rows)

    def curves(self) -> Panel:
        """S-curves: the cost that is not exceeded with each probability."""
        levels = list(next(iter(self.spreads.values())).percentiles) if self.spreads else []
        columns = (
            Column("Probability", FIRST_WIDTH, WHOLE, "indented"),
            *(self._money(self.label(option)) for option in self.spreads),
        )
        rows: tuple[Cells, ...] = tuple(
            (level, *(_known(each.percentiles[level].value) for each in self.spreads.values())) for level in levels
        )
        return self._panel(f"S-curves: life-cycle cost not exceeded, {self.cost.unit}", columns, rows)

    def chances(self) -> Panel:
        """How likely each option breaks headroom, lacks people, and is the cheapest."""
        year = f'"{self.settings.year_prefix}"0'
        columns = (
            text_column("Option"),
            Column("Over headroom in some year", WIDTH, SHARE),
            Column("Its likeliest year", WIDTH, year),
            Column("Over headroom in that year", WIDTH, SHARE),
            Column("Short of people in some year", WIDTH, SHARE),
            Column("Likeliest year of it", WIDTH, year),
            Column("Short of people in that year", WIDTH, SHARE),
            Column("Cheapest of all", WIDTH, SHARE),
        )
        rows: tuple[Cells, ...] = tuple(
            (
                self.label(option),
                each.over,
                *_likeliest(each.over_by_year),
                each.short,
                *_likeliest(each.short_by_year),
                self.found.cheapest.get(option),
            )
            for option, each in self.found.chances.items()
        )
        return self._panel("Chances, as shares of the draws", columns, rows)

    def cheaper(self) -> Panel:
        """The chance that the option of the row costs less than that of the column."""
        names = list(self.found.cheaper)
        columns = (text_column("Costs less than →"), *self._shares(names))
        rows: tuple[Cells, ...] = tuple(
            (self.label(one), *(None if one == two else self.found.cheaper[one][two] for two in names)) for one in names
        )
        return self._panel("Chance that the option of the row costs less than that of the column", columns, rows)

    def over_by_year(self) -> Panel:
        """The chance of breaking headroom in each year."""
        told = {option: each.over_by_year for option, each in self.found.chances.items() if each.over_by_year}
        years = list(next(iter(told.values()), {}))
        rows: tuple[Cells, ...] = tuple((year, *(each[year] for each in told.values())) for year in years)
        return self._panel("Chance of outlays over headroom, by year", (self._year(), *self._shares(list(told))), rows)

    def headroom(self) -> Panel | None:
        """Headroom by year, in percentiles."""
        fan = self.found.headroom
        return None if fan is None else self._fan(f"Headroom by fiscal year, {self.outlay.unit}", fan, "Headroom ")

    def fans(self) -> dict[str, Panel]:
        """What each option that spends takes out of the budget by year, in percentiles."""
        return {
            option: self._fan(f"{self.label(option)}: outlays by fiscal year, {self.outlay.unit}", fan)
            for option, fan in self.found.outlays.items()
            if any(each.value > 0 for each in fan.percentiles[0.95].values())
        }

    def _fan(self, title: str, fan: Fan, before: str = "") -> Panel:
        levels = list(fan.percentiles)
        headings = ("Point estimate", *(before + _level(each) for each in levels), *(_band(*each) for each in BANDS))
        columns = (self._year(), *(Column(each, WIDTH, self.outlay.format) for each in headings))
        rows: list[Cells] = []
        for year, point in fan.point.items():
            at = {level: fan.percentiles[level][year].value for level in levels}
            rows.append((year, point, *at.values(), *(at[high] - at[low] for low, high in BANDS)))
        return self._panel(title, columns, tuple(rows))

    def tornado(self, sensitivity: Sensitivity) -> Panel:
        """The strongest drivers of one option's cost, each alone over its range."""
        columns = (
            text_column("Input"),
            Column("Low", WIDTH),
            Column("High", WIDTH),
            self._money("Cost at low"),
            self._money("Cost at high"),
            self._money("Swing"),
            self._money("At its low value"),
            self._money("At its high value"),
            Column("Unit", WIDTH, kind="unit"),
            SPACER,
            SPACER,
            Column("Id", WIDTH, kind="note"),
        )
        drivers = [each for each in sensitivity.drivers[:TOP] if each.measures["swing"] > 0]
        labels = [each.label for each in drivers]
        rows: tuple[Cells, ...] = tuple(
            (
                self._named(each) if labels.count(each.label) > 1 else each.label,
                _six(each.low),
                _six(each.high),
                each.measures["at_low"],
                each.measures["at_high"],
                each.measures["swing"],
                each.measures["at_low"] - sensitivity.point,
                each.measures["at_high"] - sensitivity.point,
                self.found.model.inputs[each.id].unit,
                "",
                "",
                each.id,
            )
            for each in drivers
        )
        title = f"{self.label(sensitivity.option)}: change of life-cycle cost over each input's range, {self.cost.unit}"
        return self._panel(title, columns, rows)

    def _named(self, driver: Driver) -> str:
        """An input with the label of the system or element that it belongs to."""
        owner = self.owners.get(driver.id.rpartition(".")[0])
        return f"{owner}: {driver.label}" if owner else driver.label

    def reserves(self) -> Panel:
        """What each option needs above its point estimate, and each element's part."""
        levels = [each.level for each in next(iter(self.found.reserves.values()), ())]
        columns = (
            text_column("Option and its elements"),
            *(self._money(f"To reach {_level(each)}") for each in levels),
        )
        rows: list[Cells] = []
        for option, reserves in self.found.reserves.items():
            rows.append((self.label(option), *(each.total for each in reserves)))
            for element in self.pack.options[option].elements:
                if element.id in reserves[0].elements:
                    rows.append((INDENT + element.label, *(each.elements[element.id] for each in reserves)))
        notes = ("The parts of an option's elements add up to its own.",)
        return self._panel(
            f"Reserve above the point estimate of life-cycle cost, {self.cost.unit}", columns, tuple(rows), notes
        )

    def correlation(self) -> Panel:
        """Life-cycle cost with the inputs moving together as stated, and each for itself."""
        columns = (
            text_column("Option"),
            self._money("Deviation, correlated"),
            self._money("Deviation, independent"),
            self._money("P80, correlated"),
            self._money("P80, independent"),
        )
        rows: tuple[Cells, ...] = tuple(
            (self.label(option), with_it.deviation, without.deviation, _p80(with_it), _p80(without))
            for option, with_it in self.found.correlated_cost.items()
            for without in (self.found.independent_cost[option],)
        )
        notes = tuple(
            f"{each.name}: {len(each.members)} inputs, rank correlation {each.rank:g}"
            for each in self.found.correlation.groups
        )
        return self._panel(f"Life-cycle cost with and without correlation, {self.cost.unit}", columns, rows, notes)

    def convergence(self) -> Panel:
        """How far the 80th percentile of the cost may still move, as shares of it."""
        columns = (
            text_column("Option"),
            Column("Second half less first", WIDTH, FEW),
            Column("Standard error by batches", WIDTH, FEW),
            Column("Binning error", WIDTH, FEW),
        )
        rows: tuple[Cells, ...] = tuple(
            (self.label(option), *(_part(each, _p80(spread)) for each in _unsettled(spread)))
            for option, spread in self.spreads.items()
        )
        return self._panel("P80 of life-cycle cost: how settled it is, in % of it", columns, rows)


BANDS = ((0.05, 0.1), (0.1, 0.25), (0.25, 0.75), (0.75, 0.9), (0.9, 0.95))


def _steady(columns: Sequence[Column], cells: Cells, step: float) -> Cells:
    """Money to ten digits of the largest, shares to nine decimals; what was typed in as it is."""
    return tuple(
        cell
        if not isinstance(cell, float) or column.format == "General"
        else round(cell, SHARE_DIGITS)
        if column.format in SHARES
        else round(cell / step) * step
        for column, cell in zip(columns, cells, strict=True)
    )


def _level(level: float) -> str:
    return f"P{level * 100:.0f}"


def _band(low: float, high: float) -> str:
    return f"{_level(low)}–{_level(high)}"


def _known(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value


def _six(value: float) -> float:
    return float(f"{value:.6g}")


def _p80(spread: Spread) -> float:
    return spread.percentiles[0.8].value


def _unsettled(spread: Spread) -> tuple[float, float, float]:
    return spread.halves, spread.batch_error, spread.percentiles[0.8].error


def _part(part: float, whole: float) -> float | None:
    return _known(part / abs(whole)) if whole else None


def _likeliest(by_year: Mapping[int, float]) -> tuple[float | None, float | None]:
    """The year with the highest chance, and that chance; nothing where it never happens."""
    year = max(by_year, key=lambda each: by_year[each], default=None)
    return (None, None) if year is None or not by_year[year] else (year, by_year[year])

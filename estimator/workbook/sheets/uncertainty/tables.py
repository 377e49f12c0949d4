"""What the sheet Uncertainty shows of a simulation: which tables, which of their columns, and the strongest drivers.

Money is in base units, as elsewhere in the workbook; number formats show it in the unit of the title.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from estimator import __version__
from estimator.analysis.draws.records import Simulation
from estimator.analysis.draws.sensitivity import Sensitivity
from estimator.display.decision import shown
from estimator.display.number_format import number_format
from estimator.display.owners import owned_label
from estimator.report.answers.simulate import how_sure
from estimator.report.answers.simulation_tables import (
    OVER,
    chance_table,
    cheaper_table,
    convergence_table,
    correlation_table,
    curve_table,
    headroom_table,
    outlay_tables,
    over_table,
    reserve_table,
    spread_table,
)
from estimator.report.number_table import SHARES, Cell, NumberColumn, NumberTable, labelled, level_name
from estimator.workbook.cells.shares import in_cell
from estimator.workbook.sheets.uncertainty.pictures import Shelf, pictures
from estimator.workbook.sheets.uncertainty.sheet import Account, Formats

TOP, DIGITS, SHARE_DIGITS = 10, 10, 9
LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95)
PARTS_ADD_UP = "The parts of an option's elements add up to its own."


def account(simulation: Simulation, drivers: Sequence[Sensitivity]) -> Account:
    """What the sheet holds."""
    tables = SheetTables(simulation)
    shelf = Shelf(
        curves=tables.shown(curve_table(simulation)),
        over=tables.shown(over_table(simulation)),
        headroom=tables.headroom(),
        fans=tables.fans(),
        tornadoes={each.option: tables.shown(_tornado(simulation, each)) for each in drivers},
    )
    reserves = replace(reserve_table(simulation), notes=(PARTS_ADD_UP,))
    behind = (
        shelf.curves,
        shelf.over,
        shelf.headroom,
        *shelf.fans.values(),
        *shelf.tornadoes.values(),
        *map(tables.shown, (reserves, correlation_table(simulation), convergence_table(simulation))),
    )
    return Account(
        tuple(_notes(simulation)),
        (tables.costs(), tables.shown(chance_table(simulation)), tables.shown(cheaper_table(simulation))),
        tuple(pictures(simulation, shelf, tables.cost, tables.outlay)),
        tuple(each for each in behind if each and each.rows),
        tables.formats,
    )


def _notes(simulation: Simulation) -> Iterator[str]:
    pack = simulation.model.pack
    yield "Computed by simulation when the file was written, not live: no cell of this sheet follows an edit."
    yield f"Computed by estimator {__version__} from the pack {pack.name}, input hash {pack.digest}."
    yield from how_sure(simulation)


class SheetTables:
    """The tables of one simulation as the sheet shows them: with labels, units in titles, and steady last digits."""

    def __init__(self, simulation: Simulation) -> None:
        """Decide how money is shown."""
        self.found, self.settings = simulation, simulation.model.pack.settings
        cost = simulation.cost
        means = [each[cost].mean for each in simulation.spreads.values() if cost in each]
        self.cost = shown(self.settings.money, self.settings, "", means)
        highest = (max(each.value for each in fan.percentiles[0.95].values()) for fan in simulation.outlays.values())
        self.outlay = shown(self.settings.money_then, self.settings, "", highest)
        self.step = 10.0 ** (math.floor(math.log10(max(map(abs, filter(None, means)), default=1.0))) - DIGITS)

    @property
    def formats(self) -> Formats:
        """The number formats of the sheet."""
        amounts = {self.settings.money: number_format(self.cost), self.settings.money_then: number_format(self.outlay)}
        return Formats(f'"{self.settings.year_prefix}"0', amounts)

    def shown(self, table: NumberTable) -> NumberTable:
        """A table whose numbers end before the digits in which two machines may differ."""
        units = {self.settings.money: self.cost.words, self.settings.money_then: self.outlay.words}
        made = labelled(table, units.get(table.unit, ""))
        return replace(made, rows=tuple(_steady(made.columns, cells, self.step) for cells in made.rows))

    def costs(self) -> NumberTable:
        """Each option's cost, with the percentiles that the sheet has room for."""
        whole, levels = spread_table(self.found, self.found.cost), list(map(level_name, LEVELS))
        keys = [key for key in whole.keys if not key.removeprefix("p").isdigit() or key in levels]
        first, last = (
            f"{self.settings.year_prefix}{each}" for each in (self.settings.first_year, self.settings.last_year)
        )
        return self.shown(replace(whole.chosen(keys), title=f"{whole.title}, {first}–{last}"))

    def headroom(self) -> NumberTable | None:
        """Headroom by year; None where the pack has no budget."""
        table = headroom_table(self.found)
        return None if table is None else self.shown(table)

    def fans(self) -> dict[str, NumberTable]:
        """Outlays by year of each option that spends; the chance of breaking headroom has a table of its own."""
        return {
            option: self.shown(table.chosen(key for key in table.keys if key != OVER))
            for option, table in outlay_tables(self.found).items()
            if any(each.value > 0 for each in self.found.outlays[option].percentiles[0.95].values())
        }


def _tornado(simulation: Simulation, sensitivity: Sensitivity) -> NumberTable:
    """The strongest drivers of one option's cost, each alone over its range."""
    pack = simulation.model.pack
    columns = (
        NumberColumn("input", "name", "Input"),
        NumberColumn("low", "typed", "Low"),
        NumberColumn("high", "typed", "High"),
        NumberColumn("at_low", "amount", "Cost at low"),
        NumberColumn("at_high", "amount", "Cost at high"),
        NumberColumn("swing", "amount", "Swing"),
        NumberColumn("from_low", "amount", "At its low value"),
        NumberColumn("from_high", "amount", "At its high value"),
        NumberColumn("unit", "unit", "Unit"),
        NumberColumn("room", "spacer", ""),  # for a long unit to its left
        NumberColumn("more_room", "spacer", ""),
        NumberColumn("id", "id", "Id"),
    )
    drivers = [each for each in sensitivity.drivers[:TOP] if each.measures["swing"] > 0]
    labels = [each.label for each in drivers]
    rows = []
    for each in drivers:
        low, high = each.measures["at_low"], each.measures["at_high"]
        ends = (low, high, each.measures["swing"], low - sensitivity.point, high - sensitivity.point)
        label = each.label if labels.count(each.label) == 1 else owned_label(pack, each.id, each.label)
        input = simulation.model.inputs[each.id]
        down, up = (in_cell(_six(end), input.scale) for end in (each.low, each.high))
        rows.append((label, down, up, *ends, input.unit, "", "", each.id))
    title = f"{pack.options[sensitivity.option].label}: change of life-cycle cost over each input's range"
    return NumberTable(title, columns, tuple(rows), unit=pack.settings.money)


def _steady(columns: Sequence[NumberColumn], cells: Sequence[Cell], step: float) -> tuple[Cell, ...]:
    """Money to ten digits of the largest, shares to nine decimals; what was typed in as it is."""
    return tuple(
        cell
        if not isinstance(cell, float) or column.kind not in ("amount", *SHARES)
        else round(cell, SHARE_DIGITS)
        if column.kind in SHARES
        else round(cell / step) * step
        for column, cell in zip(columns, cells, strict=True)
    )


def _six(value: float) -> float:
    return float(f"{value:.6g}")

"""A simulation and its drivers as panels of the workbook's sheet Uncertainty."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from estimator import __version__
from estimator.analysis.outputs import COST
from estimator.analysis.sensitivity import Sensitivity, sensitivities
from estimator.analysis.uncertainty import Simulation
from estimator.report.numbers import Shown, shown
from estimator.report.simulated import notes_of
from estimator.workbook.grid import Grid
from estimator.workbook.supplements import Column, text_column
from estimator.workbook.uncertainty import Panel, uncertainty_grid

SHARE, MONEY, PLAIN = "0.0%", "#,##0.0", "0.00"
TOP = 10
Cells = tuple[float | str | None, ...]
NAME_WIDTH = 40


def sheet_with_drivers(found: Simulation) -> Grid:
    """The sheet of a simulation; the tornadoes are computed here."""
    drivers, _ = sensitivities(found.model, COST, "tornado")
    return sheet(found, drivers)


def sheet(found: Simulation, drivers: Sequence[Sensitivity]) -> Grid:
    """The sheet of a simulation, with the tornado of each option."""
    return uncertainty_grid(list(_notes(found)), list(_panels(found, drivers)))


def _notes(found: Simulation) -> Iterator[str]:
    pack = found.model.pack
    yield f"Computed by estimator {__version__} from the pack {pack.name}, input hash {pack.digest}."
    yield from notes_of(found)


def _panels(found: Simulation, drivers: Sequence[Sensitivity]) -> Iterator[Panel]:
    unit = next(each[COST].unit for each in found.spreads.values() if COST in each)
    how = shown(unit, found.model.pack.settings, COST)
    yield percentiles(found, how)
    yield curves(found, how)
    yield chances(found)
    yield over_by_year(found)
    yield cheaper(found)
    yield from (tornado(each, how) for each in drivers)


def _scaled(value: float | None, how: Shown) -> float | None:
    return None if value is None or not math.isfinite(value) else value / how.scale


def percentiles(found: Simulation, how: Shown) -> Panel:
    """Point estimate, mean, deviation and percentiles of each option's cost."""
    spreads = {option: each[COST] for option, each in found.spreads.items() if COST in each}
    levels = list(next(iter(spreads.values())).percentiles)
    columns = (
        text_column("Option", NAME_WIDTH), Column("Point", 12, MONEY), Column("Percentile of the point", 12, SHARE),
        Column("Mean", 12, MONEY), Column("Standard deviation", 12, MONEY),
        Column("Coefficient of variation", 12, SHARE), *(Column(f"P{level * 100:.0f}", 12, MONEY) for level in levels),
    )  # fmt: skip
    rows: tuple[Cells, ...] = tuple(
        (
            option, _scaled(each.point, how), each.point_percentile, _scaled(each.mean, how),
            _scaled(each.deviation, how), each.variation,
            *(_scaled(each.percentiles[level].value, how) for level in levels),
        )
        for option, each in spreads.items()
    )  # fmt: skip
    return Panel(f"Life-cycle cost, {how.unit}", columns, rows)


def curves(found: Simulation, how: Shown) -> Panel:
    """S-curves: the cost that is not exceeded with each probability."""
    spreads = {option: each[COST] for option, each in found.spreads.items() if COST in each}
    levels = list(next(iter(spreads.values())).percentiles)
    columns = (Column("Probability", 14, "0%"), *(Column(option, 14, MONEY) for option in spreads))
    rows: tuple[Cells, ...] = tuple(
        (level, *(_scaled(each.percentiles[level].value, how) for each in spreads.values())) for level in levels
    )
    return Panel(
        f"S-curves: life-cycle cost not exceeded with each probability, {how.unit}", columns, rows, "lines",
        tuple(range(2, len(columns) + 1)), "Probability", how.unit, "#,##0",
    )  # fmt: skip


def chances(found: Simulation) -> Panel:
    """The chances of each option."""
    columns = (
        text_column("Option", NAME_WIDTH), Column("Over headroom in some year", 14, SHARE),
        Column("Short of people in some year", 14, SHARE), Column("Cheapest", 14, SHARE),
    )  # fmt: skip
    rows: tuple[Cells, ...] = tuple(
        (option, each.over, each.short, found.cheapest.get(option)) for option, each in found.chances.items()
    )
    return Panel("Chances, as shares of the draws", columns, rows)


def over_by_year(found: Simulation) -> Panel:
    """The chance of breaking headroom in each year."""
    told = {option: each.over_by_year for option, each in found.chances.items() if each.over_by_year}
    prefix = found.model.pack.settings.year_prefix
    years = list(next(iter(told.values()), {}))
    columns = (text_column("Fiscal year", 14), *(Column(option, 14, SHARE) for option in told))
    rows: tuple[Cells, ...] = tuple((f"{prefix}{year}", *(each[year] for each in told.values())) for year in years)
    return Panel(
        "Chance of outlays over headroom, by year", columns, rows, "lines", tuple(range(2, len(columns) + 1)),
        "Fiscal year", "Share of the draws", "0%",
    )  # fmt: skip


def cheaper(found: Simulation) -> Panel:
    """The chance that the option of the row costs less than that of the column."""
    names = list(found.cheaper)
    columns = (text_column("Costs less than →", NAME_WIDTH), *(Column(each, 14, SHARE) for each in names))
    rows: tuple[Cells, ...] = tuple(
        (one, *(None if one == two else found.cheaper[one][two] for two in names)) for one in names
    )
    return Panel("Chance that the option of the row costs less than that of the column", columns, rows)


def tornado(found: Sensitivity, how: Shown) -> Panel:
    """The strongest drivers of one option's cost, each alone over its range."""
    columns = (
        text_column("Input", NAME_WIDTH), Column("Swing", 12, MONEY), Column("Cost at low", 12, MONEY),
        Column("Cost at high", 12, MONEY), Column("Low", 12, "General"), Column("High", 12, "General"),
    )  # fmt: skip
    rows: tuple[Cells, ...] = tuple(
        (
            each.id, *(_scaled(each.measures[name], how) for name in ("swing", "at_low", "at_high")),
            float(f"{each.low:.6g}"), float(f"{each.high:.6g}"),
        )
        for each in found.drivers[:TOP]
        if each.measures["swing"] > 0
    )  # fmt: skip
    title = f"{found.option}: swing of life-cycle cost over each input's range, {how.unit}"
    return Panel(title, columns, rows, "bars", (2,), "", how.unit, "#,##0")

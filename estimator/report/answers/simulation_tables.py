"""The tables of a simulation, each built once with all its columns: terminal and workbook choose among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from estimator.analysis.draws.records import Fan, Simulation, Spread
from estimator.calculators.roles import Role
from estimator.display.text import DASH
from estimator.report.answers.compare import broken
from estimator.report.number_table import Cell, Name, NumberColumn, NumberTable, known, level_heading, level_name

TOLD_LEVELS = (0.05, 0.1, 0.5, 0.8, 0.9, 0.95)  # those that a terminal has room for
BANDS = ((0.05, 0.1), (0.1, 0.25), (0.25, 0.75), (0.75, 0.9), (0.9, 0.95))
BAND, OVER, SHORT, CHEAPEST = "band_", "over", "short", "cheapest"
ITSELF = Name("", DASH)
OPTION = NumberColumn("option", "name", "Option", "option")
YEAR = NumberColumn("year", "year", "Fiscal year", "year")


def spread_table(simulation: Simulation, metric: str) -> NumberTable:
    """One metric over the options: point estimate and its percentile, mean, deviation, percentiles."""
    spreads = _spreads(simulation, metric)
    levels = _levels(spreads)
    columns = (
        OPTION,
        NumberColumn("point", "amount", "Point estimate", "point"),
        NumberColumn("point_percentile", "share", "Draws at or below it", "at\npercentile"),
        NumberColumn("mean", "amount", "Mean", "mean"),
        NumberColumn("deviation", "amount", "Standard deviation", "standard\ndeviation"),
        NumberColumn("variation", "share", "Coefficient of variation", "CV"),
        *(NumberColumn(level_name(level), "amount", level_heading(level)) for level in levels),
    )
    rows = tuple(
        (
            _name(simulation, option),
            known(each.point),
            known(each.point_percentile),
            known(each.mean),
            known(each.deviation),
            known(each.variation),
            *(known(each.percentiles[level].value) for level in levels),
        )
        for option, each in spreads.items()
    )
    return NumberTable(
        simulation.model.metric_labels.get(metric, metric),
        columns,
        rows,
        metric=metric,
        unit=_unit(spreads),
        sizes=tuple(each.percentiles[level].value for each in spreads.values() for level in TOLD_LEVELS),
    )


def curve_table(simulation: Simulation) -> NumberTable:
    """S-curves: the life-cycle cost that is not exceeded with each probability."""
    spreads = _spreads(simulation, simulation.cost)
    columns = (NumberColumn("probability", "whole share", "Probability"), *_per_option(simulation, spreads, "amount"))
    rows = tuple(
        (level, *(known(each.percentiles[level].value) for each in spreads.values())) for level in _levels(spreads)
    )
    return NumberTable("S-curves: life-cycle cost not exceeded", columns, rows, unit=_unit(spreads))


def chance_table(simulation: Simulation) -> NumberTable:
    """How likely each option breaks headroom, lacks people, and is the cheapest; of these what the pack asks."""
    columns = (
        OPTION,
        NumberColumn(OVER, "share", "Over headroom in some year", "over headroom\nin some year"),
        NumberColumn("over_year", "year", "Its likeliest year"),
        NumberColumn("over_in_it", "share", "Over headroom in that year"),
        NumberColumn(SHORT, "share", "Short of people in some year", "short of people\nin some year"),
        NumberColumn("short_year", "year", "Likeliest year of it"),
        NumberColumn("short_in_it", "share", "Short of people in that year"),
        NumberColumn("holding", "share", "Money and people both hold", "both hold"),
        NumberColumn("class", "words", "Class of that chance", "class"),
        NumberColumn(CHEAPEST, "share", "Cheapest of all", "cheapest"),
    )
    rows = tuple(
        (
            _name(simulation, option),
            each.over,
            *_likeliest(each.over_by_year),
            each.short,
            *_likeliest(each.short_by_year),
            each.holding,
            simulation.verdicts(option)["overall"].words if each.holding is not None else DASH,
            simulation.cheapest.get(option),
        )
        for option, each in simulation.chances.items()
    )
    whole, chances = NumberTable("Chances, as shares of the draws", columns, rows), simulation.chances.values()
    held = any(each.holding is not None for each in chances)
    asked = {
        OVER: any(each.over is not None for each in chances),
        SHORT: any(each.short is not None for each in chances),
        "holding": held,
        "class": held,
    }
    return whole.chosen(key for key in whole.keys if asked.get(key.partition("_")[0], True))


def over_table(simulation: Simulation) -> NumberTable:
    """The chance of breaking headroom in each year."""
    told = {option: each.over_by_year for option, each in simulation.chances.items() if each.over_by_year}
    years = next(iter(told.values()), {})
    rows = tuple((year, *(each[year] for each in told.values())) for year in years)
    columns = (YEAR, *_per_option(simulation, told, "share"))
    return NumberTable("Chance of outlays over headroom, by year", columns, rows)


def cheaper_table(simulation: Simulation) -> NumberTable:
    """The chance that the option of the row costs less than the option of the column."""
    names = simulation.cheaper
    columns = (NumberColumn("option", "name", "Costs less than →", "option"), *_per_option(simulation, names, "share"))
    rows = tuple(
        (_name(simulation, one), *(ITSELF if one == two else names[one][two] for two in names)) for one in names
    )
    return NumberTable("Chance that the option of the row costs less than that of the column", columns, rows)


def reserve_table(simulation: Simulation) -> NumberTable:
    """What each option needs above its point estimate, and each element's part, which add up."""
    levels = [each.level for each in next(iter(simulation.reserves.values()), ())]
    columns = (
        NumberColumn("option", "name", "Option and its elements", "option"),
        *(
            NumberColumn(
                level_name(each), "amount", f"To reach {level_heading(each)}", f"to reach {level_heading(each)}"
            )
            for each in levels
        ),
    )
    return NumberTable(
        "Reserve above the point estimate of life-cycle cost",
        columns,
        tuple(_reserve_rows(simulation)),
        unit=_unit(_spreads(simulation, simulation.cost)),
        sizes=tuple(
            part for found in simulation.reserves.values() for each in found for part in each.elements.values()
        ),
    )


def _reserve_rows(simulation: Simulation) -> Iterator[tuple[Cell, ...]]:
    """Elements of options that an option includes are among its own."""
    options = simulation.model.pack.options.values()
    labels = {each.id: each.label for option in options for each in option.elements}
    for option, reserves in simulation.reserves.items():
        yield _name(simulation, option), *(each.total for each in reserves)
        for id in reserves[0].elements:
            part = Name(id.removeprefix(f"{option}."), labels.get(id, id), part=True)
            yield part, *(each.elements[id] for each in reserves)


def correlation_table(simulation: Simulation) -> NumberTable:
    """Life-cycle cost with the inputs moving together as stated, and each for itself."""
    columns = (
        OPTION,
        NumberColumn("deviation_correlated", "amount", "Deviation, correlated", "deviation,\ncorrelated"),
        NumberColumn("deviation_independent", "amount", "Deviation, independent", "deviation,\nindependent"),
        NumberColumn("p80_correlated", "amount", "P80, correlated", "P80,\ncorrelated"),
        NumberColumn("p80_independent", "amount", "P80, independent", "P80,\nindependent"),
    )
    pairs = {option: (each, simulation.independent_cost[option]) for option, each in simulation.correlated_cost.items()}
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (_name(simulation, option), *(each.deviation for each in pair), *map(_p80, pair))
        for option, pair in pairs.items()
    )
    notes = tuple(
        f"{each.name}: {len(each.members)} inputs, rank correlation {each.rank:g}"
        for each in simulation.correlation.groups
    )
    return NumberTable(
        "Life-cycle cost with and without correlation",
        columns,
        rows,
        notes,
        unit=_unit(simulation.correlated_cost),
        sizes=tuple(_p80(each) for pair in pairs.values() for each in pair),
    )


def convergence_table(simulation: Simulation) -> NumberTable:
    """How far the 80th percentile of the cost may still move, as shares of it."""
    columns = (
        OPTION,
        NumberColumn("halves", "fine share", "Second half less first", "second half\nless first"),
        NumberColumn("batches", "fine share", "Standard error by batches", "standard error\nby batches"),
        NumberColumn("binning", "fine share", "Binning error", "binning\nerror"),
    )
    rows = tuple(
        (
            _name(simulation, option),
            *(_part(part, _p80(each)) for part in (each.halves, each.batch_error, each.percentiles[0.8].error)),
        )
        for option, each in _spreads(simulation, simulation.cost).items()
    )
    return NumberTable("P80 of life-cycle cost: how settled it is, in % of it", columns, rows)


def headroom_table(simulation: Simulation) -> NumberTable | None:
    """Headroom by year, in percentiles; None where the pack has no budget."""
    fan, row = simulation.headroom, simulation.model.role(Role.HEADROOM)
    return _fan("Headroom by fiscal year", row, fan, before="Headroom ") if fan and row else None


def outlay_tables(simulation: Simulation) -> dict[str, NumberTable]:
    """What each option takes out of the budget by year, in percentiles, with the chance that it breaks headroom."""
    return {
        option: _fan(
            "outlays by fiscal year",
            simulation.model.name(Role.CHARGED),
            fan,
            of=_name(simulation, option),
            chances=simulation.chances[option].over_by_year,
        )
        for option, fan in simulation.outlays.items()
    }


def _fan(
    title: str,
    metric: str,
    fan: Fan,
    of: Name | None = None,
    before: str = "",
    chances: Mapping[int, float] | None = None,
) -> NumberTable:
    """Point estimate, percentiles, and the bands between them, which stand on one another in a chart."""
    columns = [
        YEAR,
        NumberColumn("point", "amount", "Point estimate", "point"),
        *(
            NumberColumn(level_name(each), "amount", before + level_heading(each), level_heading(each))
            for each in fan.percentiles
        ),
        *(NumberColumn(f"{BAND}{level_name(high)}", "amount", _band(low, high)) for low, high in BANDS),
        *([NumberColumn(OVER, "share", "Over headroom", "over headroom")] if chances else []),
    ]
    rows: list[tuple[Cell, ...]] = []
    for year, point in fan.point.items():
        found = {level: by_year[year].value for level, by_year in fan.percentiles.items()}
        bands = (found[high] - found[low] for low, high in BANDS)
        rows.append((year, point, *found.values(), *bands, *((chances[year],) if chances else ())))
    sizes = tuple(each.value for by_year in fan.percentiles.values() for each in by_year.values())
    return NumberTable(title, tuple(columns), tuple(rows), of=of, metric=metric, unit=fan.unit, sizes=sizes)


def _band(low: float, high: float) -> str:
    return f"{level_heading(low)}–{level_heading(high)}"


def _name(simulation: Simulation, option: str) -> Name:
    return Name(option, simulation.model.pack.options[option].label)


def _per_option(simulation: Simulation, options: Mapping[str, object], kind: str) -> Iterator[NumberColumn]:
    for each in options:
        yield NumberColumn(each, "amount" if kind == "amount" else "share", _name(simulation, each).label, broken(each))


def _spreads(simulation: Simulation, metric: str) -> dict[str, Spread]:
    return {option: each[metric] for option, each in simulation.spreads.items() if metric in each}


def _levels(spreads: Mapping[str, Spread]) -> list[float]:
    return list(next(iter(spreads.values())).percentiles) if spreads else []


def _unit(spreads: Mapping[str, Spread]) -> str:
    return next((each.unit for each in spreads.values()), "")


def _p80(spread: Spread) -> float:
    return spread.percentiles[0.8].value


def _part(part: float, whole: float) -> float | None:
    return known(part / abs(whole)) if whole else None


def _likeliest(by_year: Mapping[int, float]) -> tuple[float | None, float | None]:
    """The year with the highest chance, and that chance; nothing where it never happens."""
    year = max(by_year, key=lambda each: by_year[each], default=None)
    return (None, None) if year is None or not by_year[year] else (year, by_year[year])

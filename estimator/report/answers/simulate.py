"""A simulation as tables, as JSON and as tidy CSV."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from estimator.analysis.draws.outputs import COST, HEADROOM, OUTLAY
from estimator.analysis.draws.quantiles import Quantile
from estimator.analysis.draws.records import Simulation, Spread
from estimator.errors import UnknownNameError, did_you_mean
from estimator.model import Model
from estimator.report.answers.compare import broken
from estimator.report.answers.yearly_draws import Line, fan_record, level_name, tidy_fan, year_tables
from estimator.report.manifest import Document, in_force, manifest
from estimator.report.numbers import DASH, Shown, decimals, shown, text
from estimator.report.tables import Cell, Column, Format, Number, Table, as_csv, as_json, as_markdown, as_text

SHOWN_LEVELS = (0.05, 0.1, 0.5, 0.8, 0.9, 0.95)
MOST_MOVED = 5
SHARE = Shown("%", 0.01, "share")


def written(simulation: Simulation, how: Format, metrics: Sequence[str] = (COST,), by_year: bool = False) -> str:
    """A simulation in one of the formats; tables show the `metrics`, and years if asked to, JSON and CSV everything."""
    if how == "json":
        return as_json(document(simulation))
    if how == "csv":
        return tidy(simulation)
    write = as_markdown if how == "markdown" else as_text
    return "\n".join(write(table) for table in tables(simulation, metrics, by_year))


def document(simulation: Simulation) -> Document:
    """The simulation as JSON, in base units; null where a number does not apply."""
    return {
        "manifest": {**manifest(simulation.model.pack), "simulation": how_made(simulation)},
        "options": {option: _option(simulation, option) for option in simulation.spreads},
        "headroom": fan_record(simulation.headroom),
        "cheaper": {a: dict(row) for a, row in simulation.cheaper.items()},
        "cheapest": dict(simulation.cheapest),
        "warnings": list(simulation.correlation.warnings),
        "moved_ranges": list(simulation.moved),
    }


def how_made(simulation: Simulation) -> Document:
    """The seed, draws and method: what must be equal for two simulations to be equal."""
    run = simulation.run
    return {
        "draws": simulation.draws,
        "asked": run.draws,
        "seed": run.seed,
        "sampler": run.sampler,
        "correlated": run.correlated,
        "uncertain_inputs": simulation.inputs,
        "exact_percentiles": simulation.exact,
    }


def _option(simulation: Simulation, option: str) -> Document:
    chances = simulation.chances[option]
    made: Document = {
        "metrics": {id: spread_record(each) for id, each in simulation.spreads[option].items()},
        "outlays": fan_record(simulation.outlays.get(option)),
        "over_headroom": {"at_all": chances.over, "by_year": _years(chances.over_by_year)},
        "short_of_people": {"at_all": chances.short, "by_year": _years(chances.short_by_year)},
        "reserves": [
            {"level": each.level, "total": each.total, "elements": dict(each.elements)}
            for each in simulation.reserves.get(option, ())
        ],
    }
    if option in simulation.independent_cost:
        made["cost_correlated"] = spread_record(simulation.correlated_cost[option])
        made["cost_independent"] = spread_record(simulation.independent_cost[option])
    return made


def _years(by_year: Mapping[int, float]) -> dict[str, float]:
    return {str(year): chance for year, chance in by_year.items()}


def _known(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value


def spread_record(spread: Spread) -> Document:
    """One metric's spread as JSON."""
    return {
        "unit": spread.unit,
        "point": _known(spread.point),
        "point_percentile": _known(spread.point_percentile),
        "mean": _known(spread.mean),
        "standard_deviation": _known(spread.deviation),
        "coefficient_of_variation": _known(spread.variation),
        "applies": spread.applies,
        "percentiles": {level_name(level): _known(each.value) for level, each in spread.percentiles.items()},
        "percentile_errors": {
            level_name(level): each.error for level, each in spread.percentiles.items() if each.error
        },
        "halves_differ_at_p80": _known(spread.halves),
        "batch_error_at_p80": _known(spread.batch_error),
    }


def tidy(simulation: Simulation) -> str:
    """One row a number: option, metric, statistic, value, unit."""
    return as_csv(["option", "metric", "statistic", "value", "unit"], list(_tidy_rows(simulation)))


def _tidy_rows(simulation: Simulation) -> Iterator[Line]:
    yield from tidy_fan("", HEADROOM, simulation.headroom)
    for option, spreads in simulation.spreads.items():
        yield from tidy_fan(option, OUTLAY, simulation.outlays.get(option))
        for metric, spread in spreads.items():
            numbers = {**spread_record(spread)}
            levels = numbers.pop("percentiles")
            numbers.pop("percentile_errors")
            unit = str(numbers.pop("unit"))
            for name, value in {**numbers, **(levels if isinstance(levels, dict) else {})}.items():
                yield option, metric, name, value if isinstance(value, float) else None, unit
        yield from _tidy_chances(simulation, option)
        for reserve in simulation.reserves.get(option, ()):
            name = f"reserve_{level_name(reserve.level)}"
            yield option, COST, name, reserve.total, spreads[COST].unit
            for element, part in reserve.elements.items():
                yield option, element, name, part, spreads[COST].unit
    for one, row in simulation.cheaper.items():
        yield one, COST, "chance_cheapest", simulation.cheapest[one], "1"
        for other, chance in row.items():
            yield one, COST, f"chance_cheaper_than_{other}", chance, "1"


def _tidy_chances(simulation: Simulation, option: str) -> Iterator[Line]:
    chances = simulation.chances[option]
    for name, whole, by_year in (
        ("over_headroom", chances.over, chances.over_by_year),
        ("short_of_people", chances.short, chances.short_by_year),
    ):
        yield option, name, "chance_at_all", whole, "1"
        for year, chance in by_year.items():
            yield option, name, f"chance_{year}", chance, "1"


def tables(simulation: Simulation, metrics: Sequence[str] = (COST,), by_year: bool = False) -> list[Table]:
    """What people read: spreads, chances, who is cheaper, reserves, correlation, how sure the numbers are."""
    made = [spread_table(simulation, metric) for metric in chosen_metrics(simulation.model, metrics)]
    made += [chance_table(simulation), *(year_tables(simulation) if by_year else ())]
    made += [*([cheaper_table(simulation)] if _several(simulation) else ()), reserve_table(simulation)]
    if simulation.independent_cost:
        made.append(correlation_table(simulation))
    last = convergence_table(simulation)
    return [*made, Table(last.title, last.columns, last.rows, (*last.notes, *notes_of(simulation)))]


def _several(simulation: Simulation) -> bool:
    """True if there are options of which one can be the cheapest."""
    return len(simulation.cheaper) > 1


def chosen_metrics(model: Model, metrics: Sequence[str]) -> list[str]:
    """The metrics of that name, or `all`. Raises UnknownNameError."""
    known = [id for id in model.metric_labels if any(id in model.metrics(option) for option in model.options)]
    if "all" in metrics:
        return known
    for id in metrics:
        if id not in known:
            hint = did_you_mean(id, known) or "estimator list metrics shows them."
            raise UnknownNameError(f'no metric "{id}" in this simulation. {hint}')
    return list(metrics)


def spread_table(simulation: Simulation, metric: str) -> Table:
    """One metric over the options: point estimate and its percentile, mean, deviation, percentiles."""
    spreads = {option: each[metric] for option, each in simulation.spreads.items() if metric in each}
    how = shown(next(iter(spreads.values())).unit, simulation.model.pack.settings, metric)
    values = [each.percentiles[level].value for each in spreads.values() for level in SHOWN_LEVELS]
    digits = decimals([each for each in values if math.isfinite(each)], how)
    number = _in(how, digits)
    headings = [
        "point",
        "at\npercentile",
        "mean",
        "standard\ndeviation",
        "CV",
        *(f"P{level * 100:.0f}" for level in SHOWN_LEVELS),
    ]
    rows = [
        (
            option,
            number(each.point),
            _percent(each.point_percentile),
            number(each.mean),
            number(each.deviation),
            _percent(each.variation),
            *(number(each.percentiles[level].value) for level in SHOWN_LEVELS),
        )
        for option, each in spreads.items()
    ]
    label = simulation.model.metric_labels.get(metric, metric)
    unit = f", {how.unit}" if how.unit else ""
    partly = [f"{option} {each.applies:.0%}" for option, each in spreads.items() if each.applies < 1]
    notes = (f"Applies only in a share of the draws: {', '.join(partly)}",) if partly else ()
    return Table(f"{label} ({metric}){unit}", _columns("option", headings), tuple(rows), notes)


def _columns(first: str, headings: Sequence[str]) -> tuple[Column, ...]:
    return Column(first, first), *(Column(each.replace("\n", "_"), each, True) for each in headings)


def _in(how: Shown, digits: int) -> Callable[[float | None], Cell]:
    def write(value: float | None) -> Cell:
        return Number(_known(value), text(_known(value), how, digits))

    return write


def _percent(value: float | None) -> Cell:
    return Number(_known(value), DASH if _known(value) is None else f"{(value or 0.0) * 100:.1f} %")


def chance_table(simulation: Simulation) -> Table:
    """How likely each option breaks headroom, lacks people, and, of several, is the cheapest."""
    several, rows = _several(simulation), []
    for option, each in simulation.chances.items():
        rows.append(
            (
                option,
                _percent(each.over),
                _worst(simulation, each.over_by_year),
                _percent(each.short),
                _worst(simulation, each.short_by_year),
                *([_percent(simulation.cheapest.get(option))] if several else ()),
            )
        )
    headings = ["over headroom\nin some year", "worst year", "short of people\nin some year", "worst year "]
    notes = ["By year: --by-year."]
    if several:
        headings.append("cheapest")
        notes.append("Cheapest by life-cycle cost, whatever the options do for it.")
    return Table("Chances, as shares of the draws", _columns("option", headings), tuple(rows), (" ".join(notes),))


def _worst(simulation: Simulation, by_year: Mapping[int, float]) -> str:
    if not by_year or max(by_year.values()) == 0:
        return DASH
    year = max(by_year, key=lambda each: by_year[each])
    return f"{simulation.model.pack.settings.year_prefix}{year}: {by_year[year] * 100:.1f} %"


def cheaper_table(simulation: Simulation) -> Table:
    """The chance that the option of the row costs less than the option of the column."""
    names = list(simulation.cheaper)
    rows = [(a, *(Number(None, "") if a == b else _percent(simulation.cheaper[a][b]) for b in names)) for a in names]
    columns = (Column("option", "option"), *(Column(each, broken(each), True) for each in names))
    return Table("Chance that the option of the row costs less than that of the column", columns, tuple(rows))


def reserve_table(simulation: Simulation) -> Table:
    """What each option needs above its point estimate, and each element's part, which add up."""
    how = shown(next(iter(simulation.spreads.values()))[COST].unit, simulation.model.pack.settings, COST)
    every = [part for reserves in simulation.reserves.values() for each in reserves for part in each.elements.values()]
    number = _in(how, decimals(every, how))
    rows: list[tuple[Cell, ...]] = []
    levels: list[float] = []
    for option, reserves in simulation.reserves.items():
        levels = [each.level for each in reserves]
        rows.append((option, *(number(each.total) for each in reserves)))
        for element in reserves[0].elements:
            name = element.removeprefix(option + ".")
            rows.append((f"  {name}", *(number(each.elements[element]) for each in reserves)))
    headings = [f"to reach P{level * 100:.0f}" for level in levels]
    return Table(
        f"Reserve above the point estimate of life-cycle cost, {how.unit}", _columns("option", headings), tuple(rows)
    )


def correlation_table(simulation: Simulation) -> Table:
    """Life-cycle cost with the inputs moving together as stated, and each for itself."""
    how = shown(next(iter(simulation.correlated_cost.values())).unit, simulation.model.pack.settings, COST)
    pairs = [
        (option, simulation.correlated_cost[option], simulation.independent_cost[option])
        for option in simulation.correlated_cost
    ]
    every = [each.percentiles[0.8].value for _, with_it, without in pairs for each in (with_it, without)]
    number = _in(how, decimals(every, how))
    rows = [
        (
            option,
            number(a.deviation),
            number(b.deviation),
            number(a.percentiles[0.8].value),
            number(b.percentiles[0.8].value),
        )
        for option, a, b in pairs
    ]
    headings = ["deviation,\ncorrelated", "deviation,\nindependent", "P80,\ncorrelated", "P80,\nindependent"]
    groups = [
        f"{each.name}: {len(each.members)} inputs, rank correlation {each.rank:g}"
        for each in simulation.correlation.groups
    ]
    return Table(
        f"Life-cycle cost with and without correlation, {how.unit}",
        _columns("option", headings),
        tuple(rows),
        tuple(groups),
    )


def convergence_table(simulation: Simulation) -> Table:
    """How far the 80th percentile of the cost may still move."""
    rows = []
    for option, spreads in simulation.spreads.items():
        if COST in spreads:
            each = spreads[COST]
            top: Quantile = each.percentiles[0.8]
            parts = (each.halves, each.batch_error, top.error)
            rows.append((option, *(_percent(_share(part, top.value)) for part in parts)))
    headings = ["second half\nless first", "standard error\nby batches", "binning\nerror"]
    return Table("P80 of life-cycle cost: how settled it is, in % of it", _columns("option", headings), tuple(rows))


def _share(part: float, whole: float) -> float | None:
    return part / abs(whole) if whole and math.isfinite(part) else None


def notes_of(simulation: Simulation) -> Iterator[str]:
    """How the draws were made, what the chances mean, what was repaired, and what is in force."""
    yield from how_sure(simulation)
    if simulation.run.sampler == "sobol":
        yield "Equal seeds give equal draws; with sobol, for the same options."
    yield simulation.model.pack.settings.notice
    yield from in_force(simulation.model.pack)


def how_sure(simulation: Simulation) -> Iterator[str]:
    """How the draws were made, what the chances mean, and what was repaired."""
    run = simulation.run
    together = "correlated as stated" if run.correlated else "each drawn for itself"
    drawn = f"{simulation.inputs} uncertain inputs, {together}."
    yield f"{simulation.draws:,} draws, seed {run.seed}, sampler {run.sampler}; {drawn}"
    if simulation.interrupted:
        yield f"Interrupted: {simulation.draws:,} of {run.draws:,} draws were made, and these are reported."
    if run.sampler == "sobol":
        yield "Sobol draws balance one another over the whole, so halves and batches overstate the error."
    yield "Chances hold given the ranges of this pack; what no range covers is not in them."
    yield from simulation.correlation.warnings
    if simulation.moved:
        listed = ", ".join(simulation.moved[:MOST_MOVED]) + (" …" if len(simulation.moved) > MOST_MOVED else "")
        count = f"Percentiles of {len(simulation.moved)} ranges lie elsewhere than the ranges say"
        yield f"{count}, since limits leave no room for them: {listed}."

"""A simulation as tables, as JSON and as tidy CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from estimator.analysis.draws.records import Fan, Simulation, Spread
from estimator.calculators.roles import Role
from estimator.display.text import DASH
from estimator.errors import UnknownNameError, did_you_mean
from estimator.model import Model
from estimator.report.answers.simulation_tables import (
    BAND,
    CHEAPEST,
    TOLD_LEVELS,
    chance_table,
    cheaper_table,
    convergence_table,
    correlation_table,
    headroom_table,
    outlay_tables,
    reserve_table,
    spread_table,
)
from estimator.report.manifest import Document, in_force, manifest
from estimator.report.number_table import NumberColumn, NumberTable, as_percent, known, level_name, printed
from estimator.report.tables import Format, Table, as_csv, as_json, as_markdown, as_text

NO_RANGES = "No assumption that counts here has a range, so there is nothing to draw: every number is taken as certain."
MOST_MOVED = 5
Line = tuple[str, str, str, float | None, str]


def written(simulation: Simulation, how: Format, metrics: Sequence[str] = (), by_year: bool = False) -> str:
    """A simulation in one of the formats; tables show the `metrics`, and years if asked to, JSON and CSV everything.

    Without metrics it is life-cycle cost.
    """
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
        "headroom": _fan_record(simulation.headroom),
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
        "outlays": _fan_record(simulation.outlays.get(option)),
        "over_headroom": {"at_all": chances.over, "by_year": _years(chances.over_by_year)},
        "short_of_people": {"at_all": chances.short, "by_year": _years(chances.short_by_year)},
        "verdicts": {event: each.record() for event, each in simulation.verdicts(option).items()},
        "reserves": [
            {"level": each.level, "total": each.total, "elements": dict(each.elements)}
            for each in simulation.reserves.get(option, ())
        ],
    }
    if option in simulation.independent_cost:
        made["cost_correlated"] = spread_record(simulation.correlated_cost[option])
        made["cost_independent"] = spread_record(simulation.independent_cost[option])
    return made


def _fan_record(fan: Fan | None) -> Document | None:
    """One row by year as JSON, in base units; null where the pack has none."""
    if fan is None:
        return None
    errors = {
        level_name(level): {str(year): each.error for year, each in by_year.items() if each.error}
        for level, by_year in fan.percentiles.items()
    }
    return {
        "unit": fan.unit,
        "point": {str(year): value for year, value in fan.point.items()},
        "percentiles": {
            level_name(level): {str(year): each.value for year, each in by_year.items()}
            for level, by_year in fan.percentiles.items()
        },
        "percentile_errors": {level: by_year for level, by_year in errors.items() if by_year},
    }


def _tidy_fan(option: str, id: str, fan: Fan | None) -> Iterator[Line]:
    """One row a number: `point_2027`, `p50_2027`."""
    if fan is None:
        return
    for year, value in fan.point.items():
        yield option, id, f"point_{year}", value, fan.unit
    for level, by_year in fan.percentiles.items():
        for year, each in by_year.items():
            yield option, id, f"{level_name(level)}_{year}", each.value, fan.unit


def _years(by_year: Mapping[int, float]) -> dict[str, float]:
    return {str(year): chance for year, chance in by_year.items()}


def spread_record(spread: Spread) -> Document:
    """One metric's spread as JSON."""
    return {
        "unit": spread.unit,
        "point": known(spread.point),
        "point_percentile": known(spread.point_percentile),
        "mean": known(spread.mean),
        "standard_deviation": known(spread.deviation),
        "coefficient_of_variation": known(spread.variation),
        "applies": spread.applies,
        "percentiles": {level_name(level): known(each.value) for level, each in spread.percentiles.items()},
        "percentile_errors": {
            level_name(level): each.error for level, each in spread.percentiles.items() if each.error
        },
        "halves_differ_at_p80": known(spread.halves),
        "batch_error_at_p80": known(spread.batch_error),
    }


def tidy(simulation: Simulation) -> str:
    """One row a number: option, metric, statistic, value, unit."""
    return as_csv(["option", "metric", "statistic", "value", "unit"], list(_tidy_rows(simulation)))


def _tidy_rows(simulation: Simulation) -> Iterator[Line]:
    model, cost = simulation.model, simulation.cost
    yield from _tidy_fan("", model.role(Role.HEADROOM) or "", simulation.headroom)
    for option, spreads in simulation.spreads.items():
        yield from _tidy_fan(option, model.name(Role.CHARGED), simulation.outlays.get(option))
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
            yield option, cost, name, reserve.total, spreads[cost].unit
            for element, part in reserve.elements.items():
                yield option, element, name, part, spreads[cost].unit
    for one, row in simulation.cheaper.items():
        yield one, cost, "chance_cheapest", simulation.cheapest[one], "1"
        for other, chance in row.items():
            yield one, cost, f"chance_cheaper_than_{other}", chance, "1"


def _tidy_chances(simulation: Simulation, option: str) -> Iterator[Line]:
    chances = simulation.chances[option]
    for name, whole, by_year in (
        ("over_headroom", chances.over, chances.over_by_year),
        ("short_of_people", chances.short, chances.short_by_year),
        ("money_and_people_hold", chances.holding, {}),
    ):
        yield option, name, "chance_at_all", whole, "1"
        for year, chance in by_year.items():
            yield option, name, f"chance_{year}", chance, "1"


def tables(simulation: Simulation, metrics: Sequence[str] = (), by_year: bool = False) -> list[Table]:
    """What people read: spreads, chances, who is cheaper, reserves, correlation, how sure the numbers are."""
    settings = simulation.model.pack.settings
    wanted = chosen_metrics(simulation.model, metrics or (simulation.cost,))
    made = [_told_spread(simulation, metric) for metric in wanted]
    made += [_told_chances(simulation), *(_told_years(simulation) if by_year else ())]
    made += [*([cheaper_table(simulation)] if _several(simulation) else ()), reserve_table(simulation)]
    if simulation.independent_cost:
        made.append(correlation_table(simulation))
    last = replace(convergence_table(simulation), notes=tuple(notes_of(simulation)))
    return [printed(each, settings) for each in (*made, last)]


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


def _told_spread(simulation: Simulation, metric: str) -> NumberTable:
    """One metric, with the percentiles that a terminal has room for."""
    whole = spread_table(simulation, metric)
    levels = list(map(level_name, TOLD_LEVELS))
    keys = [key for key in whole.keys if not key.removeprefix("p").isdigit() or key in levels]
    spreads = {option: each[metric] for option, each in simulation.spreads.items() if metric in each}
    partly = [f"{option} {as_percent(each.applies, 0)}" for option, each in spreads.items() if each.applies < 1]
    notes = (f"Applies only in a share of the draws: {', '.join(partly)}",) if partly else ()
    return replace(whole.chosen(keys), notes=notes)


def _told_chances(simulation: Simulation) -> NumberTable:
    """The chances, each with its likeliest year in one column; of one option nothing is said of the cheapest."""
    whole = chance_table(simulation)
    notes = ["By year: --by-year."] if {"over", "short"} & set(whole.keys) else []
    if _several(simulation):
        among = (
            ", the baseline among them" if simulation.model.pack.settings.baseline_option in simulation.cheapest else ""
        )
        notes.append(f"Cheapest of all by life-cycle cost{among}, whatever the options do for it.")
    else:
        whole = whole.chosen(key for key in whole.keys if key != CHEAPEST)
    prefix = simulation.model.pack.settings.year_prefix
    whole = _with_worst_year(whole, "over", "worst year", prefix)
    return replace(_with_worst_year(whole, "short", "worst year ", prefix), notes=(" ".join(notes),))


def _with_worst_year(table: NumberTable, chance: str, heading: str, prefix: str) -> NumberTable:
    """One column in place of those of a chance's likeliest year and of the chance in it: `FY2030: 12.5 %`.

    A table without the chance stays as it is.
    """
    if f"{chance}_year" not in table.keys:
        return table
    place = table.keys.index(f"{chance}_year")

    def words(year: object, share: object) -> str:
        return f"{prefix}{year}: {as_percent(share)}" if isinstance(share, float) else DASH

    columns = (*table.columns[:place], NumberColumn(f"{chance}_worst", "words", heading), *table.columns[place + 2 :])
    rows = tuple((*row[:place], words(row[place], row[place + 1]), *row[place + 2 :]) for row in table.rows)
    return replace(table, columns=columns, rows=rows)


def _told_years(simulation: Simulation) -> Iterator[NumberTable]:
    """Headroom, then each option's outlays with the chance that they break it; bands are for charts."""
    headroom = headroom_table(simulation)
    for each in (*([headroom] if headroom else ()), *outlay_tables(simulation).values()):
        yield each.chosen(key for key in each.keys if not key.startswith(BAND))


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
    if not simulation.inputs:
        yield NO_RANGES
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

"""Outlays, headroom and chances by fiscal year, as tables, JSON and tidy rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from estimator.analysis.draws.outputs import HEADROOM, OUTLAY
from estimator.analysis.draws.records import Fan, Simulation
from estimator.report.manifest import Document
from estimator.report.numbers import Shown, decimals, shown, text
from estimator.report.tables import Cell, Column, Number, Table

Line = tuple[str, str, str, float | None, str]


def fan_record(fan: Fan | None) -> Document | None:
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


def tidy_fan(option: str, id: str, fan: Fan | None) -> Iterator[Line]:
    """One row a number: `point_2027`, `p50_2027`."""
    if fan is None:
        return
    for year, value in fan.point.items():
        yield option, id, f"point_{year}", value, fan.unit
    for level, by_year in fan.percentiles.items():
        for year, each in by_year.items():
            yield option, id, f"{level_name(level)}_{year}", each.value, fan.unit


def year_tables(simulation: Simulation) -> Iterator[Table]:
    """Headroom, then each option's outlays with the chance that they break it."""
    if simulation.headroom is not None:
        yield _table(simulation, f"Headroom by fiscal year ({HEADROOM})", simulation.headroom, {})
    for option, fan in simulation.outlays.items():
        yield _table(
            simulation, f"{option}: outlays by fiscal year ({OUTLAY})", fan, simulation.chances[option].over_by_year
        )


def _table(simulation: Simulation, title: str, fan: Fan, chances: Mapping[int, float]) -> Table:
    how = shown(fan.unit, simulation.model.pack.settings, "outlay")
    digits = decimals([each.value for by_year in fan.percentiles.values() for each in by_year.values()], how)
    rows: list[tuple[Cell, ...]] = []
    for year, point in fan.point.items():
        numbers = (point, *(by_year[year].value for by_year in fan.percentiles.values()))
        chance = (Number(chances[year], f"{chances[year] * 100:.1f} %"),) if chances else ()
        rows.append((f"{simulation.model.pack.settings.year_prefix}{year}", *_cells(numbers, how, digits), *chance))
    headings = [
        "point",
        *(level_name(level).upper() for level in fan.percentiles),
        *(["over headroom"] if chances else []),
    ]
    columns = (Column("year", "year"), *(Column(each.replace(" ", "_"), each, True) for each in headings))
    return Table(f"{title}, {how.unit}", columns, tuple(rows))


def _cells(numbers: tuple[float, ...], how: Shown, digits: int) -> Iterator[Number]:
    return (Number(each, text(each, how, digits)) for each in numbers)


def level_name(level: float) -> str:
    """A percentile as an id: `p80`."""
    return f"p{round(level * 100)}"

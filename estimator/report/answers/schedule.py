"""A delay: metrics as planned and delayed, outlays and headroom by year."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.analysis.questions.schedule import Delay
from estimator.report.answers.answer import Answer, amounts, columns, in_words, tidy, unit_of
from estimator.report.answers.whatif import change_of, metric_row
from estimator.report.manifest import Document, manifest
from estimator.report.numbers import general
from estimator.report.tables import Cell, Number, Table

INSIDE, WHOLE = "life_cycle_cost", "whole_life_cost"


def answer(found: Delay) -> Answer:
    """Tables, tidy rows and document."""
    return Answer((_metrics(found), _years(found)), _tidy(found), _document(found))


def _title(found: Delay) -> str:
    way = "delayed by" if found.years >= 0 else "brought forward by"
    return f"{found.model.pack.options[found.option].label} ({found.option}), {way} {abs(found.years)} years"


def _metrics(found: Delay) -> Table:
    settings = found.model.pack.settings
    changed = {id: pair for id, pair in found.metrics.items() if pair[0].value != pair[1].value}
    rows = tuple(metric_row(id, before, after, settings) for id, (before, after) in changed.items())
    left_out = sum(pair[0].value is not None for id, pair in found.metrics.items() if id not in changed)
    heads = columns("metric, unit, planned, delayed, change", ("planned", "delayed", "change"))
    return Table(_title(found), heads, rows, tuple(_notes(found, left_out)))


def _notes(found: Delay, left_out: int) -> Iterator[str]:
    moved = (
        f"{id} {general(each.value, each.unit)} → {general((each.value or 0) + found.years, each.unit)}"
        for id, each in found.starts.starts.items()
    )
    yield f"Starts moved: {'; '.join(moved)}."
    if found.starts.still:
        yield f"Elements without a start, which stay: {', '.join(found.starts.still)}."
    if found.starts.by_year:
        yield f"Assumptions by year, which stay: {', '.join(found.starts.by_year)}."
    if found.starts.shared_with:
        yield f"Some starts are shared, so these options would move too: {', '.join(found.starts.shared_with)}."
    yield from _past_the_horizon(found)
    if left_out:
        yield f"Metrics that do not change are left out: {left_out}."
    if found.failing_checks:
        yield f"Checks of the model that no longer hold: {', '.join(found.failing_checks)}."


def _past_the_horizon(found: Delay) -> Iterator[str]:
    """What the horizon hides: the cost inside it goes one way, the cost of the whole life the other."""
    if not {INSIDE, WHOLE} <= found.metrics.keys():
        return
    inside, whole = (change_of(*found.metrics[id]) for id in (INSIDE, WHOLE))
    if inside is None or whole is None or inside * whole >= 0 or inside * found.years >= 0:
        return
    settings, (_, after) = found.model.pack.settings, found.metrics[INSIDE]
    less, more = (in_words(abs(change), after.unit, settings, INSIDE) for change in (inside, whole))
    way, move, other = ("falls", "leave", "rises") if inside < 0 else ("rises", "enter", "falls")
    yield (
        f"{INSIDE} {way} by {less} because years of operation {move} the horizon, not because the option costs "
        f"{'less' if inside < 0 else 'more'}: {WHOLE}, which counts every year of operation, {other} by {more}."
    )


def _years(found: Delay) -> Table:
    settings = found.model.pack.settings
    outlays, charged = found.yearly["outlays"], found.yearly["charged_then"]
    constant, then = settings.money, settings.money_then
    lines = [
        amounts(outlays[0].tolist(), constant, settings, ""), amounts(outlays[1].tolist(), constant, settings, ""),
        amounts(charged[0].tolist(), then, settings, ""), amounts(charged[1].tolist(), then, settings, ""),
        amounts(found.freed.tolist(), then, settings, ""), amounts(found.headroom.tolist(), then, settings, ""),
    ]  # fmt: skip
    years = (Number(float(year), f"{settings.year_prefix}{year}") for year in found.fiscal_years)
    rows: tuple[tuple[Cell, ...], ...] = tuple(zip(years, *lines, strict=True))
    names = (
        "outlays planned, outlays delayed, against the ceiling planned, against the ceiling delayed, "
        "headroom freed, headroom"
    )
    heads = columns("year, " + names, names.split(", "))
    note = (
        f"Outlays in {unit_of(constant, settings, '')}; against the ceiling, freed and headroom in "
        f"{unit_of(then, settings, '')}. Freed over the horizon: {_sum(found)}."
    )
    return Table("Year by year", heads, rows, (note,))


def _sum(found: Delay) -> str:
    settings = found.model.pack.settings
    number = next(amounts([float(found.freed.sum())], settings.money_then, settings, ""))
    return f"{number.text} {unit_of(settings.money_then, settings, '')}"


def _tidy(found: Delay) -> Table:
    rows: list[tuple[Cell | float | None, ...]] = [
        (id, None, before.value, after.value, change_of(before, after), after.unit)
        for id, (before, after) in found.metrics.items()
    ]
    settings = found.model.pack.settings
    units = {"outlays": settings.money, "charged_then": settings.money_then, "billets": "person"}
    for name, (before, after) in found.yearly.items():
        for year, one, other in zip(found.fiscal_years, before.tolist(), after.tolist(), strict=True):
            rows.append((name, year, one, other, other - one, units[name]))
    return tidy("what, year, planned, delayed, change, unit", rows)


def _document(found: Delay) -> Document:
    years = [str(year) for year in found.fiscal_years]
    return {
        "manifest": manifest(found.model.pack), "option": found.option, "delay": found.years,
        "starts": {id: each.value for id, each in found.starts.starts.items()},
        "metrics": {
            id: {"planned": one.value, "delayed": other.value, "change": change_of(one, other), "unit": other.unit}
            for id, (one, other) in found.metrics.items()
        },
        "by_year": {
            name: {"planned": dict(zip(years, one.tolist(), strict=True)),
                   "delayed": dict(zip(years, other.tolist(), strict=True))}
            for name, (one, other) in found.yearly.items()
        },
        "headroom_freed": dict(zip(years, found.freed.tolist(), strict=True)),
        "headroom": dict(zip(years, found.headroom.tolist(), strict=True)),
        "shared_with": list(found.starts.shared_with), "failing_checks": list(found.failing_checks),
    }  # fmt: skip

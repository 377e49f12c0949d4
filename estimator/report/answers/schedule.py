"""A delay: metrics as planned and delayed, outlays and headroom by year."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.analysis.questions.schedule import Delay
from estimator.calculators.roles import Role
from estimator.display.decision import shown
from estimator.display.text import general
from estimator.display.unit_words import with_noun
from estimator.evaluation import Array
from estimator.report.answers.answer import Answer, amounts, columns, in_words, tidy
from estimator.report.answers.whatif import change_of, differs, metric_row
from estimator.report.manifest import Document, manifest
from estimator.report.tables import Cell, Number, Table
from estimator.report.words.numbers_in_sentences import amount


def answer(delay: Delay) -> Answer:
    """Tables, tidy rows and document."""
    return Answer((_metrics(delay), _years(delay)), _tidy(delay), _document(delay))


def _title(delay: Delay) -> str:
    way = "delayed by" if delay.years >= 0 else "brought forward by"
    years = with_noun(str(abs(delay.years)), "year")
    return f"{delay.model.pack.options[delay.option].label} ({delay.option}), {way} {years}"


def _metrics(delay: Delay) -> Table:
    changed = {id: pair for id, pair in delay.metrics.items() if differs(*pair)}
    rows = tuple(metric_row(delay.model, id, before, after) for id, (before, after) in changed.items())
    left_out = sum(pair[0].value is not None for id, pair in delay.metrics.items() if id not in changed)
    heads = columns("metric, unit, planned, delayed, change", ("planned", "delayed", "change"))
    return Table(_title(delay), heads, rows, tuple(_notes(delay, left_out)))


def _notes(delay: Delay, left_out: int) -> Iterator[str]:
    moved = (
        f"{id} {general(each.value, each.unit)} → {general((each.value or 0) + delay.years, each.unit)}"
        for id, each in delay.starts.starts.items()
    )
    yield f"Starts moved: {'; '.join(moved)}."
    if delay.starts.still:
        yield f"Elements without a start, which stay: {', '.join(delay.starts.still)}."
    if delay.starts.by_year:
        yield f"Assumptions by year, which stay: {', '.join(delay.starts.by_year)}."
    if delay.starts.shared_with:
        yield f"Some starts are shared, so these options would move too: {', '.join(delay.starts.shared_with)}."
    yield from _past_the_horizon(delay)
    if left_out:
        yield f"Metrics that do not change are left out: {left_out}."
    if delay.failing_checks:
        yield f"Checks of the model that no longer hold: {', '.join(delay.failing_checks)}."


def _past_the_horizon(delay: Delay) -> Iterator[str]:
    """What the horizon hides: the cost inside it goes one way, the cost of the whole life the other."""
    ids = [delay.model.name(role) for role in (Role.LIFE_CYCLE_COST, Role.WHOLE_LIFE_COST)]
    if not set(ids) <= delay.metrics.keys():
        return
    inside, whole = (change_of(*delay.metrics[id]) for id in ids)
    if inside is None or whole is None or inside * whole >= 0 or inside * delay.years >= 0:
        return
    less, more = (_printed_change(delay, id) for id in ids)
    way, move, other = ("falls", "leave", "rises") if inside < 0 else ("rises", "enter", "falls")
    yield (
        f"{ids[0]} {way} by {less} because years of operation {move} the horizon, not because the option costs "
        f"{'less' if inside < 0 else 'more'}: {ids[1]}, which counts every year of operation, {other} by {more}."
    )


def _printed_change(delay: Delay, id: str) -> str:
    """By how much a metric falls or rises, as the table beside it has it."""
    _, unit, *_, change = metric_row(delay.model, id, *delay.metrics[id])
    assert isinstance(change, Number)
    return amount(change.text.removeprefix("-"), str(unit))


def _years(delay: Delay) -> Table:
    settings = delay.model.pack.settings
    constant, then = (shown(unit, settings) for unit in (settings.money, settings.money_then))
    lines = [amounts(each.tolist(), constant) for each in delay.yearly[Role.OUTLAYS]]
    names, note = "outlays planned, outlays delayed", f"Outlays in {constant.unit}."
    if delay.headroom is not None:
        held = (*delay.yearly[Role.CHARGED], delay.freed, delay.headroom)
        lines += [amounts(each.tolist(), then) for each in held]
        names += ", against the ceiling planned, against the ceiling delayed, headroom freed, headroom"
        note = (
            f"Outlays in {constant.unit}; against the ceiling, freed and headroom in "
            f"{then.unit}. Freed over the horizon: {_sum(delay)}."
        )
    years = (Number(float(year), f"{settings.year_prefix}{year}") for year in delay.fiscal_years)
    rows: tuple[tuple[Cell, ...], ...] = tuple(zip(years, *lines, strict=True))
    return Table("Year by year", columns("year, " + names, names.split(", ")), rows, (note,))


def _sum(delay: Delay) -> str:
    settings = delay.model.pack.settings
    return in_words(float(delay.freed.sum()), shown(settings.money_then, settings))


def _tidy(delay: Delay) -> Table:
    rows: list[tuple[Cell | float | None, ...]] = [
        (id, None, before.value, after.value, change_of(before, after), after.unit)
        for id, (before, after) in delay.metrics.items()
    ]
    settings = delay.model.pack.settings
    units = {Role.OUTLAYS: settings.money, Role.CHARGED: settings.money_then, Role.BILLETS: "person"}
    for role, (before, after) in _told(delay):
        for year, one, other in zip(delay.fiscal_years, before.tolist(), after.tolist(), strict=True):
            rows.append((delay.model.name(role), year, one, other, other - one, units[role]))
    return tidy("what, year, planned, delayed, change, unit", rows)


def _document(delay: Delay) -> Document:
    years = [str(year) for year in delay.fiscal_years]
    return {
        "manifest": manifest(delay.model.pack),
        "option": delay.option,
        "delay": delay.years,
        "starts": {id: each.value for id, each in delay.starts.starts.items()},
        "metrics": {
            id: {"planned": one.value, "delayed": other.value, "change": change_of(one, other), "unit": other.unit}
            for id, (one, other) in delay.metrics.items()
        },
        "by_year": {
            delay.model.name(role): {
                "planned": dict(zip(years, one.tolist(), strict=True)),
                "delayed": dict(zip(years, other.tolist(), strict=True)),
            }
            for role, (one, other) in _told(delay)
        },
        **_against_headroom(delay, years),
        "shared_with": list(delay.starts.shared_with),
        "failing_checks": list(delay.failing_checks),
    }


def _told(delay: Delay) -> Iterator[tuple[Role, tuple[Array, Array]]]:
    """The rows by year; without a budget nothing counts against a ceiling."""
    yield from (
        (role, pair) for role, pair in delay.yearly.items() if role is not Role.CHARGED or delay.headroom is not None
    )


def _against_headroom(delay: Delay, years: list[str]) -> Document:
    if delay.headroom is None:
        return {}
    return {
        "headroom_freed": dict(zip(years, delay.freed.tolist(), strict=True)),
        "headroom": dict(zip(years, delay.headroom.tolist(), strict=True)),
    }

"""What drives a metric, as tables with bars, as JSON and as tidy CSV."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from estimator.analysis.draws.sensitivity import Driver, Sensitivity
from estimator.display.decision import Shown
from estimator.display.declared import shown_metric
from estimator.display.text import general, own_text, text, with_unit
from estimator.model import Model
from estimator.report.manifest import Document, in_force, manifest
from estimator.report.tables import Cell, Column, Format, Number, Table, as_csv, as_json, as_markdown, as_text

BAR_WIDTH = 24
MEASURE = Shown("ratio", "", "ratio", places=3)
IN_UNIT = ("at_low", "at_high", "swing", "absolute", "absolute_error", "mean", "deviation")
HEADINGS = {
    "at_low": "metric\nat low",
    "at_high": "metric\nat high",
    "swing": "swing",
    "rank_correlation": "rank\ncorrelation",
    "first": "first",
    "first_error": "±",
    "total": "total",
    "total_error": "± ",
    "absolute": "mean\nabsolute",
    "absolute_error": "±",
    "mean": "mean",
    "deviation": "deviation",
}
STRENGTH = ("swing", "total", "absolute", "rank_correlation")


def written(model: Model, sensitivities: Sequence[Sensitivity], how: Format, top: int) -> str:
    """The drivers in one of the formats; tables show the `top` strongest, JSON and CSV all."""
    if how == "json":
        return as_json(document(model, sensitivities))
    if how == "csv":
        return as_csv(["option", "metric", "method", "input", "measure", "value"], list(_tidy_rows(sensitivities)))
    write = as_markdown if how == "markdown" else as_text
    return "\n".join(write(table(model, each, top)) for each in sensitivities)


def document(model: Model, sensitivities: Sequence[Sensitivity]) -> Document:
    """The drivers as JSON, in base units; low and high in the unit of the pack's file."""
    return {"manifest": manifest(model.pack), "sensitivity": [_record(each) for each in sensitivities]}


def _record(sensitivity: Sensitivity) -> Document:
    return {
        "option": sensitivity.option,
        "metric": sensitivity.metric,
        "method": sensitivity.method,
        "unit": sensitivity.unit,
        "point": sensitivity.point,
        "evaluations": sensitivity.evaluations,
        "seed": sensitivity.seed,
        "meaning": list(sensitivity.meaning),
        "drivers": [
            {"input": each.id, "low": each.low, "high": each.high}
            | {key: _known(x) for key, x in each.measures.items()}
            for each in sensitivity.drivers
        ],
    }


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _tidy_rows(sensitivities: Sequence[Sensitivity]) -> Iterator[tuple[str | float | None, ...]]:
    for each in sensitivities:
        for driver in each.drivers:
            for measure, value in driver.measures.items():
                yield each.option, each.metric, each.method, driver.id, measure, _known(value)


def table(model: Model, sensitivity: Sensitivity, top: int) -> Table:
    """The strongest drivers with their measures and a bar."""
    drivers = sensitivity.drivers[:top]
    how = shown_metric(model, sensitivity.metric, sensitivity.unit)
    measures = list(drivers[0].measures)
    strength = next(each for each in STRENGTH if each in measures)
    longest = max((abs(each.measures[strength]) for each in drivers), default=0.0)
    rows = [
        (
            each.id,
            _range(model, each),
            *(_cell(each, name, how, drivers) for name in measures),
            "█" * round(BAR_WIDTH * abs(each.measures[strength]) / longest) if longest else "",
        )
        for each in drivers
    ]
    columns = (
        Column("input", "input"),
        Column("range", "from … to"),
        *(Column(name, HEADINGS[name], True) for name in measures),
        Column("bar", ""),
    )
    unit = f", {how.unit}" if how.unit else ""
    point = own_text(sensitivity.point, how)
    title = f"{sensitivity.option}: what drives {sensitivity.metric}{unit} (point estimate {point})"
    rest = len(sensitivity.drivers) - len(drivers)
    more = [f"Weaker inputs not shown: {rest}; --top shows more."] if rest > 0 else []
    notes = (
        *sensitivity.meaning,
        *more,
        f"{sensitivity.evaluations:,} evaluations, seed {sensitivity.seed}.",
        *in_force(model.pack),
    )
    return Table(title, columns, tuple(rows), notes)


def _range(model: Model, driver: Driver) -> str:
    unit = model.inputs[driver.id].unit
    low = float(f"{driver.low:.6g}")
    return f"{general(low, unit)} … {with_unit(float(f'{driver.high:.6g}'), unit)}"


def _cell(driver: Driver, name: str, how: Shown, drivers: Sequence[Driver]) -> Cell:
    value = driver.measures[name]
    if name in IN_UNIT:
        return Number(_known(value), text(value, how.fitted(each.measures[name] for each in drivers)))
    return Number(_known(value), text(value, MEASURE))

"""A sweep as a workbook: a sheet for each metric, or for each metric and option of two assumptions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from estimator.analysis.questions.levers import Sweep
from estimator.analysis.questions.sweep import Swept
from estimator.report.answers.sweep import thinned
from estimator.report.manifest import in_force, manifest_texts
from estimator.workbook.cells.formats import Shown, shown
from estimator.workbook.file.swept_tables import SweptTable, write_sweep

MOST_SERIES = 6


def write(swept: Swept, path: Path) -> None:
    """Write the workbook of a sweep. Raises WorkbookError."""
    pack = swept.model.pack
    levers = " and ".join(_lever(each) for each in swept.sweeps)
    notes = [
        f"Swept: {levers}.",
        *in_force(pack),
        pack.settings.notice,
        *(f"{id}: {reason}" for id, reason in swept.absent.items()),
    ]
    write_sweep(path, f"{pack.settings.title}: sweep", notes, list(tables(swept)), manifest_texts(pack))


def _lever(each: Sweep) -> str:
    unit = each.lever.assumption.unit
    return each.lever.label + (f" ({unit})" if unit not in ("", "1") else "")


def tables(swept: Swept) -> Iterator[SweptTable]:
    """The sheets in the order of the metrics."""
    for metric in swept.metrics:
        if len(swept.sweeps) == 1:
            yield _one(swept, metric)
        else:
            yield from (_two(swept, option, metric) for option in swept.values if metric in swept.values[option])


def _how(swept: Swept, metric: str) -> Shown:
    values = [value for held in swept.values.values() if metric in held for value in held[metric].reshape(-1).tolist()]
    return shown(metric, swept.unit(metric), values, swept.model.pack.settings)


def _one(swept: Swept, metric: str) -> SweptTable:
    options = [option for option, held in swept.values.items() if metric in held]
    columns = [swept.values[option][metric].tolist() for option in options]
    how = _how(swept, metric)
    sweep = swept.sweeps[0]
    body = [[_plain(column[place]) for column in columns] for place in range(len(sweep.values))]
    return SweptTable(
        name=metric,
        title=f"{swept.model.metric_labels[metric]}, {how.unit}",
        subtitle=f"{metric} over {_lever(sweep)}.",
        corner=_lever(sweep),
        heads=options,
        first=sweep.values,
        body=body,
        format=how.format,
        lines=range(len(options)),
    )


def _two(swept: Swept, option: str, metric: str) -> SweptTable:
    down, across = swept.sweeps
    how = _how(swept, metric)
    body = [[_plain(value) for value in line] for line in swept.values[option][metric].tolist()]
    return SweptTable(
        name=option,
        title=f"{option}: {swept.model.metric_labels[metric]}, {how.unit}",
        subtitle=f"{metric} over {_lever(down)}, down, and {_lever(across)}, across.",
        corner=_lever(down),
        heads=across.values,
        first=down.values,
        body=body,
        format=how.format,
        lines=thinned(len(across.values), MOST_SERIES),
        across=_lever(across),
    )


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else value

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


def write(found: Swept, path: Path) -> None:
    """Write the workbook of a sweep. Raises WorkbookError."""
    pack = found.model.pack
    levers = " and ".join(_lever(each) for each in found.sweeps)
    notes = [f"Swept: {levers}.", *in_force(pack), pack.settings.notice,
             *(f"{id}: {reason}" for id, reason in found.absent.items())]  # fmt: skip
    write_sweep(path, f"{pack.settings.title}: sweep", notes, list(tables(found)), manifest_texts(pack))


def _lever(each: Sweep) -> str:
    unit = each.lever.assumption.unit
    return each.lever.label + (f" ({unit})" if unit not in ("", "1") else "")


def tables(found: Swept) -> Iterator[SweptTable]:
    """The sheets in the order of the metrics."""
    for metric in found.metrics:
        if len(found.sweeps) == 1:
            yield _one(found, metric)
        else:
            yield from (_two(found, option, metric) for option in found.values if metric in found.values[option])


def _how(found: Swept, metric: str) -> Shown:
    values = [value for held in found.values.values() if metric in held for value in held[metric].reshape(-1).tolist()]
    return shown(metric, found.unit(metric), values, found.model.pack.settings)


def _one(found: Swept, metric: str) -> SweptTable:
    options = [option for option, held in found.values.items() if metric in held]
    columns = [found.values[option][metric].tolist() for option in options]
    how = _how(found, metric)
    sweep = found.sweeps[0]
    body = [[_plain(column[place]) for column in columns] for place in range(len(sweep.values))]
    return SweptTable(
        name=metric, title=f"{found.model.metric_labels[metric]}, {how.unit}",
        subtitle=f"{metric} over {_lever(sweep)}.", corner=_lever(sweep), heads=options, first=sweep.values, body=body,
        format=how.format, lines=range(len(options)),
    )  # fmt: skip


def _two(found: Swept, option: str, metric: str) -> SweptTable:
    down, across = found.sweeps
    how = _how(found, metric)
    body = [[_plain(value) for value in line] for line in found.values[option][metric].tolist()]
    return SweptTable(
        name=option, title=f"{option}: {found.model.metric_labels[metric]}, {how.unit}",
        subtitle=f"{metric} over {_lever(down)}, down, and {_lever(across)}, across.", corner=_lever(down),
        heads=across.values, first=down.values, body=body, format=how.format,
        lines=thinned(len(across.values), MOST_SERIES), across=_lever(across),
    )  # fmt: skip


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else value

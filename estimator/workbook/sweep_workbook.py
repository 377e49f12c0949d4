"""A sweep as a workbook: a sheet for each metric, or for each metric and option of two assumptions."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from estimator.analysis.questions.levers import Sweep
from estimator.analysis.questions.sweep import Swept
from estimator.display.number_format import GENERAL, number_format, to_type_in
from estimator.errors import WorkbookError
from estimator.files import write_bytes
from estimator.model.graph import Model
from estimator.report.answers.sweep import how_shown, sweep_notes, thinned
from estimator.report.manifest import in_force, manifest_texts
from estimator.workbook.cells.book import Book
from estimator.workbook.cells.charts import description
from estimator.workbook.cells.shares import in_cell
from estimator.workbook.file.write import book_bytes
from estimator.workbook.sheets.swept import SweptTable, swept_grids

MOST_SERIES, MOST_CELLS = 6, 2_000_000


def write(swept: Swept, path: Path) -> None:
    """Write the workbook of a sweep. Raises WorkbookError."""
    pack = swept.model.pack
    levers = " and ".join(_lever(each) for each in swept.sweeps)
    notes = [
        f"Swept: {levers}.",
        *sweep_notes(swept),
        *in_force(pack),
        pack.settings.notice,
        *(f"{id}: {reason}" for id, reason in swept.absent.items()),
    ]
    write_sweep(swept.model, path, f"{pack.settings.title}: sweep", notes, list(tables(swept)))


def write_sweep(model: Model, path: Path, title: str, notes: Sequence[str], tables: Sequence[SweptTable]) -> None:
    """Write tables with their charts atomically.

    Raises WorkbookError for more than two million numbers and for texts that a cell cannot hold.
    """
    cells = sum(table.cells for table in tables)
    if cells > MOST_CELLS:
        raise WorkbookError(f"{cells:,} numbers are too many for a workbook; take larger steps, or --format csv")
    write_bytes(path, sweep_bytes(model, title, notes, tables))


def sweep_bytes(model: Model, title: str, notes: Sequence[str], tables: Sequence[SweptTable]) -> bytes:
    """The workbook of the tables as bytes; equal inputs give equal bytes."""
    grids = swept_grids(title, notes, tables)
    for grid in grids:
        grid.described = tuple(map(description, grid.charts))
    return book_bytes(Book(tuple(grids), {}, title, model), manifest_texts(model.pack))


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


def _one(swept: Swept, metric: str) -> SweptTable:
    options = [option for option, held in swept.values.items() if metric in held]
    columns = [swept.values[option][metric].tolist() for option in options]
    how = how_shown(swept, metric)
    sweep = swept.sweeps[0]
    body = [[_plain(column[place]) for column in columns] for place in range(len(sweep.values))]
    return SweptTable(
        name=_short(swept.model, metric),
        title=f"{swept.model.metric_labels[metric]}, {how.words}",
        subtitle=f"{metric} over {_lever(sweep)}.",
        corner=_lever(sweep),
        heads=options,
        first=_in_cells(sweep),
        body=body,
        format=number_format(how),
        lines=range(len(options)),
        formats=(to_type_in(sweep.lever.assumption), GENERAL),
    )


def _two(swept: Swept, option: str, metric: str) -> SweptTable:
    down, across = swept.sweeps
    how = how_shown(swept, metric)
    body = [[_plain(value) for value in line] for line in swept.values[option][metric].tolist()]
    return SweptTable(
        name=f"{swept.model.short(option)}, {_short(swept.model, metric)}",
        title=f"{option}: {swept.model.metric_labels[metric]}, {how.words}",
        subtitle=f"{metric} over {_lever(down)}, down, and {_lever(across)}, across.",
        corner=_lever(down),
        heads=_in_cells(across),
        first=_in_cells(down),
        body=body,
        format=number_format(how),
        lines=thinned(len(across.values), MOST_SERIES),
        across=_lever(across),
        formats=(to_type_in(down.lever.assumption), to_type_in(across.lever.assumption)),
    )


def _short(model: Model, metric: str) -> str:
    return model.metric_shorts.get(metric) or model.metric_labels[metric]


def _in_cells(sweep: Sweep) -> list[float]:
    """The values swept as cells hold them."""
    return [in_cell(each, sweep.lever.assumption.scale) for each in sweep.values]


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else value

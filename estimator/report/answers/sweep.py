"""A sweep: a line for each value, a column for each option and metric; of two assumptions a grid for each of these."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from estimator.analysis.questions.levers import Sweep
from estimator.analysis.questions.sweep import Swept
from estimator.display.decision import Shown
from estimator.display.declared import shown_metric
from estimator.display.text import as_written, text
from estimator.report.answers.answer import Answer
from estimator.report.answers.beyond import beyond_notes, marked
from estimator.report.answers.compare import broken
from estimator.report.manifest import Document, manifest
from estimator.report.tables import Cell, Column, Number, Table

MOST_LINES, MOST_ACROSS = 60, 12


def answer(swept: Swept) -> Answer:
    """Tables, tidy rows and document."""
    tables = [_one(swept, metric) for metric in swept.metrics] if len(swept.sweeps) == 1 else [*_grids(swept)]
    return Answer(tuple(tables), _tidy(swept), document(swept))


def _heading(swept: Swept, metric: str) -> str:
    unit = how_shown(swept, metric).unit
    return f"{swept.model.metric_labels[metric]} ({metric})" + (f", {unit}" if unit else "")


def _lever(each: Sweep) -> str:
    unit = each.lever.assumption.unit
    return f"{each.lever.label}, {unit}" if unit not in ("", "1") else each.lever.label


def _values(each: Sweep) -> list[Number]:
    used = each.lever.assumption
    return [Number(value, marked(as_written(value, used.unit, used.pure), used, [value])) for value in each.values]


def sweep_notes(swept: Swept) -> Iterator[str]:
    """Which values lie beyond the limits of the pack."""
    for each in swept.sweeps:
        yield from beyond_notes(each.lever.assumption, each.values)


def _numbers(swept: Swept, metric: str, values: Sequence[float]) -> list[Number]:
    how = how_shown(swept, metric)
    able = (None if math.isnan(value) else value for value in values)
    return [Number(value, text(value, how)) for value in able]


def how_shown(swept: Swept, metric: str) -> Shown:
    """How a metric is shown, by all its values in the sweep."""
    held = (each[metric].reshape(-1).tolist() for each in swept.values.values() if metric in each)
    return shown_metric(swept.model, metric, swept.unit(metric), [value for values in held for value in values])


def thinned(count: int, most: int) -> list[int]:
    """Evenly spread places, the first and the last among them; all where there are few."""
    if count <= most:
        return list(range(count))
    return sorted({round(place * (count - 1) / (most - 1)) for place in range(most)})


def _one(swept: Swept, metric: str) -> Table:
    sweep = swept.sweeps[0]
    options = [option for option in swept.values if metric in swept.values[option]]
    across = {option: _numbers(swept, metric, swept.values[option][metric].tolist()) for option in options}
    rows = [(value, *(across[option][place] for option in options)) for place, value in enumerate(_values(sweep))]
    heads = (Column(sweep.lever.id, _lever(sweep), True), *(Column(each, broken(each), True) for each in options))
    return Table(_heading(swept, metric), heads, tuple(rows), tuple(_notes(swept, metric)))


def _notes(swept: Swept, metric: str) -> Iterator[str]:
    for id, reason in swept.absent.items():
        if id.endswith(f".{metric}"):
            yield f"{id}: {reason}"
    yield from sweep_notes(swept)


def _grids(swept: Swept) -> Iterator[Table]:
    for metric in swept.metrics:
        for option, values in swept.values.items():
            if metric in values:
                yield _grid(swept, option, metric)


def _grid(swept: Swept, option: str, metric: str) -> Table:
    down, across = swept.sweeps
    lines = thinned(len(down.values), MOST_LINES)
    places = thinned(len(across.values), MOST_ACROSS)
    shown_part = swept.values[option][metric][lines][:, places]
    numbers = _numbers(swept, metric, shown_part.reshape(-1).tolist())
    wide = len(places)
    first, heads = _values(down), _values(across)
    rows = [(first[line], *numbers[row * wide : (row + 1) * wide]) for row, line in enumerate(lines)]
    top = (
        Column(down.lever.id, _lever(down), True),
        *(Column(heads[place].text, heads[place].text, True) for place in places),
    )
    notes = [f"Down: {_lever(down)}. Across: {_lever(across)}."]
    if len(lines) < len(down.values) or wide < len(across.values):
        whole = f"{len(down.values)} × {len(across.values)}"
        notes.append(f"{len(lines)} × {wide} of {whole} shown; --format csv or -o has all.")
    notes += sweep_notes(swept)
    return Table(f"{option}: {_heading(swept, metric)}", top, tuple(rows), tuple(notes))


def _tidy(swept: Swept) -> Table:
    """A line for each value or pair of values, a column for each option and metric, base units."""
    pairs = [(option, metric) for option, values in swept.values.items() for metric in values]
    names = [each.lever.id for each in swept.sweeps]
    heads = tuple(Column(name, name) for name in [*names, *(f"{option}.{metric}" for option, metric in pairs)])
    return Table("", heads, tuple(_tidy_rows(swept, pairs)))


def _tidy_rows(swept: Swept, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[Cell, ...]]:
    flat = [swept.values[option][metric].reshape(-1).tolist() for option, metric in pairs]
    first = swept.sweeps[0].values
    second = swept.sweeps[1].values if len(swept.sweeps) > 1 else None
    keys = [(one, other) for one in first for other in second] if second else [(one,) for one in first]
    for place, key in enumerate(keys):
        numbers = (column[place] for column in flat)
        yield tuple(Number(each, "") for each in key) + tuple(
            Number(None if math.isnan(value) else value, "") for value in numbers
        )


def document(swept: Swept) -> Document:
    """The sweep as JSON: assumptions with their values, then nested lists by option and metric; null for nothing."""
    return {
        "manifest": manifest(swept.model.pack),
        "assumptions": [
            {
                "id": each.lever.id,
                "unit": each.lever.assumption.unit,
                "values": list(each.values),
                "limits": each.lever.assumption.limits and list(each.lever.assumption.limits),
                **({"years": list(each.lever.years)} if each.lever.years else {}),
            }
            for each in swept.sweeps
        ],
        "options": {
            option: {id: {"unit": swept.unit(id), "values": _plain(each.tolist())} for id, each in held.items()}
            for option, held in swept.values.items()
        },
        "absent": dict(swept.absent),
    }


def _plain(values: list[object]) -> list[object]:
    """Nested lists with null for NaN."""
    return [
        _plain(each) if isinstance(each, list) else None if isinstance(each, float) and math.isnan(each) else each
        for each in values
    ]

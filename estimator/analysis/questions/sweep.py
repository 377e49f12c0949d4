"""Metrics over a range of one or two assumptions.

Of a grid of two, rows that read only one of the assumptions are computed once for each of its values; only rows that
read both are computed for every pair, one value of the first at a time. So a grid of 200 × 200 takes seconds and the
memory of 200 draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from estimator.analysis.questions.levers import Sweep
from estimator.analysis.questions.variations import GROUP, Progress, Variations, cut, metric_rows
from estimator.analysis.questions.whatif import require_metric
from estimator.errors import InputError
from estimator.evaluation import Array, Values
from estimator.model import Model
from estimator.model.reasons import NOTHING_SUPPLIES

MOST_PAIRS = 1_000_000


@dataclass(frozen=True)
class Swept:
    """Metrics over a grid: `values[option][metric]` has the shape of the sweeps, `(first,)` or `(first, second)`.

    NaN stands where a metric does not apply or cannot be computed. `absent` says why an option lacks a metric.
    """

    model: Model
    sweeps: tuple[Sweep, ...]
    metrics: tuple[str, ...]
    values: Mapping[str, Mapping[str, Array]]
    absent: Mapping[str, str]

    def unit(self, metric: str) -> str:
        """The normal unit of a metric."""
        return self.model.metric_units[metric]


def sweep(model: Model, sweeps: Sequence[Sweep], metrics: Sequence[str], progress: Progress | None = None) -> Swept:
    """Compute metrics of all options shown over the values of one or two assumptions.

    Raises InputError for more than two assumptions, the same one twice, or more than a million pairs.
    """
    _require_grid(sweeps)
    for metric in metrics:
        require_metric(model, metric)
    rows = list(metric_rows(model, model.options, metrics))
    ids = [id for _, _, id in rows]
    study = Variations(model)
    found = (_one if len(sweeps) == 1 else _two)(study, sweeps, ids, progress)
    values: dict[str, dict[str, Array]] = {option: {} for option in model.options}
    for option, metric, id in rows:
        values[option][metric] = found[id]
    missing = [f"{option}.{metric}" for option in model.options for metric in metrics]
    absent = {id: model.absent.get(id, NOTHING_SUPPLIES) for id in missing if id not in found}
    return Swept(model, tuple(sweeps), tuple(metrics), values, absent)


def _require_grid(sweeps: Sequence[Sweep]) -> None:
    if not 1 <= len(sweeps) <= 2:
        raise InputError(f"{len(sweeps)} assumptions; one or two can be swept")
    if len(sweeps) == 2 and sweeps[0].lever.id == sweeps[1].lever.id:
        raise InputError(f"{sweeps[0].lever.id} is swept twice")
    pairs = int(np.prod([len(each.values) for each in sweeps]))
    if pairs > MOST_PAIRS:
        raise InputError(f"{pairs:,} pairs of values; at most {MOST_PAIRS:,} are computed. Take larger steps")


def _inputs(study: Variations, each: Sweep) -> dict[str, Array]:
    return {each.lever.id: each.lever.array(each.values, study.model.years)}


def _one(study: Variations, sweeps: Sequence[Sweep], ids: Sequence[str], progress: Progress | None) -> dict[str, Array]:
    return study.scalars(_inputs(study, sweeps[0]), ids, len(sweeps[0].values), progress)


def _two(study: Variations, sweeps: Sequence[Sweep], ids: Sequence[str], progress: Progress | None) -> dict[str, Array]:
    """Every pair: for each value of the first, all values of the second side by side, in groups."""
    outer, inner = (_inputs(study, each) for each in sweeps)
    count, width = (len(each.values) for each in sweeps)
    made = {id: np.full((count, width), np.nan) for id in ids}
    frontier = _frontier(study, sweeps, ids)
    for start in range(0, width, GROUP):
        part = slice(start, min(start + GROUP, width))
        inside = cut(inner, part)
        known = _known(study, inside, frontier[1])
        for place in range(count):
            here = cut(outer, slice(place, place + 1))
            there = {**known, **_known(study, here, frontier[0])}
            for id, found in study.group({**here, **inside}, ids, part.stop - part.start, there).items():
                made[id][place, part] = found[:, 0]
            if progress:
                progress(start * count + (place + 1) * (part.stop - part.start), count * width)
    return made


def _frontier(study: Variations, sweeps: Sequence[Sweep], ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """For each assumption, the rows that depend on it alone and that rows of both, or the metrics, read."""
    first, second = (study.model.reached_by([each.lever.id]) for each in sweeps)
    both = first & second
    read = {each for id in both for each in study.model.precedents(id)} | set(ids)
    inputs = {each.lever.id for each in sweeps}
    return sorted((first - both - inputs) & read), sorted((second - both - inputs) & read)


def _known(study: Variations, changes: Mapping[str, Array], rows: Sequence[str]) -> Values:
    """Rows that depend on one assumption alone, as far as they can be computed with it."""
    return study.group(changes, rows, max(each.shape[0] for each in changes.values())) if rows else {}

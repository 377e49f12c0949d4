"""Whether the options feel a change: which rows move, where it ends, and from which year on it acts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from estimator.analysis.questions.variations import Variations
from estimator.errors import EvaluationError
from estimator.evaluation import Array, Values
from estimator.model import Model

MOST_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class Felt:
    """How a change of one input is felt.

    `is_read` says that a row reads it, `moved` that a metric of an option shown changes. `since` is the first fiscal
    year in which a row that reads it changes; None where such a row is no row along the years. Where nothing moves,
    `ends_at` are the rows at which the change ends, and `decided_by` other inputs of theirs, which may act there.
    """

    is_read: bool
    moved: bool
    since: int | None
    ends_at: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()


def felt(study: Variations, id: str, new: Array) -> Felt:
    """How the model feels new values of an input, alone."""
    model = study.model
    readers = [each for each in study.model.readers.get(id, ()) if each in model.rows]
    if id not in model.inputs or not readers:
        return Felt(is_read=False, moved=False, since=None)
    rows = [each for each in study.model.reached_by([id]) if each in model.rows]
    try:
        found = study.at({id: new}, rows)
    except EvaluationError:
        return Felt(is_read=True, moved=True, since=None)
    changed = {each for each in rows if not np.array_equal(found[each], study.values[each], equal_nan=True)}
    since = _since(study, found, [each for each in readers if each in changed])
    if any(f"{option}.{metric}" in changed for option in model.options for metric in model.metric_labels):
        return Felt(is_read=True, moved=True, since=since)
    ends = _ends(model, rows, {id, *changed}, changed)
    return Felt(True, False, since, ends[:MOST_NAMED], _beside(model, ends, id))


def _since(study: Variations, found: Values, changed: Sequence[str]) -> int | None:
    if not changed or any(found[each].shape[-1] == 1 for each in changed):
        return None
    firsts = [int(np.flatnonzero((found[each] != study.values[each]).any(axis=0))[0]) for each in changed]
    return study.model.years[min(firsts)]


def _ends(model: Model, rows: Sequence[str], moving: Collection[str], changed: Collection[str]) -> tuple[str, ...]:
    """The rows that read what changes and do not change themselves, in the order of the model."""
    still = {each for each in rows if each not in changed and any(one in moving for one in model.precedents(each))}
    return tuple(each for each in model.rows if each in still)


def _beside(model: Model, ends: Sequence[str], id: str) -> tuple[str, ...]:
    """Other inputs that these rows read, the first few."""
    found = dict.fromkeys(each for row in ends for each in model.precedents(row) if each in model.inputs)
    return tuple(each for each in found if each != id and model.inputs[each].editable)[:MOST_NAMED]

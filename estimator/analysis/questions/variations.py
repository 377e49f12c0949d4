"""A model computed once, and then again and again with some inputs changed.

Only rows that read a changed input, directly or through others, are computed anew, and of these only the ones that the
wanted rows need. Draws run side by side in small groups, so memory stays bounded whatever the number of draws.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np

from estimator.errors import EvaluationError
from estimator.evaluation import Array, Values, evaluate
from estimator.model import Model

GROUP = 256
Progress = Callable[[int, int], None]


class Variations:
    """A model with its values, from which inputs are varied. `values` are those of the model as it stands."""

    def __init__(self, model: Model) -> None:
        """Compute the model once."""
        self.model = model
        self.values: Values = evaluate(model)

    def at(self, changes: Mapping[str, Array], wanted: Collection[str], known: Values | None = None) -> Values:
        """The wanted rows with some inputs replaced, each `(draws, years)` or `(draws, 1)`.

        A row that no change reaches keeps its one draw. `known` gives rows worked out before, which then stand for
        all that lies behind them. Raises EvaluationError.
        """
        touched = self.model.reached_by([*changes, *(known or ())])
        still = {id: each for id, each in self.values.items() if id not in touched}
        return evaluate(self.model, {**still, **(known or {}), **changes}, wanted)

    def scalars(
        self, changes: Mapping[str, Array], wanted: Sequence[str], draws: int, progress: Progress | None = None
    ) -> dict[str, Array]:
        """Scalar rows over many draws, each an array `(draws,)`, in groups; NaN where a number cannot be computed."""
        made = {id: np.full(draws, np.nan) for id in wanted}
        for start in range(0, draws, GROUP):
            part = slice(start, min(start + GROUP, draws))
            for id, found in self.group(cut(changes, part), wanted, part.stop - part.start).items():
                made[id][part] = found[:, 0]
            if progress:
                progress(part.stop, draws)
        return made

    def group(
        self, changes: Mapping[str, Array], wanted: Sequence[str], draws: int, known: Values | None = None
    ) -> Values:
        """Wanted rows of one group, with NaN in the draws that cannot be computed; every row has all draws."""
        try:
            found = self.at(changes, wanted, known)
        except EvaluationError:
            if draws == 1:
                return {id: np.full((1, self.values[id].shape[1]), np.nan) for id in wanted}
            parts = [
                self.group(cut(changes, half), wanted, _length(half), known and cut(known, half))
                for half in (slice(0, draws // 2), slice(draws // 2, draws))
            ]
            return {id: np.concatenate([part[id] for part in parts]) for id in wanted}
        return {id: np.broadcast_to(each, (draws, each.shape[1])) for id, each in found.items()}


def cut(arrays: Mapping[str, Array], part: slice) -> dict[str, Array]:
    """Some of the draws of each array; an array of one draw stands for all."""
    return {id: each if each.shape[0] == 1 else each[part] for id, each in arrays.items()}


def _length(part: slice) -> int:
    return int(part.stop - part.start)


def metric_rows(model: Model, options: Sequence[str], metrics: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Option, metric and row id of each metric that an option has."""
    for option in options:
        for metric in metrics:
            if f"{option}.{metric}" in model.rows:
                yield option, metric, f"{option}.{metric}"

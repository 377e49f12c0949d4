"""The values of a model as its pack's files have them, kept beside its graph.

Under changes only the rows that these reach are computed anew; the others keep their values to the last bit. Two
machines may round a power or a logarithm differently, so values are kept for one machine and one version of NumPy.
"""

from __future__ import annotations

import hashlib
import platform
from itertools import accumulate, pairwise

import numpy as np

from estimator import cache
from estimator.evaluation.inputs import Array, Values, input_array
from estimator.model import Model

BYTES = 8
"""Of one number."""


def values_key(model: Model, inputs: Values) -> str:
    """The key of a model's values as the files have its inputs; empty where its graph is not kept."""
    if not model.key:
        return ""
    digest = hashlib.sha256()
    for id in model.inputs:
        digest.update(_as_filed(model, id, inputs).tobytes())
    return cache.key_of("values", model.key, np.__version__, platform.node(), platform.machine(), digest.hexdigest())


def find_values(key: str, model: Model, inputs: Values) -> Values:
    """The rows that are as they were kept, by id; none where nothing sound is kept."""
    found = cache.find(key)
    years = len(model.years)
    sizes = [years if model.rows[id].shape == "by_year" else 1 for id in model.order]
    if found is None or len(found) != sum(sizes) * BYTES:
        return {}
    numbers = np.frombuffer(bytearray(found), dtype=np.float64)
    ends = [0, *accumulate(sizes)]
    reached = model.reached_by(_changed(model, inputs))
    return {
        id: numbers[start:end].reshape(1, -1)
        for id, (start, end) in zip(model.order, pairwise(ends), strict=True)
        if id not in reached
    }


def keep_values(key: str, model: Model, inputs: Values, values: Values) -> None:
    """Keep the rows of a model whose inputs are as its files have them."""
    if key and not _changed(model, inputs):
        cache.keep(key, b"".join(np.ascontiguousarray(values[id]).tobytes() for id in model.order))


def _as_filed(model: Model, id: str, inputs: Values) -> Array:
    """An input as the files have it, of which most are in use as they are."""
    used = model.inputs[id]
    filed = model.pack.base.get(id, used)
    return inputs[id] if filed is used else input_array(filed, model.years)


def _changed(model: Model, inputs: Values) -> list[str]:
    """The inputs that are other than the files have them."""
    return [id for id in model.inputs if _as_filed(model, id, inputs).tobytes() != inputs[id].tobytes()]

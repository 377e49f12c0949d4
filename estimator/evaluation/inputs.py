"""What a model computes with: its assumptions as arrays in their normal units."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from estimator.model import YEAR, Model
from estimator.pack.records import Assumption
from estimator.units import in_normal

Array = NDArray[np.float64]
Values = dict[str, Array]


def input_array(assumption: Assumption, years: tuple[int, ...]) -> Array:
    """An assumption's value in its normal unit: `(1, 1)`, or `(1, years)` if by year."""
    given = map(assumption.year_value, years) if assumption.is_by_year else [cast(float, assumption.value)]
    return np.array([[in_normal(each, assumption.scale) for each in given]])


def input_arrays(model: Model) -> Values:
    """Every input of a model, and the axis of fiscal years."""
    years = model.years
    made: Values = {YEAR: np.array([years], dtype=np.float64)}
    for id, assumption in model.inputs.items():
        made[id] = input_array(assumption, years)
    return made

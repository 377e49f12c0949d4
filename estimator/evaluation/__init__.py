"""The model computed in NumPy: arrays `(draws, years)`, scalars `(draws, 1)`.

Division by nil, invalid operations and overflow raise EvaluationError with the row's id and fiscal year, as a
spreadsheet would show an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

import numpy as np
from numpy.typing import NDArray

from estimator.errors import EvaluationError
from estimator.expression import Constant, Node, Operation, Reference
from estimator.expression.arithmetic import ARITHMETIC
from estimator.expression.computing import compute
from estimator.model import YEAR, Model
from estimator.pack.records import Assumption

Array = NDArray[np.float64]
Values = dict[str, Array]


def input_array(assumption: Assumption, years: tuple[int, ...]) -> Array:
    """An assumption's value in its normal unit: `(1, 1)`, or `(1, years)` if by year."""
    if assumption.is_by_year:
        return np.array([[assumption.year_value(year) for year in years]]) * assumption.scale
    return np.array([[cast(float, assumption.value)]]) * assumption.scale


def input_arrays(model: Model) -> Values:
    """Every input of a model, and the axis of fiscal years."""
    made: Values = {YEAR: np.array([model.years], dtype=np.float64)}
    for id, assumption in model.inputs.items():
        made[id] = input_array(assumption, model.years)
    return made


def evaluate(model: Model, inputs: Mapping[str, Array] | None = None) -> Values:
    """Compute every row; returns inputs and rows by id, in base units, NaN where a metric does not apply.

    `inputs` replaces values of assumptions (normal units, arrays `(draws, 1)` or `(draws, years)`).
    Raises EvaluationError with the row's id, the fiscal year and the numbers that it reads.
    """
    values: Values = {**input_arrays(model), **(inputs or {})}
    in_ring = {id: ring for ring in model.rings for id in ring}
    with np.errstate(divide="raise", invalid="raise", over="raise", under="ignore"):
        for id in model.order:
            if id in values:
                continue
            if id in in_ring:
                _ring(model, in_ring[id], values)
            else:
                values[id] = _row(model, id, values)
    return values


def _row(model: Model, id: str, values: Values) -> Array:
    row = model.rows[id]
    try:
        found = compute(row.expression, values)
    except (FloatingPointError, ValueError) as problem:
        raise EvaluationError(explain_failure(model, id, values, problem)) from None
    if row.shape == "by_year":
        return _wide(found, len(model.years))
    return found if found.ndim == 2 else found.reshape(-1, 1)


def _wide(found: Array, years: int) -> Array:
    flat = found if found.ndim == 2 else np.atleast_2d(found)
    return flat if flat.shape[-1] == years else np.broadcast_to(flat, (flat.shape[0], years))


def _ring(model: Model, ring: tuple[str, ...], values: Values) -> None:
    """Compute rows that read last year's values of one another, year by year."""
    years = len(model.years)
    draws = max(
        values[each].shape[0] for id in ring for each in model.rows[id].precedents if each in values
    )  # fmt: skip
    for id in ring:
        values[id] = np.zeros((draws, years))
    for year in range(years):
        for id in ring:
            try:
                values[id][:, year] = _at(model.rows[id].expression, year, ring, values)
            except (FloatingPointError, ValueError) as problem:
                message = f"{id}, {model.pack.settings.year_prefix}{model.years[year]}: {problem}"
                raise EvaluationError(message) from None


def _at(node: Node, year: int, ring: tuple[str, ...], values: Values) -> Array:
    """The value of an expression in one column: an array of draws."""
    if isinstance(node, Constant):
        return np.array([node.value])
    if isinstance(node, Reference):
        found = values[node.id]
        return found[:, year] if found.shape[1] > 1 else found[:, 0]
    if not isinstance(node, Operation):
        raise TypeError(type(node))
    if node.name == "previous":
        target = cast(Reference, node.arguments[0])
        return values[target.id][:, year - 1] if year else _at(node.arguments[1], 0, ring, values)
    if node.name in WHOLE_ROW:
        whole = _wide(compute(node, values), values[YEAR].shape[1])
        return whole[:, year]
    return ARITHMETIC[node.name](*(_at(argument, year, ring, values) for argument in node.arguments))


WHOLE_ROW: Mapping[str, Callable[..., Array]] = {
    name: ARITHMETIC[name]
    for name in (
        "cumulative", "trailing_total", "lagged", "total", "largest", "smallest", "value_at", "first_year", "last_year",
    )
}  # fmt: skip


def explain_failure(model: Model, id: str, values: Values, problem: Exception) -> str:
    """Which row, which year, and what the row read there."""
    row = model.rows[id]
    column = _failing_column(row.expression, values)
    reads = []
    for each in row.precedents:
        found = values[each]
        number = found[0, column if found.shape[1] > 1 else 0]
        reads.append(f"{each} = {number:.6g}")
    year = f", {model.pack.settings.year_prefix}{model.years[column]}" if row.shape == "by_year" else ""
    what = "division by nil" if "divide" in str(problem) else str(problem)
    return f"{id}{year}: {what} ({', '.join(reads)}). Change the input, or use divide_or in the row"


def _failing_column(node: Node, values: Values) -> int:
    with np.errstate(all="ignore"):
        found = compute(node, values)
        bad = ~np.isfinite(np.atleast_2d(found))
    return int(np.argmax(bad.any(axis=0))) if bad.any() else 0

"""The model computed in NumPy: arrays `(draws, years)`, scalars `(draws, 1)`.

Division by nil, invalid operations and overflow raise EvaluationError with the row's id and fiscal year, as a
spreadsheet would show an error.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

import numpy as np

from estimator.errors import EvaluationError
from estimator.evaluation.inputs import Array, Values, input_array, input_arrays
from estimator.evaluation.kept import find_values, keep_values, values_key
from estimator.evaluation.latest import remember, remembered
from estimator.expression import Constant, Node, Operation, Reference
from estimator.expression.arithmetic import ARITHMETIC
from estimator.expression.computing import compute
from estimator.expression.operations import WHOLE_SERIES
from estimator.model import YEAR, Model

__all__ = ["Array", "Values", "ancestors", "evaluate", "explain_failure", "input_array", "input_arrays"]
TOO_LARGE = "a number is too large to be computed with"
ADVICE = "Change the inputs behind them (estimator trace ID)"
LIMITS = "limits above 0 in the pack's files refuse a divisor of nil"


def evaluate(model: Model, inputs: Mapping[str, Array] | None = None, wanted: Collection[str] | None = None) -> Values:
    """Compute every row; returns inputs and rows by id, in base units, NaN where a metric does not apply.

    `inputs` replaces values of assumptions (normal units, arrays `(draws, 1)` or `(draws, years)`), or gives rows that
    are known already. With `wanted` only these rows and what they read are computed, only `wanted` is returned, and an
    array is let go once its last reader is done.
    Raises EvaluationError with the row's id, the fiscal year and the numbers that it reads.
    """
    given = inputs or {}
    if wanted is not None:
        known = remembered(model, wanted) if not given else None
        return known if known is not None else _wanted_only(model, given, wanted)
    if not given:
        return _point(model)
    values: Values = {**input_arrays(model), **given}
    _compute(model, model.order, values)
    return values


def _point(model: Model) -> Values:
    """The model as it stands; what was computed once with the inputs of the pack's files is looked up."""
    inputs = input_arrays(model)
    key = values_key(model, inputs)
    known = find_values(key, model, inputs) if key else {}
    values = {**inputs, **known}
    _compute(model, model.order, values)
    if not known:
        keep_values(key, model, inputs, values)
    values = {id: values[id] for id in (YEAR, *model.inputs, *model.order)}
    remember(model, values)
    return dict(values)


def _wanted_only(model: Model, given: Mapping[str, Array], wanted: Collection[str]) -> Values:
    needed = ancestors(model, wanted, given)
    inputs = {id: each for id, each in model.inputs.items() if id in needed}
    values: Values = {YEAR: np.array([model.years], dtype=np.float64)}
    values |= {id: given[id] if id in given else input_array(each, model.years) for id, each in inputs.items()}
    values |= {id: each for id, each in given.items() if id in needed}
    order = [id for id in model.order if id in needed]
    _compute(model, order, values, _last_readers(model, order, wanted))
    return {id: values[id] for id in wanted}


def ancestors(model: Model, wanted: Collection[str], known: Collection[str] = ()) -> set[str]:
    """The ids needed to compute some rows, these included; what is `known` needs nothing. Rings are whole."""
    rings = {id: ring for ring in model.rings for id in ring}
    found: set[str] = set()
    left = list(wanted)
    while left:
        id = left.pop()
        if id in found:
            continue
        found.add(id)
        if id not in known:
            left += [*model.precedents(id), *rings.get(id, ())]
    return found


def _last_readers(model: Model, order: Collection[str], wanted: Collection[str]) -> dict[str, list[str]]:
    """What may be let go after each row: the ids that nothing after it reads."""
    last = {each: id for id in order for each in (*model.precedents(id), id)}
    kept = {YEAR, *wanted}
    found: dict[str, list[str]] = {}
    for each, reader in last.items():
        if each not in kept:
            found.setdefault(reader, []).append(each)
    return found


def _compute(
    model: Model, order: Collection[str], values: Values, let_go: Mapping[str, list[str]] | None = None
) -> None:
    """Fill in the rows of an order, precedents first; `let_go` says which arrays a row is the last to need."""
    in_ring = {id: ring for ring in model.rings for id in ring}
    with np.errstate(divide="raise", invalid="raise", over="raise", under="ignore"):
        for id in order:
            if id not in values and id in in_ring:
                _ring(model, in_ring[id], values)
            elif id not in values:
                values[id] = _row(model, id, values)
            for each in (let_go or {}).get(id, ()):
                values.pop(each, None)


def _row(model: Model, id: str, values: Values) -> Array:
    row = model.rows[id]
    try:
        found = compute(row.expression, values)
    except (FloatingPointError, ValueError) as problem:
        raise EvaluationError(explain_failure(model, id, values, problem)) from None
    if row.shape == "by_year":
        return _wide(found, values[YEAR].shape[1])
    return found if found.ndim == 2 else found.reshape(-1, 1)


def _wide(values: Array, years: int) -> Array:
    flat = values if values.ndim == 2 else np.atleast_2d(values)
    return flat if flat.shape[-1] == years else np.broadcast_to(flat, (flat.shape[0], years))


def _ring(model: Model, ring: tuple[str, ...], values: Values) -> None:
    """Compute rows that read last year's values of one another, year by year."""
    years = values[YEAR].shape[1]
    draws = max(values[each].shape[0] for id in ring for each in model.rows[id].precedents if each in values)
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
    if node.name in WHOLE_SERIES:
        whole = _wide(compute(node, values), values[YEAR].shape[1])
        return whole[:, year]
    return ARITHMETIC[node.name](*(_at(argument, year, ring, values) for argument in node.arguments))


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
    by_nil = "divide" in str(problem)
    large = any(word in str(problem) for word in ("overflow", "multiply")) and not by_nil
    what = "division by nil" if by_nil else TOO_LARGE if large else str(problem)
    advice = ADVICE.replace("ID", id) + (f"; {LIMITS}" if by_nil else "")
    return f"{id}{year}: {what} ({', '.join(reads)}). {advice}"


def _failing_column(node: Node, values: Values) -> int:
    with np.errstate(all="ignore"):
        found = compute(node, values)
        bad = ~np.isfinite(np.atleast_2d(found))
    return int(np.argmax(bad.any(axis=0))) if bad.any() else 0

"""The values of the model that was computed last as it stands, for as long as somebody holds the model.

A comparison asks for some of its rows a dozen times: what is constant in a plan, the points of metrics and of years.
"""

from __future__ import annotations

import weakref
from collections.abc import Collection

from estimator.evaluation.inputs import Values
from estimator.model import Model

_latest: list[tuple[weakref.ref[Model], Values]] = []


def remember(model: Model, values: Values) -> None:
    """Keep all values of a model, computed with its own inputs, in place of those of another."""
    _latest[:] = [(weakref.ref(model, _forget), values)]


def remembered(model: Model, wanted: Collection[str]) -> Values | None:
    """Some of its values, if all are known; None if not. Nobody writes into them."""
    known = next((values for held, values in _latest if held() is model), None)
    return None if known is None or not known.keys() >= set(wanted) else {id: known[id] for id in wanted}


def _forget(gone: weakref.ref[Model]) -> None:
    _latest[:] = [each for each in _latest if each[0] is not gone]

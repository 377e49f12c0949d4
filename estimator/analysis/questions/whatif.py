"""What if: every metric before and after some changes, and each change's share of the difference in a total.

Up to ten changes share the difference by Shapley's value: the mean of what a change adds over every order in which the
changes could have been made, taken exactly from all 2^n sets of changes. More than ten share it in the order given. In
both ways the shares add up to the difference.

Source: L. S. Shapley, A Value for n-Person Games, Contributions to the Theory of Games II, 1953.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

import numpy as np

from estimator.analysis.differences.compared import SAME_VALUE
from estimator.analysis.questions.felt import Felt, felt
from estimator.analysis.questions.variations import Variations
from estimator.analysis.standing.compare import Comparison, compare
from estimator.calculators.roles import Role
from estimator.errors import InputError, UnknownNameError, did_you_mean
from estimator.evaluation import Array, evaluate, input_array
from estimator.model import Model, build_model
from estimator.pack.records import Assumption, Pack

MOST_EXACT = 10
Method = Literal["shapley", "order"]


@dataclass(frozen=True, slots=True)
class Change:
    """One assumption that differs: as it was, as it is, and the arrays that a model reads for the two."""

    before: Assumption
    after: Assumption
    old: Array
    new: Array

    @property
    def id(self) -> str:
        """The assumption's full id."""
        return self.after.id


@dataclass(frozen=True)
class Shares:
    """How much of an option's difference in the total each change explains, by id in the order of the changes.

    Without shares `reason` says why, for example because the metric does not apply before the changes.
    """

    change: float | None
    shares: Mapping[str, float]
    reason: str = ""


@dataclass(frozen=True)
class WhatIf:
    """Metrics before and after, the changes, the shares of the total `metric` by option, and how each is felt."""

    before: Comparison
    after: Comparison
    changes: tuple[Change, ...]
    metric: str
    method: Method
    shares: Mapping[str, Shares]
    felt: Mapping[str, Felt]


def whatif(before: Pack, after: Pack, options: Sequence[str] | None = None, metric: str = "") -> WhatIf:
    """Compare a pack with the same pack under overrides, and say which change explains how much of the difference.

    `metric` is the life-cycle cost if none is named.
    Raises InputError where nothing differs, UnknownNameError for a metric or option that does not exist.
    """
    changes = changes_between(before, after)
    if not changes:
        raise InputError("nothing changes: the values given are those that the pack has already")
    model = build_model(before, options)
    metric = metric or model.name(Role.LIFE_CYCLE_COST)
    require_metric(model, metric)
    study = Variations(model)
    old = compare(model, study.values)
    return WhatIf(
        before=old,
        after=_after(model, after),
        changes=changes,
        metric=metric,
        method="shapley" if len(changes) <= MOST_EXACT else "order",
        shares=_shares(study, changes, metric),
        felt={each.id: felt(study, each.id, each.new) for each in changes},
    )


def _after(model: Model, after: Pack) -> Comparison:
    """The comparison after the changes. Overrides change values, never the graph, so the rows stay as wired."""
    inputs = {id: after.assumptions.get(id, each) for id, each in model.inputs.items()}
    changed = replace(model, pack=after, inputs=inputs)
    return compare(changed, evaluate(changed))


def changes_between(before: Pack, after: Pack) -> tuple[Change, ...]:
    """The assumptions whose numbers differ, in the order in which the overrides of `after` name them."""
    years = after.settings.years
    named = dict.fromkeys(each.id for each in after.applied)
    found = []
    for id in named:
        old, new = before.assumptions[id], after.assumptions[id]
        arrays = input_array(old, years), input_array(new, years)
        if not np.allclose(*arrays, rtol=SAME_VALUE, atol=0, equal_nan=True):
            found.append(Change(old, new, *arrays))
    return tuple(found)


def require_metric(model: Model, metric: str) -> None:
    """Raise UnknownNameError, with the nearest ids, for a metric that no option has."""
    if metric not in model.metric_labels:
        hint = did_you_mean(metric[:80], model.metric_labels) or "estimator list metrics shows them."
        raise UnknownNameError(f'no metric "{metric[:80]}". {hint}')


def _shares(study: Variations, changes: Sequence[Change], metric: str) -> dict[str, Shares]:
    """Shares of each option, from the metric under every set of changes that the method needs."""
    exact = len(changes) <= MOST_EXACT
    sets = all_sets(len(changes)) if exact else growing_sets(len(changes))
    rows = {option: f"{option}.{metric}" for option in study.model.options}
    present = [id for id in rows.values() if id in study.model.rows]
    found = study.scalars(inputs_under(changes, sets), present, len(sets)) if present else {}
    made = {}
    for option, id in rows.items():
        if id not in found:
            made[option] = Shares(None, {}, study.model.absent.get(id, "the metric does not apply to the option"))
        else:
            made[option] = _shared(found[id], sets, [each.id for each in changes], exact)
    return made


def _shared(values: Array, sets: Array, ids: Sequence[str], exact: bool) -> Shares:
    if np.isnan(values[0]) or np.isnan(values[-1]):
        when = "before" if np.isnan(values[0]) else "after"
        return Shares(None, {}, f"the metric does not apply {when} the changes")
    change = float(values[-1] - values[0])
    if np.isnan(values).any():
        reason = "under some of the changes alone the metric does not apply, so nothing is shared out"
        return Shares(change, {}, reason)
    parts = shapley(values, sets) if exact else np.diff(values)
    return Shares(change, dict(zip(ids, settled([float(part) for part in parts], change), strict=True)))


def all_sets(count: int) -> Array:
    """Every set of changes as a row of flags `(2^n, n)`: none first, all last."""
    numbers = np.arange(2**count)[:, np.newaxis]
    return ((numbers >> np.arange(count)) & 1).astype(np.float64)


def growing_sets(count: int) -> Array:
    """No change, the first, the first two …, all: rows of flags `(n + 1, n)`."""
    return np.tri(count + 1, count, -1)


def inputs_under(changes: Sequence[Change], sets: Array) -> dict[str, Array]:
    """The inputs of a model under each set of changes, a draw each."""
    return {each.id: np.where(sets[:, [place]] == 1, each.new, each.old) for place, each in enumerate(changes)}


def shapley(values: Array, sets: Array) -> Array:
    """Each change's share of `values[-1] - values[0]`, where `values` belong to `all_sets`."""
    count = sets.shape[1]
    sizes = sets.sum(axis=1).astype(int)
    weights = np.array([1 / (count * math.comb(count - 1, size)) if size < count else 0.0 for size in sizes])
    shares = np.empty(count)
    for place in range(count):
        without = np.flatnonzero(sets[:, place] == 0)
        shares[place] = np.sum(weights[without] * (values[without + 2**place] - values[without]))
    return shares


def settled(shares: Sequence[float], change: float) -> list[float]:
    """The shares with the last digits settled, so that they add up to the change exactly.

    What rounding leaves goes to the largest share that is no larger than the change itself, then to the next.
    """
    made = list(shares)
    order = sorted(range(len(made)), key=lambda place: (abs(made[place]) > abs(change), -abs(made[place])))
    for place in order:
        if math.fsum(made) == change:
            break
        others = sum(Fraction(share) for other, share in enumerate(made) if other != place)
        made[place] = float(Fraction(change) - others)
    return made

"""The few inputs that matter: what a reader should turn first. One list for the page's levers and *Assumptions*.

A pack names them (`key_inputs` in pack.toml). For one that names none they are found in draws of all its ranges at
once: each input's share in what moves the headline metrics of all options.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.indices import average_ranks
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.sampling import BLOCK
from estimator.analysis.draws.simulate import drawing_of, uncertain_inputs
from estimator.analysis.draws.trials import computed
from estimator.analysis.standing import kept
from estimator.calculators.roles import Role
from estimator.errors import EvaluationError
from estimator.evaluation.compiled import compiled, pays
from estimator.evaluation.planning import make_plan
from estimator.model import Model, build_model
from estimator.pack import without_layers
from estimator.pack.records import MOST_KEY_INPUTS

Array = NDArray[np.float64]
DRAWS: Final = 2048
FIRST: Final = (Role.GDP_SHARE, Role.GROWTH_SHIFT)
"""What sets the headroom comes first: a ceiling that a policy sets has no range and moves in no draw."""
SUBJECTS: Final = (
    (Role.LIFE_CYCLE_COST,),
    (Role.NEW_MONEY, Role.BREAK_EVEN_SHARE),
    (Role.PEOPLE, Role.YEARS_SHORT),
    (Role.STATIONS_HELD, Role.LEAKERS, Role.LEAKERS_AFTER_STRIKE, Role.LAUNCHERS_DESTROYED),
)
"""The headline metrics by subject: cost, room in the budget, people, effect. Each subject weighs the same."""
DIGITS: Final = 6
FIRMNESS: Final = 1e-9
_RANKED: dict[str, tuple[str, ...]] = {}
"""The ranking by digest of the pack: it takes seconds, and workbook and page ask for the same one."""


def key_inputs(model: Model, most: int = MOST_KEY_INPUTS) -> list[str]:
    """The ids of the inputs that matter, the most important first; at most `most`, all of them inputs of `model`.

    Call it with the model that is shown: `key_inputs(comparison.model)`. The order is the pack's own list, else it is
    found in 2,048 draws of the pack as its files have it, with all options; so no scenario, `--set`, number of draws or
    choice of options changes it, and of a model with fewer options the first that it reads are taken. Only inputs with
    one value that may be set are listed, none by year. A pack without ranges, or one that cannot be drawn as it
    stands, gives those that set the headroom.
    """
    pack = model.pack
    ordered = pack.settings.key_inputs or _ranked(model)
    return [id for id in ordered if _may_be_turned(model, id)][:most]


def _may_be_turned(model: Model, id: str) -> bool:
    found = model.inputs.get(id)
    return found is not None and found.editable and not found.is_by_year


def _ranked(model: Model) -> tuple[str, ...]:
    """Every input in the order in which it matters, the same for each model of a pack."""
    digest = model.pack.digest
    if digest not in _RANKED:
        key = kept.key_of("key inputs", digest)
        _RANKED[digest] = _kept(key, model) or _found(_whole(model))
        kept.keep(key, _RANKED[digest])
    return _RANKED[digest]


def _kept(key: str, model: Model) -> tuple[str, ...]:
    """The ranking as it was kept; none where nothing is, or nothing that names assumptions of the pack alone."""
    found = kept.find(key)
    known = isinstance(found, list) and all(isinstance(each, str) and each in model.pack.assumptions for each in found)
    return tuple(found) if known else ()


def _whole(model: Model) -> Model:
    """The model of the pack as its files have it, with all options."""
    pack = model.pack
    as_it_is = not pack.applied and not pack.joined and model.options == pack.settings.options
    return model if as_it_is else build_model(without_layers(pack))


def _found(model: Model) -> tuple[str, ...]:
    first = [id for role in FIRST if (id := model.role(role)) and id in model.inputs]
    shares = _shares(model)
    return tuple(dict.fromkeys([*first, *sorted(shares, key=lambda each: -shares[each])]))


def _shares(model: Model) -> Mapping[str, float]:
    """Each drawn input's share in what moves the headline metrics: the mean over the subjects of the mean over rows."""
    subjects = _rows_by_subject(model)
    wanted = [id for rows in subjects for id in rows]
    plan = make_plan(model, uncertain_inputs(model), wanted)
    drawing, _ = drawing_of(model, list(plan.inputs), Run(draws=DRAWS))
    if not drawing.inputs:
        return {}
    values = np.concatenate([drawing.block(number) for number in range(DRAWS // BLOCK)])
    try:
        found = computed(plan, drawing, values, compiled(plan) if pays(plan, DRAWS) else None)
    except EvaluationError:
        return {}
    weights = np.mean(_mean_shares(values, [[found[id][:, 0] for id in rows] for rows in subjects]), axis=0)
    return {each.id: round(float(weight), DIGITS) for each, weight in zip(drawing.inputs, weights, strict=True)}


def _rows_by_subject(model: Model) -> list[list[str]]:
    """The rows of the headline metrics of all options, by subject."""
    found = (
        [id for role in subject for option in model.options if (id := model.role(role, option))] for subject in SUBJECTS
    )
    return [rows for rows in found if rows]


def _mean_shares(values: Array, subjects: Sequence[Sequence[Array]]) -> list[Array]:
    """By subject each input's share of the squared effects on an output, `(inputs,)`, the mean over those that move.

    Effects are the coefficients of a linear regression of ranks on ranks (Saltelli et al., Global Sensitivity Analysis,
    2008, section 1.2.5), which unlike a rank correlation give an input nothing of what its correlated companions do.
    An output that does not apply in some draw is left out.
    """
    ranks = np.column_stack([_standard(average_ranks(column)) for column in values.T])
    moving = [[_standard(average_ranks(each)) for each in outputs if _moves(each)] for outputs in subjects]
    ends = np.cumsum([len(each) for each in moving])
    if not ends[-1]:
        return [np.zeros(ranks.shape[1]) for _ in subjects]
    likeness = ranks.T @ ranks + FIRMNESS * len(values) * np.eye(ranks.shape[1])
    squared = np.linalg.solve(likeness, ranks.T @ np.column_stack([each for some in moving for each in some])) ** 2
    shares = np.split(squared / squared.sum(axis=0), ends[:-1], axis=1)
    return [each.mean(axis=1) if each.size else np.zeros(ranks.shape[1]) for each in shares]


def _moves(output: Array) -> bool:
    """True for an output that applies in every draw and differs between two."""
    return bool(np.isfinite(output).all() and np.ptp(output) > 0)


def _standard(ranks: Array) -> Array:
    """Ranks with mean 0 and deviation 1; nil where they do not vary."""
    apart = ranks - ranks.mean()
    deviation = float(np.sqrt(np.mean(apart**2)))
    found: Array = apart / deviation if deviation else apart
    return found

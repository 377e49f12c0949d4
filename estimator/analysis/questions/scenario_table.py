"""Every scenario beside the base values: the metrics asked for of every option, each scenario a draw of one model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from estimator.analysis.draws.records import Chances, Run
from estimator.analysis.questions.variations import Variations
from estimator.analysis.questions.whatif import require_metric
from estimator.calculators.roles import Role
from estimator.evaluation import Array, input_array
from estimator.model import Model
from estimator.pack.layers.applied import apply_scenarios
from estimator.pack.records import Pack

BASE: Final = "base"
USUAL: Final = (Role.YEARS_OVER, Role.YEARS_SHORT, Role.NEW_MONEY, Role.LEAKERS)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class ScenarioTable:
    """Metrics by option, id and scenario, in base units; NaN where a metric does not apply.

    `scenarios` begin with the base values. `values[option][metric]` has one number a scenario. `chances` by scenario
    and option, where draws were asked for. The scenarios of `under` are beneath every column.
    """

    model: Model
    under: tuple[str, ...]
    scenarios: tuple[str, ...]
    metrics: tuple[str, ...]
    values: Mapping[str, Mapping[str, Array]]
    draws: int = 0
    chances: Mapping[str, Mapping[str, Chances]] = field(default_factory=dict)


def scenario_table(
    model: Model, metrics: Sequence[str] = (), draws: int = 0, progress: Progress | None = None
) -> ScenarioTable:
    """The metrics of every option under every scenario of the pack, alone on top of what is in force.

    Without metrics: years over headroom, years short of people, new money, and missiles of the first day that leak,
    as far as the pack has them. With `draws` the chances of each scenario too. Raises UnknownNameError for a metric.
    """
    pack = model.pack
    usual = [model.name(role) for role in USUAL]
    wanted = tuple(dict.fromkeys(metrics)) or tuple(each for each in usual if each in model.metric_labels)
    for each in metrics:
        require_metric(model, each)
    names = tuple(pack.scenarios)
    packs = [pack, *(apply_scenarios(pack, [each]) for each in names)]
    study = Variations(model)
    ids = [f"{option}.{each}" for option in model.options for each in wanted if f"{option}.{each}" in model.rows]
    found = study.scalars(_changes(model, packs), ids, len(packs))
    values = {
        option: {each: found[f"{option}.{each}"] for each in wanted if f"{option}.{each}" in found}
        for option in model.options
    }
    made = ScenarioTable(model, pack.scenario, (BASE, *names), wanted, values)
    return (
        replace(made, draws=draws, chances=_chances(model, made.scenarios, packs, draws, progress)) if draws else made
    )


def _changes(model: Model, packs: Sequence[Pack]) -> dict[str, Array]:
    """The inputs that some scenario changes, a draw for each pack."""
    years = model.pack.settings.years
    touched = dict.fromkeys(each.id for pack in packs for each in pack.applied if each.id in model.inputs)
    return {id: np.concatenate([input_array(pack.assumptions[id], years) for pack in packs]) for id in touched}


def _chances(
    model: Model, names: Sequence[str], packs: Sequence[Pack], draws: int, progress: Progress | None
) -> dict[str, Mapping[str, Chances]]:
    """Each scenario simulated alone, with the same draws."""
    from estimator.analysis.draws.simulate import simulate

    made: dict[str, Mapping[str, Chances]] = {}
    for place, (name, pack) in enumerate(zip(names, packs, strict=True)):
        inputs = {id: pack.assumptions.get(id, each) for id, each in model.inputs.items()}
        made[name] = simulate(replace(model, pack=pack, inputs=inputs), Run(draws=draws)).chances
        if progress:
            progress(place + 1, len(packs))
    return made

"""The error of the 80th percentile of life-cycle cost at equal draws, by sampler: default pack, correlated, many seeds.

Prints, for each sampler, the root mean square error about the mean of all runs, in % of the percentile, over the
options. The default sampler is the one with the smallest. No aim: docs/decisions says what was chosen.
"""

import argparse

import numpy as np

from estimator.analysis.draws.drawing import Drawing
from estimator.analysis.draws.outputs import plan_costs
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.sampling import SAMPLERS, blocks_for
from estimator.analysis.draws.simulate import drawing_of, uncertain_inputs
from estimator.analysis.draws.trials import computed
from estimator.evaluation.plan import Plan
from estimator.model import build_model
from estimator.pack import read_pack

OPTIONS = ["aegis_ashore", "interceptors_on_ships", "aegis_destroyers", "independent_strike"]


def eightieth(plan: Plan, drawing: Drawing, draws: int) -> np.ndarray:
    """The 80th percentile of each option's cost."""
    parts = [computed(plan, drawing, drawing.block(number)) for number in blocks_for(draws)]
    return np.array([np.quantile(np.concatenate([part[id] for part in parts]), 0.8) for id in plan.wanted])


def main() -> None:
    """Run every sampler with every seed."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--draws", type=int, default=8192)
    given.add_argument("--seeds", type=int, default=10)
    chosen = given.parse_args()
    model = build_model(read_pack(), OPTIONS)
    plan = plan_costs(model, uncertain_inputs(model))
    found = {}
    for sampler in SAMPLERS:
        drawings = [drawing_of(model, list(plan.inputs), Run(sampler=sampler, seed=s))[0] for s in range(chosen.seeds)]
        found[sampler] = np.array([eightieth(plan, each, chosen.draws) for each in drawings])
    truth = np.mean([each.mean(axis=0) for each in found.values()], axis=0)
    print(f"{len(plan.inputs)} inputs, {chosen.draws} draws, {chosen.seeds} seeds, options {', '.join(OPTIONS)}")
    for sampler, runs in found.items():
        error = np.sqrt(np.mean((runs / truth - 1) ** 2, axis=0)) * 100
        print(f"{sampler:16} {error.mean():.3f} %   by option {np.round(error, 3)}")


if __name__ == "__main__":
    main()

"""The evaluator, in NumPy and with compiled kernels, against the same model by hand in NumPy and in a compiled loop.

Needs numba (benchmarks/requirements.txt). Aim: at most 1.5 times the hand-written NumPy, and the kernels at most 1.5
times the compiled loop. Also prints how long the default pack takes, whole and only its life-cycle costs.
"""

import time
from collections.abc import Callable

import model30
import numpy as np

from estimator.analysis.draws.drawing import Drawing, Input, as_draws
from estimator.analysis.draws.outputs import plan_costs, plan_outputs
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.sampling import BLOCK
from estimator.analysis.draws.simulate import drawing_of, uncertain_inputs
from estimator.analysis.draws.trials import computed, pieces
from estimator.evaluation.compiled import compiled
from estimator.evaluation.planning import make_plan
from estimator.model import build_model
from estimator.pack import read_pack

DRAWS, REPEATS = 100_000, 5


def fastest(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest of some runs."""
    found = []
    for _ in range(REPEATS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def thirty() -> None:
    """The model of thirty inputs."""
    model = model30.model()
    ids = [id for id, each in model.inputs.items() if each.low is not None]
    id = "option_0_x.life_cycle_cost"
    plan = make_plan(model, ids, [id])
    random = np.random.default_rng(1)
    inputs = [Input(each, fitted, 1.0) for each, fitted in zip(ids, model30.fitted(), strict=True)]
    values = np.column_stack([each.values(random.random(DRAWS)) for each in inputs])

    def ours() -> np.ndarray:
        return np.concatenate(
            [plan.run(as_draws(inputs, values[piece]))[id][:, 0] for piece in pieces(DRAWS, model30.YEARS)]
        )

    ready = compiled(plan)

    def kernels() -> np.ndarray:
        drawing = Drawing(tuple(inputs), "random", 1)
        parts = [computed(plan, drawing, values[start : start + BLOCK], ready) for start in range(0, DRAWS, BLOCK)]
        return np.concatenate([each[id][:, 0] for each in parts])

    loop = model30.compiled()
    np.testing.assert_allclose(kernels(), model30.by_hand(values), rtol=1e-12)
    np.testing.assert_allclose(ours(), model30.by_hand(values), rtol=1e-12)
    np.testing.assert_allclose(loop(values), model30.by_hand(values), rtol=1e-12)
    works = (lambda: model30.by_hand(values), lambda: loop(values), ours, kernels)
    hand, limit, own, fast = (fastest(work) for work in works)
    blocked = fastest(lambda: [model30.by_hand(values[piece]) for piece in pieces(DRAWS, model30.YEARS)])
    print(f"30 inputs, 30 years, {DRAWS:,} draws, processor seconds:")
    print(f"  by hand in NumPy {hand:.3f}, the same in cache-sized pieces {blocked:.3f}, compiled loop {limit:.3f}")
    print(f"  estimator {own:.3f}: {own / hand:.2f} of by hand (aim 1.5), {own / blocked:.2f} of it in pieces, ")
    print(f"  {own / limit:.2f} of the compiled loop")
    print(f"  with the kernels {fast:.3f}: {fast / hand:.2f} of by hand, {fast / limit:.2f} of the loop (aim 1.5)")


def default_pack() -> None:
    """The default pack: seconds a 100,000 draws."""
    model = build_model(read_pack())
    ids = uncertain_inputs(model)
    plan, _ = plan_outputs(model, ids)
    for name, each in (("all metrics and risks", plan), ("life-cycle costs only", plan_costs(model, ids))):
        drawing, _ = drawing_of(model, list(each.inputs), Run())
        values = drawing.block(0)
        once = fastest(lambda each=each, drawing=drawing, values=values: computed(each, drawing, values))
        ready = compiled(each)
        fast = fastest(
            lambda each=each, drawing=drawing, values=values, ready=ready: computed(each, drawing, values, ready)
        )
        drawn = fastest(lambda drawing=drawing: drawing.block(1))
        scale = DRAWS / values.shape[0]
        print(
            f"Default pack, {name}: {len(each.steps)} steps, {len(each.inputs)} inputs; {DRAWS:,} draws take "
            f"{once * scale:.1f} processor seconds in NumPy, {fast * scale:.1f} with the kernels, and "
            f"{drawn * scale:.1f} to draw the inputs"
        )


if __name__ == "__main__":
    thirty()
    default_pack()

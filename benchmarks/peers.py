"""The estimator against its peers on one cost model of 30 inputs and 30 years (model30.py), in one run.

Each peer draws the same thirty distributions in its own way; those that work on arrays evaluate them by the
hand-written NumPy function, the others call it draw by draw, or recalculate a workbook. Printed: processor seconds for
16,384 draws (extrapolated from fewer where marked), and the root mean square error of the 80th percentile over seeds,
with its own standard error.
Needs benchmarks/requirements.txt; a peer that is not installed is left out and named.
"""

import logging
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import model30
import numpy as np

from estimator.analysis.draws.drawing import Drawing, Input, as_draws
from estimator.analysis.draws.sampling import BLOCK
from estimator.analysis.draws.trials import pieces
from estimator.evaluation.planning import make_plan

DRAWS, SEEDS, TRUTH_BLOCKS = 16 * BLOCK, 256, 512
TRUTH_SEEDS = range(1001, 1009)
SLOW_DRAWS, SHEET_DRAWS, OFFICE_DRAWS = 400, 30, 2
Sampler = Callable[[int], np.ndarray]


def shapes() -> list[Any]:
    """The fitted curves: every third a lognormal, a triangle, a uniform."""
    return [each.curve for each in model30.fitted()]


def estimator() -> Callable[[int], np.ndarray]:
    """Scrambled Sobol draws through the plan."""
    model = model30.model()
    ids = [id for id, each in model.inputs.items() if each.low is not None]
    id = "option_0_x.life_cycle_cost"
    plan = make_plan(model, ids, [id])
    inputs = tuple(Input(each, curve, 1.0) for each, curve in zip(ids, model30.fitted(), strict=True))

    def run(seed: int) -> np.ndarray:
        drawing = Drawing(inputs, "sobol", seed)
        parts = []
        for number in range(DRAWS // BLOCK):
            values = drawing.block(number)
            parts += [plan.run(as_draws(inputs, values[piece]))[id][:, 0] for piece in pieces(BLOCK, model30.YEARS)]
        return np.concatenate(parts)

    return run


def squigglepy() -> Sampler:
    """Its own random draws."""
    import squigglepy as sq

    made = []
    for place, curve in enumerate(shapes()):
        kind = place % 3
        if kind == 0:
            made.append(
                sq.lognorm(
                    lognorm_mean=None,
                    lognorm_sd=None,
                    norm_mean=curve.logarithm.mean,
                    norm_sd=curve.logarithm.deviation,
                )
            )
        elif kind == 1:
            made.append(sq.triangular(curve.least, curve.mode, curve.most))
        else:
            made.append(sq.uniform(curve.least, curve.most))

    def run(seed: int) -> np.ndarray:
        sq.set_seed(seed)
        return model30.by_hand(np.column_stack([sq.sample(each, n=DRAWS) for each in made]))

    return run


def chaospy() -> Sampler:
    """Its Latin hypercube."""
    import chaospy as cp

    made = []
    for place, curve in enumerate(shapes()):
        kind = place % 3
        if kind == 0:
            made.append(cp.LogNormal(curve.logarithm.mean, curve.logarithm.deviation))
        elif kind == 1:
            made.append(cp.Triangle(curve.least, curve.mode, curve.most))
        else:
            made.append(cp.Uniform(curve.least, curve.most))
    joint = cp.J(*made)
    return lambda seed: model30.by_hand(joint.sample(DRAWS, rule="latin_hypercube", seed=seed).T)


def openturns() -> Sampler:
    """Its randomised Sobol sequence."""
    import openturns as ot

    made = []
    for place, curve in enumerate(shapes()):
        kind = place % 3
        if kind == 0:
            made.append(ot.LogNormal(curve.logarithm.mean, curve.logarithm.deviation, 0.0))
        elif kind == 1:
            made.append(ot.Triangular(curve.least, curve.mode, curve.most))
        else:
            made.append(ot.Uniform(curve.least, curve.most))
    joint = ot.JointDistribution(made)

    def run(seed: int) -> np.ndarray:
        ot.RandomGenerator.SetSeed(seed)
        experiment = ot.LowDiscrepancyExperiment(ot.SobolSequence(), joint, DRAWS, True)
        experiment.setRandomize(True)
        return model30.by_hand(np.array(experiment.generate()))

    return run


def salib() -> Sampler:
    """Its Latin hypercube with its own distributions."""
    from SALib.sample import latin

    bounds, kinds = [], []
    for place, curve in enumerate(shapes()):
        kind = place % 3
        if kind == 0:
            bounds.append([curve.logarithm.mean, curve.logarithm.deviation])
        elif kind == 1:
            bounds.append([curve.least, curve.most, (curve.mode - curve.least) / (curve.most - curve.least)])
        else:
            bounds.append([curve.least, curve.most])
        kinds.append(("lognorm", "triang", "unif")[kind])
    names = [f"x{place}" for place in range(len(kinds))]
    problem = {"num_vars": len(names), "names": names, "bounds": bounds, "dists": kinds}
    return lambda seed: model30.by_hand(latin.sample(problem, DRAWS, seed=seed))


def ema_workbench() -> Sampler:
    """Its Latin hypercube, one call of the model a draw."""
    import ema_workbench as ema

    ema.ema_logging.log_to_stderr(logging.ERROR)
    curves = model30.fitted()
    names = [f"x{place}" for place in range(len(curves))]

    def once(**given: float) -> dict[str, float]:
        values = np.array([[float(curve.quantile(given[name])) for name, curve in zip(names, curves, strict=True)]])
        return {"cost": float(model30.by_hand(values)[0])}

    made = ema.Model("thirty", function=once)
    made.uncertainties = [ema.RealParameter(name, 1e-9, 1 - 1e-9) for name in names]
    made.outcomes = [ema.ScalarOutcome("cost")]

    def run(seed: int) -> np.ndarray:
        with ema.SequentialEvaluator(made) as evaluator:
            _, outcomes = evaluator.perform_experiments(scenarios=SLOW_DRAWS)
        return np.asarray(outcomes["cost"])

    return run


def workbook(path: Path) -> None:
    """The model as formulas: thirty inputs in column A, thirty years in rows."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Model"
    for place, curve in enumerate(model30.fitted()):
        sheet.cell(place + 1, 1, float(curve.quantile(0.5)))
    for year in range(model30.YEARS):
        for element in range(model30.ELEMENTS):
            price, upkeep, growth = (f"$A${3 * element + k + 1}" for k in range(3))
            words = f"=({model30.ORDERED[year]:g}*{price}+{model30.IN_SERVICE[year]:g}*{upkeep})*(1+{growth})^{year}"
            sheet.cell(year + 1, element + 3, words)
    sheet.cell(1, 2, "=SUM(C1:L30)")
    book.save(path)


def ironcalc() -> Sampler:
    """Sets the inputs and recalculates the workbook for each draw."""
    import ironcalc as engine

    folder = Path(tempfile.mkdtemp())
    workbook(folder / "model.xlsx")
    held = engine.load_from_xlsx(str(folder / "model.xlsx"), "en", "UTC", "en")
    curves = model30.fitted()

    def run(seed: int) -> np.ndarray:
        random = np.random.default_rng(seed)
        found = []
        for _ in range(SHEET_DRAWS):
            for place, curve in enumerate(curves):
                held.set_user_input(0, place + 1, 1, repr(float(curve.quantile(random.random()))))
            held.evaluate()
            found.append(float(held.get_formatted_cell_value(0, 1, 2).replace(",", "")))
        return np.array(found)

    return run


def libreoffice() -> Sampler:
    """Converts the workbook once a draw; its process time counts."""
    folder = Path(tempfile.mkdtemp())
    workbook(folder / "model.xlsx")
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "csv",
        "--outdir",
        str(folder),
        str(folder / "model.xlsx"),
    ]

    def run(seed: int) -> np.ndarray:
        for _ in range(OFFICE_DRAWS):
            subprocess.run(command, check=True, capture_output=True)
        return np.empty(OFFICE_DRAWS)

    return run


def main() -> None:
    """Time each, print the ratios."""
    warnings.simplefilter("ignore")
    truth = _truth()
    print(f"P80 by {len(TRUTH_SEEDS)} times {TRUTH_BLOCKS * BLOCK:,} draws: {truth:.3f}")
    print(f"The rest at {DRAWS:,} draws, {SEEDS} seeds")
    own = 0.0
    peers = (estimator, squigglepy, chaospy, openturns, salib, ema_workbench, ironcalc, libreoffice)
    for peer in peers:
        try:
            run = peer()
            found, seconds = _timed(run)
        except (ImportError, FileNotFoundError) as missing:
            print(f"{peer.__name__:14} left out: {missing}")
            continue
        own = own or seconds
        print(f"{peer.__name__:14} {seconds:10.3f} s  {seconds / own:9.1f} times  {_error(found, truth)}")


def _truth() -> float:
    inputs = tuple(Input(str(k), each, 1.0) for k, each in enumerate(model30.fitted()))
    found = []
    for seed in TRUTH_SEEDS:
        drawing = Drawing(inputs, "sobol", seed)
        costs = [model30.by_hand(drawing.block(number)) for number in range(TRUTH_BLOCKS)]
        found.append(float(np.quantile(np.concatenate(costs), 0.8)))
    return float(np.mean(found))


def _timed(run: Sampler) -> tuple[list[np.ndarray], float]:
    """The draws of each seed, and seconds for as many draws as the others make."""
    run(0)
    found, start, clock = [], time.perf_counter(), time.process_time()
    first = run(1)
    found.append(first)
    if first.size < DRAWS:
        return found, (time.perf_counter() - start) * DRAWS / first.size
    found += [run(seed) for seed in range(2, SEEDS + 1)]
    return found, (time.process_time() - clock) / SEEDS


def _error(found: list[np.ndarray], truth: float) -> str:
    if found[0].size < DRAWS:
        return f"extrapolated from {found[0].size} draws"
    squared = np.square([float(np.quantile(each, 0.8)) / truth - 1 for each in found])
    error = np.sqrt(squared.mean())
    unsure = squared.std(ddof=1) / np.sqrt(squared.size) / (2 * error)  # the error of a root is half of its square's
    return f"error of P80 {error * 100:.4f} % ± {unsure * 100:.4f} %"


if __name__ == "__main__":
    main()

"""Where published outturns lie among the draws of what was known before: is the doubt of the ranges wide enough?

Each predicted case of `published.toml` that names a scenario is computed for many draws of all ranges of that scenario.
If the ranges are honest, about nine of ten outturns lie between their 5th and 95th percentile, and about half below the
middle. Outturns that share a cause (a weaker yen, a rise of all budgets) fall out together: a few cases are no proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from estimator.analysis.draws.drawing import as_draws
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.sampling import BLOCK
from estimator.analysis.draws.simulate import drawing_of, uncertain_inputs
from estimator.analysis.standing import kept
from estimator.analysis.standing.backtest import options_named, rows_needed, settings_of, totals, under
from estimator.analysis.standing.published_cases import Case, cases
from estimator.evaluation import Array, Values
from estimator.evaluation.planning import make_plan
from estimator.model import Model, build_model
from estimator.pack import without_layers
from estimator.pack.records import Pack

LEVELS = (0.05, 0.5, 0.95)
SHOWN_DRAWS = 2048


@dataclass(frozen=True, slots=True)
class Outturn:
    """A predicted case among its draws, in its unit: percentiles, and the share of draws below the outturn."""

    case: Case
    percentiles: dict[float, float]
    percentile: float

    @property
    def inside(self) -> bool:
        """True between the 5th and the 95th percentile."""
        return self.percentiles[LEVELS[0]] <= self.case.value <= self.percentiles[LEVELS[-1]]


def outturns_of(pack: Pack) -> dict[str, Outturn]:
    """The outturns of a pack as its files have it, by case, over the draws that its workbook shows."""
    found, key = _predicted(pack), kept.key_of("outturns", pack.digest)
    known = kept.find(key)
    if not isinstance(known, dict) or set(known) != {case.id for case in found}:
        drawn = outturns(without_layers(pack), Run(SHOWN_DRAWS))
        known = {each.case.id: [*each.percentiles.values(), each.percentile] for each in drawn}
        kept.keep(key, known)
    return {case.id: _told(case, known[case.id]) for case in found}


def _told(case: Case, numbers: Sequence[float]) -> Outturn:
    return Outturn(case, dict(zip(LEVELS, numbers, strict=False)), numbers[-1])


def _predicted(pack: Pack) -> list[Case]:
    """The cases that are computed for many draws, those with the same settings together."""
    found = [each for each in cases(pack) if each.scenario and each.kind == "predicted"]
    return sorted(found, key=settings_of)


def outturns(pack: Pack, run: Run) -> list[Outturn]:
    """The predicted cases with a scenario, by scenario and settings. Raises as `simulate` and `backtest` do."""
    run.check()
    groups = groupby(_predicted(pack), key=settings_of)
    return [made for settings, group in groups for made in _of_group(under(pack, settings), list(group), run)]


def _of_group(pack: Pack, group: list[Case], run: Run) -> list[Outturn]:
    """The cases of one scenario with the same settings, on the same draws."""
    model = build_model(pack, options_named(pack, group))
    values = _drawn(model, sorted(rows_needed(model, group)), run)
    return [_outturn(case, totals(model, values, case)) for case in group]


def _drawn(model: Model, wanted: list[str], run: Run) -> Values:
    """The wanted rows for all draws, block by block."""
    plan = make_plan(model, uncertain_inputs(model), wanted)
    drawing, _ = drawing_of(model, list(plan.inputs), run)
    blocks = []
    for number in range(-(-run.draws // BLOCK)):
        values = drawing.block(number)[: run.draws - number * BLOCK]
        found = plan.run(as_draws(drawing.inputs, values))
        blocks.append({id: np.broadcast_to(each, (len(values), each.shape[1])) for id, each in found.items()})
    return {id: np.concatenate([each[id] for each in blocks]) for id in wanted}


def _outturn(case: Case, drawn: Array) -> Outturn:
    found = np.quantile(drawn, LEVELS)
    below = np.mean(drawn < case.value) + np.mean(drawn == case.value) / 2
    return Outturn(case, dict(zip(LEVELS, map(float, found), strict=True)), float(below))

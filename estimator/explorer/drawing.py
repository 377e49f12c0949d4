"""What the page draws with: Python's sequence, mixing and fitted curves as plain numbers, never the points.

The page then makes the draws that `estimator simulate` makes by default: Sobol's points bit for bit, the values but for
their last digits.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from estimator.analysis.draws.copula import Mixing
from estimator.analysis.draws.distributions import Distribution, cut_levels
from estimator.analysis.draws.drawing import Drawing, Input
from estimator.analysis.draws.outputs import plan_outputs
from estimator.analysis.draws.records import COMPARED, Run
from estimator.analysis.draws.shapes import Beta, Discrete, LogNormal, Normal, Triangular, Uniform
from estimator.analysis.draws.simulate import drawing_of, uncertain_inputs
from estimator.analysis.draws.sobol import scrambled, table_of_scipy
from estimator.model import Model

CURVES = {
    Uniform: "uniform",
    Normal: "normal",
    LogNormal: "lognormal",
    Triangular: "triangular",
    Beta: "pert",
    Discrete: "discrete",
}
MOST: Final = 4096
STEPS: Final = (MOST - 1).bit_length()
"""As many draws the page makes at most; they take as many of the sequence's directions, and the others stay here."""
Document = dict[str, object]


def drawing_data(model: Model, slots: Mapping[str, int]) -> Document | None:
    """All that the page needs to draw the uncertain inputs of a model; None where there are none.

    Raises PackError for a range or a correlation that cannot be drawn from.
    """
    ids = uncertain_inputs(model)
    plan, _ = plan_outputs(model, ids)
    drawing, _ = drawing_of(model, [id for id in ids if id in plan.inputs], Run())
    if not drawing.inputs or not table_of_scipy().is_file():
        return None
    columns = drawing.columns
    sequence = scrambled(len(columns.names), columns.seed, columns.places)
    return {
        "beside": len(drawing.beside),
        "usual": COMPARED,
        "most": MOST,
        "sequence": {"directions": sequence.directions[:, :STEPS].tolist(), "shift": sequence.shift.tolist()},
        "mixing": drawing.mixing and _mixing(drawing, drawing.mixing),
        "inputs": [_input(each, slots[each.id]) for each in drawing.inputs],
    }


def _mixing(drawing: Drawing, mixing: Mixing) -> Document:
    places = {each.id: place for place, each in enumerate(drawing.inputs)}
    own = {"rest": mixing.rest.tolist()} if mixing.triangle is None else {"triangle": mixing.triangle.tolist()}
    return {"places": [places[id] for id in mixing.ids], "weights": mixing.weights.tolist()} | own


def _input(input: Input, slot: int) -> Document:
    distribution = input.distribution
    return {
        "slot": slot,
        "scale": input.scale,
        "curve": CURVES[type(distribution.curve)],
        "sizes": _sizes(distribution),
        "ends": cut_levels(distribution),
        "lowest": distribution.lowest if math.isfinite(distribution.lowest) else None,
        "highest": distribution.highest if math.isfinite(distribution.highest) else None,
        "whole": distribution.whole,
    }


def _sizes(distribution: Distribution) -> list[float]:
    curve = distribution.curve
    if isinstance(curve, Discrete):
        return [*curve.values, *curve.chances]
    if isinstance(curve, LogNormal):
        return [float(curve.logarithm.mean), float(curve.logarithm.deviation)]
    if isinstance(curve, Normal):
        return [float(curve.mean), float(curve.deviation)]
    if isinstance(curve, Uniform):
        return [float(curve.least), float(curve.most)]
    if isinstance(curve, Triangular | Beta):
        return [float(curve.least), float(curve.mode), float(curve.most)]
    raise TypeError(type(curve))

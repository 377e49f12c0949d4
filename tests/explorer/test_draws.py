"""The page's draws are Python's: the points bit for bit, the values to the last digits, of every kind of curve."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from estimator import load
from estimator.analysis.draws.copula import by_triangle
from estimator.analysis.draws.distributions import Distribution
from estimator.analysis.draws.drawing import Drawing, Input
from estimator.analysis.draws.outputs import plan_outputs
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.shapes import Beta, Discrete, LogNormal, Normal, Triangular, Uniform
from estimator.analysis.draws.simulate import drawing_of, uncertain_inputs
from estimator.explorer import drawing as drawing_module
from estimator.explorer.drawing import drawing_data
from estimator.explorer.table import script_of
from tests.explorer.engine import javascript, node

COAST = Path(__file__).parents[2] / "assumptions" / "coastguard"
DRAWS = 4096
PROGRAM = """
const drawing = JSON.parse(require("fs").readFileSync(0));
const columns = drawing.sequence.shift.length;
const points = new Float64Array(DRAWS * columns);
for (let at = 0; at < DRAWS; at++) sobolPoint(drawing.sequence, at, points.subarray(at * columns, (at + 1) * columns));
const next = drawer(drawing);
const values = new Float64Array(DRAWS * drawing.inputs.length);
for (let at = 0; at < DRAWS; at++) values.set(next(at), at * drawing.inputs.length);
require("fs").writeFileSync(process.argv[1], new Uint8Array(points.buffer));
require("fs").writeFileSync(process.argv[2], new Uint8Array(values.buffer));
"""
KINDS = {
    "uniform": Distribution(Uniform(2.0, 5.0), 3.0),
    "normal": Distribution(Normal(-1.0, 2.5), 0.0, lowest=-3.0),
    "lognormal": Distribution(LogNormal(Normal(1.0, 0.4)), 3.0, highest=4.0),
    "triangular": Distribution(Triangular(1.0, 4.0, 5.0), 4.0),
    "whole": Distribution(Triangular(1.0, 3.2, 9.0), 3.0, lowest=2.0, highest=8.0, whole=True),
    "pert": Distribution(Beta(10.0, 12.0, 30.0), 12.0),
    "pert at its end": Distribution(Beta(0.0, 0.0, 1.0), 0.0),
    "discrete": Distribution(Discrete((0.0, 1.0, 7.0), (0.5, 0.3, 0.2)), 0.0),
}


def drawn(data, folder):
    """The points and the values of the first draws, made in node."""
    files = [folder / "points", folder / "values"]
    program = f"{javascript('draws')}\nconst DRAWS = {DRAWS};{PROGRAM}"
    subprocess.run([node(), "-e", program, *files], input=json.dumps(data), text=True, check=True)
    return [np.fromfile(file).reshape(DRAWS, -1) for file in files]


def by_python(drawing):
    """The points and the values of the same draws."""
    blocks = range(DRAWS // 1024)
    points = np.concatenate([drawing.columns.block(number) for number in blocks])
    return points, np.concatenate([drawing.block(number) for number in blocks])


def data_of(drawing, monkeypatch):
    """What the page gets of a drawing."""
    monkeypatch.setattr(drawing_module, "uncertain_inputs", lambda model: [each.id for each in drawing.inputs])
    monkeypatch.setattr(drawing_module, "plan_outputs", lambda model, ids: (Plan(ids), None))
    monkeypatch.setattr(drawing_module, "drawing_of", lambda model, ids, run: (drawing, None))
    return drawing_data(None, {each.id: at for at, each in enumerate(drawing.inputs)})


class Plan:
    def __init__(self, inputs):
        self.inputs = inputs


def alike(data, drawing, folder):
    """Whether the points are the same bits, and whether the values are the same numbers."""
    points, values = drawn(data, folder)
    expected_points, expected_values = by_python(drawing)
    same_bits = np.array_equal(np.clip(points, 2.0**-31, 1 - 2.0**-31), expected_points)
    return same_bits, np.allclose(values, expected_values, rtol=1e-11, atol=1e-13)


def test_the_draws_of_a_pack_are_those_of_python(tmp_path):
    model = load(COAST).model()
    ids = uncertain_inputs(model)
    drawing, _ = drawing_of(model, [id for id in ids if id in plan_outputs(model, ids)[0].inputs], Run())
    data = drawing_data(model, {id: at for at, id in enumerate(script_of(model).slots)})
    assert len(data["inputs"]) > 50
    assert data["most"] == DRAWS
    assert {len(each) for each in data["sequence"]["directions"]} == {12}  # 2 ** 12 draws need no more
    assert alike(data, drawing, tmp_path) == (True, True)


@pytest.mark.parametrize("mixed", ["", "all", "without one"], ids=["independent", "by a triangle", "by part of one"])
def test_each_kind_of_curve_is_drawn(mixed, tmp_path, monkeypatch):
    inputs = tuple(Input(name, each, 2.0) for name, each in KINDS.items())
    ids = ("uniform", "pert", "normal")
    wanted = np.array([[1.0, 0.4, -0.3], [0.4, 1.0, 0.2], [-0.3, 0.2, 1.0]])
    whole = by_triangle(ids, wanted)
    mixing = {"": None, "all": whole, "without one": whole.among(["uniform", "normal"])}[mixed]
    if mixed == "without one":
        inputs = tuple(each for each in inputs if each.id != "pert")
    drawing = Drawing(inputs, "sobol", 0, mixing, (*KINDS,))
    assert alike(data_of(drawing, monkeypatch), drawing, tmp_path) == (True, True)


def test_a_pack_without_ranges_has_nothing_to_draw(monkeypatch):
    assert data_of(Drawing((), "sobol", 0), monkeypatch) is None


def test_the_normal_curve_and_its_inverse_are_those_of_scipy():
    chances = [2.0**-31, 1e-6, 0.01, 0.1353, 0.1354, 0.3, 0.5, 0.7, 0.8647, 0.99, 1 - 2.0**-31]
    values = [-9.0, -6.2, -1.5, -0.9, -0.7, -0.1, 0.0, 0.3, 0.8, 1.4, 3.0, 9.0]
    asked = f"[{chances}.map(normalQuantile),{values}.map(normalChance)]"
    program = f"{javascript('draws')};console.log(JSON.stringify({asked}))"
    done = subprocess.run([node(), "-e", program], capture_output=True, text=True, check=True)
    quantiles, normal = json.loads(done.stdout)
    np.testing.assert_allclose(quantiles, ndtri(chances), rtol=1e-14, atol=1e-16)
    np.testing.assert_allclose(normal, ndtr(values), rtol=1e-14, atol=1e-300)

"""The compiled kernels give the numbers that NumPy gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.analysis.draws.drawing import Drawing, Input
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.simulate import drawing_of, simulate, uncertain_inputs
from estimator.analysis.draws.trials import computed
from estimator.errors import EvaluationError, InputError
from estimator.evaluation import compiled as compiling
from estimator.evaluation.compiled import compiled, pays
from estimator.evaluation.kernels import BY_ELEMENT
from estimator.evaluation.lines import ACCUMULATE, COPY, WIDTH
from estimator.evaluation.plan import WIDEN, Plan, Step
from estimator.evaluation.planning import make_plan
from estimator.evaluation.row_kernels import BY_ROW
from estimator.expression.operations import OPERATIONS
from estimator.model import build_model
from estimator.pack import read_pack, write_pack_skeleton
from tests.evaluation.test_plan import GIVEN, VARIED, certain, draws, half, larger, path, result, window
from tests.model.small_pack import calculator, install, pack

ASSUMPTIONS = Path(__file__).parents[2] / "assumptions"
YEARS = (2020, 2021, 2022, 2023, 2024)
DRAWS = WIDTH + 3  # more than one width, and not a whole number of them
NUMBERS = st.sampled_from([-2.5, -1.0, -1e-10, 0.0, 0.1 + 0.2, 0.3, 0.5, 1.0, 1.0 + 1e-10, 2.0, 3.0, 7.25, 1e200])
WINDOWS = st.sampled_from([-1.0, 0.0, 1.0, 1.5, 2.0, 3.0, 5.0, 99.0])
KINDS = st.sampled_from(["one number", "number a year", "number a draw", "row a draw"])


def test_every_operation_has_a_kernel():
    assert {*BY_ELEMENT, *BY_ROW} - {COPY, ACCUMULATE} == set(OPERATIONS)
    assert not set(BY_ELEMENT) & set(BY_ROW)


class Made:
    """A plan of one operation; operands that vary are inputs, made into rows where they must be."""

    def __init__(self):
        self.constants, self.inputs, self.draws, self.steps, self.wide, self.size = {}, {}, {}, [], set(), 0

    def slot(self):
        self.size += 1
        return self.size - 1

    def constant(self, row):
        slot = self.slot()
        self.constants[slot] = np.array([row])
        return slot

    def varied(self, values):
        slot = self.slot()
        self.inputs[f"input_{slot}"] = slot
        self.draws[f"input_{slot}"] = np.resize(np.array(values), (DRAWS, 1))
        return slot

    def row_of(self, values, by_year):
        narrow, slot, shifted = self.varied(values), self.slot(), self.slot()
        self.wide |= {slot, shifted}
        self.steps.append(Step(WIDEN, slot, (narrow,), "row"))
        self.steps.append(Step("maximum", shifted, (slot, self.constant(by_year)), "row"))
        return shifted

    def plan(self, name, sources):
        target = self.slot()
        wide = {*self.wide, *(slot for slot, array in self.constants.items() if array.shape[1] > 1)}
        if OPERATIONS[name].shape != "scalar" and wide & set(sources):
            self.wide.add(target)
        steps = (*self.steps, Step(name, target, tuple(sources), "row"))
        return Plan(YEARS, "FY", self.size, self.constants, self.inputs, {"found": target}, frozenset(self.wide), steps)


@st.composite
def plans(drawn):
    name = drawn(st.sampled_from(sorted(OPERATIONS)))
    rule, made, sources = OPERATIONS[name], Made(), []
    many = drawn(st.integers(rule.arity[0], min(rule.arity[1], 4)))
    for place in range(many):
        if place in rule.axis:
            sources.append(made.constant([float(year) for year in YEARS]))
        elif name in ("trailing_total", "lagged") and place == 1:
            few = drawn(st.integers(1, 3))
            sources.append(made.varied(drawn(st.lists(WINDOWS, min_size=few, max_size=few))))
        elif name == "value_at" and place == 2:
            sources.append(made.varied([2019.0, 2021.0, 2024.0]))
        else:
            sources.append(operand(drawn, made, "row a draw" if place in rule.series else drawn(KINDS)))
    if not set(sources) & ({*made.inputs.values()} | made.wide):
        sources[0] = operand(drawn, made, "number a draw")
    return made.plan(name, sources), made.draws


def operand(drawn, made, kind):
    by_year = drawn(st.lists(NUMBERS, min_size=len(YEARS), max_size=len(YEARS)))
    values = drawn(st.lists(NUMBERS, min_size=1, max_size=7))
    if kind == "row a draw":
        return made.row_of(values, by_year)
    if kind == "number a draw":
        return made.varied(values)
    return made.constant(by_year if kind == "number a year" else by_year[:1])


@settings(max_examples=150, deadline=None)
@given(plans())
def test_every_operation_gives_what_numpy_gives_or_leaves_it_to_numpy(case):
    plan, values = case
    found = compiled(plan).run(values)
    try:
        expected = plan.run(values)["found"]
    except EvaluationError:
        assert found is None
        return
    if found is None:  # an inner sum beyond all numbers that NumPy's order of adding avoids
        assert np.abs(expected).max() > 1e199
        return
    expected = np.broadcast_to(expected, (DRAWS, expected.shape[1]))
    largest = max((np.abs(each).max() for each in (*values.values(), *plan.constants.values())), default=1.0)
    np.testing.assert_allclose(found["found"], expected, rtol=1e-12, atol=1e-9 * largest)


@pytest.fixture
def model(monkeypatch):
    install(monkeypatch, calculator("economy", "pack", path, half, window, larger, result, certain))
    return build_model(pack(GIVEN))


def test_a_ring_of_rows_and_windows_that_vary_give_what_the_plan_gives(model):
    plan = make_plan(model, VARIED, ["economy.result", "economy.window", "economy.certain"])
    values = draws()
    found, expected = compiled(plan).run(values), plan.run(values)
    for id in plan.wanted:
        np.testing.assert_allclose(found[id], expected[id], rtol=1e-12)
        assert found[id].shape == expected[id].shape


def test_a_number_that_cannot_be_computed_is_explained_as_without_the_kernels(model):
    plan = make_plan(model, VARIED, ["economy.half"])
    given = draws() | {"economy.halves": np.where(np.arange(50)[:, None] == 7, 0.0, 1.0)}
    inputs = tuple(Input(id, None, 1.0) for id in plan.inputs)
    values = np.concatenate([given[id] for id in plan.inputs], axis=1)
    assert compiled(plan).run(given) is None
    with pytest.raises(EvaluationError, match=r"economy\.half, FY2020, in draw 8 of this block: division by nil"):
        computed(plan, Drawing(inputs, "random", 1), values, compiled(plan))


@pytest.mark.parametrize("name", ["japan", "coastguard"])
def test_every_metric_of_a_whole_pack_is_the_same_with_the_kernels(name):
    model = build_model(read_pack(ASSUMPTIONS / name))
    ids = uncertain_inputs(model)
    wanted = [row.id for option in model.options for row in model.metrics(option).values()]
    plan = make_plan(model, ids, wanted)
    drawing, _ = drawing_of(model, list(plan.inputs), Run())
    values = drawing.block(3)[:DRAWS]
    found, expected = computed(plan, drawing, values, compiled(plan)), computed(plan, drawing, values)
    for id in wanted:
        if not np.allclose(found[id], expected[id], rtol=1e-9, equal_nan=True):
            # A cost over what is next to nil (missiles stopped) magnifies last digits; its reciprocal does not.
            one, other = 1 / found[id], 1 / expected[id]
            np.testing.assert_allclose(one, other, rtol=0, atol=1e-9 * np.nanmax(np.abs(other)), err_msg=id)


def test_a_simulation_is_the_same_with_the_kernels_for_any_number_of_workers(small):
    plain = simulate(small, Run(4200, seed=3, workers=1, compiled=False))
    one, two = (simulate(small, Run(4200, seed=3, workers=workers, compiled=True)) for workers in (1, 2))
    assert percentiles(one) == percentiles(two)
    np.testing.assert_allclose(percentiles(one), percentiles(plain), rtol=1e-9)
    assert (one.cheaper, one.cheapest) == (plain.cheaper, plain.cheapest)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs") / "coast"
    write_pack_skeleton(folder)
    return build_model(read_pack(folder))


def percentiles(simulation):
    spreads = [each for spread in simulation.spreads.values() for each in spread.values()]
    return [value.value for each in spreads for value in each.percentiles.values() if not np.isnan(value.value)]


def test_the_kernels_are_used_where_there_is_much_to_compute(model, monkeypatch):
    plan = make_plan(model, VARIED, ["economy.result"])
    assert not pays(plan, 1000)
    assert pays(plan, compiling.ENOUGH)
    monkeypatch.setattr(compiling, "find_spec", lambda name: None)
    assert not pays(plan, compiling.ENOUGH)


def test_kernels_asked_for_without_numba_say_what_to_install(small, monkeypatch):
    monkeypatch.setattr(compiling, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"pip install 'estimator\[fast\]'"):
        simulate(small, Run(2048, compiled=True))

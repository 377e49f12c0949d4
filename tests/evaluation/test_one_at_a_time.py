"""One input moved at a time gives what a draw of its own for each case gives."""

import numpy as np
import pytest

from estimator.analysis.draws.simulate import uncertain_inputs
from estimator.api import load
from estimator.errors import EvaluationError
from estimator.evaluation.one_at_a_time import moved_one_at_a_time
from estimator.evaluation.plan import Plan, Ring, Step
from estimator.evaluation.planning import make_plan
from estimator.units import in_normal

YEARS = (2021, 2022, 2023)


def a_plan(steps, wanted, wide, constants=None, inputs=None):
    """Slots 0 and 1 are the inputs a and b."""
    inputs = {"a": 0, "b": 1} if inputs is None else inputs
    return Plan(YEARS, "FY", 10, constants or {}, inputs, wanted, frozenset(wide), tuple(steps))


def test_a_row_is_computed_for_the_inputs_that_reach_it_and_is_as_it_was_for_all_others():
    # c = a × (1, 2, 3), d = b + b, e = c + d. With a = 2 and b = 10: c = (2, 4, 6), d = 20, e = (22, 24, 26).
    series = np.array([[1.0, 2.0, 3.0]])
    steps = [Step("multiply", 3, (0, 2), "c"), Step("add", 4, (1, 1), "d"), Step("add", 5, (3, 4), "e", done=(3, 4))]
    plan = a_plan(steps, {"e": 5, "c0": 2}, {3, 5}, {2: series})
    point, cases = moved_one_at_a_time(
        plan, {"a": 2.0, "b": 10.0}, {"b": [0.0, 1.0], "x": [5.0, 6.0], "a": [1.0, 3.0]}
    )["e"]
    assert point.tolist() == [[22.0, 24.0, 26.0]]
    assert cases[0].tolist() == [[2.0, 4.0, 6.0], [4.0, 6.0, 8.0]]  # b at 0 and at 1
    assert cases[1].tolist() == [[22.0, 24.0, 26.0]] * 2  # x is no input of the plan
    assert cases[2].tolist() == [[21.0, 22.0, 23.0], [23.0, 26.0, 29.0]]  # a at 1 and at 3
    certain = moved_one_at_a_time(plan, {"a": 2.0, "b": 10.0}, {"a": [1.0, 3.0]})["c0"][1]
    assert certain.tolist() == [[[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]]


def test_a_ring_moves_as_one():
    # stock = last year's stock + a, from b on: with a = 1 and b = 5 it is 6, 7, 8.
    ring = Ring(
        (3,),
        (Step("previous", 4, (3, 1), "stock"), Step("add", 5, (4, 0), "stock"), Step("read", 3, (5,), "stock")),
        (1, 0),
        "stock",
    )
    plan = a_plan([ring], {"stock": 3}, {3})
    point, cases = moved_one_at_a_time(plan, {"a": 1.0, "b": 5.0}, {"a": [2.0], "b": [0.0]})["stock"]
    assert point.tolist() == [[6.0, 7.0, 8.0]]
    assert cases[:, 0].tolist() == [[7.0, 9.0, 11.0], [1.0, 2.0, 3.0]]


def test_a_case_that_cannot_be_computed_is_refused():
    plan = a_plan([Step("divide", 3, (0, 1), "share")], {"share": 3}, ())
    with pytest.raises(EvaluationError, match="share"):
        moved_one_at_a_time(plan, {"a": 1.0, "b": 2.0}, {"b": [0.0]})


@pytest.mark.parametrize("pack", ["japan", "coastguard"])
def test_every_metric_of_a_pack_moves_as_with_a_draw_for_each_case(pack):
    model = load(pack).model()
    ids = uncertain_inputs(model)[::7]
    wanted = [f"{option}.{metric}" for option in model.options for metric in model.metrics(option)]
    values = {id: in_normal(model.inputs[id].value, model.inputs[id].scale) for id in ids}
    cases = {id: [0.97 * value, 1.02 * value] for id, value in values.items()}
    draws = {id: np.full((2 * len(ids), 1), value) for id, value in values.items()}
    for place, id in enumerate(ids):
        draws[id][2 * place : 2 * place + 2, 0] = cases[id]
    plan = make_plan(model, ids, wanted, many=False)
    one_by_one = make_plan(model, ids, wanted).run({id: draws[id] for id in plan.inputs})
    for id, (_, moved) in moved_one_at_a_time(plan, values, cases).items():
        expected = np.broadcast_to(one_by_one[id], (2 * len(ids), one_by_one[id].shape[1])).reshape(moved.shape)
        np.testing.assert_allclose(moved, expected, rtol=1e-9, atol=1e-9)

"""What somebody fixes or leaves out changes no draw of anything else."""

import numpy as np
import pytest

from estimator import load
from estimator.analysis.draws.correlation import with_range
from estimator.analysis.draws.distributions import distributions
from estimator.analysis.draws.drawing import Drawing, Input
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.sampling import BLOCK, SAMPLERS
from estimator.analysis.draws.simulate import drawing_of, uncertain_inputs
from estimator.pack import apply
from estimator.pack.records import Override
from tests.analysis.draws.test_correlation import COSTS, asked, group, share


def drawn(model, sampler="sobol", correlated=True):
    """The first draws of each uncertain input of a model."""
    drawing, _ = drawing_of(model, uncertain_inputs(model), Run(2 * BLOCK, sampler=sampler, correlated=correlated))
    values = np.concatenate([drawing.block(number) for number in range(2)])
    return {each.id: values[:, place] for place, each in enumerate(drawing.inputs)}


@pytest.fixture(scope="module")
def coast():
    return load("coastguard")


def with_fixed(estimate, ids):
    """The same with some assumptions set to the values that they have."""
    return estimate.with_overrides({id: float(estimate.pack.assumptions[id].value) for id in ids})


def assert_alike(some, whole):
    """Each input of some draws has the draws that it has among all."""
    for id, values in some.items():
        np.testing.assert_allclose(values, whole[id], rtol=1e-12, err_msg=id)


@pytest.mark.parametrize("correlated", [True, False], ids=["correlated", "independent"])
@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("fixed", ["one price", "the first column", "all prices but one"])
def test_a_value_that_is_fixed_changes_no_other_draw(coast, fixed, sampler, correlated):
    ranged = with_range(coast.pack)
    prices = [each.id for each in ranged if each.basis is not None]
    ids = {"one price": [prices[2]], "the first column": [ranged[0].id], "all prices but one": prices[1:]}[fixed]
    whole, some = drawn(coast.model(), sampler, correlated), drawn(with_fixed(coast, ids).model(), sampler, correlated)
    assert whole.keys() - some.keys() == set(ids)
    assert_alike(some, whole)


def test_the_options_that_are_chosen_are_drawn_as_beside_all_others(coast):
    some, whole = (coast.simulate(options, Run(2 * BLOCK)) for options in (["six_large_ships"], None))
    assert some.inputs < whole.inputs
    for metric, spread in some.spreads["six_large_ships"].items():
        assert spread.mean == pytest.approx(whole.spreads["six_large_ships"][metric].mean, rel=1e-9)
    assert some.chances["six_large_ships"] == whole.chances["six_large_ships"]


def test_a_range_of_a_scenario_stands_behind_those_of_the_files(coast):
    certain = next(each for each in coast.pack.assumptions.values() if each.low is None and each.value)
    made = apply(coast.pack, [Override(certain.id, certain.value, low=certain.value / 2, high=2 * certain.value)])
    assert [each.id for each in with_range(made)] == [*(each.id for each in with_range(coast.pack)), certain.id]


def test_a_member_of_a_triangle_that_is_not_drawn_is_mixed_in_all_the_same():
    members = [*COSTS, share("b.x")]
    found = asked(members, {"against": group(-0.5, "a.x", "b.x")})
    assert found.mixing.triangle is not None
    inputs = tuple(Input(id, each, 1.0) for id, each in distributions(members).items())
    names = tuple(each.id for each in members)
    whole = Drawing(inputs, "sobol", 1, found.mixing, names).block(0)
    for left in range(len(members)):
        some = tuple(each for place, each in enumerate(inputs) if place != left)
        mixing = found.among([each.id for each in some]).mixing
        np.testing.assert_allclose(
            Drawing(some, "sobol", 1, mixing, names).block(0), np.delete(whole, left, 1), rtol=1e-12
        )


def test_groups_tell_of_those_alone_that_are_drawn():
    found = asked([*COSTS, share("b.x"), share("b.y")], {"shares": group(0.4, "b.*")})
    some = found.among(["a.x", "a.z", "b.y"])
    assert [(each.name, each.members) for each in some.groups] == [("cost_elements", ("a.x", "a.z"))]
    assert some.ids == ("a.x", "a.z")
    assert some.wanted.tolist() == some.used.tolist() == [[1.0, 0.3], [0.3, 1.0]]
    assert some.mixing.ids == ("a.x", "a.z", "b.y")  # the last keeps the part that it shares with what is not drawn
    assert found.among(["b.y"]).ids == ()
